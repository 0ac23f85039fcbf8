"""The sheet «Textos completos»: what no row of the form can show whole, so that nothing is cut off in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmi_desktop.official.definitions import Annex, Form
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.heights import TextMeasure
from pmi_desktop.official.workbook.refs import column_number
from pmi_desktop.official.workbook.sheet import Sheet

TITLE = "Textos completos"
_HEADS = ("Hoja y celda", "Qué es", "Texto")
_WIDTHS = (18.0, 20.0, 52.0)
_PIECE, _BREAKS = 1_200, 20
"""Characters and line breaks that surely fit one row of the annex."""


@dataclass(frozen=True, slots=True)
class LongText:
    """A text with the place where it stands whole but cannot be seen whole; no ``cell`` when it stands nowhere."""

    sheet: str
    cell: str
    label: str
    text: str


def write_annex(form: Form, book: Workbook, texts: Sequence[LongText], measure: TextMeasure) -> None:
    """Write the texts on the form's own sheet for them, or on one added at the end; without texts, no such sheet."""
    annex = form.annex
    if not texts:
        if annex is not None:
            book.remove_sheet(annex.sheet)
        return
    sheet, annex = (_added(book), Annex(sheet=TITLE, first=2)) if annex is None else (book.sheet(annex.sheet), annex)
    lines = [line for text in texts for line in _lines(text)]
    if len(lines) > 1:
        sheet.insert_rows(annex.first, len(lines) - 1)
    columns = [column_number(letters) for letters in (annex.where, annex.label, annex.text)]
    for row, line in enumerate(lines, start=annex.first):
        needed = 0.0
        for column, text in zip(columns, line, strict=True):
            if text:
                sheet.set_text((row, column), text)
                needed = max(needed, measure.cell_height(sheet, (row, column), text))
        sheet.set_row_height(row, max(needed, sheet.row_height(row)))


def _added(book: Workbook) -> Sheet:
    """A plain sheet, for templates that are not ours."""
    name, number = TITLE, 1
    while name.casefold() in {other.casefold() for other in book.sheet_names}:
        number += 1
        name = f"{TITLE} ({number})"
    sheet = book.add_sheet(name)
    plain = book.styles.derive(0, wrap=True, vertical="top")
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True), start=1):
        sheet.set_column_width(column, width)
        sheet.set_text((1, column), head)
        sheet.set_style((1, column), book.styles.derive(plain, bold=True))
        sheet.set_style((2, column), plain)
    return sheet


def _lines(text: LongText) -> Iterator[tuple[str, str, str]]:
    """A text over as many rows as it takes; the first one says where it belongs."""
    where = f"{text.sheet}, {text.cell}" if text.cell else text.sheet
    for number, piece in enumerate(_pieces(text.text)):
        yield (where, text.label, piece) if number == 0 else ("", "", piece)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces, parted where a blank or a line break is near; joined they are the text again."""
    start = 0
    while len(text) - start > _PIECE or text.count("\n", start) > _BREAKS:
        window = text[start : start + _PIECE]
        breaks = [index for index, letter in enumerate(window) if letter == "\n"]
        if len(breaks) > _BREAKS:
            end = breaks[_BREAKS] + 1
        else:
            end = max(window.rfind(" "), breaks[-1] if breaks else -1) + 1
            end = end if end > _PIECE // 2 else len(window)
        yield text[start : start + end]
        start += end
    yield text[start:]
