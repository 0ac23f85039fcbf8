"""The institutional profile drawn: bars per area and a map of processes by levels.

Both are readable without colour: each level has its own hatching and its number stands in it. They are drawn by
functions that only need a painter, so that the screen and the saved picture are the same drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmi_desktop.domain.diagnosis import LEVEL_NAMES
from pmi_desktop.domain.figures.profile import Tally
from pmi_desktop.domain.numbers import show_number, show_percent
from pmi_desktop.ui.colours import LIGHT, Colours, colours_of

_HATCHES = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.NoBrush,
)
"""Over the fills of levels 1 to 4, whose lightness also differs."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn of an area, a process or the school; ``before`` is the mean of the year before."""

    name: str
    tally: Tally
    before: Decimal | None = None

    def mean(self) -> str:
        """The mean as text, with two decimals."""
        return "sin valorar" if self.tally.mean is None else show_number(self.tally.mean, 2)

    def told(self) -> str:
        """The row in words, for who does not see the drawing."""
        levels = ", ".join(
            f"nivel {level}: {count} ({show_percent(share, 2)})"
            for level, count, share in zip(LEVEL_NAMES, self.tally.counts, self.tally.percentages, strict=True)
        )
        before = "" if self.before is None else f"; el año anterior, {show_number(self.before, 2)}"
        rest = f"; sin valorar: {self.tally.pending}" if self.tally.pending else ""
        rest += f"; no aplican: {self.tally.not_applicable}" if self.tally.not_applicable else ""
        return f"{self.name}: promedio {self.mean()}{before}; {levels}{rest}."


