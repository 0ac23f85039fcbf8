"""What changed between two plans, field by field, in the Spanish a rector would write into the minutes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks.words import listed, quoted, sentence
from pmi_desktop.domain.fields import Field, Type, fields_of
from pmi_desktop.domain.gestures import emptied
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.naming import Find, Names, is_plural, row_name, with_article
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Change, Ident, Keyed, Listed, Record

_STEPS = {
    ("plan", "team_act"): "team",
    ("plan", "priority_threshold"): "priorities",
    ("plan", "deadlines"): "schedule",
    ("plan", "start_year"): "school",
    ("plan", "end_year"): "school",
    ("plan", "catalog"): "self_assessment",
    ("ratings", "strength"): "strengths",
    ("ratings", "opportunity"): "strengths",
}
"""Fields that are edited on another step than the rest of their record."""

_ABOUT = 3
"""Words of what stayed the same that are shown on either side of what changed in a text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed.

    ``text`` is a complete sentence. ``field`` is ``""`` where a record came, went or changed places, and
    ``staff.docentes`` inside a group; with ``ident`` and ``step`` it leads back to the input. ``before`` and ``after``
    are the values in words, ``""`` for none, for showing them in two columns.
    """

    ident: Ident
    field: str
    step: str
    text: str
    before: str = ""
    after: str = ""


def differences(
    old: Plan, new: Plan, reference: Reference, changes: Iterable[Change] | None = None
) -> tuple[Difference, ...]:
    """What turns one plan into the other; only the given ``changes`` of it, if they are given.

    In the order of the interchange file. A record that was added or removed is one difference, a removed one with all
    that hung from it; a list put in another order is one for the whole list.
    """
    found = difference(old, new) if changes is None else tuple(changes)
    by_kind: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    for change in without_dragged(found):
        by_kind[change.ident[0]].append(change)
    names = Names(reference, lambda ident: new.find(ident) or old.find(ident))
    result: list[Difference] = []
    for kind, of_kind in by_kind.items():
        for change in of_kind:
            result += describe(change, names, old.find)
        if any(_moved(change) for change in of_kind) and _order(old, new, kind) != _order(new, old, kind):
            cls = KINDS[kind]
            article = "las" if cls.FEMININE else "los"
            result.append(Difference((kind, ""), "", cls.STEP, f"Cambia el orden de {article} {cls.NOUNS}."))
    return tuple(result)


def without_dragged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes without those of records that went because what they hung from went."""
    found = tuple(changes)
    gone = {change.ident for change in found if change.after is None}
    return tuple(change for change in found if change.after is not None or not gone.intersection(_parents(change)))


def _parents(change: Change) -> Iterator[Ident]:
    """What a record hung from."""
    for field in fields_of(type(change.before)):
        if field.holds is Type.PARENT:
            yield field.target, getattr(change.before, field.name)


def _moved(change: Change) -> bool:
    before, after = change.before, change.after
    return isinstance(before, Listed) and isinstance(after, Listed) and before.order != after.order


def _order(plan: Plan, other: Plan, kind: str) -> list[str]:
    """The keys of a kind that both plans have, in this plan's order."""
    return [one.key for one in plan.all(KINDS[kind]) if other.find(one.ident) is not None]


def describe(change: Change, names: Names, find_before: Find | None = None) -> Iterator[Difference]:
    """What one change says, field by field.

    ``find_before`` finds records as they were, to name what has changed its name by the old one.
    """
    before, after = change.before, change.after
    record = after if after is not None else before
    assert record is not None
    if isinstance(record, Keyed):
        before, after = before or emptied(record), after or emptied(record)
    if before is None or after is None:
        yield _whole(record, names, added=after is not None)
        return
    old_names = names if find_before is None else names.looking_with(find_before)
    subject = sentence(old_names.of(before))
    for field in fields_of(type(record)):
        if not field.in_key and getattr(before, field.name) != getattr(after, field.name):
            step = step_of(record.KIND, field.name)
            for inner in _of_field(field, before, after, names):
                text = f"{subject}: {inner.text}."
                yield Difference(record.ident, inner.field, step, text, inner.before, inner.after)


def step_of(kind: str, field: str) -> str:
    """The wizard's step on which a field is edited."""
    return _STEPS.get((kind, field), KINDS[kind].STEP)


