"""From the diagnosis to the factors: the shortlist, the threshold, and decisions against the score."""

import pytest

from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.prioritizing import against_the_score, by_rank, candidates, include, proposed_by_threshold
from tests.samples import example_plan, make_factor, make_plan, make_rating, reference


def scored(id: str, score: int, **values: object) -> Factor:
    return make_factor(id=id, urgency=score, trend=score, impact=score, **values)


def test_only_low_levels_of_the_latest_assessment_are_on_the_shortlist() -> None:
    ratings = [make_rating("1.1.1", 1), make_rating("1.1.2", 2), make_rating("1.1.3", 3), make_rating("1.1.4", None)]
    plan = make_plan(*ratings, make_factor(component="1.1.2", id="a"), make_factor(component="1.1.2", id="b"))
    found = [
        (one.component.id, one.level, [factor.id for factor in one.factors]) for one in candidates(plan, reference())
    ]
    assert found == [("1.1.1", 1, []), ("1.1.2", 2, ["a", "b"])]
    assert len(candidates(plan, reference(), all_levels=True)) == 93
    assert candidates(make_plan(), reference()) == ()


def test_factors_come_by_rank_and_unscored_ones_last() -> None:
    plan = make_plan(make_factor(id="x"), scored("low", 1), scored("high", 5))
    assert [one.id for one in by_rank(plan)] == ["high", "low", "x"]


def test_the_threshold_proposes_and_one_edit_includes() -> None:
    plan = make_plan(
        scored("in", 5), scored("new", 4, included=None), scored("low", 3, included=None),
        scored("no", 4, included=False), scored("why", 4, included=False, reason="Ya se atiende"),
        priority_threshold=12,
    )  # fmt: skip
    proposed = proposed_by_threshold(plan)
    assert [one.id for one in proposed] == ["new", "no"]
    edit = include(plan, *proposed)
    assert proposed_by_threshold(plan.after(edit)) == ()
    assert plan.after(edit).after(edit.inverse()) == plan
    assert proposed_by_threshold(make_plan(scored("new", 4, included=None))) == ()


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (scored("x", 5, included=False), "Tiene más prioridad"),
        (scored("x", 4, included=False), "desde 12 pasan"),
        (scored("x", 2, included=False), ""),
        (scored("x", 3), "el mínimo que fijaron es 12"),
        (scored("x", 4), ""),
        (scored("x", 5, included=None), ""),
        (make_factor(id="x", included=False), ""),
    ],
)
def test_a_decision_against_the_score_is_asked_about(factor: Factor, said: str) -> None:
    plan = make_plan(make_factor(id="other", urgency=4, trend=4, impact=5), factor, priority_threshold=12)
    found = against_the_score(plan, factor)
    assert said in found
    assert bool(said) == bool(found)


def test_the_example_follows_its_scores() -> None:
    plan = example_plan()
    assert [against_the_score(plan, one) for one in plan.all(Factor)] == [""] * 6
