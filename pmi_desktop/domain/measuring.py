"""An indicator at a cut in words, and the value that a count proposes."""

from decimal import Decimal
from fractions import Fraction

from pmi_desktop.domain.figures.progress import Reading
from pmi_desktop.domain.figures.ratios import halves_up
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.numbers import show_number, show_percent, tidy

PERCENT = "%"


def with_unit(number: Decimal | None, unit: str) -> str:
    """``14,8 %``, ``6 sedes``; nothing for no number."""
    if number is None:
        return ""
    return f"{show_number(number)}\N{NO-BREAK SPACE}{unit}" if unit else show_number(number)


def reading_in_words(indicator: Indicator, reading: Reading) -> str:
    """The avance at a cut, with what it is made of: never the value divided by the target."""
    value, baseline, target = reading.value, indicator.baseline, reading.target
    unit = indicator.unit
    if value is None:
        return "Sin valor en este corte."
    if reading.progress is None or baseline is None or target is None:
        missing = [name for name, one in (("la línea base", baseline), ("el valor de la meta", target)) if one is None]
        verb = "falta" if len(missing) == 1 else "faltan"
        return f"No se puede contar el avance: {verb} {' y '.join(missing)} del indicador."
    avance = f"avance {show_percent(reading.progress)}"
    if target == baseline:
        kept = not reading.worse
        return f"{'Se mantiene' if kept else '! No se mantuvo'} la meta de {with_unit(target, unit)}: {avance}."
    if reading.worse:
        return f"! Está peor que la línea base ({with_unit(baseline, unit)}): {avance}."
    if value == baseline:
        return f"Sigue en la línea base ({with_unit(baseline, unit)}): {avance}."
    gone, way = abs(value - baseline), abs(target - baseline)
    if gone >= way:
        passed = "Pasó" if gone > way else "Llegó a"
        return f"{passed} la meta de {with_unit(target, unit)}: {avance}."
    rises = target > baseline
    step = "puntos" if unit == PERCENT else unit
    done, whole = ("subió", "subir") if rises else ("bajó", "bajar")
    return f"{avance[:1].upper()}{avance[1:]}: {done} {show_number(gone)} de {with_unit(way, step)} por {whole}."


def proposed_value(indicator: Indicator, measure: IndicatorMeasure) -> Decimal | None:
    """The value that numerator and denominator give, in percent where the indicator is one; ``None`` without both."""
    if measure.numerator is None or not measure.denominator:
        return None
    share = Fraction(measure.numerator) / Fraction(measure.denominator)
    if indicator.unit.strip() == PERCENT:
        return tidy(halves_up(share * 100, 1))
    return tidy(halves_up(share, 2))
