"""How plans with and without a finding are made: from the example school by one change, which is then its cause."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmi_desktop.domain.checks import Context
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.gestures import remove
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from tests.samples import example_plan, reference

TODAY = dt.date(2026, 11, 22)
CONTEXT = Context(reference(), TODAY, evidence=frozenset({"aa"}))

PlanMaker = Callable[[], Plan]


@dataclass(frozen=True)
class Broken:
    """A plan that has the finding, with the record and field it names and words of its sentence."""

    plan: PlanMaker
    record: str | None
    field: str | None
    words: str


@dataclass(frozen=True)
class Case:
    """A code with its severity at plan, cut and closing (B, a or -)."""

    severity: str
    broken: tuple[Broken, ...]
    sound: tuple[PlanMaker, ...] = ()
    context: Context = CONTEXT


def also(*records: Record) -> PlanMaker:
    """The example with these records added, or in place of those with the same key."""
    return lambda: Plan.of([*example_plan(), *records])


def changed(cls: type[Record], key: str, **values: Any) -> PlanMaker:
    """The example with other values in one record."""

    def plan() -> Plan:
        record = example_plan().get(cls, key)
        assert record is not None, key
        return also(record.but(**values))()

    return plan


def every(cls: type[Record], **values: Any) -> PlanMaker:
    """The example with the same values in every record of a kind."""
    return also(*(one.but(**values) for one in example_plan().all(cls)))


def without(cls: type[Record], *keys: str) -> PlanMaker:
    """The example without these records (all of the kind if none is named) and what hangs from them."""

    def plan() -> Plan:
        records = [one for one in example_plan().all(cls) if not keys or one.key in keys]
        return example_plan().after(remove(example_plan(), *records))

    return plan


def no_text_in_area(name: str, area: str) -> PlanMaker:
    return also(*(one.but(**{name: " "}) for one in example_plan().all(Rating) if one.component.startswith(f"{area}.")))
