"""Taking back what was done on an area elsewhere: looked at first, decided where both changed it, one step to undo."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.lending import Lent
from pmi_desktop.domain.merge import Conflict, Decision, Merge, merge
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Change, Ident, NoteChange
from pmi_desktop.services.area_files import AreaFile, keep_attached
from pmi_desktop.services.area_loans import area_names, given, scope_of, taken, taken_name, taken_text
from pmi_desktop.services.area_state import unpacked
from pmi_desktop.services.backups import Reason

if TYPE_CHECKING:
    from pmi_desktop.services.opened import OpenedPlan

Place = tuple[Ident, str]
"""Where a conflict is: the record and its field."""


class AreaOfAnotherPlan(PmiError):
    """An area's file (``path``) is of another plan: ``school`` and ``years`` are its; ``same_school`` if they agree."""


class UnknownLoan(PmiError):
    """An area's file (``path``, for ``to``) went out from a later state of the plan, which this one does not know."""


class OlderReturn(PmiError):
    """From the same copy (``to``'s) something later than this file (``path``) was taken already: it brings nothing."""


class Undecided(PmiError):
    """Both sides changed ``count`` things differently, and nobody decided them; nothing is changed."""

    data = True


@dataclass(frozen=True, slots=True)
class Taking:
    """A returned file beside the plan that gave it: what to compare with, and what may come in.

    ``theirs`` is the base with what lies inside of what was lent; ``outside`` is what else was changed, which stays
    out.
    """

    file: AreaFile
    base: Plan
    theirs: Plan
    outside: tuple[Change, ...]
    remembered: str | None
    reference: Reference

    def merged(self, ours: Plan, decisions: Mapping[Place, Decision] | Decision | None = None) -> Merge:
        """What taking it into our plan would do; ``decisions`` by place, or one for all."""

        def decide(conflict: Conflict) -> Decision | None:
            if isinstance(decisions, Mapping):
                return decisions.get((conflict.ident, conflict.field))
            return decisions

        withheld = [(kind, field) for kind, _, field in (one.partition(".") for one in self.file.manifest.withheld)]
        label = f"recibir {area_names(self.file.loan.areas, self.reference)}"
        return merge(self.base, ours, self.theirs, decide, withheld=withheld, label=label)

    @property
    def brings_something(self) -> bool:
        """Whether anything was done inside of what was lent since it was last taken from there."""
        return self.theirs != self.base


def weigh(
    file: AreaFile, plan: Plan, notes: Mapping[str, str], reference: Reference, *, anyway: bool = False
) -> Taking:
    """A returned file compared with what the plan remembers; ``anyway`` also when it does not remember the loan.

    That loses nothing: what it is compared with comes in the file, and what differs here is asked.

    Raises:
        AreaOfAnotherPlan, UnknownLoan, OlderReturn: it cannot be taken; what to do is in their sentences.
        Refused
    """
    loan, manifest = file.loan, file.manifest
    if manifest.plan != plan.info.id:
        same = manifest.dane_code == plan.school.dane_code and manifest.school == plan.school.name
        years = " a ".join(dict.fromkeys(map(str, manifest.years)))
        raise AreaOfAnotherPlan(path=file.path, school=manifest.school, years=years, same_school=same)
    if not anyway and loan.id not in {one.loan.id for one in given(notes)}:
        raise UnknownLoan(path=file.path, to=loan.to)
    before = taken(notes, loan) if loan.copy else None
    if before is not None and loan.turn < before.turn:
        raise OlderReturn(path=file.path, to=loan.to)
    start = unpacked(before.state, reference) if before else file.base
    lent = Lent(scope_of(loan), file.base, reference)
    part = lent.within(start, file.plan)
    return Taking(file, part.before, part.after, part.outside, notes.get(taken_name(loan)), reference)


def take(opened: "OpenedPlan", taking: Taking, decisions: Mapping[Place, Decision] | Decision | None = None) -> Merge:
    """Bring it in, as one step that can be undone, signed by whoever did it; a backup first, attached files before all.

    Raises:
        Undecided: a conflict is open; nothing is changed.
        NotWhole, CannotRead, CannotWrite, CannotOpen, UnsoundBackup, PlanIsReadOnly: nothing is changed.
    """
    merged = taking.merged(opened.editor.plan, decisions)
    if merged.open:
        raise Undecided(count=len(merged.open))
    prepare(opened, taking)
    return finish(opened, taking, decisions)


def prepare(opened: "OpenedPlan", taking: Taking) -> None:
    """The backup and the attached files; may run beside the window's thread once all is saved."""
    opened.back_up(Reason.MERGE)
    keep_attached(taking.file.path, taking.theirs, opened.evidence)


def finish(opened: "OpenedPlan", taking: Taking, decisions: Mapping[Place, Decision] | Decision | None = None) -> Merge:
    """The edit itself, of the plan as it is now; raises :class:`Undecided` and ``PlanIsReadOnly``."""
    editor, loan = opened.editor, taking.file.loan
    merged = taking.merged(editor.plan, decisions)
    if merged.open:
        raise Undecided(count=len(merged.open))
    if not loan.copy:  # the very file that was given: nothing can have been done in it
        return merged
    text = taken_text(loan.turn, taking.file.plan, taking.reference)
    if merged.edit.changes:
        note = NoteChange(taken_name(loan), taking.remembered, text)
        editor.apply(replace(merged.edit, author=loan.member or loan.to, notes=(note,)))
    elif text != taking.remembered:
        editor.keep_notes({taken_name(loan): text})
    return merged
