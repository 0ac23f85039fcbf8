"""How a sheet is to be printed: paper, margins, scale, what is repeated and in which order pages come."""

import re
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.printing.display import Margins, Rect
from pmi_desktop.official.printing.source import SheetSource
from pmi_desktop.official.workbook.refs import MAX_COLUMN, MAX_ROW
from pmi_desktop.official.workbook.xml import MAIN, flag, number, real

_INCH = 72.0
# Points of the papers by their number in a workbook (18.18.53); what is not here is printed on Carta.
_PAPERS = {
    1: (612.0, 792.0), 2: (612.0, 792.0), 3: (792.0, 1224.0), 4: (1224.0, 792.0), 5: (612.0, 1008.0),
    6: (396.0, 612.0), 7: (522.0, 756.0), 8: (841.89, 1190.55), 9: (595.28, 841.89), 10: (595.28, 841.89),
    11: (419.53, 595.28), 12: (728.5, 1031.81), 13: (515.91, 728.5), 14: (612.0, 936.0), 41: (612.0, 936.0),
}  # fmt: skip
_UNITS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_SMALLEST, _LARGEST = 10, 400


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Lengths in points; ``fit`` is how many pages wide and high at most (0: as many as it takes), else None.

    ``titles`` are the first and last repeated rows and columns (0, 0 for none); breaks are the rows and columns behind
    which a page ends.
    """

    width: float
    height: float
    margins: Margins
    header: float
    footer: float
    scale: int
    fit: tuple[int, int] | None
    centered: tuple[bool, bool]
    grid_lines: bool
    across_first: bool
    first_number: int | None
    title_rows: tuple[int, int]
    title_columns: tuple[int, int]
    row_breaks: frozenset[int]
    column_breaks: frozenset[int]

    @property
    def body(self) -> Rect:
        """What lies inside the margins."""
        margins = self.margins
        return Rect.between(margins.left, margins.top, self.width - margins.right, self.height - margins.bottom)


def page_setup(sheet: SheetSource) -> PageSetup:
    """What a sheet says about its printing, with what offices assume where it says nothing."""
    found, margins = sheet.element("pageSetup"), sheet.element("pageMargins")
    options = sheet.element("printOptions")
    width, height = _paper(found)
    rows, columns = _titles(sheet)
    order = found.get("pageOrder") if found is not None else None
    numbered = found is not None and flag(found.get("useFirstPageNumber"))
    scale = number(found.get("scale"), 100) if found is not None else 100
    return PageSetup(
        width,
        height,
        Margins(
            _margin(margins, "left", 0.7), _margin(margins, "top", 0.75), _margin(margins, "right", 0.7),
            _margin(margins, "bottom", 0.75),
        ),
        _margin(margins, "header", 0.3),
        _margin(margins, "footer", 0.3),
        min(_LARGEST, max(_SMALLEST, scale)),
        _fit(sheet, found),
        _options(options, "horizontalCentered", "verticalCentered"),
        _options(options, "gridLines", "gridLines")[0],
        order == "overThenDown",
        number(found.get("firstPageNumber"), 1) if numbered and found is not None else None,
        rows,
        columns,
        _breaks(sheet, "rowBreaks"),
        _breaks(sheet, "colBreaks"),
    )  # fmt: skip


def _paper(found: etree._Element | None) -> tuple[float, float]:
    if found is None:
        return _PAPERS[1]
    width, height = _length(found.get("paperWidth")), _length(found.get("paperHeight"))
    if not (width and height):
        width, height = _PAPERS.get(number(found.get("paperSize"), 1), _PAPERS[1])
    return (height, width) if found.get("orientation") == "landscape" else (width, height)


def _length(text: str | None) -> float:
    match = re.fullmatch(r"([\d.]+)(mm|cm|in|pt|pc|pi)", text or "")
    return real(match[1]) * _UNITS[match[2]] if match else 0.0


def _margin(margins: etree._Element | None, side: str, usual: float) -> float:
    return _INCH * max(0.0, real(margins.get(side), usual) if margins is not None else usual)


def _options(options: etree._Element | None, *names: str) -> tuple[bool, bool]:
    first, second = (options is not None and flag(options.get(name)) for name in names)
    return first, second


def _fit(sheet: SheetSource, found: etree._Element | None) -> tuple[int, int] | None:
    properties = sheet.root.find(f"{{{MAIN}}}sheetPr/{{{MAIN}}}pageSetUpPr")
    if properties is None or not flag(properties.get("fitToPage")):
        return None
    if found is None:
        return 1, 1
    return max(0, number(found.get("fitToWidth"), 1)), max(0, number(found.get("fitToHeight"), 1))


def _titles(sheet: SheetSource) -> tuple[tuple[int, int], tuple[int, int]]:
    rows = columns = (0, 0)
    for area in sheet.print_titles:
        if area.right >= MAX_COLUMN and area.bottom < MAX_ROW:
            rows = area.top, area.bottom
        elif area.bottom >= MAX_ROW and area.right < MAX_COLUMN:
            columns = area.left, area.right
    return rows, columns


def _breaks(sheet: SheetSource, tag: str) -> frozenset[int]:
    found = sheet.element(tag)
    entries = () if found is None else found.iterfind(f"{{{MAIN}}}brk")
    return frozenset(number(entry.get("id")) for entry in entries)
