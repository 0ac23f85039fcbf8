"""Numbers with what each means, one below the other, one of them chosen: a single stop of the Tab key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmi_desktop.ui.colours import Colours, colours_of
from pmi_desktop.ui.theme import em

FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
"""How texts are set within a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where a number is drawn: ``area`` is all of it, ``meaning`` and, where it has one, ``name`` are its texts'."""

    value: int
    area: QRect
    meaning: QRect
    name: QRect


class RowPicker(QWidget):
    """As high as its texts need in the width it gets; ``clicked`` carries the number somebody clicked on.

    What a click does, the keys, and how a row looks are those of who derives it.
    """

    clicked = Signal(int)
    usual: ClassVar[int]
    """Its width where nothing else decides, in letters' widths."""
    least: ClassVar[int]
    """The narrowest, in letters' widths."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen: int | None = None
        self._hovered: int | None = None
        self._laid: dict[tuple[int, str], Sequence[Row]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # For who derives it.

    def lay_rows(self, width: int) -> Sequence[Row]:
        """Where everything stands in a width."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, row: Row, colours: Colours) -> None:
        """What stands on a row; its ground is painted already."""
        raise NotImplementedError

    def chosen(self) -> int | None:
        """The number shown as chosen."""
        return self._chosen

    def show_chosen(self, value: int | None) -> None:
        """Show a number as chosen, or that none is."""
        if value != self._chosen:
            self._chosen = value
            self.update()

    def lay_again(self) -> None:
        """Its texts are others now."""
        self._laid.clear()
        self.updateGeometry()
        self.update()

    # Qt's.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the focus along."""
        row = self._row_at(event.position().toPoint())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.clicked.emit(row.value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would choose."""
        row = self._row_at(event.position().toPoint())
        self._hover(row.value if row else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def hasHeightForWidth(self) -> bool:
        """It is as high as its meanings need."""
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_rows(width)[-1].area.bottom() + 4

    def sizeHint(self) -> QSize:
        width = self.usual * em(self)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        least = self.least * em(self)
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """The same in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.lay_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a frame while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        framed = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(framed, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in self._laid_rows(self.width()):
            if row.value == self._chosen:
                painter.fillRect(row.area, QColor(colours.soft))
                painter.fillRect(QRect(row.area.left(), row.area.top(), 4, row.area.height()), QColor(colours.accent))
            elif row.value == self._hovered:
                painter.fillRect(row.area, QColor(colours.window))
            self.paint_row(painter, row, colours)
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if focus else colours.edge), 2 if focus else 1))
        painter.drawRoundedRect(framed, 5, 5)

    def _laid_rows(self, width: int) -> Sequence[Row]:
        """Layouts ask for several widths, again and again."""
        asked = (width, self.font().key())
        if asked not in self._laid:
            self._laid[asked] = self.lay_rows(width)
        return self._laid[asked]

    def _row_at(self, place: QPoint) -> Row | None:
        return next((row for row in self._laid_rows(self.width()) if row.area.contains(place)), None)

    def _hover(self, value: int | None) -> None:
        if value != self._hovered:
            self._hovered = value
            self.update()


def paint_level(
    painter: QPainter, box: QRectF, sign: str, colours: Colours, *, chosen: bool, font: QFont, ring: bool = False
) -> None:
    """A sign in a square, filled when it is a fact; ``ring`` draws it round, for what has no level."""
    radius = box.width() / 2 if ring else 4
    painter.setPen(QPen(QColor(colours.accent if chosen else colours.edge), 1.4))
    painter.setBrush(QColor(colours.accent) if chosen else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(colours.on_accent if chosen else colours.text))
    painter.setFont(font)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)


def bold(font: QFont) -> QFont:
    """The same typeface, half bold."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def small(font: QFont) -> QFont:
    """The same typeface, a little smaller."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.92)
    return made
