"""The figures derived from a plan, against the example school worked out by hand and against their rules."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Resource
from pmi_desktop.domain.diagnosis import Assessment, Factor
from pmi_desktop.domain.figures.budget import amount_of, budget_of
from pmi_desktop.domain.figures.comparison import comparison_of
from pmi_desktop.domain.figures.execution import cuts_by_date, execution_at
from pmi_desktop.domain.figures.priorities import ranking_of
from pmi_desktop.domain.figures.profile import profile_of
from pmi_desktop.domain.figures.progress import Reading, counted_in_words, reading_at, readings_of
from pmi_desktop.domain.figures.ratios import halves_up
from pmi_desktop.domain.followup import ActionProgress, IndicatorMeasure
from pmi_desktop.domain.goals import Indicator, YearTarget
from pmi_desktop.domain.plan import Plan
from tests.samples import example_plan, make, make_assessment, make_factor, make_plan, make_rating, reference
from tests.strategies import plans

C1 = Checkpoint(id="c1", date=dt.date(2026, 6, 19), order=1)
C2 = Checkpoint(id="c2", date=dt.date(2026, 11, 13), order=2)


def example_assessment(id: str) -> Assessment:
    found = example_plan().get(Assessment, id)
    assert found is not None
    return found


# Rounding


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(17, 8), 2, "2.13"),
        (Fraction(-17, 8), 2, "-2.13"),
        (Fraction(229, 4), 1, "57.3"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(0), 1, "0.0"),
    ],
)
def test_halves_go_up(value: Fraction, places: int, shown: str) -> None:
    assert str(halves_up(value, places)) == shown


# Profile


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


# Comparison


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


# Priorities


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


# Avance of indicators


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("i11", ["38.5", "90.8"]),
        ("i12", ["100.0", "100.0"]),
        ("i21", ["47.1", "83.8"]),
        ("i31", ["40.0", "80.0"]),
        ("i41", ["52.0", "88.0"]),
    ],
)
def test_avance_in_the_example(indicator: str, expected: list[str]) -> None:
    found = example_plan().get(Indicator, indicator)
    assert found is not None
    assert [str(reading.progress) for reading in readings_of(example_plan(), found)] == expected


def reading(value: str | None, **facts: object) -> Reading:
    numbers = {name: Decimal(fact) if isinstance(fact, str) and name in {"baseline", "target"} else fact
               for name, fact in facts.items()}  # fmt: skip
    indicator = make(Indicator, id="i", **numbers)
    measured = None if value is None else Decimal(value)
    measure = IndicatorMeasure(checkpoint=C1.id, indicator="i", value=measured, note="medido")
    return reading_at(make_plan(indicator, C1, measure), indicator, C1)


@pytest.mark.parametrize(
    ("value", "baseline", "target", "direction", "progress", "worse"),
    [
        ("50", "0", "100", "up", "50.0", False),
        ("11", "15", "8", "down", "57.1", False),
        ("120", "0", "100", "up", "100.0", False),
        ("-5", "0", "100", "up", "0.0", True),
        ("16", "15", "8", "down", "0.0", True),
        ("0", "0", "100", "up", "0.0", False),
        ("95", "95", "95", "up", "100.0", False),
        ("96", "95", "95", "up", "100.0", False),
        ("94.9", "95", "95", "up", "0.0", True),
        ("2", "3", "3", "down", "100.0", False),
        ("4", "3", "3", "down", "0.0", True),
        ("3", "3", "3", "", "100.0", False),
        ("4", "3", "3", "", "0.0", True),
        (None, "0", "100", "up", None, False),
        ("50", None, "100", "up", None, False),
        ("50", "0", None, "up", None, False),
        ("0.00005", "0", "0.1", "up", "0.1", False),
    ],
)
def test_rules_of_avance(
    value: str | None, baseline: str | None, target: str | None, direction: str, progress: str | None, worse: bool
) -> None:
    found = reading(value, baseline=baseline, target=target, direction=direction)
    assert (found.progress, found.worse) == (None if progress is None else Decimal(progress), worse)


def test_the_target_is_that_of_the_cuts_year_and_else_the_one_for_all() -> None:
    targets = (YearTarget(year=2026, value=Decimal(50)), YearTarget(year=2027))
    indicator = make(Indicator, id="i", baseline=Decimal(0), target=Decimal(100), targets=targets)
    later = Checkpoint(id="c3", date=dt.date(2027, 6, 1))
    for cut, progress in ((C1, 50), (later, 25), (Checkpoint(id="c4"), 25)):
        measure = IndicatorMeasure(checkpoint=cut.id, indicator="i", value=Decimal(25))
        assert reading_at(make_plan(indicator, cut, measure), indicator, cut).progress == progress


def test_without_measure_there_is_a_reading_without_value() -> None:
    indicator = make(Indicator)
    assert readings_of(make_plan(indicator, C1), indicator) == (Reading(C1, None, None, None),)


def test_the_page_of_goals_says_how_the_avance_is_counted() -> None:
    down = make(Indicator, baseline=Decimal("14.8"), target=Decimal(8), unit="%", direction="down")
    keep = down.but(baseline=Decimal(8))
    assert counted_in_words(down).replace("\N{NO-BREAK SPACE}", " ") == "De 14,8 % a 8 %: con 11,4 % el avance es 50 %."
    assert "8\N{NO-BREAK SPACE}% o menos" in counted_in_words(keep)
    assert counted_in_words(down.but(baseline=None)) == ""


# Execution


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
    plan = make_plan(late, early, *doing(1), report(late, "a0", 90), report(early, "a0", 10))
    assert [execution(plan, late), execution(plan, early)] == [90, 10]


# Budget


def test_the_budget_of_the_example() -> None:
    budget = budget_of(example_plan())
    assert budget.total == 2_860_000
    assert budget.by_source == {"FSE – gratuidad": 1_660_000, "Municipio – calidad": 1_200_000, "En especie": 0}
    assert budget.by_year == {2026: 2_860_000}
    assert budget.by_objective == {"o1": 820_000, "o2": 360_000, "o3": 1_200_000, "o4": 480_000}
    assert budget.overruns == ()


@pytest.mark.parametrize(
    ("facts", "pesos"),
    [
        ({"amount": 500, "quantity": Decimal(3), "unit_cost": 1000}, 500),
        ({"amount": 0, "quantity": Decimal(3), "unit_cost": 1000}, 0),
        ({"quantity": Decimal("2.5"), "unit_cost": 1001}, 2503),
        ({"quantity": Decimal(3)}, 0),
        ({}, 0),
    ],
)
def test_the_amount_rules_over_quantity_and_unit_cost(facts: dict[str, object], pesos: int) -> None:
    assert amount_of(make(Resource, **facts)) == pesos


def test_a_resource_without_year_is_of_the_year_its_action_begins() -> None:
    plan = make_plan(
        make(Action, start_on=dt.date(2027, 2, 1)),
        make(Resource, id="r1", amount=10, source="A"),
        make(Resource, id="r2", amount=20, source="A", year=2026),
        make(Resource, id="r3", amount=5, action="a9"),
    )
    budget = budget_of(plan)
    assert budget.by_year == {2026: 20, 2027: 10, None: 5}
    assert list(budget.by_year) == [2026, 2027, None]
    assert budget.by_source == {"A": 30, "": 5}


def test_what_exceeds_a_source_is_counted_year_by_year() -> None:
    plan = make_plan(
        Fund(id="f26", source="FSE – gratuidad", year=2026, available=100),
        Fund(id="f27", source="FSE – gratuidad", year=2027, available=100),
        make(Resource, id="r1", amount=90, source="fse - Gratuidad ", year=2026),
        make(Resource, id="r2", amount=40, source="FSE – gratuidad", year=2026),
        make(Resource, id="r3", amount=50, source="FSE – gratuidad", year=2027),
        make(Resource, id="r4", amount=900, source="En especie", year=2026),
    )
    (overrun,) = budget_of(plan).overruns
    assert (overrun.fund.id, overrun.planned, overrun.available, overrun.excess) == ("f26", 130, 100, 30)
    assert budget_of(plan).by_source == {"fse - Gratuidad": 180, "En especie": 900}


def test_a_fund_without_year_answers_for_the_years_without_their_own() -> None:
    plan = make_plan(
        Fund(id="all", source="FSE", available=100),
        Fund(id="f27", source="FSE", year=2027, available=10),
        Fund(id="unknown", source="SED", year=2026),
        make(Resource, id="r1", amount=80, source="FSE", year=2026),
        make(Resource, id="r2", amount=80, source="FSE", year=2028),
        make(Resource, id="r3", amount=9, source="FSE", year=2027),
        make(Resource, id="r4", amount=9, source="SED", year=2026),
    )
    assert [(one.fund.id, one.excess) for one in budget_of(plan).overruns] == [("all", 60)]


# Any plan

_FIGURES: list[Callable[[Plan], object]] = [
    lambda plan: [profile_of(plan, reference(), one).school.percentages for one in plan.all(Assessment)],
    lambda plan: [comparison_of(plan, reference(), one) for one in plan.all(Assessment)],
    ranking_of,
    lambda plan: [readings_of(plan, one) for one in plan.all(Indicator)],
    lambda plan: [counted_in_words(one) for one in plan.all(Indicator)],
    lambda plan: [execution_at(plan, cut) for cut in plan.all(Checkpoint)],
    budget_of,
]


@given(plans())
def test_no_plan_is_too_odd_for_its_figures(plan: Plan) -> None:
    for figure in _FIGURES:
        figure(plan)
    for cut in plan.all(Checkpoint):
        for goal, value in execution_at(plan, cut).goals.items():
            assert value is None or 0 <= value <= 100, goal


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6))
def test_the_execution_of_equal_weights_is_the_mean_rounded_once(percents: list[int]) -> None:
    actions = doing(*([None] * len(percents)))
    plan = make_plan(C1, *actions, *(report(C1, f"a{i}", percent) for i, percent in enumerate(percents)))
    exact = Fraction(sum(percents), len(percents))
    found = execution(plan)
    assert found is not None
    assert abs(Fraction(found) - exact) <= Fraction(1, 20)
