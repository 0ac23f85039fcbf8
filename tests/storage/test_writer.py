"""One writer, one policy: what the disk refuses is kept, tried again and reported."""

import os
import queue
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.gestures import change
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.storage import sqlite
from pmi_desktop.storage.errors import CannotOpen, CannotSave, Damaged
from pmi_desktop.storage.file import PlanFile
from pmi_desktop.storage.store import PlanStore, plan_image, read_file
from tests.samples import NOW, make_plan

Jobs = queue.SimpleQueue[Callable[[], None] | None]
Reports = queue.SimpleQueue[tuple[int, PmiError | None]]


class Opened:
    """A store with the plan as its user sees it and the reports that came."""

    def __init__(self, path: Path, pause: float = 0.02) -> None:
        self.reports: Reports = queue.SimpleQueue()
        self.store = PlanStore(path, report=lambda *report: self.reports.put(report), pauses=[pause])
        self.plan = self.store.load()

    def type(self, name: str) -> Edit:
        edit = replace(
            change(self.plan, self.plan.school, name=name), at=NOW, author=name[:9], revision=self.plan.revision + 1
        )
        self.plan = self.plan.after(edit)
        self.store.save([edit])
        return edit

    def problem(self) -> PmiError:
        revision, problem = self.reports.get(timeout=90)
        assert problem is not None, f"saved {revision}"
        return problem

    def saved(self) -> int:
        """Waits until an attempt succeeds; the revision on the disk."""
        while True:
            revision, problem = self.reports.get(timeout=90)
            if problem is None:
                return revision


@pytest.fixture
def opened(small: Path) -> Iterator[Opened]:
    opened = Opened(small)
    yield opened
    opened.store.close()


def test_an_edit_is_acknowledged_when_it_is_on_the_disk(opened: Opened, small: Path) -> None:
    opened.type("Uno")
    assert opened.saved() == 1
    assert read_file(small) == opened.plan


