"""Records while they are gathered from a workbook: found again wherever the file speaks of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pmi_desktop.domain.fields import Type, field_of, fields_of
from pmi_desktop.domain.gestures import GAP
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.records import Keyed, Listed, Record
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.pages import Cell
from pmi_desktop.official.reading.typed import as_text
from pmi_desktop.official.reading.understood import Note, Spot, Taken, Why


@dataclass(slots=True, eq=False)
class Draft:
    """A record in the making: ``values`` by field (``staff.docentes`` for one in a group), ``spots`` where from.

    ``parents`` are the drafts its parent fields point to, by kind. ``label`` is its short name in the file (``A5``).
    """

    kind: str
    id: str = ""
    label: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    parents: dict[str, "Draft"] = field(default_factory=dict)

    @property
    def cls(self) -> type[Record]:
        """Its class."""
        return KINDS[self.kind]

    @property
    def title(self) -> str:
        """What it is called, folded for comparing."""
        return fold(str(self.values.get(self.cls.TITLE) or ""))

    def fits(self, parents: Mapping[str, "Draft"]) -> bool:
        """Whether it may hang from these drafts: nothing known says otherwise."""
        return all(self.parents.get(kind, one) is one for kind, one in parents.items())


class Drafts:
    """All drafts of a file, with what was noted on the way."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self.listed: dict[str, list[Draft]] = {}
        self.keyed: dict[tuple[str, tuple[Any, ...]], Draft] = {}
        self.singles: dict[str, Draft] = {kind: Draft(kind) for kind in ("plan", "school", "identity")}
        self._labels: dict[tuple[str, str], Draft] = {}
        self._titles: dict[tuple[str, str], list[Draft]] = {}
        self.taken: list[tuple[Spot, Draft, str, str]] = []
        self.doubtful: list[Note] = []
        self.left: list[Note] = []

    # Finding.

    def all(self, kind: str) -> list[Draft]:
        """The drafts of a listed kind in their order."""
        return self.listed.setdefault(kind, [])

    def new(self, kind: str, parents: Mapping[str, Draft] | None = None, label: str = "") -> Draft:
        """A new record at the end of its list."""
        draft = Draft(kind, self._new_id(), label)
        self.all(kind).append(draft)
        self._label(draft, label)
        self.hang(draft, parents or {})
        return draft

    def hang(self, draft: Draft, parents: Mapping[str, Draft]) -> None:
        """Say what a record hangs from, where that was not known yet."""
        for one in fields_of(draft.cls):
            if one.holds is Type.PARENT and one.target in parents:
                draft.parents.setdefault(one.target, parents[one.target])

    def labelled(self, kind: str, label: str) -> Draft | None:
        """The record that the file calls by a short name."""
        return self._labels.get((kind, label))

    def titled(self, kind: str, title: str, parents: Mapping[str, Draft]) -> list[Draft]:
        """The records of that title that may hang from these parents."""
        return [one for one in self._titles.get((kind, fold(title)), ()) if one.fits(parents)]

    def record(
        self, kind: str, label: str, title: str, parents: Mapping[str, Draft], seen: Iterable[Draft] = ()
    ) -> Draft:
        """The record that a row is about: known by its label, else by its title and parents, else a new one.

        One in ``seen`` is another: two rows of the same list are two records, whatever they are called.
        """
        parents = {
            one.target: parents[one.target]
            for one in fields_of(KINDS[kind])
            if one.holds is Type.PARENT and one.target in parents
        }
        found = self.labelled(kind, label) if label else None
        if found is None and title.strip():
            known = [
                one
                for one in self.titled(kind, title, parents)
                if all(one is not other for other in seen) and not (label and one.label)
            ]
            found = known[0] if known else None
        if found is None:
            return self.new(kind, parents, label)
        self._label(found, label)
        self.hang(found, parents)
        return found

    def _label(self, draft: Draft, label: str) -> None:
        if label:
            draft.label = label
            self._labels.setdefault((draft.kind, label), draft)

    def about(self, kind: str, parts: tuple[Any, ...]) -> Draft:
        """The keyed record about these parts of a key: drafts, ids of a catalogue, years."""
        key = kind, tuple(id(one) if isinstance(one, Draft) else one for one in parts)
        if key not in self.keyed:
            draft = Draft(kind)
            names = [one for one in fields_of(KINDS[kind]) if one.in_key]
            for one, part in zip(names, parts, strict=True):
                if isinstance(part, Draft):
                    draft.parents[one.target] = part
                else:
                    draft.values[one.name] = part
            self.keyed[key] = draft
        return self.keyed[key]

    # Giving values.

    def give(self, draft: Draft, name: str, value: Any, cell: Cell, doubt: Why | None = None) -> None:
        """A value for a field; the first one counts, and another one elsewhere is noted."""
        label = field_of(draft.cls, name).label
        if name in draft.values:
            if not same(draft.values[name], value):
                self.doubt(cell, label, Why.ANOTHER_VALUE, shown(draft.values[name]))
            return
        draft.values[name] = value
        draft.spots[name] = cell.spot
        if name == draft.cls.TITLE and isinstance(value, str):
            self._titles.setdefault((draft.kind, fold(value)), []).append(draft)
        self.taken.append((cell.spot, draft, name, label))
        if doubt is not None:
            self.doubt(cell, label, doubt, shown(value))

    def doubt(self, cell: Cell, label: str, why: Why, taken: str = "") -> None:
        """Note what was taken over with a doubt."""
        self.doubtful.append(Note(cell.spot, label, as_text(cell), why, taken))

    def leave(self, cell: Cell, label: str, why: Why) -> None:
        """Note what was not taken over."""
        self.left.append(Note(cell.spot, label, as_text(cell), why))

    # Building.

    def records(self) -> Iterator[Record]:
        """Every record, those of lists in the order in which they were met; parents must be known."""
        for kind, cls in KINDS.items():
            if kind in self.singles:
                yield _built(self.singles[kind])
            for index, draft in enumerate(self.listed.get(kind, ())):
                if issubclass(cls, Listed):
                    yield _built(draft, id=draft.id, order=(index + 1) * GAP)
        for draft in self.keyed.values():
            if issubclass(draft.cls, Keyed) and set(draft.values) - _key_names(draft.cls):
                yield _built(draft)

    def taken_values(self) -> Iterator[Taken]:
        """The values understood, once the records are built."""
        for spot, draft, name, label in self.taken:
            yield Taken(spot, (draft.kind, key_of(draft)), name, label, shown(draft.values[name]))


