"""The budget and what exceeds it."""

import datetime as dt
from decimal import Decimal

import pytest

from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.figures.budget import amount_of, budget_of
from tests.samples import example_plan, make, make_plan


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
