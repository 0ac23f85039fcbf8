"""A chart drawn whole: its frame, title, legend, axes and plots."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pmi_desktop.official.printing.chartaxes import draw_line
from pmi_desktop.official.printing.chartdata import C, ChartData, ChartReader
from pmi_desktop.official.printing.chartlegend import Legend
from pmi_desktop.official.printing.chartplane import Cartesian
from pmi_desktop.official.printing.chartplots import Pen, draw_slices
from pmi_desktop.official.printing.colors import DRAWING, WHITE
from pmi_desktop.official.printing.display import Item, Rect
from pmi_desktop.official.printing.evaluation import Values
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.outlines import Fill, Stroke, fill_of, filled, outlined, rectangle, stroke_of
from pmi_desktop.official.printing.shapes import Studio
from pmi_desktop.official.printing.shapetext import ink_in, read_paragraphs
from pmi_desktop.official.printing.source import SheetSource
from pmi_desktop.official.workbook.xml import real

_A = f"{{{DRAWING}}}"
_MARGIN = 6.0
_FRAME = Stroke("#BFBFBF", 0.75)
_TITLE_SIZE, _TEXT_SIZE = 13.0, 10.0


def draw_chart(studio: Studio, sheet: SheetSource, values: Values, root: etree._Element, rect: Rect) -> Iterator[Item]:
    """A chart (the root of its part) in its rectangle; kinds that cannot be drawn are told and leave a frame."""
    data = ChartReader(sheet, values).read(root)
    for kind in data.undrawn:
        studio.tell("chart", kind)
    look = root.find(f"{C}spPr")
    outline = rectangle(rect)
    yield from filled(outline, fill_of(look, studio.colors, Fill(WHITE)))
    yield from outlined(outline, stroke_of(look.find(f"{_A}ln") if look is not None else None, studio.colors, _FRAME))
    if data.plots:
        ink = ink_in(root.find(f"{C}txPr"), Ink("Calibri", _TEXT_SIZE), studio.colors)
        yield from _Chart(studio, data, root, ink).items(rect)


class _Chart:
    """Shares out a chart's rectangle: title above, legend beside, the rest for the plot."""

    def __init__(self, studio: Studio, data: ChartData, root: etree._Element, ink: Ink) -> None:
        self._studio = studio
        self._data = data
        self._root = root
        self._ink = ink
        self._pen = Pen(studio.setter, studio.colors, ink)

    def items(self, rect: Rect) -> Iterator[Item]:
        """Everything inside the frame."""
        inner = Rect(
            rect.x + _MARGIN, rect.y + _MARGIN, max(1.0, rect.width - 2 * _MARGIN), max(1.0, rect.height - 2 * _MARGIN)
        )
        items, inner = self._title(rect, inner)
        yield from items
        items, inner = Legend(self._pen, self._data, inner).shared_out()
        yield from items
        first = self._data.plots[0]
        if first.kind in {"pie", "doughnut"}:
            yield from draw_slices(self._pen, self._manual(rect) or inner, first)
        else:
            yield from Cartesian(self._pen, self._data).items(inner, self._manual(rect))

    def _title(self, rect: Rect, inner: Rect) -> tuple[list[Item], Rect]:
        basis = replace(self._ink, size=_TITLE_SIZE, bold=True)
        element = self._data.title
        runs: list[tuple[str, Ink]] = []
        if element is not None:
            runs = self._title_runs(element, basis)
        if not runs and (element is not None or self._data.auto_title):
            names = [series.name for plot in self._data.plots for series in plot.series]
            runs = [(names[0], basis)] if len(names) == 1 and names[0] else []
        if not runs:
            return [], inner
        lines = self._studio.setter.lines(runs, inner.width)
        items: list[Item] = []
        y = inner.y
        for line in lines:
            items += draw_line(line, rect.x + (rect.width - line.width) / 2, y + line.ascent)
            y += line.pitch
        return items, Rect.between(inner.x, y + 4, inner.right, inner.bottom)

    def _title_runs(self, element: etree._Element, basis: Ink) -> list[tuple[str, Ink]]:
        basis = ink_in(element.find(f"{C}txPr"), basis, self._pen.colors)
        rich = element.find(f"{C}tx/{C}rich")
        if rich is not None:
            paragraphs = read_paragraphs(rich, basis, self._studio.colors)
            runs = [run for at, one in enumerate(paragraphs) for run in ([("\n", basis)] if at else []) + one.runs]
        else:
            runs = [(found.text or "", basis) for found in element.iterfind(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v")]
        return [run for run in runs if run[0]]

    def _manual(self, rect: Rect) -> Rect | None:
        """Where the chart itself puts its plot, the texts of the axes not counted."""
        found = self._root.find(f"{C}chart/{C}plotArea/{C}layout/{C}manualLayout")
        if found is None:
            return None
        target = found.find(f"{C}layoutTarget")
        sides = {
            name: real(entry.get("val")) for name in ("x", "y", "w", "h")
            if (entry := found.find(f"{C}{name}")) is not None
        }  # fmt: skip
        pie = self._data.plots[0].kind in {"pie", "doughnut"}
        if len(sides) < 4 or not (pie or (target is not None and target.get("val") == "inner")):
            return None
        return Rect(
            rect.x + sides["x"] * rect.width, rect.y + sides["y"] * rect.height, sides["w"] * rect.width,
            sides["h"] * rect.height,
        )  # fmt: skip
