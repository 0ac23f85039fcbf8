"""One action at a cut: what it is, how it stood before, and the form of what is reported now."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QPushButton, QVBoxLayout

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.fields import Field
from pmi_desktop.domain.figures.execution import Standing
from pmi_desktop.domain.followup import STATES, ActionProgress
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.numbers import show_date, show_percent
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.reporting import Report, comes_along
from pmi_desktop.domain.school import Member
from pmi_desktop.services.attachments import evidence_about
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.labels import tell
from pmi_desktop.ui.pages.cut_page import CutPanel
from pmi_desktop.ui.shortcuts import KEYS
from pmi_desktop.ui.widgets.bound import NOT_CHOSEN, make_input
from pmi_desktop.ui.widgets.choices import ChoiceInput
from pmi_desktop.ui.widgets.evidence_box import EvidenceBox
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.layouts import text_label

DIGITS = {str(number): state for number, state in enumerate(STATES, start=1)}
SIGNS = {state: digit for digit, state in DIGITS.items()}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STATE = Section("", (("state", "percent"),))
_TEXTS = Section("", ("done", "difficulty", "adjustment", "evidence", ("spent", "reported_by")))


class StateInput(ChoiceInput):
    """The state of an action: chosen from a list, or by its digit while it has the focus.

    ``before_wanted`` comes when somebody presses the key that leaves all as it was at the cut before.
    """

    before_wanted = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field, tuple(field.choices.items()), ("", NOT_CHOSEN))
        self.target.installEventFilter(self)
        digits = " · ".join(
            f"{digit} {STATES[state]}".replace(" ", "\N{NO-BREAK SPACE}") for digit, state in DIGITS.items()
        )
        hint = text_label(f"Teclas: {digits}.", "hint")
        layout = self.box.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit chooses; A takes the state of the cut before."""
        if event.type() == QEvent.Type.KeyPress and watched is self.target:
            key = cast(QKeyEvent, event)
            if key.modifiers() in _PLAIN and self.box.isEnabled():
                if key.text() in DIGITS:
                    self.show_value(DIGITS[key.text()])
                    self.changed.emit(DIGITS[key.text()])
                    return True
                if key.text().upper() in KEYS["progress_before"].keys:
                    self.before_wanted.emit()
                    return True
        return super().eventFilter(watched, event)


class ProgressPanel(CutPanel):
    """Shows an action's report and turns what is done in it into edits; ``accept_wanted`` asks for the state before."""

    accept_wanted = Signal()
    begins_with: ClassVar[str] = "state"

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._report: Report | None = None
        self._goal = text_label("", "overline")
        self._name = text_label("", "section")
        self._about = text_label("", "muted")
        self._late = text_label("", "warn")
        self._before = text_label("", "")
        self._accept = QPushButton()
        self._accept.setObjectName("accept_before")
        self._accept.clicked.connect(lambda _=False: self.accept_wanted.emit())
        self.form = Form(context, ActionProgress, (_STATE, _TEXTS), make=self._make, along=_along)
        state = self.form.input("state")
        assert isinstance(state, StateInput)
        state.before_wanted.connect(self.accept_wanted)
        state.changed.connect(lambda _: self.changed.emit())
        self.evidence = EvidenceBox(context, "Archivos que lo muestran", lambda plan: evidence_about(plan, self._ident))
        self._lay_out()
        self._propose_people(context.plan)

    @property
    def _ident(self) -> tuple[str, str]:
        return self._report.now.ident if self._report is not None else (ActionProgress.KIND, "")

    def show_report(self, plan: Plan, report: Report, before_label: str) -> None:
        """Show an action at the cut; ``before_label`` names the cut before."""
        self._report = report
        self.setObjectName(f"{ActionProgress.KIND}:{report.now.key}")
        goal = plan.get(Goal, report.action.goal)
        tell(self._goal, f"Meta: {goal.text}" if goal and goal.text else "")
        tell(self._name, report.action.description or "Acción sin descripción")
        tell(self._about, _about(plan, report))
        tell(self._late, late_in_words(report))
        told = _told_before(report, before_label)
        tell(self._before, told)
        standing = report.before
        open_to_accept = standing is not None and bool(standing.state) and not report.now.state
        self._accept.setVisible(open_to_accept and self._context.may_change(report.now))
        if standing is not None:
            self._accept.setText(f"Dejar como antes: {standing_in_words(standing)} (A)")
            self._accept.setAccessibleName(f"Dejar como antes: {standing_in_words(standing)}")
            self._accept.setAccessibleDescription("Al estar en el estado, la tecla A hace lo mismo.")
        self._box.setVisible(bool(told))
        self.form.show_record(report.now)
        self.evidence.show_about(report.now.ident, plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing, below the fields."""
        super().show_findings(findings)
        self.evidence.show_findings(findings)

    def settle(self) -> None:
        """Take what is being typed."""
        super().settle()
        self.evidence.settle()

    def _make(self, field: Field, context: PlanContext) -> Input:
        return StateInput(field) if field.name == "state" else make_input(field, context)

    def _propose_people(self, plan: Plan) -> None:
        """Offer the team's names while somebody says who reports."""
        target = self.form.input("reported_by").target
        assert isinstance(target, QLineEdit)
        completer = QCompleter([one.name for one in plan.all(Member) if one.name], target)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        target.setCompleter(completer)

    def _lay_out(self) -> None:
        self._box = QFrame()
        self._box.setProperty("role", "card")
        before = QVBoxLayout(self._box)
        before.setContentsMargins(16, 12, 16, 12)
        before.setSpacing(8)
        before.addWidget(self._accept, 0, Qt.AlignmentFlag.AlignLeft)  # above a text that may be long
        before.addWidget(self._before)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for part in (self._goal, self._name, self._about, self._late, self.form, self.evidence):
            whole.addWidget(part)
        self.form.put_below(0, self._box)
        whole.addStretch(1)


def standing_in_words(standing: Standing) -> str:
    """«En ejecución, 60 %»."""
    state = STATES.get(standing.state, "Sin estado")
    return f"{state}, {show_percent(Decimal(standing.percent))}"


def late_in_words(report: Report) -> str:
    """Why an action is called late, or nothing."""
    if not report.late or report.action.end_on is None:
        return ""
    return f"! Atrasada: debía terminar el {show_date(report.action.end_on)}. Escriba la dificultad y el ajuste."


def _along(record: ActionProgress, field: str, value: object) -> dict[str, object]:
    return comes_along(record, str(value)) if field == "state" else {}


def _about(plan: Plan, report: Report) -> str:
    action = report.action
    names = [member.name for key in action.responsible if (member := plan.get(Member, key)) and member.name]
    names += [action.responsible_other] if action.responsible_other else []
    dates = " a ".join(show_date(day) for day in (action.start_on, action.end_on) if day)
    done = sum(task.done for task in action.tasks)
    tasks = f"{done} de {len(action.tasks)} tareas hechas" if action.tasks else ""
    return " · ".join(filter(None, (", ".join(names) or "Sin responsable", dates, tasks)))


def _told_before(report: Report, before_label: str) -> str:
    """What was reported at the cuts before, in lines."""
    if report.before is None or report.last is None:
        return ""
    last = report.last
    lines = [f"Antes ({before_label}): {standing_in_words(report.before)}"]
    texts = (("Qué se hizo", last.done), ("Dificultades", last.difficulty), ("Ajustes", last.adjustment))
    return "\n".join([*lines, *(f"{name}: {text}" for name, text in texts if text.strip())])
