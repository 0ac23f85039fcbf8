"""Outlines, fills and hatchings of shapes and charts, made of polygons and lines."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.printing.colors import BLACK, DRAWING, WHITE, Colors, mixed
from pmi_desktop.official.printing.display import Box, Item, Line, Polygon, Rect
from pmi_desktop.official.workbook.xml import local, number, real

_A = f"{{{DRAWING}}}"
Point = tuple[float, float]
_DASHES = {
    "dot": (1.0, 1.0), "sysDot": (1.0, 1.0), "dash": (4.0, 3.0), "sysDash": (3.0, 1.0), "lgDash": (8.0, 3.0),
    "dashDot": (4.0, 3.0, 1.0, 3.0), "sysDashDot": (3.0, 1.0, 1.0, 1.0), "lgDashDot": (8.0, 3.0, 1.0, 3.0),
    "sysDashDotDot": (3.0, 1.0, 1.0, 1.0, 1.0, 1.0), "lgDashDotDot": (8.0, 3.0, 1.0, 3.0, 1.0, 3.0),
}  # fmt: skip
# Directions of the stripes of a pattern; those not here are shown as a mixed colour.
_STRIPES: dict[str, tuple[float, ...]] = {
    "ltUpDiag": (45,), "dkUpDiag": (45,), "wdUpDiag": (45,), "dashUpDiag": (45,), "upDiag": (45,),
    "ltDnDiag": (-45,), "dkDnDiag": (-45,), "wdDnDiag": (-45,), "dashDnDiag": (-45,), "dnDiag": (-45,),
    "horz": (0,), "ltHorz": (0,), "dkHorz": (0,), "narHorz": (0,), "dashHorz": (0,),
    "vert": (90,), "ltVert": (90,), "dkVert": (90,), "narVert": (90,), "dashVert": (90,),
    "cross": (0, 90), "smGrid": (0, 90), "lgGrid": (0, 90), "dotGrid": (0, 90),
    "diagCross": (45, -45), "openDmnd": (45, -45), "trellis": (45, -45), "smCheck": (45, -45), "lgCheck": (45, -45),
}  # fmt: skip
_SHARES = {"dk": 1.2, "wd": 1.0, "lt": 0.5, "nar": 0.6}
_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Fill:
    """How a surface is filled: ``color`` (None: not at all), with ``stripes`` in degrees of ``ink`` over it."""

    color: str | None
    stripes: tuple[float, ...] = ()
    ink: str = BLACK
    width: float = 0.75


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn."""

    color: str
    width: float
    dash: tuple[float, ...] = ()


NO_FILL = Fill(None)


def fill_of(properties: etree._Element | None, colors: Colors, usual: Fill = NO_FILL) -> Fill:
    """The fill that ``spPr`` or the like asks for."""
    for entry in properties if properties is not None else ():
        kind = local(entry)
        if kind == "noFill":
            return NO_FILL
        if kind == "solidFill":
            return Fill(colors.drawn(entry))
        if kind == "gradFill":
            stops = [colors.drawn(stop) or WHITE for stop in entry.iter(f"{_A}gs")]
            return Fill(mixed(stops[0], stops[-1], 0.5)) if stops else usual
        if kind == "pattFill":
            return _pattern(entry, colors)
    return usual


def stroke_of(line: etree._Element | None, colors: Colors, usual: Stroke | None = None) -> Stroke | None:
    """The line that ``a:ln`` asks for; None for none."""
    if line is None:
        return usual
    if line.find(f"{_A}noFill") is not None:
        return None
    color = colors.drawn(line.find(f"{_A}solidFill"), usual.color if usual else None)
    if color is None:
        return usual
    width = real(line.get("w")) / 12_700 if line.get("w") else usual.width if usual else 0.75
    dash = line.find(f"{_A}prstDash")
    marks = _DASHES.get(dash.get("val", ""), ()) if dash is not None else ()
    return Stroke(color, width, tuple(mark * max(width, 0.5) for mark in marks))


