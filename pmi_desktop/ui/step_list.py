"""The list of steps by phase, with how far each one is in words and sign."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pmi_desktop.domain.steps import State, Step
from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.signs import Standing, paint_sign
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.lists import ROOT, Index, set_up_list

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STANDING = Qt.ItemDataRole.UserRole + 1
_LONGEST_WORD = "Faltan 00"


class StepModel(QAbstractListModel):
    """Phases and steps in order. A step's id is in ``Qt.UserRole``; phases have none and cannot be chosen."""

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self._lines: list[str | Step] = []
        for step in steps:
            if step.phase not in self._lines:
                self._lines.append(step.phase)
            self._lines.append(step)
        self._standings: Mapping[str, Standing] = {}

    def show(self, standings: Mapping[str, Standing]) -> None:
        """How far the steps are now."""
        if standings != self._standings:
            self._standings = standings
            if self._lines:
                self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def rows_of_others(self, asked: Collection[str]) -> frozenset[int]:
        """The lines of other steps than these, and of phases that hold no other; none when nothing is asked for."""
        if not asked:
            return frozenset()
        others = {row for row, line in enumerate(self._lines) if isinstance(line, Step) and line.id not in asked}
        kept = {line.phase for line in self._lines if isinstance(line, Step) and line.id in asked}
        phases = {row for row, line in enumerate(self._lines) if isinstance(line, str) and line not in kept}
        return frozenset(others | phases)

    def row_of(self, step: str) -> int:
        """The line of a step, or -1."""
        return next((row for row, line in enumerate(self._lines) if isinstance(line, Step) and line.id == step), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Phases are headings only."""
        step = isinstance(self._lines[index.row()], Step)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if step else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if isinstance(line, str):
            return line if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        standing = self._standings.get(line.id, Standing(State.EMPTY))
        return {
            Qt.ItemDataRole.DisplayRole: line.title,
            Qt.ItemDataRole.AccessibleTextRole: f"{line.title}: {standing.word}",
            Qt.ItemDataRole.UserRole: line.id,
            _STANDING: standing,
        }.get(role)


class StepList(QListView):
    """The steps; ``chosen`` carries the id of the one to go to."""

    chosen = Signal(str)

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.steps = StepModel(steps)
        self.setModel(self.steps)
        set_up_list(
            self, "step_list", "Pasos del plan", "Elija un paso con las flechas. Cada uno dice qué tan avanzado está."
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setItemDelegate(_StepDelegate(self))
        self.selectionModel().currentChanged.connect(self._current)

    def show_only(self, asked: Collection[str]) -> None:
        """Show these steps, or all of them."""
        hidden = self.steps.rows_of_others(asked)
        for row in range(self.steps.rowCount()):
            self.setRowHidden(row, row in hidden)

    def show_step(self, step: str) -> None:
        """Mark the step that is open; ``home`` marks none."""
        index = self.steps.index(self.steps.row_of(step)) if self.steps.row_of(step) >= 0 else QModelIndex()
        self.selectionModel().blockSignals(True)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def _current(self, index: QModelIndex) -> None:
        step = index.data(Qt.ItemDataRole.UserRole)
        if step:
            self.chosen.emit(step)


class _StepDelegate(QStyledItemDelegate):
    """Sign, title and word of a step; the name of a phase above its steps."""

    def __init__(self, view: StepList) -> None:
        super().__init__(view)
        self._view = view

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def _narrow(self) -> bool:
        """Whether the word stands below the title for want of room beside it."""
        return self._view.viewport().width() < 17 * em(self._view)

    def _title_room(self) -> int:
        """Width for the title, the same whatever the word beside it is, so that nothing moves when that changes."""
        letter = em(self._view)
        word = 0 if self._narrow() else QFontMetrics(self._small()).horizontalAdvance(_LONGEST_WORD) + 8
        return max(self._view.viewport().width() - 18 - round(letter * 0.95) - 8 - word, letter * 5)

    def _title(self, index: Index) -> str:
        """A step's title, broken where its half bold letters break: so no line is empty while another step is open."""
        words, room = str(index.data()), self._title_room()
        metrics = QFontMetrics(_semibold(self._view.font()))
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        letter = em(self._view)
        width = self._view.viewport().width()
        if not index.data(Qt.ItemDataRole.UserRole):
            return QSize(width, round(letter * 2.4))
        room = QRect(0, 0, self._title_room(), 1000)
        height = QFontMetrics(_semibold(self._view.font())).boundingRect(room, _FLAGS, self._title(index)).height()
        below = QFontMetrics(self._small()).height() if self._narrow() else 0
        return QSize(width, height + below + round(letter * 0.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn: Any = option
        rect: QRect = drawn.rect
        colours = colours_of(self._view)
        letter = em(self._view)
        painter.save()
        standing: Standing | None = index.data(_STANDING)
        if standing is None:
            painter.setFont(_semibold(self._small()))
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                rect.adjusted(8, 0, -8, -round(letter * 0.3)),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom),
                str(index.data()),
            )
            painter.restore()
            return
        current = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if current or drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.soft if current else colours.surface))
        if current:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(colours.accent))
        side = round(letter * 0.95)
        sign = QRectF(rect.left() + 10, rect.center().y() - side / 2, side, side)
        paint_sign(painter, sign, standing, colours)
        painter.setPen(QColor(colours.text))
        painter.setFont(_semibold(self._view.font()) if current else self._view.font())
        left = rect.left() + 10 + side + 8
        title, words = QRect(left, rect.top(), self._title_room(), rect.height()), self._title(index)
        below = QFontMetrics(self._small()).height() if self._narrow() else 0
        if below:
            high = painter.fontMetrics().boundingRect(title, _FLAGS, words).height()
            title.setTop(rect.top() + (rect.height() - high - below) // 2)
            title.setHeight(high)
        painter.drawText(title, _FLAGS, words)
        painter.setFont(self._small())
        painter.setPen(QColor(colours.muted))
        if below:
            title.translate(0, title.height())
            title.setHeight(below)
            painter.drawText(title, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), standing.word)
        else:
            beside = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect.adjusted(0, 0, -8, 0), beside, standing.word)
        painter.restore()


def _semibold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
