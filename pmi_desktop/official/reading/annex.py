"""The sheet «Textos completos» read back: texts that a cell shows cut, components that the form prints no row for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmi_desktop.official.annex import TITLE
from pmi_desktop.official.definitions import Annex, Form
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.pages import Page
from pmi_desktop.official.workbook.refs import column_number

_WHERE = re.compile(r"(.+), ([A-Z]{1,3}[0-9]{1,7})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A text with the place it belongs to; no ``cell`` when it stands nowhere else, and ``label`` says what it is."""

    sheet: str
    cell: str
    label: str
    text: str
    row: int


def annex_page(form: Form, pages: list[Page]) -> tuple[Page, Annex] | None:
    """The sheet of texts of a file, if it has one."""
    for page in pages:
        if form.annex is not None and page.name.casefold() == form.annex.sheet.casefold():
            return page, form.annex
    for page in pages:
        if form.annex is None and page.name.startswith(TITLE) and "hoja y celda" in page.words.get(1, {}).values():
            return page, Annex(sheet=page.name, first=2)
    return None


def entries(page: Page, annex: Annex) -> Iterator[Entry]:
    """The texts, those over several rows put together again."""
    where, label, text = (column_number(letters) for letters in (annex.where, annex.label, annex.text))
    current: Entry | None = None
    for row in page.within(annex.first, page.last):
        piece = page.cell(row, text).text
        place = page.cell(row, where)
        if place.blank:
            if current is not None:
                current = Entry(current.sheet, current.cell, current.label, current.text + piece, current.row)
            continue
        if current is not None:
            yield current
        found = _WHERE.fullmatch(place.text)
        sheet, cell = (found[1], found[2]) if found else (place.text, "")
        current = Entry(sheet, cell, page.cell(row, label).text, piece, row)
    if current is not None:
        yield current


def said(entry: Entry, labels: dict[str, str]) -> dict[str, str]:
    """The values of an entry that stands nowhere else, by path: ``Nivel: 2`` for each of its lines.

    ``labels`` are the paths by their folded names. A line that begins with none of them goes on with the one before.
    """
    found: dict[str, str] = {}
    last = ""
    for line in entry.text.split("\n"):
        name, colon, value = line.partition(": ")
        path = labels.get(fold(name)) if colon else None
        if path is not None and path not in found:
            found[path], last = value, path
        elif last:
            found[last] += f"\n{line}"
    return found
