"""The ranking of the critical factors."""

from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.figures.priorities import ranking_of
from tests.samples import example_plan, make_factor, make_plan


def test_the_factors_of_the_example_rank_as_worked_out_by_hand() -> None:
    ranking = ranking_of(example_plan())
    assert [(one.total, one.rank) for one in ranking] == [(14, 1), (13, 2), (13, 3), (10, 4), (7, 5), (5, 6)]


def test_ties_are_broken_by_impact_then_urgency_then_list_order() -> None:
    def factor(id: str, urgency: int, trend: int, impact: int | None) -> Factor:
        return make_factor(id=id, urgency=urgency, trend=trend, impact=impact)

    plan = make_plan(
        factor("first", 3, 3, 3),
        factor("urgent", 4, 2, 3),
        factor("heavy", 1, 4, 4),
        factor("again", 3, 3, 3),
        factor("unknown", 5, 5, None),
    )
    ranks = {one.factor.id: one.rank for one in ranking_of(plan)}
    assert ranks == {"heavy": 1, "urgent": 2, "first": 3, "again": 4, "unknown": None}
