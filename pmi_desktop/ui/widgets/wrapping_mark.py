"""A mark to tick whose text breaks its lines, so that a long one neither widens the page nor is cut off."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton

from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.labels import HERE, breakable
from pmi_desktop.ui.theme import em

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PAD = 6
_UNBOUND = 10_000


class WrappingMark(QCheckBox):
    """A check box as high as its text needs at its width."""

    def __init__(self, text: str = "") -> None:
        super().__init__(breakable(text))
        self._measured: dict[int, QRect] = {}
        self._heights: dict[int, int] = {}
        self._place = QRect()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Show these words."""
        super().setText(breakable(text))
        self._measure_anew()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high = self._heights.get(width)  # layouts ask dozens of times, and a page may hold hundreds of marks
        if high is None:
            high = self._heights[width] = max(self._words(width).height(), self._box().height()) + 2 * _PAD
        return high

    def sizeHint(self) -> QSize:
        width = min(self._left() + self.fontMetrics().horizontalAdvance(self.text()) + _PAD, 30 * em(self))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word; how high it must be is asked with its width."""
        longest = max(
            (self.fontMetrics().horizontalAdvance(word) for word in self.text().replace(HERE, " ").split()), default=0
        )
        return QSize(self._left() + longest + _PAD, self.fontMetrics().height() + 2 * _PAD)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  # Qt's name
        """Everywhere: box and words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box at the first line, the words beside it, a frame while it has the focus."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = self._box()  # type: ignore[attr-defined]  # the stubs forget it
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self)
        colours = colours_of(self)
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.muted))
        painter.drawText(self._words(self.width()), _FLAGS, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another text size or style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure_anew()

    def _measure_anew(self) -> None:
        self._measured.clear()
        self._heights.clear()
        self._place = QRect()

    def _box(self) -> QRect:
        if self._place.isNull():
            style = self.style()
            side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self)
            height = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorHeight, None, self)
            drop = max((self.fontMetrics().height() - height) // 2, 0)
            self._place = QRect(_PAD, _PAD + drop, side, height)
        return self._place

    def _left(self) -> int:
        return self._box().right() + 1 + 8

    def _words(self, width: int) -> QRect:
        """Where the text stands in a mark of that width."""
        if width not in self._measured:
            room = QRect(0, 0, max(width - self._left() - _PAD, 1), _UNBOUND)
            found = self.fontMetrics().boundingRect(room, _FLAGS, self.text() or " ")
            self._measured[width] = found.translated(self._left(), _PAD)
        return self._measured[width]
