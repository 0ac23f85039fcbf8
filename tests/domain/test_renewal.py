"""A new plan from an earlier one: what comes along, what stays behind, and that the result is a plan."""

import datetime as dt
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Outreach, Resource, Task
from pmi_desktop.domain.catalog import Reference, latest_assessment, previous_assessment
from pmi_desktop.domain.codec import read_tree, write_tree
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.figures.profile import ratings_of
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective, YearTarget
from pmi_desktop.domain.handing_in import Concept, Delivery, Evidence, Meeting, Observation, Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.renewal import Next, outlooks, renew
from pmi_desktop.domain.school import ContextFigure, CouncilMember, Member, Site
from tests.samples import make, make_assessment, make_factor, make_plan, make_rating
from tests.strategies import plans

STAYS_BEHIND: tuple[type[Record], ...] = (
    Fund, Outreach, Checkpoint, ActionProgress, IndicatorMeasure, Evaluation, GoalReview, Review, Delivery, Concept,
    Observation, Meeting, Evidence,
)  # fmt: skip


def _renewed(plan: Plan, *years: int) -> Plan:
    ids = count(1)
    return renew(plan, range(years[0], years[-1] + 1), lambda: f"nuevo-{next(ids)}")


def _indicator(plan: Plan, key: str) -> Indicator:
    found = plan.get(Indicator, key)
    assert found is not None
    return found


def _reviewed(plan: Plan, **decisions: str) -> Plan:
    """The plan with these decisions on its goals in 2026."""
    for goal, decision in decisions.items():
        plan = plan.after(gestures.change(plan, GoalReview(goal=goal, year=2026), next=decision))
    return plan


def test_the_example_goes_into_2027_as_its_reviews_say(example_plan: Plan) -> None:
    new = _renewed(example_plan, 2027)
    assert [goal.id for goal in new.all(Goal)] == ["m11", "m21", "m31", "m41"]
    assert [one.id for one in new.all(Objective)] == ["o1", "o2", "o3", "o4"]
    assert {one.id for one in new.all(Action)} == {f"a{n}" for n in range(3, 12)}
    assert {one.action for one in new.all(Resource)} == {"a3", "a4", "a5", "a8", "a11"}
    assert [one.id for one in new.all(Factor)] == ["f1", "f2", "f3", "f4"]
    goes_on, adjusted = _indicator(new, "i21"), _indicator(new, "i11")
    assert (goes_on.baseline, goes_on.target) == (Decimal("9.1"), Decimal(8))
    assert (adjusted.baseline, adjusted.target) == (Decimal(72), None)
    goal, action = new.get(Goal, "m21"), new.get(Action, "a4")
    assert goal is not None
    assert goal.due_on == dt.date(2027, 11, 30)
    assert action is not None
    assert (action.start_on, action.end_on) == (dt.date(2027, 2, 2), dt.date(2027, 11, 20))


def test_the_frame_is_new_and_names_the_earlier_plan(example_plan: Plan) -> None:
    info = _renewed(example_plan, 2027, 2029).info
    assert (info.id, info.previous, info.version) == ("nuevo-1", "cerls-2026", 1)
    assert (info.start_year, info.end_year, info.catalog) == (2027, 2029, "guia34-2008")
    assert info.team_act == example_plan.info.team_act
    assert (info.approval_act, info.approved_on, info.approval_meeting, info.deadlines) == ("", None, None, ())


def test_the_last_ratings_stand_beside_a_blank_assessment(example_plan: Plan) -> None:
    new = _renewed(example_plan, 2027)
    latest = latest_assessment(new)
    assert latest is not None
    assert latest.year == 2026
    assert not ratings_of(new, latest)
    before = previous_assessment(new, latest)
    assert before is not None
    assert before.id == "as2025"
    assert ratings_of(new, before) == ratings_of(example_plan, before)
    assert new.get(Assessment, "as2024") is None


def test_an_assessment_already_made_for_the_new_plan_is_its_own() -> None:
    plan = make_plan(
        make_assessment(id="a24", year=2024),
        make_assessment(id="a25", year=2025),
        make_rating(assessment="a25"),
        make_assessment(id="a26", year=2026),
        make_rating(assessment="a26", level=3),
    )
    new = _renewed(plan, 2027)
    assert [one.id for one in new.all(Assessment)] == ["a25", "a26"]
    assert latest_assessment(new) == plan.get(Assessment, "a26")
    assert new.all(Rating) == plan.all(Rating)


def test_a_plan_without_assessments_begins_one() -> None:
    assert [one.year for one in _renewed(make_plan(), 2027).all(Assessment)] == [2026]


def test_a_factor_keeps_the_assessment_it_hangs_from() -> None:
    plan = make_plan(
        make_assessment(id="a23", year=2023),
        make_assessment(id="a25", year=2025),
        make_factor(id="f", assessment="a23"),
        make(Objective, id="o", factors=("f",)),
    )
    assert [one.id for one in _renewed(plan, 2027).all(Assessment)] == ["a23", "a25", "nuevo-2"]


