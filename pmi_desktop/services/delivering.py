"""What handing in does to the plan: the delivery is noted down, its version kept, and later ones compared with it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.moments import PLAN, Moment, moments_of
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Change, Edit
from pmi_desktop.domain.school import Member
from pmi_desktop.domain.versions import is_delivered, prints_in_plan, reason_in, version_differences
from pmi_desktop.paths import bundled
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.forms import ADOPTED, forms_in
from pmi_desktop.services.hand_in import Desk
from pmi_desktop.services.interchange import read_plan, write_plan

if TYPE_CHECKING:
    from pmi_desktop.official.package.manifest import Manifest
    from pmi_desktop.storage.store import PlanStore, Version


def desk_at(plan: Path, data: Path, reference: Reference, today: date) -> Desk:
    """The desk for a plan's file, with the forms shipped and those adopted in a data folder; raises ``BadForm``."""
    evidence = EvidenceFolder(plan)
    return Desk(
        reference=reference,
        forms=forms_in(bundled("forms"), data / ADOPTED),
        fonts=bundled("resources", "fonts"),
        today=today,
        evidence_file=lambda one: evidence.find(one.sha256),
    )


def deliveries_at(plan: Plan, moment: Moment) -> tuple[Delivery, ...]:
    """What was handed in at a moment, of the plan's current version where the moment is the plan."""
    return tuple(
        one
        for one in plan.all(Delivery)
        if one.moment == moment.kind
        and (one.checkpoint or "") == moment.checkpoint
        and (one.year or 0) == moment.year
        and (moment.kind != "plan" or one.version == plan.info.version)
    )


def moment_to_deliver(plan: Plan, today: date) -> Moment:
    """What is next to be handed in: the plan, then the last cut that has come, then the closing of a year that ended.

    The plan again when nothing of that is due.
    """
    if not is_delivered(plan):
        return PLAN
    due = [moment for moment in moments_of(plan) if _has_come(moment, plan, today)]
    cuts = [one for one in due if one.kind == "checkpoint"][-1:]
    closings = [one for one in due if one.kind == "closing"]
    return next((one for one in (*cuts, *closings) if not deliveries_at(plan, one)), PLAN)


def _has_come(moment: Moment, plan: Plan, today: date) -> bool:
    if moment.kind == "closing":
        return moment.year < today.year
    cut = plan.get(Checkpoint, moment.checkpoint)
    return cut is not None and cut.date is not None and cut.date <= today


def noted(plan: Plan, packaged: Plan, moment: Moment, manifest: "Manifest", author: str, key: str) -> Edit:
    """The edit that notes down a package that was written.

    A package made again before the first one got a receipt takes its place. ``packaged`` is the plan in it: whatever
    the form prints and has changed since belongs to the next version. ``key`` is the id of a new delivery.
    """
    made = {
        "made_on": manifest.made_on,
        "package_code": manifest.code,
        "delivered_by": who(plan, author),
        "version": packaged.info.version,
    }
    waiting = next((one for one in deliveries_at(packaged, moment) if plan.find(one.ident) and _is_open(one)), None)
    if waiting is None:
        delivery = Delivery(
            id=key, moment=moment.kind, checkpoint=moment.checkpoint or None, year=moment.year or None
        ).but(**made)
        edit = gestures.add(plan, delivery)
    else:
        edit = gestures.change(plan, waiting, **made)
    changes = edit.changes
    late = plan.info.version == packaged.info.version and any(map(prints_in_plan, difference(packaged, plan)))
    if moment == PLAN and late:
        changes = (*changes, Change(plan.info, plan.info.but(version=plan.info.version + 1)))
    return Edit("anotar la entrega", changes)


def _is_open(delivery: Delivery) -> bool:
    """Whether nothing says yet that the other side has it."""
    return not (delivery.delivered_on or delivery.receipt_number.strip() or delivery.received_by.strip())


def who(plan: Plan, author: str) -> str:
    """The name of whoever works: of a member of the team, or as it was typed; the head of the school's without one."""
    member = plan.get(Member, author)
    return (member.name if member else author).strip() or plan.school.head_name.strip()


def keep_version(store: "PlanStore", plan: Plan, reference: Reference, at: datetime) -> None:
    """Keep a plan as its version was delivered, in its own file.

    One that was kept before and prints the same stays. One that prints something else was never handed in, for a
    delivered version does not change: it is replaced. Raises ``CannotSave``.
    """
    number = plan.info.version
    kept = kept_plan(store, number, reference)
    if kept is not None and not version_differences(kept, plan, reference):
        return
    text = write_plan(plan, reference).decode()
    store.close_version(number, at, reason_for(store, number), text)


def kept_plan(store: "PlanStore", number: int, reference: Reference) -> Plan | None:
    """A delivered version of the plan, nothing when it was not kept."""
    text = store.version_text(number)
    return None if text is None else read_plan(text.encode(), reference, _no_new_id)


def _no_new_id() -> str:
    raise AssertionError("a plan that this program wrote has its id")


def kept_versions(store: "PlanStore", plan: Plan) -> tuple["Version", ...]:
    """The versions that were delivered, oldest first; one whose delivery was taken back is not among them."""
    delivered = {one.version for one in plan.all(Delivery) if one.moment == PLAN.kind}
    return tuple(one for one in store.versions() if one.number in delivered)


def reason_for(store: "PlanStore", number: int) -> str:
    """Why a version was opened, as the log of changes tells it; nothing for the first one."""
    return reason_in((entry.label for entry in store.log()), number)


@dataclass(frozen=True)
class Kept:
    """A delivered version as it was; ``closed_on`` in words."""

    number: int
    closed_on: str
    reason: str
    plan: Plan


def kept_all(store: "PlanStore", plan: Plan, reference: Reference) -> tuple[Kept, ...]:
    """Every delivered version of a plan, oldest first."""
    return tuple(
        Kept(one.number, _day(one.closed_at), one.reason or reason_for(store, one.number), kept)
        for one in kept_versions(store, plan)
        if (kept := kept_plan(store, one.number, reference)) is not None
    )


def _day(moment: str) -> str:
    return show_date(datetime.fromisoformat(moment).date())


def upload_steps(folder: str) -> str:
    """How a package of that name gets to the Secretaría, one step per line."""
    from pmi_desktop.official.package.readme import upload_steps as steps

    return steps(folder).replace("\n   ", " ")
