"""A binding that a person corrects: another value for a cell or column, or none."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from pmi_desktop.official.adopting.adoption import Adoption, Bound, CannotBind
from pmi_desktop.official.adopting.columns import cell_slot
from pmi_desktop.official.adopting.families import TREE
from pmi_desktop.official.adopting.surface import Surface
from pmi_desktop.official.definitions import BadForm, Block, Form, Keyed, Level, Rows, Sheet, Slot, Table
from pmi_desktop.official.reading.subjects import SOURCE_KINDS
from pmi_desktop.official.soundness import check_form
from pmi_desktop.official.values import UnknownPath, path_of
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.refs import cell, cell_name, column_letters


def rebind(adoption: Adoption, sheet: str, where: str, path: str) -> tuple[Form, tuple[Bound, ...]]:
    """The form and its bindings with ``path`` at a cell of a sheet; in a table's rows it is the column that is bound.

    Raises :class:`CannotBind` and ``BadForm`` when the value makes no sense there.
    """
    form = adoption.form
    try:
        path_of(path) if path else None
    except UnknownPath as problem:
        raise BadForm(form=form.id, place=sheet, reason="path", detail=path) from problem
    row, column = cell(where)
    letters = column_letters(column)
    slot = _slot(adoption, sheet, row, column, path) if path else None
    if all(one.name != sheet for one in form.sheets):
        form = replace(form, sheets=(*form.sheets, Sheet(sheet)))
    sheets = tuple(
        _sheet(one, row, letters, slot) if one.name == sheet else _without_cells(one, path) for one in form.sheets
    )
    changed = replace(form, sheets=sheets)
    check_form(changed)
    return changed, _bound(adoption.bound, sheet, changed, row, letters, path)


def kinds_at(form: Form, sheet: str, row: int) -> frozenset[str]:
    """The kinds of things whose values can stand in a row of a sheet; none where no table is."""
    page = next((one for one in form.sheets if one.name == sheet), None)
    if page is None:
        return frozenset()
    for keyed in page.keyed:
        if row in keyed.keys.values():
            return frozenset({_kind(keyed.rows)})
    tables = (*page.tables, *(table for block in page.blocks for table in block.tables))
    here = [table for table in tables if _holds(table, row)]
    kinds = {_kind(level.rows) for table in here for level in table.levels}
    kinds |= {_kind(rows.rows) for table in here for rows in table.lists}
    return frozenset({*kinds, *TREE, *_OF} if kinds & {*TREE} else kinds)


def _slot(adoption: Adoption, sheet: str, row: int, column: int, path: str) -> Slot:
    """The value in the words of the cell's own drop-down, marked or written; its place is the cell."""
    surface = Surface(Workbook.open(adoption.template).sheet(sheet))
    kinds = kinds_at(adoption.form, sheet, row)
    refused = None
    if surface.formula(row, column):
        refused = "formula"
    elif kinds and path_of(path).head not in kinds:
        refused = "rows"
    at = column_letters(column) if kinds else cell_name(row, column)
    slot, doubt = cell_slot(path, at, surface, row, column)
    if slot is None or refused:
        raise CannotBind(sheet=sheet, cell=cell_name(row, column), why=refused or doubt.value)
    return slot


def _sheet(sheet: Sheet, row: int, letters: str, slot: Slot | None) -> Sheet:
    if any(_holds(table, row) for table in sheet.tables):
        return replace(sheet, tables=tuple(_table(one, row, letters, slot) for one in sheet.tables))
    if any(row in one.keys.values() for one in sheet.keyed):
        return replace(sheet, keyed=tuple(_keyed(one, row, letters, slot) for one in sheet.keyed))
    for block in sheet.blocks:
        if block.first <= row <= block.last:
            return replace(
                sheet, blocks=tuple(_block(one, row, letters, slot) if one is block else one for one in sheet.blocks)
            )
    return replace(sheet, cells=_without(sheet.cells, f"{letters}{row}", slot))


def _holds(table: Table, row: int) -> bool:
    return table.first <= row <= table.last


