"""Exact quotients, rounded once."""

from fractions import Fraction

import pytest

from pmi_desktop.domain.figures.ratios import halves_up


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
