"""Files are written whole or not at all, and read within bounds."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pmi_desktop.services import files
from pmi_desktop.services.files import CannotRead, CannotWrite, read_bounded, replacing, replacing_folder, write_whole
from pmi_desktop.services.sending import Cancelled


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != "data"}


def _write_and_stop(path: Path) -> None:
    path.write_bytes(b"tres")
    raise Cancelled


def _failing(code: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_whole(target, b"uno")
    write_whole(target, b"dos")
    assert target.read_bytes() == b"dos"
    assert _names(tmp_path) == {"a.txt"}


@pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and signals of POSIX")
def test_a_link_keeps_pointing_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "enlace.txt"
    link.symlink_to(tmp_path / "real" / "a.txt")
    write_whole(link, b"uno")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.txt").read_bytes() == b"uno"


@pytest.mark.parametrize("where", ["inside", "check", "fsync", "rename"])
def test_whatever_fails_leaves_the_old_file_and_nothing_else(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"viejo")

    def check(path: Path) -> None:
        assert path.read_bytes() == b"nuevo"
        if where == "check":
            raise KeyboardInterrupt

    if where == "fsync":
        monkeypatch.setattr(os, "fsync", _failing(errno.ENOSPC))
    if where == "rename":
        monkeypatch.setattr(Path, "replace", _failing(errno.EACCES))

    def write() -> None:
        with replacing(target, check) as stream:
            stream.write(b"nuevo")
            if where == "inside":
                raise KeyboardInterrupt

    with pytest.raises((CannotWrite, KeyboardInterrupt)) as caught:
        write()
    if isinstance(caught.value, CannotWrite):
        assert caught.value.facts == {"path": target, "reason": {"fsync": "full", "rename": "denied"}[where]}
    monkeypatch.undo()
    assert target.read_bytes() == b"viejo"
    assert _names(tmp_path) == {"a.txt"}


def test_a_rename_that_windows_refuses_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []
    real = Path.replace

    def busy(source: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(errno.EACCES, "in use")
        return real(source, target)

    monkeypatch.setattr(files, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(Path, "replace", busy)
    write_whole(tmp_path / "a.txt", b"uno")
    assert (tmp_path / "a.txt").read_bytes() == b"uno"
    assert len(tries) == 3


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_bytes(b"")
    for target, reason in (
        (tmp_path / "no" / "a.txt", "missing"),
        (tmp_path / "archivo" / "a.txt", "missing"),
        (tmp_path, "folder"),
        (tmp_path / "a\0b", "name"),
        (tmp_path / ("x" * 300), "name"),
    ):
        with pytest.raises(CannotWrite) as caught:
            write_whole(target, b"")
        assert caught.value.facts["reason"] == reason
    with pytest.raises(CannotWrite), replacing_folder(tmp_path / "archivo"):
        pass


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    assert files.reason_of(OSError(errno.ENOSPC, "")) == "full"
    assert files.reason_of(OSError(errno.EIO, "")) == "gone"
    assert files.reason_of(OSError(12345, "")) == "other"


def test_what_a_power_cut_left_is_swept_an_hour_later(tmp_path: Path) -> None:
    left = tmp_path / ".a [1].txt.0a1b2c3d.tmp"
    fresh = tmp_path / ".a [1].txt.0a1b2c3e.tmp"
    other = tmp_path / ".b.txt.0a1b2c3d.tmp"
    for path in (left, fresh, other):
        path.write_bytes(b"")
    old = time.time() - 2 * 3600
    os.utime(left, (old, old))
    write_whole(tmp_path / "a [1].txt", b"uno")
    assert _names(tmp_path) == {"a [1].txt", fresh.name, other.name}


def test_a_folder_takes_its_place_whole(tmp_path: Path) -> None:
    target = tmp_path / "carpeta"
    for data in (b"uno", b"dos"):
        with replacing_folder(target) as folder:
            (folder / "dentro").mkdir()
            (folder / "dentro" / "a.txt").write_bytes(data)
        assert (target / "dentro" / "a.txt").read_bytes() == data
        assert _names(tmp_path) == {"carpeta"}
    with pytest.raises(Cancelled), replacing_folder(target) as folder:
        _write_and_stop(folder / "a.txt")
    assert (target / "dentro" / "a.txt").read_bytes() == b"dos"
    assert _names(tmp_path) == {"carpeta"}


def test_an_older_folder_comes_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "carpeta"
    target.mkdir()
    (target / "viejo.txt").write_bytes(b"viejo")
    moves: list[Path] = []
    real = Path.replace

    def second_fails(source: Path, place: Path) -> Path:
        moves.append(place)
        if len(moves) == 2:
            raise OSError(errno.EIO, "gone")
        return real(source, place)

    monkeypatch.setattr(Path, "replace", second_fails)
    with pytest.raises(CannotWrite), replacing_folder(target) as folder:
        (folder / "nuevo.txt").write_bytes(b"nuevo")
    assert (target / "viejo.txt").read_bytes() == b"viejo"
    assert _names(tmp_path) == {"carpeta"}


@pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and signals of POSIX")
def test_reading_is_bounded_and_only_of_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    assert read_bounded(path, 5) == b"12345"
    os.mkfifo(tmp_path / "tubo")
    for source, limit, reason in (
        (path, 4, "too_big"),
        (tmp_path, 9, "folder"),
        (tmp_path / "tubo", 9, "not_a_file"),
        (Path("/dev/zero"), 9, "not_a_file"),
        (tmp_path / "no.txt", 9, "missing"),
        (Path("a\0b"), 9, "name"),
    ):
        with pytest.raises(CannotRead) as caught:
            read_bounded(source, limit)
        assert caught.value.facts["reason"] == reason


_WRITER = """
import sys
from pathlib import Path
from pmi_desktop.services.files import write_whole
print("ya", flush=True)
turn = 0
while True:
    turn += 1
    write_whole(Path(sys.argv[1]), str(turn % 10).encode() * 100_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and signals of POSIX")
def test_a_kill_leaves_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"0" * 100_000)
    for _ in range(4):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(target)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        before = target.stat().st_ino
        while target.stat().st_ino == before:
            pass
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        data = target.read_bytes()
        assert data == data[:1] * 100_000
