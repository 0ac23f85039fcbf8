"""The gestures of the committee, each as one edit that leaves the plan whole.

They follow the declarations: a record goes together with those that hang from it (``parent`` fields), and whoever
mentioned it (``ref``, ``refs``, attached files) stops doing so, all in the same edit.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.fields import Type, field_of, fields_of
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Change, Edit, Ident, Keyed, Listed, Record, squashed

R = TypeVar("R", bound=Record)

GAP = 1024
"""Distance between neighbours of a list, so that moving one seldom touches the others."""


def change(plan: Plan, record: Record, /, **values: object) -> Edit:
    """Other values in a record; ``staff__docentes`` goes into a group. Nothing changed gives an edit without changes.

    A keyed record that the plan does not hold yet is added, and one left with nothing in it is removed, so that
    "no record" and "empty record" are one state.
    """
    before = plan.find(record.ident)
    after: Record | None = (record if before is None else before).but(**values)
    name = next(iter(values)).replace("__", ".")
    label = f"cambiar {_decapitalised(field_of(type(record), name).label)}"
    if isinstance(after, Keyed) and after == emptied(after):
        after = None
    return Edit(label, () if after == before else (Change(before, after),))


def _decapitalised(label: str) -> str:
    """A label inside a sentence; abbreviations stay as they are."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def emptied(record: Keyed) -> Keyed:
    """The same keyed record with every field outside its key at its default."""
    return type(record)(
        **{field.name: getattr(record, field.name) for field in fields_of(type(record)) if field.in_key}
    )


def add(plan: Plan, *records: Record, after: Listed | None = None) -> Edit:
    """New records, at the end of their list or behind ``after``; the first one names the edit."""
    steps: list[Edit] = []
    for record in records:
        neighbour = after if after is not None and after.KIND == record.KIND else None
        placed, changes = record, list[Change]()
        if isinstance(record, Listed):
            order, changes = _order_behind(plan, record, neighbour)
            placed = replace(record, order=order)
            after = placed if neighbour else after
        steps.append(Edit("", (*changes, Change(plan.find(placed.ident), placed))))
        plan = plan.after(steps[-1])
    return Edit(f"agregar {_named(records)}", squashed(steps))


def _named(records: Sequence[Record]) -> str:
    """What an edit of these records is called by: «metas» for several goals, «meta» for one and what comes along."""
    several = len(records) > 1 and len({record.KIND for record in records}) == 1
    return records[0].NOUNS if several else records[0].NOUN


def _order_behind(plan: Plan, record: Listed, after: Listed | None) -> tuple[int, list[Change]]:
    """A free order behind ``after`` (``None``: at the end), and the neighbours that must make room for it."""
    others = [one for one in plan.all(type(record)) if one.id != record.id]
    if after is None:
        return (others[-1].order if others else 0) + GAP, []
    index = next((i for i, one in enumerate(others) if one.id == after.id), len(others) - 1)
    low = others[index].order if others else 0
    if index + 1 >= len(others):
        return low + GAP, []
    high = others[index + 1].order
    if high - low > 1:
        return (low + high) // 2, []
    spread = [one.but(order=(i + 1 if i <= index else i + 2) * GAP) for i, one in enumerate(others)]
    return (index + 2) * GAP, [Change(a, b) for a, b in zip(others, spread, strict=True) if a != b]


def move(plan: Plan, record: Listed, /, *, after: Listed | None, **values: object) -> Edit:
    """A listed record to another place of its list (``after=None``: to the front), and perhaps under another parent."""
    others = [one for one in plan.all(type(record)) if one.id != record.id]
    if after is None and others:
        order, shifts = others[0].order - GAP, list[Change]()
    else:
        order, shifts = _order_behind(plan, record, after)
    moved = record.but(order=order, **values)
    changes = (*shifts, *(() if moved == record else (Change(record, moved),)))
    return Edit(f"mover {record.NOUN}", changes)


def remove(plan: Plan, *records: Record) -> Edit:
    """Records with everything that hangs from them; who mentioned them stops doing so. The first one names the edit."""
    gone = with_descendants(plan, records)
    changes = [Change(record, None) for record in reversed(gone.values())]
    changes += [
        Change(record, kept)
        for record in plan
        if record.ident not in gone and (kept := without_mentions(record, gone)) != record
    ]
    return Edit(f"eliminar {_named(records)}", tuple(changes))


def with_descendants(plan: Plan, records: Iterable[Record]) -> dict[Ident, Record]:
    """These records and all that hang from them, parents before children."""
    gone: dict[Ident, Record] = {}
    todo = list(records)
    while todo:
        record = todo.pop(0)
        if record.ident in gone:
            continue
        gone[record.ident] = record
        for cls, name in _children_of(record.KIND):
            todo += plan.where(cls, name, record.key)
    return gone


def _children_of(kind: str) -> Iterable[tuple[type[Record], str]]:
    """The kinds that hang from a kind, with the field that says so."""
    for cls in KINDS.values():
        for field in fields_of(cls):
            if field.holds is Type.PARENT and field.target == kind:
                yield cls, field.name


def mentions_of(record: Record) -> Iterator[Ident]:
    """What a record mentions without hanging from it."""
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.holds is Type.REF and field.target and value:
            yield field.target, value
        elif field.holds is Type.REFS:
            yield from ((field.target, one) for one in value)
    if isinstance(record, Evidence):
        yield from map(_ident_of, record.about)


def without_mentions(record: R, gone: Container[Ident]) -> R:
    """The record with every reference to what is gone taken out."""
    values: dict[str, Any] = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.holds is Type.REF and (field.target, value) in gone:
            values[field.name] = None
        elif field.holds is Type.REFS and any((field.target, one) in gone for one in value):
            values[field.name] = tuple(one for one in value if (field.target, one) not in gone)
    if isinstance(record, Evidence) and any(_ident_of(about) in gone for about in record.about):
        values["about"] = tuple(about for about in record.about if _ident_of(about) not in gone)
    return record.but(**values) if values else record


def _ident_of(about: About) -> Ident:
    return about.kind, about.key


def change_catalog(plan: Plan, catalog: str) -> Edit:
    """Another edition of the guide for the plan; assessments already begun stay with the edition they were made in."""
    begun = (
        [Change(one, one.but(catalog=plan.info.catalog)) for one in plan.all(Assessment) if not one.catalog]
        if catalog != plan.info.catalog
        else []
    )
    edit = change(plan, plan.info, catalog=catalog)
    return replace(edit, changes=(*begun, *edit.changes))


def together(label: str, *steps: Edit) -> Edit:
    """Several edits, each made on the plan the ones before it leave, as one gesture under its own name."""
    return Edit(label, squashed(steps))
