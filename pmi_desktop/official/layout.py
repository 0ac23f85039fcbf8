"""Which line of a table each thing comes on: levels above, lists side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from pmi_desktop.domain.records import Record
from pmi_desktop.official.definitions import Keyed, Level, Rows, Slot, Table
from pmi_desktop.official.sources import source_of
from pmi_desktop.official.view import Scope, View


@dataclass(frozen=True, slots=True)
class Entry:
    """Slots with the scope they are filled from; over ``span`` lines, merged if ``merge``."""

    slots: tuple[Slot, ...]
    scope: Scope
    span: int = 1
    merge: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: what is written on it, and the row of the template it is drawn like (0: the table's own)."""

    entries: tuple[Entry, ...]
    like: int = 0


def items_of(rows: str, view: View, scope: Scope) -> list[Scope]:
    """The scopes of a source's rows, each with all that was in scope before and its number."""
    return [item for _, item in _subjects_and_items(rows, view, scope)]


def keyed_items(keyed: Keyed, view: View, scope: Scope) -> list[tuple[str, Scope]]:
    """The rows of a source by the id of what each is about."""
    return [
        (subject.key if isinstance(subject, Record) else str(getattr(subject, "id", subject)), item)
        for subject, item in _subjects_and_items(keyed.rows, view, scope)
    ]


def _subjects_and_items(rows: str, view: View, scope: Scope) -> Iterator[tuple[object, Scope]]:
    source = source_of(rows)
    assert source is not None, rows
    for number, inner in enumerate(source(view, scope), start=1):
        yield list(inner.values())[-1], {**scope, **inner, "row": number}


def lines_of(table: Table, view: View, scope: Scope) -> tuple[Line, ...]:
    """A table's rows from top to bottom; none when its sources give nothing."""
    return tuple(_branch(table.levels, table.lists, view, scope, bare=False))


def _branch(
    levels: tuple[Level, ...], lists: tuple[Rows, ...], view: View, scope: Scope, *, bare: bool
) -> Iterator[Line]:
    """The lines under what is in scope; ``bare`` asks for one even if there is nothing."""
    if not levels:
        yield from _side_by_side(lists, view, scope, bare=bare)
        return
    level, below = levels[0], levels[1:]
    items = items_of(level.rows, view, scope)
    for item in items:
        lines = list(_branch(below, lists, view, item, bare=True))
        if level.own_row:
            yield Line((Entry(level.slots, item),), level.own_row)
            yield from lines
        else:
            entry = Entry(level.slots, item, len(lines), level.merge)
            yield replace(lines[0], entries=(entry, *lines[0].entries))
            yield from lines[1:]
    if not items and bare:
        yield Line(())


def _side_by_side(lists: tuple[Rows, ...], view: View, scope: Scope, *, bare: bool) -> Iterator[Line]:
    """The first of each list on one line, the second of each on the next."""
    columns = [[Entry(rows.slots, item) for item in items_of(rows.rows, view, scope)] for rows in lists]
    lines = [Line(tuple(entry for entry in line if entry is not None)) for line in zip_longest(*columns)]
    yield from lines or ([Line(())] if bare else [])
