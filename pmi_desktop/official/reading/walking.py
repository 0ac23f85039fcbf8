"""Through a filled workbook along the bindings that would fill it: sheets, blocks, tables, levels, keyed rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pmi_desktop.official.definitions import Block, Keyed, Level, Rows, Sheet, Slot, Table
from pmi_desktop.official.reading.alignment import RowMap, Words, aligned, copies_of
from pmi_desktop.official.reading.collecting import Row, Told, collect, holds_text, tells, title_values
from pmi_desktop.official.reading.drafts import Draft, Drafts
from pmi_desktop.official.reading.giving import Giving
from pmi_desktop.official.reading.pages import Cell, Page
from pmi_desktop.official.reading.subjects import Scope, Subjects, kind_of
from pmi_desktop.official.reading.understood import Note, Spot, Why
from pmi_desktop.official.values import path_of
from pmi_desktop.official.workbook.refs import cell, column_number

MOST_ROWS = 5_000
"""Rows of one table; no plan has as many."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed value that the file shows, to be compared with what the data read give."""

    path: str
    scope: Scope
    cell: Cell


@dataclass(slots=True)
class _Current:
    """The item of a level that rows belong to until the next one begins."""

    name: tuple[str, ...]
    scope: Scope


@dataclass(slots=True)
class Walk:
    """Reads pages into drafts; ``seen`` are the cells that some binding looked at, by page."""

    drafts: Drafts
    subjects: Subjects
    giving: Giving
    figures: list[Figure] = field(default_factory=list)
    seen: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    maps: dict[str, list[RowMap]] = field(default_factory=dict)
    _met: dict[str, list[Draft]] = field(default_factory=dict)
    _numbered: dict[tuple[str, int], Draft] = field(default_factory=dict)

    # -- sheets and blocks --------------------------------------------------------------------------------------
    def sheet(self, sheet: Sheet, page: Page, printed: Words, scope: Scope) -> None:
        """One sheet of the form on one page of the file."""
        inside = [(block.first, block.last) for block in sheet.blocks]
        outside = {row: cells for row, cells in printed.items() if not _within(row, inside)}
        tables = [*inside, *((table.first, table.last) for table in sheet.tables)]
        rows = aligned(outside, page, tables)
        self.maps.setdefault(page.name, []).append(rows)
        scope = self._scope_of_sheet(sheet, page, rows, scope)
        self._part(sheet, page, rows, scope)
        for block in sheet.blocks:
            for copy in copies_of(block, printed, page, rows):
                self.maps[page.name].append(copy)
                found = _about(block.rows, self._cells(block.cells, page, copy, block))
                met = self._met.setdefault(f"{page.name}/{block.first}", [])
                self._part(block, page, copy, self.subjects.scope_of(block.rows, found, scope, met) or scope)

    def _scope_of_sheet(self, sheet: Sheet, page: Page, rows: RowMap, scope: Scope) -> Scope:
        """What a repeated sheet is about, by its name and its single cells."""
        if not sheet.rows:
            return scope
        found = _about(sheet.rows, self._cells(sheet.cells, page, rows, sheet))
        for path, text in title_values(sheet.title, page.name).items():
            if text and path not in found.told:
                slot = Slot(text=sheet.title)
                found.told[path] = Told(path, slot, Cell(text, Spot(page.name), 0, 0))
        kind = kind_of(sheet.rows)
        number = found.text("row.number").strip()
        if number.isdecimal() and kind:
            # Sheets about the same cut carry the same number, whatever it is called.
            key = kind, int(number)
            if key not in self._numbered:
                self._numbered[key] = self.drafts.new(kind)
            return {**scope, kind: self._numbered[key]}
        inner = self.subjects.scope_of(sheet.rows, found, scope, self._met.setdefault(sheet.name, []))
        known = self.drafts.all(kind) if kind else []
        return {**scope, kind: known[0]} if inner is None and len(known) == 1 else inner or scope

    def _part(self, part: Sheet | Block, page: Page, rows: RowMap, scope: Scope) -> None:
        self._take(self._cells(part.cells, page, rows, part), scope)
        for keyed in part.keyed:
            self._keyed(keyed, page, rows, scope)
        for table in part.tables:
            _TableWalk(self, table, page, rows, scope).read()

    def _cells(self, slots: Sequence[Slot], page: Page, rows: RowMap, part: Sheet | Block) -> Row:
        tables = [(table.first, table.last) for table in part.tables]

        def place(where: str) -> tuple[int, int]:
            row, column = cell(where)
            return rows.row(row, tables), column

        return self.look(slots, page, place)

    def look(
        self,
        slots: Sequence[Slot],
        page: Page,
        place: Callable[[str], tuple[int, int]],
        *,
        column: bool = False,
        row: bool = False,
    ) -> Row:
        """Read slots as :func:`collect` does, and remember which cells were looked at."""
        found = collect(slots, page, place, column=column, row=row)
        self.seen.setdefault(page.name, set()).update(found.places)
        return found

    def _keyed(self, keyed: Keyed, page: Page, rows: RowMap, scope: Scope) -> None:
        for key, template_row in keyed.keys.items():
            row = rows.above(template_row)
            found = self.look(keyed.slots, page, lambda where, row=row: (row, column_number(where)))  # type: ignore[misc]
            if found.told:
                inner = self.keyed_scope(keyed.rows, key, scope)
                if inner is not None:
                    self._take(found, inner)

    def keyed_scope(self, rows: str, key: str, scope: Scope) -> Scope | None:
        """What a row that the form prints for a key is about."""
        if rows == "criteria":
            return self.subjects.criterion(key, scope)
        return self.subjects.component(key, scope)

    def _take(self, found: Row, scope: Scope) -> None:
        """Give the values of a row; those that only compute something are kept for comparing."""
        self.giving.row(found, scope)
        for path, told in found.told.items():
            if not tells(path) and path_of(path).computed is not None and not path.startswith(_NO_FIGURES):
                self.figures.append(Figure(path, scope, told.cell))

    def take(self, found: Row, scope: Scope) -> None:
        """The values of a table's row."""
        self._take(found, scope)


