"""The avance of an indicator: how much of the way from its baseline to its target was gone."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.figures.ratios import HUNDRED, halves_up
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator at a cut.

    ``progress`` is the avance from 0 to 100 with one decimal, ``None`` without value, baseline or target. ``worse``
    says that the value is on the wrong side of the baseline, where the avance is 0 and does not tell.
    """

    checkpoint: Checkpoint
    value: Decimal | None
    target: Decimal | None
    progress: Decimal | None
    worse: bool = False


def readings_of(plan: Plan, indicator: Indicator) -> tuple[Reading, ...]:
    """The indicator at every cut of the plan, in list order."""
    return tuple(reading_at(plan, indicator, cut) for cut in plan.all(Checkpoint))


def reading_at(plan: Plan, indicator: Indicator, cut: Checkpoint) -> Reading:
    """The indicator at one cut."""
    measure = plan.get(IndicatorMeasure, f"{cut.id}/{indicator.id}")
    value = measure.value if measure else None
    target = target_in(indicator, cut.date.year if cut.date else None)
    share = _share(indicator, target, value)
    if share is None:
        return Reading(cut, value, target, None)
    return Reading(cut, value, target, _avance(share), share < 0)


def target_in(indicator: Indicator, year: int | None) -> Decimal | None:
    """That year's own target, else the one for the whole plan; a cut without date (``None``) has no year of its own."""
    if year is not None:
        for own in indicator.targets:
            if own.year == year and own.value is not None:
                return own.value
    return indicator.target


def targets_of(indicator: Indicator) -> tuple[Decimal, ...]:
    """Every target written: the one for the whole plan and those of single years."""
    single = [one.value for one in indicator.targets if one.value is not None]
    return (*single, *(() if indicator.target is None else (indicator.target,)))


def _share(indicator: Indicator, target: Decimal | None, value: Decimal | None) -> Fraction | None:
    """The part of the way that was gone, beyond 1 when passed, negative when worse than the baseline."""
    baseline = indicator.baseline
    if value is None or baseline is None or target is None:
        return None
    if target != baseline:
        return Fraction(value - baseline) / Fraction(target - baseline)
    ahead = value - target if indicator.direction == "up" else target - value if indicator.direction == "down" else None
    kept = value == target if ahead is None else ahead >= 0
    return Fraction(1 if kept else -1)


def counted_in_words(indicator: Indicator, value: Decimal | None = None) -> str:
    """How the avance is counted, for the page of goals: with ``value``, or half-way when none was measured yet.

    Nothing while baseline or target is missing.
    """
    targets = targets_of(indicator)
    if indicator.baseline is None or not targets:
        return ""
    baseline, target = indicator.baseline, targets[-1]
    unit = f"\N{NO-BREAK SPACE}{indicator.unit}" if indicator.unit else ""

    def shown(number: Decimal) -> str:
        return f"{show_number(number)}{unit}"

    if baseline == target:
        side = {"up": " o más", "down": " o menos"}.get(indicator.direction, "")
        return f"Hoy {shown(baseline)}; la meta es mantener: con {shown(target)}{side} el avance es 100 %; si no, 0 %."
    sample = halves_up((Fraction(baseline) + Fraction(target)) / 2, 2) if value is None else value
    verb = "subir" if target > baseline else "bajar"
    avance = show_number(_avance(_share(indicator, target, sample) or Fraction(0)))
    return f"Hoy {shown(baseline)}; la meta es {verb} a {shown(target)}: con {shown(sample)} el avance es {avance} %."


def _avance(share: Fraction) -> Decimal:
    return halves_up(min(max(share, Fraction(0)), Fraction(1)) * HUNDRED, 1)
