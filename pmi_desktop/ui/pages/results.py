"""The results: at each cut a value for every indicator, and how much of the way it means."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.figures.progress import reading_at
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.measuring import with_unit
from pmi_desktop.domain.numbers import show_percent
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.reporting import in_order
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.cut_page import CutPage, CutTabs, below_objectives
from pmi_desktop.ui.pages.results_panel import ResultsPanel
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import ListLine


class ResultsPage(CutPage):
    """Step ``results``. Its place is a cut and an indicator."""

    step: ClassVar[str] = "results"
    looks_at = Indicator
    reported = IndicatorMeasure
    list_words = (
        "Indicadores en este corte",
        "Elija con las flechas; Tab lleva al valor del indicador elegido.",
    )
    nothing_yet = (
        "Los resultados se miden con indicadores. Escriba primero las metas y sus indicadores.",
        "Ir a las metas",
    )
    no_cuts = "Los indicadores se miden en los cortes. Ponga primero las fechas de los cortes de seguimiento."
    at_the_end = "Este es el último indicador."
    panel: ResultsPanel

    def __init__(self, context: PlanContext) -> None:
        tabs = CutTabs()
        super().__init__(context, tabs, ResultsPanel(context))
        self._counter = QLabel("")
        self._counter.setObjectName("results_counter")
        self._counter.setProperty("role", "label")
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        for part in (text_label(STEP_BY_ID[self.step].title, "title"), tabs, self._counter):
            above.addWidget(part)
        self.lay_out(head, self.panel)

    def show_cut(self, plan: Plan, cut: Checkpoint) -> Sequence[ListLine]:
        indicators = in_order(plan, Indicator)
        measured = [plan.get(IndicatorMeasure, f"{cut.id}/{one.id}") for one in indicators]
        told = sum(one is not None and (one.value is not None or bool(one.note.strip())) for one in measured)
        self._counter.setText(f"{told} de {len(indicators)} con valor o nota")
        return below_objectives(plan, ((one.goal, _line(plan, one, cut)) for one in indicators))

    def show_current(self, plan: Plan, cut: Checkpoint) -> None:
        indicator = plan.get(Indicator, self.current)
        if indicator is not None:
            self.panel.show_indicator(plan, indicator, cut)


def _line(plan: Plan, indicator: Indicator, cut: Checkpoint) -> ListLine:
    """An indicator with its value and its avance."""
    return ListLine(f"{cut.id}/{indicator.id}", title_of(indicator), *_standing(plan, indicator, cut))


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
