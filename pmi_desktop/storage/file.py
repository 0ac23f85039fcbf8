"""An open plan's file: loading it, writing edits into it. For one thread; ``storage/writer.py`` keeps it there."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.domain.school import PlanInfo
from pmi_desktop.storage.errors import CannotOpen, CannotSave, Damaged
from pmi_desktop.storage.log import NOTE, LogEntry, read_log
from pmi_desktop.storage.migrations import check_shape, migrate, pending
from pmi_desktop.storage.rows import OddValue, from_row
from pmi_desktop.storage.sqlite import SCHEMA, check, connect, in_memory, inspect, opening, problem_of

if TYPE_CHECKING:  # a plan is on the screen before SQLAlchemy is loaded: it writes, while reading is bare
    from sqlalchemy import Connection, Engine


_MOST_YEARS = 100
"""Far more than any program lets a plan have: much is counted year by year."""


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
        self._last_line: Edit | None = None
        with self._reading():
            self.revision = self._last_revision()
            row = raw.execute(f'SELECT id FROM "{PlanInfo.KIND}"').fetchone()
            self.plan_id: str | None = row[0] if row else None

    @cached_property
    def _engine(self) -> "Engine":
        from pmi_desktop.storage.database import engine_over

        return engine_over(self._raw)

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
                check_shape(raw, path)
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

    def get_ready(self) -> None:
        """Loads what writing needs, so that the first edit does not wait for it."""
        import pmi_desktop.storage.writing  # noqa: F401

        assert self._engine is not None

    def close(self) -> None:
        """Lets the file go; never fails."""
        if "_engine" in vars(self):
            self._engine.dispose()
        self._raw.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One moment of the file. It takes the write lock, so that nobody changes the file between two reads."""
        with self._said_as(CannotOpen):
            self._raw.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator["Connection"]:
        """A transaction: all or nothing."""
        from sqlalchemy.exc import DBAPIError

        with self._said_as(CannotSave):
            try:
                with self._engine.begin() as connection:
                    yield connection
            except DBAPIError as problem:
                if isinstance(problem.orig, sqlite3.Error):
                    raise problem.orig from problem
                raise

    @contextmanager
    def _said_as(self, kind: type[CannotOpen] | type[CannotSave]) -> Iterator[None]:
        """Turns what SQLite answers into our errors."""
        try:
            yield
        except sqlite3.Error as problem:
            raise problem_of(problem, self.path, kind) from problem
        except (OddValue, UnicodeDecodeError) as problem:
            raise Damaged(path=self.path, detail=str(problem)) from problem

    def _last_revision(self) -> int:
        """The revision of the plan on the disk."""
        return int(self._raw.execute("SELECT coalesce(max(revision), 0) FROM plan_edits").fetchone()[0])

    def load(self) -> Plan:
        """The plan; raises :class:`Damaged`."""
        with self._reading():
            records = [
                from_row(cls, row) for kind, cls in KINDS.items() for row in self._rows(f'SELECT * FROM "{kind}"')
            ]
            info = next((record for record in records if isinstance(record, PlanInfo)), None)
            if info is None:
                raise Damaged(path=self.path, detail="no plan row")
            if not 0 <= info.end_year - info.start_year <= _MOST_YEARS:
                raise Damaged(path=self.path, detail="plan.end_year")
            return Plan.of(records, self._last_revision())

    def _rows(self, query: str, *values: object) -> Iterator[dict[str, Any]]:
        """The rows that a query finds, by their columns' names."""
        found = self._raw.execute(query, values)
        names = [column[0] for column in found.description]
        return (dict(zip(names, row, strict=True)) for row in found)

    def write(self, edits: Sequence[Edit]) -> None:
        """Edits with their lines of the log, in one transaction: all or nothing, and on the disk on return.

        Raises:
            CannotSave
        """
        from pmi_desktop.storage.writing import write_edits

        with self._writing() as connection:
            last_line = write_edits(connection, self._not_yet_written(edits), self._last_line)
        if edits:
            self._last_line, self.revision = last_line, edits[-1].revision

    def _not_yet_written(self, edits: Sequence[Edit]) -> Sequence[Edit]:
        """What is still to be written.

        A commit may reach the disk and yet be answered with an error; trying it again must not find fault with that. A
        revision that is neither the one we left nor one of these edits is somebody else's.
        """
        found = self._last_revision()
        if found == self.revision:
            return edits
        query = "SELECT at, author, installation, label FROM plan_edits WHERE revision = ?"
        row = self._raw.execute(query, (found,)).fetchone()
        for edit in edits:
            if row is not None and edit.revision == found:
                at = edit.at.isoformat(timespec="seconds") if edit.at else ""
                if tuple(row) == (at, edit.author, edit.installation, edit.label):
                    return [later for later in edits if later.revision > found]
        raise CannotSave(path=self.path, reason="changed")

    def notes(self) -> dict[str, str]:
        """What the file remembers beside the plan, by name."""
        with self._reading():
            rows = self._raw.execute("SELECT key, value FROM meta").fetchall()
        return {key.removeprefix(NOTE): value for key, value in rows if key.startswith(NOTE)}

    def keep_notes(self, notes: Mapping[str, str | None]) -> None:
        """Remembers these, and forgets those that are ``None``; raises :class:`CannotSave`."""
        from pmi_desktop.storage.writing import write_notes

        with self._writing() as connection:
            write_notes(connection, notes)

    def close_version(self, version: Version, plan: str) -> None:
        """Keeps a delivered version with the text of its plan, instead of the one kept under its number before."""
        from pmi_desktop.storage.writing import write_version

        with self._writing() as connection:
            write_version(connection, {**asdict(version), "plan": plan})

    def versions(self) -> tuple[Version, ...]:
        """The delivered versions, oldest first."""
        with self._reading():
            query = "SELECT number, closed_at, reason FROM versions ORDER BY number"
            return tuple(Version(*row) for row in self._raw.execute(query))

    def version_text(self, number: int) -> str | None:
        """The interchange text of a delivered version."""
        with self._reading():
            row = self._raw.execute("SELECT plan FROM versions WHERE number = ?", (number,)).fetchone()
        return row[0] if row else None

    def log(self, since: int = 0) -> tuple[LogEntry, ...]:
        """The edits after a revision, oldest first."""
        query = "SELECT * FROM plan_edits WHERE revision > ? ORDER BY revision"
        with self._reading():
            return read_log(self._rows(query, since))

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
