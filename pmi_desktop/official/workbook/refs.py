"""Cell references: ``B5``, ``B5:C7``, and lists of them; rows and columns count from 1."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pmi_desktop.official.workbook.errors import BadReference

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

Ref: TypeAlias = str | tuple[int, int]
"""A cell, as ``"B5"`` or as ``(5, 2)``: row, column."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,6})?")


class Area(NamedTuple):
    """A rectangle of cells, corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = cell_name(self.top, self.left)
        return first if self.single else f"{first}:{cell_name(self.bottom, self.right)}"

    @property
    def single(self) -> bool:
        """Whether it is just one cell."""
        return self.top == self.bottom and self.left == self.right

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: "Area") -> bool:
        """Whether both share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """``AB`` → 28; raises :class:`BadReference` beyond the last column of a sheet."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MAX_COLUMN:
        raise BadReference(ref=letters)
    return number


@lru_cache(maxsize=4096)
def column_letters(number: int) -> str:
    """28 → ``AB``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """``(5, 2)`` → ``B5``."""
    return f"{column_letters(column)}{row}"


def cell(ref: Ref) -> tuple[int, int]:
    """The row and column of a cell; raises :class:`BadReference`."""
    if isinstance(ref, tuple):
        row, column = ref
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise BadReference(ref=str(ref))
        return ref
    match = _CELL.fullmatch(ref)
    if match is None or int(match[2]) > MAX_ROW:
        raise BadReference(ref=ref)
    return int(match[2]), column_number(match[1])


def area(ref: str) -> Area:
    """The rectangle of ``B5``, ``B5:C7``, ``B:C`` or ``5:7``; raises :class:`BadReference`."""
    first, colon, second = ref.partition(":")
    start, end = _CORNER.fullmatch(first), _CORNER.fullmatch(second if colon else first)
    if start is None or end is None or not any(start.groups()) or not any(end.groups()):
        raise BadReference(ref=ref)
    if not colon and not all(start.groups()):
        raise BadReference(ref=ref)
    rows = [int(start[2] or 1), int(end[2] or MAX_ROW)]
    columns = [column_number(start[1] or "A"), column_number(end[1] or "XFD")]
    if max(rows) > MAX_ROW:
        raise BadReference(ref=ref)
    return Area(min(rows), min(columns), max(rows), max(columns))


def areas(refs: str) -> list[Area]:
    """The rectangles of a list separated by blanks (``sqref``); raises :class:`BadReference`."""
    return [area(ref) for ref in refs.split()]


def join(found: Iterable[Area]) -> str:
    """The list separated by blanks."""
    return " ".join(map(str, found))


def as_area(where: str | Area) -> Area:
    """A range given in either way."""
    return area(where) if isinstance(where, str) else where


def shown(ref: Ref) -> str:
    """A cell as people name it."""
    return ref if isinstance(ref, str) else cell_name(*ref)
