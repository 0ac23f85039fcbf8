"""The one declaration of every field: what it is called, what it means, what it may hold.

A record's dataclass declares its fields with the functions below; pages, checks, interchange, storage, the forms'
bindings, the help and the recognition of foreign workbooks read the resulting :class:`Field` and nothing else.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

TEXT_LIMIT = 4_000
LONG_TEXT_LIMIT = 20_000
COUNT_LIMIT = 100_000
MONEY_LIMIT = 10**12
NUMBER_LIMIT = 10**12
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Type(Enum):
    """What a field holds; the Python value is in the comment."""

    KEY = "key"  # str, the record's id
    PARENT = "parent"  # str, key of the record this one hangs from: removed together
    REF = "ref"  # str | None, key of another record
    REFS = "refs"  # tuple[str, ...]
    CODE = "code"  # str, id in a catalogue (``target``: catalog, area, component)
    CODES = "codes"  # tuple[str, ...]
    TEXT = "text"  # str, one line
    PROSE = "prose"  # str, several lines
    CHOICE = "choice"  # str, "" when not chosen
    CHOICES = "choices"  # tuple[str, ...]
    YES_NO = "yes_no"  # bool
    DECISION = "decision"  # bool | None, None = undecided
    INTEGER = "integer"  # int | None
    INTEGERS = "integers"  # tuple[int, ...]
    MONEY = "money"  # int | None, whole pesos
    NUMBER = "number"  # Decimal | None, at most six decimals
    DATE = "date"  # date | None
    TIME = "time"  # time | None
    GROUP = "group"  # a dataclass of fields
    ROWS = "rows"  # tuple of a dataclass of fields


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field.

    ``choices`` maps each value of the interchange file to its word on screen. ``low`` and ``high`` bound numbers,
    ``limit`` the characters of a text. ``target`` is the kind (or catalogue list) that a reference points to.
    ``part`` is the dataclass of a group or of rows. ``synonyms`` are other labels that workbooks print for it.
    """

    name: str
    holds: Type
    label: str
    help: str = ""
    example: str = ""
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    low: int | None = None
    high: int | None = None
    limit: int = TEXT_LIMIT
    target: str = ""
    part: type[Any] | None = None
    required: bool = False
    in_key: bool = False
    contact: bool = False
    synonyms: tuple[str, ...] = ()

    @property
    def long(self) -> bool:
        """Whether it is edited in several lines."""
        return self.holds is Type.PROSE


_NONE: Any = object()
"""No default: the field must be given."""


def _declare(kind: Type, label: str, /, default: object = _NONE, **facts: Any) -> Any:
    declared = Field("", kind, label, **facts)
    metadata = {"declared": declared}
    return (
        dataclasses.field(metadata=metadata)
        if default is _NONE
        else dataclasses.field(default=default, metadata=metadata)
    )


_DECLARED: dict[type[Any], dict[str, Field]] = {}


def fields_by_name(cls: type[Any]) -> Mapping[str, Field]:
    """The declared fields of a record or part by their names."""
    if cls not in _DECLARED:
        _DECLARED[cls] = {
            field.name: dataclasses.replace(field.metadata["declared"], name=field.name)
            for field in dataclasses.fields(cls)
            if "declared" in field.metadata
        }
    return _DECLARED[cls]


def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """The declared fields of a record or part, in the order of the interchange file."""
    return tuple(fields_by_name(cls).values())


def field_of(cls: type[Any], name: str) -> Field:
    """One declared field; ``staff.docentes`` goes into a group. Raises ``KeyError`` for a name nobody declared."""
    head, _, rest = name.partition(".")
    field = fields_by_name(cls)[head]
    if not rest:
        return field
    if field.part is None:
        raise KeyError(name)
    return field_of(field.part, rest)


def default_of(cls: type[Any], name: str) -> object:
    """What a field holds when nothing was said; ``None`` for required ones."""
    for field in dataclasses.fields(cls):
        if field.name == name:
            return None if field.default is dataclasses.MISSING else field.default
    raise KeyError(name)


def key(label: str = "Código") -> str:
    """The random id of a record, unique in its list."""
    return _declare(Type.KEY, label, required=True, in_key=True)  # type: ignore[no-any-return]


def outside_id(label: str, *, help: str = "") -> str:
    """The id of something that is not in the plan's lists, as the plan's own."""
    return _declare(Type.KEY, label, "", help=help)  # type: ignore[no-any-return]


def outside_ref(label: str, *, help: str = "") -> str | None:
    """The id of a record of another file, or none."""
    return _declare(Type.REF, label, None, help=help)  # type: ignore[no-any-return]


def version(label: str, *, help: str = "") -> int:
    """A count that begins at 1."""
    return _declare(Type.INTEGER, label, 1, low=1, high=COUNT_LIMIT, help=help)  # type: ignore[no-any-return]


def parent(kind: str, label: str, *, in_key: bool = False, help: str = "") -> str:
    """The record this one hangs from: it cannot be without it, and goes when it goes."""
    return _declare(Type.PARENT, label, required=True, target=kind, in_key=in_key, help=help)  # type: ignore[no-any-return]


