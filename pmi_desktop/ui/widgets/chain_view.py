"""The tree of the chain: whole texts, what is bare in words, keys and dragging."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from pmi_desktop.domain.chain import Link
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.chain_model import IDENT, LINE, ChainModel, Index, Line
from pmi_desktop.ui.widgets.level_picker import bold, small

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PAD = 6


class ChainDelegate(QStyledItemDelegate):
    """Paints a line: heading, text, people and what is bare, below each other. Heights are measured once."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[Line, int], tuple[int, ...]] = {}
        self._font_key = ""

    def _room(self, line: Line) -> int:
        view = self._view
        return max(view.viewport().width() - view.indentation() * (line.depth + 1) - 2 * _PAD, 40)

    def _parts(self, line: Line) -> tuple[tuple[str, QFont, str], ...]:
        """What stands below each other, with its typeface and the name of its colour."""
        font = self._view.font()
        parts = (
            (line.heading, bold(small(font)), "muted"),
            (line.text, bold(font) if line.depth == 0 else font, "text"),
            (line.people, small(font), "muted"),
            (line.lacks, bold(small(font)), "warn"),
        )
        return tuple(part for part in parts if part[0])

    def _measured(self, line: Line) -> tuple[int, ...]:
        if self._font_key != self._view.font().key():
            self._heights.clear()
            self._font_key = self._view.font().key()
        room = self._room(line)
        if (line, room) not in self._heights:
            self._heights[line, room] = tuple(
                QFontMetrics(font).boundingRect(QRect(0, 0, room, 10_000), _FLAGS, text).height()
                for text, font, _ in self._parts(line)
            )
        return self._heights[line, room]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its texts need at the tree's width."""
        line: Line = index.data(LINE)
        return QSize(self._room(line), sum(self._measured(line)) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it in the theme's colours."""
        line: Line = index.data(LINE)
        drawn: Any = option
        rect: QRect = drawn.rect
        colours = colours_of(self._view)
        whole = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        painter.save()
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.window))
        painter.setPen(QColor(colours.line))
        if line.depth == 0 and rect.top() > 0:
            painter.drawLine(whole.topLeft(), whole.topRight())
        top, room = rect.top() + _PAD, self._room(line)
        for (text, font, colour), height in zip(self._parts(line), self._measured(line), strict=True):
            painter.setFont(font)
            painter.setPen(QColor(getattr(colours, colour)))
            painter.drawText(QRect(rect.left() + _PAD + 2, top, room, height), _FLAGS, text)
            top += height
        painter.restore()


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
