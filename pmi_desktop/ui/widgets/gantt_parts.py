"""What a schedule's chart is made of: its rows and marks, how days move, the small shapes it draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPolygonF

from pmi_desktop.domain.numbers import MONTHS

EDGE = 7
"""Pixels at each end of a bar that stretch instead of moving it."""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A line of the chart: a heading (``key`` empty), or an action with its days, how far it is and in what state."""

    text: str
    key: str = ""
    start: date | None = None
    end: date | None = None
    percent: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that stands out in the whole chart: a cut, a goal's due date, a deadline, or today."""

    day: date
    kind: str
    text: str


def month_names(metrics: QFontMetricsF, width: float) -> Sequence[str]:
    """All months in the longest form that fits every one of them."""
    for names in (MONTHS, tuple(name[:3] for name in MONTHS)):
        if max(metrics.horizontalAdvance(name) for name in names) <= width:
            return names
    return tuple(name[:1].upper() for name in MONTHS)


def part_at(bar: QRectF, x: float) -> str:
    """Which part of a bar is taken there; a short one is always moved whole."""
    if bar.width() < 4 * EDGE:
        return "all"
    return "start" if x < bar.left() + EDGE else "end" if x > bar.right() - EDGE else "all"


def shifted(start: date, end: date, part: str, days: int) -> tuple[date, date]:
    """The days after a move; an end pulled over the other stops there."""
    step = timedelta(days=days)
    if part == "start":
        return min(start + step, end), end
    if part == "end":
        return start, max(end + step, start)
    return start + step, end + step


def sign(kind: str, x: float, y: float) -> QPolygonF:
    """A triangle for cuts, a diamond for due dates, a square for deadlines, an arrow head for today."""
    shapes = {
        "cut": [(-5, -6), (5, -6), (0, 2)],
        "due": [(0, -7), (4, -3), (0, 1), (-4, -3)],
        "deadline": [(-4, -7), (4, -7), (4, 1), (-4, 1)],
        "today": [(0, -8), (4, 0), (-4, 0)],
    }
    return QPolygonF([QPointF(x + dx, y + dy) for dx, dy in shapes[kind]])
