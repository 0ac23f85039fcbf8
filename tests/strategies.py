"""Random plans and random edits, drawn from the declarations: whatever the window can save.

`plans()` gives plans that the interchange carries unchanged: incomplete ones, odd texts and empty lists included.
"""

import datetime as dt
import string
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from pmi_desktop.domain import gestures
from pmi_desktop.domain.codec import says_nothing
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.fields import Field, Type, default_of, fields_of
from pmi_desktop.domain.gestures import GAP
from pmi_desktop.domain.handing_in import About
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.numbers import tidy
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Keyed, Listed, Record, Single
from pmi_desktop.domain.school import PlanInfo
from tests.samples import reference

_ID = st.text(string.ascii_letters + string.digits + "._-", min_size=1, max_size=12)
_CHARACTERS = st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn"), exclude_characters="\ufffe\uffff")
ODD_TEXTS = (
    "=1+1", "+57 310", "-3", "@hola", "<b>negrita</b> & «más»", "_x0041_", "\tcon tabulador", "dos\nlíneas",
    "¿Cómo? ñ Ñ á É ü", "👩‍🏫 emoji", "'", '"', "  espacios  ", "x" * 4000,
)  # fmt: skip
texts = st.one_of(st.text(_CHARACTERS, max_size=30), st.sampled_from(ODD_TEXTS))
"""Texts as people type them, and as nobody should."""

numbers = st.one_of(
    st.integers(-(10**12), 10**12).map(Decimal),
    st.integers(-(10**9), 10**9).map(lambda n: tidy(Decimal(n).scaleb(-6))),
    st.sampled_from([Decimal("14.8"), Decimal(0), Decimal("0.000001")]),
)
dates = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))

_MOST_FILLED = 5


