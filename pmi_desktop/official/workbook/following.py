"""What points to cells by formula follows the rows: cells, rules, links, controls and tables, in every sheet."""

import re
from collections.abc import Mapping

from lxml import etree

from pmi_desktop.official.workbook import cells
from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.formulas import Home, shifted
from pmi_desktop.official.workbook.package import Package, rels_name
from pmi_desktop.official.workbook.refs import area, areas, cell, cell_name
from pmi_desktop.official.workbook.shift import Shift
from pmi_desktop.official.workbook.xml import X14, XM, local

Shifts = Mapping[str, Shift]

_RULES = {"conditionalFormatting", "dataValidation", "sparkline"}
_RULE_FORMULAS = {"formula", "formula1", "formula2", "f"}
_CONTROL_LINKS = {"fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup", "linkedCell", "listFillRange"}
_TABLE_FORMULAS = {"calculatedColumnFormula", "totalsRowFormula"}
_VML_LINK = re.compile(rb"(<x:Fmla(?:Link|Range|Txbx|Group|Pict)>)([^<]*)(</)")


def may_concern(contents: Contents, part: str, shifts: Shifts) -> bool:
    """Whether a part may hold a formula that names one of the sheets, told without reading it."""
    return any(contents.package.mentions(part, _trace(key)) for key in shifts)


def follow_cells(contents: Contents, tab: Tab, shifts: Shifts) -> None:
    """Let the formulas in the cells of a sheet follow; those whose text changes lose their results."""
    moving = tab.key in shifts
    if not contents.has_formulas(tab) or not (moving or may_concern(contents, tab.part, shifts)):
        return
    before = contents.formulas(tab)
    after = {where: shifted(text, shifts, Home(tab.key, where[0], where[0])) for where, text in before.items()}
    if not moving and after == before:
        return
    contents.expand_shared(tab)
    for row, column, element, formula in contents.formula_cells(tab):
        where = row, column
        if moving:
            _follow_filled(formula, shifts[tab.key])
        if after.get(where) != before.get(where):
            formula.text = after[where]
            cells.drop_result(element)
            tab.stale.add(where)
    contents.touch(tab)


def _follow_filled(formula: etree._Element, shift: Shift) -> None:
    """The range that an array formula or a table of cases fills, and the cells that it varies."""
    if formula.get("ref"):
        formula.set("ref", str(shift.area(area(formula.get("ref", "")))))
    for name in ("r1", "r2"):
        if formula.get(name):
            row, column = cell(formula.get(name, ""))
            formula.set(name, cell_name(shift.row(row), column))


def follow_rules(contents: Contents, tab: Tab, shifts: Shifts) -> None:
    """Let the formulas of validations, conditional formats, sparklines and links of a sheet follow."""
    if tab.key not in shifts and not may_concern(contents, tab.part, shifts):
        return
    changed = False
    for section in contents.root(tab):
        if local(section) == "sheetData":
            continue
        for element in section.iter(tag=etree.Element):
            name = local(element)
            if name in _RULES:
                changed |= _follow_rule(element, tab, shifts)
            elif name == "hyperlink":
                changed |= _follow_attribute(element, "location", tab, shifts)
            elif name == "controlPr":
                changed |= _follow_attribute(element, "linkedCell", tab, shifts)
                changed |= _follow_attribute(element, "listFillRange", tab, shifts)
            elif name == "sparklineGroup":
                changed |= _follow_text(element.find(f"{{{XM}}}f"), shifts, Home(tab.key))
    if changed:
        contents.touch(tab)


def _follow_rule(rule: etree._Element, tab: Tab, shifts: Shifts) -> bool:
    found = areas(rule.get("sqref") or rule.findtext(f"{{{XM}}}sqref") or "")
    if not found:
        return False
    home = Home(tab.key, min(where.top for where in found), max(where.bottom for where in found))
    changed = False
    for element in rule.iter(tag=etree.Element):
        name = local(element)
        if name in _RULE_FORMULAS and element.tag != f"{{{X14}}}{name}":
            changed |= _follow_text(element, shifts, home)
        elif name == "cfvo" and element.get("type") == "formula":
            changed |= _follow_attribute(element, "val", tab, shifts)
    return changed


def _follow_text(element: etree._Element | None, shifts: Shifts, home: Home) -> bool:
    if element is None or not element.text:
        return False
    after = shifted(element.text, shifts, home)
    if after == element.text:
        return False
    element.text = after
    return True


def _follow_attribute(element: etree._Element, name: str, tab: Tab, shifts: Shifts) -> bool:
    before = element.get(name)
    if not before:
        return False
    after = shifted(before, shifts, Home(tab.key))
    element.set(name, after)
    return after != before


def follow_parts(contents: Contents, tab: Tab, shifts: Shifts) -> None:
    """Let what belongs to a sheet but lies in other parts follow: controls, tables' formulas, links of the old kind."""
    for found in contents.package.relations(tab.part):
        if found.kind in _FOLLOWERS and (tab.key in shifts or may_concern(contents, found.target, shifts)):
            _FOLLOWERS[found.kind](contents.package, found.target, tab, shifts)
    _follow_relations(contents, tab, shifts)


def _follow_control(package: Package, part: str, tab: Tab, shifts: Shifts) -> None:
    element = package.xml(part)
    changed = [_follow_attribute(element, name, tab, shifts) for name in _CONTROL_LINKS]
    if any(changed):
        package.touch(part)


def _follow_table(package: Package, part: str, tab: Tab, shifts: Shifts) -> None:
    found = [element for element in package.xml(part).iter(tag=etree.Element) if local(element) in _TABLE_FORMULAS]
    changed = [_follow_text(element, shifts, Home(tab.key)) for element in found]
    if any(changed):
        package.touch(part)


def _follow_vml(package: Package, part: str, tab: Tab, shifts: Shifts) -> None:
    """Drawings of the old kind are often no sound XML: their bytes are changed directly."""
    before = package.raw(part)
    after = _VML_LINK.sub(lambda match: match[1] + _vml_formula(match[2], tab, shifts) + match[3], before)
    if after != before:
        package.replace(part, after)


_FOLLOWERS = {"ctrlProp": _follow_control, "table": _follow_table, "vmlDrawing": _follow_vml}


def _vml_formula(stored: bytes, tab: Tab, shifts: Shifts) -> bytes:
    formula = stored.decode("utf-8", "replace").replace("&apos;", "'").replace("&amp;", "&")
    after = shifted(formula, shifts, Home(tab.key))
    return stored if after == formula else after.replace("&", "&amp;").encode()


def _follow_relations(contents: Contents, tab: Tab, shifts: Shifts) -> None:
    """Some programs keep a link to a place in the workbook as an address: ``#Hoja1!A50``."""
    for found in contents.package.relations(tab.part):
        if not (found.external and found.target.startswith("#")):
            continue
        after = "#" + shifted(found.target[1:], shifts, Home(tab.key))
        if after != found.target:
            rels = rels_name(tab.part)
            for entry in contents.package.xml(rels):
                if entry.get("Id") == found.id:
                    entry.set("Target", after)
            contents.package.touch(rels)


def _trace(key: str) -> bytes:
    """The longest run of plain letters and digits of a sheet's name: it stands in the XML however the rest is spelt."""
    return max(re.findall(r"[a-z0-9]+", key), key=len, default="").encode()
