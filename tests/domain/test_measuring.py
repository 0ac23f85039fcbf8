"""The avance in words: by the way gone, in the direction wanted, and honest where it does not tell."""

import datetime as dt
from decimal import Decimal

import pytest

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.figures.progress import reading_at
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Indicator, YearTarget
from pmi_desktop.domain.measuring import proposed_value, reading_in_words
from tests.samples import make, make_plan

CUT = make(Checkpoint, id="c1", label="Corte 1", date=dt.date(2026, 6, 19))


def told(value: str | None, baseline: str | None, target: str | None, unit: str = "%", direction: str = "up") -> str:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    indicator = make(
        Indicator, id="i1", baseline=number(baseline), target=number(target), unit=unit, direction=direction
    )
    measures = [] if value is None else [make(IndicatorMeasure, checkpoint="c1", indicator="i1", value=Decimal(value))]
    plan = make_plan(CUT, indicator, *measures)
    return reading_in_words(indicator, reading_at(plan, indicator, CUT)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "baseline", "target", "words"),
    [
        ("11.6", "14.8", "8", "Avance 47,1 %: bajó 3,2 de 6,8 puntos por bajar."),
        ("54.9", "42.3", "75", "Avance 38,5 %: subió 12,6 de 32,7 puntos por subir."),
        ("15", "14.8", "8", "! Está peor que la línea base (14,8 %): avance 0 %."),
        ("40", "42.3", "75", "! Está peor que la línea base (42,3 %): avance 0 %."),
        ("14.8", "14.8", "8", "Sigue en la línea base (14,8 %): avance 0 %."),
        ("8", "14.8", "8", "Llegó a la meta de 8 %: avance 100 %."),
        ("7", "14.8", "8", "Pasó la meta de 8 %: avance 100 %."),
        ("95", "90", "90", "Se mantiene la meta de 90 %: avance 100 %."),
        ("85", "90", "90", "! No se mantuvo la meta de 90 %: avance 0 %."),
        (None, "14.8", "8", "Sin valor en este corte."),
        ("9", None, "8", "No se puede contar el avance: falta la línea base del indicador."),
        ("9", None, None, "No se puede contar el avance: faltan la línea base y el valor de la meta del indicador."),
    ],
)
def test_the_avance_is_told_by_the_way_gone(
    value: str | None, baseline: str | None, target: str | None, words: str
) -> None:
    assert told(value, baseline, target) == words


def test_what_is_counted_in_things_is_told_in_things() -> None:
    assert told("3", "1", "6", unit="sedes") == "Avance 40 %: subió 2 de 5 sedes por subir."
    assert told("3", "1", "6", unit="") == "Avance 40 %: subió 2 de 5 por subir."


def test_a_year_has_its_own_target() -> None:
    indicator = make(
        Indicator, id="i1", baseline=Decimal(40), target=Decimal(80), unit="%",
        targets=(YearTarget(year=2026, value=Decimal(60)),),
    )  # fmt: skip
    plan = make_plan(CUT, indicator, make(IndicatorMeasure, checkpoint="c1", indicator="i1", value=Decimal(50)))
    words = reading_in_words(indicator, reading_at(plan, indicator, CUT))
    assert words.startswith("Avance 50\N{NO-BREAK SPACE}%")
    assert "10 de 20" in words


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "value"),
    [
        ("%", "36", "50", "72"), ("%", "2", "3", "66.7"), ("sedes", "5", "2", "2.5"), ("%", "1", "0", None),
        ("%", None, "50", None), ("%", "5", None, None), (" % ", "1", "8", "12.5"),
    ],
)  # fmt: skip
def test_a_count_proposes_its_value(
    unit: str, numerator: str | None, denominator: str | None, value: str | None
) -> None:
    measure = make(
        IndicatorMeasure,
        numerator=None if numerator is None else Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
    )
    assert proposed_value(make(Indicator, unit=unit), measure) == (None if value is None else Decimal(value))
