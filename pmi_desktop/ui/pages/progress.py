"""The progress of the actions: at each cut a state for every action, carried forward from the cut before."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.figures.execution import cuts_until
from pmi_desktop.domain.followup import STATES, ActionProgress
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.reporting import Report, accepted, by_responsible, current_cut, reports_at
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.pages.progress_head import ProgressHead, cut_name
from pmi_desktop.ui.pages.progress_panel import SIGNS, ProgressPanel
from pmi_desktop.ui.shortcuts import sequences
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.evidence_box import EvidenceBox
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import LineModel, ListLine
from pmi_desktop.ui.widgets.record_list import invitation, push_button
from pmi_desktop.ui.widgets.sides import Sides
from pmi_desktop.ui.widgets.sign_list import SignView

_NO_ACTIONS = "El avance se cuenta acción por acción. Escriba primero las acciones del plan."
_NO_CUTS = "El avance se mira en los cortes. Ponga primero las fechas de los cortes de seguimiento."
_CHOOSE = "Elija con las flechas; Tab lleva al estado de la acción elegida."


class ProgressPage(Page):
    """Step ``progress``. Its place is a cut and an action."""

    step: ClassVar[str] = "progress"

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        cut = current_cut(context.plan, context.today())
        self._cut = cut.id if cut else ""
        self._action = ""
        self._showing = False
        self._reports: tuple[Report, ...] = ()
        self.head = ProgressHead(context)
        self.head.cut_chosen.connect(self._choose_cut)
        self.head.filtered.connect(self._show)
        self.head.accept_wanted.connect(self._accept_all)
        self.head.deliver_wanted.connect(self._deliver)
        self.model = LineModel()
        self.view = SignView(self.model, ActionProgress.KIND, "Acciones en este corte", _CHOOSE)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.panel = ProgressPanel(context)
        self.view.clicked.connect(lambda _: self.panel.focus("state"))
        self.panel.changed.connect(self._show)
        self.panel.accept_wanted.connect(self._accept)
        self.loose = EvidenceBox(context, "Archivos que ya no son de ninguna acción", _loose)
        self._lay_out()
        for keys in sequences("follow_up_next"):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.next)

    def show_plan(self, plan: Plan) -> None:
        cut = plan.get(Checkpoint, self._cut) or current_cut(plan, self.context.today())
        actions = plan.all(Action)
        self._no_actions.setVisible(not actions)
        self._no_cuts.setVisible(bool(actions) and cut is None)
        self._sides.setVisible(bool(actions) and cut is not None)
        if cut is None or not actions:
            return
        self._cut = cut.id
        self._reports = reports_at(plan, cut, self.context.today())
        self._showing = True
        self.head.show_cut(plan, cut, self._reports)
        shown = self._shown(plan)
        if self._action not in [one.action.id for one in shown]:
            self._action = shown[0].action.id if shown else ""
        self.model.show_lines(_lines(plan, shown))
        here = self.model.index_of(f"{cut.id}/{self._action}")
        if self.view.currentIndex() != here:
            self.view.setCurrentIndex(here)
        report = next((one for one in shown if one.action.id == self._action), None)
        self.panel.setVisible(report is not None)
        self._none_left.setVisible(report is None)
        if report is not None:
            self.panel.show_report(plan, report, _before_label(plan, cut, report))
        self.loose.show_plan(plan)
        self.loose.setVisible(bool(_loose(plan)))
        self._showing = False

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.panel.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        if kind == Evidence.KIND:
            return self._focus_evidence(key, field)
        cut, _, action = key.partition("/") if kind == ActionProgress.KIND else (key, "", "")
        if self.context.plan.get(Checkpoint, cut) is None:
            return False
        self._go_to(cut, action)
        return self.panel.focus(field)

    def first_field(self) -> QWidget | None:
        if not self.context.plan.all(Action):
            return self._to_actions
        return self.panel.form.first() if self._cut else self._to_cuts

    def settle(self) -> None:
        self.panel.settle()
        self.loose.settle()

    def next(self) -> None:
        """The next action of the list, the focus in its state."""
        self.panel.settle()
        keys = [one.action.id for one in self._shown(self.context.plan)]
        place = keys.index(self._action) + 1 if self._action in keys else 0
        if self.head.only_pending:  # those that have a state now have left the list
            self._show()
            keys = [one.action.id for one in self._shown(self.context.plan)]
            place = keys.index(self._action) + 1 if self._action in keys else place - 1
        if place < len(keys):
            self._go_to(self._cut, keys[place])
        else:
            self.context.say("Esta es la última acción.")
        self.panel.focus("state")

    def _shown(self, plan: Plan) -> list[Report]:
        """Those that the filters let through; the current one stays as long as somebody is at it."""
        person = self.head.person
        own = {one.id for one in by_responsible(plan).get(person, ())} if person else None
        reports = [one for one in self._reports if own is None or one.action.id in own]
        if self.head.only_pending:
            reports = [one for one in reports if not one.now.state or one.action.id == self._action]
        return reports

    def _go_to(self, cut: str, action: str) -> None:
        self.panel.settle()
        self._cut = cut
        self._action = action or self._action
        if self._action not in [one.action.id for one in self._shown(self.context.plan)]:
            self.head.show_everything()
        self._show()
        self._sides.to_top()

    def _show(self) -> None:
        self.show_plan(self.context.plan)

    def _choose_cut(self, cut: str) -> None:
        self.settle()
        self._cut = cut
        self._show()

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and not self._showing:
            self._go_to(*key.split("/"))

    def _accept(self) -> None:
        """What was before holds for the current action."""
        self.panel.settle()
        self.context.apply(accepted(self.context.plan, [one for one in self._reports if one.action.id == self._action]))
        self._show()
        self.panel.focus("state")

    def _accept_all(self) -> None:
        """What was before holds for every action without a state."""
        self.settle()
        edit = accepted(self.context.plan, [one for one in self._reports if self.context.may_change(one.now)])
        self.context.apply(edit)
        self._show()
        count = len(edit.changes)
        self.context.notice(f"{count} {'acción queda' if count == 1 else 'acciones quedan'} como en el corte anterior")
        self.panel.focus("state")

    def _deliver(self) -> None:
        """To the step where things are handed in, at this cut."""
        self.settle()
        self.context.go_to((Checkpoint.KIND, self._cut), "", "hand_in")

    def _focus_evidence(self, key: str, field: str) -> bool:
        evidence = self.context.plan.get(Evidence, key)
        about = next((one.key for one in evidence.about if one.kind == ActionProgress.KIND), "") if evidence else ""
        if "/" in about:
            self._go_to(*about.split("/"))
        return self.panel.evidence.focus(key, field) or self.loose.focus(key, field)

    def _lay_out(self) -> None:
        title = STEP_BY_ID[self.step].title
        self._to_actions = push_button("Ir a las acciones", _NO_ACTIONS, lambda: self._step(Action.STEP))
        self._to_cuts = push_button("Ir a los cortes", _NO_CUTS, lambda: self._step(Checkpoint.STEP))
        for button in (self._to_actions, self._to_cuts):
            button.setProperty("role", "main")
        self._no_actions = invitation(_NO_ACTIONS, self._to_actions, title)
        self._no_cuts = invitation(_NO_CUTS, self._to_cuts, title)
        self._none_left = text_label("Todas las acciones de esta lista tienen estado en este corte.", "muted")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.panel, self._none_left, self.loose):
            column.addWidget(part)
        column.addStretch(1)
        self._sides = Sides(self.head, self.view, inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 8)
        for empty in (self._no_actions, self._no_cuts):
            whole.addWidget(empty, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._sides, 1)

    def _step(self, step: str) -> None:
        self.context.step_wanted.emit(step)


def _lines(plan: Plan, reports: Sequence[Report]) -> list[ListLine]:
    """The actions below their objectives, each with its state's digit and how it stands in words."""
    lines: list[ListLine] = []
    numbers = {one.id: f"{number}. {title_of(one, 60)}" for number, one in enumerate(plan.all(Objective), start=1)}
    heading = ""
    for one in reports:
        goal = plan.get(Goal, one.action.goal)
        objective = goal.objective if goal else ""
        if objective != heading:
            heading = objective
            lines.append(ListLine("", numbers.get(objective, "Sin objetivo")))
        lines.append(ListLine(one.now.key, title_of(one.action), SIGNS.get(one.now.state, ""), _word(one)))
    return lines


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
