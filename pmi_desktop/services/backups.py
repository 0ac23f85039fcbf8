"""Backups of plans: made by themselves, looked through before they count, thinned by day, week and month.

They lie in the data folder, also those of a plan on a stick:
``copias/<plan>/<number> <date> r<revision> <place> <digest> <reason>.pmi``. The number gives their order, since the
clock of an old PC may be wrong; the place tells two files of the same plan apart; the digest tells whether the file has
changed since, and whether the backup itself is what was written.
"""

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.files import CannotRead, CannotWrite, make_folder, read_bounded, replacing

EVERY = timedelta(minutes=30)
"""How often a plan that is being worked on is backed up."""

LARGEST = 1 << 30
_NAME = re.compile(r"(\d{6}) (\d{8}-\d{6}) r(\d+) ([0-9a-f]{8}) ([0-9a-f]{12}) ([a-z]+)\.pmi")


class Reason(Enum):
    """Why a backup was made."""

    OPEN = "open"
    TIMER = "timer"
    DEMAND = "demand"
    MIGRATION = "migration"
    MERGE = "merge"
    IMPORT = "import"
    RESTORE = "restore"


class UnsoundBackup(PmiError):
    """A backup is not what was written, or was not sound when it was to be written; ``path``."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was sound when it was made; ``here`` tells that it is of this very file and not of a copy of it."""

    path: Path
    number: int
    made_at: datetime
    revision: int
    digest: str
    reason: Reason
    here: bool


_KEPT: tuple[tuple[int, Callable[[Backup], object]], ...] = (
    (12, lambda one: one.path),
    (14, lambda one: one.made_at.date()),
    (8, lambda one: one.made_at.isocalendar()[:2]),
    (24, lambda one: (one.made_at.year, one.made_at.month)),
)
"""How many stay: the newest ones, and the last one of that many days, weeks and months in which there are any."""

_MAKING = threading.Lock()
"""Held while a number is taken and used: a plan's own keeper and an import may make backups at the same moment."""


class BackupFolder:
    """The backups of one plan's file."""

    def __init__(self, folder: Path, plan_id: str, plan: Path) -> None:
        """``folder`` is that of all backups, ``plan_id`` empty when the file cannot tell it any more.

        Nothing is made on the disk before the first backup.
        """
        self._place = _short(str(plan.resolve()).encode("utf-8", "surrogateescape"), 8)
        readable = re.sub(r"[^A-Za-z0-9]", "-", plan_id or plan.stem)[:24]
        known = None if plan_id else next(folder.glob(f"*/?????? * {self._place} *.pmi"), None)
        self.path = known.parent if known else folder / f"{readable}-{_short((plan_id or plan.stem).encode(), 8)}"

    def make(self, snapshot: bytes, *, revision: int, at: datetime, reason: Reason) -> Backup:
        """Writes a backup, looks through it, and only then gives it its name; older ones are thinned.

        Raises:
            CannotWrite, UnsoundBackup: the backups there were are untouched.
        """
        make_folder(self.path)
        digest = _short(snapshot, 12)
        stamp = at.strftime("%Y%m%d-%H%M%S")
        with _MAKING:
            number = max((one.number for one in self.all()), default=0) + 1
            target = self.path / f"{number:06d} {stamp} r{revision} {self._place} {digest} {reason.value}.pmi"
            write_checked(target, snapshot)
            self._thin()
            return next(one for one in self.all() if one.path == target)

    def all(self) -> tuple[Backup, ...]:
        """Every backup of the plan, also of its copies elsewhere, newest first."""
        return backups_in(self.path, self._place)

    def newest(self) -> Backup | None:
        """The newest one of this very file."""
        return next((one for one in self.all() if one.here), None)

    def newest_sound(self) -> Backup | None:
        """The newest one whose bytes are still what was written: of this very file, else of a copy of it."""
        found = self.all()
        ordered = [*(one for one in found if one.here), *(one for one in found if not one.here)]
        return next((one for one in ordered if is_sound(one)), None)

    def changed_since_last(self, snapshot: bytes) -> bool:
        """Whether the newest backup of this file differs from these bytes, or there is none."""
        last = self.newest()
        return last is None or last.digest != _short(snapshot, 12)

    def _thin(self) -> None:
        for place in (True, False):
            found = [one for one in self.all() if one.here == place]
            kept = {one.path for one in _kept(found)}
            for one in found:
                if one.path not in kept:
                    with suppress(OSError):
                        one.path.unlink()


def backups_in(folder: Path, place: str = "") -> tuple[Backup, ...]:
    """Every backup in a plan's folder, newest first; ``place`` is that of the file that is ``here``."""
    try:
        found = [one for path in folder.iterdir() if (one := _read(path, place))]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda one: one.number, reverse=True))


def _read(path: Path, place: str) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    number, stamp, revision, own_place, digest, reason = found.groups()
    try:
        at = datetime.strptime(stamp, "%Y%m%d-%H%M%S")
        return Backup(path, int(number), at, int(revision), digest, Reason(reason), own_place == place)
    except ValueError:
        return None


def _kept(newest_first: Iterable[Backup]) -> Iterator[Backup]:
    """What thinning leaves: by number, so that a clock that once stood in 2099 pushes nothing out."""
    backups = list(newest_first)
    for most, bucket in _KEPT:
        seen: set[object] = set()
        for one in backups:
            if bucket(one) not in seen and len(seen) < most:
                seen.add(bucket(one))
                yield one


def is_sound(backup: Backup) -> bool:
    """Whether its bytes are what was written."""
    try:
        return _short(read_bounded(backup.path, LARGEST), 12) == backup.digest
    except CannotRead:
        return False


def write_checked(target: Path, snapshot: bytes) -> None:
    """Writes a plan's file whole, looked through on the disk before it takes its name.

    Raises:
        CannotWrite, UnsoundBackup: what was there before is untouched.
    """
    with replacing(target, check=_check) as stream:
        stream.write(snapshot)


def write_new(target: Path, plan: Plan, made_at: datetime, notes: Mapping[str, str]) -> None:
    """A file for a plan, as :func:`write_checked`; a large one is never in memory as a whole.

    Raises:
        CannotWrite, UnsoundBackup: what was there before is untouched.
    """
    from pmi_desktop.storage.errors import CannotSave
    from pmi_desktop.storage.store import fill_file

    try:
        with replacing(target, check=_check) as stream:
            fill_file(Path(stream.name), plan, made_at, notes)
    except CannotSave as problem:
        raise CannotWrite(path=target, reason=problem.facts["reason"]) from problem


def _check(path: Path) -> None:
    from pmi_desktop.storage.sqlite import check_file

    try:
        check_file(path)
    except PmiError as problem:
        raise UnsoundBackup(path=path) from problem


def _short(data: bytes, length: int) -> str:
    return hashlib.sha256(data).hexdigest()[:length]
