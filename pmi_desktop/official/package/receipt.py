"""Constancia de entrega: one page that says what was handed in, to sign by both sides."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from pmi_desktop.domain.numbers import show_long_date, show_size
from pmi_desktop.official.package.cover import Cover, FileLine

_REGULAR, _BOLD = "Carlito", "Carlito-Bold"
_WIDTH, _HEIGHT = letter
_MARGIN = 56
_RIGHT = _WIDTH - _MARGIN
_INK, _QUIET, _LINE, _FILL = HexColor("#1b1f23"), HexColor("#57606a"), HexColor("#b4bcc4"), HexColor("#f1f3f5")
_SIZE_COLUMN = 64
_ROW_HEIGHT = 28
_SIGNING_HEIGHT = 176


def receipt(cover: Cover, short_code: str, lines: Sequence[FileLine], fonts: Path) -> bytes:
    """The receipt as PDF; ``lines`` are the package's files but this one, ``fonts`` the folder of the bundled ones.

    The same input gives the same bytes. Texts are printed as they are typed, never as markup.
    """
    for name in (_REGULAR, _BOLD):
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"{'Carlito-Regular' if name == _REGULAR else name}.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=1, lang="es-CO", initialFontName=_REGULAR)  # type: ignore[arg-type]  # wrong in the stubs
    canvas.setTitle(f"Constancia de entrega: {cover.school}, versión {cover.version}")
    canvas.setAuthor(cover.school)
    canvas.setSubject(cover.moment)
    canvas.setCreator("PMI Escritorio")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    page = _Page(canvas)
    page.heading(cover)
    page.facts(cover, short_code)
    page.files(lines)
    page.signing()
    canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Page:
    """The page while it is drawn from top to bottom; ``y`` is where the next thing begins."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.y = _HEIGHT - _MARGIN

    def heading(self, cover: Cover) -> None:
        canvas = self._canvas
        if cover.draft:
            canvas.setFont(_BOLD, 15)
            width = pdfmetrics.stringWidth("BORRADOR", _BOLD, 15)
            canvas.setStrokeColor(_INK)
            canvas.rect(_RIGHT - width - 16, self.y - 22, width + 16, 24)
            canvas.drawString(_RIGHT - width - 8, self.y - 15, "BORRADOR")
        canvas.setFillColor(_INK)
        canvas.setFont(_BOLD, 21)
        canvas.drawString(_MARGIN, self.y - 18, "Constancia de entrega")
        self.y -= 38
        self._text(cover.moment, size=12.5)
        if cover.draft:
            self._text("Este paquete es un borrador: sirve para revisar, no para entregar.", size=10.5)
        self.y -= 10
        self._rule()

    def facts(self, cover: Cover, short_code: str) -> None:
        canvas, top, box = self._canvas, self.y - 12, 150
        self.y = top
        width = _RIGHT - _MARGIN - box - 20
        self._text(cover.school or "Establecimiento sin nombre", size=15, bold=True, width=width, most=3)
        self.y -= 6
        for label, value in (
            ("Código DANE", cover.dane_code),
            ("Municipio", cover.municipality),
            ("Plan", f"{cover.years}, versión {cover.version}"),
            ("Paquete hecho el", show_long_date(cover.made_on)),
        ):
            canvas.setFont(_REGULAR, 10.5)
            canvas.setFillColor(_QUIET)
            canvas.drawString(_MARGIN, self.y - 11, label)
            canvas.setFillColor(_INK)
            canvas.drawString(_MARGIN + 96, self.y - 11, value or "—")
            self.y -= 16
        canvas.setFillColor(_FILL)
        canvas.roundRect(_RIGHT - box, top - 78, box, 78, 4, stroke=0, fill=1)
        canvas.setFillColor(_QUIET)
        canvas.setFont(_REGULAR, 10)
        canvas.drawCentredString(_RIGHT - box / 2, top - 20, "Código del paquete")
        canvas.setFillColor(_INK)
        canvas.setFont(_BOLD, 22)
        canvas.drawCentredString(_RIGHT - box / 2, top - 46, short_code)
        canvas.setFillColor(_QUIET)
        canvas.setFont(_REGULAR, 8)
        canvas.drawCentredString(_RIGHT - box / 2, top - 64, "Cambia si cambia cualquier archivo")
        self.y = min(self.y, top - 78) - 14

    def files(self, lines: Sequence[FileLine]) -> None:
        canvas = self._canvas
        canvas.setFillColor(_INK)
        canvas.setFont(_BOLD, 12)
        canvas.drawString(_MARGIN, self.y - 12, "Archivos que se entregan")
        self.y -= 22
        self._rule()
        room = int((self.y - _MARGIN - _SIGNING_HEIGHT - 24) / _ROW_HEIGHT)
        for line in _fitting(lines, room):
            self.y -= 3
            top = self.y
            canvas.setFillColor(_QUIET)
            canvas.setFont(_REGULAR, 9.5)
            canvas.drawRightString(_RIGHT, top - 10, show_size(line.size))
            width = _RIGHT - _MARGIN - _SIZE_COLUMN
            self._text(line.name, size=10, width=width, most=1)
            self._text(line.what[:1].upper() + line.what[1:], size=8.5, width=width, most=1, quiet=True)
            self.y -= 2
            self._rule()

    def signing(self) -> None:
        """Both columns at the foot of the page, wherever the list of files ended."""
        canvas, top = self._canvas, _MARGIN + _SIGNING_HEIGHT
        middle, gap = _WIDTH / 2, 14
        rows = ("Nombre", "Cargo", "Fecha y hora", "Firma")
        for left, right, title, labels in (
            (_MARGIN, middle - gap, "Entrega", rows),
            (middle + gap, _RIGHT, "Recibe", ("Nombre", "Cargo", "Radicado y fecha", "Firma")),
        ):
            canvas.setFillColor(_INK)
            canvas.setFont(_BOLD, 12)
            canvas.drawString(left, top, title)
            y = top - 4
            for label in labels:
                y -= 42 if label == "Firma" else 30
                canvas.setStrokeColor(_INK)
                canvas.setLineWidth(0.6)
                canvas.line(left, y, right, y)
                canvas.setFillColor(_QUIET)
                canvas.setFont(_REGULAR, 8.5)
                canvas.drawString(left, y - 10, label)
        canvas.setFont(_REGULAR, 8)
        canvas.drawString(_MARGIN, _MARGIN - 20, "Hecha con PMI Escritorio. Vale el radicado que asigne la Secretaría.")

    def _text(
        self, text: str, *, size: float, bold: bool = False, quiet: bool = False, width: float = 0, most: int = 2
    ) -> None:
        """Lines of text at the left margin; one that is longer than ``most`` lines is cut with «…»."""
        style = ParagraphStyle(
            "receipt",
            fontName=_BOLD if bold else _REGULAR,
            fontSize=size,
            leading=size * 1.22,
            textColor=_QUIET if quiet else _INK,
            splitLongWords=1,
        )
        width = width or _RIGHT - _MARGIN

        def height(words: str) -> float:
            return float(Paragraph(escape(words), style).wrap(width, _HEIGHT)[1])

        shown = _shortened(text, lambda words: height(words) <= most * style.leading + 0.1)
        paragraph = Paragraph(escape(shown), style)
        paragraph.wrap(width, _HEIGHT)
        paragraph.drawOn(self._canvas, _MARGIN, self.y - height(shown))
        self.y -= height(shown)

    def _rule(self) -> None:
        self._canvas.setStrokeColor(_LINE)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(_MARGIN, self.y, _RIGHT, self.y)


def _fitting(lines: Sequence[FileLine], room: int) -> Sequence[FileLine]:
    """The lines that fit the page: whatever is left over goes under one line."""
    if len(lines) <= room:
        return lines
    rest = lines[room - 1 :]
    others = FileLine(f"y {len(rest)} archivos más", "los nombra LEEME.txt", sum(line.size for line in rest))
    return [*lines[: room - 1], others]


def _shortened(text: str, fits: Callable[[str], bool]) -> str:
    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(text[:middle] + "…") else (low, middle)
    return text[:low] + "…"
