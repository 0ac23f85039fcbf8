"""The bundled fonts: which one stands for a font of a workbook, and how wide texts are in it."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFace

from pmi_desktop.official.printing.display import Face
from pmi_desktop.official.printing.fontfiles import font_file

SIGNS = "DejaVu Sans"
_AS_CALIBRI = ("calibri", "carlito", "candara", "corbel", "aptos", "segoe", "cambria", "gill", "trebuchet")
_METRICS = {
    # Share of the size above and below the base line, and from one line to the next as Excel sets them.
    "Carlito": (0.75, 0.25, 1.2207),
    "Liberation Sans": (0.9053, 0.2119, 1.149),
    "DejaVu Sans": (0.9282, 0.2358, 1.164),
}

_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)], "")
_SAME = {
    0x09: "    ", 0x2011: "-", 0x2028: " ", 0x2029: " ", 0x0B: " ", 0x2705: "✔", 0x274C: "✘", 0x274E: "✘", 0x2B1C: "□",
    0x2B1B: "■", 0x2B50: "★", 0x1F5F8: "✓",
}  # fmt: skip
_HIDDEN = re.compile("[" + "".join(map(chr, {*_UNSEEN, *_SAME})) + "]")
_AS = _UNSEEN | _SAME
MISSING = "□"

_DINGBATS = {
    # The letters of Wingdings that forms use for their boxes, ticks and bullets.
    "o": "□", "q": "❑", "r": "❒", "n": "■", "l": "●", "m": "❍", "§": "▪", "ü": "✓", "û": "✗", "ý": "☒", "þ": "☑",
    "x": "☒", "¨": "□", "¡": "○", "Ø": "➢", "à": "→", "ß": "←", "á": "↑", "â": "↓", "«": "★", "v": "❖", "Ü": "➲",
    "J": "☺", "L": "☹", "(": "☎", "*": "✉", "P": "⚑", " ": " ",
}  # fmt: skip


class Widths(dict[str, float]):
    """Widths of characters as shares of the size; one that the font lacks is as wide as its empty box."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__({chr(code): width / 1000 for code, width in face.charWidths.items()})
        self.default: float = face.defaultWidth / 1000
        self[" "] = self.get(" ", 0.25)
        self["\N{NO-BREAK SPACE}"] = self[" "]

    def __missing__(self, _: str) -> float:
        return self.default


class Faces:
    """The fonts of a folder, read when first needed; nothing of them is ever drawn here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._widths: dict[Face, Widths] = {}

    def path(self, face: Face) -> Path:
        """The file of a face."""
        return font_file(self._folder, face)

    def widths(self, face: Face) -> Widths:
        """The widths of a face's characters."""
        found = self._widths.get(face)
        if found is None:
            found = self._widths[face] = _read(self.path(face))
        return found

    def width(self, text: str, face: Face, size: float) -> float:
        """How long a text is, without kerning: offices print cells so."""
        return size * sum(map(self.widths(face).__getitem__, text))

    def split(self, text: str, face: Face, missing: Callable[[str], None]) -> list[tuple[str, Face]]:
        """The text in pieces that each have a font with all their signs; ``missing`` hears of those that none has."""
        if _HIDDEN.search(text):
            text = text.translate(_AS)
        known = self.widths(face)
        if all(map(known.__contains__, text)):
            return [(text, face)] if text else []
        signs = Face(SIGNS, face.bold, face.italic)
        others = self.widths(signs)
        pieces: list[tuple[str, Face]] = []
        for letter in text:
            if letter in known:
                where = face
            else:
                where = signs
                if letter not in others:
                    missing(letter)
                    letter = MISSING
            if pieces and pieces[-1][1] == where:
                pieces[-1] = pieces[-1][0] + letter, where
            else:
                pieces.append((letter, where))
        return pieces


@lru_cache(maxsize=32)
def _read(path: Path) -> Widths:
    return Widths(TTFontFace(str(path)))


@lru_cache(maxsize=256)
def family(name: str) -> str:
    """The bundled family nearest to a font's name."""
    lower = name.lower()
    return "Carlito" if lower.startswith(_AS_CALIBRI) else SIGNS if lower.startswith("dejavu") else "Liberation Sans"


def ascent(face: Face, size: float) -> float:
    """From the top of a line to its base line."""
    return _METRICS[face.family][0] * size


def descent(face: Face, size: float) -> float:
    """From the base line to the bottom of a line."""
    return _METRICS[face.family][1] * size


def pitch(face: Face, size: float) -> float:
    """From one line to the next where there is room."""
    return _METRICS[face.family][2] * size


def from_dingbats(name: str, text: str) -> str | None:
    """The signs that a text in Wingdings shows; None if it is in another font or not all are known."""
    if not name.lower().startswith("wingdings"):
        return None
    plain = [chr(ord(letter) - 0xF000) if 0xF020 <= ord(letter) <= 0xF0FF else letter for letter in text]
    signs = [_DINGBATS.get(letter) for letter in plain]
    return None if None in signs else "".join(filter(None, signs))
