"""What a chart says: its kind, its series with their numbers, its axes, title and legend."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from pmi_desktop.official.printing.evaluation import Values
from pmi_desktop.official.printing.formulas import NotComputed
from pmi_desktop.official.printing.numberformats import show
from pmi_desktop.official.printing.source import Content, SheetSource
from pmi_desktop.official.workbook.errors import BadReference
from pmi_desktop.official.workbook.refs import MAX_ROW
from pmi_desktop.official.workbook.xml import flag, local, number, real

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands at the points of a series; ``place`` as ``outEnd``, ``ctr``; empty for the usual one."""

    value: bool = False
    percent: bool = False
    category: bool = False
    series: bool = False
    place: str = ""
    format: str = ""
    element: etree._Element | None = None

    @property
    def any(self) -> bool:
        """Whether anything is shown."""
        return self.value or self.percent or self.category or self.series


@dataclass(frozen=True, slots=True)
class Series:
    """One series; ``values`` has None where a point is missing; ``points`` are looks of single points."""

    name: str
    values: tuple[float | None, ...]
    categories: tuple[str, ...]
    format: str
    look: etree._Element | None
    points: dict[int, etree._Element]
    marker: etree._Element | None
    labels: Labels
    order: int


@dataclass(frozen=True, slots=True)
class Plot:
    """Series of one kind: ``bar``, ``line``, ``pie``, ``doughnut`` or ``area``.

    ``lying`` are bars that grow to the right, ``marked`` lines with a mark at each point; ``grouping`` is
    ``clustered``, ``stacked``, ``percentStacked`` or ``standard``; ``gap`` and ``overlap`` in percent of a bar's width.
    """

    kind: str
    lying: bool
    grouping: str
    gap: int
    overlap: int
    colored_points: bool
    marked: bool
    hole: int
    start_angle: int
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class AxisData:
    """An axis: ``low``, ``high`` and ``step`` where they are fixed; ``at_end`` stands at the other axis' far end."""

    shown: bool
    low: float | None
    high: float | None
    step: float | None
    reverse: bool
    format: str
    linked: bool
    grid: etree._Element | None
    title: etree._Element | None
    element: etree._Element
    at_end: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class ChartData:
    """A whole chart; ``undrawn`` names kinds of plots that cannot be drawn."""

    plots: tuple[Plot, ...]
    category_axis: AxisData | None
    value_axis: AxisData | None
    title: etree._Element | None
    auto_title: bool
    legend: etree._Element | None
    undrawn: tuple[str, ...]


_KINDS = {
    "barChart": "bar", "bar3DChart": "bar", "lineChart": "line", "line3DChart": "line", "pieChart": "pie",
    "pie3DChart": "pie", "ofPieChart": "pie", "doughnutChart": "doughnut", "areaChart": "area", "area3DChart": "area",
}  # fmt: skip


