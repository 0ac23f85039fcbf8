"""The bank of examples: objectives with their goals, indicators and actions, to insert and adapt.

Written for rural schools and shipped as ``resources/bank/<area>.toml``. A text may say ``{año}`` where the plan's year
goes; baselines, responsible people and money are the school's own and never come from here.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import msgspec

from pmi_desktop.domain.actions import Action, Task
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.records import Record

NewId = Callable[[], str]


class IndicatorExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An indicator with its target; ``target`` agrees with the goal's text."""

    name: str
    formula: str
    kind: str
    direction: str
    unit: str
    target: Decimal
    frequency: str
    source: str
    instrument: str

    def record(self, goal: str, new_id: NewId) -> Indicator:
        """The indicator of a goal, still without baseline."""
        return Indicator(id=new_id(), goal=goal, **msgspec.structs.asdict(self))


class ActionExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An action; ``start`` and ``end`` are ``MM-DD`` of the plan's year."""

    description: str
    weight: int
    start: str
    end: str
    tasks: tuple[str, ...] = ()

    def record(self, goal: str, year: int, new_id: NewId) -> Action:
        """The action of a goal, still without responsible."""
        return Action(
            id=new_id(),
            goal=goal,
            description=_for(year, self.description),
            start_on=_day(year, self.start),
            end_on=_day(year, self.end),
            weight=self.weight,
            tasks=tuple(Task(id=new_id(), description=one) for one in self.tasks),
        )


class GoalExample(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"indicators": "indicator", "actions": "action"}
):
    """A goal with how it is measured and what is done for it; ``due`` is ``MM-DD``."""

    text: str
    due: str
    indicators: tuple[IndicatorExample, ...]
    actions: tuple[ActionExample, ...]

    def records(self, objective: str, year: int, new_id: NewId) -> tuple[Record, ...]:
        """The goal of an objective, then its indicators and actions."""
        goal = Goal(id=new_id(), objective=objective, text=_for(year, self.text), due_on=_day(year, self.due))
        return (
            goal,
            *(one.record(goal.id, new_id) for one in self.indicators),
            *(one.record(goal.id, year, new_id) for one in self.actions),
        )

    def text_in(self, year: int) -> str:
        """The goal's text as it will stand in a plan of that year."""
        return _for(year, self.text)


class ObjectiveExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"goals": "goal"}):
    """An objective; ``title`` names it in a list, ``components`` are those of either edition that it answers."""

    title: str
    components: tuple[str, ...]
    text: str
    goals: tuple[GoalExample, ...]

    def records(self, factors: Sequence[str], year: int, new_id: NewId) -> tuple[Record, ...]:
        """The objective that answers these factors, with all that hangs from it, parents first."""
        objective = Objective(id=new_id(), factors=tuple(factors), text=self.text)
        return (objective, *(record for goal in self.goals for record in goal.records(objective.id, year, new_id)))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"objectives": "objective"}):
    areas: dict[str, str]
    objectives: tuple[ObjectiveExample, ...]


class Bank(msgspec.Struct, frozen=True):
    """All examples, by edition of the guide and area."""

    files: tuple[_File, ...]

    def of_area(self, catalog: str, area: str) -> tuple[ObjectiveExample, ...]:
        """The examples of an area of an edition, as ``of_area("guia34-2026", "C")``."""
        return tuple(one for file in self.files if file.areas.get(catalog) == area for one in file.objectives)

    def of_component(self, component: str) -> tuple[ObjectiveExample, ...]:
        """The examples that answer a component, whatever their area."""
        return tuple(one for file in self.files for one in file.objectives if component in one.components)


@cache
def load_bank(resources: Path) -> Bank:
    """The bank of ``resources``, in the order of the areas."""
    files = [msgspec.toml.decode(path.read_bytes(), type=_File) for path in sorted((resources / "bank").glob("*.toml"))]
    return Bank(tuple(sorted(files, key=lambda file: tuple(file.areas.values()))))


def _for(year: int, text: str) -> str:
    return text.replace("{año}", str(year))


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_and_day}")
