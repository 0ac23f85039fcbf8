"""A list whose lines say in a sign and in words how each thing stands, under headings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.labels import breakable
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.lists import FLAGS, LINE, Index, LineModel, ListLine, narrowest, set_up_list
from pmi_desktop.ui.widgets.row_picker import paint_level


class SignDelegate(QStyledItemDelegate):
    """A sign at the left, the whole name, and below it the words."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._known: dict[tuple[str, str, int, str], tuple[QRect, QRect]] = {}

    def _places(self, line: ListLine) -> tuple[QRect, QRect]:
        """Where name and word stand in a line whose corner is at the origin; asked for every line at every key."""
        known = (line.name, line.word, narrowest(self._view), self._view.font().key())
        if known not in self._known:
            self._known[known] = self._measured(line)
        return self._known[known]

    def _measured(self, line: ListLine) -> tuple[QRect, QRect]:
        letter = em(self._view)
        left = round(letter * 2.9) if line.key else round(letter * 0.8)
        room = max(narrowest(self._view) - left - round(letter * 0.6), 4 * letter)
        top = round(letter * (0.45 if line.key else 0.7))
        metrics = QFontMetrics(self._font(line))
        name = QRect(
            left, top, room, metrics.boundingRect(QRect(0, 0, room, 9999), FLAGS, breakable(line.name)).height()
        )
        told = metrics.boundingRect(QRect(0, 0, room, 9999), FLAGS, breakable(line.word)).height() if line.key else 0
        word = QRect(left, name.bottom() + 1, room, told)
        return name, word

    def _font(self, line: ListLine) -> QFont:
        font = QFont(self._view.font())
        if not line.key:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs at the list's width."""
        _, word = self._places(index.data(LINE))
        return QSize(self._view.viewport().width(), word.bottom() + 1 + round(em(self._view) * 0.45))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it in the theme's colours."""
        line: ListLine = index.data(LINE)
        drawn: Any = option
        rect: QRect = drawn.rect
        colours, letter = colours_of(self._view), em(self._view)
        name, word = self._places(line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        if not line.key:
            painter.fillRect(rect, QColor(colours.window))
        elif drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(colours.accent))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.window))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._font(line))
        painter.setPen(QColor(colours.text if line.key else colours.muted))
        painter.drawText(name.translated(rect.topLeft()), FLAGS, breakable(line.name))
        if line.key:
            painter.setPen(QColor(colours.muted))
            painter.drawText(word.translated(rect.topLeft()), FLAGS, breakable(line.word))
            box = QRectF(rect.left() + letter * 0.8, rect.top() + name.top(), letter * 1.5, letter * 1.5)
            level = line.sign.isdecimal()
            paint_level(painter, box, line.sign, colours, chosen=level, font=bold, ring=not level)
        painter.restore()


class SignView(QListView):
    """The list; ``name`` is its ``objectName``, ``said`` and ``description`` what those hear who do not see it."""

    def __init__(self, model: LineModel, name: str, said: str, description: str) -> None:
        super().__init__()
        self.setModel(model)
        set_up_list(self, name, said, description)
        self.setMouseTracking(True)
        self.setItemDelegate(SignDelegate(self))

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802  # Qt's name
        """Measure all lines anew only when one is higher or lower than it was: Qt would at every key."""
        changed = [self.model().index(row, 0) for row in range(first.row(), last.row() + 1)]
        if all(self.sizeHintForIndex(one).height() == self.visualRect(one).height() for one in changed):
            for one in changed:
                self.update(one)
        else:
            super().dataChanged(first, last, roles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width, of which a list takes no notice by itself."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  # Qt's name
        """A digit typed here is neither a rating nor a jump to another line."""
