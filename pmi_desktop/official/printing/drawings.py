"""What floats over the cells of a sheet: pictures, text boxes, shapes, charts and form buttons."""

from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from pmi_desktop.official.printing.charts import draw_chart
from pmi_desktop.official.printing.colors import DRAWING
from pmi_desktop.official.printing.display import Item, Rect
from pmi_desktop.official.printing.evaluation import Values
from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.official.printing.formulas import NotComputed
from pmi_desktop.official.printing.geometry import Axis, Geometry
from pmi_desktop.official.printing.numberformats import show
from pmi_desktop.official.printing.paragraphs import Setter
from pmi_desktop.official.printing.problems import Kind, Tell
from pmi_desktop.official.printing.shapes import (
    SHEET_DRAWING,
    Studio,
    draw_picture,
    draw_shape,
    is_hidden,
    name_of,
)
from pmi_desktop.official.printing.shapetext import EMU
from pmi_desktop.official.printing.sheetpages import Drawing
from pmi_desktop.official.printing.source import SheetSource
from pmi_desktop.official.workbook.errors import BadReference
from pmi_desktop.official.workbook.refs import cell_name
from pmi_desktop.official.workbook.xml import flag, local, number

_A = f"{{{DRAWING}}}"
_X = f"{{{SHEET_DRAWING}}}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}


def read_drawings(sheet: SheetSource, geometry: Geometry, values: Values, faces: Faces, tell: Tell) -> list[Drawing]:
    """The printed drawings of a sheet from the lowest to the topmost, in points of the unscaled sheet."""
    found: list[Drawing] = []
    for part in sheet.targets("drawing"):
        for anchor in _anchors(sheet.source.contents.package.xml(part)):
            rect, cell = _place(anchor, geometry)
            reader = _Reader(sheet, part, values, faces, cell, tell)
            for entry in anchor:
                element = _chosen(entry)
                if element is not None and not is_hidden(element) and max(rect.width, rect.height) > 0:
                    items = tuple(reader.items(element, rect))
                    if items:
                        found.append(Drawing(rect, items, name_of(element)))
    return found


class _Reader:
    """Draws the elements of one anchor; problems are told with the cell that it hangs on."""

    def __init__(self, sheet: SheetSource, part: str, values: Values, faces: Faces, cell: str, tell: Tell) -> None:
        self._sheet = sheet
        self._values = values
        package = sheet.source.contents.package
        self._package = package
        self._targets = {found.id: found.target for found in package.relations(part) if not found.external}

        def told(kind: Kind, detail: str) -> None:
            tell(cell, kind, detail)

        self._tell = told
        setter = Setter(faces, lambda letter: tell(cell, "glyph", letter))
        self._studio = Studio(setter, sheet.source.colors, told, self._linked, self._embedded)

    def items(self, element: etree._Element, rect: Rect) -> Iterator[Item]:
        """One element in its place."""
        kind = local(element)
        if kind in {"sp", "cxnSp"}:
            yield from draw_shape(self._studio, element, rect)
        elif kind == "pic":
            yield from draw_picture(self._studio, element, rect)
        elif kind == "grpSp":
            yield from self._group(element, rect)
        elif kind == "graphicFrame":
            yield from self._chart(element, rect)
        elif kind not in {"from", "to", "ext", "pos", "clientData"}:
            self._tell("shape", kind)

    def _group(self, element: etree._Element, rect: Rect) -> Iterator[Item]:
        inner = _extent(element.find(f"{_X}grpSpPr"), "chOff", "chExt")
        for entry in element:
            child = _chosen(entry)
            properties = None if child is None else child.find(f"{_X}spPr")
            if child is not None and local(child) == "grpSp":
                properties = child.find(f"{_X}grpSpPr")
            if child is None or local(child) in {"nvGrpSpPr", "grpSpPr"} or is_hidden(child):
                continue
            if properties is None:
                self._tell("shape", local(child))
                continue
            own = _extent(properties, "off", "ext")
            wide, high = rect.width / (inner.width or 1.0), rect.height / (inner.height or 1.0)
            place = Rect(
                rect.x + (own.x - inner.x) * wide, rect.y + (own.y - inner.y) * high, own.width * wide,
                own.height * high,
            )  # fmt: skip
            yield from self.items(child, place)

    def _chart(self, element: etree._Element, rect: Rect) -> Iterator[Item]:
        reference = next(element.iter(_CHART), None)
        target = self._targets.get(reference.get(_ID, "")) if reference is not None else None
        if target is None:
            self._tell("chart", name_of(element))
            return
        yield from draw_chart(self._studio, self._sheet, self._values, self._package.xml(target), rect)

    def _embedded(self, relation: str) -> bytes | None:
        target = self._targets.get(relation)
        return None if target is None else self._package.raw(target)

    def _linked(self, formula: str) -> str | None:
        """What the cell shows whose text a box repeats; None if that cannot be told."""
        try:
            found = self._values.range(self._sheet, formula.lstrip("="))
            if found is None:
                return None
            home, area = found
            value = self._values.value(home, area.top, area.left)
        except (NotComputed, BadReference):
            return None
        if isinstance(value, Decimal):
            return show(value, home.look(area.top, area.left).number_format, self._sheet.source.since_1904).text
        return value if isinstance(value, str) else "" if value is None else None


