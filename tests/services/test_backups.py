import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pmi_desktop.services.backups import Backup, BackupFolder, Reason, UnsoundBackup, is_sound
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.storage.store import plan_image, read_file
from tests.samples import NOW, make_plan

IMAGE = plan_image(make_plan(), NOW)


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "copias", "plan-de-prueba", tmp_path / "plan.pmi")


def image(days: int) -> bytes:
    return plan_image(make_plan(), NOW + dt.timedelta(days=days))


def test_a_backup_opens_and_says_what_it_is(folder: BackupFolder) -> None:
    made = folder.make(IMAGE, revision=7, at=NOW, reason=Reason.MERGE)
    assert (made.number, made.made_at, made.revision, made.reason, made.here) == (1, NOW, 7, Reason.MERGE, True)
    assert read_file(made.path) == make_plan()
    assert folder.all() == (made,)
    assert folder.newest_sound() == made


def test_only_a_change_needs_another(folder: BackupFolder) -> None:
    assert folder.changed_since_last(IMAGE)
    folder.make(IMAGE, revision=0, at=NOW, reason=Reason.OPEN)
    assert not folder.changed_since_last(IMAGE)
    assert folder.changed_since_last(image(1))


def test_what_is_not_sound_never_gets_a_name(folder: BackupFolder) -> None:
    good = folder.make(IMAGE, revision=0, at=NOW, reason=Reason.OPEN)
    for bad in (b"", b"hola", IMAGE[: len(IMAGE) // 2]):
        with pytest.raises(UnsoundBackup):
            folder.make(bad, revision=1, at=NOW, reason=Reason.TIMER)
    assert folder.all() == (good,)
    assert list(good.path.parent.iterdir()) == [good.path]


def test_a_backup_that_rotted_is_passed_over(folder: BackupFolder) -> None:
    old = folder.make(IMAGE, revision=0, at=NOW, reason=Reason.OPEN)
    new = folder.make(image(1), revision=1, at=NOW, reason=Reason.TIMER)
    damaged = bytearray(new.path.read_bytes())
    damaged[-1] ^= 1
    new.path.write_bytes(damaged)
    assert not is_sound(new)
    assert folder.newest_sound() == old


def test_a_copy_elsewhere_has_backups_of_its_own(tmp_path: Path, folder: BackupFolder) -> None:
    here = folder.make(IMAGE, revision=0, at=NOW, reason=Reason.OPEN)
    stick = BackupFolder(tmp_path / "copias", "plan-de-prueba", tmp_path / "usb" / "plan.pmi")
    assert stick.newest() is None
    assert [one.path for one in stick.all()] == [here.path]
    assert stick.newest_sound() is not None
    there = stick.make(image(1), revision=5, at=NOW, reason=Reason.OPEN)
    assert folder.newest_sound() == here
    assert stick.newest() == there


def test_a_damaged_file_that_forgot_its_id_is_known_by_its_place(tmp_path: Path, folder: BackupFolder) -> None:
    made = folder.make(IMAGE, revision=0, at=NOW, reason=Reason.OPEN)
    nameless = BackupFolder(tmp_path / "copias", "", tmp_path / "plan.pmi")
    assert nameless.newest_sound() == made
    assert BackupFolder(tmp_path / "copias", "", tmp_path / "otro.pmi").all() == ()


@pytest.mark.parametrize("plan_id", ["..", ".", "CON", "a" * 64, "A.b_c-"])
def test_any_id_is_a_folder_inside(tmp_path: Path, plan_id: str) -> None:
    made = BackupFolder(tmp_path / "copias", plan_id, tmp_path / "p.pmi").make(
        IMAGE, revision=0, at=NOW, reason=Reason.OPEN
    )
    assert made.path.parent.parent == tmp_path / "copias"


def test_thinned_by_day_week_and_month(folder: BackupFolder) -> None:
    """Three backups on every second day of a year: what is left is what somebody may want back."""
    days = list(range(0, 400, 2))
    for day in days:
        for hour in (0, 2, 4):
            at = NOW + dt.timedelta(days=day, hours=hour)
            name = f"{day * 3 + hour:06d} {at:%Y%m%d-%H%M%S} r{day} {folder._place} 0123456789ab timer.pmi"
            folder.path.mkdir(parents=True, exist_ok=True)
            (folder.path / name).touch()
    folder.make(IMAGE, revision=999, at=NOW + dt.timedelta(days=400), reason=Reason.TIMER)
    left = folder.all()
    assert left[0].revision == 999
    assert len({one.made_at.date() for one in left[:30]}) >= 14
    months = {(one.made_at.year, one.made_at.month) for one in left}
    assert len(months) == 14
    assert 30 < len(left) < 58
    ages = [(left[0].made_at - one.made_at).days for one in left]
    assert ages == sorted(ages)


def test_a_clock_that_stood_in_2099_pushes_nothing_out(folder: BackupFolder) -> None:
    for day in range(30):
        folder.make(image(day), revision=day, at=NOW.replace(year=2099) + dt.timedelta(days=day), reason=Reason.OPEN)
    newest = folder.make(image(99), revision=99, at=NOW, reason=Reason.OPEN)
    assert folder.newest() == newest


def test_two_at_once_are_both_kept_in_an_order(folder: BackupFolder) -> None:
    start = threading.Barrier(6)

    def make(number: int) -> Backup:
        start.wait()
        return folder.make(image(number), revision=number, at=NOW, reason=Reason.IMPORT if number else Reason.OPEN)

    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(make, range(6)))
    assert {one.digest for one in folder.all()} == {one.digest for one in made}
    assert sorted(one.number for one in made) == [1, 2, 3, 4, 5, 6]


def test_another_program_that_took_the_same_number_takes_no_place(folder: BackupFolder) -> None:
    ours = folder.make(IMAGE, revision=0, at=NOW, reason=Reason.OPEN)
    theirs = ours.path.with_name(ours.path.name.replace("open", "import"))
    theirs.write_bytes(IMAGE)
    folder.make(image(1), revision=1, at=NOW, reason=Reason.TIMER)
    assert {ours.path, theirs} < {one.path for one in folder.all()}


def test_no_room_for_a_backup_is_a_problem_with_a_name(tmp_path: Path) -> None:
    (tmp_path / "copias").write_text("un archivo donde va la carpeta")
    folder = BackupFolder(tmp_path / "copias", "p", tmp_path / "p.pmi")
    with pytest.raises(CannotWrite):
        folder.make(IMAGE, revision=0, at=NOW, reason=Reason.OPEN)
    assert folder.all() == ()
