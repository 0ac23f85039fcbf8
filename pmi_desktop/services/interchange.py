"""The text of the interchange file: JSON in UTF-8, numbers as decimals, nothing believed before it is read."""

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from pmi_desktop.domain.bounds import decoded_size, has_longer_run, has_more_values, narrowed
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.codec import RepeatedKey, read_tree, write_tree
from pmi_desktop.domain.errors import Refused
from pmi_desktop.domain.plan import Plan

LARGEST = 50 * 1024 * 1024
"""Bytes an interchange file may have."""

MOST_VALUES = 500_000
"""Keys, numbers, texts, lists and objects in one: the example school's has some 3 000."""

LONGEST_RUN = 256 * 1024
"""Bytes between two quotation marks: :data:`_LONGEST_TEXT` letters of up to 12 bytes each, as escapes."""

MOST_MEMORY = 80 * 1024 * 1024
"""Bytes all texts may take once they are decoded: one emoji makes Python keep four for every letter of its text."""

_LONGEST_TEXT = 20_000
_LARGE = 1024 * 1024
_LONGEST_NUMBER = 40

_encoder = msgspec.json.Encoder(decimal_format="number")


def write_plan(plan: Plan, reference: Reference) -> bytes:
    """The interchange file of a plan: indented, ending in a line break, the same bytes for the same plan."""
    return msgspec.json.format(_encoder.encode(write_tree(plan, reference)), indent=2) + b"\n"


def read_plan(data: bytes, reference: Reference, new_id: Callable[[], str]) -> Plan:
    """The plan of an interchange file; raises :class:`Refused` for whatever cannot be one."""
    if len(data) > LARGEST:
        raise Refused(place="", reason="too_large", limit=LARGEST)
    text = _decoded(data)
    del data  # of 50 MB each, the bytes, the text and the tree are too much for an old computer at once
    tree = _parsed(text)
    del text
    return read_tree(tree, reference, new_id)


def parse_json(data: bytes) -> Any:
    """The tree of a JSON text: numbers with a point as decimals, an object with a key twice as :class:`RepeatedKey`."""
    return _parsed(_decoded(data))


def _decoded(data: bytes) -> str:
    """The text, unless it would unfold to more than any plan; looked at as bytes first."""
    size = decoded_size(data, _LONGEST_TEXT)
    if has_more_values(data, MOST_VALUES) or has_longer_run(data, LONGEST_RUN) or size > MOST_MEMORY:
        raise Refused(place="", reason="too_many")
    if len(data) > _LARGE:
        data = narrowed(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(place="", reason="not_utf8", position=error.start) from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_float=_decimal,
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


def _decimal(digits: str) -> Decimal:
    """A decimal; one whose exponent no decimal can hold becomes one that its field refuses."""
    try:
        return Decimal(digits)
    except InvalidOperation:
        return Decimal(10) ** _LONGEST_NUMBER


def _not_json(word: str) -> Any:
    """``NaN`` and its like, which Python reads and JSON does not know."""
    raise json.JSONDecodeError(word, word, 0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    return RepeatedKey(pairs, next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