def filled(points: Sequence[Point], fill: Fill) -> Iterator[Item]:
    """A surface; a rectangle without stripes is a plain box."""
    if fill.color is not None:
        rect = _as_rect(points)
        yield Polygon(tuple(points), fill.color) if rect is None else Box(rect, fill.color)
    for angle in fill.stripes:
        yield from hatching(points, angle, Stroke(fill.ink, fill.width))


def outlined(points: Sequence[Point], stroke: Stroke | None, *, closed: bool = True) -> Iterator[Line]:
    """The lines from point to point."""
    if stroke is None:
        return
    ends = list(points[1:]) + ([points[0]] if closed else [])
    for (x1, y1), (x2, y2) in zip(points, ends, strict=False):
        if (x1, y1) != (x2, y2):
            yield Line(x1, y1, x2, y2, stroke.width, stroke.color, stroke.dash)


def hatching(points: Sequence[Point], angle: float, stroke: Stroke) -> Iterator[Line]:
    """Parallel lines inside an outline, so that surfaces differ without colours."""
    turn = math.radians(angle)
    cosine, sine = math.cos(turn), math.sin(turn)
    # Turned so that the stripes lie flat; then each is where the outline is crossed.
    flat = [(x * cosine - y * sine, x * sine + y * cosine) for x, y in points]
    low, high = min(y for _, y in flat), max(y for _, y in flat)
    y = math.ceil((low + 0.01) / _GAP) * _GAP
    while y < high:
        crossings: list[float] = []
        for (x1, y1), (x2, y2) in zip(flat, [*flat[1:], flat[0]], strict=True):
            if (y1 <= y < y2) or (y2 <= y < y1):
                crossings.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        crossings.sort()
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            yield Line(
                start * cosine + y * sine, -start * sine + y * cosine, end * cosine + y * sine,
                -end * sine + y * cosine, stroke.width, stroke.color, stroke.dash,
            )  # fmt: skip
        y += _GAP


def rectangle(rect: Rect) -> list[Point]:
    """The corners."""
    return [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Points on an ellipse between two angles, clockwise from the right in degrees."""
    steps = max(2, math.ceil(abs(end - start) / 4))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(cx + rx * math.cos(angle), cy + ry * math.sin(angle)) for angle in angles]


def rounded(rect: Rect, share: float = 0.16667) -> list[Point]:
    """A rectangle with round corners."""
    radius = min(rect.width, rect.height) * min(0.5, share)
    left, right = rect.x + radius, rect.right - radius
    top, bottom = rect.y + radius, rect.bottom - radius
    return [
        *arc(left, top, radius, radius, 180, 270), *arc(right, top, radius, radius, 270, 360),
        *arc(right, bottom, radius, radius, 0, 90), *arc(left, bottom, radius, radius, 90, 180),
    ]  # fmt: skip


def _pattern(entry: etree._Element, colors: Colors) -> Fill:
    name = entry.get("prst", "")
    front = colors.drawn(entry.find(f"{_A}fgClr"), BLACK) or BLACK
    back = colors.drawn(entry.find(f"{_A}bgClr"), WHITE) or WHITE
    if name in _STRIPES:
        width = next((share for start, share in _SHARES.items() if name.startswith(start)), 0.75)
        return Fill(back, _STRIPES[name], front, width)
    percent = number(name.removeprefix("pct"), 40) if name.startswith("pct") else 40
    return Fill(mixed(front, back, percent / 100))


def _as_rect(points: Sequence[Point]) -> Rect | None:
    if len(points) != 4:
        return None
    xs, ys = {round(x, 4) for x, _ in points}, {round(y, 4) for _, y in points}
    if len(xs) > 2 or len(ys) > 2:
        return None
    return Rect.between(min(xs), min(ys), max(xs), max(ys))
