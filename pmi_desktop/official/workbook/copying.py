"""Sheets repeated, renamed, added and taken out, with everything that belongs to them."""

import copy
import posixpath
import re
from collections.abc import Callable, Iterator

from lxml import etree

from pmi_desktop.official.workbook.charts import chart_parts, rewrite_formulas
from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.errors import CannotCopySheet, CannotRemoveSheet
from pmi_desktop.official.workbook.formulas import pointers, renamed, rewrite
from pmi_desktop.official.workbook.names import name_entries, sheet_entries
from pmi_desktop.official.workbook.package import Package, rels_name
from pmi_desktop.official.workbook.tabs import SHEET_TYPE, add_tab, check_name, position, remove_tab
from pmi_desktop.official.workbook.xml import MAIN, X14, drop, elements, local, number

_UNIQUE = {
    "table": "table",
    "queryTable": "table",
    "pivotTable": "pivot",
    "slicer": "pivot",
    "timeline": "pivot",
    "threadedComment": "threaded_comment",
}
_SHARED = {"image", "theme", "hyperlink"}
_FORMULAS = [
    f"{{*}}{name}" for name in ("f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula")
]
_LINKS = ("location", "linkedCell", "listFillRange", "fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup", "textlink")
_LINKED = etree.XPath("//*[" + " or ".join(f"@{name}" for name in _LINKS) + "]")


def copy_sheet(contents: Contents, name: str, new_name: str) -> Tab:
    """See ``Workbook.copy_sheet``."""
    tab, package = contents.tab(name), contents.package
    check_name(contents, tab.name, new_name)
    for found in package.relations(tab.part):
        if found.kind in _UNIQUE:
            raise CannotCopySheet(sheet=tab.name, what=_UNIQUE[found.kind], name=new_name)
    copies: dict[str, str] = {}
    new = Tab(new_name, _copy_part(package, tab.part, copies), set(tab.written), set(tab.results), set(tab.stale))
    _neutral_copy(package.xml(new.part))
    package.touch(new.part)
    for part in copies.values():
        if package.content_type(part).endswith("xml") and not part.endswith(".vml"):
            _change_formulas(contents, part, lambda formula: renamed(formula, tab.key, new_name))
    old_place = position(contents, tab)
    own = [
        copy.deepcopy(entry) for entry in name_entries(contents) if number(entry.get("localSheetId"), -1) == old_place
    ]
    add_tab(contents, new, tab)
    for entry in own:
        entry.set("localSheetId", str(position(contents, new)))
        entry.text = renamed(entry.text or "", tab.key, new_name)
        _add_name(contents, entry)
    contents.chain_broken |= any(True for _ in contents.formula_cells(new))
    return new


def rename_sheet(contents: Contents, name: str, new_name: str) -> None:
    """See ``Workbook.rename_sheet``."""
    tab = contents.tab(name)
    if new_name.casefold() != tab.key:
        check_name(contents, tab.name, new_name)
    old, package = tab.key, contents.package
    for part in package.names():
        kind = package.content_type(part)
        if kind.endswith("+xml") and ("spreadsheetml" in kind or "drawing" in kind or "controlproperties" in kind):
            _change_formulas(contents, part, lambda formula: renamed(formula, old, new_name))
    for entry in name_entries(contents):
        entry.text = renamed(entry.text or "", old, new_name)
    sheet_entries(contents)[position(contents, tab)].set("name", new_name)
    tab.name = new_name
    for other in contents.tabs:
        other.rules = None
    package.touch(contents.part)


def add_sheet(contents: Contents, name: str) -> Tab:
    """See ``Workbook.add_sheet``."""
    check_name(contents, name, name)
    part = contents.package.free_name("xl/worksheets/sheet{}.xml")
    blank = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    )
    contents.package.add(part, blank.encode(), SHEET_TYPE)
    tab = Tab(name, part)
    add_tab(contents, tab, None)
    return tab


def remove_sheet(contents: Contents, name: str) -> None:
    """See ``Workbook.remove_sheet``."""
    tab, package = contents.tab(name), contents.package
    if len(contents.tabs) == 1:
        raise CannotRemoveSheet(sheet=tab.name, what="last", where="")
    before = _reachable(package)
    own = _reachable(package, tab.part)
    for where in _users(contents, tab, own):
        raise CannotRemoveSheet(sheet=tab.name, what="used", where=where)
    had_formulas = any(True for _ in contents.formula_cells(tab))
    remove_tab(contents, tab)
    for entry in name_entries(contents):
        entry.text = rewrite(entry.text or "", lambda found: "#REF!" if found.sheet == tab.key else found)
    for part in before - _reachable(package):
        package.remove(part)
    contents.chain_broken |= had_formulas


def _users(contents: Contents, tab: Tab, own: set[str]) -> Iterator[str]:
    """Sheets and charts outside a sheet that point into it."""
    parts = {other.part: other.name for other in contents.tabs if other is not tab}
    parts |= {part: part for part in chart_parts(contents) if part not in own}
    for part, shown in parts.items():
        for element in contents.package.xml(part).iter(*_FORMULAS):
            if any(pointer.sheet == tab.key for pointer in pointers(element.text or "")):
                yield shown


def _change_formulas(contents: Contents, part: str, change: Callable[[str], str]) -> None:
    package = contents.package
    if "drawing" in package.content_type(part):
        rewrite_formulas(contents, part, change)
        return
    root = package.xml(part)
    for element in root.iter(*_FORMULAS):
        if element.text and element.tag != f"{{{X14}}}{local(element)}":
            after = change(element.text)
            if after != element.text:
                element.text = after
                package.touch(part)
    for element in elements(_LINKED, root):
        for name in _LINKS:
            before = element.get(name)
            if before and change(before) != before:
                element.set(name, change(before))
                package.touch(part)


def _neutral_copy(root: etree._Element) -> None:
    """What only one sheet of a workbook may be: the one in front, the one a macro knows."""
    for element in root:
        if local(element) == "sheetPr":
            drop(element, "codeName")
        if local(element) == "sheetViews":
            for view in element:
                drop(view, "tabSelected")


def _copy_part(package: Package, part: str, copies: dict[str, str]) -> str:
    """A part with all that only it uses, under new names; pictures are used in common."""
    if part in copies:
        return copies[part]
    stem, dot, ending = part.rpartition(".")
    stem = re.sub(r"\d+$", "", stem).replace("{", "").replace("}", "")
    new = copies[part] = package.free_name(stem + "{}" + dot + ending)
    package.add(new, package.raw(part), package.content_type(part) if package.has_override(part) else None)
    inner = [found for found in package.relations(part) if not found.external]
    if package.find(rels_name(part)) is None:
        return new
    targets = {found.id: found.target for found in inner}
    package.add(rels_name(new), package.raw(package.find(rels_name(part)) or ""))
    for entry in package.xml(rels_name(new)):
        target = targets.get(entry.get("Id", ""))
        if target is None:
            continue
        kind = (entry.get("Type") or "").rpartition("/")[2]
        kept = target if kind in _SHARED else _copy_part(package, target, copies)
        entry.set("Target", posixpath.relpath(kept, posixpath.dirname(new)))
    package.touch(rels_name(new))
    return new


def _reachable(package: Package, start: str = "") -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for relation in package.relations(waiting.pop()):
            if not relation.external and relation.target not in found:
                found.add(relation.target)
                waiting.append(relation.target)
    return found


def _add_name(contents: Contents, entry: etree._Element) -> None:
    """Offices keep names sorted, but read them in any order: right of the last one."""
    last = list(name_entries(contents))[-1]
    entry.tail = None
    last.addnext(entry)
