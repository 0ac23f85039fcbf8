"""What was done elsewhere, brought in: a three-way comparison by record and field against the common base.

What only one side changed comes in; what both changed alike is settled; what both changed differently is a conflict for
a person to decide. Nothing here looks at a clock. The same three plans always give the same result, and a side that
changed nothing changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any

from pmi_desktop.domain.fields import Field, Type, field_of, fields_of
from pmi_desktop.domain.gestures import emptied, mentions_of, with_descendants, without_mentions
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Edit, Ident, Keyed, Listed, Record, parents_of


class Choice(Enum):
    """How a conflict is settled."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  # for texts: ours, an empty line, theirs


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed differently.

    ``field`` is ``""`` where one side removed a record that the other changed or still needs; then ``ours`` and
    ``theirs`` are the record or ``None``. ``staff.docentes`` is a field inside a group.
    """

    ident: Ident
    field: str
    base: Any
    ours: Any
    theirs: Any

    @property
    def can_keep_both(self) -> bool:
        """Whether the two can stand below each other: texts of several lines."""
        return self._holds is Type.PROSE

    @property
    def is_text(self) -> bool:
        """Whether somebody can write a third text over the two."""
        return self._holds in (Type.TEXT, Type.PROSE)

    @property
    def _holds(self) -> Type | None:
        return field_of(KINDS[self.ident[0]], self.field).holds if self.field else None


@dataclass(frozen=True, slots=True)
class Written:
    """A conflict between texts settled with a third one, written over both."""

    text: str


Decision = Choice | Written
Decide = Callable[[Conflict], Decision | None]


@dataclass(frozen=True, slots=True)
class Merge:
    """What bringing in would do: one edit of our plan, and the conflicts with what was decided of each.

    The edit is meant to be applied only when nothing is ``open``; undecided conflicts count as ours in it.
    """

    edit: Edit
    conflicts: tuple[tuple[Conflict, Decision | None], ...]

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts nobody has decided."""
        return tuple(conflict for conflict, choice in self.conflicts if choice is None)

    def counted(self) -> tuple[int, int, int]:
        """How many records would be new, changed and removed."""
        changes = self.edit.changes
        added = sum(change.before is None for change in changes)
        removed = sum(change.after is None for change in changes)
        return added, len(changes) - added - removed, removed


def merge(
    base: Plan,
    ours: Plan,
    theirs: Plan,
    decide: Decide = lambda _: None,
    *,
    withheld: Collection[tuple[str, str]] = (),
    label: str = "recibir un área",
) -> Merge:
    """Brings what changed between ``base`` and ``theirs`` into ``ours``.

    ``withheld`` names fields (kind, field) that were left out of the other side's file: blanks there are no deletions.
    """
    return _Merging(base, ours, theirs, decide, frozenset(withheld)).result(label)


class _Merging:
    """One merge at work: the three plans, what was asked, and what came out so far."""

    def __init__(
        self, base: Plan, ours: Plan, theirs: Plan, decide: Decide, withheld: frozenset[tuple[str, str]]
    ) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._decide = decide
        self._withheld = withheld
        self._conflicts: dict[tuple[Ident, str], tuple[Conflict, Decision | None]] = {}

    def result(self, label: str) -> Merge:
        ours = self._ours
        merged = self._merged()
        while self._brought_back(merged):
            merged = self._merged()
        edit = Edit(label, difference(ours, Plan.of(_without_dangling(merged, ours))))
        return Merge(edit, tuple(self._conflicts[place] for place in sorted(self._conflicts)))

    def _merged(self) -> dict[Ident, Record]:
        idents = dict.fromkeys(record.ident for plan in (self._base, self._ours, self._theirs) for record in plan)
        merged = {ident: record for ident in idents if (record := self._record(ident)) is not None}
        self._settle_parents(merged)
        return merged

    def _brought_back(self, merged: Mapping[Ident, Record]) -> bool:
        """Whether a side that removed what is kept after all had to be given back what it removed along with it."""
        kept = [ident for ident, field in self._conflicts if not field and ident in merged]
        roots = [record for ident in kept if (record := self._base.find(ident)) is not None]
        back = [
            record
            for record in with_descendants(self._base, roots).values()
            if record.ident in merged or (record.ident, "") not in self._conflicts
        ]
        ours, theirs = (_with_again(side, self._base, kept, back) for side in (self._ours, self._theirs))
        moved = ours is not self._ours or theirs is not self._theirs
        self._ours, self._theirs = ours, theirs
        return moved

    def _chosen(self, ident: Ident, field: str, base: Any, ours: Any, theirs: Any) -> Any:
        """What stands in the end where both sides differ; undecided counts as ours."""
        conflict = Conflict(ident, field, base, ours, theirs)
        if (ident, field) not in self._conflicts:
            self._conflicts[ident, field] = (conflict, self._decide(conflict))
        choice = self._conflicts[ident, field][1]
        if isinstance(choice, Written):
            return choice.text if conflict.is_text else ours
        if choice is Choice.BOTH and conflict.can_keep_both:
            return "\n\n".join(part for part in (ours, theirs) if part)
        return theirs if choice is Choice.THEIRS else ours

    def _record(self, ident: Ident) -> Record | None:
        base, ours, theirs = (plan.find(ident) for plan in (self._base, self._ours, self._theirs))
        if theirs in (base, ours):
            return ours
        if ours == base and not self._withheld:
            return theirs
        known = next(record for record in (ours, theirs, base) if record is not None)
        if isinstance(known, Keyed):
            blank = emptied(known)
            merged = self._fields(base or blank, ours or blank, theirs or blank)
            return None if merged == blank else merged
        if ours is None or theirs is None:
            if base is None:
                return ours or theirs
            untouched = _says_the_same(ours or theirs, base)
            return None if untouched else self._chosen(ident, "", base, ours, theirs)
        return self._fields(base or type(ours)(**_required_of(ours)), ours, theirs)

    def _fields(self, base: Record, ours: Record, theirs: Record) -> Record:
        """The record with each field from whoever changed it."""
        values: dict[str, Any] = {}
        for field in fields_of(type(ours)):
            if (ours.KIND, field.name) in self._withheld:
                continue
            values[field.name] = self._value(ours.ident, field, field.name, base, ours, theirs)
        if isinstance(base, Listed) and isinstance(theirs, Listed) and isinstance(ours, Listed):
            values["order"] = _place(base.order, ours.order, theirs.order)
        return replace(ours, **values)

    def _value(self, ident: Ident, field: Field, path: str, base: Any, ours: Any, theirs: Any) -> Any:
        before, here, there = (getattr(part, field.name) for part in (base, ours, theirs))
        if there in (before, here):
            return here
        if here == before:
            return there
        if field.holds is Type.GROUP:
            assert field.part is not None
            parts = fields_of(field.part)
            return replace(
                here,
                **{one.name: self._value(ident, one, f"{path}.{one.name}", before, here, there) for one in parts},
            )
        if field.holds in (Type.REFS, Type.CODES, Type.CHOICES):
            return _joined_lists(before, here, there)
        return self._chosen(ident, path, before, here, there)

    def _settle_parents(self, merged: dict[Ident, Record]) -> None:
        """A record whose parent is gone is a conflict about the parent: back with it, or away with both."""
        todo = list(merged.values())
        while todo:
            record = todo.pop()
            if record.ident not in merged:
                continue
            for parent in parents_of(record):
                if parent in merged:
                    continue
                kept = self._chosen(parent, "", *(plan.find(parent) for plan in (self._base, self._ours, self._theirs)))
                if kept is None:
                    del merged[record.ident]
                    todo += [one for one in merged.values() if record.ident in parents_of(one)]
                    break
                merged[parent] = kept
                todo.append(kept)


