"""The tables of a foreign sheet: each head as the family it fits best, and its bindings."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmi_desktop.official.adopting.adoption import Doubt
from pmi_desktop.official.adopting.columns import Columns, is_signed, read_as
from pmi_desktop.official.adopting.families import Family
from pmi_desktop.official.adopting.headers import Column, head_at
from pmi_desktop.official.adopting.matching import as_label
from pmi_desktop.official.adopting.rows import drawn_rows
from pmi_desktop.official.adopting.surface import Surface
from pmi_desktop.official.definitions import Block, Level, Rows, Slot, Table
from pmi_desktop.official.workbook.refs import Area, cell_name, column_number

_LISTS = ("indicators", "actions")
_OF_ACTIONS = frozenset({"actions", "action_progress"})
_OF_INDICATORS = frozenset({"indicators", "indicator_measures", "reading", "result"})
_ABOVE = (("factors", "factor_groups"), ("objectives", "objectives"), ("goals", "goals"))
_OF_GOALS = frozenset({"goals", "goal_reviews"})


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table with the rows it is drawn in; ``block`` if it is drawn once for each year."""

    columns: Columns
    first: int
    last: int
    table: Table
    block: Block | None = None


def tables_on(
    surface: Surface, families: Sequence[Family], done: set[str], *, filled: bool
) -> tuple[list[FoundTable], list[tuple[Column, int, Doubt, tuple[str, ...]]]]:
    """The tables of a sheet, and its columns in doubt with the row they stand in.

    ``done`` are the families that were found already: only the plan's tree may be spread over several tables.
    """
    found: list[FoundTable] = []
    doubts: list[tuple[Column, int, Doubt, tuple[str, ...]]] = []
    row = 1
    while row <= surface.page.last:
        head = head_at(surface, row)
        read = [columns for family in families if head and (columns := read_as(head, family, surface)).fits]
        if not read or head is None:
            if head is not None and is_signed(head):
                surface.take(Area(head.top, head.left, head.bottom, head.right))
            row += 1
            continue
        top = max(one.score for one in read)
        best = [one for one in read if one.score == top]
        drawn = drawn_rows(best[0], surface, filled=filled)
        if drawn is None:
            row += 1
            continue
        if len(best) > 1 or (best[0].family.name in done and best[0].family.name != "tree"):
            doubt = Doubt.SEVERAL_FIELDS if len(best) > 1 else Doubt.TAKEN
            doubts += [(column, row, doubt, (slot.field,)) for slot, column in best[0].slots if slot.field]
        else:
            found.append(_bound(best[0], *drawn, surface))
            doubts += [(column, head.bottom, doubt, paths) for column, doubt, paths in best[0].doubts]
            done.add(best[0].family.name)
        surface.take(Area(head.top, head.left, drawn[1], head.right))
        row = drawn[1] + 1
    return found, doubts


def _bound(columns: Columns, first: int, last: int, surface: Surface) -> FoundTable:
    name, slots = columns.family.name, [slot for slot, _ in columns.slots]
    if name == "tree":
        return _tree(columns, first, last, surface)
    if name == "resources":
        above = tuple(slot for slot in slots if slot.field == "actions.description")
        own = tuple(slot for slot in slots if slot.field != "actions.description")
        levels = (Level("resourced_actions", above),) if above else ()
        table = Table(first, last, (Rows("resources", own),), levels)
    else:
        table = Table(first, last, (Rows(columns.family.rows, tuple(slots)),))
    return FoundTable(columns, first, last, table)


def _tree(columns: Columns, first: int, last: int, surface: Surface) -> FoundTable:
    """The plan's tree: levels from the outermost column found to the goals, indicators and actions side by side."""
    slots = [slot for slot, _ in columns.slots]
    by_level = {rows: tuple(slot for slot in slots if _belongs(slot, kind)) for kind, rows in _ABOVE}
    lists = {
        "indicators": tuple(slot for slot in slots if _head(slot) in _OF_INDICATORS),
        "actions": tuple(slot for slot in slots if _head(slot) in _OF_ACTIONS or slot.months),
    }
    numbers = tuple(slot for slot in slots if slot.field == "row.number")
    present = [rows for _, rows in _ABOVE if by_level[rows]]
    names = [name for name in _LISTS if lists[name]]
    if len(names) == 2 and not present:
        present = ["goals"]  # without it the indicators of one goal would stand beside the actions of another
    order = [rows for _, rows in _ABOVE]
    inner = order[order.index(present[0]) :] if present else []
    if not names:  # the innermost level found is the list itself
        last_found = present[-1]
        own = by_level[last_found]
        inner = inner[: inner.index(last_found)]
        table = Table(first, last, (Rows(last_found, numbers + own),), _levels(inner, by_level))
        return FoundTable(columns, first, last, table)
    bound = [Rows(name, (numbers if name == names[-1] else ()) + lists[name]) for name in names]
    by_year = any(slot.months for slot in slots) and not inner and names == ["actions"]
    if by_year:
        table = Table(first, last, (Rows("scheduled_actions", bound[0].slots),))
        return FoundTable(columns, first, last, table, _year_block(columns, table, surface))
    return FoundTable(columns, first, last, Table(first, last, tuple(bound), _levels(inner, by_level)))


def _levels(names: Sequence[str], by_level: dict[str, tuple[Slot, ...]]) -> tuple[Level, ...]:
    return tuple(Level(rows, by_level[rows]) for rows in names)


def _head(slot: Slot) -> str:
    return slot.field.partition(".")[0]


def _belongs(slot: Slot, kind: str) -> bool:
    return _head(slot) in _OF_GOALS if kind == "goals" else _head(slot) == kind


def _year_block(columns: Columns, table: Table, surface: Surface) -> Block:
    """The head and rows of a schedule, with the cell for its year if there is one right above."""
    top, cells = columns.head.top, []
    for above in (top - 1, top - 2):
        year = _year_cell(surface, above) if above > 0 else None
        if year is not None:
            top, cells = above, [Slot(field="year.number", at=year)]
            break
    return Block(top, table.last, "years", tuple(cells), (table,))


def _year_cell(surface: Surface, row: int) -> str | None:
    """The blank cell right of «Año»."""
    for column in range(1, surface.right_edge + 1):
        area = surface.area(row, column)
        if as_label(surface.text(row, column)) in {"ano", "vigencia"} and area.left == column and area.top == row:
            right = area.right + 1
            if surface.blank(row, right) and not surface.locked(row, right):
                surface.take(area)
                surface.take(surface.area(row, right))
                return cell_name(row, right)
    return None


def places_of(found: FoundTable) -> list[tuple[str, str]]:
    """Path and column of each binding of a table."""
    pairs = [(slot.field or "months", place) for slot, _ in found.columns.slots for place in slot.places()]
    return sorted(pairs, key=lambda pair: column_number(pair[1]))
