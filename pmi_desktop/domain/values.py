"""One field's value, between the plain data of the interchange file and the value a record holds.

Reading is strict: what is no value of the field raises :class:`Refused` with its place. Writing cannot fail.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from pmi_desktop.domain.errors import Refused
from pmi_desktop.domain.fields import Field, Type, default_of, fields_of
from pmi_desktop.domain.numbers import tidy

ID_PATTERN = re.compile(r"[A-Za-z0-9._-]{1,64}")
DECIMAL_PLACES = 6
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def not_xml_character(text: str) -> str | None:
    """The first character that XML 1.0 has no place for, if there is one."""
    found = _NOT_XML.search(text)
    return found[0] if found else None


def read_value(field: Field, data: Any, place: str) -> Any:
    """The value of a field from its data; raises :class:`Refused`."""
    return _READERS[field.holds](field, data, place)


def write_value(field: Field, value: Any) -> Any:
    """The data of a field's value: plain strings, numbers (integers and decimals), lists and objects."""
    match field.holds:
        case Type.DATE:
            return value.isoformat() if value else ""
        case Type.TIME:
            return f"{value:%H:%M}" if value else ""
        case Type.NUMBER:
            return None if value is None else tidy(value)
        case Type.GROUP:
            return write_part(value)
        case Type.ROWS:
            return [write_part(row) for row in value]
    return list(value) if isinstance(value, tuple) else value


def read_part(cls: type[Any], data: Any, place: str, **more: Any) -> Any:
    """A record, group or row from an object; unnamed fields are at their defaults, unknown ones are ignored."""
    if not isinstance(data, Mapping):
        raise Refused(place=place, reason="wrong_type", wanted="object")
    values: dict[str, Any] = dict(more)
    for field in fields_of(cls):
        inside = f"{place}.{field.name}" if place else field.name
        if field.name in data:
            values[field.name] = read_value(field, data[field.name], inside)
            if values[field.name] is None and default_of(cls, field.name) is not None:
                raise Refused(place=inside, reason="wrong_type", wanted=field.holds.value)
        elif field.required:
            raise Refused(place=inside, reason="missing")
    return cls(**values)


def write_part(part: Any) -> dict[str, Any]:
    """A record, group or row as an object with every field."""
    return {field.name: write_value(field, getattr(part, field.name)) for field in fields_of(type(part))}


def is_default(part: Any, field: Field) -> bool:
    """Whether a field says nothing."""
    return bool(getattr(part, field.name) == default_of(type(part), field.name))


def _text(field: Field, data: Any, place: str) -> str:
    if not isinstance(data, str):
        raise Refused(place=place, reason="wrong_type", wanted=Type.TEXT.value)
    text = data.replace("\r\n", "\n")
    if len(text) > field.limit:
        raise Refused(place=place, reason="too_long", limit=field.limit, length=len(text))
    if (bad := not_xml_character(text)) is not None:
        raise Refused(place=place, reason="bad_character", code=f"U+{ord(bad):04X}")
    return text


def _id(field: Field, data: Any, place: str) -> str:
    text = _text(field, data, place)
    if not ID_PATTERN.fullmatch(text):
        raise Refused(place=place, reason="bad_id", value=text)
    return text


def _key(field: Field, data: Any, place: str) -> str:
    return "" if data == "" and not field.required else _id(field, data, place)


def _reference(field: Field, data: Any, place: str) -> str | None:
    return None if data is None else _id(field, data, place)


def _list(data: Any, place: str) -> Sequence[Any]:
    if not isinstance(data, list):
        raise Refused(place=place, reason="wrong_type", wanted="list")
    return data


def _several(read: Callable[[Field, Any, str], Any]) -> Callable[[Field, Any, str], Any]:
    """A reader of lists without repetitions."""

    def reader(field: Field, data: Any, place: str) -> tuple[Any, ...]:
        values: list[Any] = []
        for index, one in enumerate(_list(data, place)):
            value = read(field, one, f"{place}[{index}]")
            if value in values:
                raise Refused(place=f"{place}[{index}]", reason="repeated", value=str(value))
            values.append(value)
        return tuple(values)

    return reader


def _choice(field: Field, data: Any, place: str) -> str:
    text = _text(field, data, place)
    if text not in field.choices and (text or field.required):
        raise Refused(place=place, reason="not_in_list", value=text, choices=tuple(field.choices))
    return text


