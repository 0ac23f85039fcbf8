"""What of a plan somebody may edit elsewhere: one area or several, and which kinds of records of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmi_desktop.domain.actions import Action, Resource
from pmi_desktop.domain.areas import areas_of
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.followup import ActionProgress, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Change, Edit, Ident, Keyed, Listed, Record, parents_of
from pmi_desktop.domain.school import PlanInfo

DIAGNOSIS: tuple[type[Record], ...] = (Rating, Factor, Evidence)
PLANNING: tuple[type[Record], ...] = (Objective, Goal, Indicator, Action, Resource)
PROGRESS: tuple[type[Record], ...] = (ActionProgress, IndicatorMeasure, GoalReview)

STRIDE = 2**32
"""How far apart in a list stands what different areas add to it: farther than anybody adds records to one area."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The areas lent, by their ids, and what of them: ratings, attached files and factors always.

    ``planning`` adds their objectives, goals, indicators, actions and resources; ``progress`` what is told of them at
    each cut and year's end.
    """

    areas: tuple[str, ...]
    planning: bool = False
    progress: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of records that may be edited."""
        classes = (*DIAGNOSIS, *(PLANNING if self.planning else ()), *(PROGRESS if self.progress else ()))
        return frozenset(cls.KIND for cls in classes)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of somebody's work that was lent: the plan before and after it, and what else they changed."""

    before: Plan
    after: Plan
    outside: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Lent:
    """A scope of a plan as it was when it was lent (``base``)."""

    scope: Scope
    base: Plan
    reference: Reference

    def holds(self, record: Record, plan: Plan) -> bool:
        """Whether a record, as it is in that plan, may be edited.

        One that belongs to no area yet, like an objective without factors, may be when it was made meanwhile, or was
        of the area when it was lent.
        """
        if record.KIND not in self.scope.kinds:
            return False
        areas = areas_of(record, plan.find, self.reference)
        if areas:
            return not set(areas).isdisjoint(self.scope.areas)
        before = self.base.find(record.ident)
        if before is None:
            return True
        return not set(areas_of(before, self.base.find, self.reference)).isdisjoint(self.scope.areas)

    def concerns(self, ident: Ident, plan: Plan) -> bool:
        """Whether a record, or one that could be made there, may be edited."""
        record = plan.find(ident) or _possible(ident)
        return record is not None and self.holds(record, plan)

    def outside(self, plan: Plan, edit: Edit) -> tuple[Change, ...]:
        """What of an edit of this plan lies outside of what was lent."""
        return self._parted(plan, plan.after(edit), edit.changes)[1]

    def within(self, start: Plan, end: Plan) -> "Part":
        """What was done inside of what was lent on the way from one plan to another.

        What was added meanwhile to the end of a list stands behind what areas before this one added, whoever comes
        back first: so the order in which areas are taken back does not show.
        """
        start, end = self._apart(start), self._apart(end)
        inside, outside = self._parted(start, end, difference(start, end))
        return Part(start, start.after(Edit("", inside)), outside)

    def _apart(self, plan: Plan) -> Plan:
        """The plan with what is not of the base moved as far behind in its list as the area lent is in the guide."""
        areas = [area.id for catalog in self.reference.catalogs.values() for area in catalog.areas]
        shift = STRIDE * min((place for place, area in enumerate(areas, 1) if area in self.scope.areas), default=0)

        def moved(record: Record) -> Record:
            new = isinstance(record, Listed) and self.base.find(record.ident) is None
            return record.but(order=record.order + shift) if new and isinstance(record, Listed) else record

        return Plan.of(map(moved, plan), plan.revision)

    def _parted(
        self, before: Plan, after: Plan, changes: Iterable[Change]
    ) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
        """The changes inside and outside; what merely follows from others counts as neither."""
        inside: dict[Ident, Change] = {}
        outside: dict[Ident, Change] = {}
        for change in changes:
            allowed = (change.before is None or self.holds(change.before, before)) and (
                change.after is None or self.holds(change.after, after)
            )
            if allowed:
                inside[change.ident] = change
            elif not _follows(change):
                outside[change.ident] = change
        _follow_parents(inside, outside, before)
        return tuple(inside.values()), tuple(outside.values())


def _possible(ident: Ident) -> Record | None:
    """The empty keyed record that a plan could have with that key."""
    cls = KINDS[ident[0]]
    if not issubclass(cls, Keyed):
        return None
    fields = [field for field in fields_of(cls) if field.in_key]
    parts = ident[1].split("/", len(fields) - 1)
    if len(parts) != len(fields):
        return None
    values = {
        field.name: int(part) if field.holds is Type.INTEGER else part
        for field, part in zip(fields, parts, strict=True)
    }
    return cls(**values)


def _follows(change: Change) -> bool:
    """Whether a change is no act of its own: a place in a list that made room, or the version that an edit opened."""
    if change.before is None or change.after is None:
        return False
    fields = change.changed_fields()
    return not fields or (isinstance(change.after, PlanInfo) and fields == ("version",))


def _follow_parents(inside: dict[Ident, Change], outside: dict[Ident, Change], before: Plan) -> None:
    """Sorts what cannot stand alone to what it hangs from, so that both parts leave a whole plan.

    What hangs from something new that stays out stays out too; what something that stays out hung from is not removed
    under it; and what hangs from something removed goes with it.
    """
    _keep_out_with(inside, outside, before)
    kept = _keep_under(inside, outside)
    gone = [one for one in outside.values() if one.after is None and one.ident not in kept]
    moved = True
    while moved:
        removed = {ident for ident, change in inside.items() if change.after is None}
        going = [one for one in gone if one.ident in outside and not removed.isdisjoint(_parents_before(one))]
        moved = bool(going)
        for change in going:
            inside[change.ident] = outside.pop(change.ident)


def _keep_out_with(inside: dict[Ident, Change], outside: dict[Ident, Change], before: Plan) -> None:
    """What hangs from a new record outside goes outside, and what hangs from that."""
    moved = True
    while moved:
        strange = {ident for ident in outside if before.find(ident) is None}
        going = [
            one for one in inside.values() if one.after is not None and not strange.isdisjoint(parents_of(one.after))
        ]
        moved = bool(going)
        for change in going:
            outside[change.ident] = inside.pop(change.ident)


def _keep_under(inside: dict[Ident, Change], outside: dict[Ident, Change]) -> set[Ident]:
    """What was removed, but is still needed by something whose change stays out: it stays, and all above it."""
    removed = {ident: change for ident, change in {**inside, **outside}.items() if change.after is None}
    kept: set[Ident] = set()
    todo = [one for one in outside.values() if one.after is not None]
    while todo:
        for above in _parents_before(todo.pop()):
            if above in removed and above not in kept:
                kept.add(above)
                inside.pop(above, None)
                outside[above] = removed[above]
                todo.append(removed[above])
    return kept


def _parents_before(change: Change) -> tuple[Ident, ...]:
    return parents_of(change.before) if change.before is not None else ()
