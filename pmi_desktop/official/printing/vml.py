"""What offices keep in an old drawing language (VML): pictures of headers and footers, form buttons and boxes."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from pmi_desktop.official.printing.celltext import draw_piece
from pmi_desktop.official.printing.display import Item, Rect
from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.official.printing.geometry import Axis, Geometry
from pmi_desktop.official.printing.headers import HeaderPicture
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.outlines import Fill, Stroke, filled, outlined, rectangle
from pmi_desktop.official.printing.paragraphs import Setter
from pmi_desktop.official.printing.pictures import UnknownPicture, drawable
from pmi_desktop.official.printing.problems import Tell
from pmi_desktop.official.printing.sheetpages import Drawing
from pmi_desktop.official.printing.source import SheetSource
from pmi_desktop.official.workbook.refs import cell_name
from pmi_desktop.official.workbook.xml import local, number, real

_V = "{urn:schemas-microsoft-com:vml}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_RELATION = "{urn:schemas-microsoft-com:office:office}relid"
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|mm|cm|px)?")
_UNITS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "px": 0.75, "": 1.0}


def header_pictures(sheet: SheetSource, tell: Tell) -> dict[str, HeaderPicture]:
    """The pictures of a sheet's headers and footers by their place, as ``LH`` or ``CFFIRST``."""
    package = sheet.source.contents.package
    found: dict[str, HeaderPicture] = {}
    for part in sheet.targets("legacyDrawingHF"):
        targets = {relation.id: relation.target for relation in package.relations(part) if not relation.external}
        for shape in package.xml(part).iter(f"{_V}shape"):
            image = next((entry for entry in shape.iter() if local(entry) == "imagedata"), None)
            target = targets.get(image.get(_RELATION, "")) if image is not None else None
            if target is None:
                continue
            sizes = {
                match[1]: real(match[2]) * _UNITS[match[3] or ""]
                for match in _LENGTH.finditer((shape.get("style") or "").lower())
            }
            try:
                data = drawable(package.raw(target))
            except UnknownPicture as problem:
                tell("", "picture", str(problem))
                continue
            found[(shape.get("id") or "").upper()] = HeaderPicture(
                sizes.get("width", 72.0), sizes.get("height", 72.0), data
            )
    return found


def form_controls(sheet: SheetSource, geometry: Geometry, faces: Faces, tell: Tell) -> list[Drawing]:
    """The printed buttons, tick boxes, option circles and labels of a sheet; other controls are told."""
    found: list[Drawing] = []
    for part in sheet.targets("legacyDrawing"):
        for shape in sheet.source.contents.package.xml(part).iter(f"{_V}shape"):
            data = shape.find(f"{_X}ClientData")
            if data is None or data.get("ObjectType") in {"Note", "Pict", None}:
                continue
            if (data.findtext(f"{_X}PrintObject") or "").strip().lower() in {"false", "f"}:
                continue
            anchor = [number(text.strip()) for text in (data.findtext(f"{_X}Anchor") or "").split(",")]
            if len(anchor) != 8:
                continue
            cell = cell_name(anchor[2] + 1, anchor[0] + 1)
            kind, caption = str(data.get("ObjectType")), _caption(shape)
            setter = Setter(faces, _glyphs_of(cell, tell))
            rect = _anchored(anchor, geometry)
            items = tuple(_control(kind, caption, data, rect, setter))
            if items:
                found.append(Drawing(rect, items, caption or kind))
            else:
                tell(cell, "control", kind)
    return found


def _glyphs_of(cell: str, tell: Tell) -> Callable[[str], None]:
    return lambda letter: tell(cell, "glyph", letter)


def _control(kind: str, caption: str, data: etree._Element, rect: Rect, setter: Setter) -> Iterator[Item]:
    ink = Ink("Calibri", 10.0)
    ticked = (data.findtext(f"{_X}Checked") or "0").strip() != "0"
    signs = {"Checkbox": "☑ " if ticked else "☐ ", "Radio": "◉ " if ticked else "○ ", "Label": "", "Button": ""}
    if kind not in signs:
        return
    if kind == "Button":
        yield from filled(rectangle(rect), Fill("#EDEDED"))
        yield from outlined(rectangle(rect), Stroke("#808080", 0.75))
    line = setter.lines([(signs[kind] + caption.replace("\n", " "), ink)], None)[0]
    x = rect.x + (rect.width - line.width) / 2 if kind == "Button" else rect.x + 2
    y = rect.y + (rect.height - line.height) / 2 + line.ascent
    for piece in line.pieces:
        yield from draw_piece(piece, x, y, None)
        x += piece.width


def _caption(shape: etree._Element) -> str:
    box = shape.find(f"{_V}textbox")
    return "" if box is None else " ".join("".join(str(text) for text in box.itertext()).split())


def _anchored(anchor: list[int], geometry: Geometry) -> Rect:
    def place(axis: Axis, index: int, pixels: int) -> float:
        return axis.start(index + 1) + min(pixels * 0.75, axis.length(index + 1))

    left, top = place(geometry.columns, *anchor[0:2]), place(geometry.rows, *anchor[2:4])
    right, bottom = place(geometry.columns, *anchor[4:6]), place(geometry.rows, *anchor[6:8])
    return Rect.between(left, top, max(left, right), max(top, bottom))
