"""A document's pages written as PDF: fonts embedded, texts selectable in reading order, the same bytes each time."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pmi_desktop.official.printing.display import (
    Box,
    Document,
    Face,
    Item,
    Line,
    Page,
    Picture,
    Polygon,
    Rect,
    TextRun,
)
from pmi_desktop.official.printing.faces import Faces

_FIRST = Face("Carlito")


def write_pdf(document: Document, fonts: Path, *, author: str = "") -> bytes:
    """The document as a PDF; ``author`` is who issues it. Texts are drawn letter by letter, never read as markup."""
    out = io.BytesIO()
    faces = Faces(fonts)
    # With one of our own as first font the file names no font that it does not carry.
    first: Any = _registered(faces.path(_FIRST))
    canvas = Canvas(out, pageCompression=1, invariant=1, lang=document.language, initialFontName=first)
    canvas.setTitle(document.title)
    canvas.setAuthor(author)
    canvas.setSubject("")
    canvas.setCreator("PMI Escritorio")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    writer = _Writer(canvas, faces)
    for page in document.pages:
        writer.page(page)
    if not document.pages:
        # A PDF without pages is none.
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Writer:
    """Draws items on a canvas, whose ``y`` grows upwards."""

    def __init__(self, canvas: Canvas, faces: Faces) -> None:
        self._canvas = canvas
        self._faces = faces
        self._height = 0.0
        self._images: dict[bytes, ImageReader] = {}
        self._fonts: dict[Face, str] = {}

    def page(self, page: Page) -> None:
        """Draw one page."""
        self._height = page.height
        self._canvas.setPageSize((page.width, page.height))
        for (kind, clip), items in groupby(page.items, key=lambda item: (type(item), _clip(item))):
            with self._clipped(clip):
                if kind is TextRun:
                    self._texts([item for item in items if isinstance(item, TextRun)])
                else:
                    for item in items:
                        self._draw(item)
        self._canvas.showPage()

    @contextmanager
    def _clipped(self, clip: Rect | None) -> Iterator[None]:
        if clip is None:
            yield
            return
        self._canvas.saveState()
        path = self._canvas.beginPath()
        path.rect(clip.x, self._height - clip.bottom, clip.width, clip.height)
        self._canvas.clipPath(path, stroke=0, fill=0)
        yield
        self._canvas.restoreState()

    def _draw(self, item: Item) -> None:
        if isinstance(item, Box):
            self._canvas.setFillColorRGB(*_rgb(item.fill))
            rect = item.rect
            self._canvas.rect(rect.x, self._height - rect.bottom, rect.width, rect.height, stroke=0, fill=1)
        elif isinstance(item, Line):
            self._line(item)
        elif isinstance(item, Polygon):
            self._canvas.setFillColorRGB(*_rgb(item.fill))
            path = self._canvas.beginPath()
            (x, y), *others = item.points
            path.moveTo(x, self._height - y)
            for x, y in others:
                path.lineTo(x, self._height - y)
            path.close()
            self._canvas.drawPath(path, stroke=0, fill=1)
        elif isinstance(item, Picture):
            self._picture(item)

    def _line(self, line: Line) -> None:
        self._canvas.setStrokeColorRGB(*_rgb(line.color))
        self._canvas.setLineWidth(line.width)
        self._canvas.setDash(list(line.dash))
        self._canvas.line(line.x1, self._height - line.y1, line.x2, self._height - line.y2)

    def _picture(self, picture: Picture) -> None:
        reader = self._images.get(picture.data)
        if reader is None:
            reader = self._images[picture.data] = ImageReader(io.BytesIO(picture.data))
        rect = picture.rect
        self._canvas.drawImage(reader, rect.x, self._height - rect.bottom, rect.width, rect.height, mask="auto")

    def _texts(self, runs: list[TextRun]) -> None:
        text = self._canvas.beginText()
        font, color = ("", 0.0), ""
        for run in runs:
            wanted = self._font(run.face), run.size
            if wanted != font:
                text.setFont(*wanted)
                font = wanted
            if run.color != color:
                text.setFillColorRGB(*_rgb(run.color))
                color = run.color
            turn = math.radians(run.angle)
            cosine, sine = math.cos(turn), math.sin(turn)
            text.setTextTransform(cosine, sine, -sine, cosine, run.x, self._height - run.y)
            text.textOut(run.text)
        self._canvas.drawText(text)

    def _font(self, face: Face) -> str:
        if face not in self._fonts:
            self._fonts[face] = _registered(self._faces.path(face))
        return self._fonts[face]


class _Font(TTFont):
    """A font whose signs beyond the first 65 536 can be copied from the PDF too: emoji are there."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Put the font into a document."""
        subsets = [list(codes) for codes in self.state[doc].subsets]
        names = [self.getSubsetInternalName(place, doc)[1:] for place in range(len(subsets))]
        super().addObjects(doc)
        objects: dict[str, Any] = doc.idToObject
        for name, codes in zip(names, subsets, strict=True):
            stream = objects[f"toUnicodeCMap:{objects['BasicFonts'].dict[name].BaseFont}"]
            for code in codes:
                if code > 0xFFFF:
                    pair = chr(code).encode("utf-16-be").hex().upper()
                    stream.content = stream.content.replace(f"<{code:04X}>", f"<{pair}>")


@lru_cache(maxsize=64)
def _registered(path: Path) -> str:
    """The name under which reportlab, which keeps its fonts in one list for the whole program, knows a file."""
    name = f"{path.stem} {path.parent}"
    pdfmetrics.registerFont(_Font(name, str(path)))
    return name


def _clip(item: Item) -> Rect | None:
    return None if isinstance(item, Box) else item.clip


def _rgb(color: str) -> tuple[float, float, float]:
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255
