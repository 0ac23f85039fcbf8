"""Giving areas of a plan to colleagues, and giving them back: what goes into the file, and what is remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.change_log import LogLine, person
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.lending import Lent, Scope
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Member
from pmi_desktop.official.package.manifest import Loan
from pmi_desktop.services.area_files import Content, area_package
from pmi_desktop.services.area_loans import Given, area_names, base_of, borrowed, borrowed_note, given_note
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.outgoing import EvidenceFile
from pmi_desktop.services.sending import Progress, deliver_file

if TYPE_CHECKING:
    from pmi_desktop.official.package.assembling import Package
    from pmi_desktop.services.opened import OpenedPlan


class UnknownArea(PmiError):
    """The plan's edition of the guide has no such area (``area``); ``known`` are its areas as (id, name)."""


class NotLentToUs(PmiError):
    """This working copy was lent ``lent`` (words), and something else was to be given back (``area``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be given: the areas, what of them, to whom (a member's id, or words) and a note."""

    scope: Scope
    to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file ready to be written, and what the plan remembers of it."""

    package: "Package"
    loan: Loan
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What packing needs of the PC."""

    reference: Reference
    today: date
    evidence_file: EvidenceFile


def leaders(plan: Plan, areas: Sequence[str]) -> tuple[Member, ...]:
    """Who leads any of these areas."""
    return tuple(one for one in plan.all(Member) if not set(areas).isdisjoint(one.leads))


def prepare_loan(plan: Plan, author: str, request: Request, desk: Desk) -> Outgoing:
    """The file that carries areas out.

    Attached files of these areas go along; those that show minors only when they were chosen for the package.

    Raises:
        UnknownArea, PackageTooBig, CannotRead
    """
    areas = desk.reference.catalog(plan).areas
    for area in request.scope.areas:
        if area not in {one.id for one in areas}:
            raise UnknownArea(area=area, known=tuple((one.id, one.name) for one in areas))
    found = leaders(plan, request.scope.areas)
    to = request.to or (found[0].id if found else "")
    loan = Loan(
        id=new_id(),
        areas=request.scope.areas,
        planning=request.scope.planning,
        progress=request.scope.progress,
        to=person(plan, to) if to else "un compañero",
        member=to if plan.get(Member, to) else "",
        sender=person(plan, author) if author else "",
        note=request.note.strip(),
        since=desk.today,
        turn=plan.revision,
    )
    lent = Lent(request.scope, plan, desk.reference)
    attached = [one for one in plan.all(Evidence) if lent.holds(one, plan)]
    minors = tuple(one for one in attached if one.shows_minors and not one.in_package)
    going = tuple(one for one in attached if one not in minors)
    package = area_package(loan, Content(plan, plan, going, minors), desk.reference, desk.evidence_file, desk.today)
    name, text = given_note(Given(loan))
    return Outgoing(package, loan, {name: text})


def prepare_return(plan: Plan, notes: Mapping[str, str], history: Sequence[LogLine], desk: Desk) -> Outgoing:
    """The file that carries a working copy's areas back, with all attached files that are new in it.

    Raises:
        PackageTooBig, CannotRead
    """
    loan = borrowed(notes)
    assert loan is not None, "only a working copy is given back"
    loan = msgspec.structs.replace(loan, turn=loan.turn + 1)
    base = base_of(notes, desk.reference)
    known = {one.sha256 for one in base.all(Evidence)}
    fresh = tuple(one for one in plan.all(Evidence) if one.sha256 not in known)
    content = Content(plan, base, fresh, history=tuple(history))
    package = area_package(loan, content, desk.reference, desk.evidence_file, desk.today)
    return Outgoing(package, loan, dict([borrowed_note(loan)]))


def send(outgoing: Outgoing, target: Path, progress: Progress) -> Path:
    """Write the file, read it back and compare; raises as :func:`~pmi_desktop.services.sending.deliver`."""
    return deliver_file(outgoing.package, target, progress)


def give(opened: "OpenedPlan", request: Request, target: Path, desk: Desk, progress: Progress) -> Loan:
    """All of it, for a plan that is open: a loan, or what a working copy gives back.

    The plan remembers the loan before there is a file, so that none can come back that nobody knows.

    Raises:
        NotLentToUs, PlanIsReadOnly, CannotSave, and what preparing and sending raise; nothing is lent then.
    """
    editor = opened.editor
    loan = borrowed(editor.notes)
    if loan is not None:
        if not set(request.scope.areas) <= set(loan.areas):
            raise NotLentToUs(
                area=area_names(request.scope.areas, desk.reference), lent=area_names(loan.areas, desk.reference)
            )
        outgoing = prepare_return(editor.plan, editor.notes, editor.store.log(), desk)
    else:
        outgoing = prepare_loan(editor.plan, editor.author, request, desk)
    before = {name: editor.notes.get(name) for name in outgoing.notes}
    editor.keep_notes(outgoing.notes)
    try:
        send(outgoing, target, progress)
    except BaseException:
        editor.keep_notes(before)
        raise
    return outgoing.loan


def no_longer_awaited(given: Given) -> dict[str, str]:
    """What the plan remembers when nobody waits for a loan any more; what comes back all the same is still taken."""
    return dict([given_note(msgspec.structs.replace(given, over=True))])
