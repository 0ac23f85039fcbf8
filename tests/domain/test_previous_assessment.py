"""Which assessment comes before another one."""

from pmi_desktop.domain.catalog import previous_assessment
from pmi_desktop.domain.diagnosis import Assessment
from tests.samples import make, make_plan


def test_it_is_found_for_an_assessment_as_it_was_a_moment_ago() -> None:
    older, newer = make(Assessment, id="a", year=2024), make(Assessment, id="b", year=2025)
    plan = make_plan(older, newer)
    before = next(one for one in plan.all(Assessment) if one.id == "a")
    assert previous_assessment(plan, newer.but(year=2026)) == before
    assert previous_assessment(plan, older) is None
    assert previous_assessment(plan, make(Assessment, id="gone", year=2026)) is None
