"""Critical factors: from the components that stand low to the few things the plan attends to."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import latest_assessment
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.prioritizing import candidates
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.school import PlanInfo
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.pages.priorities_list import factor_view, key_of_component, lines_of
from pmi_desktop.ui.pages.priorities_panel import ComponentPanel, FactorPanel
from pmi_desktop.ui.pages.priorities_threshold import ThresholdBar
from pmi_desktop.ui.shortcuts import bind
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import LineModel
from pmi_desktop.ui.widgets.record_list import invitation, push_button
from pmi_desktop.ui.widgets.sides import Sides

_NOTHING = "Los factores críticos salen de los componentes en nivel 1 y 2. Haga primero la autoevaluación."


class PrioritiesPage(Page):
    """Step ``priorities``: one list with the factors by rank and below them the components that can have one."""

    step: ClassVar[str] = "priorities"

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._current = ""
        self._showing = False
        self.model = LineModel()
        self.view = factor_view(self.model)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self._everything = QCheckBox("Mostrar todos los componentes")
        self._everything.setObjectName("all_components")
        self._everything.setAccessibleDescription(
            "Un factor crítico sale casi siempre de un componente en nivel 1 o 2."
        )
        self._everything.toggled.connect(lambda _: self._show())
        self.threshold = ThresholdBar(context, self._everything)
        self.factor = FactorPanel(context)
        self.factor.another_wanted.connect(self.add)
        self.factor.remove_wanted.connect(self.remove)
        self.component = ComponentPanel(context)
        self.component.factor_wanted.connect(self.add)
        self._lay_out()
        for name, act in (("list_add", self.add), ("list_remove", self.remove)):
            bind(name, self.view, act)

    def show_plan(self, plan: Plan) -> None:
        lines = lines_of(plan, self.context.reference, all_levels=self._everything.isChecked())
        keys = [line.key for line in lines if line.key]
        something = bool(keys) or latest_assessment(plan) is not None
        self._nothing.setVisible(not something)
        self._sides.setVisible(something)
        if self._current not in keys:
            self._current = keys[0] if keys else ""
        self._showing = True
        self.threshold.show_plan(plan)
        self.model.show_lines(lines)
        here = self.model.index_of(self._current)
        if self.view.currentIndex() != here:
            self.view.setCurrentIndex(here)
        self._showing = False
        self._show_current(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.factor.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        if kind == PlanInfo.KIND:
            return self.threshold.focus()
        if kind != Factor.KIND or self.context.plan.get(Factor, key) is None:
            return False
        self._go_to(key)
        return self.factor.focus(field)

    def first_field(self) -> QWidget | None:
        return self.view if self._sides.isVisibleTo(self) else self._begin

    def settle(self) -> None:
        self.threshold.settle()
        self.factor.settle()

    def add(self) -> None:
        """Another factor for the component that is chosen, or that of the factor that is."""
        self.settle()
        plan, assessment = self.context.plan, latest_assessment(self.context.plan)
        chosen = plan.get(Factor, self._current)
        component = chosen.component if chosen else self._current.rpartition("/")[2]
        home = chosen.assessment if chosen else assessment.id if assessment else ""
        if not component or not home:
            return
        made = Factor(id=self.context.new_id(), assessment=home, component=component)
        self.context.apply(gestures.add(plan, made))
        self._go_to(made.id)
        self.factor.focus("description")

    def remove(self) -> None:
        """The factor that is chosen goes."""
        factor = self.context.plan.get(Factor, self._current)
        if factor is not None:
            self.settle()
            self._current = ""
            self.context.apply(gestures.remove(self.context.plan, factor))
            self._show()
            self.context.notice("Factor crítico eliminado")
            self.view.setFocus()

    def _go_to(self, key: str) -> None:
        self._current = key
        self._show()
        self._sides.to_top()

    def _show(self) -> None:
        self.show_plan(self.context.plan)

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and not self._showing and key != self._current:
            self.settle()
            self._current = key
            self._show_current(self.context.plan)
            self._sides.to_top()

    def _show_current(self, plan: Plan) -> None:
        factor = plan.get(Factor, self._current)
        self.factor.setVisible(factor is not None)
        self.factor.show_factor(plan, factor)
        found = candidates(plan, self.context.reference, all_levels=True) if factor is None else ()
        candidate = next((one for one in found if key_of_component(plan, one.component) == self._current), None)
        self.component.setVisible(candidate is not None)
        if candidate is not None:
            self.component.show_candidate(candidate)
        self._no_candidates.setVisible(factor is None and candidate is None)

    def _lay_out(self) -> None:
        self._begin = push_button(
            "Ir a la autoevaluación", _NOTHING, lambda: self.context.step_wanted.emit(Rating.STEP)
        )
        self._begin.setProperty("role", "main")
        self._nothing = invitation(_NOTHING, self._begin, STEP_BY_ID[self.step].title)
        self._no_candidates = text_label(
            "Ningún componente de la última autoevaluación está en nivel 1 o 2, o aún faltan por valorar.", "muted"
        )
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        above.addWidget(text_label(STEP_BY_ID[self.step].title, "title"))
        above.addWidget(
            text_label("Escojan los pocos asuntos que más pesan; no hay que calificar todos los componentes.", "muted")
        )
        above.addWidget(self.threshold)
        panel = QWidget()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in (self.factor, self.component, self._no_candidates):
            inside.addWidget(part)
        inside.addStretch(1)
        self._sides = Sides(head, self.view, panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 8)
        whole.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._sides, 1)
