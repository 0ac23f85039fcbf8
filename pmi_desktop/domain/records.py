"""Records and edits: the values that a plan consists of, and the steps by which it changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from pmi_desktop.domain import fields
from pmi_desktop.domain.fields import Type, fields_of

Ident = tuple[str, str]
"""Kind and key of a record."""

JOINING_PAUSE = timedelta(seconds=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything a plan holds, found by ``(kind, key)`` with the names of the interchange file.

    ``NOUN`` and ``NOUNS`` are its Spanish names, ``FEMININE`` their gender, ``TITLE`` the field that names one on
    screen, ``STEP`` the wizard's step where it is edited: in capitals, for records have fields called kind and step.
    """

    KIND: ClassVar[str]
    NOUN: ClassVar[str]
    NOUNS: ClassVar[str]
    FEMININE: ClassVar[bool] = False
    TITLE: ClassVar[str] = ""
    STEP: ClassVar[str]

    @property
    def key(self) -> str:
        """Its key within its kind; ``""`` for the objects of which a plan has one."""
        raise NotImplementedError

    @property
    def ident(self) -> Ident:
        """Kind and key."""
        return self.KIND, self.key

    def but(self, **values: object) -> Self:
        """The same record with other values; fields inside a group are written ``staff__docentes``."""
        own: dict[str, Any] = {}
        for name, value in values.items():
            head, _, inner = name.partition("__")
            own[head] = replace(own.get(head, getattr(self, head)), **{inner: value}) if inner else value
        return replace(self, **own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Single(Record):
    """A record of which a plan has exactly one."""

    @property
    def key(self) -> str:  # noqa: D102  # says what Record.key says
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Record):
    """A record of a list: known by a random id, placed by ``order`` (gaps between neighbours; equal ones go by id)."""

    id: str = fields.key()
    order: int = 0

    @property
    def key(self) -> str:  # noqa: D102  # says what Record.key says
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed(Record):
    """A record known by what it is about: its key joins its key fields with ``/``; its parents give its place."""

    @property
    def key(self) -> str:  # noqa: D102  # says what Record.key says
        return "/".join(str(getattr(self, field.name)) for field in fields_of(type(self)) if field.in_key)


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after: ``before`` is ``None`` when it was added, ``after`` when it was removed."""

    before: Record | None
    after: Record | None

    @property
    def ident(self) -> Ident:
        """Kind and key of the record it is about."""
        record = self.after if self.after is not None else self.before
        assert record is not None, "a change without a record"
        return record.ident

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)

    def changed_fields(self) -> tuple[str, ...]:
        """Names of the declared fields that differ; all of them for an added or removed record."""
        record = self.after if self.after is not None else self.before
        names = tuple(field.name for field in fields_of(type(record)))
        if self.before is None or self.after is None:
            return names
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What a plan's file remembers beside the plan, before and after an edit; ``None`` for nothing."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Edit:
    """One gesture of the committee: one undo step, one transaction, one line of the change log.

    ``label`` names it after «Deshacer:», as in «eliminar meta». ``author`` is the id of a team member or a name in
    words, ``installation`` a random id of the PC, ``at`` its local time (for reading only: clocks of old PCs decide
    nothing), ``revision`` the number of the plan it makes. Gestures leave these four to whoever applies them.
    ``notes`` are written, taken back and done again together with the changes.
    """

    label: str
    changes: tuple[Change, ...]
    author: str = ""
    installation: str = ""
    at: datetime | None = None
    revision: int = 0
    notes: tuple[NoteChange, ...] = ()

    def inverse(self) -> "Edit":
        """The edit that takes this one back, under the same name."""
        changes = tuple(change.inverse() for change in reversed(self.changes))
        notes = tuple(NoteChange(note.name, note.after, note.before) for note in reversed(self.notes))
        return Edit(self.label, changes, notes=notes)

    def joined(self, later: "Edit") -> "Edit | None":
        """Both as one step when ``later`` goes on typing in the same fields soon after, else ``None``.

        What else the first one changed, as the version it opened, stays part of the step.
        """
        if (self.label, self.author) != (later.label, later.author) or not later.changes:
            return None
        if self.at and later.at and not timedelta(0) <= later.at - self.at <= JOINING_PAUSE:
            return None
        ours = {change.ident: change for change in self.changes}
        if not all(theirs.ident in ours and _goes_on_typing(ours[theirs.ident], theirs) for theirs in later.changes):
            return None
        last = {change.ident: change.after for change in later.changes}
        return replace(later, changes=tuple(Change(one.before, last.get(one.ident, one.after)) for one in self.changes))


def _goes_on_typing(ours: Change, theirs: Change) -> bool:
    """Whether a change begins where another ended and types in the same fields."""
    if ours.before is None or ours.after is None or theirs.after is None or theirs.before != ours.after:
        return False
    typed = ours.changed_fields()
    return typed == theirs.changed_fields() and all(_is_typed(type(ours.after), name) for name in typed)


def _is_typed(cls: type[Record], name: str) -> bool:
    """Whether a field is filled by typing: choices, dates and marks are steps of their own."""
    return fields.field_of(cls, name).holds in {Type.TEXT, Type.PROSE, Type.NUMBER, Type.MONEY, Type.INTEGER, Type.ROWS}


def parents_of(record: Record) -> tuple[Ident, ...]:
    """What a record hangs from: it goes where that goes."""
    return tuple(
        (field.target, getattr(record, field.name)) for field in fields_of(type(record)) if field.holds is Type.PARENT
    )


def squashed(edits: Iterable[Edit]) -> tuple[Change, ...]:
    """What a run of edits amounts to, record by record; a record added and removed on the way leaves no trace."""
    first: dict[Ident, Record | None] = {}
    last: dict[Ident, Record | None] = {}
    for edit in edits:
        for change in edit.changes:
            first.setdefault(change.ident, change.before)
            last[change.ident] = change.after
    return tuple(Change(first[ident], last[ident]) for ident in first if first[ident] != last[ident])
