"""From a filled workbook to the pages that an office program would print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pmi_desktop.official.printing.cellfaces import CellFaces
from pmi_desktop.official.printing.display import Document, Item, Page
from pmi_desktop.official.printing.drawings import read_drawings
from pmi_desktop.official.printing.evaluation import Values
from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.official.printing.headers import Facts, Headers
from pmi_desktop.official.printing.pagesetup import PageSetup, page_setup
from pmi_desktop.official.printing.paragraphs import Setter
from pmi_desktop.official.printing.problems import Kind, Problem
from pmi_desktop.official.printing.sheetpages import Drawing, SheetPages, overhanging
from pmi_desktop.official.printing.source import SheetSource, Source
from pmi_desktop.official.printing.vml import form_controls, header_pictures
from pmi_desktop.official.workbook.errors import WorkbookTooBig
from pmi_desktop.official.workbook.refs import Area, cell

LANGUAGE = "es-CO"
MAX_CELLS = 25_000
"""With something in them, of all sheets: what has more would take many seconds, and is no form."""

_FAR = 100
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A sheet's pages without header and footer, which have to know how many pages there are in all."""

    sheet: SheetSource
    setup: PageSetup
    headers: Headers
    bodies: list[tuple[list[Item], float]]


def layout(
    data: bytes, fonts: Path, *, title: str = "", file_name: str = "", printed: datetime | None = None
) -> Document:
    """All pages of an ``.xlsx``: its visible sheets one after the other, as an office program prints them.

    ``fonts`` is the folder of the bundled fonts. ``title`` is the document's, else the workbook's own; ``file_name``
    and ``printed`` are what headers print as file, date and time, nothing if not given. Raises the kinds of
    ``WorkbookError`` for files that are no workbook, or too big a one.
    """
    source, faces = Source(data), Faces(fonts)
    values = Values(source)
    problems: set[Problem] = set()
    problems.update(Problem(name, "", "chart", "sheet") for name in source.chart_sheets())
    visible = tuple(source.visible())
    _refuse_too_many(visible)
    sheets = [found for sheet in visible if (found := _printed(sheet, values, faces, problems)).bodies]
    total = sum(len(sheet.bodies) for sheet in sheets)
    pages: list[Page] = []
    for sheet in sheets:
        first = sheet.setup.first_number
        number = len(pages) + 1 if first is None else first
        for order, (body, scale) in enumerate(sheet.bodies, start=1):
            facts = Facts(number + order - 1, total, order, scale, sheet.sheet.name, file_name, printed)
            items = (*sheet.headers.header(facts), *body, *sheet.headers.footer(facts))
            setup = sheet.setup
            pages.append(Page(setup.width, setup.height, setup.margins, sheet.sheet.name, items))
    return Document(title or _own_title(source), LANGUAGE, tuple(pages), tuple(_gathered(problems)))


def _refuse_too_many(sheets: Iterable[SheetSource]) -> None:
    cells = (found for sheet in sheets for line in sheet.cells.values() for found in line.values())
    if sum(found.content is not None or found.formula is not None for found in cells) > MAX_CELLS:
        raise WorkbookTooBig(what="cells", limit=MAX_CELLS, part="")


def _printed(sheet: SheetSource, values: Values, faces: Faces, problems: set[Problem]) -> _Printed:
    def tell(name: str, kind: Kind, detail: str = "") -> None:
        problems.add(Problem(sheet.name, name, kind, detail))

    setup = page_setup(sheet)
    cells = CellFaces(sheet, values, faces, tell)
    drawings = read_drawings(sheet, cells.geometry, values, faces, tell)
    drawings += form_controls(sheet, cells.geometry, faces, tell)
    pages = SheetPages(sheet, cells, faces, drawings)
    used = tuple(_used(sheet, cells, drawings))
    areas = tuple(_bounded(area, used[0]) for area in sheet.print_areas if used) or used
    bodies = [body for area in areas for body in pages.pages(setup, area)]
    cells.name_undrawn(areas)
    for area in areas:
        for name in overhanging(cells, sheet, area):
            tell(name, "text_cut")
        rect = cells.geometry.rect(area)
        for drawing in drawings:
            if drawing.rect.meets(rect) and not rect.holds(drawing.rect, 2.0):
                tell("", "drawing_cut", drawing.name)
    headers = Headers(
        sheet, setup, header_pictures(sheet, tell), Setter(faces, lambda letter: tell("", "glyph", letter))
    )
    return _Printed(sheet, setup, headers, bodies)


def _used(sheet: SheetSource, cells: CellFaces, drawings: list[Drawing]) -> Iterator[Area]:
    """The range with everything that leaves a mark on paper, if anything does."""
    top = left = 1
    bottom = right = 0
    for row, line in sheet.cells.items():
        for column, found in line.items():
            if found.content is not None or found.formula is not None or cells.look(row, column).visible:
                bottom, right = max(bottom, row), max(right, column)
    for area in sheet.merges.areas:
        if area.top <= bottom and area.left <= right and sheet.cell(area.top, area.left):
            bottom, right = max(bottom, area.bottom), max(right, area.right)
    geometry = cells.geometry
    for drawing in drawings:
        bottom = max(bottom, geometry.rows.at(drawing.rect.bottom - 0.5))
        right = max(right, geometry.columns.at(drawing.rect.right - 0.5))
    if bottom and right:
        yield Area(top, left, bottom, right)


def _bounded(area: Area, used: Area) -> Area:
    """A printed range that reaches far beyond all cells, as whole columns do, cut to where they end."""
    bottom = max(area.top, used.bottom) if area.bottom > used.bottom + _FAR else area.bottom
    right = max(area.left, used.right) if area.right > used.right + _FAR else area.right
    return Area(area.top, area.left, bottom, right)


def _gathered(problems: set[Problem]) -> Iterator[Problem]:
    """Each problem once, in the order of sheets and cells; the missing characters of a cell together."""
    found: dict[tuple[str, str, Kind], list[str]] = {}
    for problem in sorted(problems, key=_place):
        found.setdefault((problem.sheet, problem.cell, problem.kind), []).append(problem.detail)
    for (sheet, name, kind), details in found.items():
        for detail in ["".join(details)] if kind == "glyph" else details:
            yield Problem(sheet, name, kind, detail)


def _place(problem: Problem) -> tuple[str, tuple[int, int], str, str]:
    return problem.sheet, cell(problem.cell) if problem.cell else (0, 0), problem.kind, problem.detail


def _own_title(source: Source) -> str:
    package = source.contents.package
    for part in package.targets("", "core-properties"):
        return (package.xml(part).findtext(_TITLE) or "").strip()
    return ""