def test_a_goal_nobody_decided_on_continues_and_an_objective_goes_with_its_last_goal() -> None:
    plan = make_plan(
        make(Goal, id="a", objective="o1"),
        make(Goal, id="b", objective="o1"),
        make(Goal, id="c", objective="o2"),
        make(Objective, id="o3", text="Sin metas todavía"),
        make(Fund, id="u"),
    )
    plan = _reviewed(plan, b="se_cierra", c="se_cierra")
    assert [(one.goal.id, one.next) for one in outlooks(plan)] == [
        ("a", Next.CONTINUES),
        ("b", Next.CLOSES),
        ("c", Next.CLOSES),
    ]
    assert outlooks(plan)[0].review is None
    new = _renewed(plan, 2027)
    assert [one.id for one in new.all(Goal)] == ["a"]
    assert {one.id for one in new.all(Objective)} == {"o1", "o3"}


def test_the_review_of_the_last_year_that_decided_counts() -> None:
    plan = make_plan(
        make(Goal, id="g"),
        GoalReview(goal="g", year=2026, next="se_cierra"),
        GoalReview(goal="g", year=2028, judgement="parcial"),
        GoalReview(goal="g", year=2027, next="se_ajusta"),
        start_year=2026,
        end_year=2028,
    )
    assert [one.next for one in outlooks(plan)] == [Next.ADJUSTED]


def test_days_move_as_far_as_the_plan_and_are_left_blank_beyond_it() -> None:
    plan = make_plan(
        make(
            Action,
            start_on=dt.date(2024, 2, 29),
            end_on=dt.date(2026, 5, 1),
            tasks=(Task(id="t", done=True, due_on=dt.date(2024, 3, 1)),),
        ),
        make(Resource, id="r1", year=2025),
        make(Resource, id="r2", year=2026),
        make(Indicator, targets=(YearTarget(year=2024, value=Decimal(5)), YearTarget(year=2026, value=Decimal(9)))),
        start_year=2024,
        end_year=2026,
    )
    new = _renewed(plan, 2027, 2028)
    action, (r1, r2) = new.all(Action)[0], new.all(Resource)
    assert (action.start_on, action.end_on) == (dt.date(2027, 2, 28), None)
    assert action.tasks == (Task(id="t", due_on=dt.date(2027, 3, 1)),)
    assert (r1.year, r2.year) == (2028, None)
    assert new.all(Indicator)[0].targets == (YearTarget(year=2027, value=Decimal(5)),)


def test_the_last_value_measured_is_the_new_baseline_whatever_the_order_of_the_cuts() -> None:
    plan = make_plan(
        Checkpoint(id="late", date=dt.date(2026, 11, 1)),
        Checkpoint(id="early", date=dt.date(2026, 6, 1)),
        make(Indicator, id="i", baseline=Decimal(1), target=Decimal(9)),
        make(Indicator, id="never", baseline=Decimal(2)),
        IndicatorMeasure(checkpoint="late", indicator="i", value=Decimal(7)),
        IndicatorMeasure(checkpoint="early", indicator="i", value=Decimal(4)),
        IndicatorMeasure(checkpoint="late", indicator="never", note="No se midió."),
    )
    new = _renewed(plan, 2027)
    assert _indicator(new, "i").baseline == 7
    assert _indicator(new, "never").baseline == 2


def test_a_cancelled_action_stays_behind() -> None:
    plan = make_plan(
        make(Action, id="done"),
        make(Action, id="dropped"),
        make(Resource, action="dropped"),
        Checkpoint(id="c"),
        ActionProgress(checkpoint="c", action="done", state="FIN"),
        ActionProgress(checkpoint="c", action="dropped", state="CANC"),
    )
    new = _renewed(plan, 2027)
    assert [one.id for one in new.all(Action)] == ["done"]
    assert not new.all(Resource)


@given(plans(), st.integers(2001, 2097), st.integers(1, 4))
@settings(max_examples=25)
def test_whatever_the_plan_the_new_one_is_whole(reference: Reference, plan: Plan, first: int, length: int) -> None:
    years = range(first, first + length)
    ids = (f"nuevo_{n}" for n in count(1))
    new = renew(plan, years, lambda: next(ids))
    # The interchange refuses a plan with a reference to nothing, so reading it back is a proof.
    tree = write_tree(new, reference)
    assert write_tree(read_tree(tree, reference, lambda: "otro"), reference) == tree
    assert new.years == years
    assert (new.school, new.identity) == (plan.school, plan.identity)
    for cls in (Site, Member, CouncilMember, ContextFigure):
        assert new.all(cls) == plan.all(cls)
    assert not any(new.all(cls) for cls in STAYS_BEHIND)
    going_on = {one.goal.id for one in outlooks(plan) if one.next is not Next.CLOSES}
    assert {goal.id for goal in new.all(Goal)} == going_on
    assert {one.id for one in new.all(Indicator)} == {one.id for one in plan.all(Indicator) if one.goal in going_on}
    days = [goal.due_on for goal in new.all(Goal)]
    days += [day for action in new.all(Action) for day in (action.start_on, action.end_on)]
    assert {day.year for day in days if day} <= set(years)


@pytest.mark.parametrize("years", [(2027,), (2027, 2030)])
def test_a_renewed_plan_can_be_renewed(example_plan: Plan, years: tuple[int, ...]) -> None:
    again = _renewed(_renewed(example_plan, *years), years[-1] + 1)
    assert [one.id for one in again.all(Goal)] == ["m11", "m21", "m31", "m41"]
    assert _indicator(again, "i21").baseline == Decimal("9.1")
