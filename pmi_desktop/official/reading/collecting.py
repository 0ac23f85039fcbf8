"""What the slots of a row or sheet find in a filled workbook, by the path of each value."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pmi_desktop.domain.fields import Type
from pmi_desktop.official.definitions import Slot
from pmi_desktop.official.reading.pages import Cell, Page
from pmi_desktop.official.reading.typed import is_marked
from pmi_desktop.official.values import path_of

Place = Callable[[str], tuple[int, int]]
"""From a cell or column as the form names it to row and column of the filled sheet."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one cell tells of a path; ``marks`` are the words of several marked places where one was expected."""

    path: str
    slot: Slot
    cell: Cell
    marks: tuple[str, ...] = ()


@dataclass(slots=True)
class Row:
    """All that a row's slots found, blanks left out; ``months`` are those with a mark, from 1."""

    told: dict[str, Told] = field(default_factory=dict)
    months: list[tuple[int, Cell]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def text(self, path: str) -> str:
        """The words of a path's cell; nothing if it is blank."""
        return self.told[path].cell.text if path in self.told else ""


def collect(slots: Iterable[Slot], page: Page, place: Place, *, column: bool = False, row: bool = False) -> Row:
    """Read slots; only cells that begin in their own column or row, if asked, so that merged ones count once."""
    found = Row()

    def at(where: str) -> Cell:
        wanted = place(where)
        cell = page.cell(*wanted)
        if (column and cell.column != wanted[1]) or (row and cell.row != wanted[0]):
            return replace(cell, value=None)
        found.places.append((cell.row, cell.column))
        return cell

    # Values that stand alone come before those inside a sentence, as in the head of each sheet.
    for slot in sorted(slots, key=lambda one: bool(one.text)):
        for one in _told(slot, at, found):
            if not one.cell.blank:
                found.told.setdefault(one.path, one)
    return found


def _told(slot: Slot, at: Callable[[str], Cell], found: Row) -> Iterable[Told]:

    if slot.months:
        cells = [(month, at(where)) for month, where in enumerate(slot.months, start=1)]
        found.months += [(month, cell) for month, cell in cells if is_marked(cell)]
        return
    if slot.marks:
        marked = [(word, cell) for word, where in slot.marks.items() if is_marked(cell := at(where))]
        if marked:
            words = tuple(word for word, _ in marked)
            yield Told(slot.field, slot, replace(marked[0][1], value="; ".join(words), percent=False), words)
        return
    if slot.text:
        yield from _sentence(slot, at(str(slot.at)))
        return
    if isinstance(slot.at, str):
        yield Told(slot.field, slot, at(slot.at))
        return
    parts = [at(where) for where in slot.at]
    day = _day(parts)
    if day is not None:
        yield Told(slot.field, slot, replace(parts[0], value=day))
    elif not all(part.blank for part in parts):
        text = "/".join(part.text.strip() for part in parts)
        yield Told(slot.field, slot, replace(parts[0], value=text))


def _day(parts: list[Cell]) -> date | None:
    """A date whose day, month and year stand in three cells; also one written whole in the first."""
    if isinstance(parts[0].value, date) and all(part.blank for part in parts[1:]):
        return parts[0].value
    values = [part.value for part in parts]
    numbers = [int(value) if isinstance(value, Decimal) else -1 for value in values]
    try:
        return date(numbers[2] + (2000 if 0 <= numbers[2] < 100 else 0), numbers[1], numbers[0])
    except (ValueError, OverflowError):
        return None


def _sentence(slot: Slot, cell: Cell) -> Iterable[Told]:
    """The values inside a sentence that the form writes, when the cell still says that sentence."""
    if not isinstance(cell.value, str):
        return
    match = _pattern(slot.text).fullmatch(cell.value)
    if match is None:
        return
    for path, text in zip(slot.paths(), match.groups(), strict=True):
        yield Told(path, slot, replace(cell, value=text))


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    pieces = re.split(r"\{[^{}]+\}", text)
    return re.compile("(.*?)".join(map(re.escape, pieces)), re.DOTALL)


def title_values(title: str, name: str) -> dict[str, str]:
    """The values in the name of a sheet that is repeated: ``4.2 Académica`` as ``4.{area.number} {area.short}``."""
    match = _pattern(title).fullmatch(name.strip())
    paths = re.findall(r"\{([^{}]+)\}", title)
    return dict(zip(paths, match.groups(), strict=True)) if match else {}


def tells(path: str) -> bool:
    """Whether a value says something about the plan, and is not just counted or numbered."""
    found = path_of(path)
    if found.computed is None:
        return True
    return bool(found.computed.stands_for) or path.endswith(".label") or path in _TELLING


_TELLING = frozenset(
    {"reading.target", "ratings.level_name", "criterion.sed_result", "criterion.sed_note", "signers.name"}
    | {f"approval.{name}" for name in ("number", "date", "place", "decisions", "attendance")}
)


def holds_text(path: str) -> bool:
    """Whether a path's value is a text."""
    return path_of(path).holds in {Type.TEXT, Type.PROSE}
