"""A foreign sheet as a person sees it: what is printed, what could be typed into, what lies beside and below."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pmi_desktop.official.reading.pages import Page
from pmi_desktop.official.workbook.refs import Area, cell_name
from pmi_desktop.official.workbook.sheet import Sheet

MOST_ROWS, MOST_COLUMNS = 3_000, 120
"""Of a form; what lies farther out is none of its labels."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A text of the sheet with the cells it covers."""

    text: str
    area: Area

    @property
    def cell(self) -> str:
        """Its top-left cell."""
        return cell_name(self.area.top, self.area.left)


class Surface:
    """One sheet; ``taken`` are cells that already belong to something."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page = Page(sheet)
        self.name = sheet.name
        self.taken: set[tuple[int, int]] = set()
        self._formulas = sheet.formulas()

    @cached_property
    def texts(self) -> list[Printed]:
        """Every text in reading order."""
        return [
            Printed(value, self.area(row, column))
            for row, column in self.page.places()
            if row <= MOST_ROWS
            and column <= MOST_COLUMNS
            and isinstance(value := self.page.cell(row, column).value, str)
            and (row, column) == (self.page.cell(row, column).row, self.page.cell(row, column).column)
            and (row, column) not in self._formulas
            and value.strip()
        ]

    @cached_property
    def right_edge(self) -> int:
        """The last column in which anything is printed or merged."""
        edges = [printed.area.right for printed in self.texts] + [merged.right for merged in self.sheet.merges]
        return min(max(edges, default=1), MOST_COLUMNS)

    def area(self, row: int, column: int) -> Area:
        """The merged range of a cell, or the cell."""
        return self.sheet.merge_of((row, column)) or Area(row, column, row, column)

    def text(self, row: int, column: int) -> str:
        """The text at a cell, numbers as text; nothing for blanks."""
        return self.page.cell(row, column).text.strip()

    def blank(self, row: int, column: int) -> bool:
        """Whether nothing is printed there, not even by a formula."""
        area = self.area(row, column)
        return self.page.cell(row, column).blank and (area.top, area.left) not in self._formulas

    def formula(self, row: int, column: int) -> bool:
        """Whether the cell computes its value."""
        area = self.area(row, column)
        return (area.top, area.left) in self._formulas

    def locked(self, row: int, column: int) -> bool:
        """Whether nobody could type there."""
        return self.sheet.locked((row, column))

    def look(self, row: int, column: int) -> int:
        """The number of a cell's style; 0 for one that nobody drew."""
        return self.sheet.style_index((row, column))

    def drawn(self, row: int, column: int) -> bool:
        """Whether somebody gave the cell looks, merged it or lets it choose from a list."""
        return self.look(row, column) != 0 or not self.area(row, column).single or self.ruled(row, column)

    def ruled(self, row: int, column: int) -> bool:
        """Whether the cell has a rule for what may be typed."""
        area = self.area(row, column)
        return any(rule.holds(area.top, area.left) for rule in self.sheet.validations)

    def bold(self, row: int, column: int) -> bool:
        """Whether it is written in bold."""
        return self.sheet.style((row, column)).font.bold

    def is_taken(self, area: Area) -> bool:
        """Whether any of an area belongs to something already."""
        return any(place in self.taken for place in cells_of(area))

    def take(self, area: Area) -> None:
        """Say that an area belongs to something."""
        self.taken.update(cells_of(area))


def cells_of(area: Area) -> Iterator[tuple[int, int]]:
    """The cells of an area, as far as a form goes."""
    for row in range(area.top, min(area.bottom, area.top + MOST_ROWS) + 1):
        for column in range(area.left, min(area.right, area.left + MOST_COLUMNS) + 1):
            yield row, column
