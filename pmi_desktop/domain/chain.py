"""The chain factor → objective → goal → indicator and action: what hangs where, what it is called, what is bare."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.checks.words import listed
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.figures.progress import targets_of
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed

Group = tuple[Factor, ...]
"""The factors that some objectives answer together, in the plan's order."""


@dataclass(frozen=True, slots=True)
class Link:
    """A thing of the chain with what hangs from it.

    At the top stand groups of factors, of which ``records`` holds all (none, where objectives answer no factor);
    everything else is one record, and stands once in the whole chain. ``lacks`` says in a few words each what is bare.
    """

    kind: type[Listed]
    records: tuple[Listed, ...]
    label: str
    below: tuple["Link", ...]
    lacks: tuple[str, ...]

    @property
    def key(self) -> str:
        """The record's key; the keys of a group, with a space between."""
        return " ".join(record.key for record in self.records)

    @property
    def ident(self) -> Ident:
        """Kind and key."""
        return self.kind.KIND, self.key

    @property
    def counted(self) -> str:
        """How much hangs below, in words: «1 indicador y 2 acciones»."""
        kinds = Counter(link.kind for child in self.below for link in child.walk())
        return listed([f"{count} {cls.NOUN if count == 1 else cls.NOUNS}" for cls, count in kinds.items()])

    def walk(self) -> Iterator["Link"]:
        """This one and all below it, as one reads them."""
        yield self
        for link in self.below:
            yield from link.walk()


def chain_of(plan: Plan) -> tuple[Link, ...]:
    """The whole chain, in the order in which it is printed: group by group, each objective once."""
    groups = factor_groups(plan)
    labels = _labels(plan, groups)
    return tuple(_group_link(plan, group, labels) for group in groups)


def factor_groups(plan: Plan) -> tuple[Group, ...]:
    """The sets of factors that objectives answer, and each factor of the plan that none answers yet.

    Objectives that answer the same factors stand under the same group; those that answer none under an empty one, last.
    """
    groups = dict.fromkeys(factors_of(plan, objective) for objective in plan.all(Objective))
    answered = {factor.id for group in groups for factor in group}
    bare = [(one,) for one in plan.all(Factor) if one.included and one.id not in answered]
    place = {factor.id: index for index, factor in enumerate(plan.all(Factor))}
    return tuple(sorted((*groups, *bare), key=lambda group: (not group, [place[one.id] for one in group])))


def factors_of(plan: Plan, objective: Objective) -> Group:
    """The factors an objective answers, in the plan's order."""
    found = (plan.get(Factor, key) for key in set(objective.factors))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.order, one.id)))


def objectives_under(plan: Plan, group: Group) -> tuple[Objective, ...]:
    """The objectives that answer exactly these factors."""
    candidates = plan.where(Objective, "factors", group[0].id) if group else plan.all(Objective)
    return tuple(one for one in candidates if factors_of(plan, one) == group)


def labels_of(plan: Plan) -> Mapping[Ident, str]:
    """Short names to find a thing by, on screen and on paper: FC1, O1, M1.1, I1, A1."""
    return _labels(plan, factor_groups(plan))


def _labels(plan: Plan, groups: Sequence[Group]) -> Mapping[Ident, str]:
    labels = {one.ident: f"FC{n}" for n, one in enumerate(plan.all(Factor), 1)}
    objectives = [one for group in groups for one in objectives_under(plan, group)]
    measured, done = count(1), count(1)
    for n, objective in enumerate(objectives, 1):
        labels[objective.ident] = f"O{n}"
        for m, goal in enumerate(plan.where(Goal, "objective", objective.id), 1):
            labels[goal.ident] = f"M{n}.{m}"
            labels |= {one.ident: f"I{next(measured)}" for one in plan.where(Indicator, "goal", goal.id)}
            labels |= {one.ident: f"A{next(done)}" for one in plan.where(Action, "goal", goal.id)}
    return labels


def _group_link(plan: Plan, group: Group, labels: Mapping[Ident, str]) -> Link:
    objectives = objectives_under(plan, group)
    lacks = [] if objectives else ["Sin objetivo"]
    if group and not any(factor.included for factor in group):
        undecided = any(factor.included is None for factor in group)
        verb = "pasa" if len(group) == 1 else "pasan"
        lacks.append(f"Falta decidir si {verb} al plan" if undecided else f"No {verb} al plan")
    label = " + ".join(labels[factor.ident] for factor in group)
    return Link(Factor, group, label, tuple(_objective(plan, one, labels) for one in objectives), tuple(lacks))


def _objective(plan: Plan, objective: Objective, labels: Mapping[Ident, str]) -> Link:
    goals = plan.where(Goal, "objective", objective.id)
    lacks = () if goals else ("Sin metas",)
    below = tuple(_goal(plan, goal, labels) for goal in goals)
    return Link(Objective, (objective,), labels[objective.ident], below, lacks)


def _goal(plan: Plan, goal: Goal, labels: Mapping[Ident, str]) -> Link:
    indicators = plan.where(Indicator, "goal", goal.id)
    actions = plan.where(Action, "goal", goal.id)
    lacks = [
        *(["Sin fecha"] if goal.due_on is None else []),
        *(["Sin indicador"] if not indicators else []),
        *(["Sin acciones"] if not actions else []),
    ]
    below = (
        *(Link(Indicator, (one,), labels[one.ident], (), _lacks_of_indicator(one)) for one in indicators),
        *(Link(Action, (one,), labels[one.ident], (), _lacks_of_action(one)) for one in actions),
    )
    return Link(Goal, (goal,), labels[goal.ident], below, tuple(lacks))


def _lacks_of_indicator(indicator: Indicator) -> tuple[str, ...]:
    lacks = {
        "Sin línea base": indicator.baseline is None,
        "Sin valor de la meta": not targets_of(indicator),
    }
    return tuple(word for word, lacking in lacks.items() if lacking)


def _lacks_of_action(action: Action) -> tuple[str, ...]:
    lacks = {
        "Sin responsable": not action.responsible and not action.responsible_other.strip(),
        "Sin fechas": action.start_on is None or action.end_on is None,
    }
    return tuple(word for word, lacking in lacks.items() if lacking)