def _required_of(record: Record) -> Mapping[str, Any]:
    """The fields a record cannot be without, to make a blank one beside it."""
    return {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if field.name != "order" and ("declared" not in field.metadata or field.metadata["declared"].required)
    }


def _joined_lists(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """What neither side took out, in the base's order, then what either put in, in an order that no side decides."""
    kept = [one for one in base if one in ours and one in theirs]
    return (*kept, *sorted({*ours, *theirs} - {*base}))


def _place(base: int, ours: int, theirs: int) -> int:
    """Where a record stands: where somebody moved it, and if both did, in the later place, whichever side that is."""
    moved = {place for place in (ours, theirs) if place != base}
    return max(moved, default=base)


def _says_the_same(one: Record | None, other: Record) -> bool:
    """Whether they differ in their place in the list at most."""
    if isinstance(one, Listed) and isinstance(other, Listed):
        return one.but(order=other.order) == other
    return one == other


def _with_again(side: Plan, base: Plan, roots: Collection[Ident], back: Iterable[Record]) -> Plan:
    """A side with records of the base that it had removed, mentioned again by what mentioned them.

    Only ``roots`` and what went along with one of them come back: what it removed by itself stays away.
    """
    again: dict[Ident, Record] = {}
    for record in back:
        above = parents_of(record)
        along = any(one in again for one in above)
        whole = all(one in again or side.find(one) is not None for one in above)
        if side.find(record.ident) is None and (record.ident in roots or (along and whole)):
            again[record.ident] = record
    if not again:
        return side
    return Plan.of([*(_mentioning(one, base.find(one.ident), again) for one in side), *again.values()])


def _mentioning(record: Record, before: Record | None, again: Collection[Ident]) -> Record:
    """The record with the mentions it lost when what is there ``again`` was removed."""
    if before is None:
        return record
    stripped = without_mentions(before, again)
    values: dict[str, Any] = {}
    for field in fields_of(type(record)):
        then, meanwhile, now = (getattr(one, field.name) for one in (before, stripped, record))
        if then != meanwhile and now == meanwhile:
            values[field.name] = then
        elif then != meanwhile and field.holds is Type.REFS:
            values[field.name] = _joined_lists(meanwhile, then, now)
    return replace(record, **values) if values else record


def _without_dangling(merged: Mapping[Ident, Record], ours: Plan) -> Iterator[Record]:
    """The records without mentions of what is not there, save those that already led nowhere in our plan.

    An attached file may go on being about a keyed record that is gone: an empty one is none, and can be filled again.
    """
    for record in merged.values():
        own = ours.find(record.ident)
        old = {one for one in mentions_of(own) if ours.find(one) is None} if own is not None else set()
        gone = {one for one in mentions_of(record) if one not in merged and one not in old and not _is_keyed(one)}
        yield without_mentions(record, gone) if gone else record


def _is_keyed(ident: Ident) -> bool:
    kind = KINDS.get(ident[0])
    return kind is not None and issubclass(kind, Keyed)
