"""The looks of cells: what a style number means, and new ones derived from those of the template."""

import copy
import re
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.workbook.errors import DamagedWorkbook
from pmi_desktop.official.workbook.package import Package
from pmi_desktop.official.workbook.xml import MAIN, flag, number, real

# What the standard numbers mean (ECMA-376 part 1, 18.8.30); those of Asian calendars are dates for us.
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
_ASIAN_DATES = {*range(27, 37), *range(50, 59)}
_FIRST_OWN = 164
_NOISE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Font:
    """Size in points."""

    name: str
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Style:
    """What of a cell's looks decides how it is filled; ``rotation`` in degrees, 255 for letters one below the other."""

    font: Font
    number_format: str
    horizontal: str
    vertical: str
    wrap: bool
    indent: int
    rotation: int
    locked: bool


class Styles:
    """The style sheet of a workbook."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._known: dict[int, Style] = {}
        self._lists: dict[str, list[etree._Element]] = {}
        self._derived: dict[tuple[object, ...], int] = {}

    @property
    def default_font(self) -> Font:
        """The font that column widths are counted in."""
        return self.style(0).font

    @property
    def count(self) -> int:
        """How many styles there are."""
        return len(self._list("cellXfs"))

    def style(self, index: int) -> Style:
        """What a style number means; an unknown one means the first."""
        found = self._known.get(index)
        if found is None:
            found = self._known[index] = self._style(self._xf(index))
        return found

    def shows(self, index: int) -> str:
        """How a number looks with the style: ``number``, ``text``, ``date`` or ``time``."""
        return format_kind(self.style(index).number_format)

    def derive(
        self,
        index: int,
        *,
        number_format: str | None = None,
        wrap: bool | None = None,
        vertical: str | None = None,
        bold: bool | None = None,
        locked: bool | None = None,
    ) -> int:
        """The number of a style that differs only in what is said; made if it does not exist."""
        asked = (index, number_format, wrap, vertical, bold, locked)
        if asked not in self._derived:
            xf = copy.deepcopy(self._xf(index))
            if number_format is not None:
                xf.set("numFmtId", str(self._format_id(number_format)))
                xf.set("applyNumberFormat", "1")
            if wrap is not None:
                _detail(xf, "alignment").set("wrapText", "1" if wrap else "0")
            if vertical is not None:
                _detail(xf, "alignment").set("vertical", vertical)
            if bold is not None:
                xf.set("fontId", str(self._bold_font(number(xf.get("fontId")), bold)))
                xf.set("applyFont", "1")
            if locked is not None:
                _detail(xf, "protection").set("locked", "1" if locked else "0")
            self._derived[asked] = self._put(self._list("cellXfs"), xf)
        return self._derived[asked]

    def _root(self) -> etree._Element:
        return self._package.xml(self._part)

    def _list(self, tag: str) -> list[etree._Element]:
        found = self._lists.get(tag)
        if found is None:
            parent = self._root().find(f"{{{MAIN}}}{tag}") if self._part else None
            found = self._lists[tag] = [] if parent is None else list(parent.iterchildren(tag=etree.Element))
        return found

    def _xf(self, index: int) -> etree._Element:
        found = self._list("cellXfs")
        if not found:
            return etree.Element(f"{{{MAIN}}}xf")
        return found[index] if 0 <= index < len(found) else found[0]

    def _put(self, known: list[etree._Element], new: etree._Element) -> int:
        """The place of an element in its list, appended unless an equal one is there."""
        wanted = _key(new)
        for place, other in enumerate(known):
            if _key(other) == wanted:
                return place
        parent = known[-1].getparent() if known else None
        if parent is None:
            raise DamagedWorkbook(reason="missing", part=self._part or "xl/styles.xml")
        new.tail = known[-1].tail
        parent.append(new)
        parent.set("count", str(len(known) + 1))
        self._lists.clear()
        self._package.touch(self._part)
        return len(known)

    def _style(self, xf: etree._Element) -> Style:
        alignment = xf.find(f"{{{MAIN}}}alignment")
        protection = xf.find(f"{{{MAIN}}}protection")
        look = etree.Element("none") if alignment is None else alignment
        return Style(
            font=self._font(number(xf.get("fontId"))),
            number_format=self._format(number(xf.get("numFmtId"))),
            horizontal=look.get("horizontal", "general"),
            vertical=look.get("vertical", "bottom"),
            wrap=flag(look.get("wrapText")),
            indent=number(look.get("indent")),
            rotation=number(look.get("textRotation")),
            locked=protection is None or flag(protection.get("locked"), default=True),
        )

    def _font(self, index: int) -> Font:
        fonts = self._list("fonts")
        if not fonts:
            return Font("Calibri", 11, bold=False, italic=False)
        font = fonts[index] if index < len(fonts) else fonts[0]
        name, size = _val(font, "name"), _val(font, "sz")
        return Font(name or "Calibri", real(size, 11.0), bold=_on(font, "b"), italic=_on(font, "i"))

    def _bold_font(self, index: int, bold: bool) -> int:
        fonts = self._list("fonts")
        if not fonts:
            raise DamagedWorkbook(reason="missing", part=self._part)
        font = copy.deepcopy(fonts[index if index < len(fonts) else 0])
        for old in font.findall(f"{{{MAIN}}}b"):
            font.remove(old)
        if bold:
            font.insert(0, etree.Element(f"{{{MAIN}}}b"))
        return self._put(fonts, font)

    def _format(self, index: int) -> str:
        for entry in self._list("numFmts"):
            if number(entry.get("numFmtId")) == index:
                return entry.get("formatCode") or "General"
        return "dd/mm/yyyy" if index in _ASIAN_DATES else _BUILT_IN.get(index, "General")

    def _format_id(self, code: str) -> int:
        known = self._list("numFmts")
        for entry in known:
            if entry.get("formatCode") == code:
                return number(entry.get("numFmtId"))
        for index, built_in in _BUILT_IN.items():
            # 14 to 22 are shown by each PC in its own order of day and month: a date asks for its own code.
            if built_in == code and index not in range(14, 23):
                return index
        index = max([_FIRST_OWN - 1, *(number(entry.get("numFmtId")) for entry in known)]) + 1
        parent = self._root().find(f"{{{MAIN}}}numFmts")
        if parent is None:
            parent = etree.Element(f"{{{MAIN}}}numFmts")
            self._root().insert(0, parent)
        etree.SubElement(parent, f"{{{MAIN}}}numFmt", numFmtId=str(index), formatCode=code)
        parent.set("count", str(len(parent)))
        self._lists.clear()
        self._package.touch(self._part)
        return index


def format_kind(code: str) -> str:
    """``number``, ``text``, ``date`` or ``time``: what a number format makes of a number."""
    if code.lower() == "general":
        return "number"
    bare = _NOISE.sub("", code.partition(";")[0]).lower()
    if bare == "@":
        return "text"
    if "y" in bare or "d" in bare or ("m" in bare and "h" not in bare and "s" not in bare):
        return "date"
    if re.search(r"\[[hms]+\]", bare):
        return "number"
    return "time" if "h" in bare or "s" in bare else "number"


def _key(element: etree._Element) -> tuple[object, ...]:
    return (element.tag, sorted(element.attrib.items()), [_key(inner) for inner in element])


def _detail(xf: etree._Element, tag: str) -> etree._Element:
    xf.set("applyAlignment" if tag == "alignment" else "applyProtection", "1")
    found = xf.find(f"{{{MAIN}}}{tag}")
    if found is None:
        found = etree.Element(f"{{{MAIN}}}{tag}")
        xf.insert(0 if tag == "alignment" else len(xf.findall(f"{{{MAIN}}}alignment")), found)
    return found


def _val(font: etree._Element, tag: str) -> str | None:
    found = font.find(f"{{{MAIN}}}{tag}")
    return None if found is None else found.get("val")


def _on(font: etree._Element, tag: str) -> bool:
    found = font.find(f"{{{MAIN}}}{tag}")
    return found is not None and flag(found.get("val"), default=True)
