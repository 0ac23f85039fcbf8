"""A disk that can be watched and can fail: every write-like step of the program goes through one `Disk`.

Python's own file calls are wrapped where the program calls them; SQLite's go through `sqlite_disk.py`. To be installed
in a child process that ends afterwards: nothing is ever taken back.
"""

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Step(NamedTuple):
    """Something that changes what the disk holds; `path` and `other` are absolute.

    `what`: `create`, `write` (`data` at `offset`), `truncate` (to `offset`), `sync`, `sync_folder`, `delete`,
    `rename` (to `other`), `folder`, or `said` (`data` is what the program acknowledged at that moment).
    """

    what: str
    path: str
    offset: int = 0
    data: bytes = b""
    other: str = ""


KILL = 9
"""The signal, as a number: Windows knows neither it nor its name."""

DEATH = 0
"""Instead of an error number: the process is killed before the step."""


class Fault(NamedTuple):
    """The `number`-th step (from 1) fails with an error number, and if `lasting` all those after it."""

    number: int
    code: int
    lasting: bool

    @property
    def name(self) -> str:
        return f"{errno.errorcode[self.code]} at {self.number}{' and on' if self.lasting else ''}"


class Disk:
    """Counts the steps below a folder, keeps them if asked, and makes some of them fail."""

    def __init__(self, folder: Path, fault: Fault | None = None, *, keep: bool = False) -> None:
        self._folder = os.path.realpath(folder)
        self.fault = fault
        self._keep = keep
        self.steps: list[Step] = []
        self.count = 0
        self.failed = 0

    def holds(self, path: str) -> bool:
        """Whether a path is below the folder, or the folder itself."""
        return path == self._folder or path.startswith(self._folder + os.sep)

    def allows(self, step: Step) -> int:
        """Asked before a step: the error number with which it fails, or 0; what succeeds is kept in order."""
        if not self.holds(step.path):
            return 0
        self.count += 1
        if self.fault and (self.count == self.fault.number or (self.fault.lasting and self.count > self.fault.number)):
            self.failed += 1
            if self.fault.code == DEATH:
                os.kill(os.getpid(), KILL)
            return self.fault.code
        if self._keep:
            self.steps.append(step)
        return 0

    def said(self, what: str) -> None:
        """The program acknowledged something."""
        if self._keep:
            self.steps.append(Step("said", "", data=what.encode()))

    def mend(self) -> None:
        """No further step fails."""
        self.fault = None

    def _ask(self, what: str, path: str, offset: int = 0, data: bytes = b"", other: str = "") -> None:
        code = self.allows(Step(what, path, offset, data, other))
        if code:
            raise OSError(code, os.strerror(code), path)

    def install(self) -> None:
        """Wraps the calls with which Python changes files."""
        real_open = builtins.open

        def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if isinstance(file, int) or not set(mode) & set("wxa+") or "r+" in mode or not self.holds(_full(file)):
                return real_open(file, mode, *args, **kwargs)
            if not os.path.exists(file):
                self._ask("create", _full(file))
            elif "w" in mode:
                self._ask("truncate", _full(file))
            raw = _Watched(os.fspath(file), mode.replace("b", "").replace("t", ""), self)
            stream = io.BufferedWriter(raw)
            return stream if "b" in mode else io.TextIOWrapper(stream, encoding=kwargs.get("encoding", "utf-8"))

        builtins.open = opened
        io.open = opened
        self._wrap_os()

    def _wrap_os(self) -> None:
        for name, what in (("unlink", "delete"), ("remove", "delete"), ("mkdir", "folder"), ("rmdir", "delete")):
            _wrap(name, lambda path, *_args, what=what, **_named: self._ask(what, _full(path)))
        for name in ("replace", "rename"):
            _wrap(name, lambda source, target, **_named: self._ask("rename", _full(source), other=_full(target)))
        _wrap("fsync", lambda descriptor: self._ask(*_synced(descriptor)), instead=True)
        _wrap("write", lambda descriptor, data: self._ask("write", _name(descriptor), _place(descriptor), bytes(data)))
        _wrap("ftruncate", lambda descriptor, size: self._ask("truncate", _name(descriptor), size))
        _wrap("open", self._raw_open)

    def _raw_open(self, path: Any, flags: int, *_args: Any, **_named: Any) -> None:
        if flags & os.O_CREAT and not os.path.exists(path):
            self._ask("create", _full(path))


class _Watched(io.FileIO):
    """A file whose writes are steps of a disk."""

    def __init__(self, path: str, mode: str, disk: Disk) -> None:
        super().__init__(path, mode)
        self._path = _full(path)
        self._disk = disk

    def write(self, data: Any) -> int:
        whole = bytes(data)
        code = self._disk.allows(Step("write", self._path, self.tell(), whole))
        if code:
            raise OSError(code, os.strerror(code), self._path)
        return super().write(whole)


def _wrap(name: str, before: Callable[..., None], *, instead: bool = False) -> None:
    """`instead`: the call itself is not made, as with syncing: the disk here is imagined, and the real one is slow."""
    real = getattr(os, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        before(*args, **kwargs)
        return None if instead else real(*args, **kwargs)

    setattr(os, name, wrapped)


def _full(path: Any) -> str:
    return os.path.abspath(os.fsdecode(path))


def _name(descriptor: int) -> str:
    return os.readlink(f"/proc/self/fd/{descriptor}")


def _place(descriptor: int) -> int:
    try:
        return os.lseek(descriptor, 0, os.SEEK_CUR)
    except OSError:  # a pipe
        return 0


def _synced(descriptor: int) -> tuple[str, str]:
    path = _name(descriptor)
    return ("sync_folder" if os.path.isdir(path) else "sync"), path
