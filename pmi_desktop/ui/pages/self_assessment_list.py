"""The components of an area under their processes, each with how it stands in a sign and a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmi_desktop.domain.catalog import Area
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.labels import breakable
from pmi_desktop.ui.pages.self_assessment_walk import Walk, standing
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.lists import narrowest
from pmi_desktop.ui.widgets.row_picker import paint_level

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A process (without ``key``) or a component with the ``sign`` and the words of how it stands."""

    key: str
    name: str
    sign: str = ""
    word: str = ""


def lines_of(walk: Walk, area: Area, *, only_pending: bool, current: str) -> list[Line]:
    """An area's lines; with ``only_pending`` those that are not rated yet and the current one."""
    lines: list[Line] = []
    for process in area.processes:
        shown = [one for one in process.components if not only_pending or one.id == current or walk.is_pending(one.id)]
        if shown:
            lines.append(Line("", f"{process.id} {process.name}"))
        lines += [_line(walk.rating(one.id), f"{one.id} {one.name}") for one in shown]
    return lines


def _line(rating: Rating, name: str) -> Line:
    sign = "N" if rating.not_applicable else "" if rating.level is None else str(rating.level)
    word = standing(rating)
    return Line(rating.key, name, sign, word[2:] if rating.level and not rating.not_applicable else word)


class ComponentModel(QAbstractListModel):
    """The lines; a rating's key is in ``Qt.UserRole``, processes have none and cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Show these, repainting only what differs."""
        if [(one.key, one.name) for one in lines] != [(one.key, one.name) for one in self._lines]:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        changed = [row for row, line in enumerate(lines) if line != self._lines[row]]
        self._lines = lines
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def index_of(self, key: str) -> QModelIndex:
        """Where a rating stands; an invalid index when it is not shown."""
        return next((self.index(row) for row, line in enumerate(self._lines) if line.key == key), QModelIndex())

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Processes are headings only."""
        one = self._lines[index.row()].key if index.isValid() else ""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if one else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        told = f"{line.name}: {f'{line.sign} {line.word}'.strip()}" if line.key else line.name
        return {
            Qt.ItemDataRole.DisplayRole: line.name,
            Qt.ItemDataRole.AccessibleTextRole: told,
            Qt.ItemDataRole.UserRole: line.key or None,
            _LINE: line,
        }.get(role)


class ComponentDelegate(QStyledItemDelegate):
    """A sign at the left, the whole name, and below it the word."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._known: dict[tuple[str, str, int, str], tuple[QRect, QRect]] = {}

    def _places(self, line: Line) -> tuple[QRect, QRect]:
        """Where name and word stand in a line whose corner is at the origin; asked for every line at every key."""
        known = (line.name, line.word, narrowest(self._view), self._view.font().key())
        if known not in self._known:
            self._known[known] = self._measured(line)
        return self._known[known]

    def _measured(self, line: Line) -> tuple[QRect, QRect]:
        letter = em(self._view)
        left = round(letter * 2.9) if line.key else round(letter * 0.8)
        room = max(narrowest(self._view) - left - round(letter * 0.6), 4 * letter)
        top = round(letter * (0.45 if line.key else 0.7))
        metrics = QFontMetrics(self._font(line))
        name = QRect(
            left, top, room, metrics.boundingRect(QRect(0, 0, room, 9999), _FLAGS, breakable(line.name)).height()
        )
        told = metrics.boundingRect(QRect(0, 0, room, 9999), _FLAGS, breakable(line.word)).height() if line.key else 0
        word = QRect(left, name.bottom() + 1, room, told)
        return name, word

    def _font(self, line: Line) -> QFont:
        font = QFont(self._view.font())
        if not line.key:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs at the list's width."""
        _, word = self._places(index.data(_LINE))
        return QSize(self._view.viewport().width(), word.bottom() + 1 + round(em(self._view) * 0.45))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it in the theme's colours."""
        line: Line = index.data(_LINE)
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
        painter.drawText(name.translated(rect.topLeft()), _FLAGS, breakable(line.name))
        if line.key:
            painter.setPen(QColor(colours.muted))
            painter.drawText(word.translated(rect.topLeft()), _FLAGS, breakable(line.word))
            box = QRectF(rect.left() + letter * 0.8, rect.top() + name.top(), letter * 1.5, letter * 1.5)
            level = line.sign.isdecimal()
            paint_level(painter, box, line.sign, colours, chosen=level, font=bold, ring=not level)
        painter.restore()


class ComponentView(QListView):
    """The list of an area's components."""

    def __init__(self, model: ComponentModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName(Rating.KIND)
        self.setAccessibleName("Componentes del área")
        self.setAccessibleDescription("Elija con las flechas; Tab lleva a los niveles del componente elegido.")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setItemDelegate(ComponentDelegate(self))

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
        """A digit typed here is neither a rating nor a jump to another component."""