def _whole(record: Record, names: Names, *, added: bool) -> Difference:
    name = names.of(record)
    text = f"Se agrega {name}." if added else f"Se elimina {name}{_WITH_CHILDREN if _has_children(record) else ''}."
    return Difference(record.ident, "", record.STEP, text, "" if added else name, name if added else "")


_WITH_CHILDREN = ", con lo que dependía de ahí"


def _has_children(record: Record) -> bool:
    """Whether records of some kind hang from one of this kind."""
    return any(
        field.holds is Type.PARENT and field.target == record.KIND for cls in KINDS.values() for field in fields_of(cls)
    )


@dataclass(frozen=True, slots=True)
class _Inner:
    """What a field says about itself, still without its record."""

    field: str
    text: str
    before: str
    after: str


def _of_field(field: Field, before: Any, after: Any, names: Names, inside: str = "") -> Iterator[_Inner]:
    old, new = getattr(before, field.name), getattr(after, field.name)
    name = f"{inside}.{field.name}" if inside else field.name
    if field.holds is Type.GROUP:
        assert field.part is not None
        for one in fields_of(field.part):
            if getattr(old, one.name) != getattr(new, one.name):
                for inner in _of_field(one, old, new, names, name):
                    text = f"en {with_article(field.label)}, {inner.text}"
                    yield _Inner(inner.field, text, inner.before, inner.after)
        return
    shown = names.value(field, old), names.value(field, new)
    is_title = isinstance(before, Listed) and field.name == before.TITLE and field.holds is Type.PROSE
    label = "el texto" if is_title else with_article(field.label)
    yield _Inner(name, _told(field, old, new, names, label), *shown)


def _told(field: Field, old: Any, new: Any, names: Names, label: str) -> str:
    """What happened to a field: it was written, erased, marked, or went from one value to another."""
    shown = names.value(field, old), names.value(field, new)
    several = is_plural(field.label)
    if field.holds is Type.YES_NO:
        return f"se {'marca' if new else 'quita la marca de'} {label}"
    if field.holds is Type.ROWS:
        return _rows(label, old, new)
    if field.holds in (Type.TEXT, Type.PROSE) and old and new:
        was, now = _changed_part(old, new)
        return f"{label} {'cambian' if several else 'cambia'}: donde decía {was} dice {now}"
    if not shown[0]:
        return f"se {'anotan' if several else 'anota'} {label}: {shown[1]}"
    if not shown[1]:
        return f"se {'borran' if several else 'borra'} {label} ({'eran' if several else 'era'} {shown[0]})"
    if isinstance(old, tuple) and field.holds is not Type.INTEGERS:
        added, removed = [one for one in new if one not in old], [one for one in old if one not in new]
        return _came_and_went(label, names.items(field, added), names.items(field, removed))
    return f"{label} {'pasan' if several else 'pasa'} de {shown[0]} a {shown[1]}"


def _rows(label: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> str:
    """What happened to a small table: rows are the same by their id, else by their first words."""
    before, after = _by_key(old), _by_key(new)
    return _came_and_went(
        label,
        [quoted(row_name(row)) for key, row in after.items() if key not in before],
        [quoted(row_name(row)) for key, row in before.items() if key not in after],
        [quoted(row_name(row)) for key, row in after.items() if key in before and before[key] != row],
    )


def _came_and_went(label: str, added: list[str], removed: list[str], changed: Sequence[str] = ()) -> str:
    """What happened in a list."""
    parts = [
        f"{several if len(items) > 1 else one} {listed(items)}"
        for one, several, items in (
            ("se agrega", "se agregan", added),
            ("se quita", "se quitan", removed),
            ("cambia", "cambian", changed),
        )
        if items
    ]
    return f"en {label}, {listed(parts)}" if parts else f"cambia el orden de {label}"


def _by_key(rows: tuple[Any, ...]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        key = str(getattr(row, "id", "") or getattr(row, "year", "") or row_name(row))
        while key in found:
            key += "·"
        found[key] = row
    return found


def _changed_part(old: str, new: str) -> tuple[str, str]:
    """The words that differ between two texts, with a few that stayed on either side, each between «»."""
    before, after = old.split(), new.split()
    if before == after:
        return quoted(old), quoted(new)
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = max(head - _ABOUT, 0)
    return _excerpt(before, start, len(before) - tail + _ABOUT), _excerpt(after, start, len(after) - tail + _ABOUT)


def _excerpt(words: list[str], start: int, end: int) -> str:
    shown = " ".join(words[start:end])
    return quoted(f"{'… ' if start else ''}{shown}{' …' if end < len(words) else ''}")
