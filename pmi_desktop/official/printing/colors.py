"""Colours as workbooks say them: by value, by number or by the theme's part, lighter or darker."""

import colorsys
from collections.abc import Sequence

from lxml import etree

from pmi_desktop.official.workbook.xml import flag, local, number, real

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
BLACK = "#000000"
WHITE = "#FFFFFF"

# The colours of an office's palette (ECMA-376 part 1, 18.8.27), from 0 to 63.
_PALETTE = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF " * 2 +
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split()  # fmt: skip
_OFFICE = {
    "lt1": "FFFFFF", "dk1": "000000", "lt2": "EEECE1", "dk2": "1F497D", "accent1": "4F81BD", "accent2": "C0504D",
    "accent3": "9BBB59", "accent4": "8064A2", "accent5": "4BACC6", "accent6": "F79646", "hlink": "0000FF",
    "folHlink": "800080",
}  # fmt: skip
_ORDER = tuple(_OFFICE)
_SAME = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "phClr": "accent1"}
_NAMED = {
    "black": BLACK, "white": WHITE, "red": "#FF0000", "green": "#008000", "blue": "#0000FF", "yellow": "#FFFF00",
    "gray": "#808080", "grey": "#808080", "darkGray": "#A9A9A9", "lightGray": "#D3D3D3", "silver": "#C0C0C0",
    "orange": "#FFA500", "navy": "#000080", "brown": "#A52A2A", "purple": "#800080", "lime": "#00FF00",
    "magenta": "#FF00FF", "cyan": "#00FFFF", "pink": "#FFC0CB", "maroon": "#800000",
}  # fmt: skip


class Colors:
    """The colours of one workbook: its theme and, if it has its own, its palette."""

    def __init__(self, theme: etree._Element | None, palette: Sequence[str] = ()) -> None:
        self._theme = dict(_OFFICE)
        scheme = theme.find(f".//{{{DRAWING}}}clrScheme") if theme is not None else None
        for entry in scheme if scheme is not None else ():
            for value in entry:
                self._theme[local(entry)] = value.get("lastClr") or value.get("val") or "000000"
        self._palette = list(palette) or list(_PALETTE)

    def cell(self, element: etree._Element | None, auto: str | None = None) -> str | None:
        """The colour of a font, a fill or a border (``rgb``, ``indexed`` or ``theme`` with ``tint``)."""
        if element is None:
            return auto
        if element.get("rgb"):
            found: str | None = _hex(str(element.get("rgb")))
        elif element.get("theme") is not None:
            place = number(element.get("theme"))
            found = self.part(_ORDER[place]) if place < len(_ORDER) else auto
        elif element.get("indexed") is not None:
            found = self._indexed(number(element.get("indexed")), auto)
        else:
            found = auto
        return tinted(found, real(element.get("tint"))) if found and element.get("tint") else found

    def drawn(self, element: etree._Element | None, auto: str | None = None) -> str | None:
        """The colour inside a drawing's ``solidFill`` and the like, with its changes of light; None for no colour."""
        for entry in element if element is not None else ():
            kind = local(entry)
            if kind == "srgbClr":
                return _changed(_hex(entry.get("val", "000000")), entry)
            if kind == "schemeClr":
                return _changed(self.part(entry.get("val", "dk1")), entry)
            if kind == "sysClr":
                return _changed(_hex(entry.get("lastClr") or "000000"), entry)
            if kind == "prstClr":
                return _changed(_NAMED.get(entry.get("val", ""), "#808080"), entry)
            if kind == "scrgbClr":
                parts = [round(number(entry.get(part)) / 100_000 * 255) for part in ("r", "g", "b")]
                return _changed(_joined(parts), entry)
        return auto

    def part(self, name: str) -> str:
        """A part of the theme, as ``accent1``."""
        return _hex(self._theme.get(_SAME.get(name, name), "000000"))

    def accent(self, place: int) -> str:
        """The colour that a chart gives by itself to its series number ``place`` (from 0)."""
        base = self.part(f"accent{place % 6 + 1}")
        return base if place < 6 else tinted(base, -0.4 if place < 12 else 0.4)

    def _indexed(self, place: int, auto: str | None) -> str | None:
        if place < len(self._palette):
            return _hex(self._palette[place])
        return {64: auto or BLACK, 65: WHITE}.get(place, auto)


def tinted(color: str, tint: float) -> str:
    """Lighter (``tint`` to 1) or darker (to -1), as sheets mean it."""
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in _parts(color)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    # Offices cut the fractions off here.
    return _joined([int(part * 255 + 1e-6) for part in colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full)])


def mixed(front: str, back: str, share: float) -> str:
    """``share`` of the front colour on the back one."""
    return _joined([round(a * share + b * (1 - share)) for a, b in zip(_parts(front), _parts(back), strict=True)])


def _changed(color: str, element: etree._Element) -> str:
    for change in element:
        kind, amount = local(change), number(change.get("val")) / 100_000
        hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in _parts(color)))
        if kind == "lumMod":
            light *= amount
        elif kind == "lumOff":
            light += amount
        elif kind == "satMod":
            full *= amount
        elif kind == "shade":
            color = mixed(color, BLACK, amount)
            continue
        elif kind in {"tint", "alpha"}:
            # What is half transparent lies on white paper here.
            color = mixed(color, WHITE, amount)
            continue
        else:
            continue
        rgb = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, full)))
        color = _joined([round(part * 255) for part in rgb])
    return color


def palette(styles: etree._Element | None, namespace: str) -> list[str]:
    """The workbook's own palette, empty if it has the usual one."""
    found = styles.find(f"{{{namespace}}}colors/{{{namespace}}}indexedColors") if styles is not None else None
    return [] if found is None else [entry.get("rgb", "000000") for entry in found]


def is_on(element: etree._Element | None) -> bool:
    """Whether a yes/no element such as ``<b/>`` is there and not switched off."""
    return element is not None and flag(element.get("val"), default=True)


def _hex(text: str) -> str:
    bare = text.lstrip("#")[-6:].upper()
    return f"#{bare}" if len(bare) == 6 and all(letter in "0123456789ABCDEF" for letter in bare) else BLACK


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _joined(parts: Sequence[int]) -> str:
    return "#" + "".join(f"{min(255, max(0, part)):02X}" for part in parts)
