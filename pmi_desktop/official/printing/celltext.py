"""The text of one cell set in its place: aligned, wrapped, shrunk, turned, or cut where there is no room."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from pmi_desktop.official.printing.display import Item, Line, Rect, TextRun
from pmi_desktop.official.printing.looks import Ink, Look
from pmi_desktop.official.printing.paragraphs import Piece, Setter, TextLine

PAD = 1.0
"""Points that offices leave free at each side of a cell."""

_INDENT = 7.5
"""Points of one step of indentation: three blanks of the usual font."""

_TOLERANCE = 0.75
_SMALLEST = 0.2
_MOSTLY = 0.6
"""Of its height a last line must have room to be drawn at all."""

Runs: TypeAlias = Sequence[tuple[str, Ink]]


@dataclass(frozen=True, slots=True)
class LineBox:
    """One line in its place; ``top`` and ``bottom`` are where its letters may reach."""

    top: float
    bottom: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A cell's text in its place; ``reach`` is what it may cover, ``cut`` says that a part of it is not shown."""

    lines: tuple[LineBox, ...]
    reach: Rect
    cut: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Where a text may stand: its cell, and how far it may run over empty neighbours left and right."""

    cell: Rect
    left: float = 0.0
    right: float = 0.0

    @property
    def reach(self) -> Rect:
        """Cell and neighbours together."""
        return Rect(self.cell.x - self.left, self.cell.y, self.cell.width + self.left + self.right, self.cell.height)


def set_text(setter: Setter, runs: Runs, look: Look, room: Room, horizontal: str) -> TextBlock:
    """Set a text; ``horizontal`` is its alignment, settled (``general`` is none)."""
    if look.rotation == 255:
        runs = [("\n".join(text.replace("\n", "")), ink) for text, ink in runs]
        return _upright(setter, runs, replace(look, wrap=True, rotation=0), room, "center")
    if look.rotation:
        return _turned(setter, runs, look, room.cell, horizontal)
    return _upright(setter, runs, look, room, horizontal)


def indentation(look: Look, horizontal: str) -> float:
    """Points that a text stands away from its side."""
    return look.indent * _INDENT if horizontal in {"left", "right", "distributed"} else 0.0


def is_wrapped(look: Look) -> bool:
    """Whether a text stays between the sides of its cell."""
    return look.wrap or look.horizontal in {"justify", "distributed"} or look.vertical in {"justify", "distributed"}


def _upright(setter: Setter, runs: Runs, look: Look, room: Room, horizontal: str) -> TextBlock:
    cell, indent = room.cell, indentation(look, horizontal)
    width = cell.width - 2 * PAD - indent
    wrapped = is_wrapped(look)
    lines = setter.lines(runs, width if wrapped else None)
    if look.shrink and not wrapped:
        widest = max(line.width for line in lines)
        if widest > width > 0:
            lines = setter.lines(runs, None, max(_SMALLEST, width / widest))
    tops, fits = _tops(lines, look.vertical, cell)
    boxes: list[LineBox] = []
    cut = not fits
    for line, top in zip(lines, tops, strict=True):
        if top > cell.bottom - _MOSTLY * line.height and boxes:
            break
        x = _start(line, cell, indent, horizontal)
        too_wide = x < room.reach.x - _TOLERANCE or x + line.width > room.reach.right + _TOLERANCE
        cut = cut or too_wide
        high = top < cell.y - _TOLERANCE or top + line.height > cell.bottom + _TOLERANCE
        clip = room.reach if too_wide or high else None
        spread = horizontal in {"justify", "distributed"} and not (line.last and horizontal == "justify")
        items = _items(setter, line, x, top + line.ascent, clip, width if spread else 0.0)
        boxes.append(LineBox(top, top + line.height, tuple(items)))
    return TextBlock(tuple(boxes), room.reach, cut)


def _start(line: TextLine, cell: Rect, indent: float, horizontal: str) -> float:
    if horizontal == "right":
        return cell.right - PAD - indent - line.width
    if horizontal in {"center", "centerContinuous"}:
        return cell.x + (cell.width - line.width) / 2
    return cell.x + PAD + indent


def _tops(lines: list[TextLine], vertical: str, cell: Rect) -> tuple[list[float], bool]:
    """Where each line's letters begin, and whether all have room: lines move together before any is lost."""
    tight = sum(line.height for line in lines)
    extra = sum(line.pitch - line.height for line in lines[1:])
    slack = cell.height - 2 * PAD - tight
    share = 1.0 if extra <= slack or extra <= 0 else max(0.0, slack / extra)
    if vertical in {"justify", "distributed"} and len(lines) > 1 and slack > extra:
        gaps = [slack / (len(lines) - 1)] * (len(lines) - 1)
    else:
        gaps = [(line.pitch - line.height) * share for line in lines[1:]]
    total = tight + sum(gaps)
    if total > cell.height and len(lines) > 1:
        first = cell.y
    elif vertical in {"top", "justify", "distributed"}:
        first = cell.y + PAD
    elif vertical == "center":
        first = cell.y + (cell.height - total) / 2
    else:
        first = cell.bottom - PAD - total
    tops = [first]
    for line, gap in zip(lines, gaps, strict=False):
        tops.append(tops[-1] + line.height + gap)
    return tops, total <= cell.height + 0.3 * lines[-1].height


