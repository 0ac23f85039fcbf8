"""The execution of goals, objectives and plan at a cut."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.execution import cuts_by_date, execution_at
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.plan import Plan
from tests.samples import example_plan, make, make_plan

C1 = Checkpoint(id="c1", date=dt.date(2026, 6, 19), order=1)
C2 = Checkpoint(id="c2", date=dt.date(2026, 11, 13), order=2)


def test_execution_in_the_example() -> None:
    plan = example_plan()
    first, second = (execution_at(plan, cut) for cut in plan.all(Checkpoint))
    assert str(first.plan) == "57.3"
    assert str(second.plan) == "94.9"
    assert {key: str(value) for key, value in first.goals.items()} == {
        "m11": "60.0", "m12": "100.0", "m21": "22.0", "m31": "52.0", "m41": "75.0"
    }  # fmt: skip
    assert first.objectives == {"o1": 80, "o2": 22, "o3": 52, "o4": 75}


def report(cut: Checkpoint, action: str, percent: int | None = None, state: str = "EJ") -> ActionProgress:
    return ActionProgress(checkpoint=cut.id, action=action, percent=percent, state=state)


def doing(*weights: int | None) -> list[Action]:
    return [make(Action, id=f"a{index}", weight=weight) for index, weight in enumerate(weights)]


def execution(plan: Plan, cut: Checkpoint = C1) -> Decimal | None:
    return execution_at(plan, cut).goals["goals-1"]


@pytest.mark.parametrize(
    ("weights", "percents", "expected"),
    [
        ((60, 40), (100, 0), "60.0"),
        ((None, None, None), (100, 50, 0), "50.0"),
        ((0, 0), (100, 50), "75.0"),
        ((1, None), (40, 100), "40.0"),
        ((1, 1, 1), (100, 100, 0), "66.7"),
    ],
)
def test_weights(weights: tuple[int | None, ...], percents: tuple[int, ...], expected: str) -> None:
    plan = make_plan(C1, *doing(*weights), *(report(C1, f"a{i}", percent) for i, percent in enumerate(percents)))
    assert str(execution(plan)) == expected


def test_the_percent_is_the_last_one_at_or_before_the_cut() -> None:
    plan = make_plan(C1, C2, *doing(100), report(C1, "a0", 40), report(C2, "a0", None))
    assert execution(plan, C2) == 40
    plan = make_plan(C1, C2, *doing(100), report(C2, "a0", 90))
    assert [execution(plan, C1), execution(plan, C2)] == [0, 90]


def test_a_cancelled_action_leaves_both_sums_until_it_is_taken_up_again() -> None:
    plan = make_plan(C1, C2, *doing(50, 50), report(C1, "a0", 80), report(C1, "a1", 10, "CANC"), report(C2, "a0", 90))
    assert [execution(plan, C1), execution(plan, C2)] == [80, 90]
    assert execution(make_plan(*plan, report(C2, "a1", 30, "")), C2) == 90
    again = make_plan(*plan, report(C2, "a1", 30))
    assert execution(again, C2) == 60


def test_only_cancelled_actions_are_no_actions() -> None:
    plan = make_plan(C1, *doing(100), report(C1, "a0", 10, "CANC"))
    assert execution(plan) is None
    assert execution_at(plan, C1).plan is None


def test_cuts_go_by_date_and_one_without_date_behind_the_one_listed_before_it() -> None:
    late = Checkpoint(id="late", date=dt.date(2026, 11, 1), order=1)
    undated = Checkpoint(id="undated", order=2)
    early = Checkpoint(id="early", date=dt.date(2026, 3, 1), order=3)
    assert [cut.id for cut in cuts_by_date(make_plan(late, undated, early))] == ["early", "late", "undated"]
    behind_early = undated.but(order=4)
    assert [cut.id for cut in cuts_by_date(make_plan(late, early, behind_early))] == ["early", "undated", "late"]
    in_front = undated.but(order=-1)
    assert [cut.id for cut in cuts_by_date(make_plan(in_front, late, early))] == ["undated", "early", "late"]
    plan = make_plan(late, early, *doing(1), report(late, "a0", 90), report(early, "a0", 10))
    assert [execution(plan, late), execution(plan, early)] == [90, 10]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6))
def test_the_execution_of_equal_weights_is_the_mean_rounded_once(percents: list[int]) -> None:
    actions = doing(*([None] * len(percents)))
    plan = make_plan(C1, *actions, *(report(C1, f"a{i}", percent) for i, percent in enumerate(percents)))
    exact = Fraction(sum(percents), len(percents))
    found = execution(plan)
    assert found is not None
    assert abs(Fraction(found) - exact) <= Fraction(1, 20)
