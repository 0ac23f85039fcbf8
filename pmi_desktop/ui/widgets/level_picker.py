"""The four levels with what they mean, one of them chosen: by a key or with the mouse."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QKeyCombination, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen

from pmi_desktop.domain.diagnosis import LEVEL_MEANINGS, LEVEL_NAMES
from pmi_desktop.ui.colours import Colours
from pmi_desktop.ui.shortcuts import sequences
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.row_picker import FLAGS, Row, RowPicker, bold, paint_level, small

RATE = {f"rate_{level}": level for level in LEVEL_NAMES}
"""The keys that rate, by their names in the table of keys."""

_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class LevelPicker(RowPicker):
    """Emits ``asked`` with the name of a key of :data:`~pmi_desktop.ui.shortcuts.KEYS`.

    A click on a level is the same as its key. It listens to ``keys`` only while it has the focus, shows what
    :meth:`show_level` gives it and changes nothing by itself.
    """

    usual, least = 32, 12

    asked = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._keys = {sequence.toString(): name for name in keys for sequence in sequences(name)}
        self._dense = False
        self._tags: Mapping[int, str] = {}
        self.setObjectName("ratings.level")
        meanings = " ".join(f"{level} {name}: {LEVEL_MEANINGS[level]}" for level, name in LEVEL_NAMES.items())
        self.setAccessibleDescription(
            f"Oprima de 1 a 4 para valorar, N si no aplica, Supr si queda pendiente. {meanings}"
        )
        self.clicked.connect(lambda level: self.asked.emit(f"rate_{level}"))
        self.show_level(None, "Pendiente")

    def show_level(self, level: int | None, told: str, tags: Mapping[int, str] | None = None) -> None:
        """The chosen level, all that is to be said of it in words, and a word to stand beside some levels."""
        self.setAccessibleName(f"Nivel: {told}")
        self.show_chosen(level)
        if (tags or {}) != self._tags:
            self._tags = tags or {}
            self.lay_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say which of its keys it was; digits of the number pad and capitals are the same."""
        modifiers = event.modifiers() & ~_IGNORED
        name = self._keys.get(QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString())
        if name is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(name)

    def set_dense(self, dense: bool) -> None:
        """Stand as low as possible, each name beside its meaning where that is lower than above it."""
        if dense != self._dense:
            self._dense = dense
            self.lay_again()

    def lay_rows(self, width: int) -> list[Row]:
        if not self._dense:
            return self._below_each_other(width, 0.45)
        return min(
            self._below_each_other(width, 0.2), self._beside_each_other(width), key=lambda rows: rows[-1].area.bottom()
        )

    def _below_each_other(self, width: int, air: float) -> list[Row]:
        """Each level's name, a tag at its right, and its meaning below; with so much ``air`` around, in letters."""
        letter = em(self)
        pad, left = round(letter * air), round(letter * 2.9)
        heavy, light = QFontMetrics(bold(self.font())), QFontMetrics(small(self.font()))
        rows, y = [], 3
        for level, name in LEVEL_NAMES.items():
            room = max(width - left - round(letter * 0.45) - 4, 4 * letter)
            tag = self._tags.get(level, "")
            beside = max(room - (light.horizontalAdvance(tag) + 2 * letter if tag else 0), 4 * letter)
            title = QRect(left, y + pad, beside, _height(heavy, beside, name))
            meaning = QRect(left, title.bottom() + 1, room, _height(light, room, LEVEL_MEANINGS[level]))
            bottom = max(meaning.bottom() + pad, y + 2 * letter + pad)
            rows.append(Row(level, QRect(3, y, width - 6, bottom - y), meaning, title))
            y = bottom + 2
        return rows

    def _beside_each_other(self, width: int) -> list[Row]:
        """Names in a column of their own, meanings in another."""
        letter = em(self)
        pad, left = round(letter * 0.15), round(letter * 2.9)
        heavy, light = QFontMetrics(bold(self.font())), QFontMetrics(small(self.font()))
        names = max(heavy.horizontalAdvance(word) for name in LEVEL_NAMES.values() for word in name.split()) + 4
        room = max(width - left - names - round(letter * 1.3), 4 * letter)
        rows, y = [], 3
        for level, name in LEVEL_NAMES.items():
            title = QRect(left, y + pad, names, _height(heavy, names, name))
            lower = heavy.ascent() - light.ascent()  # on the same line, though smaller
            meaning = QRect(left + names + letter, y + pad + lower, room, _height(light, room, LEVEL_MEANINGS[level]))
            tagged = title.bottom() + (round(letter * 0.2) + heavy.height() if level in self._tags else 0)
            bottom = max(meaning.bottom(), tagged, y + pad + 2 * letter) + pad
            rows.append(Row(level, QRect(3, y, width - 6, bottom - y), meaning, title))
            y = bottom + 2
        return rows

    def paint_row(self, painter: QPainter, row: Row, colours: Colours) -> None:
        chosen = row.value == self.chosen()
        letter = em(self)
        box = QRectF(row.area.left() + letter * 0.6, row.name.top(), letter * 1.7, letter * 1.7)
        paint_level(painter, box, str(row.value), colours, chosen=chosen, font=bold(self.font()))
        painter.setPen(QColor(colours.text))
        painter.setFont(bold(self.font()))
        painter.drawText(row.name, FLAGS, LEVEL_NAMES[row.value])
        painter.setFont(small(self.font()))
        painter.setPen(QColor(colours.text if chosen else colours.muted))
        painter.drawText(row.meaning, FLAGS, LEVEL_MEANINGS[row.value])
        tag = self._tags.get(row.value, "")
        if tag:
            width = painter.fontMetrics().horizontalAdvance(tag) + letter
            place = QRectF(row.area.right() - width - letter * 0.4, row.name.top(), width, row.name.height())
            if row.meaning.left() > row.name.right():
                height = painter.fontMetrics().height()
                place = QRectF(row.name.left(), row.name.bottom() + letter * 0.2, width, height)
            painter.setPen(QPen(QColor(colours.edge), 1))
            painter.drawRoundedRect(place, 4, 4)
            painter.setPen(QColor(colours.text))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), tag)


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 9999), FLAGS, text).height()
