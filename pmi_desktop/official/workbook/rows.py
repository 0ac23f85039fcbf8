"""Rows of a sheet moved down, and new ones drawn between them."""

import copy
from typing import NamedTuple

from lxml import etree

from pmi_desktop.official.workbook import cells
from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.formulas import Home, copied, translate
from pmi_desktop.official.workbook.grid import CELL, ROW, Grid
from pmi_desktop.official.workbook.refs import area, column_letters
from pmi_desktop.official.workbook.shift import Change, Insertion, NewRow, Shift
from pmi_desktop.official.workbook.xml import MAIN, drop

_TIED = {"r", "collapsed"}


class _Pattern(NamedTuple):
    """A cell of the row that new ones are drawn like."""

    letters: str
    style: str | None
    formula: etree._Element | None


def move_rows(contents: Contents, tab: Tab, shift: Shift) -> None:
    """Renumber what lies below and draw the new rows; formulas must have followed already."""
    grid = contents.grid(tab)
    last = {change.after: grid.last_row(change.after) for change in shift.changes}
    sources = {row.source: grid.row(row.source) for row in shift.new_rows()}
    patterns = {change: _pattern(grid, change) for change in shift.changes if isinstance(change, Insertion)}
    if any(element.find(cells.F) is not None for row, _, element in grid if row > shift.first):
        contents.chain_broken = True
    _renumber(grid, shift)
    data = contents.root(tab).find(f"{{{MAIN}}}sheetData")
    assert data is not None
    for row in shift.new_rows():
        source = sources[row.source]
        if source is None:
            continue
        if isinstance(row.change, Insertion):
            new = _drawn_like(source, patterns[row.change], row, shift)
        else:
            new = _copy(source, row, shift, tab.key)
        if new.find(f"{CELL}/{cells.F}") is not None:
            contents.chain_broken = True
        above = last[row.change.after]
        if above is None:
            data.insert(0, new)
        else:
            above.addnext(new)
        last[row.change.after] = new
    _remember(tab, shift)
    contents.forget(tab)
    contents.touch(tab)


def _renumber(grid: Grid, shift: Shift) -> None:
    for number in grid.numbers():
        new = shift.row(number)
        if new == number:
            continue
        row = grid.row(number)
        assert row is not None
        for column, element in grid.cells(number).items():
            element.set("r", f"{column_letters(column)}{new}")
        row.set("r", str(new))


def _pattern(grid: Grid, change: Insertion) -> list[_Pattern]:
    found: list[_Pattern] = []
    for column, element in grid.cells(change.source).items():
        formula = element.find(cells.F)
        if formula is not None or element.get("s") is not None:
            found.append(_Pattern(column_letters(column), element.get("s"), formula))
    return found


def _drawn_like(source: etree._Element, pattern: list[_Pattern], row: NewRow, shift: Shift) -> etree._Element:
    """An empty row with the looks and formulas of another, whose formulas are as now."""
    looks = {str(name): str(value) for name, value in source.attrib.items() if str(name) not in _TIED}
    new = etree.Element(ROW, {"r": str(row.row), **looks})
    down = row.row - shift.row(row.source)
    for letters, style, formula in pattern:
        element = etree.SubElement(new, CELL, r=f"{letters}{row.row}")
        if style is not None:
            element.set("s", style)
        if formula is not None:
            element.append(_formula_below(formula, down, translate(formula.text or "", down, 0)))
    return new


def _copy(source: etree._Element, row: NewRow, shift: Shift, key: str) -> etree._Element:
    """A row with all it holds; what its formulas say of its block they say of the copy's."""
    new = copy.deepcopy(source)
    new.tail = None
    new.set("r", str(row.row))
    drop(new, "collapsed")
    block = _block(row.change, shift)
    down = row.row - shift.row(row.source)
    for element in new.iterchildren(CELL):
        letters = element.get("r", "").rstrip("0123456789")
        element.set("r", f"{letters}{row.row}")
        formula = element.find(cells.F)
        if formula is not None:
            cells.drop_result(element)
            text = copied(formula.text or "", block, down, Home(key))
            element.replace(formula, _formula_below(formula, down, text))
    return new


def _block(change: Change, shift: Shift) -> tuple[int, int]:
    first = change.source if isinstance(change, Insertion) else change.first
    return shift.row(first), shift.row(change.after)


def _formula_below(formula: etree._Element, down: int, text: str) -> etree._Element:
    new = copy.deepcopy(formula)
    new.tail = None
    new.text = text
    if formula.get("ref"):
        filled = area(formula.get("ref", ""))
        new.set("ref", str(filled._replace(top=filled.top + down, bottom=filled.bottom + down)))
    return new


def _remember(tab: Tab, shift: Shift) -> None:
    tab.written = {(shift.row(row), column) for row, column in tab.written}
    tab.stale = {(shift.row(row), column) for row, column in tab.stale}
    tab.results = set()
