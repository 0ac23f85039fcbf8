"""What the receipt and LEEME.txt say about a package, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmi_desktop.domain.numbers import show_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Whose package it is and what it hands in, in the words that are printed.

    ``moment`` is a sentence without point («Seguimiento al Plan de Mejoramiento, corte 1»), ``left_out`` the names of
    attached files that do not go, ``withheld`` whether contacts stayed at the school.
    """

    school: str
    dane_code: str
    municipality: str
    years: str
    moment: str
    version: int
    made_on: date
    draft: bool
    withheld: bool
    left_out: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file, or several under one name, and what it is; ``size`` in bytes where it is told."""

    name: str
    what: str
    size: int = 0


def show_size(size: int) -> str:
    """Bytes in words as file managers in Spanish say them: ``312 kB``, ``1,4 MB``."""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    unit, divisor = ("kB", 1000) if size < 10**6 else ("MB", 10**6) if size < 10**9 else ("GB", 10**9)
    number = Decimal(size) / divisor
    places = 0 if number >= 10 or unit == "kB" else 1
    return f"{show_number(number, places)}\N{NO-BREAK SPACE}{unit}"
