"""Strengths and opportunities: what was written of each component, area by area, with the holes named."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain.catalog import Area, Catalog, latest_assessment
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Assessment, Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.beside import Beside
from pmi_desktop.ui.widgets.flow import Tabs
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import RecordModel, invitation, push_button, record_view, show_records

_NOTHING = "Primero haga la autoevaluación: aquí se reúne lo que el equipo escribió de cada componente."


class StrengthsPage(ScrollPage):
    """Step ``strengths``."""

    step: ClassVar[str] = "strengths"
    intro: ClassVar[str] = (
        "Lo que ya funciona y lo que se puede mejorar, por área. Nivel 1: oportunidades; 2 y 3: ambas; 4: fortalezas."
    )

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._assessment: Assessment | None = None
        self._areas: tuple[Area, ...] = ()
        self._current = ""
        self._tabs = Tabs("Áreas de gestión")
        self._tabs.changed.connect(lambda _: self.show_plan(self.context.plan))
        self._holes = text_label("", "warn")
        self.model = RecordModel(self._line)
        self._view = record_view(self.model, Rating)
        self._view.selectionModel().currentChanged.connect(self._selected)
        self._title = text_label("", "section")
        self._fit = text_label("", "hint")
        self._form = Form(context, Rating, (Section("", ("strength", "opportunity")),))
        self._to_ratings = push_button(
            "Ir a la autoevaluación", _NOTHING, lambda: context.step_wanted.emit(Rating.STEP)
        )
        self._to_ratings.setProperty("role", "main")
        self._nothing = invitation(_NOTHING, self._to_ratings)
        panel = QWidget()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._fit, self._form):
            inside.addWidget(part)
        inside.addStretch(1)
        self._both = Beside(self._view, panel, stretch=(1, 1))
        for widget in (self._nothing, self._tabs, self._holes, self._both):
            self.body.addWidget(widget)

    def show_plan(self, plan: Plan) -> None:
        self._assessment = latest_assessment(plan)
        there = self._assessment is not None
        self._nothing.setVisible(not there)
        for widget in (self._tabs, self._both):
            widget.setVisible(there)
        if self._assessment is None:
            self._holes.hide()
            return
        catalog = self.context.reference.catalog(plan, self._assessment)
        self._offer(catalog)
        area = self._areas[max(self._tabs.current, 0)]
        ratings = {one.component: one for one in plan.where(Rating, "assessment", self._assessment.id)}
        self._say_holes(area, ratings)
        ids = [component.id for component in area.components]
        if self._current not in ids:
            self._current = ids[0]
        shown = [ratings.get(one) or Rating(assessment=self._assessment.id, component=one) for one in ids]
        show_records(self._view, self.model, shown, f"{self._assessment.id}/{self._current}")
        self._show_current(plan)

    def _offer(self, catalog: Catalog) -> None:
        self._areas = catalog.areas
        self._tabs.blockSignals(True)
        self._tabs.show_labels([area.name.removeprefix("Gestión ").capitalize() for area in catalog.areas])
        self._tabs.blockSignals(False)

    def _say_holes(self, area: Area, ratings: Mapping[str, Rating]) -> None:
        """What the whole area lacks."""
        own = [ratings[one.id] for one in area.components if one.id in ratings]
        lacking = []
        if not any(rating.strength for rating in own):
            lacking.append("fortalezas")
        if not any(rating.opportunity for rating in own):
            lacking.append("oportunidades de mejoramiento")
        self._holes.setText(f"! En {area.name} aún no hay {' ni '.join(lacking)}." if lacking else "")
        self._holes.setVisible(bool(lacking))

    def _show_current(self, plan: Plan) -> None:
        assert self._assessment is not None
        key = f"{self._assessment.id}/{self._current}"
        rating = plan.get(Rating, key) or Rating(assessment=self._assessment.id, component=self._current)
        component = self.context.reference.catalog(plan, self._assessment).components[self._current]
        self._title.setText(f"{component.id} {component.name}")
        self._fit.setText(_fitting(rating))
        self._form.setObjectName(f"{Rating.KIND}:{key}")
        self._form.show_record(rating)

    def _line(self, rating: Rating) -> str:
        """A component with its level and what was written of it."""
        name = next(one.name for area in self._areas for one in area.components if one.id == rating.component)
        level = "sin valorar" if rating.level is None else f"nivel {rating.level}"
        lines = [f"{rating.component} {name} · {'no aplica' if rating.not_applicable else level}"]
        if rating.strength:
            lines.append(f"+ {rating.strength}")
        if rating.opportunity:
            lines.append(f"\N{NORTH EAST ARROW} {rating.opportunity}")
        return "\n".join(lines)

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "").rpartition("/")[2]
        if key and key != self._current:
            self._current = key
            self._show_current(self.context.plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._form.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        component = key.rpartition("/")[2]
        for index, area in enumerate(self._areas):
            ids = [one.id for one in area.components]
            if kind == Rating.KIND and component in ids:
                self._current = component
                self._tabs.select(index)
                self.show_plan(self.context.plan)
                return self._form.focus(field or "strength")
            if kind == "areas" and key == area.id:
                self._tabs.select(index)
                self._view.setFocus()
                return True
        return False

    def first_field(self) -> QWidget | None:
        return self._view if self._assessment else self._to_ratings

    def settle(self) -> None:
        self._form.settle()


def _fitting(rating: Rating) -> str:
    """What belongs to a component at this level; a text that no longer fits stays and is pointed at."""
    if rating.not_applicable:
        return "No aplica: no necesita fortalezas ni oportunidades."
    if rating.level is None:
        return "Sin valorar."
    name = f"Nivel {rating.level}, {LEVEL_NAMES[rating.level]}: "
    if rating.level == 1:
        odd = " ! Hay una fortaleza escrita: revise si el nivel es ese." if rating.strength else ""
        return f"{name}escriba la oportunidad.{odd}"
    if rating.level == 4:
        odd = " ! Hay una oportunidad escrita: revise si el nivel es ese." if rating.opportunity else ""
        return f"{name}escriba la fortaleza.{odd}"
    return f"{name}escriba la fortaleza, la oportunidad o las dos."
