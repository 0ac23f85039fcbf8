"""A new file for a plan, without history."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pmi_desktop import __version__
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Change
from pmi_desktop.storage.errors import CannotSave
from pmi_desktop.storage.migrations import migrate
from pmi_desktop.storage.sqlite import connect, problem_of

_UNSYNCED = ("journal_mode=OFF", "synchronous=OFF")


def plan_image(plan: Plan, made_at: datetime, notes: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a new file that holds this plan; whoever writes them must write them whole."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        _fill(raw, plan, made_at, notes or {})
        return raw.serialize()


def fill_file(path: Path, plan: Plan, made_at: datetime, notes: Mapping[str, str]) -> None:
    """Writes into an empty file what :func:`plan_image` gives, without holding all of it in memory.

    Nothing is synced, and a failure leaves half a file: it must get its name only afterwards.

    Raises:
        CannotSave
    """
    from sqlalchemy.exc import DBAPIError

    try:
        with closing(connect(path, "rw")) as raw:
            for pragma in _UNSYNCED:
                raw.execute(f"PRAGMA {pragma}").fetchall()
            _fill(raw, plan, made_at, notes)
    except sqlite3.Error as problem:
        raise problem_of(problem, path, CannotSave) from problem
    except DBAPIError as problem:
        if isinstance(problem.orig, sqlite3.Error):
            raise problem_of(problem.orig, path, CannotSave) from problem
        raise


def _fill(raw: sqlite3.Connection, plan: Plan, made_at: datetime, notes: Mapping[str, str]) -> None:
    from pmi_desktop.storage.database import engine_over
    from pmi_desktop.storage.writing import put, write_about, write_notes

    migrate(raw)
    with engine_over(raw).begin() as connection:
        put(connection, (Change(None, record) for record in plan))
        write_about(connection, {"program": __version__, "made_at": made_at.isoformat(timespec="seconds")})
        write_notes(connection, notes)
