"""The actions at a cut: carried forward from the cut before, late ones known, each person's own."""

import datetime as dt

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.execution import Standing
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.reporting import (
    NOBODY,
    accepted,
    by_responsible,
    comes_along,
    current_cut,
    last_before,
    reports_at,
)
from pmi_desktop.domain.school import Member
from tests.samples import make, make_plan

TODAY = dt.date(2026, 2, 13)


def cut(plan: Plan, key: str) -> Checkpoint:
    found = plan.get(Checkpoint, key)
    assert found is not None
    return found


def without(plan: Plan, *kinds: type[Record]) -> Plan:
    gone = [record for record in plan if isinstance(record, kinds)]
    return plan.after(gestures.remove(plan, *gone))


def test_an_action_brings_what_was_reported_before(example_plan: Plan) -> None:
    first = {one.action.id: one for one in reports_at(example_plan, cut(example_plan, "c1"), TODAY)}
    second = {one.action.id: one for one in reports_at(example_plan, cut(example_plan, "c2"), TODAY)}
    assert (first["a4"].before, first["a4"].last) == (None, None)
    assert second["a4"].before == Standing("EJ", 55)
    assert second["a4"].last == first["a4"].now
    assert second["a4"].standing == Standing("EJ", 90)


def test_cuts_count_by_date_and_not_by_their_place_in_the_list(example_plan: Plan) -> None:
    turned = example_plan.after(gestures.move(example_plan, cut(example_plan, "c2"), after=None))
    action = turned.all(Action)[3]
    told = last_before(turned, cut(turned, "c2"), action)
    assert told is not None
    assert (told.checkpoint, told.action) == ("c1", "a4")
    assert last_before(turned, cut(turned, "c1"), action) is None


def test_late_and_begun_are_judged_on_the_day_of_the_cut(example_plan: Plan) -> None:
    empty = without(example_plan, ActionProgress)
    reports = reports_at(empty, cut(empty, "c1"), TODAY)
    assert [one.action.id for one in reports if one.late] == ["a1", "a2", "a7", "a10"]
    assert [one.action.id for one in reports if not one.begun] == ["a5", "a6"]
    assert not any(one.late for one in reports_at(example_plan, cut(example_plan, "c1"), TODAY))


def test_accepting_takes_state_and_percent_and_leaves_what_is_reported(example_plan: Plan) -> None:
    begun = without(example_plan, ActionProgress)
    begun = begun.after(gestures.add(begun, *example_plan.where(ActionProgress, "checkpoint", "c1")))
    told = ActionProgress(checkpoint="c2", action="a4", state="FIN", percent=100, done="Listo")
    begun = begun.after(gestures.add(begun, told))
    edit = accepted(begun, reports_at(begun, cut(begun, "c2"), TODAY))
    after = begun.after(edit)
    assert edit.label == "dejar como en el corte anterior"
    assert len(edit.changes) == 10
    assert after.get(ActionProgress, "c2/a4") == told
    assert after.get(ActionProgress, "c2/a3") == ActionProgress(checkpoint="c2", action="a3", state="EJ", percent=60)
    assert after.after(edit.inverse()) == begun


def test_nothing_to_accept_before_anything_was_reported(example_plan: Plan) -> None:
    empty = without(example_plan, ActionProgress, IndicatorMeasure, Evaluation, GoalReview)
    assert accepted(empty, reports_at(empty, cut(empty, "c2"), TODAY)).changes == ()


def test_what_is_finished_is_done_whole() -> None:
    empty = ActionProgress(checkpoint="c1", action="a1")
    assert comes_along(empty, "FIN") == {"percent": 100}
    assert comes_along(empty, "SIN") == {"percent": 0}
    assert comes_along(empty.but(percent=30), "SIN") == {}
    assert comes_along(empty, "EJ") == {}


def test_two_people_of_one_name_share_a_sheet_and_nobody_has_one() -> None:
    plan = make_plan(
        make(Member, id="t1", name="Ana"),
        make(Member, id="t2", name="Ana"),
        make(Action, id="a1", responsible=("t1",)),
        make(Action, id="a2", responsible=("t2",)),
        make(Action, id="a3"),
    )
    assert {name: [one.id for one in actions] for name, actions in by_responsible(plan).items()} == {
        "Ana": ["a1", "a2"],
        NOBODY: ["a3"],
    }


def test_the_cut_to_work_on_is_the_last_that_came_or_comes_soon(example_plan: Plan) -> None:
    days = {
        dt.date(2026, 2, 13): "c1", dt.date(2026, 6, 1): "c1", dt.date(2026, 9, 1): "c1", dt.date(2026, 10, 20): "c2",
        dt.date(2027, 3, 1): "c2",
    }  # fmt: skip
    for day, key in days.items():
        assert current_cut(example_plan, day) == cut(example_plan, key)
    assert current_cut(make_plan(), TODAY) is None
