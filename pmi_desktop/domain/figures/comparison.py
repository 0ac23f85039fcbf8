"""An assessment beside the one before it, through the crosswalk where their editions of the guide differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pmi_desktop.domain.catalog import Component, Reference, previous_assessment
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.figures.profile import level_of, ratings_of
from pmi_desktop.domain.figures.ratios import mean_level
from pmi_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Compared:
    """A component, process, area or the school now and before: means of levels with two decimals, ``None`` if unrated.

    ``earlier`` holds the components of the earlier edition that were counted, with their levels.
    """

    now: Decimal | None
    before: Decimal | None
    earlier: tuple[tuple[str, int], ...]

    @property
    def change(self) -> Decimal | None:
        """By how much it went up (or down, negative); ``None`` when one of the two is unknown."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything of an assessment beside the ``previous`` one; components, processes and areas by their ids."""

    previous: Assessment
    school: Compared
    areas: Mapping[str, Compared]
    processes: Mapping[str, Compared]
    components: Mapping[str, Compared]


def comparison_of(plan: Plan, reference: Reference, assessment: Assessment) -> Comparison | None:
    """An assessment beside the one of the year before; ``None`` when it is the first.

    A group is compared with the components of the earlier edition that its own ones take up, each counted once: like
    with like. Where both editions are the same this is the earlier profile.
    """
    previous = previous_assessment(plan, assessment)
    if previous is None:
        return None
    catalog, earlier = reference.catalog(plan, assessment), reference.catalog(plan, previous)
    now = {component: level_of(rating) for component, rating in ratings_of(plan, assessment).items()}
    before = {component: level_of(rating) for component, rating in ratings_of(plan, previous).items()}

    def compared(components: Iterable[Component]) -> Compared:
        own = tuple(components)
        ancestors = dict.fromkeys(
            old for one in own for old in reference.crosswalk.ancestors(one.id, catalog.id, earlier.id)
        )
        counted = tuple((old, level) for old in ancestors if (level := before.get(old)) is not None)
        return Compared(
            mean_level([level for one in own if (level := now.get(one.id)) is not None]),
            mean_level([level for _, level in counted]),
            counted,
        )

    return Comparison(
        previous,
        compared(catalog.components.values()),
        {area.id: compared(area.components) for area in catalog.areas},
        {process.id: compared(process.components) for process in catalog.processes},
        {component.id: compared((component,)) for component in catalog.components.values()},
    )
