"""Texts broken into lines with the real widths of their letters."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pmi_desktop.official.printing.display import Face
from pmi_desktop.official.printing.faces import Faces, ascent, descent, from_dingbats, pitch
from pmi_desktop.official.printing.looks import Ink

_RAISED_SIZE = 0.62
_WORD = re.compile(r"[^ ]+ *| +")
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
_HYPHEN = re.compile(rf"(?<=[{_LETTER}0-9][-–—/])(?=[{_LETTER}])")
_UNLIMITED = 1e9


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look in one font on one line; ``lift`` is how far they stand above the line."""

    text: str
    face: Face
    size: float
    ink: Ink
    width: float
    lift: float = 0.0


@dataclass(slots=True)
class TextLine:
    """One line: its width counts no blanks at its end; ``last`` of its paragraph."""

    pieces: list[Piece]
    width: float
    ascent: float
    descent: float
    pitch: float
    last: bool = True

    @property
    def height(self) -> float:
        """From the top of its letters to their bottom."""
        return self.ascent + self.descent


class Setter:
    """Breaks texts into lines; ``missing`` hears of characters that no font has."""

    def __init__(self, faces: Faces, missing: Callable[[str], None]) -> None:
        self.faces = faces
        self._missing = missing

    def lines(self, runs: Iterable[tuple[str, Ink]], room: float | None, scale: float = 1.0) -> list[TextLine]:
        """The lines of a text that may be ``room`` wide (None: as wide as it is); ``scale`` shrinks the letters."""
        found: list[TextLine] = []
        width = _UNLIMITED if room is None else max(room, 1.0)
        for paragraph in _paragraphs(runs):
            pieces = [piece for text, ink in paragraph if text for piece in self._pieces(text, ink, scale)]
            if not pieces:
                found.append(self._line([], paragraph[0][1], scale, last=True))
                continue
            broken = self._broken(pieces, width)
            found += [
                self._line(line, paragraph[0][1], scale, last=place == len(broken) - 1)
                for place, line in enumerate(broken)
            ]
        return found

    def _pieces(self, text: str, ink: Ink, scale: float) -> list[Piece]:
        text = from_dingbats(ink.name, text) or text
        size = ink.size * scale
        lift = 0.0
        if ink.raised:
            lift = size * (0.35 if ink.raised > 0 else -0.14)
            size *= _RAISED_SIZE
        return [
            Piece(part, face, size, ink, self.faces.width(part, face, size), lift)
            for part, face in self.faces.split(text, ink.face, self._missing)
        ]

    def _broken(self, pieces: list[Piece], room: float) -> list[list[Piece]]:
        if sum(piece.width for piece in pieces) <= room:
            return [pieces]
        lines: list[list[Piece]] = [[]]
        used = 0.0
        for word in self._words(pieces):
            wide = self._bare_width(word)
            if used and used + wide > room:
                parts = self._fitting(word, room, room - used)
            elif wide > room:
                parts = self._fitting(word, room, room)
            else:
                parts = [word]
            for place, part in enumerate(parts):
                if place:
                    lines.append([])
                    used = 0.0
                lines[-1] += part
                used += sum(piece.width for piece in part)
        return [line for line in lines if line] or [[]]

    def _words(self, pieces: list[Piece]) -> list[list[Piece]]:
        """Words with the blanks behind them; one word may have several looks."""
        words: list[list[Piece]] = []
        open_word = False
        for piece in pieces:
            for text in _WORD.findall(piece.text):
                part = self._cut(piece, text)
                if open_word and not text.startswith(" "):
                    words[-1].append(part)
                elif open_word or not words or text.strip():
                    words.append([part])
                else:
                    words[-1].append(part)
                open_word = not text.endswith(" ")
        return words

    def _fitting(self, word: list[Piece], room: float, first: float) -> list[list[Piece]]:
        """A word that does not fit behind others: the parts for this line (maybe none) and the following ones.

        It is broken behind hyphens, and anywhere only if it is wider than a whole line.
        """
        parts: list[list[Piece]] = [[]]
        left = first
        for chunk in self._chunks(word):
            wide = self._bare_width(chunk)
            if wide > left and (parts[-1] or len(parts) > 1 or first < room):
                parts.append([])
                left = room
            if wide > left:
                letters = self._letters(chunk, left)
                parts[-1] += letters[0]
                parts += letters[1:]
                left = room - sum(piece.width for piece in parts[-1])
            else:
                parts[-1] += chunk
                left -= sum(piece.width for piece in chunk)
        return parts

    def _chunks(self, word: list[Piece]) -> list[list[Piece]]:
        chunks: list[list[Piece]] = [[]]
        for piece in word:
            for place, text in enumerate(_HYPHEN.split(piece.text)):
                if place:
                    chunks.append([])
                if text:
                    chunks[-1].append(self._cut(piece, text))
        return [chunk for chunk in chunks if chunk]

    def _letters(self, chunk: list[Piece], room: float) -> list[list[Piece]]:
        lines: list[list[Piece]] = [[]]
        left = room
        for piece in chunk:
            start, widths = 0, self.faces.widths(piece.face)
            for place, letter in enumerate(piece.text):
                wide = widths[letter] * piece.size
                if wide > left and (lines[-1] or place > start) and letter != " ":
                    if place > start:
                        lines[-1].append(self._cut(piece, piece.text[start:place]))
                    lines.append([])
                    start, left = place, room
                left -= wide
            if start < len(piece.text):
                lines[-1].append(self._cut(piece, piece.text[start:]))
        return lines

    def _cut(self, piece: Piece, text: str) -> Piece:
        if text == piece.text:
            return piece
        width = self.faces.width(text, piece.face, piece.size)
        return Piece(text, piece.face, piece.size, piece.ink, width, piece.lift)

    def _bare_width(self, pieces: Sequence[Piece]) -> float:
        """Without the blanks at the end."""
        width = 0.0
        for place, piece in enumerate(reversed(pieces)):
            bare = piece.text.rstrip(" ")
            if bare == piece.text:
                return width + sum(other.width for other in pieces[: len(pieces) - place])
            if bare:
                width += self.faces.width(bare, piece.face, piece.size)
                return width + sum(other.width for other in pieces[: len(pieces) - place - 1])
        return width

    def _line(self, pieces: list[Piece], basis: Ink, scale: float, *, last: bool) -> TextLine:
        joined: list[Piece] = []
        for piece in pieces:
            if joined and _same(joined[-1], piece):
                before = joined[-1]
                joined[-1] = Piece(
                    before.text + piece.text, piece.face, piece.size, piece.ink, before.width + piece.width, piece.lift
                )
            else:
                joined.append(piece)
        sizes = {(piece.ink.face, piece.ink.size * scale) for piece in joined} or {(basis.face, basis.size * scale)}
        return TextLine(
            joined,
            self._bare_width(joined),
            max(ascent(*each) for each in sizes),
            max(descent(*each) for each in sizes),
            max(pitch(*each) for each in sizes),
            last,
        )


def _same(one: Piece, other: Piece) -> bool:
    return one.face == other.face and one.size == other.size and one.ink == other.ink and one.lift == other.lift


def _paragraphs(runs: Iterable[tuple[str, Ink]]) -> list[list[tuple[str, Ink]]]:
    found: list[list[tuple[str, Ink]]] = [[]]
    for text, ink in runs:
        for place, part in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if place:
                found.append([])
            found[-1].append((part, ink))
    return found
