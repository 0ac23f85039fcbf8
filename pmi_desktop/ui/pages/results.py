"""The results: at each cut a value for every indicator, and how much of the way it means."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.figures.progress import reading_at
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.measuring import with_unit
from pmi_desktop.domain.numbers import show_percent
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.reporting import current_cut
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.pages.progress_head import CutTabs
from pmi_desktop.ui.pages.results_panel import ResultsPanel
from pmi_desktop.ui.shortcuts import sequences
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import LineModel, ListLine
from pmi_desktop.ui.widgets.record_list import invitation, push_button
from pmi_desktop.ui.widgets.sides import Sides
from pmi_desktop.ui.widgets.sign_list import SignView

_NO_INDICATORS = "Los resultados se miden con indicadores. Escriba primero las metas y sus indicadores."
_NO_CUTS = "Los indicadores se miden en los cortes. Ponga primero las fechas de los cortes de seguimiento."
_CHOOSE = "Elija con las flechas; Tab lleva al valor del indicador elegido."


class ResultsPage(Page):
    """Step ``results``. Its place is a cut and an indicator."""

    step: ClassVar[str] = "results"

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        cut = current_cut(context.plan, context.today())
        self._cut = cut.id if cut else ""
        self._indicator = ""
        self._showing = False
        self.tabs = CutTabs()
        self.tabs.chosen.connect(self._choose_cut)
        self._counter = QLabel("")
        self._counter.setObjectName("results_counter")
        self._counter.setProperty("role", "label")
        self.model = LineModel()
        self.view = SignView(self.model, IndicatorMeasure.KIND, "Indicadores en este corte", _CHOOSE)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.panel = ResultsPanel(context)
        self.panel.changed.connect(self._show)
        self.view.clicked.connect(lambda _: self.panel.focus("value"))
        self._lay_out()
        for keys in sequences("follow_up_next"):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.next)

    def show_plan(self, plan: Plan) -> None:
        cut = plan.get(Checkpoint, self._cut) or current_cut(plan, self.context.today())
        indicators = _in_order(plan)
        self._no_indicators.setVisible(not indicators)
        self._no_cuts.setVisible(bool(indicators) and cut is None)
        self._sides.setVisible(bool(indicators) and cut is not None)
        if cut is None or not indicators:
            return
        self._cut = cut.id
        if self._indicator not in [one.id for one in indicators]:
            self._indicator = indicators[0].id
        self._showing = True
        self.tabs.show_cuts(plan, cut.id)
        measured = [plan.get(IndicatorMeasure, f"{cut.id}/{one.id}") for one in indicators]
        told = sum(one is not None and (one.value is not None or bool(one.note.strip())) for one in measured)
        self._counter.setText(f"{told} de {len(indicators)} con valor o nota")
        self.model.show_lines(_lines(plan, indicators, cut))
        here = self.model.index_of(f"{cut.id}/{self._indicator}")
        if self.view.currentIndex() != here:
            self.view.setCurrentIndex(here)
        current = plan.get(Indicator, self._indicator)
        assert current is not None
        self.panel.show_indicator(plan, current, cut)
        self._showing = False

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.panel.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        cut, _, indicator = key.partition("/") if kind == IndicatorMeasure.KIND else (key, "", "")
        if self.context.plan.get(Checkpoint, cut) is None:
            return False
        self._go_to(cut, indicator)
        return self.panel.focus(field)

    def first_field(self) -> QWidget | None:
        if not self.context.plan.all(Indicator):
            return self._to_goals
        return self.panel.form.first() if self._cut else self._to_cuts

    def settle(self) -> None:
        self.panel.settle()

    def next(self) -> None:
        """The next indicator, the focus in its value."""
        self.panel.settle()
        keys = [one.id for one in _in_order(self.context.plan)]
        place = keys.index(self._indicator) + 1 if self._indicator in keys else 0
        if place < len(keys):
            self._go_to(self._cut, keys[place])
        else:
            self.context.say("Este es el último indicador.")
        self.panel.focus("value")

    def _go_to(self, cut: str, indicator: str) -> None:
        self.panel.settle()
        self._cut, self._indicator = cut, indicator or self._indicator
        self._show()
        self._sides.to_top()

    def _show(self) -> None:
        self.show_plan(self.context.plan)

    def _choose_cut(self, cut: str) -> None:
        self._go_to(cut, "")

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and not self._showing:
            self._go_to(*key.split("/"))

    def _lay_out(self) -> None:
        title = STEP_BY_ID[self.step].title
        step = self.context.step_wanted
        self._to_goals = push_button("Ir a las metas", _NO_INDICATORS, lambda: step.emit(Indicator.STEP))
        self._to_cuts = push_button("Ir a los cortes", _NO_CUTS, lambda: step.emit(Checkpoint.STEP))
        for button in (self._to_goals, self._to_cuts):
            button.setProperty("role", "main")
        self._no_indicators = invitation(_NO_INDICATORS, self._to_goals, title)
        self._no_cuts = invitation(_NO_CUTS, self._to_cuts, title)
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        for part in (text_label(title, "title"), self.tabs, self._counter):
            above.addWidget(part)
        self._sides = Sides(head, self.view, self.panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 8)
        for empty in (self._no_indicators, self._no_cuts):
            whole.addWidget(empty, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._sides, 1)


def _in_order(plan: Plan) -> list[Indicator]:
    """The indicators in the order of their objectives and goals."""
    goals = [goal for objective in plan.all(Objective) for goal in plan.where(Goal, "objective", objective.id)]
    return [one for goal in goals for one in plan.where(Indicator, "goal", goal.id)]


def _lines(plan: Plan, indicators: Sequence[Indicator], cut: Checkpoint) -> list[ListLine]:
    """The indicators below their objectives, each with its value and its avance."""
    lines: list[ListLine] = []
    numbers = {one.id: f"{number}. {title_of(one, 60)}" for number, one in enumerate(plan.all(Objective), start=1)}
    heading = ""
    for one in indicators:
        goal = plan.get(Goal, one.goal)
        objective = goal.objective if goal else ""
        if objective != heading:
            heading = objective
            lines.append(ListLine("", numbers.get(objective, "Sin objetivo")))
        lines.append(ListLine(f"{cut.id}/{one.id}", title_of(one), *_standing(plan, one, cut)))
    return lines


def _standing(plan: Plan, indicator: Indicator, cut: Checkpoint) -> tuple[str, str]:
    """A sign and a few words: value and avance, or that there is none."""
    measure = plan.get(IndicatorMeasure, f"{cut.id}/{indicator.id}")
    reading = reading_at(plan, indicator, cut)
    if reading.value is None:
        return ("–", "no se midió") if measure and measure.note.strip() else ("", "Sin valor")
    value = with_unit(reading.value, indicator.unit)
    if reading.progress is None:
        return "?", f"{value} · sin avance"
    worse = " · !\N{NO-BREAK SPACE}peor" if reading.worse else ""
    return "!" if reading.worse else "✓", f"{value} · avance {show_percent(reading.progress)}{worse}"
