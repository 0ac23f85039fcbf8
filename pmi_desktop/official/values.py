"""What a path names: the value of a declared field or a computed one, within what is being printed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from pmi_desktop.domain.catalog import Component
from pmi_desktop.domain.fields import Field, Type, field_of, fields_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.numbers import show_date, show_number, show_time
from pmi_desktop.domain.records import Keyed, Record, Single
from pmi_desktop.official.view import Scope, View

CellValue = str | int | Decimal | date | bool | None
"""What a cell can be given; ``None`` leaves it as it is drawn."""

SEPARATOR = "; "
"""Between names in one cell: a name may hold a comma («Estudiante, 9.º»)."""

YES, NO = "Sí", "No"

_GROUPED_FROM = 10_000
"""Below it whole numbers are written without a point, as years are."""


class UnknownPath(KeyError):
    """No field or computed value is called that."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that no record holds: what it is called, what it holds, how it comes about.

    ``stands_for`` is the declared field that a filled cell gives back, if it gives one.
    """

    label: str
    holds: Type
    of: Callable[[View, Scope], Any]
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A parsed path: ``head`` is the kind whose record is asked, ``name`` the field in it; or it is ``computed``."""

    text: str
    head: str
    name: str
    field: Field | None = None
    computed: Computed | None = None

    @property
    def label(self) -> str:
        """What the value is called."""
        return self.computed.label if self.computed else self.field.label if self.field else self.text

    @property
    def holds(self) -> Type:
        """What kind of value it is."""
        return self.computed.holds if self.computed else self.field.holds if self.field else Type.TEXT


@cache
def path_of(text: str) -> Path:
    """The value that a path names; raises :class:`UnknownPath`."""
    from pmi_desktop.official.computed import COMPUTED

    kind, _, name = text.partition(".")
    if text in COMPUTED:
        return Path(text, kind, name, computed=COMPUTED[text])
    if kind not in KINDS or not name:
        raise UnknownPath(text)
    first, _, inner = name.partition(".")
    try:
        field = field_of(KINDS[kind], first)
        if field.holds is Type.ROWS and field.part is not None and inner:
            return Path(text, f"{kind}.{first}", inner, field_of(field.part, inner))
        return Path(text, kind, name, field_of(KINDS[kind], name))
    except KeyError as problem:
        raise UnknownPath(text) from problem


def value_of(path: Path, view: View, scope: Scope) -> CellValue:
    """The value as a cell shows it: choices in words, references by name, lists joined; ``None`` when there is none."""
    raw = raw_value(path, view, scope)
    return None if raw is None or raw == "" or raw == () else _shown(path, raw, view)


def raw_value(path: Path, view: View, scope: Scope) -> Any:
    """The value as the plan holds it, ``None`` when what it belongs to is not there.

    Where several records are in scope at once (the factors an objective answers), their texts come one per line.
    """
    if path.computed is not None:
        return path.computed.of(view, scope)
    assert path.field is not None
    if path.field.contact and not view.context.contacts:
        return None
    owner = resolve(path.head, view, scope)
    if isinstance(owner, tuple):
        return "\n".join(text for one in owner if (text := str(_inside(one, path.name) or "")))
    return None if owner is None else _inside(owner, path.name)


def resolve(head: str, view: View, scope: Scope) -> Any:
    """The record that a kind means here: in scope, the only one of its kind, or the one its key parts point to."""
    if head in scope:
        return scope[head]
    cls = KINDS.get(head)
    if cls is None:
        return None
    if issubclass(cls, Single):
        return view.plan.find((head, ""))
    if not issubclass(cls, Keyed):
        return None
    parts = [_key_part(field, scope) for field in fields_of(cls) if field.in_key]
    return None if None in parts else view.plan.find((head, "/".join(str(part) for part in parts)))


def _key_part(field: Field, scope: Scope) -> object:
    found = scope.get(field.target or field.name)
    if isinstance(found, Record):
        return found.key
    return found.id if isinstance(found, Component) else found


def _inside(owner: Any, name: str) -> Any:
    for part in name.split("."):
        owner = getattr(owner, part)
    return owner


def _shown(path: Path, raw: Any, view: View) -> CellValue:
    field = path.field
    match path.holds:
        case Type.YES_NO | Type.DECISION:
            return YES if raw else NO
        case Type.CHOICE if field is not None:
            return str(field.choices.get(raw, raw))
        case Type.CHOICES if field is not None:
            return SEPARATOR.join(field.choices.get(one, one) for one in raw)
        case Type.REF if field is not None:
            return _title(field, raw, view)
        case Type.REFS if field is not None:
            return SEPARATOR.join(filter(None, (_title(field, one, view) for one in raw)))
        case Type.CODE if field is not None:
            return _code_name(field, raw, view)
        case Type.CODES if field is not None:
            return SEPARATOR.join(_code_name(field, one, view) for one in raw)
        case Type.TIME:
            return show_time(raw)
    return raw if isinstance(raw, str | int | Decimal | date) else str(raw)


def _title(field: Field, key: str, view: View) -> str:
    found = view.plan.find((field.target, key))
    return str(getattr(found, found.TITLE)) if found is not None and found.TITLE else ""


def _code_name(field: Field, code: str, view: View) -> str:
    match field.target:
        case "municipality":
            place = view.reference.municipalities.get(code)
            return place.name if place else code
        case "catalog":
            catalog = view.reference.catalogs.get(code)
            return catalog.title if catalog else code
        case "area":
            area = view.catalog.area(code)
            return area.name if area else code
    catalogs = (view.catalog, *view.reference.catalogs.values())
    return next((found.name for one in catalogs if (found := one.components.get(code))), code)


def in_words(value: CellValue | time) -> str:
    """A value inside a sentence: numbers and dates as written in Colombia."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case int() if abs(value) < _GROUPED_FROM:
            return str(value)
        case int():
            return show_number(value)
        case Decimal():
            # Numbers of the plan carry no idle zeros; a mean of 2.00 is meant to show them.
            places = -int(value.as_tuple().exponent)
            return show_number(value, places if places > 0 else None)
        case date():
            return show_date(value)
        case time():
            return show_time(value)
    return value
