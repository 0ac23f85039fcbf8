"""Pictures, text boxes, charts, buttons and comments keep their place among the rows."""

import re

from lxml import etree

from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.layout import row_height
from pmi_desktop.official.workbook.refs import cell, cell_name
from pmi_desktop.official.workbook.shift import Shift
from pmi_desktop.official.workbook.xml import local, number

_EMU = 12_700
"""English Metric Units in a point."""

_MAX_ROWS = 5_000

_VML_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_VML_ROW = re.compile(rb"(<x:Row>)\s*(\d+)\s*(</x:Row>)")


def anchored_parts(contents: Contents, tab: Tab) -> list[str]:
    """The parts with frames of this sheet: its drawing, and the sheet itself for controls and embedded objects."""
    return [*contents.package.targets(tab.part, "drawing"), tab.part]


def move_anchors(contents: Contents, tab: Tab, shift: Shift) -> None:
    """Frames below go down with their rows; one over the new rows grows (see :func:`keep_sizes` for those that must
    not); comments and buttons of the old kind too.
    """
    for part in anchored_parts(contents, tab):
        if part == tab.part and not _has_frames(contents, tab):
            continue
        frames = [
            element
            for section in contents.package.xml(part)
            if local(section) != "sheetData"
            for element in section.iter(tag=etree.Element)
            if _from(element) is not None
        ]
        moved = [_move_frame(frame, shift) for frame in frames]
        if any(moved):
            contents.package.touch(part)
    for part in contents.package.targets(tab.part, "comments"):
        _move_comments(contents, part, shift)
    for part in contents.package.targets(tab.part, "vmlDrawing"):
        if part in _header_pictures(contents, tab):
            continue
        before = contents.package.raw(part)
        after = _VML_ROW.sub(lambda match: match[1] + b"%d" % _index(int(match[2]), shift) + match[3], before)
        after = _VML_ANCHOR.sub(lambda match: match[1] + _vml_anchor(match[2], shift) + match[3], after)
        if after != before:
            contents.package.replace(part, after)


def measure(contents: Contents, tab: Tab) -> None:
    """Remember how high the frames are that keep their size, before rows change for the first time."""
    if tab.sizes is not None:
        return
    tab.sizes = {}
    for part in contents.package.targets(tab.part, "drawing"):
        for frame in contents.package.xml(part).iter(tag=etree.Element):
            if local(frame) == "twoCellAnchor" and frame.get("editAs", "twoCell") != "twoCell":
                start, end = _from(frame), _to(frame)
                if start is not None and end is not None:
                    tab.sizes[frame] = part, _distance(contents, tab, start, end)


def keep_sizes(contents: Contents, tab: Tab) -> None:
    """Let the frames that keep their size end where they now must."""
    for frame, (part, height) in (tab.sizes or {}).items():
        start, end = _from(frame), _to(frame)
        if start is None or end is None:
            continue
        if abs(_distance(contents, tab, start, end) - height) < _EMU:
            continue
        row, rest = _number(start, "row"), _offset(contents, tab, start) + height
        while rest >= _emu(contents, tab, row + 1) and row < _number(start, "row") + _MAX_ROWS:
            rest -= _emu(contents, tab, row + 1)
            row += 1
        _set(end, "row", row)
        _set(end, "rowOff", rest)
        contents.package.touch(part)


def _from(frame: etree._Element) -> etree._Element | None:
    return next((element for element in frame if local(element) == "from"), None)


def _to(frame: etree._Element) -> etree._Element | None:
    return next((element for element in frame if local(element) == "to"), None)


def _number(corner: etree._Element, tag: str) -> int:
    return next((number((element.text or "").strip()) for element in corner if local(element) == tag), 0)


def _set(corner: etree._Element, tag: str, value: int) -> None:
    for element in corner:
        if local(element) == tag:
            element.text = str(value)


def _index(row: int, shift: Shift) -> int:
    """Where a row counted from 0 is now."""
    return shift.row(row + 1) - 1


def _move_frame(frame: etree._Element, shift: Shift) -> bool:
    start, end = _from(frame), _to(frame)
    if start is None:
        return False
    row = _number(start, "row")
    moved = _index(row, shift)
    _set(start, "row", moved)
    if end is None:
        return moved != row
    last = _number(end, "row")
    # A frame that ends exactly at a row's upper edge ends with the row above it.
    on_edge = _number(end, "rowOff") == 0 and last > row
    now = shift.row(last) if on_edge else _index(last, shift)
    _set(end, "row", now)
    return moved != row or now != last


def _move_comments(contents: Contents, part: str, shift: Shift) -> None:
    for element in contents.package.xml(part).iter(tag=etree.Element):
        if local(element) == "comment" and element.get("ref"):
            row, column = cell(element.get("ref", ""))
            if shift.row(row) != row:
                element.set("ref", cell_name(shift.row(row), column))
                contents.package.touch(part)


def _vml_anchor(stored: bytes, shift: Shift) -> bytes:
    """``column, offset, row, offset`` of both corners; the lower one as far from the upper as before."""
    fields = stored.split(b",")
    if len(fields) != 8 or not all(field.strip().lstrip(b"-").isdigit() for field in fields):
        return stored
    top, bottom = int(fields[2]), int(fields[6])
    down = _index(top, shift) - top
    fields[2] = re.sub(rb"-?\d+", b"%d" % (top + down), fields[2])
    fields[6] = re.sub(rb"-?\d+", b"%d" % (bottom + down), fields[6])
    return b",".join(fields)


def _header_pictures(contents: Contents, tab: Tab) -> set[str]:
    """Drawings of the old kind that belong to page headers and know no rows."""
    ids = {
        str(value)
        for element in contents.root(tab)
        if local(element) == "legacyDrawingHF"
        for value in element.attrib.values()
    }
    return {found.target for found in contents.package.relations(tab.part) if found.id in ids}


def _emu(contents: Contents, tab: Tab, row: int) -> int:
    return round(row_height(contents.root(tab), contents.grid(tab).row(row)) * _EMU)


def _offset(contents: Contents, tab: Tab, corner: etree._Element) -> int:
    return min(_number(corner, "rowOff"), _emu(contents, tab, _number(corner, "row") + 1))


def _distance(contents: Contents, tab: Tab, start: etree._Element, end: etree._Element) -> int:
    """From the upper edge of a frame to its lower one, bounded for absurd rows."""
    first, last = _number(start, "row"), _number(end, "row")
    rows = range(first + 1, min(last, first + _MAX_ROWS) + 1)
    between = sum(_emu(contents, tab, row) for row in rows)
    return between + _offset(contents, tab, end) - _offset(contents, tab, start)


def _has_frames(contents: Contents, tab: Tab) -> bool:
    """Whether controls or embedded objects lie on the sheet."""
    return any(local(section) in {"controls", "oleObjects", "AlternateContent"} for section in contents.root(tab))
