"""The drawing of a schedule: a calendar with bars, diamonds and vertical lines, as one thing on a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.execution import CANCELLED, NOT_REPORTED, cuts_by_date, standings_after
from pmi_desktop.domain.numbers import MONTHS, show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.page import BOLD, FONT, GREY, INK, ITALIC, PALE, shortened, style, text

_TEXTS, _PEOPLE = 0.33, 0.13
"""Shares of the width for what is to be done and who does it."""

_PAD = 2.5
_ALL = 10_000
_MONTH_HEIGHT = 13
_LANE_HEIGHT = 11
_HEADING = 24
_BLANK = 20
_CODE_SIZE = 7.5
_NEAR = 14
"""Points between two marks below which their codes stand together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the chart: an objective, a goal with its due date, an action with its bar, or room to write."""

    kind: Literal["objective", "goal", "action", "blank"]
    words: str = ""
    people: str = ""
    due_on: date | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A cut or a deadline: its short code on the chart, its name and day in the legend."""

    code: str
    name: str
    day: date
    dashed: bool


@dataclass(frozen=True, slots=True)
class _Label:
    """The codes of one or more marks at nearly one place."""

    x: float
    codes: tuple[str, ...]

    @property
    def words(self) -> str:
        return ", ".join(self.codes) if len(self.codes) < 3 else f"{self.codes[0]} a {self.codes[-1]}"

    @property
    def width(self) -> float:
        return float(pdfmetrics.stringWidth(self.words, BOLD, _CODE_SIZE))

    def with_another(self, code: str) -> "_Label":
        return replace(self, codes=(*self.codes, code))


