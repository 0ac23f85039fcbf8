"""Which rows of a foreign table are there to be filled."""

import re

from pmi_desktop.official.adopting.columns import Columns
from pmi_desktop.official.adopting.surface import MOST_ROWS, Surface
from pmi_desktop.official.folding import fold
from pmi_desktop.official.workbook.refs import column_number

_FOOT = re.compile(
    r"^(?:sub ?total|total|suma|promedio|firma|firmas|elabor\w*|revis\w*|aprob\w*|observacion|observaciones|nota|notas"
    r"|vo bo|nombre y firma|cordialmente|convenciones)\b"
)


def drawn_rows(columns: Columns, surface: Surface, *, filled: bool) -> tuple[int, int] | None:
    """The first and last row below a head that are drawn alike, blank or (``filled``) with data; ``None`` if none."""
    first = columns.head.bottom + 1
    if not _is_row(columns, surface, first, first, filled=filled):
        return None
    texts = [surface.blank(first, column) for column in _columns(columns)]
    if filled and not all(texts) and sum(texts) * 2 > len(texts):
        return None  # words printed before blank cells are no data
    undrawn = not any(surface.drawn(first, column) for column in _columns(columns))
    last = first
    while last + 1 < first + MOST_ROWS and _is_row(columns, surface, last + 1, first, filled=filled):
        if undrawn and _empty(columns, surface, last + 1):
            break
        last += 1
    while last > first and undrawn and _empty(columns, surface, last):
        last -= 1
    return first, last


def _columns(columns: Columns) -> list[int]:
    return sorted({column_number(place) for slot, _ in columns.slots for place in slot.places()})


def _span(columns: Columns) -> range:
    return range(columns.head.left, columns.head.right + 1)


def _empty(columns: Columns, surface: Surface, row: int) -> bool:
    return all(surface.blank(row, column) for column in _span(columns))


def _is_row(columns: Columns, surface: Surface, row: int, first: int, *, filled: bool) -> bool:
    """Whether a row is drawn like the first one and holds nothing that a form prints."""
    bound = _columns(columns)
    number = {column_number(str(slot.at)) for slot, _ in columns.slots if slot.field == "row.number"}
    if any(surface.is_taken(surface.area(row, column)) for column in bound):
        return False
    if any(surface.formula(row, column) for column in bound):
        return False
    if not _alike(columns, surface, row, first):
        return False
    texts = {column: surface.text(row, column) for column in _span(columns) if not surface.blank(row, column)}
    if not filled:
        # Numbers printed before the rows, and figures worked out beside them, belong to a blank row.
        return all(_is_number(columns, column, text, row - first) or surface.formula(row, column) for column, text in
                   texts.items() if column not in number)  # fmt: skip
    return not any(_FOOT.match(fold(text)) for text in texts.values()) and not _bold_alone(surface, texts, row)


def _is_number(columns: Columns, column: int, text: str, index: int) -> bool:
    return column == columns.head.left and text.rstrip(".") == str(index + 1)


def _bold_alone(surface: Surface, texts: dict[int, str], row: int) -> bool:
    """A heading of its own between rows of data."""
    return len(texts) == 1 and all(surface.bold(row, column) for column in texts)


def _alike(columns: Columns, surface: Surface, row: int, first: int) -> bool:
    for column in _columns(columns):
        area, model = surface.area(row, column), surface.area(first, column)
        if (area.left, area.right) != (model.left, model.right):
            return False
        if surface.drawn(row, column) != surface.drawn(first, column):
            return False
        if surface.bold(row, column) != surface.bold(first, column) or surface.locked(row, column) != surface.locked(
            first, column
        ):
            return False
    return True
