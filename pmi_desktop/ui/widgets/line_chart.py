"""How an indicator moves from its baseline towards its target, readable without colour and told in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pmi_desktop.domain.measuring import with_unit
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.ui.colours import Colours, colours_of
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.row_picker import bold, small

_LETTERS = 12
"""Height in letters' heights."""


@dataclass(frozen=True, slots=True)
class Point:
    """A cut: its name, what was measured, and what should be reached by then."""

    name: str
    value: Decimal | None
    target: Decimal | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn of an indicator: its baseline, then its cuts by date."""

    name: str
    unit: str
    baseline: Decimal | None
    points: tuple[Point, ...] = field(default=())

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Every number that must find its place."""
        found = [self.baseline, *(one for point in self.points for one in (point.value, point.target))]
        return tuple(one for one in found if one is not None)

    def told(self) -> str:
        """The chart in words."""
        parts = [f"Línea base: {with_unit(self.baseline, self.unit) or 'sin escribir'}"]
        for one in self.points:
            target = f", meta {with_unit(one.target, self.unit)}" if one.target is not None else ""
            parts.append(f"{one.name}: {with_unit(one.value, self.unit) or 'sin valor'}{target}")
        return f"{self.name}. {'; '.join(parts)}."


class LineChart(QWidget):
    """Draws a :class:`Series`; squares and whole line for what was measured, dashes for baseline and target."""

    def __init__(self) -> None:
        super().__init__()
        self._series = Series("", "", None)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setObjectName("indicator_chart")

    def show_series(self, series: Series) -> None:
        """Show another one, or the same with other numbers."""
        if series != self._series:
            self._series = series
            self.setAccessibleName(f"Gráfico: {series.name}")
            self.setAccessibleDescription(series.told())
            self.setToolTip(series.told())
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * em(self), _LETTERS * em(self))

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * em(self), _LETTERS * em(self))

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chart, or nothing while there is no number to draw."""
        if not self._series.numbers:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(painter, self, self._series).draw()


class _Drawing:
    """One painting of a chart."""

    def __init__(self, painter: QPainter, widget: QWidget, series: Series) -> None:
        self.painter, self.series = painter, series
        self.colours: Colours = colours_of(widget)
        self.plain, self.strong = small(widget.font()), bold(small(widget.font()))
        self.letter = float(em(widget))
        metrics = QFontMetricsF(self.plain)
        self.line = metrics.height()
        self.names = _names_of(series)
        words = max((metrics.horizontalAdvance(text) for text, _ in self.names), default=0)
        right = min(words + self.letter * 1.8, widget.width() * 0.42)
        top, bottom = self.line * 1.3, self.line * 2.4
        self.area = QRectF(
            self.letter * 1.6, top, widget.width() - self.letter * 2 - right, widget.height() - top - bottom
        )
        self.low, self.high = _range_of(series.numbers)

    def draw(self) -> None:
        self._axis()
        self._levels()
        self._measured()

    def x(self, place: int) -> float:
        """Where a cut stands; place 0 is where the plan begins."""
        return self.area.left() + self.area.width() * place / max(len(self.series.points), 1)

    def y(self, number: Decimal) -> float:
        """Where a number stands."""
        share = float((number - self.low) / (self.high - self.low))
        return self.area.bottom() - share * self.area.height()

    def _pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        self.painter.setPen(QPen(QColor(colour), width, style))

    def _axis(self) -> None:
        self._pen(self.colours.edge, 1)
        self.painter.drawLine(self.area.bottomLeft(), self.area.bottomRight())
        room = self.area.width() / max(len(self.series.points), 1)
        for place, point in enumerate(self.series.points, start=1):
            x = self.x(place)
            self._pen(self.colours.edge, 1)
            self.painter.drawLine(QPointF(x, self.area.bottom()), QPointF(x, self.area.bottom() + 4))
            self.painter.setFont(self.strong if point.current else self.plain)
            self._pen(self.colours.text if point.current else self.colours.muted, 1)
            width = max(room, self.letter * 4)
            box = QRectF(x - width / 2, self.area.bottom() + 6, width, self.line * 2)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            self.painter.drawText(
                box, int(flags), point.name if point.value is not None else f"{point.name}\nsin valor"
            )

    def _levels(self) -> None:
        """Baseline and target, each with its name at the right."""
        series = self.series
        if series.baseline is not None:
            self._pen(self.colours.muted, 1.4, Qt.PenStyle.DotLine)
            y = self.y(series.baseline)
            self.painter.drawLine(QPointF(self.area.left(), y), QPointF(self.area.right(), y))
        self._pen(self.colours.text, 1.6, Qt.PenStyle.DashLine)
        for place, point in enumerate(series.points, start=1):
            if point.target is not None:
                y = self.y(point.target)
                self.painter.drawLine(QPointF(self.x(place - 1), y), QPointF(self.x(place), y))
        self.painter.setFont(self.plain)
        places = _apart([self.y(number) for _, number in self.names], self.line)
        for (text, _), y in zip(self.names, places, strict=True):
            self._pen(self.colours.text, 1)
            box = QRectF(self.area.right() + self.letter * 1.3, y - self.line / 2, self.letter * 40, self.line)
            self.painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _measured(self) -> None:
        """What was measured, from the baseline on; a cut without value is passed over with a thin line."""
        series, known = self.series, list[tuple[int, QPointF]]()
        if series.baseline is not None:
            known.append((0, QPointF(self.x(0), self.y(series.baseline))))
        for place, point in enumerate(series.points, start=1):
            if point.value is not None:
                known.append((place, QPointF(self.x(place), self.y(point.value))))
        for (before, start), (place, end) in pairwise(known):
            whole = place == before + 1
            style = Qt.PenStyle.SolidLine if whole else Qt.PenStyle.DotLine
            self._pen(self.colours.accent, 2.4 if whole else 1.4, style)
            self.painter.drawPolyline(QPolygonF([start, end]))
        for place, at in known:
            self._mark(at, filled=place > 0)
        for place, at in known:
            if place:
                self._value(series.points[place - 1], at)

    def _mark(self, at: QPointF, *, filled: bool) -> None:
        side = self.letter * 0.55
        self._pen(self.colours.accent, 2)
        self.painter.setBrush(QColor(self.colours.accent if filled else self.colours.surface))
        self.painter.drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side))

    def _value(self, point: Point, at: QPointF) -> None:
        """A number above its mark, on a ground of its own so that no line runs through it."""
        text = show_number(point.value)
        metrics = QFontMetricsF(self.strong)
        width = metrics.horizontalAdvance(text) + self.letter * 0.4
        box = QRectF(at.x() - width / 2, at.y() - self.line - self.letter * 0.4, width, self.line)
        ground = QColor(self.colours.surface)
        ground.setAlphaF(0.85)
        self.painter.fillRect(box, ground)
        self.painter.setFont(self.strong)
        self._pen(self.colours.text, 1)
        self.painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def _names_of(series: Series) -> list[tuple[str, Decimal]]:
    """What is written at the right: the baseline, and the target of the last cut."""
    names: list[tuple[str, Decimal]] = []
    if series.baseline is not None:
        names.append((f"línea base {with_unit(series.baseline, series.unit)}", series.baseline))
    target = next((one.target for one in reversed(series.points) if one.target is not None), None)
    if target is not None:
        names.append((f"meta {with_unit(target, series.unit)}", target))
    return names


def _range_of(numbers: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """From where to where the chart goes: a little beyond all numbers."""
    low, high = min(numbers), max(numbers)
    margin = (high - low) / 8 or abs(high) / 8 or Decimal(1)
    return low - margin, high + margin


def _apart(places: Sequence[float], line: float) -> list[float]:
    """The same places, moved so that two texts do not lie over each other."""
    if len(places) < 2 or abs(places[0] - places[1]) >= line:
        return list(places)
    middle = (places[0] + places[1]) / 2
    first = -1 if places[0] <= places[1] else 1
    return [middle + first * line / 2, middle - first * line / 2]
