"""Filling a form: which value goes into which cell, and how many rows that takes. Touches no file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import BadForm, Block, Form, Keyed, Sheet, Slot, Table
from pmi_desktop.official.filling import Filling, SheetFilling, Unplaced, Write
from pmi_desktop.official.layout import Entry, Line, items_of, keyed_items, lines_of
from pmi_desktop.official.slots import label_of, sentence_of, value_in, writes_of
from pmi_desktop.official.values import in_words
from pmi_desktop.official.view import Context, Scope, View
from pmi_desktop.official.workbook.refs import Area, cell, column_number
from pmi_desktop.official.workbook.shift import Change, Insertion, Repeat, Shift

MAX_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def fill(form: Form, plan: Plan, moment: Moment, context: Context) -> Filling:
    """A form filled with a plan; raises :class:`BadForm` when a table's drawn rows do not fit its levels."""
    view = View(plan, moment, context)
    sheets: list[SheetFilling] = []
    unplaced: list[Unplaced] = []
    taken = {sheet.name.casefold() for sheet in form.sheets if not sheet.rows}
    for sheet in form.sheets:
        for title, scope in _copies(sheet, view, taken):
            filler = _SheetFiller(form, sheet, title, view, scope)
            sheets.append(filler.filling())
            unplaced += filler.unplaced
    return Filling(form.id, tuple(sheets), tuple(unplaced))


def _copies(sheet: Sheet, view: View, taken: set[str]) -> Iterator[tuple[str, Scope]]:
    """The titles and scopes of a sheet: one, or one for each item it is repeated for."""
    items = items_of(sheet.rows, view, view.root) if sheet.rows else []
    if not items:
        yield sheet.name, view.root
    for item in items:
        wanted = _NOT_IN_SHEET_NAMES.sub(" ", sentence_of(sheet.title, view, item) or sheet.name).strip(" '")
        title = wanted[:MAX_SHEET_NAME].rstrip(" '")
        number = 1
        while title.casefold() in taken:
            number += 1
            ending = f" ({number})"
            title = wanted[: MAX_SHEET_NAME - len(ending)].rstrip() + ending
        taken.add(title.casefold())
        yield title, item


