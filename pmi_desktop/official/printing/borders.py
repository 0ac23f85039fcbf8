"""The lines around cells: which of two neighbours' edges is drawn, and how."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pmi_desktop.official.printing.display import Line
from pmi_desktop.official.printing.looks import Edge

# Width in points, marks and gaps; the order is the rank where two cells disagree about their common side.
_STYLES: dict[str, tuple[float, tuple[float, ...]]] = {
    "hair": (0.25, (0.75, 0.75)),
    "dotted": (0.75, (0.75, 1.5)),
    "dashDotDot": (0.75, (4.5, 1.5, 1.5, 1.5, 1.5, 1.5)),
    "dashDot": (0.75, (4.5, 1.5, 1.5, 1.5)),
    "dashed": (0.75, (3.0, 1.5)),
    "thin": (0.75, ()),
    "mediumDashDotDot": (1.5, (9.0, 3.0, 3.0, 3.0, 3.0, 3.0)),
    "mediumDashDot": (1.5, (9.0, 3.0, 3.0, 3.0)),
    "slantDashDot": (1.5, (9.0, 3.0, 3.0, 3.0)),
    "mediumDashed": (1.5, (6.0, 3.0)),
    "medium": (1.5, ()),
    "double": (0.6, ()),
    "thick": (2.25, ()),
}
_RANK = {style: rank for rank, style in enumerate(_STYLES)}
_APART = 0.8


class _Stretch(NamedTuple):
    """Neighbouring edges of one look along one line."""

    edge: Edge
    start: float
    end: float


def stronger(one: Edge | None, other: Edge | None) -> Edge | None:
    """The edge that is drawn where two cells meet."""
    if one is None or other is None:
        return one or other
    return one if _RANK.get(one.style, 0) >= _RANK.get(other.style, 0) else other


def lines_along(
    places: list[tuple[float, float]], edge_at: Callable[[int], Edge | None], across: float, *, upright: bool
) -> Iterator[Line]:
    """The lines on one common side of many cells: ``places`` are where each cell begins and ends along it."""
    stretches: list[_Stretch] = []
    for place, (start, end) in enumerate(places):
        edge = edge_at(place)
        if edge is None or end <= start:
            continue
        if stretches and stretches[-1].edge == edge and abs(stretches[-1].end - start) < 0.01:
            stretches[-1] = stretches[-1]._replace(end=end)
        else:
            stretches.append(_Stretch(edge, start, end))
    for stretch in stretches:
        yield from _drawn(stretch, across, upright=upright)


def slanting(edge: Edge, x1: float, y1: float, x2: float, y2: float) -> Line:
    """A line across a cell."""
    width, dash = _STYLES.get(edge.style, (0.75, ()))
    return Line(x1, y1, x2, y2, width, edge.color, dash)


def _drawn(stretch: _Stretch, across: float, *, upright: bool) -> Iterator[Line]:
    width, dash = _STYLES.get(stretch.edge.style, (0.75, ()))
    shifts = (-_APART, _APART) if stretch.edge.style == "double" else (0.0,)
    # Whole lines reach over each other at corners, so that no notch is left there.
    more = 0.0 if dash else max(width / 2, *shifts)
    start, end = stretch.start - more, stretch.end + more
    for shift in shifts:
        at = across + shift
        ends = (at, start, at, end) if upright else (start, at, end, at)
        yield Line(*ends, width, stretch.edge.color, dash)
