"""Dates proposed for the follow-up cuts."""

from datetime import date

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.cuts import nth_friday, proposed_cuts
from pmi_desktop.domain.plan import Plan
from tests.samples import make_plan


def test_the_nth_friday_of_a_month() -> None:
    assert nth_friday(2026, 6, 3) == date(2026, 6, 19)
    assert nth_friday(2026, 11, 2) == date(2026, 11, 13)
    assert nth_friday(2027, 1, 1) == date(2027, 1, 1)


def test_the_usual_cuts_of_calendar_a_are_those_of_the_example(example_plan: Plan) -> None:
    plan = make_plan(start_year=2026, end_year=2026)
    assert proposed_cuts(plan, 2026) == tuple(cut.date for cut in example_plan.all(Checkpoint))
    assert proposed_cuts(example_plan, 2026) == ()
    assert len(proposed_cuts(example_plan, 2027)) == 2


def test_calendar_b_has_its_own_rhythm() -> None:
    plan = make_plan(start_year=2026, end_year=2026)
    plan = plan.after(gestures.change(plan, plan.school, calendar="B"))
    assert [day.month for day in proposed_cuts(plan, 2026)] == [6, 12]
