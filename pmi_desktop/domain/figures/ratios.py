"""Exact quotients, rounded once, at the end.

Decimals of 28 digits turn a third of a third into something just below it, and a half that should go up then goes
down; so sums and means are kept as fractions until they are shown.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction

HUNDRED = 100


def halves_up(value: Fraction, places: int) -> Decimal:
    """A fraction as a decimal of that many places; halves go away from zero, as in a spreadsheet."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of those that are there; ``None`` when none is."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def mean_level(levels: Collection[int]) -> Decimal | None:
    """The mean of ratings, two decimals; ``None`` without ratings."""
    return halves_up(Fraction(sum(levels), len(levels)), 2) if levels else None
