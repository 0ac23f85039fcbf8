"""The plans of this PC: listed, made, opened, brought back after a bad day.

The data folder holds ``planes/*.pmi`` (the library), ``copias/`` (backups of all plans) and ``ajustes.json``.
"""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import PlanInfo, School
from pmi_desktop.services.backups import Backup, BackupFolder, Reason, write_checked, write_new
from pmi_desktop.services.editor import PlanEditor
from pmi_desktop.services.files import CannotRead, CannotWrite, make_folder, must_be_new, read_bounded
from pmi_desktop.services.lock import PlanLock
from pmi_desktop.services.opened import OpenedPlan
from pmi_desktop.services.places import place_of
from pmi_desktop.services.settings import Recent, Settings
from pmi_desktop.storage.errors import CannotOpen, Damaged, NotAPlan
from pmi_desktop.storage.sqlite import check_file, inspect, journal_of, settle
from pmi_desktop.storage.summary import plan_id_of, read_summary

_LARGEST = 1 << 30
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan in the list of the start screen; ``problem`` instead of news where the file cannot be read just now."""

    path: Path
    plan_id: str = ""
    school: str = ""
    start_year: int = 0
    end_year: int = 0
    saved_at: str = ""
    problem: PmiError | None = None
    borrowed: str = ""
    """Who works on it, when it is a working copy of an area."""


class Workspace:
    """The data folder of one person, and what can be done with plans in it and elsewhere.

    ``program`` is how others are told who has a plan open («la ventana»). ``clock`` gives the local time, ``new_id`` a
    random id.
    """

    def __init__(self, data: Path, *, clock: Callable[[], datetime], new_id: Callable[[], str], program: str) -> None:
        self.data = data
        self.library = data / "planes"
        self.settings = Settings(data, new_id)
        self._clock = clock
        self._new_id = new_id
        self._program = program

    # The list.

    def plans(self) -> tuple[Summary, ...]:
        """The plans last opened, then the others of the library by when they were saved."""
        recent = {Path(one.path): one for one in self.settings.recent()}
        first = [self.summary(path) for path in recent]
        with_names = sorted(self.library.glob("*.pmi")) if self.library.is_dir() else []
        others = [self.summary(path) for path in with_names if path not in recent]
        return (*first, *sorted(others, key=lambda one: one.saved_at, reverse=True))

    def summary(self, path: Path) -> Summary:
        """What a file says of itself, or what this PC remembers of it."""
        try:
            found = read_summary(path)
        except PmiError as problem:
            for one in self.settings.recent():
                if Path(one.path) == path:
                    return Summary(path, one.plan_id, one.school, one.start_year, one.end_year, problem=problem)
            return Summary(path, problem=problem)
        borrower = str(json.loads(found.borrowed)["to"]) if found.borrowed else ""
        return Summary(
            path, found.plan_id, found.school, found.start_year, found.end_year, found.saved_at, borrowed=borrower
        )

    # Making.

    def new_plan(self, *, start_year: int, end_year: int, catalog: str, school: str = "") -> Path:
        """An empty plan in the library."""
        frame = PlanInfo(id=self._new_id(), start_year=start_year, end_year=end_year, catalog=catalog)
        return self.create(Plan.of([frame, School(name=school)]))

    def create(
        self,
        plan: Plan,
        path: Path | None = None,
        *,
        replace: bool = False,
        notes: Mapping[str, str] | None = None,
    ) -> Path:
        """A file for a plan: in the library under the school's name, or at ``path``.

        ``notes`` are what it remembers beside the plan; a file that took the place of one of the same plan goes on
        remembering what that did.

        With ``replace`` a file that is there is backed up first, or put aside if it cannot be; at every moment there is
        the old file or the new one.

        Raises:
            PlanExists: the file is there and is not to be replaced.
            CannotWrite, PlanInUse, UnsoundBackup
        """
        path = _real(path or self.free_path(plan))
        with PlanLock(path, program=self._program, at=self._clock()):
            if not replace:
                must_be_new(path)
            kept = _remembered(path, plan)
            self._make_room(path, Reason.IMPORT)
            write_new(path, plan, self._clock(), {**kept, **(notes or {})})
        return path

    def take_in(self, source: Path, target: Path) -> None:
        """Copies a plan's file, with its history and as of its last saving, to where no file is yet.

        Raises:
            CannotOpen, NotAPlan, NewerFile, Damaged: the source is no sound plan.
            CannotWrite: also when the target exists.
        """
        data, _ = _image_of(source)
        target = _real(target)
        with PlanLock(target, program=self._program, at=self._clock()):
            if target.exists():
                raise CannotWrite(path=target, reason="exists")
            self._make_room(target, Reason.IMPORT)
            write_checked(target, data)

    def free_path(self, plan: Plan) -> Path:
        """Where a plan would lie in the library: under its school's name and its years, with a number if need be."""
        make_folder(self.library)
        years = dict.fromkeys((plan.info.start_year, plan.info.end_year))
        name = _NOT_IN_NAMES.sub(" ", f"PMI {plan.school.name.strip()[:60].strip()} {'-'.join(map(str, years))}")
        name = " ".join(name.split()).strip(". ")
        names = (name if number == 1 else f"{name} ({number})" for number in range(1, 10_000))
        return next(path for one in names if not (path := self.library / f"{one}.pmi").exists())

    def _make_room(self, path: Path, reason: Reason) -> Path | None:
        """Keeps what a file holds before it is replaced: a backup of a sound plan, anything else put aside.

        Returns where it was put. A journal must go with its file: beside another one it would destroy it.
        """
        if path.exists():
            try:
                settle(path)
                self.back_up(path, reason)
            except (CannotWrite, CannotRead):
                raise
            except PmiError:
                return self._put_aside(path)
        elif journal_of(path).exists():
            return self._put_aside(path)
        return None

    def _put_aside(self, path: Path) -> Path:
        """Copies a file and its journal under another name, then takes the journal away."""
        aside = path.with_name(f"{path.name}.dañado-{self._clock():%Y%m%d-%H%M%S}")
        try:
            for source, target in ((path, aside), (journal_of(path), journal_of(aside))):
                if source.exists():
                    shutil.copy2(source, target)
            journal_of(path).unlink(missing_ok=True)
        except OSError as problem:
            raise CannotWrite(path=aside, reason="other") from problem
        return aside

    # Opening.

    def open(self, path: Path, *, read_only: bool = False) -> OpenedPlan:
        """A plan to work on, or only to look at; read-only by itself where the medium does not let us write.

        Raises:
            PlanInUse: somebody else works on it: offer ``read_only``.
            NotAPlan, Damaged: offer :meth:`newest_backup`.
            CannotOpen, NewerFile: the file stays untouched.
            CannotWrite, UnsoundBackup: no backup could be made before an older file was to be converted.
        """
        path = _real(path)
        inspect(path)
        if read_only:
            return self._opened(path, None)
        try:
            lock = PlanLock(path, program=self._program, at=self._clock())
        except CannotWrite as problem:
            return self._opened(path, None, problem)
        try:
            return self._opened(path, lock)
        except CannotOpen as problem:
            lock.release()
            if problem.facts["reason"] not in {"read_only", "denied"}:
                raise
            return self._opened(path, None, problem)
        except BaseException:
            lock.release()
            raise

    def _opened(self, path: Path, lock: PlanLock | None, why_read_only: PmiError | None = None) -> OpenedPlan:
        from pmi_desktop.storage.store import PlanStore

        backups = self.backups(path)
        editor = PlanEditor(
            lambda report: PlanStore(
                path,
                read_only=lock is None,
                report=report,
                before_migrating=lambda data: self._before_migrating(backups, data),
            ),
            clock=self._clock,
            installation=self.settings.installation if lock else "",
        )
        try:
            info, school = editor.plan.info, editor.plan.school
            editor.author = self.settings.author(info.id)
            opened = OpenedPlan(
                path, editor, lock=lock, place=place_of(path), backups=backups, clock=self._clock,
                why_read_only=why_read_only,
            )  # fmt: skip
        except BaseException:
            editor.close(timeout=0)
            raise
        if _real(self.data / "copias") not in path.parents:
            self.settings.remember(Recent(str(path), info.id, school.name, info.start_year, info.end_year))
        return opened

    def _before_migrating(self, backups: BackupFolder, data: bytes) -> None:
        backups.make(data, revision=0, at=self._clock(), reason=Reason.MIGRATION)

    # Bad days.

    def backups(self, path: Path) -> BackupFolder:
        """The backups of a file, known by its plan's id: its own word, or what this PC remembers of the file."""
        path = _real(path)
        plan_id = plan_id_of(path) or self.summary(path).plan_id
        return BackupFolder(self.data / "copias", plan_id, path)

    def newest_backup(self, path: Path) -> Backup | None:
        """The newest sound backup to offer for a file that cannot be opened."""
        return self.backups(path).newest_sound()

    def back_up(self, path: Path, reason: Reason = Reason.DEMAND) -> Backup:
        """A verified backup of a plan that nobody here has open.

        Raises:
            CannotOpen, NotAPlan, NewerFile, Damaged, CannotWrite, UnsoundBackup
        """
        snapshot, revision = _image_of(_real(path))
        return self.backups(path).make(snapshot, revision=revision, at=self._clock(), reason=reason)

    def recover(self, path: Path, copy: Path) -> Path | None:
        """Puts a copy in the place of a file that is damaged or gone; what was there is put aside, nothing is deleted.

        Returns where the damaged file is now.

        Raises:
            CannotOpen, NotAPlan, NewerFile, Damaged: the copy is no sound plan; nothing is changed.
            PlanInUse, CannotWrite, CannotRead
        """
        path = _real(path)
        check_file(copy)
        data = read_bounded(copy, _LARGEST)
        with PlanLock(path, program=self._program, at=self._clock()):
            aside = self._make_room(path, Reason.RESTORE)
            write_checked(path, data)
        return aside


def _image_of(path: Path) -> tuple[bytes, int]:
    """The bytes of a plan's file with all that is saved, and its revision."""
    from pmi_desktop.storage.file import PlanFile

    file = PlanFile.open(path, read_only=True)
    try:
        return file.snapshot(), file.revision
    finally:
        file.close()


def _remembered(path: Path, plan: Plan) -> Mapping[str, str]:
    """What a file that is there remembers, if it is of the same plan and can be read."""
    from pmi_desktop.storage.store import read_whole

    try:
        older, notes = read_whole(path)
    except PmiError:
        return {}
    return notes if older.info.id == plan.info.id else {}


def _real(path: Path) -> Path:
    """A link's target: SQLite's journal and our lock lie beside the real file."""
    with suppress(OSError):
        if path.is_symlink():
            return path.resolve()
    return path.absolute()


def mended_by_backup(problem: PmiError) -> bool:
    """Whether putting a backup in its place helps: the file is damaged or no plan, and not only out of reach."""
    return isinstance(problem, Damaged | NotAPlan)
