"""Goals and indicators that disagree, directions that follow from the numbers, and targets that keep a value."""

import datetime as dt
from decimal import Decimal

import pytest

from pmi_desktop.domain.goal_advice import asks_to_keep, disagreements, proposed_direction
from pmi_desktop.domain.goals import Goal, Indicator, YearTarget
from pmi_desktop.services.bank import load_bank
from tests.samples import ROOT, example_plan, make

OCTOBER = dt.date(2026, 10, 30)


def said(text: str, unit: str = "%", target: str = "75", due: dt.date | None = None) -> str:
    goal = make(Goal, text=text, due_on=due)
    indicator = make(Indicator, unit=unit, target=Decimal(target))
    return " ".join(disagreements(goal, [indicator])).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("text", "unit", "target"),
    [
        ("El 75 % de los estudiantes de 3.º a 5.º queda en nivel alto.", "%", "75"),
        ("Bajar de 14,8 % a 8 % o menos en 2026.", "%", "8"),
        ("Bajar de 14.8% a 8.5%.", "%", "8.5"),
        ("Llegar al 75 por ciento.", "%", "75"),
        ("Las seis sedes aplican el plan.", "sedes", "6"),
        ("Una sede más tiene internet.", "sedes", "1"),
        ("1.200 libros en la biblioteca.", "libros", "1200"),
        ("Mejorar la asistencia.", "%", "75"),
        ("Cuatro reuniones con el 60 % de asistencia.", "reuniones", "4"),
        ("Visitar 3 veces cada sede.", "", "75"),
    ],
)
def test_what_agrees_is_left_alone(text: str, unit: str, target: str) -> None:
    assert said(text, unit, target) == ""


@pytest.mark.parametrize(
    ("text", "unit", "target", "expected"),
    [
        ("El 75 % queda en nivel alto.", "%", "70", "La meta dice 75 % y el indicador llega a 70 %."),
        ("Las cinco sedes aplican el plan.", "sedes", "6", "La meta dice 5 sedes y el indicador llega a 6 sedes."),
        ("Bajar la inasistencia a 8,5 %.", "% de días", "8", "La meta dice 8,5 % de días"),
    ],
)
def test_another_number_is_pointed_out(text: str, unit: str, target: str, expected: str) -> None:
    assert expected in said(text, unit, target)


def test_one_of_several_indicators_is_enough_and_targets_of_single_years_count() -> None:
    goal = make(Goal, text="El 75 % aprueba.")
    other = make(Indicator, id="a", unit="%", target=Decimal(20))
    same = make(Indicator, id="b", unit="%", targets=(YearTarget(year=2026, value=Decimal(75)),))
    assert disagreements(goal, [other]) != ()
    assert disagreements(goal, [other, same]) == ()


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("A octubre de 2026, las sedes tienen plan.", True),
        ("A octubre, las sedes tienen plan.", True),
        ("El 30 de octubre de 2026 se entrega.", True),
        ("Lograr en 2026 la meta.", True),
        ("A partir de abril de 2026, cada mes se revisa.", True),
        ("A noviembre de 2026, las sedes tienen plan.", False),
        ("El 31 de octubre de 2026 se entrega.", False),
        ("A octubre de 2027, las sedes tienen plan.", False),
        ("Lograr en 2027 la meta.", False),
    ],
)
def test_another_date_is_pointed_out(text: str, agrees: bool) -> None:
    assert (said(text, due=OCTOBER) == "") is agrees
    assert said(text) == ""


def test_neither_the_example_nor_the_bank_disagrees_with_itself() -> None:
    plan = example_plan()
    assert [disagreements(goal, plan.where(Indicator, "goal", goal.id)) for goal in plan.all(Goal)] == [()] * 5
    for file in load_bank(ROOT / "resources").files:
        for example in (goal for objective in file.objectives for goal in objective.goals):
            goal, *rest = example.records("o", 2026, lambda: "x")
            assert isinstance(goal, Goal)
            assert disagreements(goal, [one for one in rest if isinstance(one, Indicator)]) == (), goal.text


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "keeps"),
    [("14.8", "8", "down", False), ("0", "6", "up", False), ("95", "95", "", True), (None, "6", "", False)],
)
def test_the_direction_follows_from_the_numbers(baseline: str | None, target: str, direction: str, keeps: bool) -> None:
    indicator = make(Indicator, baseline=baseline and Decimal(baseline), target=Decimal(target))
    assert proposed_direction(indicator) == direction
    assert asks_to_keep(indicator) is keeps
