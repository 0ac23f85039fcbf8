"""The text of a text box, a shape or a chart's title, as drawings keep it (``a:p``, ``a:r``)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pmi_desktop.official.printing.celltext import draw_piece
from pmi_desktop.official.printing.colors import DRAWING, Colors
from pmi_desktop.official.printing.display import Item, Rect
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.paragraphs import Setter, TextLine
from pmi_desktop.official.workbook.xml import flag, local, number

EMU = 12_700
"""English metric units of a point."""

_A = f"{{{DRAWING}}}"
_SIDE_INSET, _EDGE_INSET = 7.2, 3.6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its pieces with their looks, and ``l``, ``ctr``, ``r`` or ``just``."""

    runs: list[tuple[str, Ink]]
    align: str


def read_paragraphs(body: etree._Element, basis: Ink, colors: Colors, align: str = "l") -> list[Paragraph]:
    """The paragraphs of a text body."""
    found: list[Paragraph] = []
    for paragraph in body.iterchildren(f"{_A}p"):
        properties = paragraph.find(f"{_A}pPr")
        own = ink_of(properties.find(f"{_A}defRPr") if properties is not None else None, basis, colors)
        runs: list[tuple[str, Ink]] = []
        for entry in paragraph:
            kind = local(entry)
            if kind in {"r", "fld"}:
                runs.append((entry.findtext(f"{_A}t") or "", ink_of(entry.find(f"{_A}rPr"), own, colors)))
            elif kind == "br":
                runs.append(("\n", ink_of(entry.find(f"{_A}rPr"), own, colors)))
        if not runs:
            runs.append(("", ink_of(paragraph.find(f"{_A}endParaRPr"), own, colors)))
        side = properties.get("algn", align) if properties is not None else align
        found.append(Paragraph(runs, side))
    return found


def ink_of(properties: etree._Element | None, basis: Ink, colors: Colors) -> Ink:
    """The look that ``rPr`` or ``defRPr`` asks for; what it does not say is as in ``basis``."""
    if properties is None:
        return basis
    ink = basis
    if properties.get("sz"):
        ink = replace(ink, size=number(properties.get("sz")) / 100)
    if properties.get("b"):
        ink = replace(ink, bold=flag(properties.get("b")))
    if properties.get("i"):
        ink = replace(ink, italic=flag(properties.get("i")))
    if properties.get("u"):
        ink = replace(ink, underline={"none": "", "dbl": "double"}.get(properties.get("u", ""), "single"))
    if properties.get("strike"):
        ink = replace(ink, strike=properties.get("strike") != "noStrike")
    if number(properties.get("baseline")):
        ink = replace(ink, raised=1 if number(properties.get("baseline")) > 0 else -1)
    latin, fill = properties.find(f"{_A}latin"), properties.find(f"{_A}solidFill")
    if latin is not None and not (latin.get("typeface") or "+").startswith("+"):
        ink = replace(ink, name=latin.get("typeface", ink.name))
    return replace(ink, color=colors.drawn(fill, ink.color) or ink.color)


def ink_in(properties: etree._Element | None, basis: Ink, colors: Colors) -> Ink:
    """The look that a ``txPr`` asks for."""
    found = next(properties.iter(f"{_A}defRPr"), None) if properties is not None else None
    return ink_of(found, basis, colors)


def frame_text(
    setter: Setter, paragraphs: list[Paragraph], properties: etree._Element | None, rect: Rect
) -> tuple[list[Item], bool]:
    """The text of a shape inside its rectangle, and whether it all has room there."""
    turned = {"vert": -90.0, "vert270": 90.0}.get(_get(properties, "vert", "horz"), 0.0)
    left, right = (_inset(properties, name, _SIDE_INSET) for name in ("lIns", "rIns"))
    top, bottom = (_inset(properties, name, _EDGE_INSET) for name in ("tIns", "bIns"))
    room = Rect.between(rect.x + left, rect.y + top, rect.right - right, rect.bottom - bottom)
    wide, high = (room.height, room.width) if turned else (room.width, room.height)
    wrapped = _get(properties, "wrap", "square") != "none"
    lines = [
        (line, paragraph.align)
        for paragraph in paragraphs
        for line in setter.lines(paragraph.runs, wide if wrapped else None)
    ]
    total = sum(line.pitch for line, _ in lines)
    anchor = _get(properties, "anchor", "t")
    start = {"ctr": (high - total) / 2, "b": high - total}.get(anchor, 0.0)
    fits = total <= high + 3 and all(line.width <= wide + 3 for line, _ in lines)
    clip = rect if not fits and _get(properties, "vertOverflow", "overflow") == "clip" else None
    if flag(_get(properties, "anchorCtr", "0")) and not turned:
        widest = max((line.width for line, _ in lines), default=0.0)
        room = Rect(room.x + (room.width - widest) / 2, room.y, widest, room.height)
    items = list(_drawn(lines, room, start, turned, clip))
    return items, fits


def _drawn(
    lines: list[tuple[TextLine, str]], room: Rect, start: float, turned: float, clip: Rect | None
) -> Iterator[Item]:
    wide = room.height if turned else room.width
    behind = start
    for line, align in lines:
        along = {"ctr": (wide - line.width) / 2, "r": wide - line.width}.get(align, 0.0)
        base = behind + (line.pitch - line.height) / 2 + line.ascent
        if turned > 0:
            x, y, dx, dy = room.x + base, room.bottom - along, 0.0, -1.0
        elif turned < 0:
            x, y, dx, dy = room.right - base, room.y + along, 0.0, 1.0
        else:
            x, y, dx, dy = room.x + along, room.y + base, 1.0, 0.0
        for piece in line.pieces:
            yield from draw_piece(piece, x, y, clip, turned)
            x, y = x + dx * piece.width, y + dy * piece.width
        behind += line.pitch


def _get(properties: etree._Element | None, name: str, usual: str) -> str:
    return properties.get(name, usual) if properties is not None else usual


def _inset(properties: etree._Element | None, name: str, usual: float) -> float:
    found = properties.get(name) if properties is not None else None
    return usual if found is None else number(found) / EMU
