"""The legend of a chart: which colour or stripes stand for which name."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from pmi_desktop.official.printing.chartaxes import draw_line
from pmi_desktop.official.printing.chartdata import C, ChartData, Plot, Series
from pmi_desktop.official.printing.chartplots import Pen, fill_of_series
from pmi_desktop.official.printing.colors import DRAWING
from pmi_desktop.official.printing.display import Item, Rect
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.outlines import Fill, Stroke, filled, outlined, rectangle, stroke_of
from pmi_desktop.official.printing.paragraphs import TextLine
from pmi_desktop.official.printing.shapetext import ink_in
from pmi_desktop.official.workbook.xml import flag, number

_A = f"{{{DRAWING}}}"
_SWATCH = 7.0
Entry: TypeAlias = tuple[str, Fill, bool]
"""A name, its fill, and whether it is a line's."""


class Legend:
    """Takes its room at one side of a chart's inside."""

    def __init__(self, pen: Pen, data: ChartData, inner: Rect) -> None:
        self._pen = pen
        self._data = data
        self._inner = inner

    def shared_out(self) -> tuple[list[Item], Rect]:
        """The legend drawn, and what it leaves of the chart."""
        element, inner = self._data.legend, self._inner
        if element is None:
            return [], inner
        side = self._place()
        ink = ink_in(element.find(f"{C}txPr"), self._pen.ink, self._pen.colors)
        gone = set(_deleted(element))
        entries = [entry for at, entry in enumerate(self._entries()) if at not in gone]
        if side in {"t", "b"}:
            return self._flat(entries, ink, inner, above=side == "t")
        return self._tall(entries, ink, inner, left=side == "l")

    def _place(self) -> str:
        found = self._data.legend.find(f"{C}legendPos") if self._data.legend is not None else None
        return found.get("val", "r") if found is not None else "r"

    def _entries(self) -> list[Entry]:
        found: list[Entry] = []
        for plot in self._data.plots:
            if plot.kind in {"pie", "doughnut"} or plot.colored_points:
                series = plot.series[0]
                names = series.categories or tuple(str(at + 1) for at in range(len(series.values)))
                found += [
                    (name, fill_of_series(series, at, self._pen.colors, at), False) for at, name in enumerate(names)
                ]
            else:
                found += [
                    (series.name or f"Serie {at + 1}", self._fill(plot, series, at), plot.kind == "line")
                    for at, series in enumerate(plot.series)
                ]
        return found[::-1] if self._from_below() else found

    def _from_below(self) -> bool:
        """Whether names beside the plot begin with the last one, as its bars stand one above the other."""
        plot, place = self._data.plots[0], self._place()
        if len(self._data.plots) > 1 or plot.kind not in {"bar", "area"} or place in {"t", "b"}:
            return False
        if plot.lying:
            return plot.grouping == "clustered" and not self._reversed()
        return plot.grouping in {"stacked", "percentStacked"}

    def _reversed(self) -> bool:
        axis = self._data.category_axis
        return axis is not None and axis.reverse

    def _fill(self, plot: Plot, series: Series, at: int) -> Fill:
        if plot.kind != "line":
            return fill_of_series(series, at, self._pen.colors)
        line = series.look.find(f"{_A}ln") if series.look is not None else None
        usual = Stroke(self._pen.colors.accent(series.order), 2.0)
        stroke = stroke_of(line, self._pen.colors, usual) or usual
        return Fill(stroke.color)

    def _swatch(self, fill: Fill, x: float, middle: float, *, line: bool) -> Iterator[Item]:
        high = 2.0 if line else _SWATCH
        box = rectangle(Rect(x, middle - high / 2, _SWATCH, high))
        yield from filled(box, fill)
        if not line:
            yield from outlined(box, Stroke("#404040", 0.35))

    def _flat(self, entries: list[Entry], ink: Ink, inner: Rect, *, above: bool) -> tuple[list[Item], Rect]:
        rows: list[list[tuple[TextLine, Fill, bool]]] = [[]]
        used = 0.0
        for name, fill, is_line in entries:
            line = self._pen.setter.lines([(name, ink)], max(20.0, inner.width - 2 * _SWATCH))[0]
            wide = line.width + _SWATCH + 14
            if rows[-1] and used + wide > inner.width:
                rows.append([])
                used = 0.0
            rows[-1].append((line, fill, is_line))
            used += wide
        pitch = ink.size * 1.35
        high = pitch * len(rows)
        y = inner.y if above else inner.bottom - high
        items: list[Item] = []
        for row in rows:
            x = inner.x + (inner.width - sum(line.width + _SWATCH + 14 for line, _, _ in row) + 10) / 2
            for line, fill, is_line in row:
                items += self._swatch(fill, x, y + pitch / 2, line=is_line)
                items += draw_line(line, x + _SWATCH + 4, y + pitch / 2 + line.ascent - line.height / 2)
                x += line.width + _SWATCH + 14
            y += pitch
        if above:
            return items, Rect.between(inner.x, inner.y + high + 4, inner.right, inner.bottom)
        return items, Rect.between(inner.x, inner.y, inner.right, inner.bottom - high - 4)

    def _tall(self, entries: list[Entry], ink: Ink, inner: Rect, *, left: bool) -> tuple[list[Item], Rect]:
        room = inner.width * 0.4
        found = [(self._pen.setter.lines([(name, ink)], room), fill, line) for name, fill, line in entries]
        wide = max((line.width for lines, _, _ in found for line in lines), default=0.0) + _SWATCH + 4
        high = sum(sum(line.pitch for line in lines) + 2 for lines, _, _ in found)
        x = inner.x if left else inner.right - wide
        y = inner.y + max(0.0, (inner.height - high) / 2)
        items: list[Item] = []
        for lines, fill, is_line in found:
            items += self._swatch(fill, x, y + lines[0].pitch / 2, line=is_line)
            for line in lines:
                items += draw_line(line, x + _SWATCH + 4, y + line.pitch / 2 + line.ascent - line.height / 2)
                y += line.pitch
            y += 2
        if left:
            return items, Rect.between(inner.x + wide + 6, inner.y, inner.right, inner.bottom)
        return items, Rect.between(inner.x, inner.y, inner.right - wide - 6, inner.bottom)


def _deleted(element: etree._Element) -> Iterator[int]:
    for entry in element.iterfind(f"{C}legendEntry"):
        gone, index = entry.find(f"{C}delete"), entry.find(f"{C}idx")
        if index is not None and gone is not None and flag(gone.get("val"), default=True):
            yield number(index.get("val"))