def _anchors(root: etree._Element) -> Iterator[etree._Element]:
    for entry in root:
        element = _chosen(entry)
        if element is not None and local(element) in _ANCHORS:
            data = element.find(f"{_X}clientData")
            if data is None or flag(data.get("fPrintsWithSheet"), default=True):
                yield element


def _chosen(element: etree._Element) -> etree._Element | None:
    """The element, or of alternatives for newer and older offices the one for older ones, if it says anything."""
    if local(element) != "AlternateContent":
        return element if local(element) else None
    ways = {local(way): way for way in element}
    for way in (ways.get("Fallback"), ways.get("Choice")):
        if way is not None and len(way):
            return way[0]
    return None


def _place(anchor: etree._Element, geometry: Geometry) -> tuple[Rect, str]:
    start, end = anchor.find(f"{_X}from"), anchor.find(f"{_X}to")
    position, extent = anchor.find(f"{_X}pos"), anchor.find(f"{_X}ext")
    if start is not None:
        x, y = _corner(start, geometry)
        cell = cell_name(_number(start, "row") + 1, _number(start, "col") + 1)
    else:
        x, y = (number(position.get(side)) / EMU if position is not None else 0.0 for side in "xy")
        cell = cell_name(geometry.rows.at(y), geometry.columns.at(x))
    if end is not None:
        right, bottom = _corner(end, geometry)
        return Rect.between(x, y, max(x, right), max(y, bottom)), cell
    width, height = (number(extent.get(side)) / EMU if extent is not None else 0.0 for side in ("cx", "cy"))
    return Rect(x, y, width, height), cell


def _corner(element: etree._Element, geometry: Geometry) -> tuple[float, float]:
    def place(axis: Axis, index: int, offset: float) -> float:
        return axis.start(index + 1) + min(offset / EMU, axis.length(index + 1))

    return (
        place(geometry.columns, _number(element, "col"), _number(element, "colOff")),
        place(geometry.rows, _number(element, "row"), _number(element, "rowOff")),
    )


def _number(element: etree._Element, tag: str) -> int:
    return number((element.findtext(f"{_X}{tag}") or "0").strip())


def _extent(properties: etree._Element | None, offset: str, extent: str) -> Rect:
    transform = properties.find(f"{_A}xfrm") if properties is not None else None
    if transform is None:
        return Rect(0.0, 0.0, 0.0, 0.0)
    off, ext = transform.find(f"{_A}{offset}"), transform.find(f"{_A}{extent}")
    x, y = (number(off.get(side)) if off is not None else 0 for side in "xy")
    width, height = (number(ext.get(side)) if ext is not None else 0 for side in ("cx", "cy"))
    return Rect(float(x), float(y), float(width), float(height))
