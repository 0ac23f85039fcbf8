"""A score from 1 to 5 with what each means in sight, chosen with a key or the mouse."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmi_desktop.domain.fields import Field
from pmi_desktop.ui.colours import Colours, colours_of
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.level_picker import bold, paint_level, small

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a score is drawn."""

    score: int
    area: QRect
    meaning: QRect


class ScorePicker(QWidget):
    """A single stop of the Tab key: a digit or a click scores, an arrow goes to the neighbour, Supr clears."""

    picked = Signal(object)

    def __init__(self, meanings: Mapping[int, str]) -> None:
        super().__init__()
        self._meanings = meanings
        self._score: int | None = None
        self._read_only = False
        self._rows: list[_Row] = []
        self._laid: tuple[int, str] = (0, "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def score(self) -> int | None:
        """The score shown."""
        return self._score

    def show_score(self, score: int | None) -> None:
        """Show a score, or that there is none."""
        if score != self._score:
            self._score = score
            self.update()

    def set_read_only(self, read_only: bool) -> None:
        """Only to be read."""
        self._read_only = read_only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its keys; all others are the page's."""
        key = Qt.Key(event.key())
        digit = event.text() if event.text().isdecimal() else ""
        if digit and int(digit) in self._meanings:
            self._pick(int(digit))
        elif key in _CLEAR:
            self._pick(None)
        elif key in _STEPS and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            lowest, highest = min(self._meanings), max(self._meanings)
            self._pick(min(max((self._score or lowest - _STEPS[key]) + _STEPS[key], lowest), highest))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a line is its digit."""
        row = self._row_at(event.position().toPoint())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pick(row.score)

    def _pick(self, score: int | None) -> None:
        if score != self._score and not self._read_only:
            self.show_score(score)
            self.picked.emit(score)

    def _row_at(self, place: QPoint) -> _Row | None:
        return next((row for row in self._lay_out(self.width()) if row.area.contains(place)), None)

    def hasHeightForWidth(self) -> bool:
        """It is as high as its meanings need."""
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width)[-1].area.bottom() + 4

    def sizeHint(self) -> QSize:
        width = 16 * em(self)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = max(self.width(), 10 * em(self))
        return QSize(10 * em(self), self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """The same in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._laid = (0, "")
            self.updateGeometry()

    def _lay_out(self, width: int) -> list[_Row]:
        if self._laid == (width, self.font().key()):
            return self._rows
        letter = em(self)
        pad, left = round(letter * 0.35), round(letter * 2.4)
        metrics = QFontMetrics(small(self.font()))
        rows, y = [], 3
        for score, meaning in self._meanings.items():
            room = max(width - left - pad - 4, 4 * letter)
            height = metrics.boundingRect(QRect(0, 0, room, 9999), _FLAGS, meaning).height()
            bottom = max(y + 2 * pad + height, y + round(letter * 1.5) + 2 * pad)
            words = QRect(left, y + pad + max((bottom - y - 2 * pad - height) // 2, 0), room, height)
            rows.append(_Row(score, QRect(3, y, width - 6, bottom - y), words))
            y = bottom + 1
        self._rows, self._laid = rows, (width, self.font().key())
        return rows

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, and a frame while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        for row in self._lay_out(self.width()):
            self._paint_row(painter, row, colours)
        focus = self.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent if focus else colours.edge), 2 if focus else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_row(self, painter: QPainter, row: _Row, colours: Colours) -> None:
        chosen = row.score == self._score
        if chosen:
            painter.fillRect(row.area, QColor(colours.soft))
        side = em(self) * 1.5
        box = QRectF(row.area.left() + em(self) * 0.4, row.area.center().y() - side / 2, side, side)
        paint_level(painter, box, str(row.score), colours, chosen=chosen, font=bold(self.font()))
        painter.setFont(small(self.font()))
        painter.setPen(QColor(colours.text if chosen else colours.muted))
        painter.drawText(row.meaning, _FLAGS, self._meanings[row.score])


class ScoreInput(Input):
    """A score of a critical factor."""

    def __init__(self, field: Field, meanings: Mapping[int, str]) -> None:
        self.picker = ScorePicker(meanings)
        super().__init__(field, self.picker)
        self._label = ""
        self._meanings = meanings
        self.picker.picked.connect(self._picked)

    def show_value(self, value: object) -> None:
        self.picker.show_score(value if isinstance(value, int) else None)
        self._say()

    def set_read_only(self, read_only: bool) -> None:
        self.picker.set_read_only(read_only)

    def name(self, name: str, label: str, description: str) -> None:
        self._label = label
        meanings = " ".join(f"{score}: {meaning}" for score, meaning in self._meanings.items())
        super().name(name, label, f"{description} Oprima de 1 a 5; Supr la deja sin calificar. {meanings}")
        self._say()

    def _picked(self, score: int | None) -> None:
        self._say()
        self.changed.emit(score)

    def _say(self) -> None:
        score = self.picker.score
        told = "sin calificar" if score is None else f"{score}. {self._meanings[score]}"
        self.picker.setAccessibleName(f"{self._label}: {told}")
