"""Whether a form's bindings make sense by themselves, before any template or plan is there."""

import re
from collections.abc import Iterable, Sequence

from pmi_desktop.official.definitions import FORM_FILE, BadForm, Block, Form, Sheet, Slot, Table
from pmi_desktop.official.sources import source_of
from pmi_desktop.official.values import UnknownPath, path_of

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_MONTHS = 12


def check_form(form: Form) -> None:
    """Raise :class:`BadForm` for a path or source that nobody knows, a place that is none, rows claimed twice."""
    for sheet in form.sheets:
        try:
            _check_sheet(sheet)
        except _Unsound as problem:
            raise BadForm(form=form.id, place=sheet.name, reason=problem.reason, detail=problem.detail) from problem
    if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", form.id) is None:
        raise BadForm(form=form.id, place=FORM_FILE, reason="shape", detail="id")


class _Unsound(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def _check_sheet(sheet: Sheet) -> None:
    if sheet.rows:
        _check_rows(sheet.rows)
        _check_paths(Slot(text=sheet.title))
    _check_part(sheet)
    for block in sheet.blocks:
        _check_rows(block.rows)
        _check_part(block)
    blocks = [(block.first, block.last) for block in sheet.blocks]
    _check_spans([*blocks, *((table.first, table.last) for table in sheet.tables)])
    for block in sheet.blocks:
        _check_spans([(table.first, table.last) for table in block.tables])


def _check_part(part: Sheet | Block) -> None:
    _check_slots(part.cells, _CELL)
    for table in part.tables:
        _check_table(table)
    for keyed in part.keyed:
        _check_source(keyed.rows, keyed.slots)


def _check_table(table: Table) -> None:
    for level in table.levels:
        _check_source(level.rows, level.slots)
    for rows in table.lists:
        _check_source(rows.rows, rows.slots)


def _check_source(rows: str, slots: Iterable[Slot]) -> None:
    _check_rows(rows)
    _check_slots(slots, _COLUMN)


def _check_slots(slots: Iterable[Slot], place: re.Pattern[str]) -> None:
    for slot in slots:
        _check_paths(slot)
        wrong = [one for one in slot.places() if not place.fullmatch(one)]
        if wrong or not slot.places() or len(slot.months) not in (0, _MONTHS):
            raise _Unsound("shape", wrong[0] if wrong else slot.field or slot.text)


def _check_paths(slot: Slot) -> None:
    if not slot.months and not slot.paths():
        raise _Unsound("path", slot.text)
    for path in slot.paths():
        try:
            path_of(path)
        except UnknownPath as problem:
            raise _Unsound("path", path) from problem


def _check_rows(name: str) -> None:
    if source_of(name) is None:
        raise _Unsound("rows", name)


def _check_spans(spans: Sequence[tuple[int, int]]) -> None:
    """Tables may lie side by side in the very same rows, but not in some of each other's."""
    for index, (first, last) in enumerate(spans):
        if first > last:
            raise _Unsound("overlap", f"{first}-{last}")
        for other in spans[:index]:
            if (first, last) != other and first <= other[1] and other[0] <= last:
                raise _Unsound("overlap", f"{first}-{last}")
