"""Merged ranges, widths and heights of a sheet's XML."""

import copy
from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from pmi_desktop.official.workbook.errors import WorkbookTooBig
from pmi_desktop.official.workbook.refs import Area, area
from pmi_desktop.official.workbook.xml import MAIN, child, flag, number, real

MAX_MERGES = 50_000
MAX_HEIGHT = 409.5
"""Points: offices allow no higher row."""

_TALL = 32
_NONE: list[Area] = []


class Merges:
    """The merged ranges, found quickly by cell."""

    def __init__(self, root: etree._Element, part: str) -> None:
        parent = root.find(f"{{{MAIN}}}mergeCells")
        found = [] if parent is None else [entry.get("ref") for entry in parent.iterchildren(f"{{{MAIN}}}mergeCell")]
        if len(found) > MAX_MERGES:
            raise WorkbookTooBig(what="merges", limit=MAX_MERGES, part=part)
        self.areas: list[Area] = []
        self._rows: dict[int, list[Area]] = defaultdict(list)
        self._tall: list[Area] = []
        for ref in found:
            if ref:
                self._add(area(ref))

    def of(self, row: int, column: int) -> Area | None:
        """The merged range that holds a cell."""
        for found in self._rows.get(row, _NONE):
            if found.left <= column <= found.right:
                return found
        for found in self._tall:
            if found.holds(row, column):
                return found
        return None

    def meeting(self, where: Area) -> list[Area]:
        """The merged ranges that share a cell with a range."""
        near: Iterable[Area] = self.areas
        if where.bottom - where.top <= _TALL:
            rows = range(where.top, where.bottom + 1)
            near = dict.fromkeys([*(found for row in rows for found in self._rows.get(row, [])), *self._tall])
        return [found for found in near if found.meets(where)]

    def add(self, root: etree._Element, where: Area) -> None:
        """Merge a range that meets no other."""
        self._add(where)
        parent = child(root, "mergeCells")
        etree.SubElement(parent, f"{{{MAIN}}}mergeCell", ref=str(where))
        parent.set("count", str(len(self.areas)))

    def _add(self, where: Area) -> None:
        self.areas.append(where)
        if where.bottom - where.top > _TALL:
            self._tall.append(where)
        else:
            for row in range(where.top, where.bottom + 1):
                self._rows[row].append(where)


def write_merges(root: etree._Element, areas: list[Area]) -> None:
    """Put these merged ranges in place of those that are there."""
    parent = root.find(f"{{{MAIN}}}mergeCells")
    if not areas:
        if parent is not None:
            root.remove(parent)
        return
    parent = child(root, "mergeCells")
    for entry in list(parent):
        parent.remove(entry)
    for where in areas:
        etree.SubElement(parent, f"{{{MAIN}}}mergeCell", ref=str(where))
    parent.set("count", str(len(areas)))


def grow_dimension(root: etree._Element, cells: Iterable[tuple[int, int]]) -> bool:
    """Let the range that the sheet says it uses take in these cells; whether it had to grow."""
    found = root.find(f"{{{MAIN}}}dimension")
    if found is None or not found.get("ref"):
        return False
    before = after = area(found.get("ref", ""))
    for row, column in cells:
        after = Area(min(after.top, row), min(after.left, column), max(after.bottom, row), max(after.right, column))
    found.set("ref", str(after))
    return after != before


def row_height(root: etree._Element, row: etree._Element | None) -> float:
    """Points of a row (None: one without an element of its own); 0 if hidden."""
    if row is not None:
        if flag(row.get("hidden")):
            return 0.0
        if row.get("ht") is not None:
            return real(row.get("ht"))
    standard = root.find(f"{{{MAIN}}}sheetFormatPr")
    if standard is None:
        return 15.0
    if flag(standard.get("zeroHeight")):
        return 0.0
    return real(standard.get("defaultRowHeight"), 15.0)


def column_width(root: etree._Element, column: int) -> float:
    """Characters of the default font; 0 if hidden."""
    found = column_element(root, column)
    if found is not None:
        if flag(found.get("hidden")):
            return 0.0
        if found.get("width") is not None:
            return real(found.get("width"))
    standard = root.find(f"{{{MAIN}}}sheetFormatPr")
    if standard is not None and standard.get("defaultColWidth") is not None:
        return real(standard.get("defaultColWidth"))
    base = number(standard.get("baseColWidth"), 8) if standard is not None else 8
    return base + 1.0


def column_element(root: etree._Element, column: int) -> etree._Element | None:
    """The entry of ``cols`` for a column."""
    for found in root.iterfind(f"{{{MAIN}}}cols/{{{MAIN}}}col"):
        if number(found.get("min")) <= column <= number(found.get("max")):
            return found
    return None


def own_column(root: etree._Element, column: int) -> etree._Element:
    """An entry of ``cols`` for that column alone, cut out of a wider one or made."""
    found = column_element(root, column)
    if found is None:
        parent = child(root, "cols")
        found = etree.Element(f"{{{MAIN}}}col", min=str(column), max=str(column))
        after = next((entry for entry in parent if number(entry.get("min")) > column), None)
        if after is None:
            parent.append(found)
        else:
            after.addprevious(found)
        return found
    first, last = number(found.get("min")), number(found.get("max"))
    if first < column:
        before = copy.deepcopy(found)
        before.set("max", str(column - 1))
        found.addprevious(before)
    if column < last:
        after = copy.deepcopy(found)
        after.set("min", str(column + 1))
        found.addnext(after)
    found.set("min", str(column))
    found.set("max", str(column))
    return found