def _block(block: Block, row: int, letters: str, slot: Slot | None) -> Block:
    if any(_holds(table, row) for table in block.tables):
        return replace(block, tables=tuple(_table(one, row, letters, slot) for one in block.tables))
    return replace(block, cells=_without(block.cells, f"{letters}{row}", slot))


def _without(slots: Sequence[Slot], place: str, slot: Slot | None) -> tuple[Slot, ...]:
    """The slots with this one in the place of what stood there, and of where its value stood before."""
    paths = slot.paths() if slot else ()
    kept = tuple(one for one in slots if place not in one.places() and not set(one.paths()) & set(paths))
    return (*kept, slot) if slot else kept


def _table(table: Table, row: int, letters: str, slot: Slot | None) -> Table:
    if not _holds(table, row):
        return table
    levels = tuple(replace(one, slots=_column(one.slots, letters, slot)) for one in table.levels)
    lists = tuple(replace(one, slots=_column(one.slots, letters, slot)) for one in table.lists)
    if slot is None:
        return replace(table, levels=levels, lists=lists)
    kind = path_of(slot.field).head
    for index, level in enumerate(levels):
        if _is_about(level, kind):
            return replace(table, levels=_with(levels, index, slot), lists=lists)
    own = next((index for index, rows in enumerate(lists) if _is_about(rows, kind)), len(lists) - 1)
    return replace(table, levels=levels, lists=_with_list(lists, own, slot))


_OF: Mapping[str, str] = {
    "action_progress": "actions", "indicator_measures": "indicators", "goal_reviews": "goals", "reading": "indicators",
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    **SOURCE_KINDS, "factor_groups": "factors", "components": "ratings", "criteria": "criterion",
}  # fmt: skip


def _kind(rows: str) -> str:
    """The kind of thing that the rows of a source are about."""
    return _KINDS.get(rows, rows)


def _is_about(part: Level | Rows, kind: str) -> bool:
    return _kind(part.rows) == _OF.get(kind, kind)


def _with(levels: tuple[Level, ...], index: int, slot: Slot) -> tuple[Level, ...]:
    return tuple(replace(one, slots=(*one.slots, slot)) if n == index else one for n, one in enumerate(levels))


def _with_list(lists: tuple[Rows, ...], index: int, slot: Slot) -> tuple[Rows, ...]:
    return tuple(replace(one, slots=(*one.slots, slot)) if n == index else one for n, one in enumerate(lists))


def _column(slots: Sequence[Slot], letters: str, slot: Slot | None) -> tuple[Slot, ...]:
    """The slots without that column and without that value, unless its marks stand in several columns."""
    paths = set(slot.paths()) if slot else set()
    return tuple(one for one in slots if letters not in one.places() and (one.marks or not paths & set(one.paths())))


def _keyed(keyed: Keyed, row: int, letters: str, slot: Slot | None) -> Keyed:
    if row not in keyed.keys.values():
        return keyed
    kept = _column(keyed.slots, letters, slot)
    return replace(keyed, slots=(*kept, slot) if slot else kept)


def _without_cells(sheet: Sheet, path: str) -> Sheet:
    """Another sheet, where a value that is bound once stands no longer."""
    if not path:
        return sheet
    return replace(sheet, cells=tuple(slot for slot in sheet.cells if path not in slot.paths()))


def _bound(before: Sequence[Bound], sheet: str, form: Form, row: int, letters: str, path: str) -> tuple[Bound, ...]:
    """The list of bindings after the change."""
    page = next(one for one in form.sheets if one.name == sheet)
    tables = [*page.tables, *(table for block in page.blocks for table in block.tables)]
    table = next((one for one in tables if _holds(one, row)), None)
    keyed = next((one for one in page.keyed if row in one.keys.values()), None)
    span = (table.first, table.last) if table else (0, 0)
    if keyed is not None:
        span = min(keyed.keys.values()), max(keyed.keys.values())
    place = letters if span[0] else cell_name(row, cell(f"{letters}1")[1])
    kept = [
        one
        for one in before
        if not (one.sheet == sheet and (one.place, one.first) == (place, span[0]))
        and not (path and one.path == path and one.first == span[0] and (one.sheet == sheet or not span[0]))
    ]
    if path:
        kept.append(Bound(sheet, place, path, path_of(path).label, *span))
    return tuple(kept)
