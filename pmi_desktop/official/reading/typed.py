"""One cell into the value of a declared field: text numbers, Spanish dates, choices in words, marks for yes and no."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from pmi_desktop.domain.diagnosis import LEVEL_NAMES
from pmi_desktop.domain.fields import Field, Type
from pmi_desktop.domain.numbers import (
    Unclear,
    read_date,
    read_money,
    read_number,
    read_time,
    read_whole,
    show_date,
    tidy,
)
from pmi_desktop.domain.values import DECIMAL_PLACES
from pmi_desktop.official.folding import fold, unique
from pmi_desktop.official.reading.pages import Cell
from pmi_desktop.official.reading.understood import Why
from pmi_desktop.official.workbook.values import CellError

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_YES = frozenset({"si", "s", "x", "true", "verdadero", "1", "cumple", "aplica"})
_NO = frozenset({"no", "n", "false", "falso", "0", "ninguno", "ninguna"})
_UNMARKED = frozenset({"no", "n", "0", "false", "falso"})
_SERIALS = range(36_526, 73_415)
"""Days that a number may mean as a date: those of this century as offices count them."""

_BETWEEN = re.compile(r"[;,\n/•]| y (?=\w)| e (?=i)")
_ORIGIN = date(1899, 12, 30)


class NotUnderstood(Exception):
    """A cell whose text is no value of the field."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Meant:
    """The value meant by a cell; ``doubt`` when it had to be guessed a little."""

    value: Any
    doubt: Why | None = None


def meant(field: Field, cell: Cell, words: Mapping[str, str] | None = None) -> Meant:
    """The value of a field that is no reference; ``words`` are the workbook's own for a choice.

    Raises :class:`NotUnderstood`. The cell must not be blank.
    """
    if isinstance(cell.value, CellError):
        raise NotUnderstood(Why.NOT_A_VALUE)
    return _READERS[field.holds](field, cell, words or {})


def is_marked(cell: Cell) -> bool:
    """Whether a cell for a mark has one: anything but a dash, a zero or a no."""
    if cell.blank or cell.value is False or isinstance(cell.value, CellError):
        return False
    return cell.text.strip() in _SIGNS or fold(cell.text) not in {*_UNMARKED, ""}


_SIGNS = ("✓", "✔", "✗", "✘", "●", "•", "■", "☒", "☑", "+", "*")


def as_text(cell: Cell) -> str:
    """A cell as a text: codes kept as numbers get their digits back, dates are written as in Colombia."""
    match cell.value:
        case None:
            return ""
        case bool():
            return "Sí" if cell.value else "No"
        case Decimal():
            number = f"{tidy(cell.value):f}"
            return f"{tidy(cell.value * 100):f}".replace(".", ",") + " %" if cell.percent else number.replace(".", ",")
        case datetime():
            return f"{show_date(cell.value.date())} {cell.value:%H:%M}"
        case date():
            return show_date(cell.value)
        case time():
            return f"{cell.value:%H:%M}"
        case CellError():
            return ""
    return str(cell.value).replace("\r\n", "\n").replace("\r", "\n")


def kept_text(field: Field, text: str) -> Meant:
    """A text as a plan can keep it."""
    kept = _NOT_XML.sub("", text)
    if len(kept) > field.limit:
        raise NotUnderstood(Why.TOO_LONG)
    return Meant(kept, None if kept == text else Why.BAD_CHARACTERS)


def _text(field: Field, cell: Cell, words: Mapping[str, str]) -> Meant:
    del words
    return kept_text(field, as_text(cell))