def ref(kind: str, label: str, *, help: str = "") -> str | None:
    """A record this one mentions, or none."""
    return _declare(Type.REF, label, None, target=kind, help=help)  # type: ignore[no-any-return]


def refs(kind: str, label: str, *, help: str = "", synonyms: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Records this one mentions, in the order chosen."""
    return _declare(Type.REFS, label, (), target=kind, help=help, synonyms=synonyms)  # type: ignore[no-any-return]


def code(target: str, label: str, *, required: bool = False, in_key: bool = False, help: str = "") -> str:
    """An id of a catalogue: ``catalog`` itself, or an ``area`` or ``component`` of it."""
    default = _NONE if required else ""
    return _declare(  # type: ignore[no-any-return]
        Type.CODE, label, default, target=target, required=required, in_key=in_key, help=help
    )


def codes(target: str, label: str, *, help: str = "") -> tuple[str, ...]:
    """Several ids of a catalogue."""
    return _declare(Type.CODES, label, (), target=target, help=help)  # type: ignore[no-any-return]


def text(label: str, **facts: Any) -> str:
    """One line."""
    return _declare(Type.TEXT, label, "", **facts)  # type: ignore[no-any-return]


def name_in_key(label: str, **facts: Any) -> str:
    """One word that is part of a record's key and comes from elsewhere, as a criterion's id from its form."""
    return _declare(Type.KEY, label, required=True, in_key=True, **facts)  # type: ignore[no-any-return]


def prose(label: str, **facts: Any) -> str:
    """Several lines."""
    return _declare(Type.PROSE, label, "", **facts)  # type: ignore[no-any-return]


def choice(label: str, choices: Mapping[str, str], **facts: Any) -> str:
    """One of a few values, or none yet."""
    return _declare(Type.CHOICE, label, "", choices=choices, **facts)  # type: ignore[no-any-return]


def choice_in_key(label: str, choices: Mapping[str, str]) -> str:
    """One of a few values that is part of a record's key."""
    return _declare(Type.CHOICE, label, choices=choices, required=True, in_key=True)  # type: ignore[no-any-return]


def choices(label: str, values: Mapping[str, str], **facts: Any) -> tuple[str, ...]:
    """Some of a few values."""
    return _declare(Type.CHOICES, label, (), choices=values, **facts)  # type: ignore[no-any-return]


def yes_no(label: str, **facts: Any) -> bool:
    """Yes or no; no unless said."""
    return _declare(Type.YES_NO, label, False, **facts)  # type: ignore[no-any-return]


def decision(label: str, **facts: Any) -> bool | None:
    """Yes, no, or not decided yet."""
    return _declare(Type.DECISION, label, None, **facts)  # type: ignore[no-any-return]


def integer(label: str, low: int = 0, high: int = COUNT_LIMIT, **facts: Any) -> int | None:
    """A whole number within bounds."""
    return _declare(Type.INTEGER, label, None, low=low, high=high, **facts)  # type: ignore[no-any-return]


def integer_in_key(label: str, low: int, high: int) -> int:
    """A whole number that is part of a record's key."""
    return _declare(Type.INTEGER, label, low=low, high=high, required=True, in_key=True)  # type: ignore[no-any-return]


def year(label: str = "Año", **facts: Any) -> int | None:
    """A calendar year."""
    return integer(label, FIRST_YEAR, LAST_YEAR, **facts)


def required_year(label: str) -> int:
    """A calendar year that a record cannot be without."""
    return _declare(Type.INTEGER, label, low=FIRST_YEAR, high=LAST_YEAR, required=True)  # type: ignore[no-any-return]


def votes(label: str, **facts: Any) -> tuple[int, ...]:
    """Nothing, or four counts, one per level."""
    return _declare(Type.INTEGERS, label, (), low=0, high=COUNT_LIMIT, **facts)  # type: ignore[no-any-return]


def money(label: str, **facts: Any) -> int | None:
    """Whole Colombian pesos."""
    return _declare(Type.MONEY, label, None, low=0, high=MONEY_LIMIT, **facts)  # type: ignore[no-any-return]


def number(label: str, **facts: Any) -> Decimal | None:
    """A decimal of at most six places, negative or not."""
    return _declare(  # type: ignore[no-any-return]
        Type.NUMBER, label, None, low=-NUMBER_LIMIT, high=NUMBER_LIMIT, **facts
    )


def day(label: str, **facts: Any) -> date | None:
    """A calendar day."""
    return _declare(Type.DATE, label, None, **facts)  # type: ignore[no-any-return]


def clock_time(label: str, **facts: Any) -> time | None:
    """An hour of the day, to the minute."""
    return _declare(Type.TIME, label, None, **facts)  # type: ignore[no-any-return]


def group(label: str, default: Any, **facts: Any) -> Any:
    """Fields that belong together, as an object of the interchange file."""
    return _declare(Type.GROUP, label, default, part=type(default), **facts)


def rows(label: str, part: type[Any], **facts: Any) -> Any:
    """A small table inside a record."""
    return _declare(Type.ROWS, label, (), part=part, **facts)
