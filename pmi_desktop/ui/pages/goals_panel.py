"""A goal, and an indicator with its rule in words; what disagrees is pointed out beside them, never in the way."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.figures.progress import counted_in_words
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goal_advice import asks_to_keep, disagreements, proposed_direction
from pmi_desktop.domain.goals import DIRECTIONS, Goal, Indicator, YearTarget
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.chain_panel import LinkPanel, Remark, spaced
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.record_list import push_button

GOAL = (Section("", ("text", "due_on")),)
INDICATOR = (
    Section("", ("name", ("baseline", "target"))),
    Section("", (("unit", "direction"),)),
    Section("Cómo se mide", ("formula", "kind", "frequency", "source", "instrument", "responsible")),
    Section("", ("targets",)),
)
_YEARS = len(INDICATOR) - 1


class GoalPanel(LinkPanel):
    """A goal; below it how the avance of each of its indicators is counted."""

    kind: ClassVar[type[Listed]] = Goal

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self.doubts = Remark("warn")
        self.rules = Remark()
        self.column.addWidget(self.doubts)
        self.column.addWidget(self.rules)

    def make_form(self) -> Form:
        return Form(self.context, Goal, GOAL)

    def show_link(self, plan: Plan, record: Any) -> None:
        super().show_link(plan, record)
        indicators = plan.where(Indicator, "goal", record.id)
        self.doubts.say(*signed(disagreements(record, indicators)))
        self.rules.say(*(f"{one.name or 'Indicador sin nombre'}. {rule_of(plan, one)}".strip() for one in indicators))


class IndicatorPanel(LinkPanel):
    """An indicator; its rule follows what is typed, and a click takes over the direction the numbers have."""

    kind: ClassVar[type[Listed]] = Indicator

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._indicator: Indicator | None = None
        self.rule = Remark()
        self.doubts = Remark("warn")
        self._direct = self.rule.add(
            push_button("", "Pone el sentido que va de la línea base al valor de la meta.", self._take_direction)
        )
        self._direct.setObjectName("take_direction")
        self.keep = Remark()
        for direction, word in (("up", "Sí, o más"), ("down", "Sí, o menos")):
            description = f"La meta es mantener el valor {word.removeprefix('Sí, ')}."
            button = push_button(word, description, partial(self._set, direction=direction))
            button.setObjectName(f"keep_{direction}")
            self.keep.add(button)
        self.keep.add(push_button("No: corregir el valor", "Lleva al valor de la meta.", self._correct))
        self._years = push_button("", "Agrega una fila por cada año del plan que falta.", self._add_years)
        self._years.setObjectName("add_years")
        self._years_line = spaced(self._years)
        for part in (self.doubts, self.keep, self.rule):
            self.form.put_below(0, part)
        self.column.addWidget(self._years_line)

    def make_form(self) -> Form:
        return Form(self.context, Indicator, INDICATOR)

    def show_link(self, plan: Plan, record: Any) -> None:
        super().show_link(plan, record)
        self._indicator = record
        goal = plan.get(Goal, record.goal)
        keeps = asks_to_keep(record)
        proposed = proposed_direction(record)
        self._direct.setText(f"Poner el sentido «{DIRECTIONS[proposed]}»" if proposed else "")
        self._direct.setVisible(bool(proposed) and proposed != record.direction and self.context.may_change(record))
        self.rule.say("" if keeps and not record.direction else rule_of(plan, record))
        asked = f"¿La meta es mantener {show_number(record.baseline)} {record.unit}?" if keeps else ""
        self.keep.say(asked.replace(" ?", "?") if not record.direction else "")
        self.doubts.say(*signed(disagreements(goal, plan.where(Indicator, "goal", goal.id)) if goal else ()))
        self._show_years(plan, record)

    def _show_years(self, plan: Plan, record: Indicator) -> None:
        """Targets per year only where there are years to have them."""
        several = len(plan.years) > 1
        missing = _years_without_target(plan, record)
        self.form.cards[_YEARS].setVisible(several or bool(record.targets))
        self._years.setText(f"Agregar {', '.join(map(str, missing))}")
        self._years_line.setVisible(several and bool(missing) and self.context.may_change(record))

    def _take_direction(self) -> None:
        if self._indicator is not None:
            self._set(direction=proposed_direction(self._indicator))

    def _correct(self) -> None:
        self.focus("target")

    def _add_years(self) -> None:
        if self._indicator is not None:
            self.settle()
            plan = self.context.plan
            held = plan.get(Indicator, self._indicator.id) or self._indicator
            fresh = tuple(YearTarget(year=year) for year in _years_without_target(plan, held))
            self._set(targets=(*held.targets, *fresh))

    def _set(self, **values: object) -> None:
        if self._indicator is not None:
            self.context.apply(gestures.change(self.context.plan, self._indicator, **values))


def rule_of(plan: Plan, indicator: Indicator) -> str:
    """How the avance is counted, shown with the first value measured, if there is one."""
    return counted_in_words(indicator, _first_measured(plan, indicator))


def signed(sentences: Iterable[str]) -> list[str]:
    """Sentences with the sign of what is doubtful."""
    return [f"! {one}" for one in sentences]


def _first_measured(plan: Plan, indicator: Indicator) -> Decimal | None:
    measures = (plan.get(IndicatorMeasure, f"{cut.id}/{indicator.id}") for cut in plan.all(Checkpoint))
    return next((one.value for one in measures if one is not None and one.value is not None), None)


def _years_without_target(plan: Plan, indicator: Indicator) -> list[int]:
    held = {one.year for one in indicator.targets}
    return [year for year in plan.years if year not in held]
