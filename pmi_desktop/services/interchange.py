"""The text of the interchange file: JSON in UTF-8, numbers as decimals, nothing believed before it is read."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.codec import RepeatedKey, read_tree, write_tree
from pmi_desktop.domain.errors import Refused
from pmi_desktop.domain.plan import Plan

LARGEST = 50 * 1024 * 1024
"""Bytes an interchange file may have."""

_LONGEST_NUMBER = 40

_encoder = msgspec.json.Encoder(decimal_format="number")


def write_plan(plan: Plan, reference: Reference) -> bytes:
    """The interchange file of a plan: indented, ending in a line break, the same bytes for the same plan."""
    return msgspec.json.format(_encoder.encode(write_tree(plan, reference)), indent=2) + b"\n"


def read_plan(data: bytes, reference: Reference, new_id: Callable[[], str]) -> Plan:
    """The plan of an interchange file; raises :class:`Refused` for whatever cannot be one."""
    if len(data) > LARGEST:
        raise Refused(place="", reason="too_large", limit=LARGEST)
    return read_tree(parse_json(data), reference, new_id)


def parse_json(data: bytes) -> Any:
    """The tree of a JSON text: numbers with a point as decimals, an object with a key twice as :class:`RepeatedKey`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(place="", reason="not_utf8", position=error.start) from None
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=_not_json,
            object_pairs_hook=_object,
        )
    except RecursionError:
        raise Refused(place="", reason="too_deep", limit=32) from None
    except json.JSONDecodeError as error:
        raise Refused(place="", reason="not_json", line=error.lineno, column=error.colno) from None


def _whole(digits: str) -> int | Decimal:
    """An integer; one with more digits than any field can hold becomes a decimal, for its field to refuse."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else Decimal(digits)


def _not_json(word: str) -> Any:
    """``NaN`` and its like, which Python reads and JSON does not know."""
    raise json.JSONDecodeError(word, word, 0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    return RepeatedKey(pairs, next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
