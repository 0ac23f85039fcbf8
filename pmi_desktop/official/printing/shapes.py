"""Text boxes, shapes and pictures of a drawing made into items."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.printing.colors import BLACK, DRAWING, Colors
from pmi_desktop.official.printing.display import Item, Picture, Rect
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.outlines import (
    NO_FILL,
    Fill,
    Point,
    Stroke,
    arc,
    fill_of,
    filled,
    outlined,
    rectangle,
    rounded,
    stroke_of,
)
from pmi_desktop.official.printing.paragraphs import Setter
from pmi_desktop.official.printing.pictures import UnknownPicture, drawable
from pmi_desktop.official.printing.problems import Kind
from pmi_desktop.official.printing.shapetext import Paragraph, frame_text, read_paragraphs
from pmi_desktop.official.workbook.xml import flag, number

SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = f"{{{DRAWING}}}"
_X = f"{{{SHEET_DRAWING}}}"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"

# Corners of shapes in a square of side 1.
_POLYGONS: dict[str, tuple[Point, ...]] = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "flowChartDecision": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "hexagon": ((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)),
    "homePlate": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    "rightArrow": ((0, 0.25), (0.6, 0.25), (0.6, 0), (1, 0.5), (0.6, 1), (0.6, 0.75), (0, 0.75)),
    "leftArrow": ((1, 0.25), (0.4, 0.25), (0.4, 0), (0, 0.5), (0.4, 1), (0.4, 0.75), (1, 0.75)),
    "downArrow": ((0.25, 0), (0.25, 0.6), (0, 0.6), (0.5, 1), (1, 0.6), (0.75, 0.6), (0.75, 0)),
    "upArrow": ((0.25, 1), (0.25, 0.4), (0, 0.4), (0.5, 0), (1, 0.4), (0.75, 0.4), (0.75, 1)),
}  # fmt: skip
_RECTANGLES = {"rect", "textRect", "flowChartProcess", "snip1Rect", "bevel", "frame", "plaque", ""}
_ROUNDED = {"roundRect", "flowChartAlternateProcess", "flowChartTerminator", "round2SameRect"}
_LINES = {"line", "straightConnector1", "lineInv"}


@dataclass(frozen=True, slots=True)
class Studio:
    """What drawing a shape needs; ``tell(kind, detail)`` hears of what cannot be drawn.

    ``linked`` gives what a cell shows that a text box repeats; ``embedded`` the bytes behind a relation's id.
    """

    setter: Setter
    colors: Colors
    tell: Callable[[Kind, str], None]
    linked: Callable[[str], str | None]
    embedded: Callable[[str], bytes | None]


def name_of(element: etree._Element) -> str:
    """The name that the office gave a drawing."""
    found = next(element.iter(f"{_X}cNvPr"), None)
    return found.get("name", "") if found is not None else ""


def is_hidden(element: etree._Element) -> bool:
    """Whether a drawing is not shown: offices keep the double of a form button so."""
    found = next(element.iter(f"{_X}cNvPr"), None)
    return found is not None and flag(found.get("hidden"))


def draw_shape(studio: Studio, element: etree._Element, rect: Rect) -> Iterator[Item]:
    """A shape or connector (``sp``, ``cxnSp``) with its text."""
    properties, style = element.find(f"{_X}spPr"), element.find(f"{_X}style")
    geometry = properties.find(f"{_A}prstGeom") if properties is not None else None
    kind = geometry.get("prst", "") if geometry is not None else ""
    if properties is not None and properties.find(f"{_A}custGeom") is not None:
        kind = "custGeom"
    line = properties.find(f"{_A}ln") if properties is not None else None
    stroke = stroke_of(line, studio.colors, _styled_stroke(style, studio.colors))
    turned, mirrored, upset = _transform(properties)
    if kind in _LINES or "Connector" in kind:
        if kind not in _LINES:
            studio.tell("shape", kind)
        start, end = (rect.x, rect.y), (rect.right, rect.bottom)
        if mirrored != upset:
            start, end = (rect.x, rect.bottom), (rect.right, rect.y)
        yield from outlined(_rotated([start, end], rect, turned), stroke or Stroke(BLACK, 0.75), closed=False)
        return
    points = _outline(kind, rect)
    if points is None:
        studio.tell("shape", kind)
        points = rectangle(rect)
    points = _rotated(_flipped(points, rect, mirrored, upset), rect, turned)
    yield from filled(points, fill_of(properties, studio.colors, _styled_fill(style, studio.colors)))
    yield from outlined(points, stroke)
    yield from _text(studio, element, style, rect, turned)


def draw_picture(studio: Studio, element: etree._Element, rect: Rect) -> Iterator[Item]:
    """A picture (``pic``)."""
    filling, properties = element.find(f"{_X}blipFill"), element.find(f"{_X}spPr")
    blip = filling.find(f"{_A}blip") if filling is not None else None
    data = studio.embedded(blip.get(_EMBED, "")) if blip is not None else None
    if data is None or filling is None:
        studio.tell("picture", name_of(element))
        return
    source = filling.find(f"{_A}srcRect")
    sides = [number(source.get(side)) / 100_000 for side in "ltrb"] if source is not None else [0.0] * 4
    left, top, right, bottom = (max(0.0, side) for side in sides)
    if _transform(properties)[0]:
        studio.tell("picture", f"{name_of(element)} (rotation)")
    try:
        yield Picture(rect, drawable(data, (left, top, right, bottom)))
    except UnknownPicture as problem:
        studio.tell("picture", f"{name_of(element)} ({problem})")
        return
    line = properties.find(f"{_A}ln") if properties is not None else None
    yield from outlined(rectangle(rect), stroke_of(line, studio.colors))


def _outline(kind: str, rect: Rect) -> list[Point] | None:
    if kind in _RECTANGLES:
        return rectangle(rect)
    if kind in _ROUNDED:
        return rounded(rect)
    if kind in {"ellipse", "flowChartConnector"}:
        return arc(rect.x + rect.width / 2, rect.y + rect.height / 2, rect.width / 2, rect.height / 2, 0, 360)[:-1]
    if kind in _POLYGONS:
        return [(rect.x + x * rect.width, rect.y + y * rect.height) for x, y in _POLYGONS[kind]]
    return None


def _text(
    studio: Studio, element: etree._Element, style: etree._Element | None, rect: Rect, turned: float
) -> Iterator[Item]:
    body = element.find(f"{_X}txBody")
    if body is None:
        return
    reference = style.find(f"{_A}fontRef") if style is not None else None
    basis = Ink("Calibri", 11.0, color=studio.colors.drawn(reference, BLACK) or BLACK)
    paragraphs = read_paragraphs(body, basis, studio.colors)
    linked = studio.linked(element.get("textlink", "")) if element.get("textlink") else None
    if linked is not None and paragraphs:
        paragraphs = [Paragraph([(linked, paragraphs[0].runs[0][1])], paragraphs[0].align)]
    if not any(text.strip() for paragraph in paragraphs for text, _ in paragraph.runs):
        return
    if turned % 360:
        studio.tell("shape", f"{name_of(element)} (rotation)")
    items, fits = frame_text(studio.setter, paragraphs, body.find(f"{_A}bodyPr"), rect)
    if not fits:
        studio.tell("text_cut", name_of(element))
    yield from items


def _styled_fill(style: etree._Element | None, colors: Colors) -> Fill:
    reference = style.find(f"{_A}fillRef") if style is not None else None
    return Fill(colors.drawn(reference)) if reference is not None and number(reference.get("idx")) else NO_FILL


def _styled_stroke(style: etree._Element | None, colors: Colors) -> Stroke | None:
    reference = style.find(f"{_A}lnRef") if style is not None else None
    if reference is None or not number(reference.get("idx")):
        return None
    return Stroke(colors.drawn(reference, BLACK) or BLACK, 0.75 * number(reference.get("idx")))


def _transform(properties: etree._Element | None) -> tuple[float, bool, bool]:
    """Degrees turned clockwise, whether mirrored left to right, whether upside down."""
    found = properties.find(f"{_A}xfrm") if properties is not None else None
    if found is None:
        return 0.0, False, False
    return number(found.get("rot")) / 60_000, flag(found.get("flipH")), flag(found.get("flipV"))


def _flipped(points: list[Point], rect: Rect, mirrored: bool, upset: bool) -> list[Point]:
    return [(rect.x + rect.right - x if mirrored else x, rect.y + rect.bottom - y if upset else y) for x, y in points]


def _rotated(points: list[Point], rect: Rect, degrees: float) -> list[Point]:
    if not degrees % 360:
        return points
    turn = math.radians(degrees)
    cx, cy = rect.x + rect.width / 2, rect.y + rect.height / 2
    return [
        (
            cx + (x - cx) * math.cos(turn) - (y - cy) * math.sin(turn),
            cy + (x - cx) * math.sin(turn) + (y - cy) * math.cos(turn),
        )
        for x, y in points
    ]
