"""A taking in words: how much it brings, each conflict side by side with who and when, what stays out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pmi_desktop.domain.change_log import LogLine, person
from pmi_desktop.domain.checks.words import listed
from pmi_desktop.domain.differences import differences
from pmi_desktop.domain.fields import Type, field_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.merge import Conflict, Merge
from pmi_desktop.domain.naming import Names
from pmi_desktop.domain.numbers import show_long_date
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Ident, Record
from pmi_desktop.services.area_taking import Taking
from pmi_desktop.services.outgoing import without_contacts

NOTHING = "(vacío)"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: what it says, and who said it when, as far as the logs tell."""

    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class Question:
    """A conflict as it is asked: what it is about, both sides, and how it was before."""

    conflict: Conflict
    title: str
    field: str
    ours: Side
    theirs: Side
    before: str


def questions(taking: Taking, conflicts: Iterable[Conflict], ours: Plan, log: Sequence[LogLine]) -> list[Question]:
    """Each conflict in words; ``log`` is that of our plan."""
    return [_question(taking, one, ours, log) for one in conflicts]


def _question(taking: Taking, conflict: Conflict, ours: Plan, log: Sequence[LogLine]) -> Question:
    def find(ident: Ident) -> Record | None:
        return next((found for plan in (ours, taking.theirs, taking.base) if (found := plan.find(ident))), None)

    names = Names(taking.reference, find)
    record = find(conflict.ident)
    title = names.of(record) if record is not None else "algo que ya no está"
    return Question(
        conflict,
        title[:1].upper() + title[1:],
        field_of(KINDS[conflict.ident[0]], conflict.field).label if conflict.field else "",
        Side(_said(conflict, conflict.ours, names), _signed(conflict, log, ours)),
        Side(_said(conflict, conflict.theirs, names), _signed(conflict, taking.file.history, None)),
        _said(conflict, conflict.base, names),
    )


def _said(conflict: Conflict, value: object, names: Names) -> str:
    """A value as the screen shows it: texts as they are, the rest in words; what became of a whole record."""
    if not conflict.field:
        if value is None:
            return "Se eliminó, con lo que depende de esto."
        return "Se conserva, con los cambios que tiene."
    field = field_of(KINDS[conflict.ident[0]], conflict.field)
    said = value if field.holds in (Type.TEXT, Type.PROSE) else names.value(field, value)
    return str(said).strip() or NOTHING


def _signed(conflict: Conflict, log: Sequence[LogLine], plan: Plan | None) -> str:
    """Who touched it last and when: their computer's date, for reading only."""
    head = conflict.field.partition(".")[0]
    for line in reversed(log):
        for one in line.touched:
            if (one.kind, one.key) == conflict.ident and (not one.fields or not head or head in one.fields):
                who = person(plan, line.author) if plan is not None else line.author
                return ", ".join(part for part in (who, _day(line.at)) if part)
    return ""


def _day(at: str) -> str:
    try:
        return show_long_date(datetime.fromisoformat(at).date())
    except ValueError:
        return ""


def counts(merged: Merge) -> str:
    """«3 registros nuevos, 26 cambiados, 1 dato en conflicto y ninguno borrado», for the preview."""
    added, changed, removed = merged.counted()
    asked = len(merged.open)
    return listed([
        _count(added, "nuevo"), _count(changed, "cambiado"), f"{asked} en conflicto", _count(removed, "borrado"),
    ])  # fmt: skip


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def since_in_words(taking: Taking, ours: Plan) -> str:
    """From which state of our plan the file came, and how much was done here since."""
    count = len(difference(taking.file.base, without_contacts(ours)))
    done = "nada ha cambiado" if not count else f"{'cambió' if count == 1 else 'cambiaron'} {_count(count, 'registro')}"
    return f"Se entregó el {show_long_date(taking.file.loan.since)}; aquí, desde entonces, {done}."


def changes_in_words(merged: Merge, ours: Plan, taking: Taking) -> list[str]:
    """What would change in our plan, one sentence each."""
    after = ours.after(merged.edit)
    return [one.text for one in differences(ours, after, taking.reference, merged.edit.changes)]


def outside_in_words(taking: Taking) -> list[str]:
    """What was changed elsewhere without being asked for, one sentence each."""
    return [one.text for one in differences(taking.base, taking.file.plan, taking.reference, taking.outside)]