class Chart(Flowable):
    """The chart at one size of type; ``needed`` is its height in points, ``lines`` the most that a text may take."""

    def __init__(self, plan: Plan, rows: Sequence[Row], title: str, *, width: float, size: float, lines: int) -> None:
        super().__init__()
        self._plan, self._rows, self._title = plan, rows, title
        self.width, self._size, self._lines = width, size, lines or _ALL
        self._first = date(plan.years[0], 1, 1)
        self._days = (date(plan.years[-1] + 1, 1, 1) - self._first).days
        self._left = width * (_TEXTS + _PEOPLE)
        self._standings = standings_after(plan, cuts_by_date(plan))
        self._marks = _marks(plan)
        self._lanes = self._in_lanes()
        self._cells = [self._texts_of(row) for row in rows]
        self._heights = [
            _BLANK if row.kind == "blank" else max(one.height for one in cells) + 2 * _PAD
            for row, cells in zip(rows, self._cells, strict=True)
        ]
        self._legend = self._legend_text()

    @property
    def needed(self) -> float:
        """The height of the whole chart."""
        return self._above + sum(self._heights) + self._below

    def parts(self, height: float) -> Iterator["Chart"]:
        """Charts of some of the rows each, with everything around them, none higher than that."""
        room = height - self._above - self._below
        begin = 0
        while begin < len(self._rows):
            end, used = begin, 0.0
            while end < len(self._rows) and (end == begin or used + self._heights[end] <= room):
                used += self._heights[end]
                end += 1
            end = self._before_headings(begin, end)
            yield self._with(self._rows[begin:end])
            begin = end

    def _before_headings(self, begin: int, end: int) -> int:
        """Where to end a page so that no objective or goal stands at its foot without its actions."""
        last = end
        while end < len(self._rows) and last > begin + 1 and self._rows[last - 1].kind in ("objective", "goal"):
            last -= 1
        return last if last > begin + 1 else end

    def _with(self, rows: Sequence[Row]) -> "Chart":
        return Chart(self._plan, rows, self._title, width=self.width, size=self._size, lines=self._lines)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: D102, ARG002  # reportlab's
        return self.width, self.needed

    @property
    def _above(self) -> float:
        years = _MONTH_HEIGHT if len(self._plan.years) > 1 else 0
        return _HEADING + len(self._lanes) * _LANE_HEIGHT + years + _MONTH_HEIGHT

    @property
    def _below(self) -> float:
        return self._legend.height + 20

    def _x(self, day: date, *, end: bool = False) -> float:
        """Where a day begins (or ends) on the paper, never outside the grid."""
        days = min(max((day - self._first).days + end, 0), self._days)
        return self._left + days / self._days * (self.width - self._left)

    def _texts_of(self, row: Row) -> list["_Text"]:
        if row.kind == "objective":
            return [_Text(row.words, self._size, BOLD, self.width - 2 * _PAD, self._lines)]
        if row.kind == "goal":
            return [_Text(row.words, self._size, ITALIC, self._left - 2 * _PAD, self._lines)]
        texts = self.width * _TEXTS - 10 - 2 * _PAD
        return [
            _Text(row.words, self._size, FONT, texts, self._lines),
            _Text(row.people, self._size, FONT, self.width * _PEOPLE - 2 * _PAD, self._lines),
        ]

    def _in_lanes(self) -> list[list["_Label"]]:
        """The codes of the marks, those of neighbouring days together, in as many lines as keep them apart."""
        labels: list[_Label] = []
        for mark in self._marks:
            x = self._x(mark.day)
            if labels and x - labels[-1].x < _NEAR:
                labels[-1] = labels[-1].with_another(mark.code)
            else:
                labels.append(_Label(x, (mark.code,)))
        lanes: list[list[_Label]] = []
        for label in labels:
            free = next((lane for lane in lanes if label.x - lane[-1].x > (label.width + lane[-1].width) / 2 + 4), None)
            if free is None:
                lanes.append([label])
            else:
                free.append(label)
        return lanes

    def _legend_text(self) -> "_Text":
        named = " · ".join(f"{one.code} {one.name} ({show_date(one.day)})" for one in self._marks)
        return _Text(named, max(self._size - 0.5, 7), FONT, self.width, _ALL)

    def draw(self) -> None:  # noqa: D102  # reportlab's
        canvas: Canvas = self.canv
        top = self.needed
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 15)
        canvas.drawString(0, top - 15, self._title)
        school_from = pdfmetrics.stringWidth(self._title, BOLD, 15) + 14
        canvas.setFont(FONT, 10)
        canvas.drawString(school_from, top - 15, shortened(self._plan.school.name, FONT, 10, self.width - school_from))
        top -= self._above
        bottom = top - sum(self._heights)
        self._calendar(canvas, top, bottom)
        self._vertical_lines(canvas, top, bottom)
        y = top
        for row, cells, height in zip(self._rows, self._cells, self._heights, strict=True):
            y -= height
            self._row(canvas, row, cells, y, height)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.7)
        canvas.rect(0, bottom, self.width, top - bottom)
        self._key(canvas, bottom - 14)
        self._legend.draw(canvas, 0, bottom - 20)

    def _calendar(self, canvas: Canvas, top: float, bottom: float) -> None:
        """The months (and years) above the grid, and a thin line where each begins."""
        short = len(self._plan.years) > 1
        canvas.setFillColor(PALE)
        height = _MONTH_HEIGHT * (2 if short else 1)
        canvas.rect(0, top, self.width, height, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, self._size)
        canvas.drawString(_PAD, top + 3.5, "Acción")
        canvas.drawString(self.width * _TEXTS + _PAD, top + 3.5, "Responsable")
        for year in self._plan.years:
            for month, name in enumerate(MONTHS, start=1):
                begin = self._x(date(year, month, 1))
                end = self._x(date(year + month // 12, month % 12 + 1, 1))
                canvas.setStrokeColor(GREY)
                canvas.setLineWidth(0.7 if month == 1 else 0.25)
                canvas.line(begin, bottom, begin, top + _MONTH_HEIGHT)
                label = name[0].upper() if short else name[:3]
                canvas.drawCentredString((begin + end) / 2, top + 3.5, label)
            if short:
                middle = (self._x(date(year, 1, 1)) + self._x(date(year + 1, 1, 1))) / 2
                canvas.drawCentredString(middle, top + _MONTH_HEIGHT + 3.5, str(year))

    def _vertical_lines(self, canvas: Canvas, top: float, bottom: float) -> None:
        """A line through the grid for each mark, and above the months its code."""
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.8)
        for mark in self._marks:
            canvas.setDash(*((4, 2) if mark.dashed else (1, 2)))
            canvas.line(self._x(mark.day), bottom, self._x(mark.day), top)
        canvas.setDash()
        canvas.setFont(BOLD, _CODE_SIZE)
        above = top + _MONTH_HEIGHT * (2 if len(self._plan.years) > 1 else 1)
        for number, lane in enumerate(self._lanes):
            for label in lane:
                x = min(max(label.x - label.width / 2, 0), self.width - label.width)
                canvas.drawString(x, above + number * _LANE_HEIGHT + 2.5, label.words)

    def _row(self, canvas: Canvas, row: Row, cells: list["_Text"], y: float, height: float) -> None:
        if row.kind == "objective":
            canvas.setFillColor(PALE)
            canvas.rect(0, y, self.width, height, stroke=0, fill=1)
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.25)
        canvas.line(0, y, self.width, y)
        if row.kind in ("action", "blank"):
            canvas.line(self.width * _TEXTS, y, self.width * _TEXTS, y + height)
        indent = 10 if row.kind == "action" else 0
        cells[0].draw(canvas, _PAD + indent, y + height - _PAD)
        if len(cells) > 1:
            cells[1].draw(canvas, self.width * _TEXTS + _PAD, y + height - _PAD)
        middle = y + height / 2
        if row.kind == "goal" and row.due_on:
            self._diamond(canvas, self._x(row.due_on, end=True), middle)
        if row.action is not None:
            self._bar_of(canvas, row.action, middle)

    def _diamond(self, canvas: Canvas, x: float, y: float) -> None:
        half = self._size * 0.45
        x = min(x, self.width - half)
        path = canvas.beginPath()
        path.moveTo(x - half, y)
        for dx, dy in ((0, half), (half, 0), (0, -half)):
            path.lineTo(x + dx, y + dy)
        path.close()
        canvas.setFillColor(INK)
        canvas.drawPath(path, stroke=0, fill=1)

    def _bar_of(self, canvas: Canvas, action: Action, middle: float) -> None:
        start, end = action.start_on or action.end_on, action.end_on or action.start_on
        if start is None or end is None or start > end or end < self._first or start.year > self._plan.years[-1]:
            said = "sin fechas" if start is None else f"{show_date(action.start_on)} – {show_date(action.end_on)}"
            canvas.setFillGray(1)
            width = pdfmetrics.stringWidth(said, FONT, self._size)
            canvas.rect(self._left + 2, middle - self._size * 0.5, width + 4, self._size, stroke=0, fill=1)
            canvas.setFillColor(INK)
            canvas.setFont(FONT, self._size)
            canvas.drawString(self._left + 4, middle - self._size * 0.35, said)
            return
        begin, stop = self._x(start), self._x(end, end=True)
        standing = self._standings.get(action.id, NOT_REPORTED)
        self._bar(canvas, begin, max(stop, begin + 2), middle, standing.percent, cancelled=standing.state == CANCELLED)

    def _bar(
        self, canvas: Canvas, begin: float, stop: float, middle: float, percent: int, *, cancelled: bool = False
    ) -> None:
        height = self._size * 0.8
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.setFillGray(1)
        canvas.rect(begin, middle - height / 2, stop - begin, height, stroke=1, fill=1)
        if cancelled:
            canvas.line(begin, middle, stop, middle)
        elif percent:
            canvas.setFillGray(0.25)
            canvas.rect(begin, middle - height / 2, (stop - begin) * percent / 100, height, stroke=0, fill=1)

    def _key(self, canvas: Canvas, y: float) -> None:
        """What the signs mean, with the signs themselves."""
        size = max(self._size - 0.5, 7)
        x = 0.0
        for sign, words in (
            ("bar", "Acción: la parte oscura es lo avanzado según el último corte"),
            ("diamond", "Fecha de la meta"),
            ("dashed", "Corte de seguimiento"),
            ("dotted", "Plazo"),
        ):
            if sign == "bar":
                self._bar(canvas, x, x + 22, y + 3, 50)
            elif sign == "diamond":
                self._diamond(canvas, x + 17, y + 3)
            else:
                canvas.setStrokeColor(INK)
                canvas.setDash(*((4, 2) if sign == "dashed" else (1, 2)))
                canvas.line(x + 17, y - 2, x + 17, y + 8)
                canvas.setDash()
            canvas.setFillColor(INK)
            canvas.setFont(FONT, size)
            canvas.drawString(x + 26, y, words)
            x += 26 + pdfmetrics.stringWidth(words, FONT, size) + 14


