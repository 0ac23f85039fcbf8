"""A cell made free to be written, if it may be."""

from lxml import etree

from pmi_desktop.official.workbook import cells, layout
from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.errors import FormulaCell, LockedCell
from pmi_desktop.official.workbook.refs import Ref, cell_name
from pmi_desktop.official.workbook.xml import MAIN, flag, number


def is_protected(root: etree._Element) -> bool:
    """Whether locked cells of a sheet cannot be typed into."""
    found = root.find(f"{{{MAIN}}}sheetProtection")
    return found is not None and flag(found.get("sheet"))


def style_index(contents: Contents, tab: Tab, row: int, column: int) -> int:
    """The number of the style a cell shows: its own, else its row's, else its column's."""
    grid = contents.grid(tab)
    element = grid.cell(row, column)
    if element is not None:
        return number(element.get("s"))
    line = grid.row(row)
    if line is not None and flag(line.get("customFormat")):
        return number(line.get("s"))
    found = layout.column_element(contents.root(tab), column)
    return number(found.get("style")) if found is not None else 0


def emptied(contents: Contents, tab: Tab, ref: Ref, *, force: bool, overwrite_formula: bool) -> etree._Element:
    """The cell's element without value or formula, made if absent; raises :class:`LockedCell`, :class:`FormulaCell`."""
    row, column = contents.anchor(tab, ref)
    index = style_index(contents, tab, row, column)
    if tab.protected is None:
        tab.protected = is_protected(contents.root(tab))
    if tab.protected and not force and contents.styles.style(index).locked:
        raise LockedCell(sheet=tab.name, cell=cell_name(row, column))
    _free_of_formula(contents, tab, row, column, overwrite=overwrite_formula)
    element = contents.grid(tab).need_cell(row, column, index)
    cells.empty(element)
    tab.written.add((row, column))
    contents.forget_results()
    contents.touch(tab)
    return element


def _free_of_formula(contents: Contents, tab: Tab, row: int, column: int, *, overwrite: bool) -> None:
    for _, filled in contents.array_ranges(tab):
        # A part of a range that one formula fills cannot be changed alone.
        if filled.holds(row, column) and not (overwrite and filled.single):
            raise FormulaCell(sheet=tab.name, cell=cell_name(row, column))
    element = contents.grid(tab).cell(row, column)
    formula = None if element is None else element.find(cells.F)
    if formula is None:
        return
    if not overwrite:
        raise FormulaCell(sheet=tab.name, cell=cell_name(row, column))
    if formula.get("t") == "shared":
        contents.expand_shared(tab)
    tab.arrays = None
    contents.chain_broken = True