@dataclass(frozen=True, slots=True)
class Pen:
    """What a drawing is made with: where, how wide, in which colours and letters."""

    painter: QPainter
    width: float
    colours: Colours
    font: QFont

    @property
    def letter(self) -> float:
        """The height of a letter, the measure of everything."""
        return QFontMetricsF(self.font).height() / 1.36

    def bold(self) -> QFont:
        """The same letters, heavier."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def words(
        self, text: str, area: QRectF, *, font: QFont | None = None, colour: str = "", centred: bool = False
    ) -> float:
        """Writes in an area, lines broken; returns the height taken."""
        flags = int(Qt.TextFlag.TextWordWrap) | int(
            Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        )
        self.painter.setFont(font or self.font)
        self.painter.setPen(QColor(colour or self.colours.text))
        return self.painter.drawText(area, flags, text).height()

    def height_of(self, text: str, width: float, font: QFont | None = None) -> float:
        """How high a text becomes in that width."""
        metrics = QFontMetricsF(font or self.font)
        return metrics.boundingRect(QRectF(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), text).height()


def _fill(pen: Pen, area: QRectF, level: int) -> None:
    """The look of a level."""
    pen.painter.fillRect(area, QColor(pen.colours.levels[level - 1]))
    if _HATCHES[level - 1] != Qt.BrushStyle.NoBrush:
        ink = QColor(pen.colours.text)
        ink.setAlphaF(0.35)
        pen.painter.fillRect(area, QBrush(ink, _HATCHES[level - 1]))
    pen.painter.setPen(QPen(QColor(pen.colours.edge), 1))
    pen.painter.setBrush(Qt.BrushStyle.NoBrush)
    pen.painter.drawRect(area)


def _on_plate(pen: Pen, text: str, area: QRectF) -> None:
    """A number on a plain ground of its own, so that no hatching runs through it."""
    metrics = QFontMetricsF(pen.bold())
    width = metrics.horizontalAdvance(text) + pen.letter * 0.6
    if width > area.width():
        return
    plate = QRectF(0, 0, width, metrics.height())
    plate.moveCenter(area.center())
    pen.painter.fillRect(plate, QColor(pen.colours.surface))
    pen.painter.setFont(pen.bold())
    pen.painter.setPen(QColor(pen.colours.text))
    pen.painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)


def draw_legend(pen: Pen, top: float) -> float:
    """What each level looks like; returns where it ends."""
    metrics, x, y = QFontMetricsF(pen.font), 0.0, top
    box, gap = pen.letter * 1.6, pen.letter * 0.5
    for level, name in LEVEL_NAMES.items():
        text = f"{level} {name}"
        width = box + gap + metrics.horizontalAdvance(text) + pen.letter * 1.2
        if x and x + width > pen.width:
            x, y = 0.0, y + metrics.height() + gap
        _fill(pen, QRectF(x + 0.5, y + metrics.height() * 0.2, box, metrics.height() * 0.65), level)
        pen.words(text, QRectF(x + box + gap, y, width, metrics.height() + 2))
        x += width
    return y + metrics.height() + gap


def draw_bars(pen: Pen, rows: Sequence[Row], top: float = 0) -> float:
    """A bar per row, divided by levels in proportion; returns where the drawing ends."""
    y = draw_legend(pen, top) + pen.letter * 0.4
    bar = pen.letter * 1.9
    for row in rows:
        mean = f"promedio {row.mean()}" + ("" if row.before is None else f" (antes {show_number(row.before, 2)})")
        mean_width = QFontMetricsF(pen.font).horizontalAdvance(mean) + 2
        beside = pen.width - mean_width - pen.letter
        height = pen.words(row.name, QRectF(0, y, beside, 10_000), font=pen.bold())
        pen.words(mean, QRectF(pen.width - mean_width, y, mean_width, 10_000))
        y += height + pen.letter * 0.3
        x = 0.5
        for level, count in zip(LEVEL_NAMES, row.tally.counts, strict=True):
            if count:
                area = QRectF(x, y, (pen.width - 1) * count / row.tally.rated, bar)
                _fill(pen, area, level)
                _on_plate(pen, str(count), area)
                x += area.width()
        if not row.tally.rated:
            pen.painter.setPen(QPen(QColor(pen.colours.edge), 1, Qt.PenStyle.DashLine))
            pen.painter.drawRect(QRectF(0.5, y, pen.width - 1, bar))
        y += bar + pen.letter * 1.1
    return y


def draw_map(pen: Pen, rows: Sequence[Row], top: float = 0) -> float:
    """A row per process, a column per level; the darker a cell, the larger its share. Returns where it ends."""
    cell, mean = pen.letter * 3.2, pen.letter * 5
    name_width = pen.width - 4 * cell - mean
    y, line = top, QFontMetricsF(pen.font).height()
    for index, title in enumerate(["1", "2", "3", "4", "Promedio"]):
        width = mean if index == 4 else cell
        pen.words(title, QRectF(name_width + index * cell, y, width, line + 2), font=pen.bold(), centred=True)
    y += line + pen.letter * 0.3
    for row in rows:
        height = max(pen.height_of(row.name, name_width - pen.letter), line) + pen.letter * 0.6
        pen.words(row.name, QRectF(0, y + pen.letter * 0.3, name_width - pen.letter, height))
        for index, (count, share) in enumerate(zip(row.tally.counts, row.tally.percentages, strict=True)):
            area = QRectF(name_width + index * cell, y, cell, height)
            pen.painter.fillRect(area, _shade(pen.colours, float(share) / 100))
            pen.painter.setPen(QPen(QColor(pen.colours.line), 1))
            pen.painter.drawRect(area)
            if count:
                _on_plate(pen, str(count), area)
        where = QRectF(name_width + 4 * cell, y + (height - line) / 2, mean, line + 2)
        pen.words("–" if row.tally.mean is None else row.mean(), where, centred=True)
        y += height
    return y + 1


def _shade(colours: Colours, share: float) -> QColor:
    """Between the ground and the accent, by share."""
    low, high = QColor(colours.surface), QColor(colours.accent)
    return QColor(
        *(
            round(a + (b - a) * share)
            for a, b in zip((low.red(), low.green(), low.blue()), (high.red(), high.green(), high.blue()), strict=True)
        )
    )


class ProfileChart(QWidget):
    """One of the two drawings on screen; it can have the focus and tells in words what it shows."""

    def __init__(self, name: str, *, as_map: bool) -> None:
        super().__init__()
        self._draw = draw_map if as_map else draw_bars
        self._rows: tuple[Row, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Draw these."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.setAccessibleDescription(" ".join(row.told() for row in rows) or "Aún no hay valoraciones.")
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """It is as high as its rows need."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Drawn on nothing, only to be measured."""
        image = QImage(1, 1, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        height = self._draw(Pen(painter, width - 8, LIGHT, self.font()), self._rows)
        painter.end()
        return round(height) + 8

    def sizeHint(self) -> QSize:
        """A width to read in, and the height that belongs to it."""
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        """Narrower than this the names would stand letter below letter."""
        return QSize(260, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, and a frame while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        colours = colours_of(self)
        painter.translate(4, 4)
        self._draw(Pen(painter, self.width() - 8, colours, self.font()), self._rows)
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def picture(title: str, areas: Sequence[Row], processes: Sequence[Row], font: QFont) -> QImage:
    """Both drawings below a title, on white and twice as fine as a screen, to be saved and pasted elsewhere."""
    width, margin, scale = 1000, 32, 2
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * 1.4)

    def draw(painter: QPainter) -> float:
        pen = Pen(painter, width - 2 * margin, LIGHT, font)
        y = pen.words(title, QRectF(0, 0, pen.width, 10_000), font=large) + pen.letter
        return draw_map(pen, processes, draw_bars(pen, areas, y) + pen.letter)

    measure = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(measure)
    height = round(draw(painter)) + 2 * margin
    painter.end()
    image = QImage(width * scale, height * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.translate(margin, margin)
    draw(painter)
    painter.end()
    return image
