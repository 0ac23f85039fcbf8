"""What a printed page cannot show as an office program would: named before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "text_cut", "number_too_wide", "formula", "number_format", "conditional_format", "glyph", "picture", "drawing_cut",
    "shape", "chart", "control",
]  # fmt: skip
"""``text_cut``: a text shows only in part. ``number_too_wide``: shown as ####. ``formula``: it has no result and is not
one of those that we compute. ``number_format``: shown in a plainer one. ``conditional_format``: a rule is not drawn.
``glyph``: characters that no bundled font has (``detail`` lists them) stand as a box. ``picture``: of a kind that
cannot be drawn. ``drawing_cut``: a drawing reaches beyond the printed range. ``shape``: drawn as a rectangle, or not at
all. ``chart``: of a kind that cannot be drawn. ``control``: a form button or box is not drawn."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing on one sheet; ``cell`` (``B5``) is empty for what has no place, ``detail`` names what is meant."""

    sheet: str
    cell: str
    kind: Kind
    detail: str = ""


Tell: TypeAlias = Callable[[str, Kind, str], None]
"""Hears of a problem of the sheet at hand: cell, kind, detail."""
