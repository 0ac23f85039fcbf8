"""What a file says where the form has no field: typed beside, below or on sheets of one's own."""

from collections.abc import Iterator, Sequence

from pmi_desktop.official.reading.alignment import RowMap, Words
from pmi_desktop.official.reading.pages import Page
from pmi_desktop.official.reading.understood import Note, Spot, Why
from pmi_desktop.official.workbook.values import CellError

MOST = 200
"""Notes of one sheet; the rest would not be read."""


def unread(page: Page, printed: Words, maps: Sequence[RowMap], seen: set[tuple[int, int]]) -> Iterator[Note]:
    """Each cell of a page that is neither printed by the form nor bound to a field; formulas are figures."""
    known = _printed_here(printed, maps)
    formulas = page.sheet.formulas()
    count = 0
    for row, column in page.places():
        if (row, column) in seen or (row, column) in formulas:
            continue
        cell = page.cell(row, column)
        words = page.words.get(row, {}).get(column)
        if (cell.row, cell.column) != (row, column) or cell.blank or isinstance(cell.value, CellError) or not words:
            continue
        if (column, words) in known.get(row, ()):
            continue
        count += 1
        if count > MOST:
            return
        yield Note(cell.spot, "", cell.text, Why.NOT_BOUND)


def _printed_here(printed: Words, maps: Sequence[RowMap]) -> dict[int, set[tuple[int, str]]]:
    """What the template prints, by the rows in which it lies here."""
    found: dict[int, set[tuple[int, str]]] = {}
    for one in maps:
        for row, cells in printed.items():
            for here in {one.above(row), one.below(row)}:
                found.setdefault(here, set()).update(cells.items())
    return found


def whole_sheet(page: Page) -> Iterator[Note]:
    """A sheet that the form does not know, if it says anything."""
    if page.rows:
        yield Note(Spot(page.name), "", "", Why.SHEET_NOT_BOUND)