@dataclass(frozen=True, slots=True)
class _Part:
    """The sheet itself or one copy of a block, ``offset`` rows below the block as drawn."""

    cells: tuple[Slot, ...]
    tables: tuple[Table, ...]
    keyed: tuple[Keyed, ...]
    scope: Scope
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table with its lines."""

    table: Table
    lines: tuple[Line, ...]
    offset: int

    @property
    def drawn(self) -> int:
        return self.table.last - self.table.first + 1


@dataclass(slots=True)
class _SheetFiller:
    """Works one sheet out: first the rows, then the values on them."""

    form: Form
    sheet: Sheet
    title: str
    view: View
    scope: Scope
    unplaced: list[Unplaced] = field(default_factory=list)
    _repeats: Shift = field(default_factory=Shift)
    _insertions: Shift = field(default_factory=Shift)

    def filling(self) -> SheetFilling:
        parts = self._parts()
        placed = [
            (part, [_Placed(table, lines_of(table, self.view, part.scope), part.offset) for table in part.tables])
            for part in parts
        ]
        self._insertions = Shift(list(self._new_rows([one for _, tables in placed for one in tables])))
        writes: list[Write] = []
        merges: list[Area] = []
        for part, tables in placed:
            writes += self._cells(part)
            for keyed in part.keyed:
                writes += self._keyed(keyed, part)
            for table in tables:
                writes += self._table(table)
                merges += self._merges(table)
        return SheetFilling(
            source=self.sheet.name,
            title=self.title,
            repeats=self._repeats.changes,
            insertions=self._insertions.changes,
            writes=tuple(writes),
            merges=tuple(merges),
            nested=tuple((table.first, table.last) for table in self._tables() if table.levels),
        )

    def _tables(self) -> tuple[Table, ...]:
        return (*self.sheet.tables, *(table for block in self.sheet.blocks for table in block.tables))

    # -- rows ---------------------------------------------------------------------------------------------------
    def _parts(self) -> list[_Part]:
        parts = [_Part(self.sheet.cells, self.sheet.tables, self.sheet.keyed, self.scope)]
        repeats: list[Change] = []
        for block in self.sheet.blocks:
            scopes = self._block_scopes(block)
            height = block.last - block.first + 1
            repeats.append(Repeat(block.first, block.last, len(scopes) - 1))
            parts += [
                _Part(block.cells, block.tables, block.keyed, scope, index * height)
                for index, scope in enumerate(scopes)
            ]
        self._repeats = Shift(repeats)
        return parts

    def _block_scopes(self, block: Block) -> Sequence[Scope]:
        return items_of(block.rows, self.view, self.scope) or [self.scope]

    def _new_rows(self, tables: Iterable[_Placed]) -> Iterator[Change]:
        """Rows to insert below the drawn ones; of tables side by side the longest decides."""
        longest: dict[int, _Placed] = {}
        for one in tables:
            self._refuse_other_levels(one)
            below = self._repeated(one.table.last, one.offset)
            if len(one.lines) > len(longest[below].lines if below in longest else one.lines[: one.drawn]):
                longest[below] = one
        for below, one in longest.items():
            for like, lines in groupby(one.lines[one.drawn :], key=lambda line: line.like):
                yield Insertion(below, len(list(lines)), self._repeated(like or one.table.last, one.offset))

    def _refuse_other_levels(self, placed: _Placed) -> None:
        """Levels with a row of their own must be drawn where the table's first lines want them."""
        owners = {level.own_row for level in placed.table.levels if level.own_row}
        for index, line in enumerate(placed.lines[: placed.drawn]):
            row = placed.table.first + index
            if (line.like or 0) != (row if row in owners else 0):
                raise BadForm(form=self.form.id, place=self.sheet.name, reason="drawn", detail=str(row))

    def _repeated(self, row: int, offset: int) -> int:
        return self._repeats.row(row) + offset

    def _row(self, row: int, offset: int) -> int:
        """Where a row of the template lies in the filled sheet."""
        return self._insertions.row(self._repeated(row, offset))

    def _line_row(self, placed: _Placed, index: int) -> int:
        if index < placed.drawn:
            return self._row(placed.table.first + index, placed.offset)
        return self._row(placed.table.last, placed.offset) + index - placed.drawn + 1

    # -- values -------------------------------------------------------------------------------------------------
    def _cells(self, part: _Part) -> Iterator[Write]:
        def place(where: str) -> tuple[int, int]:
            row, column = cell(where)
            return self._row(row, part.offset), column

        for slot in part.cells:
            yield from writes_of(slot, self.view, part.scope, place)

    def _table(self, placed: _Placed) -> Iterator[Write]:
        for index, line in enumerate(placed.lines):
            row = self._line_row(placed, index)
            for entry in line.entries:
                yield from self._entry(entry, row, placed.offset)

    def _entry(self, entry: Entry, row: int, offset: int) -> Iterator[Write]:
        def place(where: str) -> tuple[int, int]:
            if where[-1].isdigit():  # the cell whose looks a mark takes lies outside the rows
                at, column = cell(where)
                return self._row(at, offset), column
            return row, column_number(where)

        for slot in entry.slots:
            yield from writes_of(slot, self.view, entry.scope, place)

    def _merges(self, placed: _Placed) -> Iterator[Area]:
        for index, line in enumerate(placed.lines):
            top = self._line_row(placed, index)
            for entry in line.entries:
                if entry.merge and entry.span > 1:
                    bottom = self._line_row(placed, index + entry.span - 1)
                    columns = sorted({column_number(place) for slot in entry.slots for place in slot.places()})
                    yield from (Area(top, column, bottom, column) for column in columns)

    def _keyed(self, keyed: Keyed, part: _Part) -> Iterator[Write]:
        for key, item in keyed_items(keyed, self.view, part.scope):
            if key in keyed.keys:
                yield from self._entry(Entry(keyed.slots, item), self._row(keyed.keys[key], part.offset), part.offset)
            elif text := self._in_words(keyed, item):
                self.unplaced.append(Unplaced(self.title, key, text))

    def _in_words(self, keyed: Keyed, item: Mapping[str, object]) -> str:
        values = ((label_of(slot), in_words(value_in(slot, self.view, item))) for slot in keyed.slots)
        return "\n".join(f"{label}: {value}" for label, value in values if value)
