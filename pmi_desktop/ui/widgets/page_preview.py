"""Printed pages on the screen, one below the other, as they will come out on paper."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QRawFont,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from pmi_desktop.services.preview import (
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
    font_file,
)

_GAP = 16
_SHADOW = 2
_SMALLEST, _LARGEST, _STEP = 0.25, 4.0, 1.2
_EMPTY = Document("", "", ())


class PagePainter:
    """Draws pages with any painter; ``fonts`` is the folder of the bundled fonts.

    Letters stand where the PDF has them: each glyph by the file's own width, without kerning or ligatures.
    """

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._raw: dict[tuple[Face, float], QRawFont] = {}
        self._images: dict[bytes, QImage] = {}

    def paint(self, painter: QPainter, page: Page, zoom: float) -> None:
        """Draw a page at the painter's origin; ``zoom`` is pixels per point."""
        painter.fillRect(QRectF(0, 0, page.width * zoom, page.height * zoom), Qt.GlobalColor.white)
        for item in page.items:
            clip = None if isinstance(item, Box) else item.clip
            if clip is not None:
                painter.save()
                painter.setClipRect(_rect(clip, zoom), Qt.ClipOperation.IntersectClip)
            self._draw(painter, item, zoom)
            if clip is not None:
                painter.restore()

    def _draw(self, painter: QPainter, item: Item, zoom: float) -> None:
        if isinstance(item, Box):
            painter.fillRect(_rect(item.rect, zoom), QColor(item.fill))
        elif isinstance(item, Line):
            painter.setPen(_pen(item, zoom))
            painter.drawLine(QPointF(item.x1 * zoom, item.y1 * zoom), QPointF(item.x2 * zoom, item.y2 * zoom))
        elif isinstance(item, Polygon):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(QColor(item.fill)))
            painter.drawPolygon(QPolygonF([QPointF(x * zoom, y * zoom) for x, y in item.points]))
        elif isinstance(item, TextRun):
            self._text(painter, item, zoom)
        elif isinstance(item, Picture):
            painter.drawImage(_rect(item.rect, zoom), self._image(item.data))

    def _text(self, painter: QPainter, run: TextRun, zoom: float) -> None:
        raw = self._font(run.face, run.size * zoom)
        indexes = raw.glyphIndexesForString(run.text)
        places: list[QPointF] = []
        x = 0.0
        for advance in raw.advancesForGlyphIndexes(indexes):
            places.append(QPointF(x, 0.0))
            x += advance.x()
        glyphs = QGlyphRun()
        glyphs.setRawFont(raw)
        glyphs.setGlyphIndexes(indexes)
        glyphs.setPositions(places)
        painter.setPen(QColor(run.color))
        origin = QPointF(run.x * zoom, run.y * zoom)
        if not run.angle:
            painter.drawGlyphRun(origin, glyphs)
            return
        painter.save()
        painter.translate(origin)
        painter.rotate(-run.angle)
        painter.drawGlyphRun(QPointF(0.0, 0.0), glyphs)
        painter.restore()

    def _font(self, face: Face, pixels: float) -> QRawFont:
        key = face, round(pixels, 2)
        if key not in self._raw:
            file = str(font_file(self._fonts, face))
            self._raw[key] = QRawFont(file, key[1], QFont.HintingPreference.PreferNoHinting)
        return self._raw[key]

    def _image(self, data: bytes) -> QImage:
        if data not in self._images:
            self._images[data] = QImage.fromData(data)
        return self._images[data]