def _key_names(cls: type[Record]) -> set[str]:
    return {one.name for one in fields_of(cls) if one.in_key}


def _built(draft: Draft, **more: Any) -> Record:
    own: dict[str, Any] = dict(more)
    grouped: dict[str, Any] = {}
    for name, value in draft.values.items():
        (grouped if "." in name else own)[name] = value
    for one in fields_of(draft.cls):
        if one.holds is Type.PARENT:
            own[one.name] = key_of(draft.parents[one.target])
    record = draft.cls(**own)
    return record.but(**{name.replace(".", "__"): value for name, value in grouped.items()})


def key_of(draft: Draft) -> str:
    """The key its record gets."""
    if draft.id or draft.kind in {"plan", "school", "identity"}:
        return draft.id
    parts = []
    for one in fields_of(draft.cls):
        if one.in_key:
            parent = draft.parents.get(one.target) if one.holds is Type.PARENT else None
            parts.append(key_of(parent) if parent else str(draft.values[one.name]))
    return "/".join(parts)


def same(one: Any, other: Any) -> bool:
    """Whether two readings of a value say the same; spelling of texts does not count."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or fold(one) == fold(other)
    return bool(one == other)


def shown(value: Any) -> str:
    """A value in words, for a note."""
    from pmi_desktop.official.values import in_words

    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    return in_words(value)
