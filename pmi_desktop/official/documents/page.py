"""The common look of our own PDFs: bundled fonts, a title, numbered pages, texts that are never markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import LETTER, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, LongTable, PageTemplate, Paragraph, TableStyle

AUTHOR = "PMI Escritorio"
FONT, BOLD, ITALIC = "Carlito", "Carlito-Bold", "Carlito-Italic"
INK, GREY, PALE = colors.black, colors.HexColor("#5A5A5A"), colors.HexColor("#ECECEC")
MARGIN = 16 * mm
Cell = Flowable | str | Sequence[Flowable]
"""What stands in a cell of a table: words, something drawn, or several below each other."""

_BELOW, _ABOVE = 15 * mm, 13 * mm
_LOWEST_PAGE = LETTER[0] - _BELOW - _ABOVE
"""Points between the margins of the lowest of our pages, letter on its side."""

_UNKNOWN = "\N{WHITE SQUARE}"


@cache
def register_fonts(folder: Path) -> None:
    """Makes the bundled fonts known to reportlab; ``folder`` is ``resources/fonts``."""
    for name, file in (
        (FONT, "Carlito-Regular"),
        (BOLD, "Carlito-Bold"),
        (ITALIC, "Carlito-Italic"),
        ("Carlito-BoldItalic", "Carlito-BoldItalic"),
    ):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))
    pdfmetrics.registerFontFamily(FONT, FONT, BOLD, ITALIC, "Carlito-BoldItalic")


def style(
    size: float = 10, *, font: str = FONT, centred: bool = False, right: bool = False, **more: Any
) -> ParagraphStyle:
    """A paragraph style: long words break, no line is closer than a fifth of its size."""
    alignment = TA_CENTER if centred else TA_RIGHT if right else 0
    facts: dict[str, Any] = {"leading": size * 1.22, "splitLongWords": 1, "alignment": alignment, **more}
    return ParagraphStyle(f"{font}{size}", fontName=font, fontSize=size, **facts)


BODY = style()
SMALL = style(8.5)
NOTE = style(8.5, textColor=GREY)
STRONG = style(font=BOLD)
HEAD = style(9, font=BOLD)
TITLE = style(16, font=BOLD, spaceAfter=4)
SECTION = style(12, font=BOLD, spaceBefore=10, spaceAfter=4)


def text(words: str, look: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of somebody's words: line breaks stay, nothing acts as markup, signs without a glyph show as one."""
    known = pdfmetrics.getFont(look.fontName).face.charToGlyph  # type: ignore[attr-defined]
    shown = "".join(char if char == "\n" or ord(char) in known else _UNKNOWN for char in words.replace("\t", "    "))
    return Paragraph("<br/>".join(escape(line) for line in shown.split("\n")), look)


class _Table(LongTable):
    """A table that breaks between rows, and inside one only where it is taller than any page.

    Left to itself, reportlab also begins a row at the foot of a page, under a second heading.
    """

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803  # reportlab's names
        self.splitInRow = 0
        parts: list[Flowable] = super().split(availWidth, availHeight)
        heights: list[float] = self._rowHeights  # type: ignore[attr-defined]  # missing in the stubs
        if parts or sum(heights[: self.repeatRows + 1]) <= _LOWEST_PAGE:
            return parts
        self.splitInRow = 1
        return super().split(availWidth, availHeight)


def table(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    heading_rows: int = 1,
    grid: bool = True,
    more: Iterable[Any] = (),
) -> LongTable:
    """A table whose heading is repeated on each page and whose rows may be taller than a page."""
    commands: list[Any] = [
        ("FONTNAME", (0, 0), (-1, -1), FONT),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    if grid:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, GREY))
    if heading_rows:
        commands.append(("BACKGROUND", (0, 0), (-1, heading_rows - 1), PALE))
    return _Table(
        [[text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows],
        colWidths=list(widths),
        repeatRows=heading_rows,
        splitInRow=1,
        style=TableStyle([*commands, *more]),
    )


def shortened(words: str, font: str, size: float, room: float) -> str:
    """One line of words, ending in «…» where it would be wider than ``room`` points."""
    line = " ".join(words.split())
    if pdfmetrics.stringWidth(line, font, size) <= room:
        return line
    while line and pdfmetrics.stringWidth(f"{line}…", font, size) > room:
        line = line[:-1].rstrip()
    return f"{line}…"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a PDF says of itself: title, the line at the foot of each page, its paper and whether it lies on its side.

    ``paper`` is width and height in points when upright: letter, the paper of Colombian schools, unless told.
    """

    title: str
    footer: str = ""
    sideways: bool = False
    paper: tuple[float, float] = LETTER

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return landscape(self.paper) if self.sideways else self.paper

    @property
    def height(self) -> float:
        """Points between the upper and the lower margin."""
        return self.size[1] - _BELOW - _ABOVE

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self.size[0] - 2 * MARGIN


class _Numbered(Canvas):
    """A canvas that writes «Página N de M» once the number of pages is known."""

    footer = ""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._states: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        self._states.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, state in enumerate(self._states, start=1):
            self.__dict__.update(state)
            self.setFont(FONT, 8)
            self.setFillColor(GREY)
            width = self._pagesize[0]  # type: ignore[attr-defined]
            page = f"Página {number} de {len(self._states)}"
            room = width - 2 * MARGIN - pdfmetrics.stringWidth(page, FONT, 8) - 12
            self.drawString(MARGIN, 9 * mm, shortened(self.footer, FONT, 8, room))
            self.drawRightString(width - MARGIN, 9 * mm, page)
            super().showPage()
        super().save()


def write(sheet: Sheet, story: Sequence[Flowable]) -> bytes:
    """The PDF: fonts embedded, text selectable, title and language set, the same bytes for the same content."""
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=sheet.size,
        title=sheet.title,
        author=AUTHOR,
        creator=AUTHOR,
        lang="es-CO",
        displayDocTitle=1,
        invariant=1,
        pageCompression=1,
        initialFontName=FONT,
    )
    frame = Frame(MARGIN, _BELOW, sheet.width, sheet.height, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame]))
    canvas: Any = type("Numbered", (_Numbered,), {"footer": sheet.footer})
    document.build(list(story), canvasmaker=canvas)
    return target.getvalue()
