"""What forbids to insert rows: found before anything is changed."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.errors import CannotInsertRows
from pmi_desktop.official.workbook.refs import MAX_ROW, Area, area
from pmi_desktop.official.workbook.shift import Change, Repeat, Shift
from pmi_desktop.official.workbook.xml import local

_ARRAYS = {"array": "array_formula", "dataTable": "data_table"}


class _Obstacle(NamedTuple):
    what: str
    where: Area


def check(contents: Contents, tab: Tab, shift: Shift) -> None:
    """Raise :class:`CannotInsertRows` with the first thing that the insertion would break."""
    last = max(contents.grid(tab).numbers(), default=0)
    if last + shift.total > MAX_ROW:
        raise CannotInsertRows(sheet=tab.name, row=shift.first, what="sheet_end", where=str(last))
    for change in shift.changes:
        for found in _crossed(contents, tab, change):
            raise CannotInsertRows(sheet=tab.name, row=change.after, what=found.what, where=str(found.where))
    for found in _immovable(contents, tab):
        if found.where.bottom > shift.first:
            raise CannotInsertRows(sheet=tab.name, row=shift.first, what=found.what, where=str(found.where))


def _crossed(contents: Contents, tab: Tab, change: Change) -> Iterator[_Obstacle]:
    """Tables that the new rows would have to join, and ranges filled by one formula that they would tear."""
    for where in _tables(contents, tab):
        copied = isinstance(change, Repeat) and where.top <= change.last and where.bottom >= change.first
        if where.top <= change.after <= where.bottom or copied:
            yield _Obstacle("table", where)
    for kind, where in contents.array_ranges(tab):
        if where.top <= change.after < where.bottom:
            yield _Obstacle(_ARRAYS[kind], where)


def _tables(contents: Contents, tab: Tab) -> Iterator[Area]:
    for part in contents.package.targets(tab.part, "table"):
        ref = contents.package.xml(part).get("ref")
        if ref:
            yield area(ref)


def _immovable(contents: Contents, tab: Tab) -> Iterator[_Obstacle]:
    """What lies in this sheet, or is made from it, and cannot follow its rows."""
    package = contents.package
    for part in package.targets(tab.part, "pivotTable"):
        for element in package.xml(part).iter(tag=etree.Element):
            if local(element) == "location" and element.get("ref"):
                yield _Obstacle("pivot", area(element.get("ref", "")))
    for part in package.targets(contents.part, "pivotCacheDefinition"):
        for element in package.xml(part).iter(tag=etree.Element):
            here = (element.get("sheet") or "").casefold() == tab.key
            if local(element) == "worksheetSource" and here and element.get("ref"):
                yield _Obstacle("pivot", area(element.get("ref", "")))
    for part in package.targets(tab.part, "threadedComment"):
        for element in package.xml(part).iter(tag=etree.Element):
            if local(element) == "threadedComment" and element.get("ref"):
                yield _Obstacle("threaded_comment", area(element.get("ref", "")))
