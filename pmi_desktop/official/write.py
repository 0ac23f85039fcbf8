"""A filling into a workbook: rows drawn, values written, heights set, long texts repeated whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from pmi_desktop.official.annex import LongText, write_annex
from pmi_desktop.official.definitions import BadForm, Form
from pmi_desktop.official.filling import Filling, SheetFilling, Write
from pmi_desktop.official.heights import fit_rows
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.errors import NoSuchSheet
from pmi_desktop.official.workbook.heights import TextMeasure
from pmi_desktop.official.workbook.refs import Area
from pmi_desktop.official.workbook.sheet import Sheet

Results = Mapping[tuple[int, int], Decimal | str]
"""What formulas come to, by row and column."""


@dataclass(frozen=True, slots=True)
class Written:
    """A filled workbook, and the texts that it repeats apart because no row can show them whole."""

    data: bytes
    apart: tuple[LongText, ...]


def write(form: Form, filling: Filling, template: bytes, fonts: Path) -> Written:
    """The filled workbook. Raises :class:`BadForm` for a sheet that is not there, and the workbook's own problems."""
    book = Workbook.open(template)
    _copy_sheets(form, book, filling.sheets)
    for filled in filling.sheets:
        _split_merges(book.sheet(filled.title), filled)
    book.change_rows({sheet.title: sheet.repeats for sheet in filling.sheets})
    book.change_rows({sheet.title: sheet.insertions for sheet in filling.sheets})
    measure = TextMeasure(fonts)
    long: list[LongText] = []
    results: list[tuple[Sheet, Results]] = []
    for filled in filling.sheets:
        sheet = book.sheet(filled.title)
        _merge(sheet, filled.merges)
        results.append((sheet, _write_values(sheet, filled.writes)))
        long += fit_rows(book, sheet, filled, measure)
    long += [LongText(one.sheet, "", one.label, one.text) for one in filling.unplaced]
    write_annex(form, book, long, measure)
    # Last of all: whatever is written makes every result in the workbook doubtful.
    for sheet, known in results:
        for place, value in known.items():
            sheet.set_result(place, value)
    return Written(book.save(), tuple(long))


def _copy_sheets(form: Form, book: Workbook, sheets: Sequence[SheetFilling]) -> None:
    """Each sheet under its title, those that repeat in their order."""
    for source, group in groupby(sheets, key=lambda sheet: sheet.source):
        try:
            book.sheet(source)
        except NoSuchSheet as problem:
            raise BadForm(form=form.id, place=source, reason="sheet") from problem
        titles = [sheet.title for sheet in group]
        # A copy comes right of the sheet it is made of: the last one first.
        for title in reversed(titles[1:]):
            book.copy_sheet(source, title)
        if titles[0] != source:
            book.rename_sheet(source, titles[0])


def _split_merges(sheet: Sheet, filled: SheetFilling) -> None:
    """Where levels were drawn merged over some rows, leave only what is merged within each row."""
    for first, last in filled.nested:
        for area in sheet.merges:
            if area.top != area.bottom and first <= area.top and area.bottom <= last:
                sheet.unmerge(area)
                for row in range(area.top, area.bottom + 1):
                    sheet.merge(Area(row, area.left, row, area.right))


def _merge(sheet: Sheet, merges: Iterable[Area]) -> None:
    """Merge cells of one value over its rows, with the columns that each row's cell is already merged over."""
    for area in merges:
        drawn = sheet.merge_of((area.top, area.left))
        whole = Area(area.top, area.left, area.bottom, drawn.right if drawn else area.right)
        sheet.unmerge(whole)
        sheet.merge(whole)


def _write_values(sheet: Sheet, writes: Iterable[Write]) -> Results:
    """Write all values; gives those of cells that compute them by a formula, which stays."""
    formulas = sheet.formulas()
    results: dict[tuple[int, int], Decimal | str] = {}
    for one in writes:
        place = one.row, one.column
        if place in formulas:
            results[place] = one.value if isinstance(one.value, str) else Decimal(str(one.value))
            continue
        if one.like is not None:
            sheet.set_style(place, sheet.style_index(one.like))
        _put(sheet, place, one)
    return results


def _put(sheet: Sheet, place: tuple[int, int], one: Write) -> None:
    match one.value:
        case bool():
            sheet.set_bool(place, one.value)
        case int() | Decimal():
            sheet.set_number(place, one.value)
        case date():
            sheet.set_date(place, one.value)
        case str():
            sheet.set_text(place, one.value)
