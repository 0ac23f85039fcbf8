"""The Secretaría's concept: transcribed, its scan attached, each observation a task with a written answer."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.handing_in import Concept, Delivery, Evidence, Observation, Review
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.concept_criteria import CriteriaAnswers
from pmi_desktop.ui.pages.concept_observations import Observations
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.choices import Options
from pmi_desktop.ui.widgets.evidence_box import EvidenceBox
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import RecordList, push_button

CONCEPT = (
    Section(
        "", ("delivery", ("result", "number"), ("issued_on", "received_on"), ("reviewer", "reviewer_role"), "text")
    ),
)


class ConceptPage(ScrollPage):
    """Step ``concept``."""

    step: ClassVar[str] = "concept"
    intro: ClassVar[str] = "Lo que respondió la Secretaría, y lo que el establecimiento hizo con cada observación."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._nothing = Card("Primero, una entrega", "El concepto es sobre una entrega. Anote primero cuál.")
        go = push_button("Ir a las entregas", "Abre el paso en que se anota lo entregado.", self._to_deliveries)
        go.setObjectName("go_to_deliveries")
        go.setProperty("role", "main")
        self._nothing.put_left(go)
        self.concepts = RecordList(
            context,
            Concept,
            empty="Cuando llegue el concepto técnico, agréguelo aquí y transcriba lo que dice.",
            new=lambda key: Concept(id=key, delivery=_last_delivery(context.plan), received_on=context.today()),
            title=_title,
            form=Form(context, Concept, CONCEPT, offers={"delivery": lambda _: _offers(context.plan)}),
        )
        self._scans = EvidenceBox(context, "El concepto escaneado", self._about_current)
        self._heading = text_label("Observaciones del concepto", "title")
        self.observations = Observations(context)
        self._criteria_heading = text_label("Criterios que revisó la Secretaría", "title")
        self.criteria = CriteriaAnswers(context)
        self.concepts.currentChanged.connect(lambda _: self._show_current())
        for part in (self._nothing, self.concepts, self._scans, self._heading, self.observations):
            self.body.addWidget(part)
        self.body.addWidget(self._criteria_heading)
        self.body.addWidget(self.criteria)

    def show_plan(self, plan: Plan) -> None:
        possible = bool(plan.all(Delivery))
        self._nothing.setVisible(not possible)
        self.concepts.setVisible(possible)
        self.concepts.show_plan(plan)
        self._show_current()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.concepts.show_findings(findings)
        self._scans.show_findings(findings)
        self.observations.show_findings(findings)
        self.criteria.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        if kind == Observation.KIND:
            asked = self.context.plan.get(Observation, key)
            if asked is not None:
                self.concepts.select(asked.concept)
                self._show_current()
            return self.observations.focus(ident, field)
        if kind == Review.KIND:
            return self.criteria.isVisibleTo(self) and self.criteria.focus(ident, field)
        return self.concepts.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self.concepts.first() if self.concepts.isVisibleTo(self) else None

    def settle(self) -> None:
        for part in (self.concepts, self._scans, self.observations, self.criteria):
            part.settle()

    def _show_current(self) -> None:
        """The files and the observations of the concept that was chosen."""
        plan, current = self.context.plan, self.concepts.current
        for part in (self._scans, self._heading, self.observations):
            part.setVisible(current is not None)
        reviewed = current is not None and _is_about_the_plan(current, plan)
        self._criteria_heading.setVisible(reviewed)
        self.criteria.setVisible(reviewed)
        if current is not None and reviewed:
            self.criteria.show_concept(current, plan)
        if current is not None:
            self._scans.show_about(current.ident, plan)
            self.observations.show_concept(current, plan)

    def _about_current(self, plan: Plan) -> Sequence[Evidence]:
        current = self.concepts.current
        return [
            one
            for one in plan.all(Evidence)
            if current and any((about.kind, about.key) == current.ident for about in one.about)
        ]

    def _to_deliveries(self) -> None:
        self.context.step_wanted.emit(Delivery.STEP)


def _last_delivery(plan: Plan) -> str:
    """The delivery that a new concept is probably about: the last one of the plan."""
    deliveries = plan.all(Delivery)
    return next((one.id for one in reversed(deliveries) if one.moment == "plan"), deliveries[-1].id)


def _is_about_the_plan(concept: Concept, plan: Plan) -> bool:
    """Only a plan is verified by criteria, no follow-up."""
    delivery = plan.get(Delivery, concept.delivery)
    return delivery is not None and delivery.moment == "plan"


def _offers(plan: Plan) -> Options:
    return tuple((one.id, _delivery_words(one)) for one in plan.all(Delivery))


def _delivery_words(delivery: Delivery) -> str:
    what = field_of(Delivery, "moment").choices.get(delivery.moment, "Entrega")
    version = f", versión {delivery.version}" if delivery.version else ""
    day = show_date(delivery.delivered_on or delivery.made_on)
    return f"{what}{version} ({day})" if day else f"{what}{version}"


def _title(concept: Concept) -> str:
    result = field_of(Concept, "result").choices.get(concept.result, "Sin resultado")
    number = f"Concepto {concept.number}" if concept.number.strip() else "Concepto sin número"
    return f"{number}\n{result} · {show_date(concept.issued_on) or 'sin fecha'}"
