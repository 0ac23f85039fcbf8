import os
import random
import shutil
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.storage import sqlite
from pmi_desktop.storage.errors import CannotOpen, Damaged, NewerFile, NotAPlan
from pmi_desktop.storage.sqlite import APPLICATION_ID, SCHEMA, check_file, journal_of
from pmi_desktop.storage.store import PlanStore, plan_image, read_file
from pmi_desktop.storage.summary import read_summary
from tests.samples import NOW, example_plan, make_plan

Stored = Callable[[Plan], Path]


def refusal(path: Path) -> PmiError:
    """The one problem with which every way of opening a file refuses it, leaving it as it was."""
    before = path.read_bytes() if path.is_file() else None
    problems: list[PmiError] = []
    for way in (read_file, check_file, PlanStore):
        with pytest.raises(PmiError) as raised:
            way(path)
        problems.append(raised.value)
    assert len({(type(one), one.facts.get("reason")) for one in problems}) == 1, problems
    if before is not None:
        assert path.read_bytes() == before
        assert [one.name for one in path.parent.iterdir()] == [path.name]
    return problems[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"hola", "not_sqlite"), (b"PK\x03\x04" * 100, "not_sqlite"), (b"\0" * 8192, "not_sqlite")],
)
def test_another_kind_of_file(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "plan.pmi"
    path.write_bytes(content)
    problem = refusal(path)
    assert isinstance(problem, NotAPlan)
    assert problem.facts["reason"] == reason


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_not_even_connected_to(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "otra.pmi"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA journal_mode={mode}")
        raw.execute("CREATE TABLE plan (id TEXT)")
        raw.commit()
    assert refusal(path).facts["reason"] == "other_database"


def test_a_newer_programs_file_stays_untouched(small: Path) -> None:
    with closing(sqlite3.connect(small)) as raw:
        raw.execute(f"PRAGMA user_version={SCHEMA + 1}")
    problem = refusal(small)
    assert isinstance(problem, NewerFile)
    assert problem.facts["schema"] == SCHEMA + 1


def test_missing_folder_and_device(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.pmi").facts["reason"] == "missing"
    assert refusal(tmp_path).facts["reason"] == "folder"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "cola.pmi")
        with pytest.raises(CannotOpen) as raised:
            read_file(tmp_path / "cola.pmi")
        assert raised.value.facts["reason"] == "not_a_file"


@pytest.mark.parametrize("name", ["Institución Ñandú #1 ¿50%? & más.pmi", "a b  c.pmi", "x" * 236 + ".pmi", "'\".pmi"])
def test_odd_names_open(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(plan_image(make_plan(), NOW))
    with closing(PlanStore(path)) as store:
        assert store.load() == make_plan()
    assert read_summary(path).plan_id == "plan-de-prueba"


def test_a_name_too_long_for_its_journal_is_refused_before_anybody_types(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 247 + ".pmi")
    path.write_bytes(plan_image(make_plan(), NOW))
    assert refusal(path).facts["reason"] == "name"
    deep = tmp_path.joinpath(*["carpeta" * 10] * 8)
    deep.mkdir(parents=True)
    shutil.copy(path, deep / "plan.pmi")
    assert refusal(deep / "plan.pmi").facts["reason"] == "name"


def test_truncated_files_are_damaged(stored: Stored) -> None:
    path = stored(example_plan())
    whole = path.read_bytes()
    for size in (4096, 5000, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert isinstance(refusal(path), Damaged), size


def test_a_save_between_two_looks_is_no_damage(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    look, sizes = sqlite._first_bytes, iter([4096])

    def seen(path: Path) -> tuple[bytes, int]:
        header, size = look(path)
        return header, next(sizes, size)

    monkeypatch.setattr(sqlite, "_first_bytes", seen)
    sqlite.inspect(stored(example_plan()))
    assert next(sizes, None) is None


def test_flipped_bytes_never_give_a_traceback(stored: Stored) -> None:
    """Either the file opens as some plan, or it is refused in our words; a flip inside a text cannot be noticed."""
    path = stored(example_plan())
    whole = path.read_bytes()
    chance = random.Random(8)
    refused = 0
    for _ in range(40):
        broken = bytearray(whole)
        for _ in range(chance.choice([1, 8, 200])):
            broken[chance.randrange(100, len(whole))] = chance.randrange(256)
        path.write_bytes(broken)
        try:
            read_file(path)
        except (Damaged, NotAPlan):
            refused += 1
    assert refused > 12


@pytest.mark.parametrize(
    "harm",
    [
        'DELETE FROM "plan"',
        "UPDATE \"plan\" SET start_year = 'antes'",
        'UPDATE "plan" SET deadlines = \'[{"date": "ayer"}]\'',
        "UPDATE school SET levels = '{'",
        "UPDATE school SET staff = '[1]'",
        "UPDATE school SET name = x'ff'",
        "UPDATE identity SET answers = '7'",
        "DROP TABLE goals",
        "ALTER TABLE sites DROP COLUMN name",
        'ALTER TABLE goals DROP COLUMN "order"',
        "ALTER TABLE plan_edits RENAME COLUMN author TO quien",
        "DROP TABLE versions",
        "UPDATE indicators SET baseline = 'NaN'",
        "UPDATE indicators SET baseline = '-Infinity'",
        'UPDATE "plan" SET end_year = 4611686018427387904',
        'UPDATE "plan" SET end_year = start_year - 1',
        "CREATE TRIGGER t AFTER UPDATE ON school BEGIN DELETE FROM goals; END",
    ],
)
def test_rows_that_we_never_wrote_are_damage(stored: Stored, harm: str) -> None:
    path = stored(example_plan())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(harm)
        raw.commit()
    with pytest.raises(Damaged):
        read_file(path)


def test_limits_that_a_later_program_lowers_damage_nothing(stored: Stored) -> None:
    path = stored(example_plan())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE identity SET mission = ?", ["x" * 100_000])
        raw.execute("UPDATE school SET kind = 'escuela normal'")
        raw.commit()
    assert read_file(path).school.kind == "escuela normal"


def _with_hot_journal(path: Path) -> bytes:
    """Leaves the file as a power cut in the middle of a transaction leaves it; returns what it held before."""
    before = path.read_bytes()
    elsewhere = path.with_name("cortado")
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size=1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE identity SET mission = ?", ["z" * 500_000])
    for source, target in ((path, elsewhere), (journal_of(path), journal_of(elsewhere))):
        target.write_bytes(source.read_bytes())
    raw.execute("ROLLBACK")
    raw.close()
    assert elsewhere.read_bytes() != before
    elsewhere.replace(path)
    journal_of(elsewhere).replace(journal_of(path))
    return before


def test_what_a_power_cut_left_half_done_is_taken_back(stored: Stored) -> None:
    path = stored(example_plan())
    _with_hot_journal(path)
    with closing(PlanStore(path)) as store:
        assert store.load() == example_plan()
    assert not journal_of(path).exists()


def test_it_is_taken_back_in_a_copy_when_only_reading(stored: Stored) -> None:
    path = stored(example_plan())
    _with_hot_journal(path)
    both = path.read_bytes(), journal_of(path).read_bytes()
    # A journal that SQLite may not take back by itself: as on a stick with its switch on «lock».
    assert read_file(path) == example_plan()
    assert (path.read_bytes(), journal_of(path).read_bytes()) == both


def test_a_header_that_a_journal_takes_back_decides_nothing(stored: Stored) -> None:
    path = stored(example_plan())
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size=1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(f"PRAGMA user_version={SCHEMA + 1}")
    raw.execute("CREATE TABLE nueva AS SELECT * FROM ratings, factors")
    half, journal = bytearray(path.read_bytes()), journal_of(path).read_bytes()
    raw.execute("ROLLBACK")
    raw.close()
    struct.pack_into(">I", half, 60, SCHEMA + 1)  # the page with the header is written last
    path.write_bytes(half)
    journal_of(path).write_bytes(journal)
    with closing(PlanStore(path)) as store:
        assert store.load() == example_plan()


def test_reading_leaves_nothing_beside_and_needs_no_lock(small: Path) -> None:
    with closing(sqlite3.connect(small, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert read_file(small).info.id == "plan-de-prueba"
        assert read_summary(small).school == ""
        other.execute("ROLLBACK")
    assert [path.name for path in small.parent.iterdir()] == [small.name]


def test_summary_names_a_plan(stored: Stored) -> None:
    found = read_summary(stored(example_plan()))
    assert (found.plan_id, found.start_year, found.end_year, found.version) == ("cerls-2026", 2026, 2026, 1)
    assert found.school == "Centro Educativo Rural Loma del Sietecueros"
    assert found.saved_at == "2026-02-13T10:42:00"


def test_every_file_carries_our_mark(small: Path) -> None:
    assert struct.unpack_from(">I", small.read_bytes(), 68)[0] == APPLICATION_ID


def test_somebody_elses_lock_is_said_and_not_waited_for_without_end(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    with closing(sqlite3.connect(small, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for look in (read_file, check_file, read_summary, PlanStore):
            with pytest.raises(CannotOpen) as raised:
                look(small)
            assert raised.value.facts["reason"] == "in_use"
