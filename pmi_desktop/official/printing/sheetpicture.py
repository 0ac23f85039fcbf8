"""A whole sheet as one picture, however many pages it would take on paper, and where its cells lie in it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmi_desktop.official.printing.cellfaces import CellFaces
from pmi_desktop.official.printing.display import Margins, Page, Rect
from pmi_desktop.official.printing.drawings import read_drawings
from pmi_desktop.official.printing.evaluation import Values
from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.official.printing.pagesetup import PageSetup
from pmi_desktop.official.printing.problems import Kind
from pmi_desktop.official.printing.sheetpages import Drawing, SheetPages
from pmi_desktop.official.printing.source import SheetSource, Source
from pmi_desktop.official.printing.vml import form_controls
from pmi_desktop.official.workbook.refs import Area

MOST_ROWS, MOST_COLUMNS = 500, 60
"""Of a picture; no form is longer, and a cell far out would make a picture of nothing."""

_BESIDE = 1
"""Empty rows and columns shown beyond the last used one: a value may belong there."""


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """``page`` shows the sheet from A1 on; ``rows`` and ``columns`` are where each begins and where the last one ends.

    A hidden row or column begins where the next one does. ``merges`` are the merged ranges, ``texts`` what is typed
    into cells by row and column, whole where the picture has no room for it.
    """

    name: str
    page: Page
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    merges: tuple[Area, ...]
    texts: Mapping[tuple[int, int], str]

    def rect(self, area: Area) -> Rect:
        """Where cells lie, as far as they are in the picture."""
        left, right = (self.columns[self._in(at, self.columns)] for at in (area.left - 1, area.right))
        top, bottom = (self.rows[self._in(at, self.rows)] for at in (area.top - 1, area.bottom))
        return Rect.between(left, top, right, bottom)

    @staticmethod
    def _in(index: int, places: tuple[float, ...]) -> int:
        return max(0, min(index, len(places) - 1))

    def area(self, row: int, column: int) -> Area:
        """The merged range that a cell belongs to, or the cell."""
        found = (one for one in self.merges if one.holds(row, column))
        return next(found, Area(row, column, row, column))

    def at(self, x: float, y: float) -> Area | None:
        """The cell, or merged range, at a place of the page."""
        if not (0 <= x < self.columns[-1] and 0 <= y < self.rows[-1]):
            return None
        return self.area(bisect_right(self.rows, y), bisect_right(self.columns, x))

    @property
    def last(self) -> tuple[int, int]:
        """The last row and column of the picture."""
        return len(self.rows) - 1, len(self.columns) - 1


def sheet_pictures(data: bytes, fonts: Path) -> tuple[SheetPicture, ...]:
    """The visible sheets of an ``.xlsx``; ``fonts`` is the folder of the bundled fonts.

    Raises the kinds of ``WorkbookError`` for files that are no workbook.
    """
    source, faces = Source(data), Faces(fonts)
    values = Values(source)
    return tuple(_picture(sheet, values, faces) for sheet in source.visible())


def _picture(sheet: SheetSource, values: Values, faces: Faces) -> SheetPicture:
    cells = CellFaces(sheet, values, faces, _unheard)
    geometry = cells.geometry
    drawings = read_drawings(sheet, geometry, values, faces, _unheard)
    drawings += form_controls(sheet, geometry, faces, _unheard)
    bottom, right = _end(sheet, cells, drawings)
    whole = Area(1, 1, min(bottom + _BESIDE, MOST_ROWS), min(right + _BESIDE, MOST_COLUMNS))
    rows = tuple(geometry.rows.start(row) for row in range(1, whole.bottom + 2))
    columns = tuple(geometry.columns.start(column) for column in range(1, whole.right + 2))
    setup = _one_page(columns[-1], rows[-1])
    items = next((items for items, _ in SheetPages(sheet, cells, faces, drawings).pages(setup, whole)), [])
    page = Page(setup.width, setup.height, setup.margins, sheet.name, tuple(items))
    merges = tuple(one for one in sheet.merges.areas if one.top <= whole.bottom and one.left <= whole.right)
    return SheetPicture(sheet.name, page, rows, columns, merges, dict(_texts(sheet)))


def _texts(sheet: SheetSource) -> Iterator[tuple[tuple[int, int], str]]:
    for row, line in sheet.cells.items():
        for column, found in line.items():
            if found.content is not None and found.formula is None:
                yield (row, column), " ".join(str(found.content).split())


def _end(sheet: SheetSource, cells: CellFaces, drawings: list[Drawing]) -> tuple[int, int]:
    """The last row and column that somebody would see, at least the first."""
    ends = [(1, 1), *_seen(sheet, cells)]
    axes = cells.geometry
    ends += [(axes.rows.at(one.rect.bottom - 0.5), axes.columns.at(one.rect.right - 0.5)) for one in drawings]
    return max(row for row, _ in ends), max(column for _, column in ends)


def _seen(sheet: SheetSource, cells: CellFaces) -> Iterator[tuple[int, int]]:
    for row, line in sheet.cells.items():
        for column, found in line.items():
            if found.content is not None or found.formula is not None or cells.look(row, column).visible:
                area = cells.area(row, column)
                yield area.bottom, area.right


def _one_page(width: float, height: float) -> PageSetup:
    """Paper as large as the sheet; a little more, so that no sum of lengths fails to fit."""
    none = (0, 0)
    return PageSetup(
        width + 1, height + 1, Margins(0, 0, 0, 0), 0, 0, 100, None, (False, False), True, False, None, none, none,
        frozenset(), frozenset(),
    )  # fmt: skip


def _unheard(cell: str, kind: Kind, detail: str) -> None:
    """What a picture for finding one's way cannot show is no matter."""