def test_locked_by_another_program(opened: Opened, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0)
    opened.store._writer.ask(lambda file: file._raw.execute("PRAGMA busy_timeout=0")).result()
    with closing(sqlite3.connect(small, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        opened.type("Uno")
        opened.type("Dos")
        problems = [opened.problem(), opened.problem(), opened.problem()]
        assert {(type(one), one.facts["reason"]) for one in problems} == {(CannotSave, "in_use")}
        other.execute("ROLLBACK")
    assert opened.saved() == 2
    assert read_file(small).school.name == "Dos"


def test_a_full_disk_keeps_the_edits_until_there_is_room(opened: Opened, small: Path) -> None:
    pages = opened.store._writer.ask(lambda file: file._raw.execute("PRAGMA page_count").fetchone()[0]).result()
    with _fullness(lambda: pages):
        opened.type("x" * 20_000)
        assert opened.problem().facts["reason"] == "full"
        opened.type("y" * 20_000)
        assert opened.problem().facts["reason"] == "full"
        assert not opened.store.flush(5)
        assert read_file(small).school.name == ""
    assert opened.saved() == 2
    assert read_file(small).school.name == "y" * 20_000


@contextmanager
def _fullness(pages: Callable[[], int]) -> Iterator[None]:
    """No connection opened from now on can make its file larger than so many pages."""
    original = PlanFile.reopen.__func__  # type: ignore[attr-defined]  # the function under the class method

    def reopen(cls: type[PlanFile], path: Path) -> PlanFile:
        file: PlanFile = original(cls, path)
        file._raw.execute(f"PRAGMA max_page_count={pages()}")
        return file

    write = PlanFile.write

    def full(self: PlanFile, edits: list[Edit]) -> None:
        self._raw.execute(f"PRAGMA max_page_count={pages()}")
        write(self, edits)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlanFile, "reopen", classmethod(reopen))
        patch.setattr(PlanFile, "write", full)
        yield


def test_folder_gone_and_back(tmp_path: Path) -> None:
    """A stick is pulled out and put in again."""
    folder = tmp_path / "USB"
    folder.mkdir()
    (folder / "plan.pmi").write_bytes(plan_image(make_plan(), NOW))
    opened = Opened(folder / "plan.pmi")
    folder.rename(tmp_path / "fuera")
    opened.type("Uno")
    assert opened.problem().facts["reason"] == "gone"
    opened.type("Dos")
    assert opened.problem().facts["reason"] == "gone"
    assert list(tmp_path.iterdir()) == [tmp_path / "fuera"], "nothing is made where the stick was"
    (tmp_path / "fuera").rename(folder)
    assert opened.saved() == 2
    opened.store.close()
    assert read_file(folder / "plan.pmi") == opened.plan


def test_a_file_that_was_removed_is_never_written_into_the_void(opened: Opened, small: Path) -> None:
    opened.type("Uno")
    opened.saved()
    small.rename(small.with_name("movido.pmi"))
    opened.type("Dos")
    assert opened.problem().facts["reason"] == "gone"
    assert read_file(small.with_name("movido.pmi")).school.name == "Uno"
    assert not small.exists()


def test_another_plan_in_the_files_place_is_not_overwritten(opened: Opened, small: Path, tmp_path: Path) -> None:
    other = plan_image(make_plan(id="otro"), NOW)
    small.rename(tmp_path / "movido.pmi")
    small.write_bytes(other)
    opened.type("Uno")
    problems = {opened.problem().facts["reason"] for _ in range(3)}
    assert problems <= {"gone", "changed", "read_only"}
    assert "changed" in problems
    assert small.read_bytes() == other


def test_a_file_damaged_while_open_is_reported_and_the_edits_stay(opened: Opened, small: Path) -> None:
    whole = small.read_bytes()
    small.write_bytes(b"\xff" * len(whole))
    opened.type("Uno")
    problems = [opened.problem() for _ in range(3)]
    assert any(isinstance(one, Damaged) or one.facts.get("reason") == "not_sqlite" for one in problems)
    small.write_bytes(whole)
    assert opened.saved() == 1
    assert read_file(small).school.name == "Uno"


def test_closing_tries_once_more(small: Path) -> None:
    opened = Opened(small, pause=3600)
    small.rename(small.with_name("fuera.pmi"))
    opened.type("Uno")
    opened.problem()
    small.with_name("fuera.pmi").rename(small)
    opened.store.close()
    assert read_file(small).school.name == "Uno"


class Hesitating:
    """A queue in which nobody stands until the end stands in it, or it is clear that the end waits."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self.get = jobs.get
        self.reached, self.ended = threading.Event(), threading.Event()

    def put(self, job: Callable[[], None] | None) -> None:
        if job is None:
            self.ended.set()
        else:
            self.reached.set()
            self.ended.wait(0.2)
        self._jobs.put(job)


def test_what_is_asked_at_the_moment_of_closing_is_answered(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = PlanStore(small)
    hesitating = Hesitating(store._writer._jobs)
    monkeypatch.setattr(store._writer, "_jobs", hesitating)
    with ThreadPoolExecutor(1) as asking:
        image = asking.submit(lambda: store._writer.ask(lambda file: file.revision).result(20))
        hesitating.reached.wait(20)
        store.close()
        assert image.result() == 0


def test_pauses_grow(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("pmi_desktop.storage.writer.time.monotonic", lambda: now[0])
    reports: Reports = queue.SimpleQueue()
    store = PlanStore(small, report=lambda *report: reports.put(report), pauses=[10, 20, 40])
    writer = store._writer
    small.rename(small.with_name("fuera.pmi"))
    plan = store.load()
    store.save([replace(change(plan, plan.school, name="Uno"), at=NOW, revision=1)])
    due = []
    for _ in range(5):
        reports.get(timeout=90)
        due.append(writer._due - now[0])
        store.flush(5)
    assert due == [10, 20, 40, 40, 40]
    store.close()


@pytest.mark.logs("writing 1 edits failed")
def test_a_mistake_of_ours_keeps_the_edits_too(opened: Opened, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: PlanFile, edits: list[Edit]) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(PlanFile, "write", broken)
        opened.type("Uno")
        assert opened.problem().facts["reason"] == "other"
    assert opened.saved() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_write_that_fails_half_way_is_taken_back_and_tried_again(opened: Opened, small: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (small.stat().st_size + 4096, before[1]))
        opened.type("x" * 60_000)
        assert opened.problem().facts["reason"] in {"disk", "full"}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert opened.saved() == 1
    assert read_file(small) == opened.plan


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where the machine lets us have one."""
    folder = tmp_path / "disco"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    command = [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_really_full_disk(tiny_disk: Path) -> None:
    path = tiny_disk / "plan.pmi"
    path.write_bytes(plan_image(make_plan(), NOW))
    opened = Opened(path)
    ballast = tiny_disk / "fotos"
    with ballast.open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(b"x" * 4096)
    opened.type("x" * 100_000)
    assert opened.problem().facts["reason"] == "full"
    assert read_file(path).school.name == ""
    ballast.unlink()
    assert opened.saved() == 1
    opened.store.close()
    assert read_file(path) == opened.plan


def test_a_disk_that_becomes_read_only(tiny_disk: Path) -> None:
    path = tiny_disk / "plan.pmi"
    path.write_bytes(plan_image(make_plan(), NOW))
    opened = Opened(path)
    opened.type("Uno")
    opened.saved()
    _remount(tiny_disk, "ro", opened)
    opened.type("Dos")
    assert opened.problem().facts["reason"] in {"read_only", "denied"}
    _remount(tiny_disk, "rw", opened)
    assert opened.saved() == 2
    opened.store.close()


def _remount(folder: Path, mode: str, opened: Opened) -> None:
    opened.store._writer.ask(lambda _: opened.store._writer._let_go()).result()  # a disk in use stays as it is
    subprocess.run(["mount", "-o", f"remount,{mode}", folder], check=True)


def test_on_a_read_only_disk_it_opens_to_be_read(tiny_disk: Path) -> None:
    path = tiny_disk / "plan.pmi"
    path.write_bytes(plan_image(make_plan(), NOW))
    subprocess.run(["mount", "-o", "remount,ro", tiny_disk], check=True)
    with pytest.raises(CannotOpen) as raised:
        PlanStore(path)
    assert raised.value.facts["reason"] in {"read_only", "denied"}
    with closing(PlanStore(path, read_only=True)) as store:
        assert store.load() == make_plan()
    assert isinstance(read_file(path), Plan)
