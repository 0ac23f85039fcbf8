"""A score from 1 to 5 with what each means in sight, chosen with a key or the mouse."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter

from pmi_desktop.domain.fields import Field
from pmi_desktop.ui.colours import Colours
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.row_picker import FLAGS, Row, RowPicker, bold, paint_level, small

_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class ScorePicker(RowPicker):
    """A digit or a click scores, an arrow goes to the neighbour, Supr clears."""

    usual, least = 16, 10

    picked = Signal(object)

    def __init__(self, meanings: Mapping[int, str]) -> None:
        super().__init__()
        self._meanings = meanings
        self._read_only = False
        self.clicked.connect(self._pick)

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
            self._pick(min(max((self.chosen() or lowest - _STEPS[key]) + _STEPS[key], lowest), highest))
        else:
            super().keyPressEvent(event)

    def _pick(self, score: int | None) -> None:
        if score != self.chosen() and not self._read_only:
            self.show_chosen(score)
            self.picked.emit(score)

    def lay_rows(self, width: int) -> list[Row]:
        letter = em(self)
        pad, left = round(letter * 0.35), round(letter * 2.8)
        metrics = QFontMetrics(small(self.font()))
        rows, y = [], 3
        for score, meaning in self._meanings.items():
            room = max(width - left - pad - 4, 4 * letter)
            height = metrics.boundingRect(QRect(0, 0, room, 9999), FLAGS, meaning).height()
            bottom = max(y + 2 * pad + height, y + round(letter * 1.5) + 2 * pad)
            words = QRect(left, y + pad + max((bottom - y - 2 * pad - height) // 2, 0), room, height)
            rows.append(Row(score, QRect(3, y, width - 6, bottom - y), words, QRect()))
            y = bottom + 1
        return rows

    def paint_row(self, painter: QPainter, row: Row, colours: Colours) -> None:
        chosen = row.value == self.chosen()
        side = em(self) * 1.5
        box = QRectF(row.area.left() + em(self) * 0.5, row.area.center().y() - side / 2, side, side)
        paint_level(painter, box, str(row.value), colours, chosen=chosen, font=bold(self.font()))
        painter.setFont(small(self.font()))
        painter.setPen(QColor(colours.text if chosen else colours.muted))
        painter.drawText(row.meaning, FLAGS, self._meanings[row.value])


class ScoreInput(Input):
    """A score of a critical factor."""

    def __init__(self, field: Field, meanings: Mapping[int, str]) -> None:
        self.picker = ScorePicker(meanings)
        super().__init__(field, self.picker)
        self._label = ""
        self._meanings = meanings
        self.picker.picked.connect(self._picked)

    def show_value(self, value: object) -> None:
        self.picker.show_chosen(value if isinstance(value, int) else None)
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
        score = self.picker.chosen()
        told = "sin calificar" if score is None else f"{score}. {self._meanings[score]}"
        self.picker.setAccessibleName(f"{self._label}: {told}")
