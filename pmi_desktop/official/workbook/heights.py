"""How high a row must be so that an office shows a text whole."""

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.official.workbook.layout import MAX_HEIGHT
from pmi_desktop.official.workbook.refs import Area, Ref, cell
from pmi_desktop.official.workbook.styles import Font

if TYPE_CHECKING:
    from pmi_desktop.official.workbook.sheet import Sheet

__all__ = ["MAX_HEIGHT", "TextMeasure"]

_DOTS_PER_POINT = 96 / 72
_PADDING = 6
"""Pixels that offices leave free at both sides together, and one more for luck."""

_SLACK = 1.02
"""Offices round each letter to the dots of their screen or printer, so that a line may come out a little wider."""

_TAB = 3.3
_REMEMBERED = 20_000
_INDENT = 9
_SAMPLE = 1_000
_LINE = {"Carlito": 1.2207, "LiberationSans": 1.149}
"""Height of a line in parts of the font's size, as the fonts' makers say it for Windows."""

_LIKE_CALIBRI = {"calibri", "carlito", "aptos narrow", "calibri light"}
_WIDER = {"verdana": 1.2, "century gothic": 1.12, "courier new": 1.25, "lucida sans": 1.12, "aptos": 1.03}
_FOREIGN, _FOREIGN_WIDTH = "\u2e80", 1.35
_PIECES = re.compile(r"[^\-/–—]*[\-/–—]|[^\-/–—]+")


class _Widths(dict[str, float]):
    """Each letter's width in parts of the font's size, measured when first asked."""

    def __init__(self, file: Path) -> None:
        from PIL import ImageFont

        self._font = ImageFont.truetype(file, _SAMPLE, layout_engine=ImageFont.Layout.BASIC)
        self._words: dict[str, float] = {}
        self["\t"] = _TAB

    def __missing__(self, letter: str) -> float:
        # Letters of other scripts and pictures come from some other font, seldom wider than this.
        wide = _FOREIGN_WIDTH if letter >= _FOREIGN else self._font.getlength(letter) / _SAMPLE
        self[letter] = wide
        return wide

    def of(self, word: str) -> float:
        """A word's width; those that come again are remembered."""
        found = self._words.get(word)
        if found is None:
            found = sum(map(self.__getitem__, word))
            if len(self._words) < _REMEMBERED:
                self._words[word] = found
        return found


class TextMeasure:
    """Widths and line breaks with the fonts in a folder (Carlito stands for Calibri, Liberation Sans for Arial).

    A font that is neither counts as Liberation Sans, which is wider than most.
    """

    def __init__(self, fonts: Path) -> None:
        self._folder = fonts
        self._faces: dict[tuple[str, bool, bool], _Widths] = {}
        self._digits: dict[Font, int] = {}

    def cell_height(self, sheet: "Sheet", ref: Ref, text: str) -> float:
        """Points that a text needs in a cell of a sheet (its merged range), with the cell's font, wrap and indent."""
        style = sheet.style(ref)
        if style.rotation:
            return self.width(text, style.font) / _DOTS_PER_POINT + 4 if style.rotation != 255 else 0.0
        if not style.wrap:
            return self.line_height(style.font)
        return self.height(text, style.font, self.cell_pixels(sheet, ref) - _INDENT * style.indent)

    def cell_pixels(self, sheet: "Sheet", ref: Ref) -> int:
        """Pixels that the columns of a cell (of its merged range) are wide together."""
        row, column = cell(ref)
        where = sheet.merge_of(ref) or Area(row, column, row, column)
        columns = range(where.left, where.right + 1)
        return sum(self.column_pixels(sheet.column_width(each), sheet.default_font) for each in columns)

    def column_pixels(self, width: float, default_font: Font) -> int:
        """Pixels (96 per inch) of a column ``width`` characters wide."""
        digit = self._digits.get(default_font)
        if digit is None:
            digit = max(1, round(self._widths(default_font)["0"] * default_font.size * _DOTS_PER_POINT))
            self._digits[default_font] = digit
        return math.trunc((256 * width + math.trunc(128 / digit)) / 256 * digit)

    def height(self, text: str, font: Font, pixels: float) -> float:
        """Points that a wrapped text needs; may exceed :data:`MAX_HEIGHT`: then the caller says so."""
        foreign = 1.25 if max(text, default="") >= _FOREIGN else 1.0
        return self.lines(text, font, pixels) * self.line_height(font) * foreign

    def line_height(self, font: Font) -> float:
        """Points of a line, so that the row of one line is as high as offices draw it."""
        dots = math.ceil(_LINE[_family(font)] * font.size * _DOTS_PER_POINT) + 2
        return dots / _DOTS_PER_POINT

    def lines(self, text: str, font: Font, pixels: float) -> int:
        """How many lines a wrapped text takes in a cell that wide (all columns of a merged range together)."""
        room = max(pixels - _PADDING, 1.0) / _scale(font)
        widths = self._widths(font)
        return sum(_wrapped(line, widths, room) for line in text.split("\n"))

    def width(self, text: str, font: Font) -> float:
        """Pixels of a text on one line."""
        return self._widths(font).of(text) * _scale(font)

    def _widths(self, font: Font) -> _Widths:
        key = _family(font), font.bold, font.italic
        found = self._faces.get(key)
        if found is None:
            looks = ("Bold" if font.bold else "") + ("Italic" if font.italic else "")
            found = self._faces[key] = _Widths(self._folder / f"{key[0]}-{looks or 'Regular'}.ttf")
        return found


def _wrapped(line: str, widths: _Widths, room: float) -> int:
    """Lines of a paragraph: blanks at the end of a line take no room, a word wider than the cell is broken."""
    blank = widths[" "]
    lines, used = 1, -blank
    for word in line.split(" "):
        wide = widths.of(word)
        if used + blank + wide <= room:
            used += blank + wide
            continue
        if used > 0:
            lines, used = lines + 1, 0.0
        if wide <= room:
            used = wide
        else:
            more, used = _broken(word, widths, room)
            lines += more
    return lines


def _broken(word: str, widths: _Widths, room: float) -> tuple[int, float]:
    """Further lines of a word wider than the cell, broken after hyphens or anywhere, and what the last uses."""
    lines, used = 0, 0.0
    for piece in _PIECES.findall(word):
        if used and used + widths.of(piece) > room:
            lines, used = lines + 1, 0.0
        for letter in piece:
            if used and used + widths[letter] > room:
                lines, used = lines + 1, 0.0
            used += widths[letter]
    return lines, used


@lru_cache(maxsize=64)
def _scale(font: Font) -> float:
    """Pixels of a letter as wide as the font's size."""
    return font.size * _DOTS_PER_POINT * _SLACK * _WIDER.get(font.name.casefold(), 1.0)


@lru_cache(maxsize=64)
def _family(font: Font) -> str:
    return "Carlito" if font.name.casefold() in _LIKE_CALIBRI else "LiberationSans"
