"""How lines of lists are painted: whole texts, broken where they must, never cut off."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.labels import breakable

PAD = 8
BAR = 4
Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def narrowest(view: QAbstractItemView) -> int:
    """The width of a view's lines beside its scroll bar, also while that is not there.

    A view keeps the heights it asked for before the bar came: measured without it they would be too low.
    """
    bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view.verticalScrollBar())
    return min(view.viewport().width(), view.width() - 2 * view.frameWidth() - bar)


class TitleDelegate(QStyledItemDelegate):
    """A line with its whole text, a bar at the left where it is the current one, a thin line below."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def text(self, index: Index) -> str:
        """What the line says."""
        return breakable(str(index.data() or ""))

    def _room(self) -> int:
        return max(narrowest(self._view) - 2 * PAD - BAR, 40)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs at the list's width."""
        metrics = self._view.fontMetrics()
        height = metrics.boundingRect(QRect(0, 0, self._room(), 10_000), int(_FLAGS), self.text(index)).height()
        return QSize(self._view.viewport().width(), height + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it in the theme's colours."""
        drawn: Any = option
        colours = colours_of(self._view)
        painter.save()
        rect: QRect = drawn.rect
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft))
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), QColor(colours.accent))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.window))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(colours.text))
        painter.drawText(rect.adjusted(PAD + BAR, PAD, -PAD, -PAD), int(_FLAGS), self.text(index))
        painter.restore()
