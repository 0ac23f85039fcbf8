"""Filled forms as another program reads them: openpyxl, not our own engine."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import Block, Form, Sheet, Slot, read_form
from pmi_desktop.official.export import export_xlsx
from pmi_desktop.official.view import Context
from pmi_desktop.paths import bundled
from tests.samples import reference

PMI, FOLLOW_UP, VERIFICATION = "D02.03.F01-V5", "D02.03-V2", "D02.03.F02-V3.0"
FORMS = (PMI, FOLLOW_UP, VERIFICATION)
TODAY = dt.date(2026, 2, 13)


@cache
def shipped(form: str) -> Form:
    """A form of ours."""
    return read_form(bundled("forms", form))


def context(*, contacts: bool = False, known: Reference | None = None) -> Context:
    """What filling is told besides the plan."""
    return Context(known or reference(), TODAY, bundled("resources", "fonts"), contacts)


def export(form: str, plan: Plan, moment: Moment = PLAN) -> bytes:
    """A form of ours filled."""
    return export_xlsx(shipped(form), plan, moment, context())


def read(data: bytes, *, results: bool = False) -> Workbook:
    """The workbook, formulas as formulas or as their results."""
    return _read(data, results)


@lru_cache(maxsize=4)
def _read(data: bytes, results: bool) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=results)


def parts(data: bytes) -> dict[str, bytes]:
    """The members of the zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(data: bytes) -> list[str]:
    """Every text of every sheet."""
    return [
        cell.value
        for sheet in read(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]


def column(sheet: Worksheet, letter: str) -> list[object]:
    """What a column holds, blanks left out."""
    return [cell.value for cell in sheet[letter] if cell.value is not None]


def row_of(sheet: Worksheet, letter: str, value: object) -> int:
    """The first row in which a column holds a value."""
    for cell in sheet[letter]:
        if cell.value == value:
            return int(cell.row)
    raise AssertionError(f"no {value!r} in {sheet.title}!{letter}")


def sheet_of(form: Form, name: str) -> Sheet:
    """The bindings of a sheet."""
    return next(sheet for sheet in form.sheets if sheet.name == name)


def slots_of(sheet: Sheet) -> Iterator[Slot]:
    """All slots of a sheet, wherever they are."""
    bound: tuple[Sheet | Block, ...] = (sheet, *sheet.blocks)
    for part in bound:
        yield from part.cells
        for table in part.tables:
            for level in table.levels:
                yield from level.slots
            for rows in table.lists:
                yield from rows.slots
        for keyed in part.keyed:
            yield from keyed.slots


def tidy(value: object) -> object:
    """Numbers as decimals, so that 75 and 75.0 are the same."""
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
