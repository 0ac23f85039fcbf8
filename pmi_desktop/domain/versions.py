"""The versions of a plan: what the printed PMI (D02.03.F01) shows, and what therefore opens a new version.

Delivering closes a version. Whatever the form prints and changes afterwards opens the next one; the follow-up, attached
files, minutes and the review never do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pmi_desktop.domain.actions import Action, Outreach
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.differences import Difference, differences
from pmi_desktop.domain.fields import default_of, fields_of
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.handing_in import Concept, Delivery, Evidence, Meeting, Observation, Review
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Change, Edit, Keyed, Listed, Record
from pmi_desktop.domain.school import PlanInfo

_AFTERWARDS: tuple[type[Record], ...] = (
    ActionProgress, IndicatorMeasure, Evaluation, GoalReview, Review, Delivery, Concept, Observation,
    Meeting, Evidence,
)  # fmt: skip
"""Kinds that tell what happens once the plan is made."""

PRINTED_KINDS: Mapping[str, type[Record]] = {kind: cls for kind, cls in KINDS.items() if cls not in _AFTERWARDS}
"""Every other kind is printed."""

_NOT_PRINTED: Mapping[type[Record], frozenset[str]] = {
    PlanInfo: frozenset({"id", "version", "previous", "approval_meeting", "priority_threshold", "deadlines"}),
    Rating: frozenset({"votes"}),
}
"""Fields of printed kinds that the form does not show; so are all contact data (``Field.contact``)."""


def _shown(record: Record | None) -> Mapping[str, Any] | None:
    """What the form shows of a record; ``None`` when it shows nothing of it."""
    if record is None or record.KIND not in PRINTED_KINDS:
        return None
    if isinstance(record, Outreach) and record.topic in ("seguimiento", "resultados"):
        return None
    hidden = _NOT_PRINTED.get(type(record), frozenset())
    shown = {
        field.name: getattr(record, field.name)
        for field in fields_of(type(record))
        if field.name not in hidden and not field.contact
    }
    if isinstance(record, Listed):
        shown["order"] = record.order
    if isinstance(record, Action):
        shown["tasks"] = tuple(replace(task, done=False) for task in record.tasks)
    if isinstance(record, Keyed) and all(_says_nothing(record, name) for name in shown):
        return None
    return shown


def _says_nothing(record: Record, name: str) -> bool:
    field = next(one for one in fields_of(type(record)) if one.name == name)
    return field.in_key or getattr(record, name) == default_of(type(record), name)


def prints_in_plan(change: Change) -> bool:
    """Whether a change touches something that the printed PMI shows."""
    return _shown(change.before) != _shown(change.after)


def is_delivered(plan: Plan) -> bool:
    """Whether the plan's current version was handed in, so that it is closed."""
    return any(one.moment == "plan" for one in plan.where(Delivery, "version", plan.info.version))


def opens_new_version(plan: Plan, edit: Edit) -> bool:
    """Whether an edit of this plan changes what was delivered, so that it goes :func:`with_new_version`.

    An edit that says itself which version the plan is then, as going back to a copy does, opens none; nor does one that
    takes the delivery back.
    """
    if not is_delivered(plan) or not any(prints_in_plan(change) for change in edit.changes):
        return False
    after = plan.after(edit)
    return after.info.version == plan.info.version and is_delivered(after)


def with_new_version(plan: Plan, edit: Edit) -> Edit:
    """The edit as it is to be made: together with the next version, under its own name, where it opens one."""
    if not opens_new_version(plan, edit):
        return edit
    after = plan.after(edit).info
    opened = Change(plan.info, after.but(version=after.version + 1))
    others = (change for change in edit.changes if change.ident != opened.ident)
    return replace(edit, changes=(*others, opened))


def opening_label(version: int, reason: str) -> str:
    """How the log of changes names the reason for a version."""
    return f"{_opening(version)}: {' '.join(reason.split())}"


def reason_in(labels: Iterable[str], version: int) -> str:
    """The reason for a version, as the log's labels tell it, the last one that was given; ``""`` if none was."""
    head = f"{_opening(version)}: "
    return next((label.removeprefix(head) for label in reversed([*labels]) if label.startswith(head)), "")


def _opening(version: int) -> str:
    return f"abrir la versión {version}"


def version_differences(old: Plan, new: Plan, reference: Reference) -> tuple[Difference, ...]:
    """What the printed PMI shows differently in two versions."""
    return differences(old, new, reference, [change for change in difference(old, new) if prints_in_plan(change)])
