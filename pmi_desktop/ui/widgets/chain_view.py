"""The tree of the chain: whole texts, what is bare in words, keys and dragging."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent, QStaticText, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from pmi_desktop.domain.chain import Link
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.labels import breakable
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.chain_model import IDENT, LINE, ChainModel, Line
from pmi_desktop.ui.widgets.lists import Index, narrowest
from pmi_desktop.ui.widgets.row_picker import bold, small

_PAD = 6


@dataclass(frozen=True, slots=True)
class _Laid:
    """A text broken into lines, with its typeface, the name of its colour, and its height."""

    text: QStaticText
    font: QFont
    colour: str
    height: int


class ChainDelegate(QStyledItemDelegate):
    """Paints a line: heading, text, people and what is bare, below each other. Each is broken into lines once."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._laid: dict[tuple[Line, int], tuple[_Laid, ...]] = {}
        self._fonts: tuple[QFont, ...] = ()
        self._font_key = ""

    def _room(self, line: Line) -> int:
        view = self._view
        return max(narrowest(view) - view.indentation() * (line.depth + 1) - 2 * _PAD, 40)

    def _lay_out(self, line: Line) -> tuple[_Laid, ...]:
        font = self._view.font()
        if self._font_key != font.key():
            self._laid.clear()
            self._font_key = font.key()
            self._fonts = (bold(small(font)), font, small(font))
        place = (line, self._room(line))
        if place not in self._laid:
            heading, plain, light = self._fonts
            parts = (
                (line.heading, heading, "muted"),
                (line.text, plain, "text"),
                (line.people, light, "muted"),
                (line.lacks, heading, "warn"),
            )
            self._laid[place] = tuple(_laid(text, font, colour, place[1]) for text, font, colour in parts if text)
        return self._laid[place]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its texts need at the tree's width."""
        line: Line = index.data(LINE)
        return QSize(self._room(line), sum(one.height for one in self._lay_out(line)) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it in the theme's colours."""
        line: Line = index.data(LINE)
        drawn: Any = option
        rect: QRect = drawn.rect
        colours = colours_of(self._view)
        painter.save()
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.window))
        painter.setPen(QColor(colours.line))
        if line.depth == 0 and rect.top() > 0:
            painter.drawLine(0, rect.top(), rect.right(), rect.top())
        top = rect.top() + _PAD
        for one in self._lay_out(line):
            painter.setFont(one.font)
            painter.setPen(QColor(getattr(colours, one.colour)))
            painter.drawStaticText(rect.left() + _PAD + 2, top, one.text)
            top += one.height
        painter.restore()


def _laid(text: str, font: QFont, colour: str, room: int) -> _Laid:
    static = QStaticText(breakable(text).replace("\n", "\N{LINE SEPARATOR}"))
    static.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    static.setTextOption(option)
    static.setTextWidth(room)
    static.prepare(font=font)
    return _Laid(static, font, colour, ceil(static.size().height()))


class ChainView(QTreeView):
    """The tree, all open at first; what somebody closes stays closed while the page lives."""

    def __init__(self, model: ChainModel) -> None:
        super().__init__()
        self._chain = model
        self._closed: set[Ident] = set()
        self.setModel(model)
        self.setObjectName("chain")
        self.setAccessibleName("Cadena de factores, objetivos, metas, indicadores y acciones")
        self.setAccessibleDescription(
            "Elija con las flechas; izquierda cierra y derecha abre. Insert agrega lo que cuelga de lo elegido, Supr lo"
            " elimina, Alt con flecha arriba o abajo lo mueve."
        )
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setItemDelegate(ChainDelegate(self))
        self.collapsed.connect(lambda index: self._closed.add(index.data(IDENT)))
        self.expanded.connect(lambda index: self._closed.discard(index.data(IDENT)))

    def show_chain(self, plan: Plan, chain: tuple[Link, ...], current: Ident) -> None:
        """Show a chain with one line current, without telling anybody that it became so; the place is kept."""
        selection, place = self.selectionModel(), self.verticalScrollBar().value()
        selection.blockSignals(True)
        if self._chain.show(plan, chain):
            self._open()
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(place)
        index = self._chain.index_of(current)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            selection.select(index, selection.SelectionFlag.ClearAndSelect)
            self.viewport().update()
        selection.blockSignals(False)

    def choose(self, ident: Ident) -> None:
        """Make a line the current one, in sight."""
        index = self._chain.index_of(ident)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _open(self) -> None:
        closed = [index for ident in self._closed if (index := self._chain.index_of(ident)).isValid()]
        self._closed = {index.data(IDENT) for index in closed}
        kept = set(self._closed)
        self.expandAll()
        for index in closed:
            self.collapse(index)
        self._closed = kept

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        """A triangle beside the heading, pointing down where the line is open."""
        if not self._chain.rowCount(index):
            return
        letter = em(self)
        side = letter * 0.42
        x, y = rect.right() - letter * 0.55, rect.top() + _PAD + letter * 0.62
        corners = (
            [QPointF(x - side, y - side / 2), QPointF(x + side, y - side / 2), QPointF(x, y + side * 0.8)]
            if self.isExpanded(index)
            else [QPointF(x - side / 2, y - side), QPointF(x - side / 2, y + side), QPointF(x + side * 0.8, y)]
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours_of(self).muted))
        painter.drawPolygon(corners)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self.setIndentation(round(em(self) * 1.1))
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def scrollTo(  # noqa: N802  # Qt's name
        self, index: QModelIndex | Any, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Up and down only."""
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(0)
