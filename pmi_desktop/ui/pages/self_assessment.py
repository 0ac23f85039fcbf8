"""The self-assessment: each component rated, with keys or the mouse, with its evidence and what follows from it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Area, assessments_by_year, latest_assessment
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.pages.self_assessment_head import AssessmentHead
from pmi_desktop.ui.pages.self_assessment_list import lines_of
from pmi_desktop.ui.pages.self_assessment_panel import RatingPanel
from pmi_desktop.ui.pages.self_assessment_room import AssessmentRoom
from pmi_desktop.ui.pages.self_assessment_walk import Walk, walk_of
from pmi_desktop.ui.shortcuts import bind
from pmi_desktop.ui.widgets.flow import Tabs
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.lists import LineModel
from pmi_desktop.ui.widgets.sign_list import SignView

if TYPE_CHECKING:
    from pmi_desktop.ui.meeting import MeetingWindow

_NOTHING = "Valore con el equipo cada componente de la Guía 34, de 1 a 4, con la evidencia que lo muestra."
_CHOOSE = "Elija con las flechas; Tab lleva a los niveles del componente elegido."


class SelfAssessmentPage(Page):
    """Step ``self_assessment``.

    Its place is an assessment and a component of it, kept in the settings so that one comes back to it.
    """

    step: ClassVar[str] = "self_assessment"

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._place = f"rating.{context.plan.info.id}"
        self._assessment, _, self._component = context.memory.text(self._place).partition("/")
        self._walk: Walk | None = None
        self._showing = False
        self._last_in: dict[str, str] = {}
        self.meeting: MeetingWindow | None = None
        self.head = AssessmentHead(context)
        self.head.chosen.connect(self._choose)
        self.head.new_wanted.connect(self._begin)
        self.head.filter_changed.connect(lambda _: self._show())
        self.head.meeting_wanted.connect(self.open_meeting)
        self._tabs = Tabs("Áreas de gestión")
        self._tabs.changed.connect(self._open_area)
        self.model = LineModel()
        self.view = SignView(self.model, Rating.KIND, "Componentes del área", _CHOOSE)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.panel = RatingPanel(context, ("rate_before", "rate_after"))
        self.panel.rated.connect(self._show)
        self.panel.asked.connect(lambda name: self.step_on(-1 if name == "rate_before" else 1))
        self.view.clicked.connect(lambda _: self._focus("level"))
        self._room = AssessmentRoom(self.head, self._tabs, self.view, self.panel)
        self._lay_out()
        bind("rate_next", self, self.next, inside=True)

    def show_plan(self, plan: Plan) -> None:
        assessment = plan.get(Assessment, self._assessment) or latest_assessment(plan)
        self._nothing.setVisible(assessment is None)
        self._room.setVisible(assessment is not None)
        self._first.setEnabled(self.context.may_add(Assessment))
        if assessment is None:
            self._walk = None
            if self.meeting is not None:
                self.meeting.close()
            return
        walk = walk_of(plan, self.context.reference, assessment, self.context.areas)
        self._walk, self._assessment = walk, assessment.id
        if self._component not in walk.catalog.components:
            self._component = next(filter(walk.is_pending, walk.order), walk.order[0])
        place = f"{self._assessment}/{self._component}"
        if place != self.context.memory.text(self._place):
            self.context.memory.remember(self._place, place)
        area = walk.area_of(self._component)
        self._last_in[area.id] = self._component
        self._showing = True
        self.head.show_plan(plan, walk)
        self._tabs.show_labels([_label(walk, one) for one in walk.catalog.areas])
        self._tabs.select(walk.catalog.areas.index(area))
        self._room.show_counter(f"{_label(walk, area)} · {walk.done} de {len(walk.order)} valorados")
        self.model.show_lines(lines_of(walk, area, only_pending=self.head.filter.isChecked(), current=self._component))
        here = self.model.index_of(walk.rating(self._component).key)
        if self.view.currentIndex() != here:
            self.view.setCurrentIndex(here)
        self.panel.show_component(walk, self._component)
        self._showing = False
        if self.meeting is not None:
            self.meeting.show_walk(walk)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.panel.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        assessment, _, component = key.partition("/")
        if self.context.plan.get(Assessment, assessment) is None or kind not in (Assessment.KIND, Rating.KIND):
            return False
        self._assessment = assessment
        if kind == Assessment.KIND:
            self._show()
            self._room.to_list()
            return self.head.focus(field)
        if self._walk is not None and component not in self._walk.catalog.components:
            self.context.show_everything(True)
        self.go_to(component)
        if self.meeting is not None:
            return self.meeting.go_to(component, field)
        return self._focus(field)

    def first_field(self) -> QWidget | None:
        return self.panel.picker if self._walk else self._first

    def settle(self) -> None:
        self.head.settle()
        self.panel.settle()
        if self.meeting is not None:
            self.meeting.settle()

    def go_to(self, component: str) -> None:
        """Make a component the current one."""
        self.panel.settle()
        self._component = component
        self._show()
        self._room.keep_in_sight()

    def step_on(self, by: int) -> None:
        """The component after the current one or before it, the focus in its level; among the pending ones if asked."""
        if self._walk is not None:
            self.panel.settle()
            found = self._walk.beside(self._component, by, pending=self.head.filter.isChecked())
            if found:
                self.go_to(found)
            self._focus("level")

    def next(self) -> None:
        """The next component, the focus in its level; among the pending ones it goes around until none is left."""
        if self._walk is None:
            return
        self.panel.settle()
        only_pending = self.head.filter.isChecked()
        found = self._walk.next_pending(self._component) if only_pending else self._walk.beside(self._component, 1)
        if found:
            self.go_to(found)
        elif only_pending:
            self.context.say("No queda ningún otro componente pendiente.")
        else:
            self.context.say("Este es el último componente.")
        self._focus("level")

    def open_meeting(self) -> None:
        """One component at a time, over the whole screen."""
        from pmi_desktop.ui.meeting import MeetingWindow

        if self._walk is None or self.meeting is not None:
            return
        self.settle()
        self.meeting = MeetingWindow(self.context, self._walk, self._component, self)
        self.meeting.rated.connect(self._show)
        self.meeting.moved.connect(self.go_to)
        self.meeting.left.connect(self._end_meeting)
        self.meeting.showFullScreen()

    def _focus(self, field: str) -> bool:
        """Into the level or a text of the component, also from the list that stands in their place."""
        self._room.to_levels()
        return self.panel.focus(field)

    def _end_meeting(self) -> None:
        self.meeting = None
        self._focus("level")

    def _show(self) -> None:
        self.show_plan(self.context.plan)

    def _choose(self, assessment: str) -> None:
        """Another assessment, at the same component if its edition has it."""
        self.settle()
        self._assessment = assessment
        self._show()

    def _begin(self) -> None:
        """A new assessment: of the year after the last one, or of the one before the plan."""
        self.settle()
        plan = self.context.plan
        years = [one.year for one in assessments_by_year(plan) if one.year is not None]
        year = max(years) + 1 if years else plan.info.start_year - 1
        made = Assessment(id=self.context.new_id(), year=year)
        self.context.apply(gestures.add(plan, made))
        self._assessment, self._component = made.id, ""
        self._show()
        self._focus("level")

    def _open_area(self, index: int) -> None:
        """Where one was last in that area, else its first pending component."""
        if self._showing or self._walk is None:
            return
        walk = self._walk
        area = walk.catalog.areas[index]
        ids = [one.id for one in area.components]
        self.go_to(self._last_in.get(area.id) or next(filter(walk.is_pending, ids), ids[0]))

    def _selected(self, current: QModelIndex) -> None:
        component = str(current.data(Qt.ItemDataRole.UserRole) or "").rpartition("/")[2]
        if component and not self._showing and component != self._component:
            self.go_to(component)

    def _lay_out(self) -> None:
        self._first = QPushButton("Nueva autoevaluación")
        self._first.setProperty("role", "main")
        self._first.setObjectName("first_assessment")
        self._first.setAccessibleName("Nueva autoevaluación")
        self._first.setAccessibleDescription(_NOTHING)
        self._first.clicked.connect(lambda _=False: self._begin())
        self._nothing = QFrame()
        self._nothing.setProperty("role", "card")
        card = QVBoxLayout(self._nothing)
        card.setContentsMargins(24, 24, 24, 24)
        card.setSpacing(GAP)
        card.addWidget(text_label("Autoevaluación", "title"))
        card.addWidget(text_label(_NOTHING, ""))
        card.addWidget(self._first, 0, Qt.AlignmentFlag.AlignLeft)
        card.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 8)
        whole.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._room, 1)


def _label(walk: Walk, area: Area) -> str:
    """An area with its counter: «Directiva 30/34»."""
    name = area.name.removeprefix("Gestión ").removeprefix("de la ")
    return f"{name[:1].upper()}{name[1:]} {walk.done_of(area.components)}/{len(area.components)}"