_NO_FIGURES = (
    "row.", "area.", "process.", "component.", "criterion.id", "criterion.text", "signers.", "year.", "budget.name",
    "previous.", "plan.", "profile.before", "factors.area", "factors.component", "factors.label",
)  # fmt: skip
"""Paths that name or number things, or that look back to a year this file does not tell of."""


def _within(row: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= row <= last for first, last in spans)


class _TableWalk:
    """One table of one page, from top to bottom."""

    def __init__(self, walk: Walk, table: Table, page: Page, rows: RowMap, scope: Scope) -> None:
        self._walk = walk
        self._table = table
        self._page = page
        self._scope = scope
        self._span = rows.span(table.first, table.last)
        self._over = [level for level in table.levels if not level.own_row]
        self._own = [level for level in table.levels if level.own_row]
        self._now: list[_Current | None] = [None] * len(self._over)
        self._under: Scope = scope
        self._seen: list[list[Draft]] = [[] for _ in table.lists]

    def read(self) -> None:
        rows = self._page.within(*self._span)
        for row in rows[:MOST_ROWS]:
            self._row(row)
        if len(rows) > MOST_ROWS:
            spot = Spot(self._page.name, f"A{rows[MOST_ROWS]}")
            self._walk.drafts.left.append(Note(spot, "", str(len(rows) - MOST_ROWS), Why.TOO_MANY_ROWS))

    def _row(self, row: int) -> None:
        if any(self._own_row(level, row) for level in self._own):
            return
        scope = self._levels(row)
        for rows, seen in zip(self._table.lists, self._seen, strict=True):
            self._item(rows, row, scope, seen)

    def _look(self, slots: Sequence[Slot], row: int, *, begins: bool) -> Row:
        def place(where: str) -> tuple[int, int]:
            return (row, column_number(where)) if not where[-1].isdigit() else cell(where)

        return self._walk.look(slots, self._page, place, column=True, row=begins)

    def _own_row(self, level: Level, row: int) -> bool:
        """Whether this row is a level's own: it names an item of it, and the lists have nothing there."""
        found = self._look(level.slots, row, begins=True)
        if not found.told or not self._lists_are_bare(level, row):
            return False
        scope = self._walk.subjects.scope_of(level.rows, found, self._scope, [])
        if scope is None:
            return False
        self._under = scope
        self._now = [None] * len(self._over)
        self._walk.take(found, scope)
        return True

    def _lists_are_bare(self, level: Level, row: int) -> bool:
        own = {place for slot in level.slots for place in slot.places()}
        slots = [slot for rows in self._table.lists for slot in rows.slots if not own & set(slot.places())]
        return not self._look(slots, row, begins=True).told

    def _levels(self, row: int) -> Scope:
        """What is in scope below the levels: a blank cell, or the same words again, go on with the item above."""
        scope, changed = self._under, False
        for depth, level in enumerate(self._over):
            found = self._look(level.slots, row, begins=False)
            name, now = _name_in(level, found), self._now[depth]
            if now is not None and not changed and (not name or name == now.name):
                scope = now.scope
                continue
            inner = self._walk.subjects.scope_of(level.rows, found, scope, []) if name else None
            changed = changed or bool(name)
            self._now[depth] = None if inner is None else _Current(name, inner)
            if inner is not None:
                self._walk.take(found, inner)
                scope = inner
        return scope

    def _item(self, rows: Rows, row: int, scope: Scope, seen: list[Draft]) -> None:
        found = self._look(rows.slots, row, begins=True)
        if not any(tells(path) for path in found.told) and not _names_something(found):
            return
        kind, _, part = rows.rows.partition(".")
        if part:
            self._part(kind, part, found, scope)
            return
        inner = self._walk.subjects.scope_of(rows.rows, found, scope, seen)
        if inner is None and rows.rows == "signers":
            inner = scope
        if inner is not None:
            self._walk.take(found, inner)

    def _part(self, kind: str, part: str, found: Row, scope: Scope) -> None:
        """A row of a small table inside a record, as a question with its answer."""
        from pmi_desktop.official.reading.parts import add_part

        owner = self._walk.giving.owner(kind, scope)
        if owner is not None:
            add_part(self._walk.drafts, owner, part, found)


def _names_something(found: Row) -> bool:
    return any(path.startswith(("area.", "process.", "component.", "budget.")) for path in found.told)


def _about(rows: str, found: Row) -> Row:
    """Of single cells those that say which item of a source they are about."""
    heads = {kind_of(rows), _NAMED_AS.get(rows, ""), "year", "area", "row"}
    return Row({path: told for path, told in found.told.items() if path.partition(".")[0] in heads})


def _name_in(level: Level, found: Row) -> tuple[str, ...]:
    """The words by which a row names a level's item."""
    kind = _NAMED_AS.get(level.rows) or kind_of(level.rows)
    return tuple(
        told.cell.text for path, told in found.told.items() if path.startswith(f"{kind}.") and holds_text(path)
    )


_NAMED_AS = {"factor_groups": "factors", "areas": "area", "processes": "process", "components": "component"}
