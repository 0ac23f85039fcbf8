"""Files written whole or not at all, and read within bounds."""

import errno
import os
import re
import shutil
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pmi_desktop.domain.errors import PmiError

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 0.8) if sys.platform == "win32" else ()
"""Seconds between attempts where antivirus and indexers hold a fresh file for a moment: in all about 2.4."""

_HALF_WRITTEN = re.compile(r"\..+\.[0-9a-f]{8}\.tmp", re.DOTALL)
_STALE = 3600
"""Seconds after which a file left beside by a power cut is nobody's."""

_REASONS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "folder",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "too_big",
    errno.ENAMETOOLONG: "name",
    errno.EINVAL: "name",
    errno.ENODEV: "gone",
    errno.ENXIO: "gone",
    errno.EIO: "gone",
}


class FileProblem(PmiError):
    """The disk does not let a file be read or written: ``path``, and ``reason``.

    ``reason``: ``missing``, ``folder``, ``not_a_file``, ``denied``, ``in_use``, ``read_only``, ``full``, ``too_big``
    (with ``limit`` in bytes), ``name``, ``gone`` (the device went away), ``exists`` or ``other``.
    """


class CannotRead(FileProblem):
    """A file cannot be read."""


class CannotWrite(FileProblem):
    """A file or folder cannot be written; what was there before is untouched."""


class PlanExists(CannotWrite):
    """There is a file at ``path`` already, and nobody said to replace it."""


def must_be_new(path: Path) -> None:
    """Nothing may have that name yet; raises :class:`PlanExists`."""
    if is_there(path):
        raise PlanExists(path=path, reason="exists")


def reason_of(problem: OSError) -> str:
    """The word of :class:`FileProblem` for what the system answered."""
    if getattr(problem, "winerror", None) in {32, 33}:
        return "in_use"
    return _REASONS.get(problem.errno or 0, "other")


def is_there(path: Path) -> bool:
    """Whether anything has that name; what cannot be, or cannot be seen, is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether it is a folder; a name that cannot be is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """An ordinary file opened to read: no folder, no device, nothing that could wait for ever.

    Raises:
        CannotRead: it cannot be opened, or reading it fails while it is open.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise CannotRead(path=path, reason="folder")
        if not stat.S_ISREG(kind):
            raise CannotRead(path=path, reason="not_a_file")
        with path.open("rb") as stream:
            yield stream
    except (OSError, ValueError) as problem:  # ValueError: a name with a null character
        raise CannotRead(path=path, reason=_reason(problem)) from problem


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a file of at most ``limit`` bytes; raises :class:`CannotRead`."""
    with reading(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise CannotRead(path=path, reason="too_big", limit=limit)
    return data


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that at every moment there is the old one or the new one; raises :class:`CannotWrite`."""
    with replacing(target) as stream:
        stream.write(data)


@contextmanager
def replacing(target: Path, check: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """A file to write into that takes the target's place only when all is on the disk.

    ``check`` sees the finished file once more before it does; what it raises, as what is raised inside, leaves the
    target as it was and nothing beside it.

    Raises:
        CannotWrite: the disk refuses. The folder must exist.
    """
    target = _place(target)
    if is_folder(target):
        raise CannotWrite(path=target, reason="folder")
    beside = _beside(target)
    try:
        _sweep(target)
        with beside.open("xb") as stream:
            yield stream
            stream.flush()
            _to_disk(stream.fileno())
        if check is not None:
            check(beside)
        _replace(beside, target)
        _sync_folder(target.parent)
    except (OSError, ValueError) as problem:
        raise CannotWrite(path=target, reason=_reason(problem)) from problem
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def replacing_folder(target: Path, check: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """A new folder to fill that takes the target's place when all inside is on the disk.

    ``check`` as in :func:`replacing`. An older folder in that place is moved aside first and removed afterwards: it
    must be one that nobody misses.

    Raises:
        CannotWrite: the disk refuses. The folder around it must exist.
    """
    target = _place(target)
    if is_there(target) and not is_folder(target):
        raise CannotWrite(path=target, reason="exists")
    beside, old = _beside(target), _beside(target)
    try:
        _sweep(target)
        beside.mkdir()
        yield beside
        _sync_tree(beside)
        if check is not None:
            check(beside)
        if target.exists():
            _replace(target, old)
        try:
            _replace(beside, target)
        except OSError:
            if old.exists():
                _replace(old, target)
            raise
        _sync_folder(target.parent)
    except (OSError, ValueError) as problem:
        raise CannotWrite(path=target, reason=_reason(problem)) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    """Have the disk keep every file and folder below this one."""
    for here, _, files in os.walk(folder):
        for name in files:
            with Path(here, name).open("rb+") as stream:
                _to_disk(stream.fileno())
        _sync_folder(Path(here))


def _to_disk(descriptor: int) -> None:
    """Have the disk keep a file, and forget what of it is in memory, so that reading it again asks the disk."""
    os.fsync(descriptor)
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system lets one ask for it (Windows does it by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some USB and network drivers cannot
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """The folder with those above it, unless it is there already; raises :class:`CannotWrite`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as problem:
        reason = "exists" if isinstance(problem, FileExistsError) else _reason(problem)
        raise CannotWrite(path=folder, reason=reason) from problem


def _reason(problem: OSError | ValueError) -> str:
    return reason_of(problem) if isinstance(problem, OSError) else "name"


def _place(target: Path) -> Path:
    """Where the target really lies: a link keeps pointing to what is written."""
    try:
        place = target.resolve()
        if not place.parent.is_dir():
            raise CannotWrite(path=target.parent, reason="missing")
    except (OSError, ValueError) as problem:
        raise CannotWrite(path=target, reason=_reason(problem)) from problem
    return place


def is_half_written(name: str) -> bool:
    """Whether a name is one of those that files and folders have until they are whole; a power cut may leave them."""
    return _HALF_WRITTEN.fullmatch(name) is not None


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.tmp")


def _sweep(target: Path) -> None:
    """Remove what power cuts left beside the target, judged by the disk's own clock."""
    left = [path for path in target.parent.glob(f".{_escaped(target.name[:40])}.*.tmp") if not path.is_symlink()]
    if not left:
        return
    newest = max(path.stat().st_mtime for path in (*left, target.parent))
    for path in left:
        if newest - path.stat().st_mtime > _STALE:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _replace(source: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            source.replace(target)
        except PermissionError:
            threading.Event().wait(pause)
        else:
            return
    source.replace(target)
