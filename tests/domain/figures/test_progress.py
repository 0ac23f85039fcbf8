"""The avance of indicators."""

import datetime as dt
from decimal import Decimal

import pytest

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.figures.progress import Reading, counted_in_words, reading_at, readings_of
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Indicator, YearTarget
from tests.samples import example_plan, make, make_plan

C1 = Checkpoint(id="c1", date=dt.date(2026, 6, 19), order=1)


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
    rule = "Hoy 14,8 %; la meta es bajar a 8 %: con"
    assert counted_in_words(down).replace("\N{NO-BREAK SPACE}", " ") == f"{rule} 11,4 % el avance es 50 %."
    measured = counted_in_words(down, Decimal("11.6")).replace("\N{NO-BREAK SPACE}", " ")
    assert measured == f"{rule} 11,6 % el avance es 47,1 %."
    assert "8\N{NO-BREAK SPACE}% o menos" in counted_in_words(keep)
    assert counted_in_words(down.but(baseline=None)) == ""
