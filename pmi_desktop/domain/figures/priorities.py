"""The ranking of the critical factors by urgency, trend and impact."""

from dataclasses import dataclass

from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Ranked:
    """A factor with its total (3 to 15) and its rank (1 is first); both ``None`` while a score is missing."""

    factor: Factor
    total: int | None
    rank: int | None


def total_of(factor: Factor) -> int | None:
    """Urgency, trend and impact added; ``None`` while one is missing."""
    if factor.urgency is None or factor.trend is None or factor.impact is None:
        return None
    return factor.urgency + factor.trend + factor.impact


def ranking_of(plan: Plan) -> tuple[Ranked, ...]:
    """Every factor of the plan in list order, ranked among all of them.

    The greater total goes first, then the greater impact, then the greater urgency, then the earlier in the list, so no
    two share a rank.
    """
    factors = plan.all(Factor)
    complete = [factor for factor in factors if total_of(factor) is not None]
    complete.sort(key=lambda one: (total_of(one) or 0, one.impact or 0, one.urgency or 0), reverse=True)
    ranks = {factor.id: rank for rank, factor in enumerate(complete, start=1)}
    return tuple(Ranked(factor, total_of(factor), ranks.get(factor.id)) for factor in factors)
