"""The list of sheets in the workbook part, and the numbers that point into it."""

import re

from lxml import etree

from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.errors import CannotCopySheet
from pmi_desktop.official.workbook.names import name_entries, sheet_entries
from pmi_desktop.official.workbook.xml import BOOK_ORDER, MAIN, REL, child, number

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
SHEET_KIND = f"{REL}/worksheet"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")


def check_name(contents: Contents, tab: str, name: str) -> None:
    """Raise :class:`CannotCopySheet` unless offices allow the name and it is free."""
    taken = {(entry.get("name") or "").casefold() for entry in sheet_entries(contents)}
    wrong = not name.strip() or len(name) > 31 or _FORBIDDEN.search(name) or name.casefold() == "history"
    if wrong or name.casefold() in taken:
        raise CannotCopySheet(sheet=tab, what="name", name=name)


def free_name(contents: Contents, wanted: str) -> str:
    """The name, shortened and numbered until offices allow it and it is free: ``Sede (2)``."""
    taken = {(entry.get("name") or "").casefold() for entry in sheet_entries(contents)}
    base = _FORBIDDEN.sub(" ", wanted).strip().strip("'") or "Hoja"
    name, count = base[:31].rstrip(), 1
    while name.casefold() in taken or name.casefold() == "history":
        count += 1
        end = f" ({count})"
        name = base[: 31 - len(end)].rstrip() + end
    return name


def add_tab(contents: Contents, tab: Tab, after: Tab | None) -> None:
    """Enter a sheet whose part exists right of another, or at the end."""
    entries = sheet_entries(contents)
    parent = child(contents.book, "sheets", BOOK_ORDER)
    place = len(entries) if after is None else position(contents, after) + 1
    entry = etree.Element(f"{{{MAIN}}}sheet", name=tab.name)
    entry.set("sheetId", str(1 + max(number(other.get("sheetId")) for other in entries)))
    entry.set(f"{{{REL}}}id", contents.package.relate(contents.part, SHEET_KIND, tab.part))
    parent.insert(place, entry)
    _renumber(contents, {old: old + (old >= place) for old in range(len(entries))})
    contents.tabs.insert(len(contents.tabs) if after is None else contents.tabs.index(after) + 1, tab)
    contents.package.touch(contents.part)


def remove_tab(contents: Contents, tab: Tab) -> None:
    """Take a sheet's entry and its own names out."""
    place, entries = position(contents, tab), sheet_entries(contents)
    for entry in list(name_entries(contents)):
        if number(entry.get("localSheetId"), -1) == place:
            _remove(entry)
    _remove(entries[place])
    _renumber(contents, {old: old - (old > place) for old in range(len(entries))})
    contents.package.unrelate(contents.part, tab.part)
    contents.tabs.remove(tab)
    contents.package.touch(contents.part)


def position(contents: Contents, tab: Tab) -> int:
    """Which tab from the left a sheet is, from 0, those that are only a chart counted."""
    names = [(entry.get("name") or "").casefold() for entry in sheet_entries(contents)]
    return names.index(tab.key)


def _renumber(contents: Contents, moved: dict[int, int]) -> None:
    for entry in name_entries(contents):
        if entry.get("localSheetId") is not None:
            old = number(entry.get("localSheetId"))
            entry.set("localSheetId", str(moved.get(old, old)))
    last = len(sheet_entries(contents)) - 1
    for view in contents.book.iterfind(f"{{{MAIN}}}bookViews/{{{MAIN}}}workbookView"):
        for name in ("activeTab", "firstSheet"):
            if view.get(name) is not None:
                old = number(view.get(name))
                view.set(name, str(min(moved.get(old, old), last)))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if len(parent) == 0 and parent.tag == f"{{{MAIN}}}definedNames":
            _remove(parent)
