"""The four levels with what they mean, one of them chosen: by a key or with the mouse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmi_desktop.domain.diagnosis import LEVEL_MEANINGS, LEVEL_NAMES
from pmi_desktop.ui.colours import Colours, colours_of
from pmi_desktop.ui.shortcuts import sequences
from pmi_desktop.ui.theme import em

RATE = {f"rate_{level}": level for level in LEVEL_NAMES}
"""The keys that rate, by their names in the table of keys."""

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a level is drawn."""

    level: int
    area: QRect
    name: QRect
    meaning: QRect


class LevelPicker(QWidget):
    """A single stop of the Tab key. Emits ``asked`` with the name of a key of :data:`~pmi_desktop.ui.shortcuts.KEYS`.

    A click on a level is the same as its key. It listens to ``keys`` only while it has the focus, shows what
    :meth:`show_level` gives it and changes nothing by itself.
    """

    asked = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._keys = {sequence.toString(): name for name in keys for sequence in sequences(name)}
        self._level: int | None = None
        self._tags: Mapping[int, str] = {}
        self._hovered = 0
        self._rows: list[_Row] = []
        self._laid: tuple[int, str] = (0, "")
        self.setObjectName("ratings.level")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        meanings = " ".join(f"{level} {name}: {LEVEL_MEANINGS[level]}" for level, name in LEVEL_NAMES.items())
        self.setAccessibleDescription(
            f"Oprima de 1 a 4 para valorar, N si no aplica, Supr si queda pendiente. {meanings}"
        )
        self.show_level(None, "Pendiente")

    @property
    def level(self) -> int | None:
        """The level shown as chosen."""
        return self._level

    def show_level(self, level: int | None, told: str, tags: Mapping[int, str] | None = None) -> None:
        """The chosen level, all that is to be said of it in words, and a word to stand beside some levels."""
        self.setAccessibleName(f"Nivel: {told}")
        if (level, tags or {}) != (self._level, self._tags):
            self._level, self._tags = level, tags or {}
            self._laid = (0, "")
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say which of its keys it was; digits of the number pad and capitals are the same."""
        modifiers = event.modifiers() & ~_IGNORED
        name = self._keys.get(QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString())
        if name is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a level rates."""
        row = self._row_at(event.position().toPoint())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.asked.emit(f"rate_{row.level}")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would choose."""
        row = self._row_at(event.position().toPoint())
        self._hover(row.level if row else 0)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(0)

    def _hover(self, level: int) -> None:
        if level != self._hovered:
            self._hovered = level
            self.update()

    def _row_at(self, place: QPoint) -> _Row | None:
        return next((row for row in self._lay_out(self.width()) if row.area.contains(place)), None)

    def hasHeightForWidth(self) -> bool:
        """It is as high as its meanings need."""
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width)[-1].area.bottom() + 4

    def sizeHint(self) -> QSize:
        width = 32 * em(self)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = max(self.width(), 12 * em(self))
        return QSize(12 * em(self), self.heightForWidth(width))

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
        pad, left = round(letter * 0.45), round(letter * 2.9)
        heavy, light = QFontMetrics(bold(self.font())), QFontMetrics(small(self.font()))
        rows, y = [], 3
        for level, name in LEVEL_NAMES.items():
            room = max(width - left - pad - 4, 4 * letter)
            tag = self._tags.get(level, "")
            beside = max(room - (light.horizontalAdvance(tag) + 2 * letter if tag else 0), 4 * letter)
            height = heavy.boundingRect(QRect(0, 0, beside, 9999), _FLAGS, name).height()
            title = QRect(left, y + pad, beside, height)
            height = light.boundingRect(QRect(0, 0, room, 9999), _FLAGS, LEVEL_MEANINGS[level]).height()
            meaning = QRect(left, title.bottom() + 1, room, height)
            bottom = max(meaning.bottom() + pad, y + 2 * letter + pad)
            rows.append(_Row(level, QRect(3, y, width - 6, bottom - y), title, meaning))
            y = bottom + 2
        self._rows, self._laid = rows, (width, self.font().key())
        return rows

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a frame while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        framed = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(framed, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in self._lay_out(self.width()):
            self._paint_row(painter, row, colours)
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if focus else colours.line), 2 if focus else 1))
        painter.drawRoundedRect(framed, 5, 5)

    def _paint_row(self, painter: QPainter, row: _Row, colours: Colours) -> None:
        chosen = row.level == self._level
        if chosen:
            painter.fillRect(row.area, QColor(colours.soft))
            painter.fillRect(QRect(row.area.left(), row.area.top(), 4, row.area.height()), QColor(colours.accent))
        elif row.level == self._hovered:
            painter.fillRect(row.area, QColor(colours.window))
        letter = em(self)
        box = QRectF(row.area.left() + letter * 0.6, row.name.top(), letter * 1.7, letter * 1.7)
        paint_level(painter, box, str(row.level), colours, chosen=chosen, font=bold(self.font()))
        painter.setPen(QColor(colours.text))
        painter.setFont(bold(self.font()))
        painter.drawText(row.name, _FLAGS, LEVEL_NAMES[row.level])
        painter.setFont(small(self.font()))
        painter.setPen(QColor(colours.text if chosen else colours.muted))
        painter.drawText(row.meaning, _FLAGS, LEVEL_MEANINGS[row.level])
        tag = self._tags.get(row.level, "")
        if tag:
            width = painter.fontMetrics().horizontalAdvance(tag) + letter
            place = QRectF(row.area.right() - width - letter * 0.4, row.name.top(), width, row.name.height())
            painter.setPen(QPen(QColor(colours.edge), 1))
            painter.drawRoundedRect(place, 4, 4)
            painter.setPen(QColor(colours.text))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), tag)


def paint_level(
    painter: QPainter, box: QRectF, sign: str, colours: Colours, *, chosen: bool, font: QFont, ring: bool = False
) -> None:
    """A sign in a square, filled when it is a fact; ``ring`` draws it round, for what has no level."""
    radius = box.width() / 2 if ring else 4
    painter.setPen(QPen(QColor(colours.accent if chosen else colours.edge), 1.4))
    painter.setBrush(QColor(colours.accent) if chosen else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(colours.on_accent if chosen else colours.text))
    painter.setFont(font)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)


def bold(font: QFont) -> QFont:
    """The same typeface, half bold."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def small(font: QFont) -> QFont:
    """The same typeface, a little smaller."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.92)
    return made
