"""Whom or what a row of a filled form is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmi_desktop.domain.catalog import Area, Component, Criterion, Process
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.records import Listed
from pmi_desktop.official.computed.diagnosis import NO_FACTOR
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.collecting import Row, tells
from pmi_desktop.official.reading.drafts import Draft, Drafts
from pmi_desktop.official.reading.guide import Guide
from pmi_desktop.official.reading.typed import as_text
from pmi_desktop.official.reading.understood import Why

Scope = Mapping[str, Any]
"""What is being read about: drafts by kind, or an area, process, component, criterion or year."""

SOURCE_KINDS: Mapping[str, str] = {
    "scheduled_actions": "actions",
    "resourced_actions": "actions",
    "troubled_actions": "actions",
    "cuts": "checkpoints",
    "plan_outreach": "outreach",
    "followup_outreach": "outreach",
}
"""Sources whose rows are records of a kind that is called otherwise."""

_MEANT_BY: Mapping[str, Mapping[str, str]] = {
    "plan_outreach": {"topic": "plan"},
    "followup_outreach": {"topic": "seguimiento"},
}
"""What a source says of its rows by itself."""

_TREE = ("objectives", "goals", "indicators", "actions", "checkpoints")
"""Kinds that rows of others name, parents first."""

_LABEL = re.compile(r"\s*(FC|O|M|I|A)\s?-?([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*(?:[.:)–-]+(?:\s|$)|$)", re.IGNORECASE)
_PREFIX = {"factors": "FC", "objectives": "O", "goals": "M", "indicators": "I", "actions": "A"}


@dataclass(frozen=True, slots=True)
class Named:
    """A short name and a text: ``A5. Leer`` is ``A5`` and ``Leer``."""

    label: str
    text: str


def parted(kind: str, text: str) -> Named:
    """A text without the short name that forms put before it, if it is one of that kind."""
    found = _LABEL.match(text)
    if found is None or found[1].upper() != _PREFIX.get(kind):
        return Named("", text)
    rest = text[found.end() :]
    return Named(f"{found[1].upper()}{found[2]}", rest)


def kind_of(rows: str) -> str:
    """The kind of record that a source's rows are about; empty when they are not about records."""
    kind = SOURCE_KINDS.get(rows, rows)
    return kind if kind in KINDS and issubclass(KINDS[kind], Listed) else ""


def identity_of(kind: str, row: Row) -> Named | None:
    """How a row names a record of a kind: by label, by label and text, or by text; ``None`` if it does not."""
    label = row.text(f"{kind}.label").strip() if KINDS[kind].TITLE != "label" else ""
    whole = row.text(f"{kind}.labelled")
    text = row.text(f"{kind}.with_date").partition("\nFecha:")[0] or row.text(f"{kind}.{KINDS[kind].TITLE}")
    if whole:
        named = parted(kind, whole)
        return Named(named.label or label, named.text or text)
    if not label and not text:
        return None
    short = parted(kind, label).label if label else ""
    return Named(short, text)


