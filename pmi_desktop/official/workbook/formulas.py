"""Formulas as offices store them: which cells they point to, and the same formula after cells moved."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pmi_desktop.official.workbook.refs import MAX_COLUMN, MAX_ROW, Area, column_letters, column_number
from pmi_desktop.official.workbook.shift import Shift

MAX_FORMULA = 8_192
"""Characters of a formula that offices allow; a longer one is left as it is."""

_TOKEN = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#[A-Z/0-9_]+[!?]?)
    | (?P<sheet>(?:'(?:[^']|'')+'|(?:\[[^\[\]]+\])?[\w.]+(?::[\w.]+)?)!)?
      (?: (?P<c1>\$?[A-Za-z]{1,3})(?P<r1>\$?[1-9]\d{0,6})(?::(?P<c2>\$?[A-Za-z]{1,3})(?P<r2>\$?[1-9]\d{0,6}))?
        | (?P<c3>\$?[A-Za-z]{1,3}):(?P<c4>\$?[A-Za-z]{1,3})
        | (?P<r3>\$?[1-9]\d{0,6}):(?P<r4>\$?[1-9]\d{0,6}) )
      (?![\w.(\\?!\[])
    | (?P<bracket>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<word>(?:'(?:[^']|'')+'!)?[\w.\\?$]+)
    """,
    re.VERBOSE,
)
# What reads cells that its arguments do not name, or where they lie.
_RESTLESS = {
    "ANCHORARRAY", "CELL", "COLUMN", "COLUMNS", "FORMULATEXT", "GETPIVOTDATA", "INDIRECT", "INFO", "OFFSET", "ROW",
    "ROWS", "SHEET", "SHEETS",
}  # fmt: skip
# Names and errors of a sheet (Hoja1!total, Hoja1!#REF!) are no pointers.
_NAMED = re.compile(r""""(?:[^"]|"")*"|(?P<sheet>(?:'(?:[^']|'')+'|(?<![\w.\]'])[\w.]+)!)(?=[^\W\d]|[#\\])""")
_CONSTANTS = {"TRUE", "FALSE"}


class Pointer(NamedTuple):
    """One reference inside a formula; a missing row or column means all of them.

    ``prefix`` is the sheet as written, with ``!``; ``sheet`` is its name in small letters, None for the formula's own.
    ``foreign``: in another file, or in several sheets at once. Texts keep their ``$``.
    """

    prefix: str
    sheet: str | None
    foreign: bool
    c1: str
    r1: str
    c2: str
    r2: str
    ranged: bool

    def __str__(self) -> str:
        first = self.c1 + self.r1
        return self.prefix + (f"{first}:{self.c2}{self.r2}" if self.ranged else first)

    @property
    def area(self) -> Area:
        """The cells it means; columns or rows without numbers reach to the sheet's end."""
        rows = sorted((_row(self.r1) or 1, _row(self.r2 if self.ranged else self.r1) or MAX_ROW))
        columns = sorted((_column(self.c1) or 1, _column(self.c2 if self.ranged else self.c1) or MAX_COLUMN))
        return Area(rows[0], columns[0], rows[1], columns[1])


Piece = str | Pointer


@lru_cache(maxsize=8192)
def pieces(formula: str) -> tuple[Piece, ...]:
    """The formula cut into pointers and the text between them."""
    found: list[Piece] = []
    end = 0
    if len(formula) > MAX_FORMULA:
        return (formula,)
    for match in _TOKEN.finditer(formula):
        pointer = _pointer(match)
        if pointer is not None:
            if match.start() > end:
                found.append(formula[end : match.start()])
            found.append(pointer)
            end = match.end()
    if end < len(formula):
        found.append(formula[end:])
    return tuple(found)


