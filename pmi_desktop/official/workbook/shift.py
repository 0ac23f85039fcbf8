"""Where each row goes when rows are inserted: one mapping for all insertions of a sheet."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pmi_desktop.official.workbook.refs import MAX_ROW, Area


@dataclass(frozen=True, slots=True)
class Insertion:
    """``count`` empty rows below row ``after``, drawn as row ``like`` (``after`` itself if 0).

    Row numbers are those of the sheet before the change. The new rows take height, styles, single-row merges,
    validations, conditional formats and the formulas of ``like`` (moved along as when copied), never its values.
    """

    after: int
    count: int
    like: int = 0

    def __post_init__(self) -> None:
        if not (1 <= self.after < MAX_ROW and 1 <= self.source < MAX_ROW and self.count >= 0):
            raise ValueError(f"no such rows: {self}")

    @property
    def source(self) -> int:
        """The row whose looks the new ones take."""
        return self.like or self.after

    @property
    def added(self) -> int:
        """How many rows come in."""
        return self.count


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rows ``first`` to ``last`` drawn ``times`` more below themselves: texts, numbers, merges, formulas and all."""

    first: int
    last: int
    times: int

    def __post_init__(self) -> None:
        if not (1 <= self.first <= self.last < MAX_ROW and self.times >= 0):
            raise ValueError(f"no such rows: {self}")

    @property
    def after(self) -> int:
        """The row below which the copies come."""
        return self.last

    @property
    def height(self) -> int:
        """How many rows the block has."""
        return self.last - self.first + 1

    @property
    def added(self) -> int:
        """How many rows come in."""
        return self.height * self.times


Change = Insertion | Repeat


class NewRow(NamedTuple):
    """A row that did not exist: its number now, and the row (by its old number) that it is drawn like."""

    row: int
    source: int
    change: Change


class Shift:
    """Old row → new row for all changes of one sheet together."""

    def __init__(self, changes: Sequence[Change] = ()) -> None:
        self.changes = tuple(sorted((c for c in changes if c.added > 0), key=lambda c: c.after))
        self.blocks = tuple(change for change in self.changes if isinstance(change, Repeat))
        for block in self.blocks:
            if any(block.first <= change.after <= block.last for change in self.changes if change is not block):
                raise ValueError(f"a change inside a repeated block: {block}")
        self._after = [change.after for change in self.changes]
        self._added = [0]
        for change in self.changes:
            self._added.append(self._added[-1] + change.added)

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def total(self) -> int:
        """How many rows come in altogether."""
        return self._added[-1]

    @property
    def first(self) -> int:
        """The last old row that is surely where it was; 0 if nothing changes."""
        return self._after[0] if self._after else 0

    def row(self, old: int) -> int:
        """Where an old row is now."""
        return old + self._added[bisect_left(self._after, old)]

    def end(self, old: int) -> int:
        """Where a range whose last row was ``old`` ends now: rows appended right below belong to it."""
        return old + self._added[bisect_right(self._after, old)]

    def span(self, top: int, bottom: int, *, stretch: bool) -> tuple[int, int]:
        """First and last row of a range now; ``stretch`` takes in rows inserted right below its last one."""
        if bottom >= MAX_ROW:
            return (self.row(top) if top > 1 else 1), MAX_ROW
        return self.row(top), (self.end(bottom) if stretch else self.row(bottom))

    def area(self, old: Area, *, stretch: bool = False) -> Area:
        """The rectangle now; it grows where rows are inserted inside."""
        top, bottom = self.span(old.top, old.bottom, stretch=stretch)
        return Area(top, old.left, min(bottom, MAX_ROW), old.right)

    def placed(self) -> Iterator[tuple[Change, int]]:
        """Each change with the first of its new rows."""
        for change, added in zip(self.changes, self._added, strict=False):
            yield change, change.after + added + 1

    def new_rows(self) -> Iterator[NewRow]:
        """All rows that did not exist, from top to bottom."""
        for change, start in self.placed():
            for step in range(change.added):
                source = change.source if isinstance(change, Insertion) else change.first + step % change.height
                yield NewRow(start + step, source, change)