class Subjects:
    """Finds the subject of each row in the drafts and the guide."""

    def __init__(self, drafts: Drafts, guide: Guide, criteria: Mapping[str, Criterion]) -> None:
        self._drafts = drafts
        self._guide = guide
        self._criteria = criteria

    def scope_of(self, rows: str, row: Row, scope: Scope, seen: list[Draft]) -> Scope | None:
        """What is in scope for a row of a source; ``None`` when the row says nothing or nobody knows about what."""
        if rows in ("areas", "processes", "components", "strengths", "opportunities"):
            return self._in_guide(rows, row, scope)
        if rows == "criteria":
            return self._criterion(row, scope)
        if rows == "factor_groups":
            return self._group(row, scope)
        if rows == "years":
            return _year(row, scope)
        kind = kind_of(rows)
        if not kind or not any(tells(path) for path in row.told):
            return None
        scope = self._with_named(kind, row, scope)
        named = identity_of(kind, row) or Named("", "")
        parents = {name: one for name, one in scope.items() if isinstance(one, Draft)}
        draft = self._drafts.record(kind, named.label, named.text, parents, seen)
        seen.append(draft)
        for name, value in _MEANT_BY.get(rows, {}).items():
            draft.values.setdefault(name, value)
        group = scope.get("factors")
        if kind == "objectives" and isinstance(group, tuple) and "factors" not in draft.values:
            draft.values["factors"] = tuple(one.id for one in group)
        return {**scope, kind: draft}

    def _with_named(self, kind: str, row: Row, scope: Scope) -> Scope:
        """The scope with the other records that a row names, as the goal of an indicator."""
        for other in _TREE:
            named = identity_of(other, row) if other != kind else None
            if named is not None:
                parents = {name: one for name, one in scope.items() if isinstance(one, Draft)}
                scope = {**scope, other: self._drafts.record(other, named.label, named.text, parents)}
        return scope

    def named(self, kind: str, row: Row, scope: Scope) -> Scope:
        """The scope with the record of a kind that single cells or a sheet's name tell of."""
        return self.scope_of(kind, row, scope, []) or scope

    def _in_guide(self, rows: str, row: Row, scope: Scope) -> Scope | None:
        if rows == "areas":
            area = self._area(row)
            return None if area is None else {**scope, "area": area}
        if rows == "processes":
            text = row.text("process.label") or f"{row.text('process.id')} {row.text('process.name')}".strip()
            process = self._guide.process(text) if text else None
            return None if process is None else self._with_area({**scope, "process": process}, process)
        return self._component(row, scope)

    def _area(self, row: Row) -> Area | None:
        for path in ("area.name", "area.short", "area.id"):
            found = self._guide.area(row.text(path)) if row.text(path) else None
            if found is not None:
                return found
        number = row.text("area.number").strip()
        return self._guide.area_by_number(int(number)) if number.isdecimal() and len(number) == 1 else None

    def _component(self, row: Row, scope: Scope) -> Scope | None:
        number = row.text("component.id")
        name = row.text("component.name") or row.text("component.label")
        if not number.strip() and not name.strip():
            return None
        area = scope.get("area")
        found = self._guide.component(number=number, name=name, area=area.id if isinstance(area, Area) else "")
        told = next(
            row.told[path] for path in ("component.name", "component.label", "component.id") if path in row.told
        )
        if found is None:
            if any(path.startswith("ratings.") for path in row.told):
                self._drafts.leave(told.cell, "Componente", Why.NO_SUCH_COMPONENT)
            return None
        component = self._guide.catalog.components[found.id]
        if found.doubt is not None:
            self._drafts.doubt(told.cell, "Componente", found.doubt, component.name)
        return self._with_area({**scope, "component": component}, component)

    def _with_area(self, scope: Scope, one: Component | Process) -> Scope:
        area = self._guide.catalog.area(one.area)
        return {**scope, "area": area} if area is not None else scope

    def component(self, id: str, scope: Scope) -> Scope | None:
        """The scope of a row that the form itself says to be a component's."""
        component = self._guide.catalog.components.get(id)
        return None if component is None else self._with_area({**scope, "component": component}, component)

    def criterion(self, id: str, scope: Scope) -> Scope | None:
        """The scope of a row that the form itself says to be a criterion's."""
        return {**scope, "criterion": self._criteria[id]} if id in self._criteria else None

    def _criterion(self, row: Row, scope: Scope) -> Scope | None:
        folded = fold(row.text("criterion.text"))
        found = [one for one in self._criteria.values() if folded and fold(one.text) == folded]
        if not found:
            found = [one for one in self._criteria.values() if one.id == row.text("criterion.id").strip()]
        return {**scope, "criterion": found[0]} if len(found) == 1 else None

    def _group(self, row: Row, scope: Scope) -> Scope | None:
        """The factors that a cell lists, one per line; a line without short name goes on with the one before."""
        told = row.told.get("factors.labelled") or row.told.get("factors.description") or row.told.get("factors.label")
        if told is None:
            return None
        text = as_text(told.cell)
        if fold(text) == fold(NO_FACTOR):
            return {**scope, "factors": ()}
        drafts: list[Draft] = []
        for named in _factors_in(text):
            found = self._drafts.labelled("factors", named.label) if named.label else None
            if found is None and named.text.strip():
                known = self._drafts.titled("factors", named.text, {})
                found = known[0] if known else None
            if found is None:
                found = self._drafts.new("factors", label=named.label)
                self._drafts.give(found, "description", named.text, told.cell)
            drafts.append(found)
        return {**scope, "factors": tuple(drafts)}


def _factors_in(text: str) -> list[Named]:
    """The factors of a cell; texts of several lines stay together."""
    found: list[Named] = []
    for line in text.split("\n"):
        named = parted("factors", line)
        if named.label or not found or not found[-1].label:
            found.append(named)
        else:
            found[-1] = Named(found[-1].label, f"{found[-1].text}\n{line}")
    if len(found) > 1 and not any(one.label for one in found):
        return [Named("", text)]
    return found


def _year(row: Row, scope: Scope) -> Scope | None:
    text = row.text("year.number").strip()
    return {**scope, "year": int(text)} if re.fullmatch(r"2[01][0-9]{2}", text) else None