def _choice_of_several(field: Field, data: Any, place: str) -> str:
    text = _choice(field, data, place)
    if not text:
        raise Refused(place=place, reason="not_in_list", value=text, choices=tuple(field.choices))
    return text


def _yes_no(_: Field, data: Any, place: str) -> bool:
    if not isinstance(data, bool):
        raise Refused(place=place, reason="wrong_type", wanted=Type.YES_NO.value)
    return data


def _decision(field: Field, data: Any, place: str) -> bool | None:
    return None if data is None else _yes_no(field, data, place)


def _integer(field: Field, data: Any, place: str) -> int | None:
    if data is None and not field.required:
        return None
    if isinstance(data, bool) or not isinstance(data, int):
        raise Refused(place=place, reason="wrong_type", wanted=Type.INTEGER.value)
    _within(field, Decimal(data), place)
    return data


def _within(field: Field, number: Decimal, place: str) -> None:
    assert field.low is not None, field.name
    assert field.high is not None, field.name
    if not field.low <= number <= field.high:
        raise Refused(place=place, reason="out_of_range", value=str(number), low=field.low, high=field.high)


def _integers(field: Field, data: Any, place: str) -> tuple[int, ...]:
    values = _list(data, place)
    if len(values) not in (0, 4):
        raise Refused(place=place, reason="wrong_count", wanted="4")
    numbers = tuple(_integer(field, one, f"{place}[{index}]") for index, one in enumerate(values))
    if None in numbers:
        raise Refused(place=f"{place}[{numbers.index(None)}]", reason="wrong_type", wanted=Type.INTEGER.value)
    return numbers  # type: ignore[return-value]  # the check above leaves integers only


def _number(field: Field, data: Any, place: str) -> Decimal | None:
    if data is None:
        return None
    if isinstance(data, bool) or not isinstance(data, int | Decimal):
        raise Refused(place=place, reason="wrong_type", wanted=Type.NUMBER.value)
    number = Decimal(data)
    if not number.is_finite():
        raise Refused(place=place, reason="wrong_type", wanted=Type.NUMBER.value)
    _within(field, number, place)
    exponent = number.normalize().as_tuple().exponent if number else 0
    if isinstance(exponent, int) and -exponent > DECIMAL_PLACES:
        raise Refused(place=place, reason="too_many_decimals", limit=DECIMAL_PLACES)
    return tidy(number)


def _date(field: Field, data: Any, place: str) -> date | None:
    text = _text(field, data, place)
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Refused(place=place, reason="bad_date", value=text)
    return day


def _time(field: Field, data: Any, place: str) -> time | None:
    text = _text(field, data, place)
    if not text:
        return None
    try:
        at = time.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        raise Refused(place=place, reason="bad_time", value=text)
    return at


def _group(field: Field, data: Any, place: str) -> Any:
    assert field.part is not None
    return read_part(field.part, data, place)


def _rows(field: Field, data: Any, place: str) -> tuple[Any, ...]:
    assert field.part is not None
    rows = tuple(read_part(field.part, row, f"{place}[{index}]") for index, row in enumerate(_list(data, place)))
    if any(inner.holds is Type.KEY for inner in fields_of(field.part)):
        _refuse_repeated_ids([row.id for row in rows], place)
    return rows


def _refuse_repeated_ids(ids: Sequence[str], place: str) -> None:
    for index, one in enumerate(ids):
        if one in ids[:index]:
            raise Refused(place=f"{place}[{index}].id", reason="repeated", value=one)


_READERS: Mapping[Type, Callable[[Field, Any, str], Any]] = {
    Type.KEY: _key,
    Type.PARENT: _id,
    Type.REF: _reference,
    Type.REFS: _several(_id),
    Type.CODE: _text,
    Type.CODES: _several(_text),
    Type.TEXT: _text,
    Type.PROSE: _text,
    Type.CHOICE: _choice,
    Type.CHOICES: _several(_choice_of_several),
    Type.YES_NO: _yes_no,
    Type.DECISION: _decision,
    Type.INTEGER: _integer,
    Type.INTEGERS: _integers,
    Type.MONEY: _integer,
    Type.NUMBER: _number,
    Type.DATE: _date,
    Type.TIME: _time,
    Type.GROUP: _group,
    Type.ROWS: _rows,
}
