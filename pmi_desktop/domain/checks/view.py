"""What several rules ask of a plan, worked out once per check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pmi_desktop.domain.actions import Action, Checkpoint, Resource
from pmi_desktop.domain.catalog import Catalog, Component, Reference, latest_assessment
from pmi_desktop.domain.checks.findings import Context
from pmi_desktop.domain.checks.words import called, quoted
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.figures.execution import Standing, cuts_by_date, cuts_until, standings_after
from pmi_desktop.domain.figures.profile import ratings_of
from pmi_desktop.domain.followup import ActionProgress, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed, Record

_STANDS_WHERE = {
    ActionProgress.KIND: (1, Action.KIND),
    IndicatorMeasure.KIND: (1, Indicator.KIND),
    GoalReview.KIND: (0, Goal.KIND),
}
"""Records that stand where another one does, with the part of their key that names it."""


@dataclass(frozen=True)
class View:
    """A plan looked at for one moment."""

    plan: Plan
    moment: Moment
    context: Context

    @property
    def reference(self) -> Reference:
        """What is the same for every plan."""
        return self.context.reference

    @cached_property
    def cut(self) -> Checkpoint | None:
        """The cut that is handed in, at that moment."""
        return self.plan.get(Checkpoint, self.moment.checkpoint)

    @cached_property
    def day(self) -> date:
        """The day the plan is looked at: the cut's own, the last of a year that closes, else today."""
        if self.moment.kind == "closing":
            return date(self.moment.year, 12, 31)
        return self.cut.date if self.cut and self.cut.date else self.context.today

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How far each action had got by then, by its id."""
        if self.cut:
            return standings_after(self.plan, cuts_until(self.plan, self.cut))
        return standings_after(
            self.plan, [cut for cut in cuts_by_date(self.plan) if cut.date is None or cut.date <= self.day]
        )

    @cached_property
    def assessment(self) -> Assessment | None:
        """The latest assessment, on which the plan rests."""
        return latest_assessment(self.plan)

    @cached_property
    def catalog(self) -> Catalog:
        """The edition of the latest assessment, or the plan's."""
        return self.reference.catalog(self.plan, self.assessment)

    @cached_property
    def ratings(self) -> Mapping[str, Rating]:
        """The ratings of the latest assessment by component."""
        return ratings_of(self.plan, self.assessment) if self.assessment else {}

    @cached_property
    def attached_to(self) -> frozenset[Ident]:
        """The records that some attached file is about."""
        return frozenset(_ident_of(about) for one in self.plan.all(Evidence) for about in one.about)

    def component(self, factor: Factor) -> Component | None:
        """The component of a factor in its own assessment's edition."""
        catalog = self.reference.catalog(self.plan, self.plan.get(Assessment, factor.assessment))
        return catalog.components.get(factor.component)

    def named(self, record: Listed) -> str:
        """A record with its article and its own text, or where it stands when it has none."""
        if isinstance(record, Factor) and not record.description.strip() and (component := self.component(record)):
            return f"el factor crítico del componente {quoted(component.name)}"
        return called(self.plan, record)

    def place(self, ident: Ident | None) -> int:
        """Where a record stands on its page; what is about no record comes first."""
        if ident is None:
            return -1
        kind, key = ident
        if kind == Rating.KIND:
            return self._components.get(key.partition("/")[2], 0)
        if kind in _STANDS_WHERE:
            part, kind = _STANDS_WHERE[kind]
            key = key.split("/")[part]
        return self._places.get((kind, key), 0)

    @cached_property
    def _components(self) -> Mapping[str, int]:
        return {component: index for index, component in enumerate(self.catalog.components)}

    @cached_property
    def _places(self) -> Mapping[Ident, int]:
        return {record.ident: index for index, record in enumerate(self._as_on_pages())}

    def _as_on_pages(self) -> Iterator[Record]:
        """Objectives, each with its goals, each with its indicators and actions with resources; then all else."""
        plan = self.plan
        for objective in plan.all(Objective):
            yield objective
            for goal in plan.where(Goal, "objective", objective.id):
                yield goal
                yield from plan.where(Indicator, "goal", goal.id)
                for action in plan.where(Action, "goal", goal.id):
                    yield action
                    yield from plan.where(Resource, "action", action.id)
        for cls in KINDS.values():
            if issubclass(cls, Listed) and cls not in (Objective, Goal, Indicator, Action, Resource):
                yield from plan.all(cls)


def _ident_of(about: About) -> Ident:
    return about.kind, about.key
