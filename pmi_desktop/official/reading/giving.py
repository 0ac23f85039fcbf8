"""Values into drafts: which field of which record a value of a form gives back."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from pmi_desktop.domain.actions import Task
from pmi_desktop.domain.catalog import Component, Criterion
from pmi_desktop.domain.fields import Field, Type, field_of, fields_of
from pmi_desktop.domain.goals import YearTarget
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.records import Keyed
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.collecting import Row, Told
from pmi_desktop.official.reading.drafts import Draft, Drafts
from pmi_desktop.official.reading.subjects import Scope, identity_of
from pmi_desktop.official.reading.typed import NotUnderstood, as_text, date_in, kept_text, level_of, meant
from pmi_desktop.official.reading.understood import Why
from pmi_desktop.official.values import Path, path_of

GIVES_BACK: Mapping[str, str] = {
    "reading.target": "indicators.target",
    "ratings.level_name": "ratings.level",
    "approval.number": "meetings.number",
    "approval.date": "meetings.date",
    "approval.place": "meetings.place",
    "approval.decisions": "meetings.decisions",
    "goals.with_date": "goals.text",
}
"""Values that forms compute and that tell a field all the same, besides those that say so themselves."""

NAMES = frozenset({Type.REF, Type.REFS, Type.CODE, Type.CODES})
"""What is written by name and can be found only when the whole file is read."""

_BULLET = re.compile(r"^\s*(?:[-*•·]|[0-9]{1,2}[.)])\s+")

_NOT_APPLICABLE = frozenset({"n a", "na", "no aplica", "n d"})


def destination(path: Path) -> tuple[str, str]:
    """The kind and field that a value gives back; empty ones when it gives none."""
    if path.computed is None:
        kind, _, name = path.text.partition(".")
        return kind, name
    kind, _, name = (GIVES_BACK.get(path.text) or path.computed.stands_for).partition(".")
    return kind, name


class Giving:
    """Gives the values of rows to drafts; names of people, sites and places wait in ``waiting``."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.waiting: list[tuple[Told, Draft, Field]] = []
        self.signers: list[tuple[str, str]] = []
        self.attendance: Told | None = None
        self.period: list[Told] = []
        self.following: list[tuple[Told, Draft, str]] = []
        self._by_months: list[Draft] = []
        self._special: Mapping[str, Callable[[Told, Scope], None]] = {
            "actions.task_list": self._tasks,
            "indicators.yearly": self._yearly,
            "ratings.evidence_or_reason": self._evidence,
            "ratings.level": self._level,
            "ratings.counted_level": self._level,
            "goals.with_date": self._goal_with_date,
            "factors.labelled": _nothing,
            "plan.period": self._period,
            "resources.cost": partial(self._following, name="amount"),
            "resources.spent_in": partial(self._following, name="year"),
            "approval.attendance": self._attendance,
            "criterion.result": self._school_answer,
            "criterion.note": self._school_answer,
            "criterion.sed_result": self._sed_answer,
            "criterion.sed_note": self._sed_answer,
        }

    def row(self, row: Row, scope: Scope) -> None:
        """All values of a row, of which ``scope`` says what it is about."""
        for told in row.told.values():
            self._one(told, row, scope)
        if "signers.name" in row.told:
            self.signers.append((row.text("signers.name").strip(), row.text("signers.role").strip()))
        self._months(row, scope)

    def _one(self, told: Told, row: Row, scope: Scope) -> None:
        if told.path in self._special:
            self._special[told.path](told, scope)
            return
        path = path_of(told.path)
        kind, name = destination(path)
        if kind not in KINDS:
            return
        if isinstance(scope.get("factors"), tuple) and kind == "factors":
            return  # a cell that speaks of several factors at once: they are described elsewhere
        draft = self.owner(kind, scope)
        if draft is None:
            self._drafts.leave(told.cell, path.label, Why.NO_PARENT)
            return
        named = identity_of(kind, row) if told.path.endswith(".labelled") else None
        if named is not None:
            told = replace(told, cell=replace(told.cell, value=named.text))
            if told.cell.value == "":
                return
        self.give(told, draft, name)

    def give(self, told: Told, draft: Draft, name: str) -> None:
        """One value to one field; what cannot be understood is noted."""
        field = field_of(draft.cls, name)
        if field.holds in NAMES:
            self.waiting.append((told, draft, field))
            return
        if len(told.marks) > 1 and field.holds is not Type.CHOICES:
            self._drafts.leave(told.cell, field.label, Why.SEVERAL_MARKS)
            return
        try:
            found = meant(field, told.cell, told.slot.words)
        except NotUnderstood as problem:
            self._drafts.leave(told.cell, field.label, problem.why)
            return
        if field.holds is Type.YES_NO and found.value is False:
            return
        self._drafts.give(draft, name, found.value, told.cell, found.doubt)

    def owner(self, kind: str, scope: Scope) -> Draft | None:
        """The record of a kind that a value belongs to, made where nothing more is needed to know it."""
        here = scope.get(kind)
        if isinstance(here, Draft):
            return here
        if kind in self._drafts.singles:
            return self._drafts.singles[kind]
        if issubclass(KINDS[kind], Keyed):
            parts = [_key_part(field, scope) for field in fields_of(KINDS[kind]) if field.in_key]
            return None if None in parts else self._drafts.about(kind, tuple(parts))
        if kind in ("meetings", "concepts"):
            return self.only(kind)
        if kind == "evaluations":
            return self._evaluation(scope.get("year"))
        return None

    def only(self, kind: str) -> Draft:
        """The one record of a kind that a form speaks of."""
        known = self._drafts.all(kind)
        return known[0] if known else self._drafts.new(kind)

    def _evaluation(self, year: object) -> Draft:
        for one in self._drafts.all("evaluations"):
            if one.values.get("year") == year:
                return one
        draft = self._drafts.new("evaluations")
        if isinstance(year, int):
            draft.values["year"] = year
        return draft

    # What needs more than its own cell.

    def _tasks(self, told: Told, scope: Scope) -> None:
        draft, text = self.owner("actions", scope), as_text(told.cell)
        if draft is None:
            return
        bulleted = "• " in text
        lines: list[str] = []
        for line in text.split("\n"):
            if bulleted and not line.startswith("• ") and lines:
                lines[-1] += f"\n{line}"
            elif line.strip():
                lines.append(line.removeprefix("• ") if bulleted else _BULLET.sub("", line))
        field = field_of(Task, "description")
        try:
            tasks = tuple(Task(id=f"t{n}", description=kept_text(field, one).value) for n, one in enumerate(lines, 1))
        except NotUnderstood as problem:
            self._drafts.leave(told.cell, "Tareas", problem.why)
            return
        self._drafts.give(draft, "tasks", tasks, told.cell)

    def _yearly(self, told: Told, scope: Scope) -> None:
        draft = self.owner("indicators", scope)
        field = field_of(YearTarget, "value")
        targets = []
        for piece in as_text(told.cell).split(";"):
            year, _, text = piece.partition(":")
            if draft is None or not re.fullmatch(r"\s*2[01][0-9]{2}\s*", year) or not text.strip():
                self._drafts.leave(told.cell, "Metas por año", Why.NOT_A_VALUE)
                return
            try:
                value = meant(field, replace(told.cell, value=_settled(text.strip()), percent=False)).value
            except NotUnderstood as problem:
                self._drafts.leave(told.cell, "Metas por año", problem.why)
                return
            targets.append(YearTarget(year=int(year), value=value))
        if draft is not None:
            self._drafts.give(draft, "targets", tuple(targets), told.cell)

    def _evidence(self, told: Told, scope: Scope) -> None:
        draft, text = self.owner("ratings", scope), as_text(told.cell)
        if draft is None:
            return
        found = re.match(r"No aplica:[ ]?([^\n]*)(?:\n|$)", text)
        if found:
            self._text(told, draft, "reason", found[1])
            text = text[found.end() :]
        if text:
            self._text(told, draft, "evidence", text)

    def _text(self, told: Told, draft: Draft, name: str, text: str) -> None:
        self.give(replace(told, path="", cell=replace(told.cell, value=text)), draft, name)

    def _level(self, told: Told, scope: Scope) -> None:
        draft = self.owner("ratings", scope)
        if draft is None:
            return
        if not told.marks and fold(as_text(told.cell)) in _NOT_APPLICABLE:
            self._drafts.give(draft, "not_applicable", True, told.cell)
            return
        level = level_of(as_text(told.cell)) if isinstance(told.cell.value, str) and len(told.marks) < 2 else None
        if level is not None:
            self._drafts.give(draft, "level", level, told.cell)
        else:
            self.give(told, draft, "level")

    def _goal_with_date(self, told: Told, scope: Scope) -> None:
        draft = self.owner("goals", scope)
        text, line, day = as_text(told.cell).rpartition("\nFecha: ")
        if draft is None:
            return
        try:
            when = date_in(day) if line else None
        except NotUnderstood:
            text, when = as_text(told.cell), None
        if when is not None:
            self._drafts.give(draft, "due_on", when, told.cell)
        self._text(told, draft, "text", text if when else as_text(told.cell))

    def _period(self, told: Told, _scope: Scope) -> None:
        self.period.append(told)

    def _following(self, told: Told, scope: Scope, *, name: str) -> None:
        """It may follow from other values, which are known when the whole file has been read."""
        draft = self.owner("resources", scope)
        if draft is not None:
            self.following.append((told, draft, name))

    def _attendance(self, told: Told, _scope: Scope) -> None:
        self.attendance = told

    def _school_answer(self, told: Told, scope: Scope) -> None:
        """What the program works out by itself is compared, not taken over."""
        criterion = scope.get("criterion")
        if isinstance(criterion, Criterion) and (criterion.manual or told.path == "criterion.note"):
            self._answer(told, criterion, "school")

    def _sed_answer(self, told: Told, scope: Scope) -> None:
        criterion = scope.get("criterion")
        if isinstance(criterion, Criterion):
            self._answer(told, criterion, "sed")

    def _answer(self, told: Told, criterion: Criterion, by: str) -> None:
        version = self._drafts.singles["plan"].values.get("version", 1)
        draft = self._drafts.about("review", (criterion.id, by, version))
        self.give(told, draft, "note" if told.path.endswith("note") else "result")

    def _months(self, row: Row, scope: Scope) -> None:
        """Dates from the months marked, where the action has none of its own."""
        action, year = scope.get("actions"), scope.get("year")
        if not row.months or not isinstance(action, Draft) or not isinstance(year, int):
            return
        (first, cell), (last, last_cell) = row.months[0], row.months[-1]
        end = date(year, last, monthrange(year, last)[1])
        if not action.values.keys() & {"start_on", "end_on"}:
            self._by_months.append(action)
            self._drafts.give(action, "start_on", date(year, first, 1), cell, Why.DATE_FROM_MONTHS)
            self._drafts.give(action, "end_on", end, last_cell, Why.DATE_FROM_MONTHS)
        elif any(one is action for one in self._by_months):
            action.values["end_on"] = end  # it goes on in the grid of another year


def _nothing(_told: Told, _scope: Scope) -> None:
    """Read with the subject of its row."""


def _key_part(field: Field, scope: Scope) -> Any:
    found = scope.get(field.target or field.name)
    return found.id if isinstance(found, Component) else found


def _settled(text: str) -> str:
    """A number that this program wrote: its points part thousands."""
    return text.replace(".", "") if re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", text) else text
