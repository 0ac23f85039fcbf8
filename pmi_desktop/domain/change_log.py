"""The log of changes in plain words: who worked on what, which day, and back to the field.

It tells what each line of the log touched. What the values were is in the versions of the plan
(:mod:`pmi_desktop.domain.versions`); the log keeps no names of what has been removed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import Protocol

from pmi_desktop.domain.areas import areas_of
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks.words import listed, sentence
from pmi_desktop.domain.differences import step_of
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.naming import Names, is_plural, with_article
from pmi_desktop.domain.numbers import show_long_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Ident, Keyed, Single
from pmi_desktop.domain.school import Member

NOBODY = "Sin nombre"
GONE = "Alguien que ya no está en el equipo"
_SINGLES = {"plan": "datos del plan", "school": "datos del establecimiento", "identity": "identidad institucional"}


class TouchedRecord(Protocol):
    """A record that a line touched; ``fields`` is empty where it was added or removed."""

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def key(self) -> str:
        """Its key within the kind."""
        ...

    @property
    def fields(self) -> Sequence[str]:
        """Names of the changed fields."""
        ...


class LogLine(Protocol):
    """A line of the log, as the storage keeps it; ``at`` is local time in ISO format or ``""``."""

    @property
    def revision(self) -> int:
        """The number of the plan it made."""
        ...

    @property
    def at(self) -> str:
        """When, in local time."""
        ...

    @property
    def author(self) -> str:
        """Id of a team member, or words."""
        ...

    @property
    def label(self) -> str:
        """What the gesture is called."""
        ...

    @property
    def touched(self) -> Sequence[TouchedRecord]:
        """What it touched."""
        ...


@dataclass(frozen=True, slots=True)
class _Touched:
    kind: str
    key: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    revision: int
    at: str
    author: str
    label: str
    touched: tuple[_Touched, ...]


def line_of(edit: Edit) -> LogLine:
    """An edit as a line of the log, for what has not been saved yet."""
    touched = tuple(
        _Touched(*change.ident, () if change.before is None or change.after is None else change.changed_fields())
        for change in edit.changes
    )
    at = edit.at.isoformat(timespec="seconds") if edit.at else ""
    return _Line(edit.revision, at, edit.author, edit.label, touched)


class What(Enum):
    """What happened to a record."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record that one line touched.

    ``author`` is as the log has it (an id of the team, or words), ``who`` is to be read. ``ident``, ``field`` (the
    first changed one, ``""`` for none) and ``step`` lead back to the input. ``label`` is what the gesture is called,
    with the reason where one was asked for (a new version); ``text`` is a complete sentence.
    """

    revision: int
    at: datetime | None
    author: str
    who: str
    areas: tuple[str, ...]
    ident: Ident
    what: What
    field: str
    step: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one person did on one day in one area (or areas together, or in what is the whole school's).

    ``summary`` counts it: ``26 valoraciones y 1 meta nueva``; ``text`` is the whole line.
    """

    day: date | None
    author: str
    who: str
    areas: tuple[str, ...]
    area_names: str
    summary: str
    entries: tuple[Entry, ...]

    @property
    def text(self) -> str:
        """``Nelly Rangel Tarazona, Gestión administrativa y financiera: 26 valoraciones, 12 de noviembre de 2026``."""
        who = ", ".join(part for part in (self.who, self.area_names) if part)
        return ", ".join(part for part in (f"{who}: {self.summary}", show_long_date(self.day)) if part)


def person(plan: Plan, author: str) -> str:
    """Who that is, to be read: a member's name, or the words given."""
    member = plan.get(Member, author)
    if member is not None:
        return member.name.strip() or member.position.strip() or "Integrante sin nombre"
    return author.strip() or NOBODY


