"""The rows and cells of a sheet's XML, found by number and kept in order."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

from lxml import etree

from pmi_desktop.official.workbook.errors import DamagedWorkbook
from pmi_desktop.official.workbook.refs import MAX_COLUMN, MAX_ROW, cell_name, column_number
from pmi_desktop.official.workbook.xml import MAIN, drop, elements, number

ROW = f"{{{MAIN}}}row"
CELL = f"{{{MAIN}}}c"
_UNNUMBERED = etree.XPath("m:row/m:c[not(@r)][1]", namespaces={"m": MAIN})
_LETTERS = re.compile(r"[A-Za-z]{1,3}")


class Grid:
    """Index over ``sheetData``; rows and cells without a number get the one that their place means."""

    def __init__(self, root: etree._Element, part: str) -> None:
        data = root.find(f"{{{MAIN}}}sheetData")
        if data is None:
            raise DamagedWorkbook(reason="missing", part=part)
        self._data = data
        self._part = part
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[int, dict[int, etree._Element]] = {}
        last = 0
        for row in data.iterchildren(ROW):
            here = number(row.get("r"), last + 1)
            if here <= last or here > MAX_ROW:
                raise DamagedWorkbook(reason="order", part=part)
            if row.get("r") is None:
                row.set("r", str(here))
            self._rows[here] = row
            last = here
        self._numbers = list(self._rows)

    def numbers(self) -> list[int]:
        """The rows that exist, from top to bottom."""
        return list(self._numbers)

    def number_cells(self) -> None:
        """Give each cell that has none the number that its place means."""
        if elements(_UNNUMBERED, self._data):
            for row in self._numbers:
                self.cells(row)

    def row(self, row: int) -> etree._Element | None:
        """The element of a row, None if the sheet has none."""
        return self._rows.get(row)

    def last_row(self, row: int) -> etree._Element | None:
        """The element of that row or of the nearest one above it."""
        place = bisect_right(self._numbers, row)
        return self._rows[self._numbers[place - 1]] if place else None

    def cells(self, row: int) -> dict[int, etree._Element]:
        """The cells of a row by column, from left to right."""
        found = self._cells.get(row)
        if found is None:
            element = self._rows.get(row)
            found = self._cells[row] = {} if element is None else self._index(element, row)
        return found

    def cell(self, row: int, column: int) -> etree._Element | None:
        """The element of a cell, None if the sheet has none."""
        return self.cells(row).get(column) if row in self._rows else None

    def __iter__(self) -> Iterator[tuple[int, int, etree._Element]]:
        for row in self._numbers:
            for column, element in self.cells(row).items():
                yield row, column, element

    def need_row(self, row: int) -> etree._Element:
        """The element of a row, made at its place if it is not there."""
        found = self._rows.get(row)
        if found is None:
            found = etree.Element(ROW, r=str(row))
            after = bisect_left(self._numbers, row)
            if after < len(self._numbers):
                self._rows[self._numbers[after]].addprevious(found)
            else:
                self._data.append(found)
            insort(self._numbers, row)
            self._rows[row] = found
        return found

    def need_cell(self, row: int, column: int, style: int) -> etree._Element:
        """The element of a cell; a new one gets ``style``."""
        cells = self.cells(row)
        found = cells.get(column)
        if found is not None:
            return found
        element = self.need_row(row)
        found = etree.Element(CELL, r=cell_name(row, column))
        if style:
            found.set("s", str(style))
        after = next((other for place, other in cells.items() if place > column), None)
        if after is not None:
            after.addprevious(found)
        else:
            element.append(found)
        drop(element, "spans")
        self._cells[row] = dict(sorted({**cells, column: found}.items()))
        return found

    def _index(self, element: etree._Element, row: int) -> dict[int, etree._Element]:
        found: dict[int, etree._Element] = {}
        last = 0
        for cell in element.iterchildren(CELL):
            ref = cell.get("r")
            if ref is None:
                column = last + 1
                cell.set("r", cell_name(row, column))
            else:
                letters = _LETTERS.match(ref)
                column = column_number(letters[0]) if letters else 0
                if ref != cell_name(row, column):
                    raise DamagedWorkbook(reason="reference", part=self._part)
            if column <= last or column > MAX_COLUMN:
                raise DamagedWorkbook(reason="order", part=self._part)
            found[column] = cell
            last = column
        return found
