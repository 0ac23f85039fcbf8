"""What the receipt and LEEME.txt say about a package, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


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
