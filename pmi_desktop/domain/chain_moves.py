"""How things of the chain change their place, each as one edit: among their siblings, to another parent, as a copy."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.chain import factor_groups, factors_of, objectives_under
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Change, Edit, Ident, Listed

L = TypeVar("L", bound=Listed)

PARENT: Mapping[type[Listed], type[Listed]] = {
    Objective: Factor, Goal: Objective, Indicator: Goal, Action: Goal
}  # fmt: skip
"""What each kind of the chain hangs from."""


def parent_key(plan: Plan, record: Listed) -> str:
    """The key of the link that a record hangs from; of an objective, the keys of its factors with spaces between."""
    if isinstance(record, Objective):
        return " ".join(factor.id for factor in factors_of(plan, record))
    return str(getattr(record, _field(record)))


def parents_of(plan: Plan, cls: type[Listed]) -> tuple[str, ...]:
    """The keys of all links that something of that kind may hang from, as one reads them."""
    if cls is Objective:
        return tuple(" ".join(factor.id for factor in group) for group in factor_groups(plan))
    objectives = [one for group in factor_groups(plan) for one in objectives_under(plan, group)]
    if cls is Goal:
        return tuple(one.id for one in objectives)
    return tuple(goal.id for one in objectives for goal in plan.where(Goal, "objective", one.id))


def children_of(plan: Plan, cls: type[L], parent: str) -> tuple[L, ...]:
    """What of a kind hangs from a link."""
    if cls is Objective:
        wanted = parent.split()
        found: tuple[Listed, ...] = objectives_under(plan, tuple(one for one in plan.all(Factor) if one.id in wanted))
        return found  # type: ignore[return-value]  # they are of the kind asked for
    return plan.where(cls, _PARENT_FIELDS[cls], parent)


def new_under(cls: type[Listed], key: str, parent: str) -> Listed:
    """An empty record that hangs from a link."""
    if cls is Objective:
        return Objective(id=key, factors=tuple(parent.split()))
    values: dict[str, Any] = {_PARENT_FIELDS[cls]: parent}
    return cls(id=key, **values)


def place(plan: Plan, record: Listed, parent: str, after: Listed | None) -> Edit:
    """The record under a link, behind one of those that hang there, or before all of them.

    Where it comes first in its list, it stands before the first of them, so that other parents keep their order.
    """
    values = _under(record, parent)
    others = [one for one in children_of(plan, type(record), parent) if one.id != record.id]
    if not others:
        moved = record.but(**values)
        return Edit(f"mover {record.NOUN}", () if moved == record else (Change(record, moved),))
    if after is None:
        whole = [one for one in plan.all(type(record)) if one.id != record.id]
        index = next(i for i, one in enumerate(whole) if one.id == others[0].id)
        after = whole[index - 1] if index else None
    return gestures.move(plan, record, after=after, **values)


def shifted(plan: Plan, record: Listed, by: int) -> Edit:
    """One place up (-1) or down (1); beyond the first or last sibling, to the neighbouring parent, if there is one."""
    parent = parent_key(plan, record)
    siblings = list(children_of(plan, type(record), parent))
    index = next(i for i, one in enumerate(siblings) if one.id == record.id)
    target = index + by
    if 0 <= target < len(siblings):
        others = [one for one in siblings if one.id != record.id]
        return place(plan, record, parent, others[target - 1] if target else None)
    parents = parents_of(plan, type(record))
    beside = parents.index(parent) + by
    if not 0 <= beside < len(parents):
        return Edit(f"mover {record.NOUN}", ())
    there = children_of(plan, type(record), parents[beside])
    return place(plan, record, parents[beside], there[-1] if by < 0 and there else None)


def copied(plan: Plan, record: Listed, new_id: Callable[[], str]) -> tuple[Edit, Ident]:
    """A copy of the record behind it, with the goals, indicators and actions below it, and what it is known by.

    Money, progress and measured values stay with the original; the tasks of a copied action are still to do.
    """
    records = _copies(plan, record, new_id, {})
    edit = gestures.add(plan, *records, after=record)
    return replace(edit, label=f"duplicar {record.NOUN}"), records[0].ident


def _copies(plan: Plan, record: Listed, new_id: Callable[[], str], values: Mapping[str, object]) -> list[Listed]:
    copy = record.but(id=new_id(), **values)
    if isinstance(copy, Action):
        copy = copy.but(tasks=tuple(replace(task, id=new_id(), done=False) for task in copy.tasks))
    records = [copy]
    for cls, parent in PARENT.items():
        if parent is type(record):
            name = _PARENT_FIELDS[cls]
            for child in plan.where(cls, name, record.key):
                records += _copies(plan, child, new_id, {name: copy.key})
    return records


_PARENT_FIELDS: Mapping[type[Listed], str] = {Goal: "objective", Indicator: "goal", Action: "goal"}


def _field(record: Listed) -> str:
    return _PARENT_FIELDS[type(record)]


def _under(record: Listed, parent: str) -> dict[str, object]:
    """The values that hang a record from a link; factors already answered keep their order."""
    if not isinstance(record, Objective):
        return {_field(record): parent}
    wanted = parent.split()
    kept = [key for key in record.factors if key in wanted]
    factors = (*kept, *(key for key in wanted if key not in kept))
    return {"factors": factors}
