"""A plan's home: how far each phase is, what is missing most, what is due soon."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.figures.due import Due, due_between
from pmi_desktop.domain.numbers import show_long_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.steps import STEP_BY_ID, STEPS, State, progress, states
from pmi_desktop.services.area_loans import away
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.header import plan_title
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.loans import asked_steps, with_whom
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.pages.registry import PAGES
from pmi_desktop.ui.widgets.layouts import GAP

DAYS = 30
MOST = 6


class HomePage(ScrollPage):
    """What one sees on opening a plan that was begun."""

    step: ClassVar[str] = "home"
    title: ClassVar[str] = "Inicio del plan"
    titled: ClassVar[bool] = False

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._findings: Sequence[Finding] = ()
        self._title: QLabel = text_label("", "title")
        self._years: QLabel = text_label("", "muted")
        self.go_on = QPushButton()
        self.go_on.setProperty("role", "main")
        self.go_on.setObjectName("go_on")
        self.go_on.setAccessibleDescription("Abre el primer paso que no está listo.")
        self.go_on.clicked.connect(self._go_on)
        self._next = ""
        self.body.addWidget(self._title)
        self.body.addWidget(self._years)
        self.body.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self._progress = _Card("Cómo va cada fase")
        self._missing = _Card("Lo que más falta")
        self._due = _Card("Lo que vence en los próximos 30 días")
        self._together = _Card("Entre varios")
        for card in (self._progress, self._missing, self._due, self._together):
            self.body.addWidget(card)

    def show_plan(self, plan: Plan) -> None:
        name, years = plan_title(plan)
        self._title.setText(name)
        self._years.setText(f"{years} · {self.context.reference.catalog(plan).title}")
        self._show(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """All findings of the plan, not only of one step."""
        self._findings = findings
        self._show(self.context.plan)

    def first_field(self) -> QWidget | None:
        return self.go_on

    def _show(self, plan: Plan) -> None:
        standing = states(plan, self._findings)
        asked = asked_steps(self.context)
        wanted = [one.id for one in STEPS if one.id in (asked or PAGES)]
        self._next = next((one for one in wanted if standing[one] is not State.COMPLETE), wanted[0] if asked else "")
        self.go_on.setVisible(bool(self._next))
        self.go_on.setText(f"Continuar: {STEP_BY_ID[self._next].title}" if self._next else "")
        self._progress.fill([_phase(one.phase, one.complete, one.steps) for one in progress(standing)])
        counts = Counter(one.step for one in self._findings if one.blocking and one.step in PAGES).most_common(MOST)
        self._missing.fill(
            [self._missing_line(step, count) for step, count in counts],
            "No falta nada de lo que impide entregar.",
        )
        today = self.context.today()
        due = due_between(plan, today, today + timedelta(days=DAYS))
        self._due.fill([self._due_line(one) for one in due], "Nada vence en estos días.")
        self._together.fill([_line(*one) for one in self._ways_together()])

    def _ways_together(self) -> list[tuple[str, str, Callable[[], None]]]:
        """Where to go for areas and for the log, with what is away said first."""
        areas = [f"{with_whom(loan, self.context)}." for loan in away(self.context.editor.notes)]
        what = "\n".join(areas) or "Entregar un área a un compañero en una memoria USB, y recibirla de vuelta."
        if self.context.lent is not None:
            what = "Devolver el área en la que trabaja aquí."
        return [
            (what, "Áreas entre varios", lambda: self.context.step_wanted.emit("areas")),
            ("Ver quién cambió qué y cuándo.", "Qué ha pasado", lambda: self.context.step_wanted.emit("log")),
        ]

    def _missing_line(self, step: str, count: int) -> QWidget:
        what = "falta 1 dato" if count == 1 else f"faltan {count} datos"
        title = STEP_BY_ID[step].title
        return _line(f"{title}: {what}", title, lambda: self._open(step))

    def _due_line(self, due: Due) -> QWidget:
        text = f"{show_long_date(due.day)} · {due.what}: {due.text}"
        if due.step not in PAGES:
            return text_label(text, "")
        return _line(text, STEP_BY_ID[due.step].title, lambda: self.context.go_to(due.ident))

    def _open(self, step: str) -> None:
        first = next((one for one in self._findings if one.step == step and one.blocking), None)
        if first is not None and first.ident is not None:
            self.context.go_to(first.ident, first.field or "")
        else:
            self.context.step_wanted.emit(step)

    def _go_on(self) -> None:
        self.context.step_wanted.emit(self._next)


class _Card(QFrame):
    """A titled list of lines, filled anew when they are others."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(GAP, GAP, GAP, GAP)
        self._layout.setSpacing(8)
        self._layout.addWidget(text_label(title, "section"))
        self._lines: list[QWidget] = []

    def fill(self, lines: list[QWidget], nothing: str = "") -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = lines or [text_label(nothing, "muted")]
        for line in self._lines:
            self._layout.addWidget(line)


def _line(text: str, where: str, act: Callable[[], None]) -> QWidget:
    """A sentence with a button that goes there."""
    line = QWidget()
    layout = QGridLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setColumnStretch(0, 1)
    layout.addWidget(text_label(text, ""), 0, 0)
    button = QPushButton("Ir")
    button.setAccessibleName(f"Ir a {where}")
    button.setAccessibleDescription(text)
    button.clicked.connect(lambda _=False: act())
    layout.addWidget(button, 0, 1)
    return line


def _phase(name: str, complete: int, steps: int) -> QWidget:
    line = QWidget()
    layout = QGridLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(GAP)
    layout.setColumnStretch(0, 2)
    layout.setColumnStretch(1, 3)
    bar = QProgressBar()
    bar.setRange(0, steps)
    bar.setValue(complete)
    bar.setTextVisible(False)
    words = f"{complete} de {steps} pasos listos"
    bar.setAccessibleName(f"{name}: {words}")
    layout.addWidget(text_label(name, "label"), 0, 0)
    layout.addWidget(bar, 0, 1)
    layout.addWidget(QLabel(words), 0, 2)
    return line
