"""Charts with axes: bars, lines and areas over groups."""

from collections.abc import Iterator
from dataclasses import replace

from pmi_desktop.official.printing.chartaxes import (
    CategoryLabels,
    draw_columns_labels,
    draw_line,
    draw_rows_labels,
    label_columns,
    label_rows,
    scale_of,
)
from pmi_desktop.official.printing.chartdata import AxisData, C, ChartData
from pmi_desktop.official.printing.chartplots import Pen, Plane, draw_areas, draw_bars, draw_lines
from pmi_desktop.official.printing.colors import DRAWING
from pmi_desktop.official.printing.display import Item, Rect
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.outlines import Stroke, outlined, stroke_of
from pmi_desktop.official.printing.shapetext import ink_in, read_paragraphs

_A = f"{{{DRAWING}}}"
_GRID = Stroke("#D0D0D0", 0.5)
_AXIS = Stroke("#808080", 0.75)


class Cartesian:
    """Plots with a value axis and groups."""

    def __init__(self, pen: Pen, data: ChartData) -> None:
        self._data = data
        self._pen = pen
        self._lying = data.plots[0].kind == "bar" and data.plots[0].lying
        first = next((series for plot in data.plots for series in plot.series), None)
        self._groups = max((len(series.values) for plot in data.plots for series in plot.series), default=0)
        names = list(first.categories) if first else []
        self._names = [names[at] if at < len(names) else str(at + 1) for at in range(self._groups)]

    def items(self, inner: Rect, manual: Rect | None) -> Iterator[Item]:
        """Axes, grid and plots."""
        data = self._data
        scale = scale_of(data.plots, data.value_axis)
        category, value = data.category_axis, data.value_axis
        value_ink = self._axis_ink(value)
        tick_texts = [scale.label(tick) for tick in scale.ticks] if _labelled(value) else []
        widths = [self._width(text, value_ink) for text in tick_texts]
        titles, inner = self._titles(inner)
        yield from titles
        labels, rect = self._share_out(inner, max(widths, default=0.0), value_ink)
        rect = manual or rect
        plane = Plane(rect, scale, self._groups, self._lying, category is not None and category.reverse)
        if value is None or value.grid is not None:
            yield from self._grid(plane, value)
        for plot in data.plots:
            if plot.kind == "bar":
                yield from draw_bars(self._pen, plane, plot)
            elif plot.kind == "area":
                yield from draw_areas(self._pen, plane, plot)
        yield from self._axis_lines(plane)
        for plot in data.plots:
            if plot.kind == "line":
                yield from draw_lines(self._pen, plane, plot, marked=self._marked())
        yield from self._tick_texts(plane, tick_texts, value_ink)
        if _labelled(category):
            middles = [plane.group(at + 0.5) for at in range(self._groups)]
            if self._lying:
                yield from draw_rows_labels(labels, middles, rect.x - 4)
            else:
                yield from draw_columns_labels(labels, middles, rect.bottom + 3)

    def _share_out(self, inner: Rect, widest: float, value_ink: Ink) -> tuple[CategoryLabels, Rect]:
        """The room of the plot itself, and the labels of its groups."""
        setter, ink = self._pen.setter, self._axis_ink(self._data.category_axis)
        names = self._names if _labelled(self._data.category_axis) else []
        tick_room = value_ink.size * 1.3 + 3 if widest else 2.0
        if self._lying:
            slot = (inner.height - tick_room) / max(1, self._groups)
            labels = label_rows(setter, names, ink, slot, inner.width * 0.42)
            left = inner.x + labels.width + 5
            at_top = self._value_axis_on_top()
            top, bottom = (tick_room, 2.0) if at_top else (2.0, tick_room)
            return labels, Rect.between(left, inner.y + top, inner.right - widest / 2 - 4, inner.bottom - bottom)
        left = inner.x + (widest + 5 if widest else 2.0)
        slot = (inner.right - left) / max(1, self._groups)
        labels = label_columns(setter, names, ink, slot, inner.height * 0.42)
        top = inner.y + value_ink.size * 0.6
        return labels, Rect.between(left, top, inner.right - 2, inner.bottom - labels.depth - 5)

    def _value_axis_on_top(self) -> bool:
        category, value = self._data.category_axis, self._data.value_axis
        return bool(self._lying and category and value and category.reverse != value.at_end)

    def _titles(self, inner: Rect) -> tuple[list[Item], Rect]:
        """The titles of both axes, and what they leave."""
        items: list[Item] = []
        for axis, upright in ((self._data.category_axis, self._lying), (self._data.value_axis, not self._lying)):
            element = axis.title if axis and axis.shown else None
            rich = element.find(f"{C}tx/{C}rich") if element is not None else None
            if rich is None:
                continue
            basis = replace(self._pen.ink, bold=True)
            runs = [run for one in read_paragraphs(rich, basis, self._pen.colors) for run in one.runs]
            lines = self._pen.setter.lines(runs, inner.height if upright else inner.width)
            for line in lines:
                if upright:
                    items += draw_line(line, inner.x + line.ascent, inner.y + (inner.height + line.width) / 2, 90.0)
                    inner = Rect.between(inner.x + line.pitch + 2, inner.y, inner.right, inner.bottom)
            for line in reversed(lines) if not upright else ():
                y = inner.bottom - line.descent
                items += draw_line(line, inner.x + (inner.width - line.width) / 2, y)
                inner = Rect.between(inner.x, inner.y, inner.right, inner.bottom - line.pitch - 2)
        return items, inner

    def _grid(self, plane: Plane, value: AxisData | None) -> Iterator[Item]:
        look = value.grid.find(f"{C}spPr/{_A}ln") if value is not None and value.grid is not None else None
        stroke = stroke_of(look, self._pen.colors, _GRID)
        for tick in plane.scale.ticks:
            at, rect = plane.value(tick), plane.rect
            ends = [(at, rect.y), (at, rect.bottom)] if self._lying else [(rect.x, at), (rect.right, at)]
            yield from outlined(ends, stroke, closed=False)

    def _axis_lines(self, plane: Plane) -> Iterator[Item]:
        rect = plane.rect
        zero = plane.value(min(max(0.0, plane.scale.low), plane.scale.high))
        if self._data.category_axis is None or self._data.category_axis.shown:
            ends = [(zero, rect.y), (zero, rect.bottom)] if self._lying else [(rect.x, zero), (rect.right, zero)]
            yield from outlined(ends, self._axis_stroke(self._data.category_axis), closed=False)

    def _axis_stroke(self, axis: AxisData | None) -> Stroke | None:
        line = axis.element.find(f"{C}spPr/{_A}ln") if axis is not None else None
        return stroke_of(line, self._pen.colors, _AXIS)

    def _tick_texts(self, plane: Plane, texts: list[str], ink: Ink) -> Iterator[Item]:
        for tick, text in zip(plane.scale.ticks, texts, strict=False):
            line = self._pen.setter.lines([(text, ink)], None)[0]
            at = plane.value(tick)
            if self._lying and self._value_axis_on_top():
                yield from draw_line(line, at - line.width / 2, plane.rect.y - 3 - line.descent)
            elif self._lying:
                yield from draw_line(line, at - line.width / 2, plane.rect.bottom + 3 + line.ascent)
            else:
                x = plane.rect.x - 4 - line.width
                yield from draw_line(line, x, at + line.ascent - line.height / 2)

    def _axis_ink(self, axis: AxisData | None) -> Ink:
        return ink_in(axis.element.find(f"{C}txPr") if axis else None, self._pen.ink, self._pen.colors)

    def _width(self, text: str, ink: Ink) -> float:
        return self._pen.setter.faces.width(text, ink.face, ink.size)

    def _marked(self) -> bool:
        return any(plot.marked for plot in self._data.plots)


def _labelled(axis: AxisData | None) -> bool:
    return axis is None or (axis.shown and axis.labelled)
