"""Ranges that a sheet's own XML names follow its rows: merges, rules, links, breaks, views."""

import copy
from collections.abc import Iterable

from lxml import etree

from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.layout import write_merges
from pmi_desktop.official.workbook.refs import Area, area, areas, join
from pmi_desktop.official.workbook.shift import Insertion, Repeat, Shift
from pmi_desktop.official.workbook.xml import MAIN, XM, local, number

# Element → attributes that hold a range; those of _STRETCHING take in rows added right below them.
_RANGES = {
    "dimension": ("ref",),
    "sheetView": ("topLeftCell",),
    "customSheetView": ("topLeftCell",),
    "pane": ("topLeftCell",),
    "selection": ("activeCell", "sqref"),
    "autoFilter": ("ref",),
    "sortState": ("ref",),
    "sortCondition": ("ref",),
    "hyperlink": ("ref",),
    "cellWatch": ("r",),
    "inputCells": ("r",),
    "scenarios": ("sqref",),
}
_STRETCHING = {"dimension", "autoFilter", "sortState", "sortCondition"}
_SPREADING = {"conditionalFormatting", "dataValidation", "protectedRange", "ignoredError"}


def move_ranges(contents: Contents, tab: Tab, shift: Shift) -> None:
    """Let all ranges of a sheet's XML outside its cells follow."""
    root = contents.root(tab)
    write_merges(root, move_merges(contents.merges(tab).areas, shift))
    tab.merges, tab.rules = None, None
    for section in root:
        if local(section) in {"sheetData", "mergeCells"}:
            continue
        for element in section.iter(tag=etree.Element):
            _move_element(element, shift)
    contents.touch(tab)


def _move_element(element: etree._Element, shift: Shift) -> None:
    name = local(element)
    for attribute in _RANGES.get(name, ()):
        before = element.get(attribute)
        if before:
            moved = (_grown(where, shift, grows=name in _STRETCHING) for where in areas(before))
            element.set(attribute, join(moved))
    if name in _SPREADING and element.get("sqref"):
        element.set("sqref", join(spread(areas(element.get("sqref", "")), shift)))
    elif element.tag == f"{{{XM}}}sqref" and element.text:
        parent = element.getparent()
        found = areas(element.text)
        single = parent is not None and local(parent) == "sparkline"
        element.text = join([shift.area(where) for where in found] if single else spread(found, shift))
    elif name == "rowBreaks":
        _move_breaks(element, shift)
    elif name == "pane" and element.get("state", "").startswith("frozen"):
        _move_freeze(element, shift)


def _grown(where: Area, shift: Shift, *, grows: bool) -> Area:
    return shift.area(where, stretch=grows and where.bottom > where.top)


def spread(found: Iterable[Area], shift: Shift) -> list[Area]:
    """Ranges of a rule after rows came in: the new rows have the rule if the row they are drawn like has it."""
    result: list[Area] = []
    for where in found:
        result.append(shift.area(where))
        for change, start in shift.placed():
            if where.top <= change.after < where.bottom:
                continue
            if isinstance(change, Insertion):
                if where.top <= change.source <= where.bottom:
                    result.append(Area(start, where.left, start + change.count - 1, where.right))
            elif where.top <= change.last and where.bottom >= change.first:
                top, bottom = max(where.top, change.first) - change.first, min(where.bottom, change.last) - change.first
                for step in range(change.times):
                    base = start + step * change.height
                    result.append(Area(base + top, where.left, base + bottom, where.right))
    return _coalesced(result)


def _coalesced(found: list[Area]) -> list[Area]:
    """The same cells with ranges joined where one continues another."""
    result: dict[Area, None] = {}
    last: dict[tuple[int, int], Area] = {}
    for where in found:
        columns = where.left, where.right
        above = last.get(columns)
        if above is not None and above.bottom + 1 == where.top:
            del result[above]
            where = above._replace(bottom=where.bottom)
        result[where] = None
        last[columns] = where
    return list(result)


def move_merges(found: Iterable[Area], shift: Shift) -> list[Area]:
    """Merged ranges after rows came in; the new rows have those of the row they are drawn like."""
    moved: list[Area] = []
    grown: list[Area] = []
    drawn: list[Area] = []
    by_source: dict[int, list[Area]] = {}
    for where in found:
        moved.append(shift.area(where, stretch=_takes_in(where, shift)))
        if moved[-1].bottom - moved[-1].top > where.bottom - where.top:
            grown.append(moved[-1])
        if where.top == where.bottom or any(
            block.first <= where.top and where.bottom <= block.last for block in shift.blocks
        ):
            by_source.setdefault(where.top, []).append(where)
    for row in shift.new_rows():
        drawn += [
            Area(row.row, where.left, row.row + where.bottom - where.top, where.right)
            for where in by_source.get(row.source, ())
            if isinstance(row.change, Repeat) or where.top == where.bottom
        ]
    return moved + [where for where in drawn if not any(where.meets(other) for other in grown)]


def _takes_in(where: Area, shift: Shift) -> bool:
    """Whether a merge over several rows that ends right above new rows is about them too."""
    if where.top == where.bottom:
        return False
    return any(
        change.after == where.bottom
        and (where.top <= change.source <= where.bottom if isinstance(change, Insertion) else where.top < change.first)
        for change in shift.changes
    )


def _move_breaks(breaks: etree._Element, shift: Shift) -> None:
    """A page break stays above the row that it is above of; repeated blocks break as the first does."""
    kept = {number(entry.get("id")): entry for entry in breaks.iterchildren(f"{{{MAIN}}}brk")}
    after: dict[int, etree._Element] = {}
    for row, entry in kept.items():
        after[shift.row(row + 1) - 1] = entry
    for block in shift.blocks:
        for row, entry in kept.items():
            if block.first - 1 <= row <= block.last:
                for step in range(1, block.times + 1):
                    _copy_break(after, entry, shift.row(block.first) + row - block.first + step * block.height)
                if row == block.last:
                    _copy_break(after, entry, shift.row(block.last))
    for entry in kept.values():
        breaks.remove(entry)
    for row in sorted(after):
        after[row].set("id", str(row))
        breaks.append(after[row])
    breaks.set("count", str(len(after)))
    if breaks.get("manualBreakCount") is not None:
        breaks.set("manualBreakCount", str(sum(entry.get("man") in {"1", "true"} for entry in after.values())))


def _copy_break(after: dict[int, etree._Element], entry: etree._Element, row: int) -> None:
    if row not in after:
        after[row] = copy.copy(entry)


def _move_freeze(pane: etree._Element, shift: Shift) -> None:
    rows = number(pane.get("ySplit"))
    if rows and shift.row(rows + 1) - 1 != rows:
        pane.set("ySplit", str(shift.row(rows + 1) - 1 if shift.first < rows else rows))


def move_table(root: etree._Element, shift: Shift) -> None:
    """Let a table's own ranges follow; it lies wholly above or below all changes."""
    for element in root.iter(tag=etree.Element):
        if local(element) in {"table", "autoFilter", "sortState", "sortCondition"} and element.get("ref"):
            element.set("ref", str(shift.area(area(element.get("ref", "")))))