def _number_in(cell: Cell) -> Decimal | None:
    """The number that a cell holds as a number; as a percentage if it is shown so."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, Decimal):
        return None
    return cell.value * 100 if cell.percent else cell.value


def _within(field: Field, number: Decimal) -> None:
    if (field.low is not None and number < field.low) or (field.high is not None and number > field.high):
        raise NotUnderstood(Why.OUT_OF_RANGE)


def _whole(read: Callable[[str], int | None]) -> Callable[[Field, Cell, Mapping[str, str]], Meant]:
    def reader(field: Field, cell: Cell, _words: Mapping[str, str]) -> Meant:
        number = _number_in(cell)
        if number is None:
            number = _of_text(field, as_text(cell), read)
        if number != number.to_integral_value():
            raise NotUnderstood(Why.NOT_A_VALUE)
        _within(field, number)
        return Meant(int(number))

    return reader


def _of_text(field: Field, text: str, read: Callable[[str], int | None]) -> Decimal:
    if (field.name, field.low, field.high) == ("level", 1, 4):
        level = level_of(text)
        if level is not None:
            return Decimal(level)
    plain = _bare(text)
    try:
        found = read(plain)
    except Unclear:
        if re.search(r"[.,][0-9]{3}$", plain):
            raise NotUnderstood(Why.AMBIGUOUS) from None
        return _as_number(plain)
    if found is None:
        raise NotUnderstood(Why.NOT_A_VALUE)
    return Decimal(found)


def _bare(text: str) -> str:
    """A number without what is often written around it: ``75 %``, ``$ 1'200.000 pesos``."""
    grouped = re.sub(r"(?<=[0-9])['’´`](?=[0-9]{3})", ".", text.strip())
    return re.sub(r"(?<=[0-9])\s*(?:%|por ciento|pesos|cop|puntos)\.?\s*$", "", grouped, flags=re.IGNORECASE)


def _as_number(text: str) -> Decimal:
    try:
        found = read_number(text)
    except Unclear as problem:
        raise NotUnderstood(Why.AMBIGUOUS if problem.candidates else Why.NOT_A_VALUE) from problem
    if found is None:
        raise NotUnderstood(Why.NOT_A_VALUE)
    return found


def level_of(text: str) -> int | None:
    """A level as number or name: ``3``, ``Apropiación``, ``3. Apropiación``, ``Nivel 3``."""
    folded = fold(text)
    for level, name in LEVEL_NAMES.items():
        if folded in {str(level), fold(name), f"{level} {fold(name)}", f"nivel {level}", f"{fold(name)} {level}"}:
            return level
    return None


def _number(field: Field, cell: Cell, _words: Mapping[str, str]) -> Meant:
    number = _number_in(cell)
    if number is None:
        if isinstance(cell.value, bool | date | time):
            raise NotUnderstood(Why.NOT_A_VALUE)
        number = _as_number(_bare(as_text(cell)))
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > DECIMAL_PLACES:
        number = round(number, DECIMAL_PLACES)
    _within(field, number)
    return Meant(tidy(number))


def _date(_field: Field, cell: Cell, _words: Mapping[str, str]) -> Meant:
    match cell.value:
        case datetime():
            return Meant(cell.value.date())
        case date():
            return Meant(cell.value)
        case Decimal() if cell.value == cell.value.to_integral_value() and int(cell.value) in _SERIALS:
            return Meant(_ORIGIN + timedelta(days=int(cell.value)), Why.DATE_FROM_NUMBER)
        case str():
            return Meant(date_in(cell.value))
    raise NotUnderstood(Why.NOT_A_VALUE)


def date_in(text: str) -> date:
    """A date as people write it, also after the name of its weekday; raises :class:`NotUnderstood`."""
    plain = re.sub(r"^\s*(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\s+", "", text.strip().lower())
    try:
        found = read_date(re.sub(r"\s*([/.-])\s*", r"\1", plain))
    except Unclear as problem:
        raise NotUnderstood(Why.NOT_A_VALUE) from problem
    if found is None:
        raise NotUnderstood(Why.NOT_A_VALUE)
    return found


