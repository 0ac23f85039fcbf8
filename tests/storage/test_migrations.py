import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.storage import migrations, sqlite
from pmi_desktop.storage import schema_1 as first
from pmi_desktop.storage.migrations import migrate
from pmi_desktop.storage.store import PlanStore, read_file
from pmi_desktop.storage.tables import metadata
from tests.samples import ROOT, example_plan
from tests.storage.freeze import frozen

RELEASED = sorted((Path(__file__).parent / "released").glob("schema-*.pmi"))


def _columns(connection: sqlite3.Connection) -> set[tuple[Any, ...]]:
    """Every column with type, null, default and place in the key; the order of columns does not matter."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        (table, name, kind, null, default, key)
        for table in tables
        for _, name, kind, null, default, key in connection.execute(f'PRAGMA table_info("{table}")')
    }


def test_the_ladder_leads_to_the_declared_tables() -> None:
    from sqlalchemy import create_engine

    engine = create_engine("sqlite://")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as climbed, engine.begin() as declared:
        migrate(climbed)
        metadata.create_all(declared)
        raw = declared.connection.driver_connection
        assert raw is not None
        assert _columns(climbed) == _columns(raw)
        assert climbed.execute("PRAGMA user_version").fetchone()[0] == sqlite.SCHEMA == max(migrations.STEPS)
        assert climbed.execute("PRAGMA application_id").fetchone()[0] == sqlite.APPLICATION_ID
    engine.dispose()


def test_the_frozen_schema_is_what_the_tool_writes_until_a_second_one_exists() -> None:
    if max(migrations.STEPS) == 1:
        assert Path(first.__file__).read_text("utf-8") == frozen()


def test_every_schema_has_a_released_file() -> None:
    assert [path.stem for path in RELEASED] == [f"schema-{number}" for number in migrations.STEPS]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_every_released_file_opens_with_its_data(tmp_path: Path, released: Path) -> None:
    path = tmp_path / "plan.pmi"
    shutil.copy(released, path)
    assert read_file(path) == example_plan()
    assert path.read_bytes() == released.read_bytes()
    with closing(PlanStore(path)) as store:
        assert store.load() == example_plan()


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[sqlite3.Connection], None]], None]:
    """Makes the program one schema newer, with this step."""

    def install(step: Callable[[sqlite3.Connection], None]) -> None:
        monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, sqlite.SCHEMA + 1: step})
        monkeypatch.setattr(sqlite, "SCHEMA", sqlite.SCHEMA + 1)

    return install


def _add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE colours (name TEXT)")
    connection.execute("ALTER TABLE goals ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def test_a_backup_comes_before_the_first_change(small: Path, next_schema: Any) -> None:
    next_schema(_add_colour)
    before = small.read_bytes()
    backups: list[bytes] = []
    with closing(PlanStore(small, before_migrating=backups.append)) as store:
        plan = store.load()
    assert backups == [before]
    assert _version(small) == sqlite.SCHEMA
    assert read_file(small) == plan
    with closing(PlanStore(small, before_migrating=backups.append)):
        assert len(backups) == 1


def test_without_a_backup_nothing_is_changed(small: Path, next_schema: Any) -> None:
    class NoRoom(PmiError):
        pass

    def refuse(_: bytes) -> None:
        raise NoRoom

    next_schema(_add_colour)
    before = small.read_bytes()
    with pytest.raises(NoRoom):
        PlanStore(small, before_migrating=refuse)
    assert small.read_bytes() == before


def test_an_older_file_is_read_without_changing_it(small: Path, next_schema: Any) -> None:
    next_schema(_add_colour)
    before = small.read_bytes()
    with closing(PlanStore(small, read_only=True)) as store:
        assert store.load().info.id == "plan-de-prueba"
    assert small.read_bytes() == before


def test_a_step_that_fails_leaves_no_trace(small: Path, next_schema: Any) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        _add_colour(connection)
        connection.execute("INSERT INTO nowhere VALUES (1)")

    next_schema(fails)
    before = small.read_bytes()
    with pytest.raises(PmiError):
        PlanStore(small)
    assert small.read_bytes() == before


_DIES = """
import os, sys
from pathlib import Path
from pmi_desktop.storage import migrations, sqlite

def dies(connection):
    connection.execute("PRAGMA cache_size=1")
    connection.execute("ALTER TABLE goals ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE TABLE copied AS SELECT * FROM ratings, factors")
    os._exit(9)

migrations.STEPS = {**migrations.STEPS, sqlite.SCHEMA + 1: dies}
migrations.migrate(sqlite.connect(Path(sys.argv[1]), "rw"))
"""


def test_killed_in_the_middle_the_old_file_is_there(stored: Callable[[Plan], Path]) -> None:
    path = stored(example_plan())
    child = subprocess.run([sys.executable, "-c", _DIES, str(path)], cwd=ROOT, check=False)
    assert child.returncode == 9
    assert sqlite.journal_of(path).exists()
    with closing(PlanStore(path)) as store:
        assert store.load() == example_plan()
    assert _version(path) == sqlite.SCHEMA


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])
