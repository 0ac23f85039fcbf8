"""Plans and records for tests, with defaults for all that a test does not speak of.

`make_plan(make_indicator(target=Decimal(8)))` is a plan that also holds the goal and the objective it hangs from.
"""

import datetime as dt
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.gestures import GAP
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed, Record
from pmi_desktop.domain.school import PlanInfo

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "resources" / "examples" / "loma-sietecueros.json"
CATALOG = "guia34-2008"
COMPONENT = "1.1.1"
NOW = dt.datetime(2026, 2, 13, 10, 42)

R = TypeVar("R", bound=Record)


def make(cls: type[R], **values: Any) -> R:
    """A record of any kind; what it requires and the test does not say gets a plausible value.

    A listed record is called like its kind (`goals-1` is what a `Indicator` hangs from unless told otherwise).
    """
    for field in fields_of(cls):
        if field.required and field.name not in values:
            values[field.name] = _plausible(cls, field.name)
    return cls(**values)


def _plausible(cls: type[Record], name: str) -> object:
    field = next(one for one in fields_of(cls) if one.name == name)
    match field.holds:
        case Type.KEY:
            return f"{cls.KIND}-1" if issubclass(cls, Listed) else f"{name}-1"
        case Type.PARENT:
            return f"{field.target}-1"
        case Type.CODE:
            return CATALOG if field.target == "catalog" else COMPONENT
        case Type.CHOICE:
            return next(iter(field.choices))
        case Type.INTEGER:
            return field.low if field.low == 1 else 2026
    raise AssertionError(f"no plausible {cls.KIND}.{name}")


def make_plan(*records: Record, **info: Any) -> Plan:
    """A plan of these records and of those they hang from; `info` goes into its `PlanInfo`."""
    held: dict[tuple[str, str], Record] = {}
    frame = [] if any(isinstance(record, PlanInfo) for record in records) else [make_info(**info)]
    places = {kind: count(GAP, GAP) for kind in KINDS}
    for record in (*frame, *records):
        _take(record, held, places)
    return Plan.of(held.values())


def _take(record: Record, held: dict[tuple[str, str], Record], places: dict[str, "count[int]"]) -> None:
    """Puts a record behind its parents, each listed one after the others of its list."""
    for field in fields_of(type(record)):
        if field.holds is Type.PARENT and (field.target, getattr(record, field.name)) not in held:
            parent = KINDS[field.target]
            _take(make(parent, id=getattr(record, field.name)), held, places)
    if isinstance(record, Listed) and not record.order:
        record = record.but(order=next(places[record.KIND]))
    held[record.ident] = record


def make_info(**values: Any) -> PlanInfo:
    """The frame of a plan for 2026 with the catalogue of 2008."""
    defaults = {"id": "plan-de-prueba", "start_year": 2026, "end_year": 2026, "catalog": CATALOG}
    return PlanInfo(**{**defaults, **values})


def make_assessment(**values: Any) -> Assessment:
    """The self-assessment of 2025."""
    return make(Assessment, **{"year": 2025, **values})


def make_rating(component: str = COMPONENT, level: int | None = 2, **values: Any) -> Rating:
    """A rating of the assessment `assessments-1`."""
    return make(Rating, component=component, level=level, **values)


def make_factor(**values: Any) -> Factor:
    """A factor of the assessment `assessments-1`, taken into the plan."""
    return make(Factor, **{"description": "La inasistencia sube en la cosecha.", "included": True, **values})


@cache
def reference() -> Reference:
    """Catalogues, crosswalk, municipalities and criteria as shipped."""
    from pmi_desktop.services.reference import load_reference

    return load_reference(ROOT / "resources", ROOT / "forms")


@cache
def example_plan() -> Plan:
    """The invented school of the examples: a whole plan, from diagnosis to closing."""
    from pmi_desktop.services.interchange import read_plan

    return read_plan(EXAMPLE.read_bytes(), reference(), lambda: "sin-id")


def ten_times(plan: Plan) -> Plan:
    """The same plan ten times as long, for measuring growth."""
    return times(plan, 10)


def times(plan: Plan, count: int) -> Plan:
    """The same plan with every list so many times as long, references and what hangs from them included."""
    records: list[Record] = list(plan)
    for copy in range(1, count):
        records += [copied for record in plan if (copied := _copied(record, copy)) is not None]
    return Plan.of(records)


def _copied(record: Record, copy: int) -> Record | None:
    """The record with another id or parent; none of what a plan has only once."""
    values: dict[str, Any] = {}
    if isinstance(record, Listed):
        values = {"id": f"{record.id}-{copy}", "order": record.order + copy * 10**6}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.holds in (Type.PARENT, Type.REF) and field.target in KINDS and value:
            values[field.name] = f"{value}-{copy}"
        elif field.holds is Type.REFS:
            values[field.name] = tuple(f"{one}-{copy}" for one in value)
    renamed = record.but(**values)
    return renamed if renamed.ident != record.ident else None