def _items(
    setter: Setter, line: TextLine, x: float, baseline: float, clip: Rect | None, spread: float = 0.0
) -> list[Item]:
    """The runs of a line; ``spread`` is the width over which its blanks are stretched."""
    pieces = _stretched(setter, line, spread) if spread else [(piece, piece.width) for piece in line.pieces]
    items: list[Item] = []
    for piece, advance in pieces:
        items += draw_piece(piece, x, baseline, clip)
        x += advance
    return items


def _stretched(setter: Setter, line: TextLine, room: float) -> list[tuple[Piece, float]]:
    words: list[Piece] = []
    for piece in line.pieces:
        for text in piece.text.replace(" ", " \0").split("\0"):
            if text:
                width = setter.faces.width(text, piece.face, piece.size)
                words.append(replace(piece, text=text, width=width))
    gaps = sum(piece.text.endswith(" ") for piece in words[:-1])
    more = max(0.0, room - line.width) / gaps if gaps else 0.0
    return [(piece, piece.width + (more if piece.text.endswith(" ") else 0.0)) for piece in words]


def draw_piece(piece: Piece, x: float, baseline: float, clip: Rect | None, angle: float = 0.0) -> list[Item]:
    """A piece of text with the lines under or through it."""
    color = piece.ink.color
    turn = math.radians(angle)
    dx, dy = math.cos(turn), -math.sin(turn)
    x, y = x - piece.lift * math.sin(turn), baseline - piece.lift * math.cos(turn)
    items: list[Item] = [TextRun(x, y, piece.text, piece.face, piece.size, color, piece.width, angle, clip)]
    marks: list[float] = []
    if piece.ink.underline:
        marks.append(0.11)
        if piece.ink.underline.startswith("double"):
            marks.append(0.19)
    if piece.ink.strike:
        marks.append(-0.27)
    for mark in marks:
        ux, uy = x - mark * piece.size * dy, y + mark * piece.size * dx
        thick = max(0.4, piece.size * 0.05)
        items.append(Line(ux, uy, ux + piece.width * dx, uy + piece.width * dy, thick, color, (), clip))
    return items


def _turned(setter: Setter, runs: Runs, look: Look, cell: Rect, horizontal: str) -> TextBlock:
    angle = look.rotation
    across = abs(angle) == 90
    lines = setter.lines(runs, cell.height - 2 * PAD if across and look.wrap else None)
    if look.shrink and across:
        widest = max(line.width for line in lines)
        if widest > cell.height - 2 * PAD > 0:
            lines = setter.lines(runs, None, max(_SMALLEST, (cell.height - 2 * PAD) / widest))
    turn = math.radians(abs(angle))
    sine, cosine = math.sin(turn), math.cos(turn)
    thick = lines[0].height + sum(line.pitch for line in lines[1:])
    longest = max(line.width for line in lines)
    wide, high = longest * cosine + thick * sine, longest * sine + thick * cosine
    left = _aligned(cell.x, cell.width, wide, {"left": 0, "center": 1, "right": 2}.get(horizontal, 1))
    top = _aligned(cell.y, cell.height, high, {"top": 0, "center": 1}.get(look.vertical, 2))
    cut = high > cell.height + _TOLERANCE or wide > cell.width + 3 * _TOLERANCE
    clip = cell if cut else None
    items: list[Item] = []
    behind = 0.0
    for line in lines:
        slack = (longest - line.width) * {"center": 0.5, "top": 1.0 if angle > 0 else 0.0}.get(look.vertical, 0.0)
        base = behind + line.ascent
        if angle > 0:
            x = left + base * sine + slack * cosine
            y = top + longest * sine + base * cosine - slack * sine
        else:
            x = left + (thick - base) * sine + slack * cosine
            y = top + base * cosine + slack * sine
        for piece in line.pieces:
            items += draw_piece(piece, x, y, clip, angle)
            x += piece.width * cosine
            y -= piece.width * sine * (1 if angle > 0 else -1)
        behind += line.pitch
    return TextBlock((LineBox(top, top + high, tuple(items)),), cell, cut, turned=True)


def _aligned(start: float, room: float, needed: float, place: int) -> float:
    if place == 1:
        return start + (room - needed) / 2
    return start + PAD if place == 0 else start + room - PAD - needed