class ChartReader:
    """Reads a chart's part; numbers come from the cells, or as the chart keeps them where cells cannot tell."""

    def __init__(self, sheet: SheetSource, values: Values) -> None:
        self._sheet = sheet
        self._values = values

    def read(self, root: etree._Element) -> ChartData:
        """The chart in a ``chartSpace``."""
        chart = root.find(f"{C}chart")
        area = chart.find(f"{C}plotArea") if chart is not None else None
        plots: list[Plot] = []
        undrawn: list[str] = []
        for entry in area if area is not None else ():
            kind = local(entry)
            if kind in _KINDS:
                plots.append(self._plot(entry, _KINDS[kind]))
            elif kind.endswith("Chart"):
                undrawn.append(kind)
        category = next((found for tag in ("catAx", "dateAx") for found in _children(area, tag)), None)
        value = next(iter(_children(area, "valAx")), None)
        if plots and len(_children(area, "valAx")) > 1:
            undrawn.append("secondary axis")
        deleted = _value(chart, "autoTitleDeleted")
        return ChartData(
            tuple(plots),
            None if category is None else _axis(category),
            None if value is None else _axis(value),
            chart.find(f"{C}title") if chart is not None else None,
            not flag(deleted) and sum(len(plot.series) for plot in plots) == 1,
            chart.find(f"{C}legend") if chart is not None else None,
            tuple(undrawn),
        )

    def _plot(self, element: etree._Element, kind: str) -> Plot:
        labels = element.find(f"{C}dLbls")
        series = tuple(self._series(entry, place, labels) for place, entry in enumerate(_children(element, "ser")))
        return Plot(
            kind,
            _value(element, "barDir", "col") == "bar",
            _value(element, "grouping", "clustered" if kind == "bar" else "standard") or "standard",
            number(_value(element, "gapWidth"), 150),
            number(_value(element, "overlap"), 0),
            flag(_value(element, "varyColors")) and len(series) == 1 and kind == "bar",
            flag(_value(element, "marker")),
            number(_value(element, "holeSize"), 50),
            number(_value(element, "firstSliceAng"), 0),
            series,
        )

    def _series(self, element: etree._Element, place: int, labels: etree._Element | None) -> Series:
        numbers, code = self._numbers(element.find(f"{C}val"))
        own = element.find(f"{C}dLbls")
        points = {number(_value(entry, "idx")): entry for entry in _children(element, "dPt")}
        return Series(
            " ".join(self._texts(element.find(f"{C}tx"))),
            numbers,
            tuple(self._texts(element.find(f"{C}cat"))),
            code,
            element.find(f"{C}spPr"),
            points,
            element.find(f"{C}marker"),
            _labels(labels if own is None else own),
            number(_value(element, "idx"), place),
        )

    def _numbers(self, element: etree._Element | None) -> tuple[tuple[float | None, ...], str]:
        if element is None:
            return (), "General"
        code = next((found.text or "General" for found in element.iter(f"{C}formatCode")), "General")
        cells = self._cells(element)
        if cells is not None:
            found, code = cells
            return tuple(float(value) if isinstance(value, Decimal) else None for value, _ in found), code
        return tuple(None if text is None else real(text) for text in _cached(element)), code

    def _texts(self, element: etree._Element | None) -> list[str]:
        if element is None:
            return []
        cells = self._cells(element)
        if cells is not None:
            return [text for _, text in cells[0]]
        levels = list(element.iter(f"{C}lvl"))
        cached = list(_cached(levels[0] if levels else element))
        if not cached and element.findtext(f"{C}v"):
            return [element.findtext(f"{C}v") or ""]
        if element.find(f"{C}numRef") is not None or element.find(f"{C}numLit") is not None:
            return ["" if text is None else f"{real(text):g}".replace(".", ",") for text in cached]
        return [text or "" for text in cached]

    def _cells(self, element: etree._Element) -> tuple[list[tuple[Content, str]], str] | None:
        """The values and shown texts of the cells that an element points to, and the first one's number format."""
        formula = next((found.text for found in element.iter(f"{C}f") if found.text), None)
        if formula is None:
            return None
        try:
            where = self._values.range(self._sheet, formula)
            if where is None or where[1].bottom >= MAX_ROW:
                return None
            home, area = where
            if (area.bottom - area.top + 1) * (area.right - area.left + 1) > _MOST:
                return None
            places = [
                (row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)
            ]
            found = [(self._values.value(home, *place), home.look(*place).number_format) for place in places]
        except (NotComputed, BadReference):
            return None
        code = next((code for value, code in found if isinstance(value, Decimal)), "General")
        return [(value, self._shown(value, form)) for value, form in found], code

    def _shown(self, value: Content, code: str) -> str:
        if isinstance(value, Decimal):
            return show(value, code, self._sheet.source.since_1904).text.strip()
        return value if isinstance(value, str) else ""


def _labels(element: etree._Element | None) -> Labels:
    if element is None or flag(_value(element, "delete")):
        return Labels()
    shown = {
        name: flag(_value(element, tag))
        for name, tag in (
            ("value", "showVal"), ("percent", "showPercent"), ("category", "showCatName"), ("series", "showSerName"),
        )
    }  # fmt: skip
    form = element.find(f"{C}numFmt")
    linked = form is None or flag(form.get("sourceLinked"))
    code = "" if form is None or linked else form.get("formatCode", "")
    return Labels(**shown, place=_value(element, "dLblPos") or "", format=code, element=element.find(f"{C}txPr"))


def _axis(element: etree._Element) -> AxisData:
    scaling, form = element.find(f"{C}scaling"), element.find(f"{C}numFmt")
    return AxisData(
        not flag(_value(element, "delete")),
        _optional(scaling, "min"),
        _optional(scaling, "max"),
        _optional(element, "majorUnit"),
        _value(scaling, "orientation", "minMax") == "maxMin",
        form.get("formatCode", "General") if form is not None else "General",
        form is None or flag(form.get("sourceLinked")),
        element.find(f"{C}majorGridlines"),
        element.find(f"{C}title"),
        element,
        _value(element, "crosses") == "max",
        _value(element, "tickLblPos", "nextTo") != "none",
    )


def _cached(element: etree._Element) -> Iterator[str | None]:
    """The points that a chart keeps, in order, None for missing ones."""
    points = {number(entry.get("idx")): entry.findtext(f"{C}v") for entry in element.iter(f"{C}pt")}
    count = next((number(entry.get("val")) for entry in element.iter(f"{C}ptCount")), 0)
    size = min(max(count, max(points, default=-1) + 1), _MOST)
    return (points.get(place) for place in range(size))


def _children(element: etree._Element | None, tag: str) -> list[etree._Element]:
    return [] if element is None else list(element.iterchildren(f"{C}{tag}"))


def _value(element: etree._Element | None, tag: str, usual: str | None = None) -> str | None:
    found = element.find(f"{C}{tag}") if element is not None else None
    if found is None:
        return usual
    # A flag that is there without saying anything is on.
    return found.get("val", "1")


def _optional(element: etree._Element | None, tag: str) -> float | None:
    found = _value(element, tag)
    return None if found is None else real(found)
