"""Rows as high as their texts need: offices do not grow merged rows, nor any row before a file is opened."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pmi_desktop.official.annex import LongText
from pmi_desktop.official.filling import SheetFilling, Write
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.heights import MAX_HEIGHT, TextMeasure
from pmi_desktop.official.workbook.refs import Area, cell_name
from pmi_desktop.official.workbook.sheet import Sheet

_SLACK = 0.5
"""Points: heights that differ less are the same."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with the rows it lies over and the points it needs."""

    write: Write
    rows: Area
    needed: float


def fit_rows(book: Workbook, sheet: Sheet, filled: SheetFilling, measure: TextMeasure) -> list[LongText]:
    """Raise the rows of a sheet to what was written on them; gives the texts that no row can show whole."""
    texts = list(_measured(book, sheet, filled, measure))
    heights: dict[int, float] = defaultdict(float)
    for one in texts:
        # Over several rows a text still begins in the first: a page that ends below it must not cut it.
        heights[one.rows.top] = max(heights[one.rows.top], one.needed)
    for row, needed in heights.items():
        _raise(sheet, row, needed)
    long = [one for one in texts if not _fits(sheet, one)]
    for one in long:
        # What is cut off must be its end, not its beginning.
        place = one.write.row, one.write.column
        sheet.set_style(place, book.styles.derive(sheet.style_index(place), vertical="top"))
    return [_long(sheet, one) for one in long]


def _measured(book: Workbook, sheet: Sheet, filled: SheetFilling, measure: TextMeasure) -> Iterator[_Text]:
    for one in filled.writes:
        if not isinstance(one.value, str):
            continue
        place = one.row, one.column
        _wrap_if_needed(book, sheet, place, one.value, measure)
        rows = sheet.merge_of(place) or Area(one.row, one.column, one.row, one.column)
        yield _Text(one, rows, measure.cell_height(sheet, place, one.value))


def _wrap_if_needed(book: Workbook, sheet: Sheet, place: tuple[int, int], text: str, measure: TextMeasure) -> None:
    """A text wider than a cell that does not wrap would be cut off by its neighbour: let it wrap."""
    style = sheet.style(place)
    if style.wrap or style.rotation:
        return
    if "\n" in text or measure.lines(text, style.font, measure.cell_pixels(sheet, place)) > 1:
        sheet.set_style(place, book.styles.derive(sheet.style_index(place), wrap=True))


def _raise(sheet: Sheet, row: int, needed: float) -> None:
    if needed > sheet.row_height(row) + _SLACK:
        sheet.set_row_height(row, min(needed, MAX_HEIGHT))


def _fits(sheet: Sheet, text: _Text) -> bool:
    """Whether the text is shown whole; if its first row is not enough the next ones are raised."""
    rows = range(text.rows.top, text.rows.bottom + 1)
    missing = text.needed - sum(sheet.row_height(row) for row in rows)
    for row in rows:
        if missing <= _SLACK:
            return True
        before = sheet.row_height(row)
        _raise(sheet, row, min(before + missing, MAX_HEIGHT))
        missing -= sheet.row_height(row) - before
    return missing <= _SLACK


def _long(sheet: Sheet, text: _Text) -> LongText:
    value = text.write.value
    assert isinstance(value, str)
    return LongText(sheet.name, cell_name(text.write.row, text.write.column), text.write.label, value)