def _time(_field: Field, cell: Cell, _words: Mapping[str, str]) -> Meant:
    if isinstance(cell.value, time):
        return Meant(cell.value.replace(second=0, microsecond=0))
    try:
        found = read_time(as_text(cell))
    except Unclear as problem:
        raise NotUnderstood(Why.NOT_A_VALUE) from problem
    if found is None:
        raise NotUnderstood(Why.NOT_A_VALUE)
    return Meant(found)


def choice_of(field: Field, text: str, words: Mapping[str, str]) -> str | None:
    """The choice that a text names: in the workbook's words, the screen's, the interchange file's, or their start."""
    folded = fold(text)
    known = [(key, fold(word)) for key, word in (*words.items(), *field.choices.items())]
    known += [(key, fold(key.replace("_", " "))) for key in field.choices]
    exact = unique(key for key, word in known if word == folded)
    if exact is not None or not folded:
        return exact
    longer = unique(key for key, word in known if folded.startswith(f"{word} ") or f" {folded}".endswith(f" {word}"))
    return longer or (unique(key for key, word in known if word.startswith(folded)) if len(folded) > 1 else None)


def _choice(field: Field, cell: Cell, words: Mapping[str, str]) -> Meant:
    found = choice_of(field, as_text(cell), words)
    if found is None:
        raise NotUnderstood(Why.NOT_A_CHOICE)
    return Meant(found)


def _choices(field: Field, cell: Cell, words: Mapping[str, str]) -> Meant:
    text = as_text(cell)
    whole = choice_of(field, text, words)
    parts = [text] if whole else [part for part in split_names(text) if part]
    found = [choice_of(field, part, words) for part in parts]
    if None in found or not found:
        raise NotUnderstood(Why.NOT_A_CHOICE)
    return Meant(tuple(dict.fromkeys(one for one in found if one)))


def split_names(text: str) -> list[str]:
    """Several names in one cell, parted by commas, semicolons, lines or «y»."""
    return [part.strip(" .-\t") for part in _BETWEEN.split(text) if part.strip(" .-\t")]


def _yes_no(_field: Field, cell: Cell, _words: Mapping[str, str]) -> Meant:
    if isinstance(cell.value, bool):
        return Meant(cell.value)
    folded = fold(as_text(cell))
    if folded in _YES or cell.value in _SIGNS:
        return Meant(True)
    if folded in _NO or not folded:
        return Meant(False)
    first = folded.split()[0]
    if first in {"si", "no"}:
        return Meant(first == "si")
    raise NotUnderstood(Why.NOT_A_CHOICE)


_READERS: Mapping[Type, Callable[[Field, Cell, Mapping[str, str]], Meant]] = {
    Type.TEXT: _text,
    Type.PROSE: _text,
    Type.INTEGER: _whole(read_whole),
    Type.MONEY: _whole(read_money),
    Type.NUMBER: _number,
    Type.DATE: _date,
    Type.TIME: _time,
    Type.CHOICE: _choice,
    Type.CHOICES: _choices,
    Type.YES_NO: _yes_no,
    Type.DECISION: _yes_no,
}


def closest(text: str, known: Iterable[str]) -> str | None:
    """The one of several folded names that is nearly the same; ``None`` if none is, or two are."""
    from difflib import SequenceMatcher

    folded = fold_short(text)
    if len(folded) < _LONG_ENOUGH:
        return None
    near = {
        name
        for name in known
        if (len(folded) >= _BEGINNING and name.startswith(folded))
        or (len(name) >= _BEGINNING and folded.startswith(f"{name} "))
        or (abs(len(name) - len(folded)) < _FAR and SequenceMatcher(None, name, folded).ratio() >= _ALIKE)
    }
    return near.pop() if len(near) == 1 else None


def fold_short(text: str) -> str:
    """The folded beginning of a text: no name is longer."""
    return fold(text[:400])


_LONG_ENOUGH, _BEGINNING, _FAR, _ALIKE = 8, 20, 12, 0.9
