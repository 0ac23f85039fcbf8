"""An open plan's file: loading it, writing edits into it. For one thread; ``storage/writer.py`` keeps it there."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import DBAPIError

from pmi_desktop import __version__
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Change, Edit, Record, squashed
from pmi_desktop.domain.school import PlanInfo
from pmi_desktop.storage.database import engine_over
from pmi_desktop.storage.errors import CannotOpen, CannotSave, Damaged
from pmi_desktop.storage.log import LogEntry, last_revision, read_log, write_log
from pmi_desktop.storage.migrations import migrate, pending
from pmi_desktop.storage.rows import OddValue, from_row, to_row
from pmi_desktop.storage.sqlite import SCHEMA, check, connect, in_memory, inspect, opening, problem_of
from pmi_desktop.storage.tables import META, PLAN_EDITS, RECORDS, VERSIONS

_PUT = {kind: insert(table).prefix_with("OR REPLACE") for kind, table in RECORDS.items()}
_NOTE = "note:"
"""What names of the table ``meta`` begin with when they are not about the file itself."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the plan that was delivered; ``closed_at`` is local time in ISO format."""

    number: int
    closed_at: str
    reason: str


class PlanFile:
    """A connection to one plan, and the revision of what it holds."""

    def __init__(self, raw: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._raw = raw
        self._engine = engine_over(raw)
        self._last_line: Edit | None = None
        with self._transaction(CannotOpen) as connection:
            self.revision = last_revision(connection)
            self.plan_id = connection.execute(select(RECORDS[PlanInfo.KIND].c.id)).scalar_one_or_none()

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, before_migrating: Callable[[bytes], None] | None = None
    ) -> Self:
        """The file, looked through and brought to our schema; read-only, a copy in memory of it.

        ``before_migrating`` gets the file's bytes before an older schema is changed on the disk; what it raises stops
        the opening.

        Raises:
            CannotOpen, NotAPlan, NewerFile, Damaged
        """
        inspect(path)
        with opening(path):
            raw = in_memory(path) if read_only else connect(path, "rw")
            try:
                check(raw, path)
                if pending(raw):
                    if before_migrating is not None and not read_only:
                        before_migrating(raw.serialize())
                    migrate(raw)
                if not read_only:
                    _try_to_write(raw)
                return cls(raw, path)
            except BaseException:
                raw.close()
                raise

    @classmethod
    def reopen(cls, path: Path) -> Self:
        """The same file again after the disk failed under it, without looking through all of it."""
        inspect(path)
        with opening(path):
            raw = connect(path, "rw")
            try:
                return cls(raw, path)
            except BaseException:
                raw.close()
                raise

    def close(self) -> None:
        """Lets the file go; never fails."""
        self._engine.dispose()
        self._raw.close()

    @contextmanager
    def _transaction(self, kind: type[CannotOpen] | type[CannotSave]) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as problem:
            if isinstance(problem.orig, sqlite3.Error):
                raise problem_of(problem.orig, self.path, kind) from problem
            raise
        except (OddValue, UnicodeDecodeError) as problem:
            raise Damaged(path=self.path, detail=str(problem)) from problem

    def load(self) -> Plan:
        """The plan; raises :class:`Damaged`."""
        with self._transaction(CannotOpen) as connection:
            records = [
                from_row(cls, dict(row))
                for kind, cls in KINDS.items()
                for row in connection.execute(select(RECORDS[kind])).mappings()
            ]
            if not any(isinstance(record, PlanInfo) for record in records):
                raise Damaged(path=self.path, detail="no plan row")
            return Plan.of(records, last_revision(connection))

    def write(self, edits: Sequence[Edit]) -> None:
        """Edits with their lines of the log, in one transaction: all or nothing, and on the disk on return.

        Raises:
            CannotSave
        """
        with self._transaction(CannotSave) as connection:
            todo = self._not_yet_written(connection, edits)
            _put(connection, squashed(todo))
            last_line = write_log(connection, todo, self._last_line)
            _note(connection, {note.name: note.after for edit in todo for note in edit.notes})
        if edits:
            self._last_line, self.revision = last_line, edits[-1].revision

    def _not_yet_written(self, connection: Connection, edits: Sequence[Edit]) -> Sequence[Edit]:
        """What is still to be written.

        A commit may reach the disk and yet be answered with an error; trying it again must not find fault with that. A
        revision that is neither the one we left nor one of these edits is somebody else's.
        """
        found = last_revision(connection)
        if found == self.revision:
            return edits
        row = connection.execute(select(PLAN_EDITS).where(PLAN_EDITS.c.revision == found)).one_or_none()
        for edit in edits:
            if row is not None and edit.revision == found:
                at = edit.at.isoformat(timespec="seconds") if edit.at else ""
                if (row.at, row.author, row.installation, row.label) == (
                    at,
                    edit.author,
                    edit.installation,
                    edit.label,
                ):
                    return [later for later in edits if later.revision > found]
        raise CannotSave(path=self.path, reason="changed")

    def notes(self) -> dict[str, str]:
        """What the file remembers beside the plan, by name."""
        with self._transaction(CannotOpen) as connection:
            rows = connection.execute(select(META).where(META.c.key.startswith(_NOTE, autoescape=True)))
            return {row.key.removeprefix(_NOTE): row.value for row in rows}

    def keep_notes(self, notes: Mapping[str, str | None]) -> None:
        """Remembers these, and forgets those that are ``None``; raises :class:`CannotSave`."""
        with self._transaction(CannotSave) as connection:
            _note(connection, notes)

    def close_version(self, version: Version, plan: str) -> None:
        """Keeps a delivered version with the text of its plan, instead of the one kept under its number before."""
        values = {"number": version.number, "closed_at": version.closed_at, "reason": version.reason, "plan": plan}
        with self._transaction(CannotSave) as connection:
            connection.execute(insert(VERSIONS).prefix_with("OR REPLACE"), values)

    def versions(self) -> tuple[Version, ...]:
        """The delivered versions, oldest first."""
        columns = (VERSIONS.c.number, VERSIONS.c.closed_at, VERSIONS.c.reason)
        with self._transaction(CannotOpen) as connection:
            return tuple(Version(*row) for row in connection.execute(select(*columns).order_by(VERSIONS.c.number)))

    def version_text(self, number: int) -> str | None:
        """The interchange text of a delivered version."""
        with self._transaction(CannotOpen) as connection:
            return connection.execute(select(VERSIONS.c.plan).where(VERSIONS.c.number == number)).scalar_one_or_none()

    def log(self, since: int = 0) -> tuple[LogEntry, ...]:
        """The edits after a revision, oldest first."""
        with self._transaction(CannotOpen) as connection:
            return read_log(connection, since)

    def snapshot(self) -> bytes:
        """The bytes of a file with all that is saved, taken in one moment."""
        with opening(self.path):
            return self._raw.serialize()


def _try_to_write(raw: sqlite3.Connection) -> None:
    """Raises what saving would raise, in a transaction that is taken back: better now than after an hour of typing."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        raw.execute(f"PRAGMA user_version={SCHEMA}")
    finally:
        raw.execute("ROLLBACK")


def _put(connection: Connection, changes: Iterable[Change]) -> None:
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


def _note(connection: Connection, notes: Mapping[str, str | None]) -> None:
    for name, value in notes.items():
        connection.execute(delete(META).where(META.c.key == _NOTE + name))
        if value is not None:
            connection.execute(insert(META), {"key": _NOTE + name, "value": value})


def plan_image(plan: Plan, made_at: datetime, notes: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a new file that holds this plan and no history; whoever writes them must write them whole."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(raw)
        with engine_over(raw).begin() as connection:
            _put(connection, (Change(None, record) for record in plan))
            about = {"program": __version__, "made_at": made_at.isoformat(timespec="seconds")}
            connection.execute(insert(META), [{"key": key, "value": value} for key, value in about.items()])
            _note(connection, notes or {})
        return raw.serialize()
    finally:
        raw.close()
