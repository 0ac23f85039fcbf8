"""The scale of a chart's values, and the texts beside its axes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pmi_desktop.official.printing.celltext import draw_piece
from pmi_desktop.official.printing.chartdata import AxisData, Plot
from pmi_desktop.official.printing.display import Item, Rect
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.numberformats import show
from pmi_desktop.official.printing.paragraphs import Setter, TextLine

_TICKS = 6
_MOST_TICKS = 60
_PERCENT_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Scale:
    """The values from ``low`` to ``high`` and where lines are drawn."""

    low: float
    high: float
    ticks: tuple[float, ...]
    format: str

    def share(self, value: float) -> float:
        """0 at the lowest value, 1 at the highest; values outside stay on the rim."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def label(self, tick: float) -> str:
        """A tick as its axis writes it."""
        return show_number(tick, self.format)


def scale_of(plots: Sequence[Plot], axis: AxisData | None, steps: int = _TICKS) -> Scale:
    """A scale of round numbers that holds all values, with nought in it unless the axis says otherwise."""
    totals = [0.0]
    share = False
    code = "General"
    for plot in plots:
        code = plot.series[0].format if plot.series else code
        share = share or plot.grouping == "percentStacked"
        totals += _reached(plot)
    low = axis.low if axis and axis.low is not None else min(totals)
    high = axis.high if axis and axis.high is not None else max(totals)
    if share:
        low, high, code = min(0.0, max(low, -1.0)), min(max(high, 0.0), 1.0), "0%"
    if high <= low:
        high = low + 1
    usual = _PERCENT_STEP if share else _round_step((high - low) / max(1, steps - 1))
    step = axis.step if axis and axis.step else usual
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    if not share and (axis is None or axis.high is None) and last - high < 0.05 * (last - first) and high > 0:
        last += step
    low = low if axis and axis.low is not None else first
    high = high if axis and axis.high is not None else last
    count = min(_MOST_TICKS, int((high - low) / step + 1e-6) + 1)
    if axis and not axis.linked:
        code = axis.format
    return Scale(low, high, tuple(low + step * place for place in range(count)), code)


def stacked(plot: Plot) -> list[list[tuple[float, float]]]:
    """Of each series and point where it begins and ends when values are put on top of each other (shares of 1)."""
    size = max((len(series.values) for series in plot.series), default=0)
    up, down = [0.0] * size, [0.0] * size
    whole = [
        sum(abs(series.values[at] or 0.0) for series in plot.series if at < len(series.values)) for at in range(size)
    ]
    found: list[list[tuple[float, float]]] = []
    for series in plot.series:
        line: list[tuple[float, float]] = []
        for at in range(size):
            value = (series.values[at] if at < len(series.values) else None) or 0.0
            if plot.grouping == "percentStacked":
                value = value / whole[at] if whole[at] else 0.0
            ends = up if value >= 0 else down
            line.append((ends[at], ends[at] + value))
            ends[at] += value
        found.append(line)
    return found


def show_number(value: float, code: str) -> str:
    """A number of a chart in a number format."""
    return show(Decimal(f"{value:.12g}"), code).text.strip()


def _reached(plot: Plot) -> list[float]:
    if plot.kind in {"bar", "area", "line"} and plot.grouping in {"stacked", "percentStacked"}:
        return [end for line in stacked(plot) for _, end in line]
    return [value for series in plot.series for value in series.values if value is not None]


def _round_step(rough: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999)


@dataclass(frozen=True, slots=True)
class CategoryLabels:
    """The names under (or beside) the groups of a chart, broken or turned so that they have room."""

    lines: tuple[tuple[TextLine, ...], ...]
    turned: bool
    skip: int

    @property
    def depth(self) -> float:
        """How far they reach away from their axis, standing under it."""
        if self.turned:
            return max((line.width for lines in self.lines for line in lines), default=0.0)
        return max((_height(lines) for lines in self.lines), default=0.0)

    @property
    def width(self) -> float:
        """The longest one."""
        return max((line.width for lines in self.lines for line in lines), default=0.0)


def label_columns(setter: Setter, names: Sequence[str], ink: Ink, slot: float, most: float) -> CategoryLabels:
    """Labels under columns ``slot`` wide: broken into lines, turned if a word is wider, ``most`` high."""
    words = [word for name in names for word in name.split()]
    widest = max((setter.faces.width(word, ink.face, ink.size) for word in words), default=0.0)
    if widest <= slot - 2:
        lines = tuple(tuple(setter.lines([(name, ink)], slot - 2)) for name in names)
        if max((_height(found) for found in lines), default=0.0) <= most:
            return CategoryLabels(lines, False, 1)
    pitch = ink.size * 1.2
    skip = max(1, math.ceil(pitch / max(slot, 0.1)))
    room = max(1, int(slot * skip / pitch))
    lines = tuple(tuple(setter.lines([(name, ink)], most)[:room]) for name in names)
    return CategoryLabels(lines, True, skip)


def label_rows(setter: Setter, names: Sequence[str], ink: Ink, slot: float, most: float) -> CategoryLabels:
    """Labels beside rows ``slot`` high, at most ``most`` wide."""
    pitch = ink.size * 1.2
    skip = max(1, math.ceil(pitch / max(slot, 0.1)))
    room = max(1, int(slot * skip / pitch))
    return CategoryLabels(tuple(tuple(setter.lines([(name, ink)], most)[:room]) for name in names), False, skip)


def draw_columns_labels(labels: CategoryLabels, places: Sequence[float], top: float) -> Iterator[Item]:
    """The labels under their columns' middles."""
    for at, (lines, middle) in enumerate(zip(labels.lines, places, strict=False)):
        if at % labels.skip:
            continue
        if labels.turned:
            x = middle - _height(lines) / 2
            for line in lines:
                yield from draw_line(line, x + line.ascent, top + line.width, 90.0)
                x += line.pitch
        else:
            y = top
            for line in lines:
                yield from draw_line(line, middle - line.width / 2, y + line.ascent)
                y += line.pitch


def draw_rows_labels(labels: CategoryLabels, places: Sequence[float], right: float) -> Iterator[Item]:
    """The labels left of their rows' middles."""
    for at, (lines, middle) in enumerate(zip(labels.lines, places, strict=False)):
        if at % labels.skip:
            continue
        y = middle - _height(lines) / 2
        for line in lines:
            yield from draw_line(line, right - line.width, y + line.ascent)
            y += line.pitch


def draw_line(line: TextLine, x: float, y: float, angle: float = 0.0, clip: Rect | None = None) -> Iterator[Item]:
    """One line of text from a point on; ``angle`` 0 or 90."""
    for piece in line.pieces:
        yield from draw_piece(piece, x, y, clip, angle)
        x, y = (x, y - piece.width) if angle else (x + piece.width, y)


def _height(lines: Sequence[TextLine]) -> float:
    return lines[0].height + sum(line.pitch for line in lines[1:]) if lines else 0.0
