"""Which rows and columns come on which page, and how much smaller they are drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from pmi_desktop.official.printing.geometry import Axis, Geometry
from pmi_desktop.official.printing.pagesetup import PageSetup
from pmi_desktop.official.workbook.errors import WorkbookTooBig
from pmi_desktop.official.workbook.refs import Area

MAX_PAGES = 2_000
"""Of one printed range: what has more is no form."""

_SLACK = 0.05
_SMALLEST = 10
_MOST_TITLES = 0.75
_REMNANT = 0.06
LinesOf = Callable[[int], list[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring rows or columns on one page: ``start`` to ``end`` of the sheet, the outer ones maybe in part."""

    first: int
    last: int
    start: float
    end: float

    @property
    def length(self) -> float:
        """Points before scaling."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What one page shows: repeated rows and columns, and its own."""

    rows: Band
    columns: Band
    title_rows: Band | None
    title_columns: Band | None


@dataclass(frozen=True, slots=True)
class _Direction:
    """One direction of the paper: its rows or columns, what is repeated and where pages must end."""

    axis: Axis
    first: int
    last: int
    titles: tuple[int, int]
    breaks: frozenset[int]
    room: float
    lines_of: LinesOf | None = None

    def band(self, first: int, last: int) -> Band:
        return Band(first, last, self.axis.start(first), self.axis.end(last))

    def titles_at(self, first: int, scale: float) -> Band | None:
        """What is repeated on a page that begins there; nothing if it would leave no room for anything else."""
        top, bottom = self.titles
        if not top or first <= bottom:
            return None
        band = self.band(top, bottom)
        return band if 0.0 < band.length < self.room / scale * _MOST_TITLES else None

    def pages(self, scale: float) -> list[Band]:
        """The pages at a scale; a row higher than a page is parted, between lines of text if possible."""
        found: list[Band] = []
        first, start = self.first, self.axis.start(self.first)
        room = self._room(first, scale)
        for index in range(self.first, self.last + 1):
            end = self.axis.end(index)
            if end - self.axis.start(index) <= 0:
                continue
            begun = self.axis.start(index) > start + _SLACK
            ended = any(first <= at < index for at in self.breaks)
            if begun and (ended or end - start > room + _SLACK):
                found.append(Band(first, index - 1, start, self.axis.start(index)))
                first, start = index, self.axis.start(index)
                room = self._room(first, scale)
            while end - start > room + _SLACK:
                cut = self._cut(index, start, room)
                found.append(Band(first, index, start, cut))
                first, start = index, cut
                room = self._room(first, scale)
        found.append(Band(first, self.last, start, self.axis.end(self.last)))
        return found

    def _room(self, first: int, scale: float) -> float:
        titles = self.titles_at(first, scale)
        return self.room / scale - (titles.length if titles else 0.0)

    def _cut(self, index: int, start: float, room: float) -> float:
        """Where a row that is too high ends on this page."""
        limit = start + room
        lines = self.lines_of(index) if self.lines_of else []
        cut = limit
        while True:
            crossing = [top for top, bottom in lines if top < cut - _SLACK < bottom - 2 * _SLACK]
            if not crossing:
                return cut
            cut = min(crossing)
            if cut < start + room / 2:
                return limit


def plan_pages(setup: PageSetup, geometry: Geometry, area: Area, lines_of: LinesOf) -> tuple[list[PagePlan], float]:
    """The pages of a printed range in their order, and the scale that they are drawn in.

    Raises :class:`WorkbookTooBig` for more than :data:`MAX_PAGES`.
    """
    fit = setup.fit
    rows = _Direction(
        geometry.rows, area.top, area.bottom, setup.title_rows,
        frozenset() if fit and fit[1] else setup.row_breaks, setup.body.height, lines_of,
    )  # fmt: skip
    columns = _Direction(
        geometry.columns, area.left, area.right, setup.title_columns,
        frozenset() if fit and fit[0] else setup.column_breaks, setup.body.width,
    )  # fmt: skip
    scale = setup.scale / 100 if fit is None else _fitted(rows, columns, fit) / 100
    if fit and not fit[1]:
        scale = _without_remnant(rows, scale)
    row_bands, column_bands = rows.pages(scale), columns.pages(scale)
    if len(row_bands) * len(column_bands) > MAX_PAGES:
        raise WorkbookTooBig(what="pages", limit=MAX_PAGES, part="")
    if setup.across_first:
        pairs = [(row, column) for row in row_bands for column in column_bands]
    else:
        pairs = [(row, column) for column in column_bands for row in row_bands]
    return [
        PagePlan(row, column, rows.titles_at(row.first, scale), columns.titles_at(column.first, scale))
        for row, column in pairs
    ], scale


def _without_remnant(rows: _Direction, scale: float) -> float:
    """A scale one or two hundredths smaller if that saves a last page with hardly anything on it.

    Where a sheet only just fits, offices differ among each other by as much.
    """
    pages = rows.pages(scale)
    if len(pages) < 2 or pages[-1].length * scale > _REMNANT * rows.room:
        return scale
    smaller = (round(scale - step, 2) for step in (0.01, 0.02))
    return next((less for less in smaller if less > 0.1 and len(rows.pages(less)) < len(pages)), scale)


def _fitted(rows: _Direction, columns: _Direction, fit: tuple[int, int]) -> int:
    """The largest whole percentage at which the pages are few enough."""
    wide, high = fit

    def fits(percent: int) -> bool:
        scale = percent / 100
        return (not wide or len(columns.pages(scale)) <= wide) and (not high or len(rows.pages(scale)) <= high)

    low, top = _SMALLEST, 100
    if fits(top):
        return top
    while top - low > 1:
        middle = (low + top) // 2
        if fits(middle):
            low = middle
        else:
            top = middle
    return low
