"""Rows of the small tables inside a record: questions with answers, dates that others set."""

from typing import Any

from pmi_desktop.domain.fields import Type, field_of, fields_of
from pmi_desktop.official.reading.collecting import Row
from pmi_desktop.official.reading.drafts import Draft, Drafts
from pmi_desktop.official.reading.typed import NotUnderstood, meant


def add_part(drafts: Drafts, owner: Draft, name: str, found: Row) -> None:
    """Add what a row says to a table inside a record; a row without anything understood adds nothing."""
    part = field_of(owner.cls, name).part
    assert part is not None
    values: dict[str, Any] = {}
    first = next(iter(found.told.values()))
    for field in fields_of(part):
        told = found.told.get(f"{owner.kind}.{name}.{field.name}")
        if told is None:
            continue
        try:
            values[field.name] = meant(field, told.cell, told.slot.words).value
        except NotUnderstood as problem:
            drafts.leave(told.cell, field.label, problem.why)
    if not values:
        return
    before = owner.values.get(name, ())
    for field in fields_of(part):
        if field.holds is Type.KEY:
            values[field.name] = f"{name[:1]}{len(before) + 1}"
    owner.values[name] = (*before, part(**values))
    if not before:
        drafts.taken.append((first.cell.spot, owner, name, field_of(owner.cls, name).label))
