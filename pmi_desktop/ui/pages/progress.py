"""The progress of the actions: at each cut a state for every action, carried forward from the cut before."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.execution import cuts_until
from pmi_desktop.domain.followup import STATES, ActionProgress
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.reporting import Report, accepted, by_responsible, reports_at
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.cut_page import CutPage, below_objectives, cut_name
from pmi_desktop.ui.pages.progress_head import ProgressHead
from pmi_desktop.ui.pages.progress_panel import SIGNS, ProgressPanel
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.evidence_box import EvidenceBox
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import ListLine


class ProgressPage(CutPage):
    """Step ``progress``. Its place is a cut and an action."""

    step: ClassVar[str] = "progress"
    looks_at = Action
    reported = ActionProgress
    list_words = ("Acciones en este corte", "Elija con las flechas; Tab lleva al estado de la acción elegida.")
    nothing_yet = (
        "El avance se cuenta acción por acción. Escriba primero las acciones del plan.",
        "Ir a las acciones",
    )
    no_cuts = "El avance se mira en los cortes. Ponga primero las fechas de los cortes de seguimiento."
    at_the_end = "Esta es la última acción."
    panel: ProgressPanel

    def __init__(self, context: PlanContext) -> None:
        head = ProgressHead(context)
        super().__init__(context, head.tabs, ProgressPanel(context))
        self._reports: tuple[Report, ...] = ()
        self.head = head
        self.head.filtered.connect(self.show_again)
        self.head.accept_wanted.connect(self._accept_all)
        self.head.deliver_wanted.connect(self._deliver)
        self.panel.accept_wanted.connect(self._accept)
        self._none_left = text_label("Todas las acciones de esta lista tienen estado en este corte.", "muted")
        self.loose = EvidenceBox(context, "Archivos que ya no son de ninguna acción", _loose)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.panel, self._none_left, self.loose):
            column.addWidget(part)
        column.addStretch(1)
        self.lay_out(self.head, inside)

    def show_cut(self, plan: Plan, cut: Checkpoint) -> Sequence[ListLine]:
        self._reports = reports_at(plan, cut, self.context.today())
        self.head.show_cut(plan, cut, self._reports)
        self.loose.show_plan(plan)
        self.loose.setVisible(bool(_loose(plan)))
        return below_objectives(plan, ((one.action.goal, _line(one)) for one in self._shown(plan)))

    def show_current(self, plan: Plan, cut: Checkpoint) -> None:
        report = next((one for one in self._reports if one.action.id == self.current), None)
        self.panel.setVisible(report is not None)
        self._none_left.setVisible(report is None)
        if report is not None:
            self.panel.show_report(plan, report, _before_label(plan, cut, report))

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        return self._focus_evidence(key, field) if kind == Evidence.KIND else super().focus_field(ident, field)

    def settle(self) -> None:
        super().settle()
        self.loose.settle()

    def go_to(self, cut: str, record: str) -> None:
        """Take the filters away where they hide it."""
        wanted = record or self.current
        super().go_to(cut, wanted)
        if not wanted or self.current != wanted:
            self.head.show_everything()
            super().go_to(cut, wanted)

    def _shown(self, plan: Plan) -> list[Report]:
        """Those that the filters let through; the current one stays as long as somebody is at it."""
        person = self.head.person
        own = {one.id for one in by_responsible(plan).get(person, ())} if person else None
        reports = [one for one in self._reports if own is None or one.action.id in own]
        if self.head.only_pending:
            reports = [one for one in reports if not one.now.state or one.action.id == self.current]
        return reports

    def _accept(self) -> None:
        """What was before holds for the current action."""
        self.panel.settle()
        self.context.apply(accepted(self.context.plan, [one for one in self._reports if one.action.id == self.current]))
        self.show_again()
        self.panel.focus()

    def _accept_all(self) -> None:
        """What was before holds for every action without a state."""
        self.settle()
        edit = accepted(self.context.plan, [one for one in self._reports if self.context.may_change(one.now)])
        self.context.apply(edit)
        self.show_again()
        count = len(edit.changes)
        self.context.notice(f"{count} {'acción queda' if count == 1 else 'acciones quedan'} como en el corte anterior")
        self.panel.focus()

    def _deliver(self) -> None:
        """To the step where things are handed in, at this cut."""
        self.settle()
        self.context.go_to((Checkpoint.KIND, self._cut), "", "hand_in")

    def _focus_evidence(self, key: str, field: str) -> bool:
        evidence = self.context.plan.get(Evidence, key)
        about = next((one.key for one in evidence.about if one.kind == ActionProgress.KIND), "") if evidence else ""
        if "/" in about:
            self.go_to(*about.split("/"))
        return self.panel.evidence.focus(key, field) or self.loose.focus(key, field)


def _line(report: Report) -> ListLine:
    """An action with its state's digit and how it stands in words."""
    return ListLine(report.now.key, title_of(report.action), SIGNS.get(report.now.state, ""), _word(report))


def _word(report: Report) -> str:
    """«En ejecución 60 % · ! atrasada»; what was before, marked so, while nothing is reported."""
    late = " · !\N{NO-BREAK SPACE}atrasada" if report.late else ""
    if report.now.state:
        percent = "" if report.now.percent is None else f" {report.now.percent}\N{NO-BREAK SPACE}%"
        return f"{STATES[report.now.state]}{percent}{late}"
    if report.before is not None and report.before.state:
        return f"antes: {STATES[report.before.state]} {report.before.percent}\N{NO-BREAK SPACE}%{late}"
    if not report.begun and report.action.start_on:
        return f"comienza el {show_date(report.action.start_on)}"
    return f"Sin estado{late}"


def _before_label(plan: Plan, cut: Checkpoint, report: Report) -> str:
    told = report.last.checkpoint if report.last else ""
    return next((cut_name(one) for one in cuts_until(plan, cut) if one.id == told), "")


def _loose(plan: Plan) -> tuple[Evidence, ...]:
    """Attached files that are about nothing the plan still holds: nobody would see them go into the package."""

    def is_held(kind: str, key: str) -> bool:
        if kind != ActionProgress.KIND:
            return plan.find((kind, key)) is not None
        cut, _, action = key.partition("/")
        return plan.get(Checkpoint, cut) is not None and plan.get(Action, action) is not None

    return tuple(one for one in plan.all(Evidence) if not any(is_held(about.kind, about.key) for about in one.about))
