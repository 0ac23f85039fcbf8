"""A sheet of a workbook as a picture: marked cells with their names, one cell current, moved with arrows or mouse."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from pmi_desktop.services.proposing import Area, Mark, SheetPicture, cell_name, column_letters
from pmi_desktop.ui.colours import LIGHT, colours_of
from pmi_desktop.ui.shortcuts import bind
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.page_preview import PagePainter

_SMALLEST, _LARGEST, _STEP = 0.4, 4.0, 1.2
_COMFORTABLE = 1.5
"""The largest zoom, in pixels per point at 100 % text, that a sheet is shown in by itself."""
_STEPS = {
    Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0),
}  # fmt: skip


class SheetView(QAbstractScrollArea):
    """``current_changed`` tells the current cell (or merged range), ``chosen`` that somebody wants to name it."""

    current_changed = Signal(object)
    chosen = Signal(object)

    def __init__(self, fonts: Path) -> None:
        super().__init__()
        self._pages = PagePainter(fonts)
        self._picture: SheetPicture | None = None
        self._marks: tuple[Mark, ...] = ()
        self._current = Area(1, 1, 1, 1)
        self._zoom: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("scrolls_sideways", True)
        self.setAccessibleName("Hoja del archivo")
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        bind("sheet_field", self, lambda: self.chosen.emit(self._current))
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _: self.viewport().update())

    @property
    def current(self) -> Area:
        """The current cell, or merged range."""
        return self._current

    @property
    def zoom(self) -> float:
        """Pixels per point."""
        if self._zoom is not None or self._picture is None:
            return self._zoom or 1.0
        fitting = (self.viewport().width() - self._head.width()) / self._picture.page.width
        size = em(self) / 15
        return max(0.9 * size, min(fitting, _COMFORTABLE * size))

    @property
    def _head(self) -> QSize:
        """The room for the letters of the columns and the numbers of the rows."""
        return QSize(round(2.6 * em(self)), round(1.6 * em(self)))

    def show_picture(self, picture: SheetPicture, marks: Sequence[Mark]) -> None:
        """Show a sheet; the same one keeps its place."""
        same = self._picture is not None and self._picture.name == picture.name
        self._picture, self._marks = picture, tuple(marks)
        self._lay_out()
        if not same:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
            first = self._marks[0].area if self._marks else Area(1, 1, 1, 1)
            self.go_to(picture.area(first.top, first.left))
        self._say()

    def go_to(self, area: Area) -> None:
        """Make a cell the current one and bring it into sight."""
        self._current = area
        rect = self._rect(area).toAlignedRect()
        for bar, start, end, room in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width() - self._head.width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height() - self._head.height()),
        ):
            if start < bar.value() or end - start > room:
                bar.setValue(start - 8)
            elif end > bar.value() + room:
                bar.setValue(end - room + 8)
        self._say()
        self.viewport().update()
        self.current_changed.emit(area)

    def mark_at(self, area: Area) -> Mark | None:
        """What a cell is marked as: bound rather than doubtful."""
        return next((one for one in self._marks if one.area.holds(area.top, area.left)), None)

    def place_of(self, area: Area) -> tuple[int, int]:
        """Where the middle of a cell is, in pixels of the viewport."""
        middle = self._rect(area).center().toPoint() + self._origin()
        return middle.x(), middle.y()

    def text(self, area: Area) -> str:
        """What is typed in a cell."""
        return self._picture.texts.get((area.top, area.left), "") if self._picture is not None else ""

    def sizeHint(self) -> QSize:
        """Room for a good part of a sheet."""
        return QSize(720, 480)

    # -- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part in sight, its marks, and the heads of rows and columns over it."""
        if self._picture is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        head, zoom = self._head, self.zoom
        page = self._picture.page
        painter.save()
        painter.setClipRect(self.viewport().rect().adjusted(head.width(), head.height(), 0, 0))
        painter.translate(self._origin())
        painter.setClipRect(QRectF(0, 0, page.width * zoom, page.height * zoom), Qt.ClipOperation.IntersectClip)
        self._pages.paint(painter, page, zoom)
        for mark in self._marks:
            self._draw_mark(painter, mark)
        self._draw_current(painter)
        painter.restore()
        self._draw_heads(painter)

    def _draw_mark(self, painter: QPainter, mark: Mark) -> None:
        """Colours are those of the light look: the paper is white in both."""
        rect = self._rect(mark.area).adjusted(1, 1, -1, -1)
        colour = QColor(LIGHT.warn if mark.doubt else LIGHT.accent)
        tint = QColor(colour)
        tint.setAlpha(36)
        painter.fillRect(rect, tint)
        dashes = Qt.PenStyle.DashLine if mark.doubt else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2 if mark.doubt else 1.4, dashes))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        font = QFont(self.font())
        font.setPixelSize(max(9, round(8.5 * self.zoom)))
        painter.setFont(font)
        room = rect.adjusted(3, 1, -3, -1).toRect()
        if mark.doubt or self.text(mark.area):
            self._draw_beside(painter, room, "?" if mark.doubt else "✓", colour)
        else:
            self._draw_name(painter, room, mark.name)

    def _draw_beside(self, painter: QPainter, room: QRect, sign: str, colour: QColor) -> None:
        """A sign in the corner of a cell that says something already."""
        metrics = painter.fontMetrics()
        size = QSize(metrics.horizontalAdvance(sign) + 4, min(metrics.height(), room.height()))
        ground = QRect(QPoint(room.right() - size.width(), room.top()), size)
        painter.fillRect(ground, QColor(LIGHT.surface))
        painter.setPen(colour)
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), sign)

    def _draw_name(self, painter: QPainter, room: QRect, name: str) -> None:
        """On as many lines as there are; a name that is longer still ends in dots, and is whole in the panel."""
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        metrics = painter.fontMetrics()
        if metrics.boundingRect(room, flags, name).width() > room.width() or room.height() < 2 * metrics.height():
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        ground = metrics.boundingRect(room, flags, name).intersected(room)
        painter.fillRect(ground, QColor(LIGHT.soft))
        painter.drawText(room, flags, name)

    def _draw_current(self, painter: QPainter) -> None:
        rect = self._rect(self._current)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.surface), 5))
        painter.drawRect(rect)
        painter.setPen(QPen(QColor(LIGHT.text if self.hasFocus() else LIGHT.edge), 3))
        painter.drawRect(rect)

    def _draw_heads(self, painter: QPainter) -> None:
        """Letters and numbers, as an office program shows them."""
        picture = self._picture
        assert picture is not None
        colours, head, origin = colours_of(self), self._head, self._origin()
        wide, high = self.viewport().width(), self.viewport().height()
        painter.fillRect(QRect(0, 0, wide, head.height()), QColor(colours.window))
        painter.fillRect(QRect(0, 0, head.width(), high), QColor(colours.window))
        font = QFont(self.font())
        font.setPixelSize(round(0.8 * em(self)))
        painter.setFont(font)
        for column in range(1, picture.last[1] + 1):
            left, right = (origin.x() + picture.columns[at] * self.zoom for at in (column - 1, column))
            if right > head.width() and left < wide and right - left > 1:
                self._head_cell(painter, QRectF(left, 0, right - left, head.height()), column_letters(column),
                                here=self._current.left <= column <= self._current.right, along=True)  # fmt: skip
        for row in range(1, picture.last[0] + 1):
            top, bottom = (origin.y() + picture.rows[at] * self.zoom for at in (row - 1, row))
            if bottom > head.height() and top < high and bottom - top > 1:
                self._head_cell(painter, QRectF(0, top, head.width(), bottom - top), str(row),
                                here=self._current.top <= row <= self._current.bottom, along=False)  # fmt: skip
        painter.fillRect(QRect(0, 0, head.width(), head.height()), QColor(colours.window))

    def _head_cell(self, painter: QPainter, rect: QRectF, words: str, *, here: bool, along: bool) -> None:
        colours, head = colours_of(self), self._head
        if along:
            rect.setLeft(max(rect.left(), head.width()))
        else:
            rect.setTop(max(rect.top(), head.height()))
        if here:
            painter.fillRect(rect, QColor(colours.soft))
        painter.setPen(QColor(colours.line))
        painter.drawRect(rect)
        room = rect.width() if along else rect.height()
        needed = painter.fontMetrics().horizontalAdvance(words) if along else painter.fontMetrics().ascent()
        if needed <= room:
            painter.setPen(QColor(colours.text if here else colours.muted))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)

    # -- keys and mouse -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move from cell to cell, Ctrl with + and − zooms."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _STEPS and not control:
            self._move(*_STEPS[key])
        elif key == Qt.Key.Key_Home and self._picture is not None:
            self.go_to(self._picture.area(1 if control else self._current.top, 1))
        elif control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self.zoom * _STEP)
        elif control and key == Qt.Key.Key_Minus:
            self.set_zoom(self.zoom / _STEP)
        elif control and key == Qt.Key.Key_0:
            self.set_zoom(None)
        else:
            super().keyPressEvent(event)

    def _move(self, down: int, right: int) -> None:
        """To the next cell that can be seen, whatever is merged."""
        picture = self._picture
        if picture is None:
            return
        row = self._current.bottom if down > 0 else self._current.top
        column = self._current.right if right > 0 else self._current.left
        while True:
            row, column = row + down, column + right
            if not (1 <= row <= picture.last[0] and 1 <= column <= picture.last[1]):
                return
            area = picture.area(row, column)
            rect = picture.rect(area)
            if rect.width > 0 and rect.height > 0:
                self.go_to(area)
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the cell under the pointer the current one."""
        area = self._under(event.position().toPoint())
        if area is not None:
            self.go_to(area)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Name it."""
        if self._under(event.position().toPoint()) is not None:
            self.chosen.emit(self._current)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the whole name of a mark that has no room for it."""
        if isinstance(event, QHelpEvent):
            area = self._under(event.pos())
            mark = self.mark_at(area) if area is not None else None
            QToolTip.showText(event.globalPos(), f"{mark.name}. {mark.doubt}" if mark and mark.doubt
                              else mark.name if mark else "", self.viewport())  # fmt: skip
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def set_zoom(self, zoom: float | None) -> None:
        """Pixels per point; None for what fits."""
        self._zoom = None if zoom is None else min(_LARGEST, max(_SMALLEST, zoom))
        self._lay_out()
        self.go_to(self._current)

    # -- measures -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_picture"):
            self._lay_out()

    def _lay_out(self) -> None:
        if self._picture is None:
            return
        page, zoom, head = self._picture.page, self.zoom, self._head
        for bar, length, room in (
            (self.horizontalScrollBar(), page.width * zoom, self.viewport().width() - head.width()),
            (self.verticalScrollBar(), page.height * zoom, self.viewport().height() - head.height()),
        ):
            bar.setRange(0, max(0, round(length - room)))
            bar.setPageStep(max(1, room))
            bar.setSingleStep(32)
        self.viewport().update()

    def _origin(self) -> QPoint:
        head = self._head
        return QPoint(
            head.width() - self.horizontalScrollBar().value(), head.height() - self.verticalScrollBar().value()
        )

    def _rect(self, area: Area) -> QRectF:
        """In pixels from the sheet's corner."""
        if self._picture is None:
            return QRectF()
        rect, zoom = self._picture.rect(area), self.zoom
        return QRectF(rect.x * zoom, rect.y * zoom, rect.width * zoom, rect.height * zoom)

    def _under(self, point: QPoint) -> Area | None:
        head = self._head
        if self._picture is None or point.x() < head.width() or point.y() < head.height():
            return None
        place = point - self._origin()
        return self._picture.at(place.x() / self.zoom, place.y() / self.zoom)

    def _say(self) -> None:
        """The current cell in words, for those who listen."""
        mark, text = self.mark_at(self._current), self.text(self._current)
        where = f"Celda {cell_name(self._current.top, self._current.left)}"
        what = f"campo {mark.name}" if mark and mark.path else f"duda: {mark.doubt}" if mark else "sin campo"
        said = f". Dice «{text}»" if text else ""
        self.setAccessibleDescription(
            f"{where}, {what}{said}. Muévase con las flechas; con Enter elige el campo de la celda."
        )
