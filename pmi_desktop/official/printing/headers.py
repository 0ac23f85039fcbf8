"""Headers and footers: what their codes (``&P``, ``&"Arial,Bold"`` …) print in the white rim of a page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree

from pmi_desktop.domain.numbers import show_date, show_time
from pmi_desktop.official.printing.celltext import draw_piece
from pmi_desktop.official.printing.colors import Colors, tinted
from pmi_desktop.official.printing.display import Item, Picture, Rect
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.pagesetup import PageSetup
from pmi_desktop.official.printing.paragraphs import Setter, TextLine
from pmi_desktop.official.printing.source import SheetSource
from pmi_desktop.official.workbook.values import unescape
from pmi_desktop.official.workbook.xml import MAIN, flag

_CODE = re.compile(
    r'&(?:"(?P<font>[^"]*)"|(?P<size>\d{1,3})|K(?P<color>[0-9A-Fa-f]{6}|\d\d[+-]\d{3})'
    r"|(?P<shift>[PN])(?P<by>[+-]\d+)?|(?P<letter>.))|(?P<plain>[^&]+)|(?P<lone>&)",
    re.DOTALL,
)
_SECTIONS = "LCR"
_BOLD, _ITALIC = ("bold", "negrita"), ("italic", "oblique", "cursiva")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the codes of one page stand for; ``order`` is its place among the pages of its sheet, from 1.

    ``scale`` is that of the page's body, which headers follow unless the sheet says otherwise.
    """

    page: int
    pages: int
    order: int
    scale: float
    sheet: str
    file: str
    printed: datetime | None


@dataclass(frozen=True, slots=True)
class HeaderPicture:
    """A picture of a header or footer; lengths in points."""

    width: float
    height: float
    data: bytes


class Headers:
    """The headers and footers of one sheet; ``pictures`` by their place, as ``LH`` (left header) or ``CFFIRST``."""

    def __init__(
        self, sheet: SheetSource, setup: PageSetup, pictures: Mapping[str, HeaderPicture], faces_setter: Setter
    ) -> None:
        self._element = sheet.element("headerFooter")
        self._setup = setup
        self._pictures = pictures
        self._setter = faces_setter
        self._ink = sheet.source.looks.default
        self._colors = sheet.source.colors

    def header(self, facts: Facts) -> list[Item]:
        """What stands above the page's body."""
        return self._drawn("Header", facts)

    def footer(self, facts: Facts) -> list[Item]:
        """What stands below it."""
        return self._drawn("Footer", facts)

    def _drawn(self, kind: str, facts: Facts) -> list[Item]:
        if self._element is None:
            return []
        variant = _variant(self._element, facts)
        text = unescape(self._element.findtext(f"{{{MAIN}}}{variant}{kind}") or "")
        scale = facts.scale if flag(self._element.get("scaleWithDoc"), default=True) else 1.0
        suffix = "" if variant == "odd" else variant.upper()
        items: list[Item] = []
        for letter, section in sections(text).items():
            runs = list(_runs(section, self._ink, self._colors, facts))
            if any("\0" in run for run, _ in runs):
                picture = self._pictures.get(f"{letter}{kind[0]}{suffix}") or self._pictures.get(f"{letter}{kind[0]}")
                if picture is not None:
                    items.append(self._picture(picture, scale, letter, kind))
            runs = [(run.replace("\0", ""), ink) for run, ink in runs]
            if any(run for run, _ in runs):
                items += self._section(self._setter.lines(runs, None, scale), letter, kind)
        return items

    def _section(self, lines: list[TextLine], letter: str, kind: str) -> list[Item]:
        setup = self._setup
        high = lines[0].height + sum(line.pitch for line in lines[1:])
        top = setup.header if kind == "Header" else setup.height - setup.footer - high
        items: list[Item] = []
        for place, line in enumerate(lines):
            top += line.pitch - line.height if place else 0.0
            x = self._x(letter, line.width)
            for piece in line.pieces:
                items += draw_piece(piece, x, top + line.ascent, None)
                x += piece.width
            top += line.height
        return items

    def _picture(self, picture: HeaderPicture, scale: float, letter: str, kind: str) -> Item:
        width, height = picture.width * scale, picture.height * scale
        top = self._setup.header if kind == "Header" else self._setup.height - self._setup.footer - height
        return Picture(Rect(self._x(letter, width), top, width, height), picture.data)

    def _x(self, letter: str, width: float) -> float:
        body = self._setup.body
        return {"L": body.x, "C": body.x + (body.width - width) / 2, "R": body.right - width}[letter]


def sections(text: str) -> dict[str, str]:
    """The parts of a header for left, centre (also what stands before any ``&L``) and right."""
    found = dict.fromkeys(_SECTIONS, "")
    where = "C"
    for match in _CODE.finditer(text):
        if match["letter"] and match["letter"].upper() in _SECTIONS:
            where = match["letter"].upper()
        else:
            found[where] += match[0]
    return found


def _variant(element: etree._Element, facts: Facts) -> str:
    if facts.order == 1 and flag(element.get("differentFirst")):
        return "first"
    return "even" if facts.page % 2 == 0 and flag(element.get("differentOddEven")) else "odd"


def _runs(section: str, ink: Ink, colors: Colors, facts: Facts) -> list[tuple[str, Ink]]:
    """The texts of a section with their looks; a zero byte stands for the picture."""
    found: list[tuple[str, Ink]] = []
    for match in _CODE.finditer(section):
        if match["font"] is not None:
            ink = _with_font(ink, match["font"])
        elif match["size"]:
            ink = replace(ink, size=float(match["size"]))
        elif match["color"]:
            ink = replace(ink, color=_color(match["color"], colors))
        elif match["shift"]:
            number = facts.page if match["shift"] == "P" else facts.pages
            found.append((str(number + int(match["by"] or 0)), ink))
        elif match["letter"]:
            letter = match["letter"].upper()
            change = _CHANGES.get(letter)
            if change is not None:
                ink = change(ink)
            else:
                found.append((_fact(letter, facts), ink))
        else:
            found.append((match["plain"] or match["lone"], ink))
    return found


def _fact(letter: str, facts: Facts) -> str:
    if letter == "&":
        return "&"
    if letter == "G":
        return "\0"
    if letter in "DT":
        if facts.printed is None:
            return ""
        return show_date(facts.printed.date()) if letter == "D" else show_time(facts.printed.time())
    return {"A": facts.sheet, "F": facts.file}.get(letter, "")


def _with_font(ink: Ink, text: str) -> Ink:
    name, _, style = text.partition(",")
    lower = style.lower()
    if name and name != "-":
        ink = replace(ink, name=name)
    return replace(ink, bold=any(word in lower for word in _BOLD), italic=any(word in lower for word in _ITALIC))


def _color(text: str, colors: Colors) -> str:
    if len(text) == 6 and text[2] not in "+-":
        return f"#{text.upper()}"
    order = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
    place = int(text[:2])
    return tinted(colors.part(order[place] if place < len(order) else "dk1"), int(text[2:]) / 100)


_CHANGES: dict[str, Callable[[Ink], Ink]] = {
    "B": lambda ink: replace(ink, bold=not ink.bold),
    "I": lambda ink: replace(ink, italic=not ink.italic),
    "U": lambda ink: replace(ink, underline="" if ink.underline else "single"),
    "E": lambda ink: replace(ink, underline="" if ink.underline else "double"),
    "S": lambda ink: replace(ink, strike=not ink.strike),
    "X": lambda ink: replace(ink, raised=0 if ink.raised == 1 else 1),
    "Y": lambda ink: replace(ink, raised=0 if ink.raised == -1 else -1),
}
