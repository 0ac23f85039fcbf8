"""An action: who, when, where, its tasks, and its weight among the actions of its goal."""

from typing import Any, ClassVar

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.areas import areas_of
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.fields import Field
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.domain.school import Member
from pmi_desktop.domain.weights import proposed_weights, weights_in_words
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.chain_panel import LinkPanel, Remark
from pmi_desktop.ui.widgets.all_or_some import AllOrSomeInput
from pmi_desktop.ui.widgets.bound import make_input, options_of, title_of
from pmi_desktop.ui.widgets.choices import Options
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.rows import RowsInput

SECTIONS = (
    Section("", ("description", ("start_on", "end_on"), "weight")),
    Section("Quiénes", ("responsible", "responsible_other")),
    Section("Dónde", ("sites",)),
    Section("Paso a paso", ("tasks",)),
)
_TASK_LINES = (("done", "description"), ("responsible", "due_on"))


class ActionPanel(LinkPanel):
    """An action; what the weights of its goal lack is proposed with one click."""

    kind: ClassVar[type[Listed]] = Action

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._action: Action | None = None
        self.weights = Remark()
        self._propose = self.weights.add(
            push_button("Proponer los pesos", "Reparte lo que falta para que sumen 100 %.", self._take_weights)
        )
        self._propose.setObjectName("propose_weights")
        self.form.put_below(0, self.weights)

    def make_form(self) -> Form:
        return Form(self.context, Action, SECTIONS, make=_make, offers={"responsible": self._team})

    def show_link(self, plan: Plan, record: Any) -> None:
        super().show_link(plan, record)
        self._action = record
        mates = plan.where(Action, "goal", record.goal)
        proposed = bool(proposed_weights(mates))
        self._propose.setVisible(proposed and self.context.may_change(record))
        self.weights.say(weights_in_words(mates) if proposed else "")

    def _team(self, action: Any) -> Options:
        return team_offered(self.context.plan, self.context.reference, action)

    def _take_weights(self) -> None:
        if self._action is None:
            return
        self.settle()
        plan = self.context.plan
        mates = plan.where(Action, "goal", self._action.goal)
        proposed = proposed_weights(mates)
        steps = [gestures.change(plan, one, weight=proposed[one.id]) for one in mates if one.id in proposed]
        self.context.apply(gestures.together("proponer pesos", *steps))
        self.context.notice("Los pesos de la meta suman 100 %")


def team_offered(plan: Plan, reference: Reference, action: Action) -> Options:
    """The team, whoever leads an area of the action's factors first."""
    areas = set(areas_of(action, plan.find, reference))
    leaders = [one for one in plan.all(Member) if areas.intersection(one.leads)]
    others = [one for one in plan.all(Member) if one not in leaders]
    return [
        *((one.id, f"{_name(one)} (lidera el área)") for one in leaders),
        *((one.id, _name(one)) for one in others),
    ]


def _name(member: Member) -> str:
    return member.name or member.position or title_of(member)


def _make(field: Field, context: PlanContext) -> Input:
    if field.name == "sites":
        return AllOrSomeInput(field, options_of(field, context), "Todas las sedes")
    if field.name == "tasks":
        parts = lambda part: make_input(part, context)  # noqa: E731  # one line, used once
        empty = "Si la acción es larga, divídala en tareas."
        return RowsInput(field, parts, context.new_id, lines=_TASK_LINES, empty=empty, add="Agregar tarea")
    return make_input(field, context)
