"""A sheet of a filled workbook, ready to be looked up: values, merged ranges and the rows that hold anything."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.understood import Spot
from pmi_desktop.official.workbook.refs import MAX_ROW, cell_name
from pmi_desktop.official.workbook.sheet import Sheet
from pmi_desktop.official.workbook.values import Value


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its place; ``row`` is where it begins if it is merged over several. ``percent``: shown with %."""

    value: Value
    spot: Spot
    row: int
    column: int
    percent: bool = False

    @property
    def blank(self) -> bool:
        """Whether a person sees nothing there."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def text(self) -> str:
        """The value in words, to be shown or compared."""
        return "" if self.value is None else str(self.value)


class Page:
    """A sheet read once; what is written later is not seen."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.name = sheet.name
        self._values = {(row, column): value for row, column, value in sheet.cells()}

    @cached_property
    def rows(self) -> list[int]:
        """The rows that hold anything, from top to bottom."""
        return sorted({row for row, _ in self._values})

    @property
    def last(self) -> int:
        """The last of them; 0 for an empty sheet."""
        return self.rows[-1] if self.rows else 0

    def within(self, first: int, last: int) -> list[int]:
        """The rows that hold anything between two, both included."""
        return self.rows[bisect_left(self.rows, first) : bisect_left(self.rows, last + 1)]

    def cell(self, row: int, column: int) -> Cell:
        """A cell; of a merged range its top-left one. Nothing stands in a row that was deleted off the sheet."""
        if not 1 <= row <= MAX_ROW:
            return Cell(None, Spot(self.name, ""), row, column)
        merged = self.sheet.merge_of((row, column))
        if merged is not None:
            row, column = merged.top, merged.left
        value = self._values.get((row, column))
        percent = not isinstance(value, str | None) and "%" in self.sheet.style((row, column)).number_format
        return Cell(value, Spot(self.name, cell_name(row, column)), row, column, percent)

    def places(self) -> list[tuple[int, int]]:
        """Every cell that holds anything, row by row."""
        return sorted(self._values)

    @cached_property
    def words(self) -> dict[int, dict[int, str]]:
        """The folded words of each row by column; cells without words are left out."""
        found: dict[int, dict[int, str]] = {}
        for (row, column), value in self._values.items():
            folded = fold(str(value)) if value is not None else ""
            if folded:
                found.setdefault(row, {})[column] = folded
        return found
