"""The institutional profile and the year before, against the example worked out by hand."""

from decimal import Decimal

from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.figures.comparison import comparison_of
from pmi_desktop.domain.figures.profile import profile_of
from tests.samples import example_plan, make_assessment, make_plan, make_rating, reference


def example_assessment(id: str) -> Assessment:
    found = example_plan().get(Assessment, id)
    assert found is not None
    return found


def test_the_example_adds_up_as_worked_out_by_hand() -> None:
    profile = profile_of(example_plan(), reference(), example_assessment("as2025"))
    school = profile.school
    assert (school.mean, school.counts) == (Decimal("2.12"), (17, 47, 28, 0))
    assert [str(share) for share in school.percentages] == ["18.48", "51.09", "30.43", "0.00"]
    assert (school.rated, school.not_applicable, school.pending, school.total) == (92, 1, 0, 93)
    assert [str(area.tally.mean) for area in profile.areas] == ["2.18", "2.11", "2.23", "1.77"]
    assert [area.tally.counts for area in profile.areas] == [(4, 20, 10, 0), (4, 9, 6, 0), (5, 10, 11, 0), (4, 8, 1, 0)]
    means = "2.25 2.00 2.25 2.00 2.33 2.00 2.60 1.75 2.75 1.50 3.00 1.57 2.00 2.20 3.00 2.00 2.00 1.67 1.33"
    assert [str(process.tally.mean) for process in profile.processes] == means.split()


def test_percentages_are_rounded_one_by_one_and_need_not_add_up_to_100() -> None:
    profile = profile_of(example_plan(), reference(), example_assessment("as2025"))
    shares = profile.areas[0].tally.percentages
    assert [str(share) for share in shares] == ["11.76", "58.82", "29.41", "0.00"]
    assert sum(shares) == Decimal("99.99")


def test_what_is_pending_or_does_not_apply_is_not_level_1() -> None:
    plan = make_plan(
        make_rating("1.1.1", 3),
        make_rating("1.1.2", None),
        make_rating("1.1.3", 1, not_applicable=True, reason="No hay"),
        assessment := make_assessment(id="assessments-1"),
    )
    process = profile_of(plan, reference(), assessment).processes[0].tally
    assert process.mean == 3
    assert (process.counts, process.not_applicable, process.pending) == ((0, 0, 1, 0), 1, 2)


def test_nothing_rated_has_no_mean_and_no_shares() -> None:
    plan = make_plan(assessment := make_assessment())
    school = profile_of(plan, reference(), assessment).school
    assert (school.mean, school.pending, set(school.percentages)) == (None, 93, {Decimal("0.00")})


def test_years_of_one_edition_compare_as_their_profiles() -> None:
    comparison = comparison_of(example_plan(), reference(), example_assessment("as2025"))
    before = profile_of(example_plan(), reference(), example_assessment("as2024"))
    assert comparison is not None
    assert comparison.previous.id == "as2024"
    assert (comparison.school.now, comparison.school.before) == (Decimal("2.12"), before.school.mean)
    assert {key: one.before for key, one in comparison.areas.items()} == {
        one.id: one.tally.mean for one in before.areas
    }
    assert comparison.components["1.1.1"].change == 1
    assert comparison.components["4.1.2"].change is None


def test_the_first_year_has_nothing_to_compare_with() -> None:
    assert comparison_of(example_plan(), reference(), example_assessment("as2024")) is None


def test_another_edition_compares_with_the_components_it_takes_up() -> None:
    old = make_assessment(id="old", year=2025, catalog="guia34-2008", order=1)
    new = make_assessment(id="new", year=2026, catalog="guia34-2026", order=2)
    plan = make_plan(
        old,
        new,
        make_rating("1.1.1", 1, assessment="old"),
        make_rating("1.1.2", 2, assessment="old"),
        make_rating("1.1.3", None, assessment="old"),
        make_rating("1.2.2", 4, assessment="old"),
        make_rating("D1.1", 4, assessment="new"),
        make_rating("D1.2", 3, assessment="new"),
    )
    comparison = comparison_of(plan, reference(), new)
    assert comparison is not None
    one = comparison.components["D1.2"]
    assert (one.now, one.before) == (Decimal(3), Decimal("1.5"))
    assert one.earlier == (("1.1.1", 1), ("1.1.2", 2))
    assert comparison.processes["D1"].before == Decimal("2.33")
    assert comparison.areas["D"].change == Decimal("1.17")