class ChangeLog:
    """The whole log of a plan, told."""

    def __init__(self, lines: Iterable[LogLine], plan: Plan, reference: Reference) -> None:
        self._lines = sorted(lines, key=lambda line: line.revision)
        self._plan = plan
        self._reference = reference
        self._names = Names(reference, plan.find)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every record of every line, oldest first."""
        happened = self._happened()
        return tuple(
            self._entry(line, touched, happened[line.revision, touched.kind, touched.key])
            for line in self._lines
            for touched in line.touched
        )

    @cached_property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Who appears in the log: ``author`` and ``who``, in order of appearance."""
        return tuple(dict.fromkeys((line.author, self._who(line.author)) for line in self._lines))

    def chosen(
        self, *, author: str | None = None, area: str | None = None, first: date | None = None, last: date | None = None
    ) -> tuple[Entry, ...]:
        """The entries of a person, an area (``""`` for the whole school's), from and to a day, both included."""
        return tuple(
            one
            for one in self.entries
            if author in (None, one.author)
            and (area is None or area in (one.areas or ("",)))
            and (first is None or (one.at is not None and one.at.date() >= first))
            and (last is None or (one.at is not None and one.at.date() <= last))
        )

    def chapters(self, entries: Iterable[Entry] | None = None) -> tuple[Chapter, ...]:
        """The entries (all of them if none are given) by day, person and area, in order of first appearance.

        Left out is what in the end changed nothing.
        """
        groups: dict[tuple[date | None, str, tuple[str, ...]], list[Entry]] = {}
        for one in self.entries if entries is None else entries:
            groups.setdefault((one.at.date() if one.at else None, one.author, one.areas), []).append(one)
        return tuple(
            Chapter(day, author, group[0].who, areas, self._area_names(areas), summary, tuple(group))
            for (day, author, areas), group in groups.items()
            if (summary := summary_of(group))
        )

    def _happened(self) -> dict[tuple[int, str, str], What]:
        """What each line did to each record it touched.

        The log only says that a record was added *or* removed. As the two alternate, whether the plan holds it now
        tells which the last of them was, and so all the others.
        """
        found: dict[tuple[int, str, str], What] = {}
        held: dict[Ident, bool] = {}
        for line in reversed(self._lines):
            for one in line.touched:
                ident = (one.kind, one.key)
                here = held.setdefault(ident, self._plan.find(ident) is not None)
                if one.fields:
                    found[line.revision, *ident] = What.CHANGED
                else:
                    found[line.revision, *ident] = What.CAME if here else What.WENT
                    held[ident] = not here
        return found

    def _entry(self, line: LogLine, touched: TouchedRecord, what: What) -> Entry:
        ident = (touched.kind, touched.key)
        record = self._plan.find(ident)
        fields = [name for name in touched.fields if name != "order"]
        field = fields[0] if fields else ""
        return Entry(
            revision=line.revision,
            at=_moment(line.at),
            author=line.author,
            who=self._who(line.author),
            areas=areas_of(record, self._plan.find, self._reference) if record else self._areas_of_gone(ident),
            ident=ident,
            what=what,
            field=field,
            step=step_of(touched.kind, field),
            label=line.label,
            text=self._told(ident, what, fields, moved="order" in touched.fields),
        )

    def _areas_of_gone(self, ident: Ident) -> tuple[str, ...]:
        """A removed rating still names its component in its key; of other records the log keeps nothing."""
        kind, key = ident
        component = key.partition("/")[2] if kind == "ratings" else ""
        return tuple(one.area for one in self._reference.components() if one.id == component)

    def _told(self, ident: Ident, what: What, fields: Sequence[str], *, moved: bool) -> str:
        cls, record = KINDS[ident[0]], self._plan.find(ident)
        name = self._names.of(record) if record else f"{'una' if cls.FEMININE else 'un'} {cls.NOUN} que ya no está"
        if what is not What.CHANGED:
            if issubclass(cls, Keyed):
                return sentence(f"{name}: se {'anota' if what is What.CAME else 'borra'}.")
            return f"Se agrega {name}." if what is What.CAME else f"Se elimina {name}."
        labels = [field_of(cls, one).label for one in fields]
        several = len(labels) > 1 or any(is_plural(one) for one in labels)
        parts = [f"cambia{'n' if several else ''} {listed([with_article(one) for one in labels])}"] if labels else []
        parts += ["cambia de lugar"] if moved else []
        return sentence(f"{name}: {listed(parts)}.")

    def _who(self, author: str) -> str:
        gone = author in self._former and self._plan.get(Member, author) is None
        return GONE if gone else person(self._plan, author)

    @cached_property
    def _former(self) -> frozenset[str]:
        """Ids of those who were in the team and no longer are."""
        return frozenset(one.key for line in self._lines for one in line.touched if one.kind == Member.KIND)

    def _area_names(self, areas: Sequence[str]) -> str:
        names = {area.id: area.name for catalog in self._reference.catalogs.values() for area in catalog.areas}
        return listed([names[one] for one in areas])


def summary_of(entries: Iterable[Entry]) -> str:
    """How much that is: ``26 valoraciones, 1 meta nueva y 2 acciones eliminadas``.

    Each record counts once, and not at all when it came and went, or went and came back.
    """
    happened: dict[Ident, list[What]] = {}
    for one in entries:
        happened.setdefault(one.ident, []).append(one.what)
    outcomes = [(ident[0], outcome) for ident, all_of_it in happened.items() if (outcome := _outcome(all_of_it))]
    counted = Counter(
        (kind, What.CHANGED if outcome is What.CAME and issubclass(KINDS[kind], Keyed) else outcome)
        for kind, outcome in outcomes
    )
    order = list(KINDS)
    in_order = sorted(counted.items(), key=lambda one: order.index(one[0][0]))
    return listed([_counted(kind, outcome, number) for (kind, outcome), number in in_order])


def _outcome(happened: Sequence[What]) -> What | None:
    """What is left of all that happened to a record, in order."""
    whole = [one for one in happened if one is not What.CHANGED]
    if whole and whole[0] is whole[-1]:
        return whole[0]
    there_all_along = not whole or whole[0] is What.WENT
    return What.CHANGED if there_all_along and What.CHANGED in happened else None


def _counted(kind: str, outcome: What, number: int) -> str:
    cls = KINDS[kind]
    if issubclass(cls, Single):
        return _SINGLES[kind]
    ending = ("a" if cls.FEMININE else "o") + ("" if number == 1 else "s")
    noun = cls.NOUN if number == 1 else cls.NOUNS
    what = {What.CAME: f" nuev{ending}", What.WENT: f" eliminad{ending}", What.CHANGED: ""}[outcome]
    return f"{number} {noun}{what}"


def _moment(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None
