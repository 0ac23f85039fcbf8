"""How cells look: fonts, fills, borders, alignment and number formats of a workbook's style sheet."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from pmi_desktop.official.printing.colors import BLACK, WHITE, Colors, is_on, mixed
from pmi_desktop.official.printing.display import Face
from pmi_desktop.official.printing.faces import family
from pmi_desktop.official.workbook.styles import Styles
from pmi_desktop.official.workbook.xml import MAIN, flag, number, real

# How much of a pattern is its front colour (18.18.55); stripes count as their share of ink.
_INK = {
    "mediumGray": 0.5, "darkGray": 0.75, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625, "darkHorizontal": 0.5,
    "darkVertical": 0.5, "darkDown": 0.5, "darkUp": 0.5, "darkGrid": 0.5, "darkTrellis": 0.75, "lightHorizontal": 0.25,
    "lightVertical": 0.25, "lightDown": 0.25, "lightUp": 0.25, "lightGrid": 0.44, "lightTrellis": 0.37,
}  # fmt: skip
# Money as Windows set to Colombia shows the built-in formats for it.
_MONEY = {
    5: '"$" #,##0;-"$" #,##0', 6: '"$" #,##0;[Red]-"$" #,##0', 7: '"$" #,##0.00;-"$" #,##0.00',
    8: '"$" #,##0.00;[Red]-"$" #,##0.00', 41: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    42: '_-"$" * #,##0_-;-"$" * #,##0_-;_-"$" * "-"_-;_-@_-', 43: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    44: '_-"$" * #,##0.00_-;-"$" * #,##0.00_-;_-"$" * "-"??_-;_-@_-',
}  # fmt: skip
SIDES = ("left", "right", "top", "bottom")


@dataclass(frozen=True, slots=True)
class Ink:
    """The look of a text: ``name`` as the workbook says it, size in points; ``raised`` 1 above, -1 below the line."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: str = ""
    strike: bool = False
    color: str = BLACK
    raised: int = 0

    @property
    def face(self) -> Face:
        """The bundled font that stands for it."""
        return Face(family(self.name), self.bold, self.italic)


class Edge(NamedTuple):
    """One side of a cell: a style (``thin``, ``double`` …) and a colour."""

    style: str
    color: str


@dataclass(frozen=True, slots=True)
class Look:
    """All of a cell's looks; ``fill`` None for none, ``rotation`` in degrees, 255 for letters below each other."""

    ink: Ink
    fill: str | None = None
    edges: tuple[Edge | None, Edge | None, Edge | None, Edge | None] = (None, None, None, None)
    diagonal: tuple[Edge | None, Edge | None] = (None, None)
    number_format: str = "General"
    horizontal: str = "general"
    vertical: str = "bottom"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    rotation: int = 0

    @property
    def visible(self) -> bool:
        """Whether an empty cell with this look leaves a mark on paper."""
        return self.fill is not None or any(self.edges) or any(self.diagonal)


@dataclass(frozen=True, slots=True)
class Change:
    """What a conditional format changes of a look; None leaves it."""

    bold: bool | None
    italic: bool | None
    underline: str | None
    strike: bool | None
    color: str | None
    fill: str | None
    edges: tuple[Edge | None, Edge | None, Edge | None, Edge | None]
    number_format: str | None

    def applied(self, look: Look) -> Look:
        """The look with the changes."""
        ink = look.ink
        ink = replace(
            ink,
            bold=ink.bold if self.bold is None else self.bold,
            italic=ink.italic if self.italic is None else self.italic,
            underline=ink.underline if self.underline is None else self.underline,
            strike=ink.strike if self.strike is None else self.strike,
            color=self.color or ink.color,
        )
        left, right, top, bottom = (new or old for new, old in zip(self.edges, look.edges, strict=True))
        return replace(
            look,
            ink=ink,
            fill=self.fill or look.fill,
            edges=(left, right, top, bottom),
            number_format=self.number_format or look.number_format,
        )


