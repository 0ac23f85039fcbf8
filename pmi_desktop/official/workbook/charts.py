"""Charts and drawings that show cells follow them, and forget the values that they kept of them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from lxml import etree

from pmi_desktop.official.workbook.contents import Contents
from pmi_desktop.official.workbook.following import Shifts, may_concern
from pmi_desktop.official.workbook.formulas import Home, pointers, shifted
from pmi_desktop.official.workbook.refs import Area
from pmi_desktop.official.workbook.values import CellError, Value, escape, from_number, to_serial
from pmi_desktop.official.workbook.xml import local

_CHARTS = {
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "application/vnd.ms-office.chartex+xml",
}
_DRAWINGS = {
    "application/vnd.openxmlformats-officedocument.drawing+xml",
    "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml",
}
_FORMULAS = {"f", "sqref"}
_LOOSE_CACHES = {"multiLvlStrCache", "dlblRangeCache", "lvl"}
_MAX_POINTS = 5_000

Touched = Callable[[str, Area], bool]


def chart_parts(contents: Contents) -> list[str]:
    """The parts that are charts."""
    return [name for name in contents.package.names() if contents.package.content_type(name) in _CHARTS]


def rewrite_formulas(contents: Contents, part: str, change: Callable[[str], str]) -> None:
    """Change each formula of a chart or drawing."""
    changed = False
    for element in contents.package.xml(part).iter(tag=etree.Element):
        if local(element) in _FORMULAS and element.text:
            after = change(element.text)
            changed |= after != element.text
            element.text = after
        link = element.get("textlink")
        if link:
            after = change(link)
            changed |= after != link
            element.set("textlink", after)
    if changed:
        contents.package.touch(part)


def follow_charts(contents: Contents, shifts: Shifts) -> None:
    """Let the ranges of all charts and the cells shown in text boxes follow the rows."""
    for part in contents.package.names():
        if contents.package.content_type(part) in _CHARTS | _DRAWINGS and may_concern(contents, part, shifts):
            rewrite_formulas(contents, part, lambda formula: shifted(formula, shifts, Home(None)))


def refresh_charts(contents: Contents, touched: Touched) -> None:
    """Put the values that cells have now where a chart kept those of before, or nothing where that cannot be told."""
    for part in chart_parts(contents):
        moved = contents.package.is_changed(part)
        for element in list(contents.package.xml(part).iter(tag=etree.Element)):
            if local(element) == "f" and element.text and (moved or _is_touched(element.text, touched)):
                _refresh(contents, element, element.text)
                contents.package.touch(part)


def _is_touched(formula: str, touched: Touched) -> bool:
    found = pointers(formula)
    return not found or any(
        pointer.foreign or pointer.sheet is None or touched(pointer.sheet, pointer.area) for pointer in found
    )


def _refresh(contents: Contents, formula: etree._Element, text: str) -> None:
    holder = formula.getparent()
    if holder is None:
        return
    for cache in list(holder):
        kind = local(cache)
        if kind not in _LOOSE_CACHES | {"numCache", "strCache"}:
            continue
        values = None if kind in _LOOSE_CACHES else _values(contents, text)
        if values is None:
            holder.remove(cache)
        else:
            _fill(cache, [_number(value, contents) if kind == "numCache" else _text(value) for value in values])


def _values(contents: Contents, formula: str) -> list[Value] | None:
    found = pointers(formula)
    if len(found) != 1 or str(found[0]) != formula or found[0].foreign:
        return None
    where = found[0].area
    tab = next((tab for tab in contents.tabs if tab.key == found[0].sheet), None)
    if tab is None or (where.bottom - where.top + 1) * (where.right - where.left + 1) > _MAX_POINTS:
        return None
    rows, columns = range(where.top, where.bottom + 1), range(where.left, where.right + 1)
    return [contents.value(tab, row, column) for row in rows for column in columns]


def _number(value: Value, contents: Contents) -> str | None:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        value = to_serial(value, contents.since_1904)
    return from_number(value) if isinstance(value, Decimal) else None


def _text(value: Value) -> str | None:
    if value is None or isinstance(value, CellError):
        return None
    return escape(format(value, "f") if isinstance(value, Decimal) else str(value))


def _fill(cache: etree._Element, values: list[str | None]) -> None:
    space = etree.QName(cache).namespace
    for old in [element for element in cache if local(element) in {"pt", "ptCount"}]:
        cache.remove(old)
    place = sum(local(element) == "formatCode" for element in cache)
    cache.insert(place, etree.Element(f"{{{space}}}ptCount", val=str(len(values))))
    points = []
    for index, value in enumerate(values):
        if value is not None:
            points.append(etree.Element(f"{{{space}}}pt", idx=str(index)))
            etree.SubElement(points[-1], f"{{{space}}}v").text = value
    cache[place + 1 : place + 1] = points