def _several(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


def _one_of(values: Sequence[Any], otherwise: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([otherwise, *values])


def _bounded(field: Field) -> st.SearchStrategy[int]:
    assert field.low is not None
    assert field.high is not None
    return st.integers(field.low, field.high)


def field_values(field: Field, keys: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Any]:
    """What a field may hold; `keys` are those of the plan's records by kind, `""` aside."""
    known: dict[Type, Callable[[], st.SearchStrategy[Any]]] = {
        Type.KEY: lambda: _ID,
        Type.REF: lambda: _one_of(keys[field.target], None) if field.target else st.none() | _ID,
        Type.REFS: lambda: _several(keys[field.target]),
        Type.PARENT: lambda: st.sampled_from(keys[field.target]),
        Type.CODE: lambda: _one_of(_codes(field), "") if not field.required else st.sampled_from(_codes(field)),
        Type.CODES: lambda: _several(_codes(field)),
        Type.TEXT: lambda: texts,
        Type.PROSE: lambda: texts,
        Type.CHOICE: lambda: _one_of(list(field.choices), next(iter(field.choices)) if field.required else ""),
        Type.CHOICES: lambda: _several(list(field.choices)),
        Type.YES_NO: st.booleans,
        Type.DECISION: lambda: st.sampled_from([None, True, False]),
        Type.INTEGER: lambda: _bounded(field) if field.required else st.none() | _bounded(field),
        Type.INTEGERS: lambda: st.just(()) | st.tuples(*[_bounded(field)] * 4),
        Type.MONEY: lambda: st.none() | _bounded(field),
        Type.NUMBER: lambda: st.none() | numbers,
        Type.DATE: lambda: st.none() | dates,
        Type.TIME: lambda: st.none() | times,
        Type.GROUP: lambda: _parts(field, keys),
        Type.ROWS: lambda: _rows(field, keys),
    }
    return known[field.holds]()


def values_of(cls: type[Any], field: Field, keys: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Any]:
    """The same for a field of a class: nothing is no value where the default is something."""
    if field.holds is Type.INTEGER and not field.required and default_of(cls, field.name) is not None:
        return _bounded(field)
    return field_values(field, keys)


def _codes(field: Field) -> Sequence[str]:
    shipped = reference()
    if field.target == "municipality":
        return list(shipped.municipalities)
    if field.target == "area":
        return sorted({area.id for catalog in shipped.catalogs.values() for area in catalog.areas})
    return list(shipped.catalogs)


def _parts(field: Field, keys: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Any]:
    assert field.part is not None
    if field.part is About:
        idents = [About(kind=kind, key=key) for kind, known in keys.items() for key in known if key]
        return st.sampled_from(idents) if idents else st.nothing()
    inner = {one.name: values_of(field.part, one, keys) for one in fields_of(field.part)}
    required = {one.name: inner[one.name] for one in fields_of(field.part) if one.required}
    optional = {name: values for name, values in inner.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: field.part(**values))  # type: ignore[misc]


def _rows(field: Field, keys: Mapping[str, Sequence[str]]) -> st.SearchStrategy[tuple[Any, ...]]:
    assert field.part is not None
    with_ids = any(one.holds is Type.KEY for one in fields_of(field.part))
    rows = st.lists(_parts(field, keys), max_size=2, unique_by=(lambda row: row.id) if with_ids else None)
    return rows.map(tuple)


@st.composite
def records(draw: st.DrawFn, /, cls: type[Record], keys: Mapping[str, Sequence[str]], **given: Any) -> Any:
    """A record of that kind with a few of its fields filled; `given` are fixed."""
    declared = {field.name: field for field in fields_of(cls) if field.name not in given}
    optional = [name for name, field in declared.items() if not field.required]
    filled = draw(st.sets(st.sampled_from(optional), max_size=_MOST_FILLED)) if optional else set()
    required = [name for name, field in declared.items() if field.required]
    return cls(**given, **{name: draw(values_of(cls, declared[name], keys)) for name in (*required, *sorted(filled))})


@st.composite
def plans(draw: st.DrawFn, catalog: str | None = None, longest: int = 3) -> Plan:
    """Any plan for the shipped catalogues (or one of them), with at most `longest` records of a kind."""
    keys: dict[str, list[str]] = {}
    for kind, cls in KINDS.items():
        orphan = any(field.holds is Type.PARENT and not keys[field.target] for field in fields_of(cls))
        most = 0 if orphan or not issubclass(cls, Listed) else longest
        keys[kind] = draw(st.lists(_ID, unique=True, max_size=most))
    start = draw(st.integers(2000, 2097))
    frame: dict[str, Any] = {
        "id": draw(_ID),
        "start_year": start,
        "end_year": start + draw(st.integers(0, 3)),
        "catalog": catalog or draw(st.sampled_from(sorted(reference().catalogs))),
    }
    held: list[Record] = []
    catalogs: dict[str, str] = {}
    for kind, cls in KINDS.items():
        if issubclass(cls, Single):
            held.append(draw(records(cls, keys, **(frame if cls is PlanInfo else {}))))
        elif issubclass(cls, Listed):
            for index, key in enumerate(keys[kind]):
                more = _component(draw, cls, keys, catalogs, frame["catalog"])
                held.append(draw(records(cls, keys, id=key, order=(index + 1) * GAP, **more)))
                if isinstance(held[-1], Assessment):
                    catalogs[key] = held[-1].catalog
        elif issubclass(cls, Keyed):
            held += _keyed(draw, cls, keys, catalogs, frame["catalog"], longest)
    return Plan.of(held)


def _keyed(
    draw: st.DrawFn,
    cls: type[Keyed],
    keys: Mapping[str, Sequence[str]],
    catalogs: Mapping[str, str],
    plan_catalog: str,
    longest: int,
) -> list[Record]:
    """Records under different keys, each saying something."""
    if any(field.holds is Type.PARENT and not keys[field.target] for field in fields_of(cls)):
        return []
    found: dict[str, Record] = {}
    for _ in range(draw(st.integers(0, longest))):
        record = draw(records(cls, keys, **_component(draw, cls, keys, catalogs, plan_catalog)))
        if not says_nothing(record):
            found.setdefault(record.key, record)
    return list(found.values())


def _component(
    draw: st.DrawFn,
    cls: type[Record],
    keys: Mapping[str, Sequence[str]],
    catalogs: Mapping[str, str],
    plan_catalog: str,
) -> dict[str, str]:
    """The assessment and a component of the edition it was made with, for kinds that have both."""
    if not {"assessment", "component"} <= {field.name for field in fields_of(cls)}:
        return {}
    assessment = draw(st.sampled_from(keys["assessments"]))
    edition = reference().catalogs[catalogs[assessment] or plan_catalog]
    return {"assessment": assessment, "component": draw(st.sampled_from(list(edition.components)))}


@st.composite
def edits(draw: st.DrawFn, plan: Plan) -> Edit:
    """A gesture of the committee on this plan: other values, a new record, another place, or a removal."""
    keys = {kind: [record.key for record in plan.all(cls)] for kind, cls in KINDS.items()}
    held = list(plan)
    record = draw(st.sampled_from(held))
    what = draw(st.sampled_from(["change", "add", "move", "remove"]))
    if what == "add" and isinstance(record, Listed):
        fresh = draw(_ID.filter(lambda key: key not in keys[record.KIND]))
        return gestures.add(plan, record.but(id=fresh), after=draw(st.sampled_from([None, record])))
    if what == "move" and isinstance(record, Listed):
        others = [one for one in plan.all(type(record)) if one != record]
        return gestures.move(plan, record, after=draw(st.sampled_from([None, *others])))
    if what == "remove" and not isinstance(record, Single):
        return gestures.remove(plan, record)
    free = [field for field in fields_of(type(record)) if not field.required and field.name not in _FIXED]
    field = draw(st.sampled_from(free))
    return gestures.change(plan, record, **{field.name: draw(values_of(type(record), field, keys))})


_FIXED = {"id", "catalog"}
"""Not changed by a gesture: the plan's own id, and an edition under the feet of its ratings."""