class PagePreview(QAbstractScrollArea):
    """The pages of a document, as wide as the window allows or at a zoom chosen with Ctrl and + or −.

    ``page_changed`` tells the page in sight, counted from 0.
    """

    page_changed = Signal(int)

    def __init__(self, fonts: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = PagePainter(fonts)
        self._document = _EMPTY
        self._chosen: float | None = None
        self._page = 0
        self.setAccessibleName("Vista previa")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._say()

    @property
    def document(self) -> Document:
        """What is shown."""
        return self._document

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """Pixels per point."""
        return self._chosen if self._chosen is not None else self._fitting()

    def show_document(self, document: Document) -> None:
        """Show another document from its first page."""
        self._document = document
        self._lay_out()
        self.go_to(0)
        self._say()

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < len(self._document.pages):
            self.verticalScrollBar().setValue(round(self._tops()[page]))
        self._on_scrolled()

    def set_zoom(self, zoom: float | None) -> None:
        """Pixels per point; None for as wide as the window."""
        page = self._page
        self._chosen = None if zoom is None else min(_LARGEST, max(_SMALLEST, zoom))
        self._lay_out()
        self.go_to(page)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Room for a page at its natural size."""
        return QSize(680, 560)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        zoom, shown = self.zoom, self.viewport().height()
        left, above = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, top in zip(self._document.pages, self._tops(), strict=True):
            wide, high = page.width * zoom, page.height * zoom
            y = top + _GAP - above
            if y > shown or y + high < 0:
                continue
            x = max(float(_GAP), (self.viewport().width() - wide) / 2) - left
            painter.save()
            painter.translate(round(x), round(y))
            painter.fillRect(QRectF(_SHADOW, _SHADOW, wide, high), self.palette().color(QPalette.ColorRole.Dark))
            painter.setClipRect(QRectF(0, 0, wide, high))
            self._painter.paint(painter, page, zoom)
            painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in sight while the window changes."""
        page = self._page
        self._lay_out()
        if self._chosen is None:
            self.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page by page, to both ends, and larger or smaller."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in steps:
            self.go_to(min(max(self._page + steps[Qt.Key(event.key())], 0), len(self._document.pages) - 1))
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._document.pages) - 1)
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self.zoom * _STEP)
        elif control and event.key() == Qt.Key.Key_Minus:
            self.set_zoom(self.zoom / _STEP)
        elif control and event.key() == Qt.Key.Key_0:
            self.set_zoom(None)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def _fitting(self) -> float:
        widest = max((page.width for page in self._document.pages), default=612.0)
        return min(_LARGEST, max(_SMALLEST, (self.viewport().width() - 2 * _GAP) / widest))

    def _tops(self) -> list[float]:
        """Where each page begins, the gap above it included."""
        tops: list[float] = []
        y = 0.0
        for page in self._document.pages:
            tops.append(y)
            y += page.height * self.zoom + _GAP
        return tops

    def _lay_out(self) -> None:
        zoom, pages = self.zoom, self._document.pages
        high = sum(page.height * zoom + _GAP for page in pages) + _GAP
        wide = max((page.width * zoom for page in pages), default=0.0) + 2 * _GAP
        shown = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, round(high - shown.height())))
        self.verticalScrollBar().setPageStep(shown.height())
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, round(wide - shown.width()) if self._chosen is not None else 0))
        self.horizontalScrollBar().setPageStep(shown.width())
        self.viewport().update()

    def _on_scrolled(self) -> None:
        # A page counts as in sight from when its top third has come up.
        reached = self.verticalScrollBar().value() + self.viewport().height() / 3
        tops = self._tops()
        at_end = tops and self.verticalScrollBar().value() == self.verticalScrollBar().maximum() > 0
        page = len(tops) - 1 if at_end else max((at for at, top in enumerate(tops) if top <= reached), default=0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
            self._say()
        self.viewport().update()

    def _say(self) -> None:
        count = len(self._document.pages)
        self.setAccessibleDescription(f"Página {self._page + 1} de {count}" if count else "Sin páginas")


def _rect(rect: Rect, zoom: float) -> QRectF:
    return QRectF(rect.x * zoom, rect.y * zoom, rect.width * zoom, rect.height * zoom)


def _pen(line: Line, zoom: float) -> QPen:
    # Below one pixel a line would only turn paler; on a screen it may as well be seen.
    width = max(line.width * zoom, 0.6)
    pen = QPen(QColor(line.color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if line.dash:
        # Qt counts dashes in widths of the line.
        pen.setDashPattern([max(length * zoom / width, 0.1) for length in line.dash])
    return pen
