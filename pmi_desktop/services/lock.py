"""Who has a plan open: one lock for window and command line, in a small file beside the plan.

The lock itself is the operating system's, on the open file, and ends with the process: what a power cut leaves behind
is a file nobody holds. What the file says is only for people.
"""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.files import CannotWrite, reason_of

_LOCKED_BYTE = 1 << 30
"""Windows keeps others from reading a locked byte: it lies far behind the text."""

_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a plan open; every word may be missing where it could not be read."""

    user: str = ""
    computer: str = ""
    program: str = ""
    since: str = ""
    """Local time in ISO format."""


class PlanInUse(PmiError):
    """Another window or command has the plan open: ``path`` and ``holder``."""


class PlanLock:
    """The right to change one plan; held until :meth:`release` or the end of the process."""

    def __init__(self, plan: Path, *, program: str, at: datetime) -> None:
        """Takes the lock.

        Raises:
            PlanInUse: somebody else has it.
            CannotWrite: there is no writing beside the plan (``read_only``, ``denied``, ``missing``…).
        """
        real = plan.resolve()
        self.path = real.with_name(real.name + ".lock")
        self._file = self._taken(plan)
        holder = Holder(_user(), platform.node(), program, at.isoformat(timespec="minutes"))
        with suppress(OSError):  # the lock holds also where a full disk leaves no room to say by whom
            _write(self._file, json.dumps(asdict(holder), ensure_ascii=False).encode())

    def _taken(self, plan: Path) -> int:
        """A locked descriptor of the file that still has this name: its last holder may just have removed it."""
        while True:
            try:
                descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
            except OSError as problem:
                if _is_removal(problem):
                    continue
                raise CannotWrite(path=plan, reason=reason_of(problem)) from problem
            if not _lock(descriptor):
                holder = holder_of(descriptor)
                os.close(descriptor)
                raise PlanInUse(path=plan, holder=holder)
            if _same_file(descriptor, self.path):
                return descriptor
            os.close(descriptor)

    def release(self) -> None:
        """Gives the lock back and removes the file; a second time does nothing."""
        descriptor, self._file = self._file, -1
        if descriptor < 0:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(descriptor)
        with suppress(OSError):
            self.path.unlink()
        if sys.platform != "win32":
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def holder_of(descriptor: int) -> Holder:
    """Who an open lock file names."""
    with suppress(OSError, ValueError, TypeError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        said = json.loads(os.read(descriptor, _LONGEST))
        return Holder(**{name: str(said.get(name, ""))[:200] for name in Holder.__slots__})
    return Holder()


def _write(descriptor: int, text: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, text)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _is_removal(problem: OSError) -> bool:
    """Windows answers like this for a moment while a file is being removed."""
    return getattr(problem, "winerror", None) == 303


def _same_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks: SQLite's own check of the revision still keeps edits from being lost.
            return True
        return True
