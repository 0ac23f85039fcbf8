"""One indicator at a cut: its line, its avance in words, and the form of what was measured."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.figures.execution import cuts_by_date
from pmi_desktop.domain.figures.progress import reading_at
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.measuring import proposed_value, reading_in_words, with_unit
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Member
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.labels import tell
from pmi_desktop.ui.pages.cut_page import CutPanel
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.line_chart import LineChart, Point, Series
from pmi_desktop.ui.widgets.record_list import push_button

_MEASURED = Section("", ("value", ("numerator", "denominator")))
_SAID = Section("", ("note", "reported_by"))


class ResultsPanel(CutPanel):
    """Shows an indicator at a cut."""

    begins_with: ClassVar[str] = "value"

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._indicator: Indicator | None = None
        self._measure: IndicatorMeasure | None = None
        self._goal = text_label("", "overline")
        self._name = text_label("", "section")
        self._how = text_label("", "muted")
        self._told = text_label("", "label")
        self._told.setObjectName("avance")
        self._amend = push_button("Ir al indicador", "Abre el indicador para completar línea base o meta.", self._go)
        self._use = QPushButton()
        self._use.setObjectName("use_proposed")
        self._use.clicked.connect(lambda _=False: self._take())
        self.chart = LineChart()
        self.form = Form(context, IndicatorMeasure, (_MEASURED, _SAID))
        self._lay_out()

    def show_indicator(self, plan: Plan, indicator: Indicator, cut: Checkpoint) -> None:
        """Show an indicator at a cut."""
        empty = IndicatorMeasure(checkpoint=cut.id, indicator=indicator.id)
        measure = plan.get(IndicatorMeasure, empty.key) or empty
        self._indicator, self._measure = indicator, measure
        self.setObjectName(f"{IndicatorMeasure.KIND}:{measure.key}")
        goal = plan.get(Goal, indicator.goal)
        reading = reading_at(plan, indicator, cut)
        tell(self._goal, f"Meta: {goal.text}" if goal and goal.text else "")
        tell(self._name, indicator.name or "Indicador sin nombre")
        tell(self._how, _how_measured(plan, indicator))
        tell(self._told, reading_in_words(indicator, reading))
        self._amend.setVisible(reading.value is not None and reading.progress is None)
        self.chart.show_series(series_of(plan, indicator, cut))
        self._card.setVisible(bool(series_of(plan, indicator, cut).numbers))
        self._offer(indicator, measure)
        self.form.show_record(measure)

    def _offer(self, indicator: Indicator, measure: IndicatorMeasure) -> None:
        """The value that numerator and denominator give, where another one stands."""
        proposed = proposed_value(indicator, measure)
        offered = proposed is not None and proposed != measure.value and self._context.may_change(measure)
        self._use.setVisible(offered)
        if offered:
            count = f"{show_number(measure.numerator)} de {show_number(measure.denominator)}"
            self._use.setText(f"{count} es {with_unit(proposed, indicator.unit)}: ponerlo como valor")
            self._use.setAccessibleName(self._use.text())
            self._use.setAccessibleDescription("Escribe en el valor lo que dan el numerador y el denominador.")

    def _take(self) -> None:
        if self._indicator is None or self._measure is None:
            return
        self.settle()
        plan = self._context.plan
        measure = plan.get(IndicatorMeasure, self._measure.key) or self._measure
        proposed = proposed_value(self._indicator, measure)
        if proposed is not None:
            self._context.apply(gestures.change(plan, measure, value=proposed))
            self.changed.emit()
            self.focus()

    def _go(self) -> None:
        if self._indicator is not None:
            self._context.go_to(self._indicator.ident, "baseline" if self._indicator.baseline is None else "target")

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for part in (self._goal, self._name, self._how, self.form):
            whole.addWidget(part)
        self.form.put_below(0, self._beside())
        whole.addStretch(1)

    def _beside(self) -> QFrame:
        """What follows from the numbers, below them, with the line they make."""
        box = QFrame()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        card = QVBoxLayout(self._card)
        card.setContentsMargins(8, 8, 8, 8)
        card.addWidget(self.chart)
        for button in (self._use, self._amend):
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.insertWidget(0, self._told)
        inside.addWidget(self._card)
        return box


def series_of(plan: Plan, indicator: Indicator, current: Checkpoint) -> Series:
    """An indicator's line over the cuts by date."""
    points = []
    for cut in cuts_by_date(plan):
        reading = reading_at(plan, indicator, cut)
        points.append(Point(cut.label or "Corte", reading.value, reading.target, cut.id == current.id))
    return Series(indicator.name or "Indicador", indicator.unit, indicator.baseline, tuple(points))


def _how_measured(plan: Plan, indicator: Indicator) -> str:
    member = plan.get(Member, indicator.responsible)
    parts = (
        f"Se calcula: {indicator.formula}" if indicator.formula else "",
        f"Fuente: {indicator.source}" if indicator.source else "",
        f"Lo mide: {member.name}" if member and member.name else "",
    )
    return "\n".join(filter(None, parts))
