"""The ladder from any older schema to ours, and from an empty database: one mechanism makes and mends files."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from pmi_desktop.storage import schema_1
from pmi_desktop.storage.errors import Damaged
from pmi_desktop.storage.sqlite import APPLICATION_ID


def _to_1(connection: sqlite3.Connection) -> None:
    for statement in schema_1.CREATE:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {1: _to_1}
"""What leads to each schema from the one before. A released step never changes; it uses no table of ``tables.py``."""


def pending(connection: sqlite3.Connection) -> bool:
    """Whether the file has an older schema."""
    return _version(connection) < max(STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Climbs to our schema in one transaction: killed anywhere, the file is as it was."""
    if not pending(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(_version(connection) + 1, max(STEPS) + 1):
            STEPS[number](connection)
            connection.execute(f"PRAGMA user_version={number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def check_shape(connection: sqlite3.Connection, path: Path) -> None:
    """Whether a file of our schema has its tables and columns; raises :class:`Damaged`, naming ``path``.

    More of them are not looked at. A plan's file is opened by others too, and who can write SQL can drop a column.
    """
    missing = _columns_of(tuple(STEPS.values())) - _columns(connection)
    if missing:
        raise Damaged(path=path, detail=f"no column {'.'.join(min(missing))}")


@lru_cache(maxsize=2)
def _columns_of(steps: tuple[Callable[[sqlite3.Connection], None], ...]) -> frozenset[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        for step in steps:
            step(raw)
        return _columns(raw)


def _columns(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    query = "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'"
    return frozenset((table, column) for table, column in connection.execute(query))


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