@lru_cache(maxsize=8192)
def is_plain(formula: str) -> bool:
    """Whether all that the formula's result depends on are the cells its pointers name."""
    if len(formula) > MAX_FORMULA:
        return False
    for match in _TOKEN.finditer(formula):
        pointer = _pointer(match)
        if (pointer is not None and pointer.foreign) or match["bracket"]:
            return False
        word = match["word"]
        if word is None:
            if pointer is None and not (match["text"] or match["error"]):
                return False
            continue
        called = formula[match.end() : match.end() + 1] == "("
        if called:
            if word.upper().removeprefix("_XLFN.").removeprefix("_XLWS.") in _RESTLESS:
                return False
        elif word.upper() not in _CONSTANTS and not word[0].isdigit() and word[0] != ".":
            return False
    return True


def pointers(formula: str) -> tuple[Pointer, ...]:
    """The references of a formula."""
    return tuple(piece for piece in pieces(formula) if isinstance(piece, Pointer))


def rewrite(formula: str, change: Callable[[Pointer], Pointer | str]) -> str:
    """The formula with each pointer changed."""
    parts = pieces(formula)
    return "".join(part if isinstance(part, str) else str(change(part)) for part in parts)


def translate(formula: str, rows: int, columns: int) -> str:
    """The formula as if copied so many rows down and columns right: ``$`` stays, the rest goes along."""
    if not rows and not columns:
        return formula
    return rewrite(formula, lambda pointer: _translated(pointer, rows, columns))


@dataclass(frozen=True, slots=True)
class Home:
    """Where a formula lies: its sheet (small letters; None for a name of the whole workbook) and its old rows.

    A rule for many rows (a validation, a conditional format) lies in all of them: its relative references to those
    rows and their neighbours go along with its first row.
    """

    sheet: str | None
    top: int = 0
    bottom: int = 0

    @property
    def many(self) -> bool:
        """Whether it is a rule for more than one row."""
        return self.bottom > self.top


def shifted(formula: str, shifts: Mapping[str, Shift], home: Home, *, stretch: bool = True) -> str:
    """The formula after rows were inserted (``shifts`` by sheet name in small letters)."""

    def change(pointer: Pointer) -> Pointer:
        if pointer.foreign:
            return pointer
        sheet = pointer.sheet if pointer.sheet is not None else home.sheet
        shift = shifts.get(sheet) if sheet is not None else None
        if not shift:
            return pointer
        at_home = sheet == home.sheet
        if at_home and home.many:
            along = _along(pointer, shift, home)
            if along is not None:
                return along
        return _moved(pointer, shift, home.top if at_home else 0, stretch=stretch)

    return rewrite(formula, change)


def copied(formula: str, pointer_rows: tuple[int, int], rows: int, home: Home) -> str:
    """A formula of a repeated block in its copy: what points inside the block (rows as now) goes along, no other."""
    top, bottom = pointer_rows

    def change(pointer: Pointer) -> Pointer:
        sheet = pointer.sheet if pointer.sheet is not None else home.sheet
        area = pointer.area
        if pointer.foreign or sheet != home.sheet or not pointer.r1 or area.top < top or area.bottom > bottom:
            return pointer
        r2 = _with(pointer.r2, (_row(pointer.r2) or 0) + rows) if pointer.ranged else ""
        return pointer._replace(r1=_with(pointer.r1, (_row(pointer.r1) or 0) + rows), r2=r2)

    return rewrite(formula, change)


def renamed(formula: str, old: str, new: str) -> str:
    """The formula after a sheet (``old`` in small letters) got another name."""
    prefix = f"{quoted(new)}!"
    named = rewrite(formula, lambda pointer: pointer._replace(prefix=prefix) if pointer.sheet == old else pointer)
    if "!" not in named:
        return named

    def word(match: re.Match[str]) -> str:
        return prefix if match["sheet"] and _sheet_name(match["sheet"]) == old else match[0]

    return _NAMED.sub(word, named)


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    plain = re.fullmatch(r"[^\W\d]\w*", sheet) and not re.fullmatch(
        r"[A-Za-z]{1,3}\d{1,7}|[rRcC]\d*|[rR]\d*[cC]\d*", sheet
    )
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


