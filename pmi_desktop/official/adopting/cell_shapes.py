"""Values that take more than one cell, or only a part of one: choices to be marked, dates in three cells, sentences."""

import re
from dataclasses import dataclass

from pmi_desktop.domain.fields import Type
from pmi_desktop.official.adopting.choices import keys_of, words_for
from pmi_desktop.official.adopting.matching import EXACT, Labels
from pmi_desktop.official.adopting.surface import Printed, Surface
from pmi_desktop.official.definitions import Slot
from pmi_desktop.official.folding import fold
from pmi_desktop.official.values import path_of
from pmi_desktop.official.workbook.refs import Area, cell_name

_LINE = re.compile(r"^(?P<label>[^_….{}]{3,}?)(?P<colon>\s*:?\s*)(?:_{3,}|\.{4,}|…{2,})\s*$")
_FILLED_LINE = re.compile(r"^(?P<label>[^_….{}:]{3,80}):[ ]+\S")
_DATE_HEADS = ({"dia", "d", "dd"}, {"mes", "m", "mm"}, {"ano", "a", "aa", "aaaa"})
_RULE = "_" * 16
_MARK = 2
"""Characters of a mark."""


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A value's slot with its label and all cells that belong to it; ``blank`` is what its cell says when empty."""

    slot: Slot
    label: str
    areas: tuple[Area, ...]
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """A sheet, the labels that are known, and whether cells may hold another year's data."""

    surface: Surface
    index: Labels
    filled: bool

    def right(self, area: Area) -> Area:
        """The cell right of an area."""
        return self.surface.area(area.top, area.right + 1)

    def below(self, area: Area) -> Area:
        """The cell below an area."""
        return self.surface.area(area.bottom + 1, area.left)

    def waits(self, area: Area, longest: int = 0) -> bool:
        """Whether a cell can be typed into: blank, or with at most so many characters of another year's data."""
        surface = self.surface
        if surface.locked(area.top, area.left) or surface.is_taken(area) or surface.formula(area.top, area.left):
            return False
        text = surface.text(area.top, area.left)
        return not text or (self.filled and len(text) <= longest)


def sentence_in(sight: Sight, printed: Printed, done: set[str]) -> FoundCell | None:
    """A label with a line to write on in its own cell: ``Municipio: ________``; or what was written on that line."""
    match = _LINE.match(printed.text) or (_FILLED_LINE.match(printed.text) if sight.filled else None)
    if match is None or sight.surface.locked(printed.area.top, printed.area.left):
        return None
    sure, paths = sight.index.best(match["label"])
    if len(paths) != 1 or paths[0] in done or (match.re is _FILLED_LINE and sure < EXACT):
        return None
    start = f"{match['label'].rstrip()}:"
    slot = Slot(text=f"{start} {{{paths[0]}}}", at=cell_name(printed.area.top, printed.area.left))
    return FoundCell(slot, printed.text.strip(), (printed.area,), f"{start} {_RULE}")


def marks_beside(sight: Sight, printed: Printed, path: str) -> FoundCell | None:
    """Choices right of a label, each with a cell right of it or below it to be marked."""
    if not words_for(path):
        return None
    for below in (False, True):
        found = _marked(sight, printed, path, below=below)
        if found is not None:
            places, areas = found
            slot = Slot(field=path, marks={key: cell_name(area.top, area.left) for key, area in places.items()})
            return FoundCell(slot, printed.text.strip(), (printed.area, *areas, *places.values()))
    return None


def _marked(sight: Sight, printed: Printed, path: str, *, below: bool) -> tuple[dict[str, Area], list[Area]] | None:
    surface = sight.surface
    places: dict[str, Area] = {}
    choices: list[Area] = []
    column = printed.area.right + 1
    while column <= surface.right_edge:
        area = surface.area(printed.area.top, column)
        key = keys_of(path, [surface.text(area.top, area.left)])[0]
        if key is None:
            break
        where = sight.below(area) if below else sight.right(area)
        if key in places or not sight.waits(where, _MARK):
            return None
        places[key] = where
        choices.append(area)
        column = (area if below else where).right + 1
    return (places, choices) if len(places) > 1 else None


def date_in_three(sight: Sight, printed: Printed, path: str) -> FoundCell | None:
    """A date in three cells under «Día», «Mes» and «Año», which stand right of its label or below it."""
    if path_of(path).holds is not Type.DATE:
        return None
    area = printed.area
    if _asks_three(printed.text):
        cells = _three(sight.surface, area.top, area.right + 1)
        if all(sight.waits(one, 4) for one in cells):
            first, second, third = (cell_name(one.top, one.left) for one in cells)
            slot = Slot(field=path, at=(first, second, third))
            return FoundCell(slot, printed.text.strip(), (area, *cells))
    for row, column in ((area.top, area.right + 1), (area.bottom + 1, area.left)):
        heads = _three(sight.surface, row, column)
        if are_date_heads([sight.surface.text(one.top, one.left) for one in heads]):
            cells = [sight.below(one) for one in heads]
            if all(sight.waits(one, 4) for one in cells):
                first, second, third = (cell_name(one.top, one.left) for one in cells)
                slot = Slot(field=path, at=(first, second, third))
                return FoundCell(slot, printed.text.strip(), (area, *heads, *cells))
    return None


def _asks_three(text: str) -> bool:
    """Whether a label itself names day, month and year: ``Fecha (día, mes, año)``."""
    words = fold(text).split()
    return any(words[n : n + 3] in (["dia", "mes", "ano"], ["d", "m", "a"], ["dd", "mm", "aaaa"])
               for n in range(len(words)))  # fmt: skip


def _three(surface: Surface, row: int, column: int) -> list[Area]:
    found: list[Area] = []
    for _ in range(3):
        found.append(surface.area(row, column))
        column = found[-1].right + 1
    return found


def are_date_heads(texts: list[str]) -> bool:
    """Whether three texts are day, month and year."""
    return all(fold(text) in words for text, words in zip(texts, _DATE_HEADS, strict=True))


def closes_a_date(surface: Surface, area: Area) -> bool:
    """Whether a text is the year of a date in three cells: it asks for nothing by itself."""
    if area.left < 3 or fold(surface.text(area.top, area.left)) not in _DATE_HEADS[2]:
        return False
    before = surface.area(area.top, area.left - 1)
    return fold(surface.text(before.top, before.left)) in _DATE_HEADS[1]
