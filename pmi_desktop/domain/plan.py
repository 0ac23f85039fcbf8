"""The plan: a frozen value that one edit turns into the next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, cast

from pmi_desktop.domain.errors import StaleEdit
from pmi_desktop.domain.records import Change, Edit, Ident, Listed, Record
from pmi_desktop.domain.school import Identity, PlanInfo, School

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The records of one kind, with what can be derived from them, made when first asked for."""

    records: Mapping[str, Record]
    _made: dict[str, Any] = field(default_factory=dict)

    def ordered(self) -> tuple[Record, ...]:
        if "" not in self._made:
            records = self.records.values()
            listed = isinstance(next(iter(records), None), Listed)  # as its neighbours: they are of one kind
            self._made[""] = tuple(sorted(records, key=_by_order) if listed else records)
        return cast("tuple[Record, ...]", self._made[""])

    def by(self, name: str) -> Mapping[str, tuple[Record, ...]]:
        if name not in self._made:
            groups: dict[str, list[Record]] = {}
            records = self.ordered()
            for record, value in zip(records, map(attrgetter(name), records), strict=True):
                if isinstance(value, tuple):
                    for one in value:
                        groups.setdefault(one, []).append(record)
                elif value in groups:  # made at every key, of thousands of records
                    groups[value].append(record)
                else:
                    groups[value] = [record]
            self._made[name] = {value: tuple(records) for value, records in groups.items()}
        return cast("Mapping[str, tuple[Record, ...]]", self._made[name])


def _by_order(record: Record) -> tuple[int, str]:
    assert isinstance(record, Listed)
    return record.order, record.id


_EMPTY = _Table({})


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole PMI: its records by kind and key, at one revision.

    Two plans are equal when their records are; the revision does not count.
    """

    tables: Mapping[str, _Table]
    revision: int = field(default=0, compare=False)

    @classmethod
    def of(cls, records: Iterable[Record], revision: int = 0) -> "Plan":
        """A plan made of these records. It must hold one ``PlanInfo``; school and identity may be missing."""
        tables: dict[str, dict[str, Record]] = {}
        for record in records:
            tables.setdefault(record.KIND, {})[record.key] = record
        tables.setdefault(School.KIND, {"": School()})
        tables.setdefault(Identity.KIND, {"": Identity()})
        assert PlanInfo.KIND in tables, "a plan without its frame"
        return cls({kind: _Table(table) for kind, table in tables.items()}, revision)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Plan):
            return NotImplemented
        kinds = self.tables.keys() | other.tables.keys()
        return all(self.tables.get(kind, _EMPTY).records == other.tables.get(kind, _EMPTY).records for kind in kinds)

    __hash__ = None  # type: ignore[assignment]  # compared by content, never a key

    @property
    def info(self) -> PlanInfo:
        """Years, version, catalogue, approval."""
        return cast(PlanInfo, self.tables[PlanInfo.KIND].records[""])

    @property
    def school(self) -> School:
        """The school."""
        return cast(School, self.tables[School.KIND].records[""])

    @property
    def identity(self) -> Identity:
        """The review of its identity."""
        return cast(Identity, self.tables[Identity.KIND].records[""])

    @property
    def years(self) -> range:
        """The years of the plan."""
        return range(self.info.start_year, self.info.end_year + 1)

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """Every record of a kind: listed ones in their order, keyed ones as they came."""
        return cast("tuple[R, ...]", self.tables.get(cls.KIND, _EMPTY).ordered())

    def get(self, cls: type[R], key: str | None) -> R | None:
        """The record with that key, if there is one."""
        return None if key is None else cast("R | None", self.tables.get(cls.KIND, _EMPTY).records.get(key))

    def find(self, ident: Ident) -> Record | None:
        """The record of that kind and key, if there is one."""
        return self.tables.get(ident[0], _EMPTY).records.get(ident[1])

    def where(self, cls: type[R], name: str, value: object) -> tuple[R, ...]:
        """The records whose field is that value, or a list that holds it: ``where(Goal, "objective", "o1")``."""
        return cast("tuple[R, ...]", self.tables.get(cls.KIND, _EMPTY).by(name).get(cast(str, value), ()))

    def __iter__(self) -> Iterator[Record]:
        """Every record, kind by kind."""
        for table in self.tables.values():
            yield from table.ordered()

    def after(self, edit: Edit) -> "Plan":
        """The plan that an edit makes of this one.

        Raises :class:`StaleEdit` when a change's ``before`` is not what the plan holds.
        """
        tables = dict(self.tables)
        fresh: dict[str, dict[str, Record]] = {}
        for change in edit.changes:
            kind, key = change.ident
            if kind not in fresh:
                fresh[kind] = dict(tables.get(kind, _EMPTY).records)
            if fresh[kind].get(key) != change.before:
                raise StaleEdit(f"{kind}:{key}")
            if change.after is None:
                del fresh[kind][key]
            else:
                fresh[kind][key] = change.after
        tables.update((kind, _Table(records)) for kind, records in fresh.items())
        return Plan(tables, edit.revision or self.revision + 1)


def difference(old: Plan, new: Plan) -> tuple[Change, ...]:
    """What turns one plan into another, record by record."""
    changes: list[Change] = []
    for kind in sorted(old.tables.keys() | new.tables.keys()):
        before, after = old.tables.get(kind, _EMPTY).records, new.tables.get(kind, _EMPTY).records
        if before is after:
            continue
        keys = [*before, *(key for key in after if key not in before)]
        changes += [Change(before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]
    return tuple(changes)
