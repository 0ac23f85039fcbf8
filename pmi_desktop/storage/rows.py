"""A record as the row of its table, and back.

Reading is lenient about limits and lists, which change between versions of the program, and strict about shape:
what we never wrote means that the file is damaged.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from pmi_desktop.domain.fields import Field, Type, fields_of
from pmi_desktop.domain.records import Listed, Record, Single
from pmi_desktop.domain.values import write_value

_LISTS = {Type.REFS, Type.CODES, Type.CHOICES, Type.INTEGERS}
_INSIDE = {*_LISTS, Type.GROUP, Type.ROWS}
"""Kept as JSON in one column."""


class OddValue(Exception):
    """A column holds what no record of ours ever did; the message names kind and field."""


def to_row(record: Record) -> dict[str, Any]:
    """The columns of a record."""
    row = {field.name: _to_column(field, getattr(record, field.name)) for field in fields_of(type(record))}
    if isinstance(record, Listed):
        row["order"] = record.order
    if isinstance(record, Single):
        row["single"] = 1
    return row


def _to_column(field: Field, value: Any) -> Any:
    data = write_value(field, value)
    if field.holds in _INSIDE:
        return to_json(data)
    return str(data) if isinstance(data, Decimal) else data


def to_json(data: Any) -> str:
    """Compact JSON with every letter as it is and decimals as texts."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)


def from_row(cls: type[Record], row: Mapping[str, Any]) -> Record:
    """The record of a row; raises :class:`OddValue`."""
    values: dict[str, Any] = {"order": row["order"]} if issubclass(cls, Listed) else {}
    for field in fields_of(cls):
        try:
            data = row[field.name]
            values[field.name] = _READERS[field.holds](field, json.loads(data) if field.holds in _INSIDE else data)
        except (ValueError, TypeError, ArithmeticError, KeyError, RecursionError) as problem:
            raise OddValue(f"{cls.KIND}.{field.name}") from problem
    return cls(**values)


def _text(_: Field, data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError
    return data


def _whole(field: Field, data: Any) -> int | None:
    if not (isinstance(data, int) or (data is None and not field.required)):
        raise TypeError
    return data


def _number(text: str) -> Decimal:
    found = Decimal(text)
    if not found.is_finite():
        raise ValueError
    return found


def _list(_: Field, data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list) or any(not isinstance(one, str | int) for one in data):
        raise TypeError
    return tuple(data)


def _group(field: Field, data: Any) -> Any:
    """A part from its JSON object; what the object does not name is at its default."""
    assert field.part is not None
    if not isinstance(data, dict):
        raise TypeError
    inner = fields_of(field.part)
    return field.part(**{one.name: _READERS[one.holds](one, data[one.name]) for one in inner if one.name in data})


def _rows(field: Field, data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise TypeError
    return tuple(_group(field, one) for one in data)


def _maybe_text(field: Field, data: Any) -> str | None:
    return None if data is None else _text(field, data)


_READERS: Mapping[Type, Callable[[Field, Any], Any]] = {
    **dict.fromkeys((Type.KEY, Type.PARENT, Type.CODE, Type.TEXT, Type.PROSE, Type.CHOICE), _text),
    **dict.fromkeys((Type.INTEGER, Type.MONEY), _whole),
    **dict.fromkeys(_LISTS, _list),
    Type.REF: _maybe_text,
    Type.YES_NO: lambda field, data: bool(_whole(field, data)),
    Type.DECISION: lambda field, data: None if data is None else bool(_whole(field, data)),
    Type.NUMBER: lambda field, data: None if data is None else _number(_text(field, data)),
    Type.DATE: lambda field, data: date.fromisoformat(_text(field, data)) if data else None,
    Type.TIME: lambda field, data: time.fromisoformat(_text(field, data)) if data else None,
    Type.GROUP: _group,
    Type.ROWS: _rows,
}
