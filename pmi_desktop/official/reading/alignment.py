"""Where the rows of a template lie in a filled copy of it, in which rows came in or blocks were repeated.

What the template prints and nobody writes on (labels, heads of tables) is found again in the same columns; all else
lies between those rows. Nothing is assumed about who inserted rows, or where.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pmi_desktop.official.definitions import Block
from pmi_desktop.official.reading.pages import Page

Words = dict[int, dict[int, str]]
"""Folded words by row and column."""

_ENOUGH = 0.5
"""Of a row's printed cells, how many must be found again."""

_MOST_CANDIDATES = 60
_UNEXPLAINED = 0.2
"""What an alignment loses for rows that come in or go where the template has no table."""


@dataclass(frozen=True, slots=True)
class RowMap:
    """Pairs of template rows and filled rows, rising; between them rows keep their distance to the nearest pair.

    ``first`` and ``last`` bound the filled rows that belong to it.
    """

    pairs: tuple[tuple[int, int], ...]
    first: int
    last: int

    def above(self, row: int) -> int:
        """Where a row lies, counted from the printed row above it (or that very row)."""
        before = [pair for pair in self.pairs if pair[0] <= row]
        if before:
            return before[-1][1] + row - before[-1][0]
        return self.below(row) if self.pairs else row

    def below(self, row: int) -> int:
        """Where a row lies, counted from the printed row below it (or that very row)."""
        after = [pair for pair in self.pairs if pair[0] >= row]
        if after:
            return after[0][1] - (after[0][0] - row)
        return self.above(row) if self.pairs else row

    def row(self, row: int, tables: Sequence[tuple[int, int]]) -> int:
        """Where a row outside tables lies: it stays with its printed neighbour on the same side of every table."""
        below = [pair for pair in self.pairs if pair[0] >= row]
        before = [pair for pair in self.pairs if pair[0] <= row]
        if before and not any(before[-1][0] < first <= row for first, _ in tables):
            return self.above(row)
        if below and not any(row <= last < below[0][0] for _, last in tables):
            return self.below(row)
        return self.above(row)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The filled rows of a table that is drawn in these rows of the template: to the next printed row below it."""
        top = self.above(first)
        after = [pair for pair in self.pairs if pair[0] > last]
        bottom = after[0][1] - (after[0][0] - last) if after else self.last
        return top, max(bottom, top - 1)


def printed_words(template: Page, bound: set[tuple[int, int]]) -> Words:
    """What a template prints and no binding writes on."""
    return {
        row: kept
        for row, cells in template.words.items()
        if (kept := {column: words for column, words in cells.items() if (row, column) not in bound})
    }


def likeness(printed: Words, page: Page) -> float:
    """Which part of what a template's sheet prints is on a page, in the same columns, in whatever row; 0 to 1."""
    wanted = [(column, words) for cells in printed.values() for column, words in cells.items()]
    there = {(column, words) for cells in page.words.values() for column, words in cells.items()}
    return sum(one in there for one in wanted) / len(wanted) if wanted else 0.0


def aligned(printed: Words, page: Page, tables: Sequence[tuple[int, int]], first: int = 1, last: int = 0) -> RowMap:
    """The best rising pairing of printed rows with the page's rows from ``first`` to ``last`` (0: its end)."""
    last = last or page.last
    nodes = [
        (row, here, score)
        for row, cells in sorted(printed.items())
        for here, score in _candidates(cells, page, first, last, row)
    ]
    best: list[tuple[float, int]] = []
    for index, (row, here, score) in enumerate(nodes):
        gain, before = score - _cost(0, first - 1, row, here, tables, loose=first > 1), -1
        for other in range(index):
            other_row, other_here, _ = nodes[other]
            if other_row < row and other_here < here:
                chained = best[other][0] + score - _cost(other_row, other_here, row, here, tables)
                if chained > gain:
                    gain, before = chained, other
        best.append((gain, before))
    pairs: list[tuple[int, int]] = []
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        pairs.append(nodes[at][:2])
        at = best[at][1]
    return RowMap(tuple(reversed(pairs)), first, last)


def _candidates(cells: dict[int, str], page: Page, first: int, last: int, row: int) -> list[tuple[int, float]]:
    found = []
    for here in page.within(first, last):
        words = page.words.get(here, {})
        hits = sum(len(text) for column, text in cells.items() if words.get(column) == text)
        score = hits / sum(map(len, cells.values()))
        if score >= _ENOUGH:
            found.append((here, score * min(1.0, 0.4 + 0.2 * len(cells))))
    if len(found) > _MOST_CANDIDATES:
        found.sort(key=lambda one: (-one[1], abs(one[0] - row)))
        found = sorted(found[:_MOST_CANDIDATES])
    return found


def _cost(
    row: int, here: int, next_row: int, next_here: int, tables: Sequence[tuple[int, int]], *, loose: bool = False
) -> float:
    """What it costs that the distance of two rows changed."""
    if loose or next_here - here == next_row - row:
        return 0.0
    # Only a table between the two may have grown; one that shrank was changed by hand.
    grew = next_here - here > next_row - row
    return 0.0 if grew and any(row < first and last < next_row for first, last in tables) else _UNEXPLAINED


def copies_of(block: Block, printed: Words, page: Page, whole: RowMap) -> list[RowMap]:
    """Each copy of a repeated block: one map of its own rows for each time that its head is found again."""
    inside = {row: cells for row, cells in printed.items() if block.first <= row <= block.last}
    outside = [pair for pair in whole.pairs if not block.first <= pair[0] <= block.last]
    before = [pair for pair in outside if pair[0] < block.first]
    after = [pair for pair in outside if pair[0] > block.last]
    first = before[-1][1] + block.first - before[-1][0] if before else block.first
    last = after[0][1] - (after[0][0] - block.last) if after else page.last
    if not inside:
        return [RowMap((), first, last)]
    head = next(iter(sorted(inside)))
    starts = [
        here - (head - block.first)
        for here, score in _candidates(inside[head], page, first, last, head)
        if score >= _ENOUGH * min(1.0, 0.4 + 0.2 * len(inside[head]))
    ]
    tables = [(table.first, table.last) for table in block.tables]
    ends = [*(start - 1 for start in starts[1:]), last]
    return [aligned(inside, page, tables, start, end) for start, end in zip(starts, ends, strict=True)]
