"""The log of edits inside a plan's file: who did what, and what it changed.

A row's ``changes`` is a JSON list with one object per record: ``kind``, ``key`` and either ``new`` (an added record's
fields that are not at their default), ``gone`` (the same of a removed one) or ``set``. ``set`` holds for each changed
field its value before and after as ``[before, after]``, or, in a long text, only the place that changed:
``{"at": 120, "cut": "ni", "put": "ño"}``. So typing a page does not store the page once per second.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pmi_desktop.domain.fields import Field, field_of, fields_of
from pmi_desktop.domain.records import Change, Edit, Listed, Record
from pmi_desktop.domain.values import is_default, write_value
from pmi_desktop.storage.rows import to_json

NOTE = "note:"
"""What names of the table ``meta`` begin with when they are not about the file itself."""

_LONG = 80
"""Characters from which only the changed place of a text is kept."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that an edit changed, with the names of its changed fields; none for one added or removed."""

    kind: str
    key: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the log; ``at`` is local time in ISO format, for reading only."""

    revision: int
    at: str
    author: str
    installation: str
    label: str
    touched: tuple[Touched, ...]


def joined_lines(edits: Iterable[Edit], last: Edit | None) -> tuple[Edit | None, list[Edit]]:
    """The new lines for edits, and the line before (``last``) if one of them takes its place.

    An edit that merely goes on typing is joined to the one before it, so a paragraph is one line and not one per
    second.
    """
    lines: list[Edit] = []
    gone: Edit | None = None
    for edit in edits:
        joined = last.joined(edit) if last else None
        if joined is None or last is None:
            lines.append(edit)
        elif lines:
            lines[-1] = joined
        else:
            gone = last
            lines.append(joined)
        last = lines[-1]
    return gone, lines


def line_of(edit: Edit) -> dict[str, Any]:
    """The row of a line."""
    return {
        "revision": edit.revision,
        "at": edit.at.isoformat(timespec="seconds") if edit.at else "",
        "author": edit.author,
        "installation": edit.installation,
        "label": edit.label,
        "changes": to_json([_packed(change) for change in edit.changes]),
    }


def read_log(rows: Iterable[Mapping[str, Any]]) -> tuple[LogEntry, ...]:
    """The lines that rows hold."""
    return tuple(
        LogEntry(row["revision"], row["at"], row["author"], row["installation"], row["label"], _touched(row["changes"]))
        for row in rows
    )


def _touched(changes: str) -> tuple[Touched, ...]:
    return tuple(Touched(one["kind"], one["key"], tuple(one.get("set", ()))) for one in json.loads(changes))


def _packed(change: Change) -> dict[str, Any]:
    kind, key = change.ident
    packed: dict[str, Any] = {"kind": kind, "key": key}
    if change.before is None and change.after is not None:
        packed["new"] = _filled(change.after)
    elif change.after is None and change.before is not None:
        packed["gone"] = _filled(change.before)
    elif change.before is not None and change.after is not None:
        packed["set"] = {
            name: _difference(
                field_of(type(change.after), name), getattr(change.before, name), getattr(change.after, name)
            )
            for name in change.changed_fields()
        }
        places = [one.order for one in (change.before, change.after) if isinstance(one, Listed)]
        if len(set(places)) > 1:
            packed["set"]["order"] = places
    return packed


def _filled(record: Record) -> dict[str, Any]:
    data = {
        field.name: write_value(field, getattr(record, field.name))
        for field in fields_of(type(record))
        if not is_default(record, field)
    }
    return data | ({"order": record.order} if isinstance(record, Listed) else {})


def _difference(field: Field, before: Any, after: Any) -> Any:
    if not (isinstance(before, str) and isinstance(after, str) and len(before) + len(after) > _LONG):
        return [write_value(field, before), write_value(field, after)]
    shortest = min(len(before), len(after))
    start = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    end = next((i for i in range(shortest - start) if before[-1 - i] != after[-1 - i]), shortest - start)
    return {"at": start, "cut": before[start : len(before) - end], "put": after[start : len(after) - end]}