class _Text:
    """Words wrapped to a width, with «…» where they would take more than some lines."""

    def __init__(self, words: str, size: float, font: str, width: float, lines: int) -> None:
        self._look = style(size, font=font)
        self._width = width
        self._paragraph = self._fitting(words, lines)
        self.height = self._paragraph.wrap(width, _ALL)[1]

    def _fitting(self, words: str, lines: int) -> Paragraph:
        most = lines * self._look.leading + 0.1
        line = " ".join(words.split())
        if lines == _ALL or self._height_of(line) <= most:
            return text(line, self._look)
        low, high = 0, len(line)
        while low < high - 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._height_of(f"{line[:middle].rstrip()}…") <= most else (low, middle)
        return text(f"{line[:low].rstrip()}…", self._look)

    def _height_of(self, words: str) -> float:
        return float(text(words, self._look).wrap(self._width, _ALL)[1])

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draws the words below ``top``."""
        self._paragraph.drawOn(canvas, x, top - self.height)


def _marks(plan: Plan) -> tuple[_Mark, ...]:
    """The cuts and the deadlines that lie in the plan's years, from the first to the last day."""
    cuts = [
        _Mark(f"C{number}", cut.label.strip() or "Corte", cut.date, dashed=True)
        for number, cut in enumerate(plan.all(Checkpoint), start=1)
        if cut.date and cut.date.year in plan.years
    ]
    deadlines = [
        _Mark("", one.what.strip() or "Plazo", one.date, dashed=False)
        for one in sorted(plan.info.deadlines, key=lambda one: one.date or date.max)
        if one.date and one.date.year in plan.years
    ]
    numbered = [replace(one, code=f"P{number}") for number, one in enumerate(deadlines, start=1)]
    return tuple(sorted((*cuts, *numbered), key=lambda one: one.day))
