"""A plan as a form sees it at one moment: with its figures, its labels and the order in which things are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from pmi_desktop.domain.actions import Action, Checkpoint, Resource
from pmi_desktop.domain.catalog import Area, Catalog, Component, Process, Reference, latest_assessment
from pmi_desktop.domain.chain import Group, factor_groups, labels_of, objectives_under
from pmi_desktop.domain.checks import Context as CheckContext
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.figures.budget import Budget, budget_of
from pmi_desktop.domain.figures.comparison import Comparison, comparison_of
from pmi_desktop.domain.figures.execution import Execution, cuts_by_date, execution_at
from pmi_desktop.domain.figures.priorities import Ranked, ranking_of
from pmi_desktop.domain.figures.profile import Tally, ratings_of, tally
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.handing_in import Concept, Delivery
from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.verification import Verdict, verdicts_of

Scope = Mapping[str, object]
"""What is being printed: by kind, the record (or area, process, component, year) that a row or block is about."""


@dataclass(frozen=True, slots=True)
class Context:
    """What filling needs besides the plan: ``fonts`` is the folder of those that texts are measured with.

    ``contacts`` says whether phones and e-mails of the team are printed.
    """

    reference: Reference
    today: date
    fonts: Path
    contacts: bool = False


class View:
    """A plan at a moment; every figure is computed once, when first printed."""

    def __init__(self, plan: Plan, moment: Moment, context: Context) -> None:
        self.plan = plan
        self.moment = moment
        self.context = context
        self._executions: dict[str, Execution] = {}

    @property
    def reference(self) -> Reference:
        """The catalogues."""
        return self.context.reference

    # -- diagnosis ----------------------------------------------------------------------------------------------
    @cached_property
    def assessment(self) -> Assessment | None:
        """The assessment that is printed: the latest."""
        return latest_assessment(self.plan)

    @cached_property
    def catalog(self) -> Catalog:
        """The edition of the guide of that assessment."""
        return self.reference.catalog(self.plan, self.assessment)

    @cached_property
    def ratings(self) -> Mapping[str, Rating]:
        """Its ratings by component."""
        return {} if self.assessment is None else ratings_of(self.plan, self.assessment)

    @cached_property
    def comparison(self) -> Comparison | None:
        """That assessment beside the one before it."""
        if self.assessment is None:
            return None
        return comparison_of(self.plan, self.reference, self.assessment)

    @cached_property
    def _tallies(self) -> dict[str, Tally]:
        groups: list[Area | Process] = [*self.catalog.areas, *self.catalog.processes]
        found = {group.id: tally(group.components, dict(self.ratings)) for group in groups}
        return found | {"": tally(self.catalog.components.values(), dict(self.ratings))}

    def tally(self, group: Area | Process | None) -> Tally:
        """How the components of an area or process stand; ``None`` is the whole school."""
        return self._tallies["" if group is None else group.id]

    def mean_before(self, group: Area | Process | Component | None) -> Decimal | None:
        """The mean in the assessment before, like with like; ``None`` is the whole school."""
        if self.comparison is None:
            return None
        if group is None:
            return self.comparison.school.before
        by_id = {
            Area: self.comparison.areas,
            Process: self.comparison.processes,
            Component: self.comparison.components,
        }[type(group)]
        found = by_id.get(group.id)
        return found.before if found else None

    @cached_property
    def ranking(self) -> Mapping[str, Ranked]:
        """Total and rank of each factor."""
        return {ranked.factor.id: ranked for ranked in ranking_of(self.plan)}

    def component_of(self, factor: Factor) -> Component | None:
        """A factor's component, in the edition its assessment was made with."""
        catalog = self.reference.catalog(self.plan, self.plan.get(Assessment, factor.assessment))
        return catalog.components.get(factor.component)

    # -- the plan's tree, in the order in which it is printed ---------------------------------------------------
    @cached_property
    def factor_groups(self) -> tuple[Group, ...]:
        """The groups of factors at the top of the chain."""
        return factor_groups(self.plan)

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives, group by group."""
        return tuple(one for group in self.factor_groups for one in self.objectives_under(group))

    def objectives_under(self, group: Group) -> tuple[Objective, ...]:
        """The objectives that answer exactly these factors."""
        return objectives_under(self.plan, group)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """All goals, objective by objective."""
        return tuple(one for parent in self.objectives for one in self.plan.where(Goal, "objective", parent.id))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, goal by goal."""
        return tuple(one for goal in self.goals for one in self.plan.where(Indicator, "goal", goal.id))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All actions, goal by goal."""
        return tuple(one for goal in self.goals for one in self.plan.where(Action, "goal", goal.id))

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """All resources, action by action."""
        return tuple(one for action in self.actions for one in self.plan.where(Resource, "action", action.id))

    @cached_property
    def labels(self) -> Mapping[Ident, str]:
        """Short names to find a thing on another sheet by: FC1, O1, M1.1, I1, A1."""
        return labels_of(self.plan)

    def labelled(self, ident: Ident, text: str) -> str:
        """A text as typed after its short name; only that before one that says nothing."""
        label = f"{self.labels.get(ident, '')}."
        return f"{label} {text}" if text.strip() else label

    @cached_property
    def budget(self) -> Budget:
        """What the plan costs."""
        return budget_of(self.plan)

    # -- follow-up ----------------------------------------------------------------------------------------------
    @cached_property
    def year(self) -> int:
        """The year the form is about: of the closing, of the cut, else the plan's first."""
        cut = self.plan.get(Checkpoint, self.moment.checkpoint)
        if self.moment.kind == "closing":
            return self.moment.year
        return cut.date.year if cut and cut.date else self.plan.info.start_year

    @cached_property
    def cuts(self) -> tuple[Checkpoint, ...]:
        """The cuts that the form shows: those of its year, up to the one that is handed in; undated ones too."""
        ordered = cuts_by_date(self.plan)
        last = self.plan.get(Checkpoint, self.moment.checkpoint)
        if last is not None:
            ordered = ordered[: ordered.index(last) + 1]
        return tuple(cut for cut in ordered if cut.date is None or cut.date.year == self.year)

    def execution(self, cut: Checkpoint) -> Execution:
        """How far goals, objectives and plan had got at a cut."""
        if cut.id not in self._executions:
            self._executions[cut.id] = execution_at(self.plan, cut)
        return self._executions[cut.id]

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The school's answer to each criterion of the verification."""
        context = CheckContext(self.reference, self.context.today)
        return {one.criterion.id: one for one in verdicts_of(self.plan, context)}

    @cached_property
    def concept(self) -> Concept | None:
        """The Secretaría's latest opinion on this version of the plan."""
        version = self.plan.info.version
        concepts = [
            concept
            for concept in self.plan.all(Concept)
            if (delivery := self.plan.get(Delivery, concept.delivery)) is not None and delivery.version == version
        ]
        return concepts[-1] if concepts else None

    # -- scopes -------------------------------------------------------------------------------------------------
    @cached_property
    def root(self) -> Scope:
        """What is there before any row or sheet: year, latest assessment, last cut, concept."""
        scope: dict[str, object] = {"year": self.year}
        if self.assessment is not None:
            scope["assessments"] = self.assessment
        if self.cuts and self.moment.kind != "plan":
            scope["checkpoints"] = self.cuts[-1]
        if self.concept is not None:
            scope["concepts"] = self.concept
        return scope
