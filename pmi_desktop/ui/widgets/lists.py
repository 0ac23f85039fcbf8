"""Lists of lines: what stands in them, how they behave, and how whole texts are painted, broken where they must."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.labels import breakable

PAD = 8
BAR = 4
LINE = Qt.ItemDataRole.UserRole + 1
"""The role in which a model of lines holds the :class:`ListLine` itself."""
FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
"""How the texts of a line are set."""
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list, with the ``sign`` and the words of how it stands; without ``key``, a heading."""

    key: str
    name: str
    sign: str = ""
    word: str = ""


class LineModel(QAbstractListModel):
    """Lines; their keys are in ``Qt.UserRole``. Headings have none and cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[ListLine] = ()

    def show_lines(self, lines: Sequence[ListLine]) -> None:
        """Show these, repainting only what differs."""
        if [one.key for one in lines] != [one.key for one in self._lines]:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        changed = [row for row, line in enumerate(lines) if line != self._lines[row]]
        self._lines = lines
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def keys(self) -> list[str]:
        """Those of the lines, from above; headings have none."""
        return [line.key for line in self._lines if line.key]

    def row_of(self, key: str) -> int:
        """The row of a line, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def index_of(self, key: str) -> QModelIndex:
        """Where a line stands; an invalid index when it is not shown."""
        return self.index(self.row_of(key))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only read."""
        key = self._lines[index.row()].key if index.isValid() else ""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if key else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        told = f"{line.sign} {line.word}".strip()
        return {
            Qt.ItemDataRole.DisplayRole: line.name,
            Qt.ItemDataRole.AccessibleTextRole: f"{line.name}: {told}" if told else line.name,
            Qt.ItemDataRole.UserRole: line.key or None,
            LINE: line,
        }.get(role)


def set_up_list(view: QListView, name: str, said: str, description: str) -> None:
    """What all our lists are: whole lines, one of them current, not edited in place, never scrolled sideways."""
    view.setObjectName(name)
    view.setAccessibleName(said)
    view.setAccessibleDescription(description)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setResizeMode(QListView.ResizeMode.Adjust)


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
        height = metrics.boundingRect(QRect(0, 0, self._room(), 10_000), FLAGS, self.text(index)).height()
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
        painter.drawText(rect.adjusted(PAD + BAR, PAD, -PAD, -PAD), FLAGS, self.text(index))
        painter.restore()
