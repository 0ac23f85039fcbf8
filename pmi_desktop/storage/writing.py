"""What writes into a plan's file, as statements of SQLAlchemy. Loaded when something is to be written, not before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert

from pmi_desktop.domain.records import Change, Edit, Record, squashed
from pmi_desktop.storage.log import NOTE, joined_lines, line_of
from pmi_desktop.storage.rows import to_row
from pmi_desktop.storage.tables import META, PLAN_EDITS, RECORDS, VERSIONS

_PUT = {kind: insert(table).prefix_with("OR REPLACE") for kind, table in RECORDS.items()}


def write_edits(connection: Connection, edits: Sequence[Edit], last: Edit | None) -> Edit | None:
    """Writes what edits leave, what they note and their lines of the log; returns the last line as it stands."""
    put(connection, squashed(edits))
    gone, lines = joined_lines(edits, last)
    if gone is not None:
        connection.execute(delete(PLAN_EDITS).where(PLAN_EDITS.c.revision == gone.revision))
    if lines:
        connection.execute(insert(PLAN_EDITS), [line_of(edit) for edit in lines])
    write_notes(connection, {note.name: note.after for edit in edits for note in edit.notes})
    return lines[-1] if lines else last


def put(connection: Connection, changes: Iterable[Change]) -> None:
    """Rows for what changes leave, kind by kind, so that a hundred records are one statement."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        if change.after is not None:
            rows.setdefault(change.after.KIND, []).append(to_row(change.after))
        elif change.before is not None:
            _delete(connection, change.before)
    for kind, values in rows.items():
        connection.execute(_PUT[kind], values)


def _delete(connection: Connection, record: Record) -> None:
    table, row = RECORDS[record.KIND], to_row(record)
    connection.execute(delete(table).where(*(column == row[column.name] for column in table.primary_key)))


def write_notes(connection: Connection, notes: Mapping[str, str | None]) -> None:
    """Keeps what the file remembers beside the plan; forgets what is ``None``."""
    for name, value in notes.items():
        connection.execute(delete(META).where(META.c.key == NOTE + name))
        if value is not None:
            connection.execute(insert(META), {"key": NOTE + name, "value": value})


def write_about(connection: Connection, about: Mapping[str, str]) -> None:
    """What a new file says of itself."""
    connection.execute(insert(META), [{"key": key, "value": value} for key, value in about.items()])


def write_version(connection: Connection, values: Mapping[str, Any]) -> None:
    """A delivered version, instead of the one of its number before."""
    connection.execute(insert(VERSIONS).prefix_with("OR REPLACE"), dict(values))
