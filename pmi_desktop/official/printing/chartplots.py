"""Bars, lines, areas and slices of a chart."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.printing.chartaxes import Scale, draw_line, show_number, stacked
from pmi_desktop.official.printing.chartdata import C, Labels, Plot, Series
from pmi_desktop.official.printing.colors import DRAWING, WHITE, Colors
from pmi_desktop.official.printing.display import Box, Item, Rect
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.outlines import (
    Fill,
    Point,
    Stroke,
    arc,
    fill_of,
    filled,
    outlined,
    rectangle,
    stroke_of,
)
from pmi_desktop.official.printing.paragraphs import Setter
from pmi_desktop.official.printing.shapetext import ink_of

_A = f"{{{DRAWING}}}"
# What tells series apart on paper without colours, where the chart leaves their looks to the office.
_STRIPES: tuple[tuple[float, ...], ...] = ((), (45,), (-45,), (0,), (90,), (45, -45))
_DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 3.0), (1.5, 2.5), (8.0, 3.0, 1.5, 3.0))
_SYMBOLS = ("diamond", "square", "triangle", "circle")


@dataclass(frozen=True, slots=True)
class Pen:
    """What drawing a plot needs."""

    setter: Setter
    colors: Colors
    ink: Ink


@dataclass(frozen=True, slots=True)
class Plane:
    """Where values and groups lie on paper; ``lying``: values grow to the right; ``reverse``: groups from the end."""

    rect: Rect
    scale: Scale
    groups: int
    lying: bool
    reverse: bool

    @property
    def slot(self) -> float:
        """The breadth of one group."""
        return (self.rect.height if self.lying else self.rect.width) / max(1, self.groups)

    def group(self, at: float) -> float:
        """The place of a group; halves are between two: 0.5 is the middle of the first."""
        if self.lying:
            return self.rect.y + at * self.slot if self.reverse else self.rect.bottom - at * self.slot
        return self.rect.right - at * self.slot if self.reverse else self.rect.x + at * self.slot

    def value(self, value: float) -> float:
        """The place of a value."""
        share = self.scale.share(value)
        return self.rect.x + share * self.rect.width if self.lying else self.rect.bottom - share * self.rect.height

    def point(self, group: float, value: float) -> Point:
        """A place by group and value."""
        if self.lying:
            return self.value(value), self.group(group)
        return self.group(group), self.value(value)


def fill_of_series(series: Series, place: int, colors: Colors, point: int | None = None) -> Fill:
    """The fill of a series, or of one of its points where points differ."""
    order = series.order if point is None else point
    usual = Fill(colors.accent(order), _STRIPES[place % len(_STRIPES)], WHITE, 0.8)
    found = fill_of(series.look, colors, usual)
    if point is not None and point in series.points:
        found = fill_of(series.points[point].find(f"{C}spPr"), colors, found)
    return found


def draw_bars(pen: Pen, plane: Plane, plot: Plot) -> Iterator[Item]:
    """Columns or lying bars, side by side or on top of each other."""
    piled = plot.grouping in {"stacked", "percentStacked"}
    beside = 1 if piled else max(1, len(plot.series))
    overlap = 0.0 if piled else plot.overlap / 100
    breadth = 1 / (beside - (beside - 1) * overlap + plot.gap / 100)
    ends = stacked(plot) if piled else []
    labels: list[Item] = []
    for place, series in enumerate(plot.series):
        stroke = stroke_of(series.look.find(f"{_A}ln") if series.look is not None else None, pen.colors)
        for at, value in enumerate(series.values):
            if value is None:
                continue
            start, end = ends[place][at] if piled else (0.0, value)
            start = max(start, plane.scale.low) if start >= 0 else start
            side = at + plot.gap / 200 * breadth + (0 if piled else place * breadth * (1 - overlap))
            points = rectangle(_between(plane.point(side, start), plane.point(side + breadth, end)))
            fill = fill_of_series(series, at if plot.colored_points else place, pen.colors, _point(plot, series, at))
            yield from filled(points, fill)
            if start != end:
                yield from outlined(points, stroke)
            if series.labels.any:
                rect = _between(points[0], points[2])
                labels += _bar_label(pen, plane, series, at, rect, piled=piled, fill=fill)
    yield from labels


def _point(plot: Plot, series: Series, at: int) -> int | None:
    return at if plot.colored_points or at in series.points else None


def _bar_label(
    pen: Pen, plane: Plane, series: Series, at: int, rect: Rect, *, piled: bool, fill: Fill
) -> Iterator[Item]:
    place = series.labels.place or ("ctr" if piled else "outEnd")
    ink = ink_of_labels(pen, series.labels)
    value = series.values[at] or 0.0
    if place == "outEnd":
        lines = pen.setter.lines([(label_text(series, at, None), ink)], None)
        wide, high = max(line.width for line in lines), sum(line.pitch for line in lines)
        x, y = rect.x + (rect.width - wide) / 2, rect.y - high - 1 if value >= 0 else rect.bottom + 1
        if plane.lying:
            x, y = rect.right + 2 if value >= 0 else rect.x - wide - 2, rect.y + (rect.height - high) / 2
    else:
        ink = _legible(ink, fill, series.labels)
        lines = pen.setter.lines([(label_text(series, at, None), ink)], None)
        wide, high = max(line.width for line in lines), sum(line.pitch for line in lines)
        x, y = rect.x + (rect.width - wide) / 2, rect.y + (rect.height - high) / 2
        share = {"inEnd": 1.0, "inBase": 0.0}.get(place, 0.5)
        if plane.lying:
            x = rect.x + 2 + share * (rect.width - wide - 4)
        else:
            y = rect.bottom - high - 1 - share * (rect.height - high - 2)
    if place != "outEnd":
        yield from _behind(Rect(x, y, wide, high), fill)
    for line in lines:
        yield from draw_line(line, x + (wide - line.width) / 2, y + line.ascent)
        y += line.pitch


def draw_lines(pen: Pen, plane: Plane, plot: Plot, *, marked: bool) -> Iterator[Item]:
    """Lines from point to point with their marks; a missing point leaves a gap."""
    piled = stacked(plot) if plot.grouping in {"stacked", "percentStacked"} else None
    labels: list[Item] = []
    for place, series in enumerate(plot.series):
        usual = Stroke(pen.colors.accent(series.order), 2.0, _DASHES[place % len(_DASHES)])
        stroke = stroke_of(series.look.find(f"{_A}ln") if series.look is not None else None, pen.colors, usual)
        points = [
            None if value is None else plane.point(at + 0.5, piled[place][at][1] if piled else value)
            for at, value in enumerate(series.values)
        ]
        for run in _runs(points):
            yield from outlined(run, stroke, closed=False)
        symbol = _symbol(series.marker, place, marked=marked)
        color = stroke.color if stroke else usual.color
        for at, point in enumerate(points):
            if point is None:
                continue
            if symbol:
                yield from filled(_mark(symbol, point, _mark_size(series.marker)), _mark_fill(series, pen, color))
            if series.labels.any:
                labels += _point_label(pen, series, at, point)
    yield from labels


def draw_areas(pen: Pen, plane: Plane, plot: Plot) -> Iterator[Item]:
    """Surfaces under lines."""
    piled = plot.grouping in {"stacked", "percentStacked"}
    ends = stacked(plot)
    for place in reversed(range(len(plot.series))):
        series = plot.series[place]
        values = [(0.0, value or 0.0) for value in series.values] if not piled else ends[place]
        above = [plane.point(at + 0.5, end) for at, (_, end) in enumerate(values)]
        below = [plane.point(at + 0.5, start) for at, (start, _) in enumerate(values)]
        yield from filled([*above, *reversed(below)], fill_of_series(series, place, pen.colors))


def draw_slices(pen: Pen, rect: Rect, plot: Plot) -> Iterator[Item]:
    """A pie, or the rings of a doughnut."""
    labelled = any(series.labels.any and series.labels.place in {"", "outEnd", "bestFit"} for series in plot.series)
    room = (2.6 * pen.ink.size if labelled else 2.0) if plot.kind == "pie" else 2.0
    beside = _widest_label(pen, plot) + 4 if labelled and plot.kind == "pie" else 2.0
    half = min(rect.width, rect.height) / 2
    radius = max(1.0, half * 0.5, min(rect.width / 2 - beside, rect.height / 2 - room))
    cx, cy = rect.x + rect.width / 2, rect.y + rect.height / 2
    hole = radius * plot.hole / 100 if plot.kind == "doughnut" else 0.0
    rings = max(1, len(plot.series))
    labels: list[Item] = []
    for place, series in enumerate(plot.series[:1] if plot.kind == "pie" else plot.series):
        inner = hole + (radius - hole) * place / rings if plot.kind == "doughnut" else 0.0
        outer = hole + (radius - hole) * (place + 1) / rings if plot.kind == "doughnut" else radius
        total = sum(abs(value or 0.0) for value in series.values)
        angle = plot.start_angle - 90.0
        for at, value in enumerate(series.values):
            sweep = 360 * abs(value or 0.0) / total if total else 0.0
            if not sweep:
                continue
            points = arc(cx, cy, outer, outer, angle, angle + sweep)
            points += reversed(arc(cx, cy, inner, inner, angle, angle + sweep)) if inner else [(cx, cy)]
            yield from filled(points, fill_of_series(series, at, pen.colors, at))
            yield from outlined(points, Stroke(WHITE, 0.75))
            if series.labels.any:
                share = abs(value or 0.0) / total
                labels += _slice_label(pen, series, at, share, rect, (inner, outer), angle + sweep / 2)
            angle += sweep
    yield from labels


def _widest_label(pen: Pen, plot: Plot) -> float:
    texts = [
        line for series in plot.series[:1] for at in range(len(series.values))
        for line in label_text(series, at, 1.0, "\n").split("\n")
    ]  # fmt: skip
    return max((pen.setter.faces.width(text, pen.ink.face, pen.ink.size) for text in texts), default=0.0)


def _slice_label(
    pen: Pen, series: Series, at: int, share: float, frame: Rect, radii: tuple[float, float], angle: float
) -> Iterator[Item]:
    inner, outer = radii
    ink = ink_of_labels(pen, series.labels)
    lines = pen.setter.lines([(label_text(series, at, share, "\n"), ink)], None)
    wide = max(line.width for line in lines)
    outside = series.labels.place in {"outEnd", ""} or (
        series.labels.place == "bestFit" and 2 * math.pi * outer * 0.6 * share < wide * 1.2
    )
    if inner:
        outside = False
    reach = outer + 0.9 * ink.size if outside else (inner + outer) / 2 if inner else outer * 0.62
    fill = fill_of_series(series, at, pen.colors, at)
    if not outside:
        ink = _legible(ink, fill, series.labels)
        lines = pen.setter.lines([(label_text(series, at, share, "\n"), ink)], None)
    turn = math.radians(angle)
    x, y = frame.x + frame.width / 2 + reach * math.cos(turn), frame.y + frame.height / 2 + reach * math.sin(turn)
    high = sum(line.pitch for line in lines)
    if outside:
        x, y = x + wide / 2 * math.cos(turn), y + (high / 2 - 4) * math.sin(turn)
        x = min(max(x, frame.x + wide / 2), max(frame.x + wide / 2, frame.right - wide / 2))
    else:
        yield from _behind(Rect(x - wide / 2, y - high / 2, wide, high), fill)
    y = min(max(y - high / 2, frame.y - 2), frame.bottom - high + 2)
    for line in lines:
        yield from draw_line(line, x - line.width / 2, y + line.ascent)
        y += line.pitch


def label_text(series: Series, at: int, share: float | None, between: str = "; ") -> str:
    """What stands at a point."""
    labels, value = series.labels, series.values[at] or 0.0
    parts: list[str] = []
    if labels.series:
        parts.append(series.name)
    if labels.category and at < len(series.categories):
        parts.append(series.categories[at])
    if labels.value:
        parts.append(show_number(value, labels.format or series.format))
    if labels.percent and share is not None:
        code = labels.format if "%" in labels.format else "0%"
        parts.append(show_number(share, code))
    return between.join(part for part in parts if part)


def ink_of_labels(pen: Pen, labels: Labels) -> Ink:
    """The look of the texts at points."""
    found = next(labels.element.iter(f"{_A}defRPr"), None) if labels.element is not None else None
    return ink_of(found, pen.ink, pen.colors)


def _point_label(pen: Pen, series: Series, at: int, point: Point) -> Iterator[Item]:
    line = pen.setter.lines([(label_text(series, at, None), ink_of_labels(pen, series.labels))], None)[0]
    dx, dy = {
        "t": (-line.width / 2, -5.0), "b": (-line.width / 2, line.height + 3), "l": (-line.width - 5, line.height / 3),
        "ctr": (-line.width / 2, line.height / 3),
    }.get(series.labels.place, (5.0, line.height / 3))  # fmt: skip
    yield from draw_line(line, point[0] + dx, point[1] + dy)


def _symbol(marker: etree._Element | None, place: int, *, marked: bool) -> str:
    found = marker.find(f"{C}symbol") if marker is not None else None
    kind = found.get("val", "") if found is not None else "auto" if marked or marker is not None else "none"
    if kind == "none":
        return ""
    return _SYMBOLS[place % len(_SYMBOLS)] if kind == "auto" else kind


def _mark_size(marker: etree._Element | None) -> float:
    found = marker.find(f"{C}size") if marker is not None else None
    return float(found.get("val", "5")) if found is not None else 5.0


def _mark_fill(series: Series, pen: Pen, color: str) -> Fill:
    look = series.marker.find(f"{C}spPr") if series.marker is not None else None
    return fill_of(look, pen.colors, Fill(color))


def _mark(symbol: str, point: Point, size: float) -> list[Point]:
    x, y, half = point[0], point[1], size / 2
    if symbol in {"circle", "dot"}:
        return arc(x, y, half, half, 0, 360)[:-1]
    if symbol == "triangle":
        return [(x, y - half), (x + half, y + half), (x - half, y + half)]
    if symbol in {"square", "dash"}:
        return rectangle(
            Rect(x - half, y - half * (0.3 if symbol == "dash" else 1), size, size * (0.3 if symbol == "dash" else 1))
        )
    return [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]


def _runs(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    run: list[Point] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _between(one: Point, other: Point) -> Rect:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return Rect.between(left, top, right, bottom)


def _legible(ink: Ink, fill: Fill, labels: Labels) -> Ink:
    """White letters on a dark surface, unless the chart says how its letters look."""
    if fill.stripes or labels.element is not None or not _is_dark(fill.color):
        return ink
    return Ink(ink.name, ink.size, ink.bold, ink.italic, color=WHITE)


def _behind(rect: Rect, fill: Fill) -> Iterator[Item]:
    """White paper under letters that stand on stripes."""
    if fill.stripes:
        yield Box(rect, WHITE)


def _is_dark(color: str | None) -> bool:
    if color is None:
        return False
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 130
