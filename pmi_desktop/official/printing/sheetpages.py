"""The cells of a printed range drawn page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmi_desktop.official.printing.borders import lines_along, slanting, stronger
from pmi_desktop.official.printing.cellfaces import CellFaces
from pmi_desktop.official.printing.celltext import LineBox, TextBlock
from pmi_desktop.official.printing.display import Box, Item, Line, Rect, TextRun, bounds, moved, scaled
from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.official.printing.flow import belongs, flowed, recentered, trimmed
from pmi_desktop.official.printing.looks import Edge, Look
from pmi_desktop.official.printing.pagesetup import PageSetup
from pmi_desktop.official.printing.paging import Band, PagePlan, plan_pages
from pmi_desktop.official.printing.source import SheetSource
from pmi_desktop.official.workbook.refs import Area, cell_name

_GRID = Edge("hair", "#808080")
_LEFT, _RIGHT, _TOP, _BOTTOM = range(4)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something that floats over the cells: where, and how it is drawn before scaling."""

    rect: Rect
    items: tuple[Item, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Region:
    """A rectangle of cells and where it stands on the page."""

    rows: Band
    columns: Band
    scale: float
    dx: float
    dy: float

    @property
    def source(self) -> Rect:
        """In the sheet."""
        return Rect.between(self.columns.start, self.rows.start, self.columns.end, self.rows.end)

    @property
    def target(self) -> Rect:
        """On the page."""
        return scaled(self.source, self.scale, self.dx, self.dy)


class SheetPages:
    """Draws the pages of one sheet; texts that a page's rim cuts off are told to ``cells``' listener."""

    def __init__(self, sheet: SheetSource, cells: CellFaces, faces: Faces, drawings: Sequence[Drawing]) -> None:
        self._sheet = sheet
        self._cells = cells
        self._faces = faces
        self._drawings = drawings
        self._tall = [area for area in sheet.merges.areas if area.bottom > area.top]

    def pages(self, setup: PageSetup, area: Area) -> Iterator[tuple[list[Item], float]]:
        """The items and the scale of each page of a range; pages that would stay white are left out."""
        plans, scale = plan_pages(setup, self._cells.geometry, area, self._lines_of(area))
        cuts = sorted({plan.rows.end for plan in plans} - {self._cells.geometry.rows.end(area.bottom)})
        for plan in plans:
            items = self._page(setup, plan, scale, cuts)
            if items:
                yield items, scale

    def _lines_of(self, area: Area) -> "_Lines":
        return _Lines(self._cells, self._sheet, area)

    def _page(self, setup: PageSetup, plan: PagePlan, scale: float, cuts: list[float]) -> list[Item]:
        regions = _regions(setup, plan, scale)
        boxes: list[Item] = []
        texts: list[tuple[int, int, int, list[Item]]] = []
        lines: list[Item] = []
        floating: list[Item] = []
        for order, region in regions:
            rows, columns = self._visible(region)
            boxes += self._fills(region, rows, columns)
            texts += [(order, *place, items) for place, items in self._texts(region, rows, columns, cuts)]
            lines += self._borders(setup, region, rows, columns)
            floating += self._floating(region)
        texts.sort(key=lambda found: found[:3])
        return [*boxes, *(item for found in texts for item in found[3]), *lines, *floating]

    def _visible(self, region: _Region) -> tuple[list[int], list[int]]:
        geometry = self._cells.geometry
        rows = range(region.rows.first, region.rows.last + 1)
        columns = range(region.columns.first, region.columns.last + 1)
        return (
            [row for row in rows if geometry.rows.length(row) > 0],
            [column for column in columns if geometry.columns.length(column) > 0],
        )

    def _fills(self, region: _Region, rows: list[int], columns: list[int]) -> list[Item]:
        """Coloured boxes, those of neighbouring cells joined so that no seam shows between them."""
        axis = self._cells.geometry
        done: list[tuple[Rect, str]] = []
        open_above: dict[tuple[float, float, str], int] = {}
        for row in rows:
            here: dict[tuple[float, float, str], int] = {}
            for left, right, fill in self._filled(row, columns):
                rect = Rect.between(left, axis.rows.start(row), right, axis.rows.end(row)).within(region.source)
                key = left, right, fill
                above = open_above.get(key)
                if above is None:
                    here[key] = len(done)
                    done.append((rect, fill))
                else:
                    here[key] = above
                    before = done[above][0]
                    done[above] = Rect.between(before.x, before.y, before.right, rect.bottom), fill
            open_above = here
        return [Box(scaled(rect, region.scale, region.dx, region.dy), fill) for rect, fill in done]

    def _filled(self, row: int, columns: list[int]) -> Iterator[tuple[float, float, str]]:
        axis = self._cells.geometry.columns
        start, end, fill = 0.0, 0.0, ""
        for column in columns:
            found = self._look_at(row, column).fill or ""
            if found != fill:
                if fill:
                    yield start, end, fill
                start, fill = axis.start(column), found
            end = axis.end(column)
        if fill:
            yield start, end, fill

    def _look_at(self, row: int, column: int) -> Look:
        area = self._cells.area(row, column)
        return self._cells.look(area.top, area.left)

    def _texts(
        self, region: _Region, rows: list[int], columns: list[int], cuts: list[float]
    ) -> Iterator[tuple[tuple[int, int], list[Item]]]:
        if not rows or not columns:
            return
        places = [(row, column) for row in rows for column in self._sheet.cells.get(row, {})]
        above = [
            (area.top, area.left) for area in self._tall
            if area.top < rows[0] <= area.bottom and area.left <= columns[-1] and columns[0] <= area.right
        ]  # fmt: skip
        for row, column in above + places:
            block = self._cells.block(row, column)
            if block is None or not block.reach.meets(region.source):
                continue
            if block.turned:
                block = recentered(block, cuts)
            lines = flowed(block, cuts)
            items = [item for line in lines if belongs(line, region.rows) for item in self._placed(line, region)]
            if items:
                yield (max(row, rows[0]), column), items

    def _placed(self, line: LineBox, region: _Region) -> Iterator[Item]:
        for item in line.items:
            where = bounds(item)
            if not where.meets(region.source, 0.0):
                continue
            inside = region.source.holds(where, 0.3)
            new = moved(item, region.scale, region.dx, region.dy, None if inside else region.target)
            yield trimmed(new, self._faces) if isinstance(new, TextRun) and new.clip and not new.angle else new

    def _borders(self, setup: PageSetup, region: _Region, rows: list[int], columns: list[int]) -> Iterator[Item]:
        for line in self._lines(setup, region, rows, columns):
            yield moved(line, region.scale, region.dx, region.dy)

    def _lines(self, setup: PageSetup, region: _Region, rows: list[int], columns: list[int]) -> Iterator[Line]:
        geometry, source = self._cells.geometry, region.source
        grid = _GRID if setup.grid_lines else None
        across = [(geometry.columns.start(column), geometry.columns.end(column)) for column in columns]
        down = [(max(source.y, geometry.rows.start(row)), min(source.bottom, geometry.rows.end(row))) for row in rows]
        for place in range(len(rows) + 1):
            above = rows[place - 1] if place else None
            below = rows[place] if place < len(rows) else None
            at = down[place - 1][1] if place else source.y
            if at not in (geometry.rows.start(row) for row in (below, above + 1 if above else None) if row):
                continue

            def lying(index: int, above: int | None = above, below: int | None = below) -> Edge | None:
                return self._edge(above, columns[index], below, columns[index], (_BOTTOM, _TOP)) or grid

            yield from lines_along(across, lying, at, upright=False)
        for place in range(len(columns) + 1):
            before = columns[place - 1] if place else None
            behind = columns[place] if place < len(columns) else None
            at = across[place - 1][1] if place else source.x

            def standing(index: int, before: int | None = before, behind: int | None = behind) -> Edge | None:
                return self._edge(rows[index], before, rows[index], behind, (_RIGHT, _LEFT)) or grid

            yield from lines_along(down, standing, at, upright=True)
        yield from self._diagonals(rows, columns)

    def _edge(
        self,
        row: int | None,
        column: int | None,
        other_row: int | None,
        other_column: int | None,
        sides: tuple[int, int],
    ) -> Edge | None:
        """The edge between two neighbours, one of which may lie outside; none inside a merged range."""
        first = second = None
        if row is not None and column is not None:
            if other_row is not None and other_column is not None:
                merged = self._sheet.merges.of(row, column)
                if merged is not None and merged.holds(other_row, other_column):
                    return None
            first = self._cells.look(row, column).edges[sides[0]]
        if other_row is not None and other_column is not None:
            second = self._cells.look(other_row, other_column).edges[sides[1]]
        return stronger(first, second)

    def _diagonals(self, rows: list[int], columns: list[int]) -> Iterator[Line]:
        for row in rows:
            for column in columns:
                down, up = self._cells.look(row, column).diagonal
                area = self._cells.area(row, column)
                if (down or up) and (area.top, area.left) == (row, column):
                    rect = self._cells.geometry.rect(area)
                    if down:
                        yield slanting(down, rect.x, rect.y, rect.right, rect.bottom)
                    if up:
                        yield slanting(up, rect.x, rect.bottom, rect.right, rect.y)

    def _floating(self, region: _Region) -> Iterator[Item]:
        for drawing in self._drawings:
            if drawing.rect.meets(region.source):
                inside = region.source.holds(drawing.rect, 1.0)
                for item in drawing.items:
                    if inside or bounds(item).meets(region.source, -0.01):
                        yield moved(item, region.scale, region.dx, region.dy, None if inside else region.target)


class _Lines:
    """The lines of text in a row, for finding a place where a row that is too high can be parted."""

    def __init__(self, cells: CellFaces, sheet: SheetSource, area: Area) -> None:
        self._cells = cells
        self._sheet = sheet
        self._area = area

    def __call__(self, row: int) -> list[tuple[float, float]]:
        blocks = (
            self._cells.block(row, column)
            for column in self._sheet.cells.get(row, {})
            if self._area.left <= column <= self._area.right
        )
        return [(line.top, line.bottom) for block in blocks if block and not block.turned for line in block.lines]


def _regions(setup: PageSetup, plan: PagePlan, scale: float) -> list[tuple[int, _Region]]:
    """The parts of a page with their place in the reading order: repeated rows come before the others."""
    body = setup.body
    rows = [band for band in (plan.title_rows, plan.rows) if band]
    columns = [band for band in (plan.title_columns, plan.columns) if band]
    wide, high = (sum(band.length for band in bands) * scale for bands in (columns, rows))
    x = body.x + (max(0.0, body.width - wide) / 2 if setup.centered[0] else 0.0)
    top = body.y + (max(0.0, body.height - high) / 2 if setup.centered[1] else 0.0)
    found: list[tuple[int, _Region]] = []
    for order, row in enumerate(rows):
        left = x
        for column in columns:
            region = _Region(row, column, scale, left - column.start * scale, top - row.start * scale)
            found.append((order, region))
            left += column.length * scale
        top += row.length * scale
    return found


def overhanging(cells: CellFaces, sheet: SheetSource, area: Area) -> Iterator[str]:
    """The cells of a printed range whose text runs over its last column and is lost there."""
    rect = cells.geometry.rect(area)
    for row in sheet.cells:
        if area.top <= row <= area.bottom:
            for column in sheet.cells[row]:
                block = cells.block(row, column) if area.left <= column <= area.right else None
                if block and not block.cut and not rect.holds(block.reach, 1.0) and _is_lost(block, rect):
                    yield cell_name(row, column)


def _is_lost(block: TextBlock, rect: Rect) -> bool:
    found = [bounds(item) for line in block.lines for item in line.items if isinstance(item, TextRun)]
    return any(where.x < rect.x - 1 or where.right > rect.right + 1 for where in found)
