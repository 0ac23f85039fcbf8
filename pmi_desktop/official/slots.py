"""One value into its place: a cell, three cells of a date, a mark, the months of a year, a sentence."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.numbers import MONTHS
from pmi_desktop.official.definitions import Slot
from pmi_desktop.official.filling import Write
from pmi_desktop.official.values import SEPARATOR, CellValue, in_words, path_of, raw_value, value_of
from pmi_desktop.official.view import Scope, View

Place = Callable[[str], tuple[int, int]]
"""From a cell or column as a form names it to row and column of the filled sheet."""

_BRACES = re.compile(r"\{([^{}]+)\}")


def writes_of(slot: Slot, view: View, scope: Scope, place: Place) -> Iterator[Write]:
    """What a slot writes for what is in scope; nothing for a value that is not there."""
    like = place(slot.like) if slot.like else None
    if slot.months:
        for month in _months(scope):
            yield Write(*place(slot.months[month - 1]), slot.mark, MONTHS[month - 1], like)
    elif slot.marks:
        path = path_of(slot.field)
        for word in _words(raw_value(path, view, scope)):
            if word in slot.marks:
                yield Write(*place(slot.marks[word]), slot.mark, path.label, like)
    else:
        yield from _plain(slot, view, scope, place)


def _plain(slot: Slot, view: View, scope: Scope, place: Place) -> Iterator[Write]:
    value, label = value_in(slot, view, scope), label_of(slot)
    if value is None or value == "":
        return
    if isinstance(slot.at, str):
        yield Write(*place(slot.at), value, label)
    elif isinstance(value, date):
        parts = (value.day, value.month, value.year)
        yield from (Write(*place(at), part, label) for at, part in zip(slot.at, parts, strict=True))


def value_in(slot: Slot, view: View, scope: Scope) -> CellValue:
    """The value of a slot, or its sentence; ``None`` when every value in the sentence is missing."""
    if slot.text:
        return sentence_of(slot.text, view, scope)
    path = path_of(slot.field)
    if slot.words:
        words = [slot.words[word] for word in _words(raw_value(path, view, scope)) if word in slot.words]
        if words:
            return SEPARATOR.join(words)
    return value_of(path, view, scope)


def sentence_of(text: str, view: View, scope: Scope) -> str | None:
    """A sentence with the values named in its braces; ``None`` when every one of them is missing."""
    values = [in_words(value_of(path_of(path), view, scope)) for path in _BRACES.findall(text)]
    if not any(values):
        return None
    left = iter(values)
    return _BRACES.sub(lambda _: next(left), text)


def label_of(slot: Slot) -> str:
    """What a slot's value is called."""
    paths = slot.paths()
    return path_of(paths[0]).label if paths else ""


def _words(raw: object) -> tuple[str, ...]:
    """A value as the interchange file writes it, several for a list."""
    match raw:
        case None | "" | ():
            return ()
        case bool():
            return (str(raw).lower(),)
        case tuple():
            return tuple(str(one) for one in raw)
    return (str(raw),)


def _months(scope: Scope) -> Iterator[int]:
    """The months in which the action in scope runs, of the year in scope."""
    action, year = scope.get("actions"), scope.get("year")
    if not isinstance(action, Action) or not isinstance(year, int):
        return
    start, end = action.start_on or action.end_on, action.end_on or action.start_on
    if start is None or end is None:
        return
    for month in range(1, 13):
        if (start.year, start.month) <= (year, month) <= (end.year, end.month):
            yield month
