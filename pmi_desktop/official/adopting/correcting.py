"""A binding that a person corrects: another value for a cell or column, or none."""

from collections.abc import Sequence

from msgspec.structs import replace

from pmi_desktop.official.adopting.adoption import Adoption, Bound
from pmi_desktop.official.definitions import BadForm, Block, Form, Keyed, Level, Rows, Sheet, Slot, Table
from pmi_desktop.official.soundness import check_form
from pmi_desktop.official.values import UnknownPath, path_of
from pmi_desktop.official.workbook.refs import cell, cell_name, column_letters


def rebind(adoption: Adoption, sheet: str, where: str, path: str) -> tuple[Form, tuple[Bound, ...]]:
    """The form and its bindings with ``path`` at a cell of a sheet; in a table's rows it is the column that is bound.

    Raises ``BadForm`` when the value makes no sense there.
    """
    form = adoption.form
    try:
        path_of(path) if path else None
    except UnknownPath as problem:
        raise BadForm(form=form.id, place=sheet, reason="path", detail=path) from problem
    row, column = cell(where)
    letters = column_letters(column)
    if all(one.name != sheet for one in form.sheets):
        form = replace(form, sheets=(*form.sheets, Sheet(sheet)))
    sheets = tuple(
        _sheet(one, row, letters, path) if one.name == sheet else _without_cells(one, path) for one in form.sheets
    )
    changed = replace(form, sheets=sheets)
    check_form(changed)
    return changed, _bound(adoption.bound, sheet, changed, row, letters, path)


def _sheet(sheet: Sheet, row: int, letters: str, path: str) -> Sheet:
    if any(_holds(table, row) for table in sheet.tables):
        return replace(sheet, tables=tuple(_table(one, row, letters, path) for one in sheet.tables))
    if any(row in one.keys.values() for one in sheet.keyed):
        return replace(sheet, keyed=tuple(_keyed(one, row, letters, path) for one in sheet.keyed))
    for block in sheet.blocks:
        if block.first <= row <= block.last:
            return replace(
                sheet, blocks=tuple(_block(one, row, letters, path) if one is block else one for one in sheet.blocks)
            )
    return replace(sheet, cells=_cells(sheet.cells, row, letters, path))


def _holds(table: Table, row: int) -> bool:
    return table.first <= row <= table.last


def _block(block: Block, row: int, letters: str, path: str) -> Block:
    if any(_holds(table, row) for table in block.tables):
        return replace(block, tables=tuple(_table(one, row, letters, path) for one in block.tables))
    return replace(block, cells=_cells(block.cells, row, letters, path))


def _cells(slots: Sequence[Slot], row: int, letters: str, path: str) -> tuple[Slot, ...]:
    place = f"{letters}{row}"
    kept = tuple(slot for slot in slots if place not in slot.places() and (not path or path not in slot.paths()))
    return (*kept, Slot(field=path, at=place)) if path else kept


def _table(table: Table, row: int, letters: str, path: str) -> Table:
    if not _holds(table, row):
        return table
    levels = tuple(replace(one, slots=_column(one.slots, letters, path)) for one in table.levels)
    lists = tuple(replace(one, slots=_column(one.slots, letters, path)) for one in table.lists)
    if not path:
        return replace(table, levels=levels, lists=lists)
    slot, kind = Slot(field=path, at=letters), path_of(path).head
    for index, level in enumerate(levels):
        if _is_about(level, kind):
            return replace(table, levels=_with(levels, index, slot), lists=lists)
    own = next((index for index, rows in enumerate(lists) if _is_about(rows, kind)), len(lists) - 1)
    return replace(table, levels=levels, lists=_with_list(lists, own, slot))


def _is_about(part: Level | Rows, kind: str) -> bool:
    about = {"factor_groups": "factors", "resourced_actions": "actions", "scheduled_actions": "actions"}
    of = {"action_progress": "actions", "indicator_measures": "indicators", "goal_reviews": "goals"}
    return about.get(part.rows, part.rows) == of.get(kind, kind)


def _with(levels: tuple[Level, ...], index: int, slot: Slot) -> tuple[Level, ...]:
    return tuple(replace(one, slots=(*one.slots, slot)) if n == index else one for n, one in enumerate(levels))


def _with_list(lists: tuple[Rows, ...], index: int, slot: Slot) -> tuple[Rows, ...]:
    return tuple(replace(one, slots=(*one.slots, slot)) if n == index else one for n, one in enumerate(lists))


def _column(slots: Sequence[Slot], letters: str, path: str) -> tuple[Slot, ...]:
    """The slots without that column and without that value."""
    return tuple(
        slot for slot in slots if letters not in slot.places() and (not path or path not in slot.paths() or slot.marks)
    )


def _keyed(keyed: Keyed, row: int, letters: str, path: str) -> Keyed:
    if row not in keyed.keys.values():
        return keyed
    kept = _column(keyed.slots, letters, path)
    return replace(keyed, slots=(*kept, Slot(field=path, at=letters)) if path else kept)


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