def _pointer(match: re.Match[str]) -> Pointer | None:
    prefix = match["sheet"] or ""
    if match["c1"]:
        corners = match["c1"], match["r1"], match["c2"] or "", match["r2"] or ""
    elif match["c3"]:
        corners = match["c3"], "", match["c4"], ""
    elif match["r3"]:
        corners = "", match["r3"], "", match["r4"]
    else:
        return None
    c1, r1, c2, r2 = corners
    if not (_exists(c1, r1) and _exists(c2, r2)):
        return None
    name = _sheet_name(prefix) if prefix else None
    return Pointer(prefix, name, _is_foreign(prefix), c1, r1, c2, r2, bool(c2 or r2))


def _sheet_name(prefix: str) -> str:
    bare = prefix[:-1]
    return (bare[1:-1].replace("''", "'") if bare.startswith("'") else bare).casefold()


def _is_foreign(prefix: str) -> bool:
    """Another file's sheet, or ``First:Last!``; no sheet's name holds brackets or colons."""
    return "[" in prefix or ":" in prefix


def _exists(column: str, row: str) -> bool:
    letters = column.lstrip("$")
    if len(letters) == 3 and letters.upper() > "XFD":
        return False
    return not row or int(row.lstrip("$")) <= MAX_ROW


def _row(text: str) -> int | None:
    return int(text.lstrip("$")) if text else None


def _column(text: str) -> int | None:
    return column_number(text.lstrip("$")) if text else None


def _with(before: str, row: int) -> str:
    return f"${row}" if before.startswith("$") else str(row)


def _translated(pointer: Pointer, rows: int, columns: int) -> Pointer | str:
    corners: list[str] = []
    for column, row in ((pointer.c1, pointer.r1), (pointer.c2, pointer.r2)):
        if column and not column.startswith("$"):
            moved = column_number(column) + columns
            if not 1 <= moved <= MAX_COLUMN:
                return f"{pointer.prefix}#REF!"
            column = column_letters(moved)
        if row and not row.startswith("$"):
            if not 1 <= int(row) + rows <= MAX_ROW:
                return f"{pointer.prefix}#REF!"
            row = str(int(row) + rows)
        corners += [column, row]
    return pointer._replace(c1=corners[0], r1=corners[1], c2=corners[2], r2=corners[3])


def _moved(pointer: Pointer, shift: Shift, home_row: int, *, stretch: bool) -> Pointer:
    first = _row(pointer.r1)
    if first is None:
        return pointer
    if not pointer.ranged:
        return pointer._replace(r1=_with(pointer.r1, min(shift.row(first), MAX_ROW)))
    last = _row(pointer.r2) or first
    top, bottom = min(first, last), max(first, last)
    column = pointer.c1.lstrip("$") == pointer.c2.lstrip("$")
    grows = stretch and (bottom > top or column) and home_row != bottom and not _in_block(shift, home_row, top, bottom)
    new_top, new_bottom = shift.span(top, bottom, stretch=grows)
    if first > last:
        new_top, new_bottom = new_bottom, new_top
    return pointer._replace(r1=_with(pointer.r1, new_top), r2=_with(pointer.r2, min(new_bottom, MAX_ROW)))


def _in_block(shift: Shift, home_row: int, top: int, bottom: int) -> bool:
    """Whether formula and range lie in one repeated block: then each copy has its own range."""
    return any(block.first <= min(home_row, top) and max(home_row, bottom) <= block.last for block in shift.blocks)


def _along(pointer: Pointer, shift: Shift, home: Home) -> Pointer | None:
    """A rule's reference to the row it is about, or one beside it: as far from the rule's first row as before."""
    rows = [text for text in (pointer.r1, pointer.r2) if text]
    if not rows or any(text.startswith("$") for text in rows):
        return None
    if any(not home.top - 1 <= int(text) <= home.bottom + 1 for text in rows):
        return None
    by = shift.row(home.top) - home.top
    r2 = str(int(pointer.r2) + by) if pointer.r2 else ""
    return pointer._replace(r1=str(int(pointer.r1) + by), r2=r2)