class Looks:
    """The looks of one workbook by style number."""

    def __init__(self, root: etree._Element | None, styles: Styles, colors: Colors) -> None:
        self._colors = colors
        self._root = root
        self._styles = styles
        self._known: dict[int, Look] = {}
        self._fonts = [self.ink(entry) for entry in self._entries("fonts")] or [Ink("Calibri", 11.0)]
        self._fills = [self._fill(entry) for entry in self._entries("fills")]
        self._borders = self._entries("borders")
        self._xfs = self._entries("cellXfs")
        self._changes = self._entries("dxfs")

    @property
    def default(self) -> Ink:
        """The font that column widths are counted in."""
        return self.look(0).ink

    def look(self, index: int) -> Look:
        """What a style number means; an unknown one means the first."""
        found = self._known.get(index)
        if found is None:
            place = index if 0 <= index < len(self._xfs) else 0
            found = self._known[index] = self._look(place) if self._xfs else Look(self._fonts[0])
        return found

    def change(self, index: int) -> Change | None:
        """What the conditional format number ``index`` changes."""
        if not 0 <= index < len(self._changes):
            return None
        entry = self._changes[index]
        font, border = entry.find(f"{{{MAIN}}}font"), entry.find(f"{{{MAIN}}}border")
        written, fill = entry.find(f"{{{MAIN}}}numFmt"), entry.find(f"{{{MAIN}}}fill")
        bold, italic, strike = (_switch(font, tag) for tag in ("b", "i", "strike"))
        underline = font.find(f"{{{MAIN}}}u") if font is not None else None
        color = font.find(f"{{{MAIN}}}color") if font is not None else None
        return Change(
            bold,
            italic,
            None if underline is None else underline.get("val", "single").replace("none", ""),
            strike,
            self._colors.cell(color),
            None if fill is None else self._fill(fill, changed=True),
            (None, None, None, None) if border is None else self._edges(border),
            None if written is None else written.get("formatCode"),
        )

    def ink(self, font: etree._Element, basis: Ink | None = None) -> Ink:
        """The look of a ``font`` or of a rich text's ``rPr``; what it does not say is as in ``basis``."""
        basis = basis or Ink("Calibri", 11.0)
        found = {tag: font.find(f"{{{MAIN}}}{tag}") for tag in ("name", "rFont", "sz", "u", "vertAlign", "color")}
        name = next((found[tag] for tag in ("rFont", "name") if found[tag] is not None), None)
        size, underline, raised = found["sz"], found["u"], found["vertAlign"]
        return Ink(
            (name.get("val") if name is not None else None) or basis.name,
            real(size.get("val"), basis.size) if size is not None else basis.size,
            is_on(font.find(f"{{{MAIN}}}b")),
            is_on(font.find(f"{{{MAIN}}}i")),
            underline.get("val", "single").replace("none", "") if underline is not None else "",
            is_on(font.find(f"{{{MAIN}}}strike")),
            self._colors.cell(found["color"]) or (BLACK if found["color"] is not None else basis.color),
            {"superscript": 1, "subscript": -1}.get(raised.get("val", ""), 0) if raised is not None else 0,
        )

    def _entries(self, tag: str) -> list[etree._Element]:
        parent = self._root.find(f"{{{MAIN}}}{tag}") if self._root is not None else None
        return [] if parent is None else list(parent.iterchildren("{*}*"))

    def _look(self, index: int) -> Look:
        xf = self._xfs[index]
        font, fill, border = (number(xf.get(name)) for name in ("fontId", "fillId", "borderId"))
        code = number(xf.get("numFmtId"))
        looks = Look(
            self._fonts[font if font < len(self._fonts) else 0],
            self._fills[fill] if fill < len(self._fills) else None,
            number_format=_MONEY.get(code) or self._styles.style(index).number_format,
        )
        if border < len(self._borders):
            looks = replace(
                looks, edges=self._edges(self._borders[border]), diagonal=self._diagonal(self._borders[border])
            )
        found = xf.find(f"{{{MAIN}}}alignment")
        if found is None:
            return looks
        rotation = number(found.get("textRotation"))
        return replace(
            looks,
            horizontal=found.get("horizontal", "general"),
            vertical=found.get("vertical", "bottom"),
            wrap=flag(found.get("wrapText")),
            shrink=flag(found.get("shrinkToFit")),
            indent=number(found.get("indent")),
            rotation=rotation if rotation <= 90 or rotation == 255 else 90 - rotation,
        )

    def _fill(self, entry: etree._Element, *, changed: bool = False) -> str | None:
        pattern = entry.find(f"{{{MAIN}}}patternFill")
        if pattern is None:
            stops = [self._colors.cell(found) for found in entry.iterfind(f".//{{{MAIN}}}color")]
            return mixed(stops[0] or WHITE, stops[-1] or WHITE, 0.5) if stops else None
        front, back = pattern.find(f"{{{MAIN}}}fgColor"), pattern.find(f"{{{MAIN}}}bgColor")
        kind = pattern.get("patternType", "solid" if changed else "none")
        if kind == "none":
            return None
        if kind == "solid":
            # A conditional format keeps the colour of a whole fill where others keep the back one.
            only = back if changed and back is not None else front
            return self._colors.cell(only, None if changed else WHITE)
        return mixed(
            self._colors.cell(front, BLACK) or BLACK, self._colors.cell(back, WHITE) or WHITE, _INK.get(kind, 0.5)
        )

    def _edges(self, border: etree._Element) -> tuple[Edge | None, Edge | None, Edge | None, Edge | None]:
        left, right, top, bottom = (self._edge(border.find(f"{{{MAIN}}}{side}")) for side in SIDES)
        return (
            left or self._edge(border.find(f"{{{MAIN}}}start")),
            right or self._edge(border.find(f"{{{MAIN}}}end")),
            top,
            bottom,
        )

    def _diagonal(self, border: etree._Element) -> tuple[Edge | None, Edge | None]:
        edge = self._edge(border.find(f"{{{MAIN}}}diagonal"))
        return (
            edge if flag(border.get("diagonalDown")) else None,
            edge if flag(border.get("diagonalUp")) else None,
        )

    def _edge(self, side: etree._Element | None) -> Edge | None:
        if side is None or side.get("style", "none") == "none":
            return None
        return Edge(side.get("style", "thin"), self._colors.cell(side.find(f"{{{MAIN}}}color")) or BLACK)


def _switch(font: etree._Element | None, tag: str) -> bool | None:
    found = font.find(f"{{{MAIN}}}{tag}") if font is not None else None
    return None if found is None else is_on(found)
