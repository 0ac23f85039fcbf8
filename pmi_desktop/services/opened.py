"""A plan that is open: its editor, the lock that keeps others out, its backups and its attached files."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pmi_desktop.domain.errors import PlanIsClosed, PmiError
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Edit
from pmi_desktop.services.backups import EVERY, Backup, BackupFolder, Reason, write_checked
from pmi_desktop.services.editor import PlanEditor
from pmi_desktop.services.evidence import EvidenceFolder, named_by
from pmi_desktop.services.lock import PlanLock
from pmi_desktop.services.places import Place


class AnotherPlan(PmiError):
    """A copy is of another plan: ``school``, ``start_year`` and ``end_year`` are its."""


class OpenedPlan:
    """What a window or a command holds while it works on a plan.

    ``why_read_only`` is the problem that made it so, where nobody asked for it. ``place`` deserves a warning when it
    is not a disk of this PC.
    """

    def __init__(
        self,
        path: Path,
        editor: PlanEditor,
        *,
        lock: PlanLock | None,
        place: Place,
        backups: BackupFolder,
        clock: Callable[[], datetime],
        why_read_only: PmiError | None = None,
    ) -> None:
        self.path = path
        self.editor = editor
        self.place = place
        self.backups = backups
        self.evidence = EvidenceFolder(path)
        self.why_read_only = why_read_only
        self._lock = lock
        self._clock = clock
        self._tending = threading.Lock()
        self._at_open: tuple[bytes, int] | None = None if editor.read_only else editor.store.image()
        self._next = clock() + EVERY
        if not editor.read_only:
            self._sweep()

    def _sweep(self) -> None:
        """Removes attached files that nothing refers to, before anybody can attach one or undo anything."""
        from pmi_desktop.storage.summary import evidence_named_in

        present = set(self.evidence.present())
        kept = named_by([self.editor.plan])
        if present <= kept:
            return
        try:
            for path in (self.path, *(one.path for one in self.backups.all())):
                kept |= evidence_named_in(path)
        except PmiError:
            return  # what cannot be read may name them all
        self.evidence.sweep(kept)

    def back_up(self, reason: Reason = Reason.DEMAND) -> Backup:
        """A verified backup of what is saved; flush the editor first if it must hold everything.

        Raises:
            CannotWrite, UnsoundBackup, CannotOpen, PlanIsClosed
        """
        with self._tending:  # what it was when it was opened is older, and so must be its number
            image = self.editor.store.image()
            if image != self._at_open:
                self._keep_as_opened()
            self._at_open = None
            return self._made(image, reason)

    def _keep_as_opened(self) -> Backup | None:
        image, self._at_open = self._at_open, None
        return self._made(image, Reason.OPEN) if image and self.backups.changed_since_last(image[0]) else None

    def _made(self, image: tuple[bytes, int], reason: Reason) -> Backup:
        data, revision = image
        return self.backups.make(data, revision=revision, at=self._clock(), reason=reason)

    def tend(self) -> Backup | PmiError | None:
        """The backups that nobody asks for: of the plan as it was opened, then every 30 minutes, when it changed.

        To be called soon after opening and then every minute, from a thread that may wait for the disk. A backup that
        fails is returned as its problem: it must be said and must not stop anybody.
        """
        if self.editor.read_only or not self._tending.acquire(blocking=False):
            return None
        try:
            first, now = self._at_open is not None, self._clock()
            if not first and now < self._next:
                return None
            self._next = now + EVERY
            if first:
                return self._keep_as_opened()
            image = self.editor.store.image()
            return self._made(image, Reason.TIMER) if self.backups.changed_since_last(image[0]) else None
        except PlanIsClosed:
            return None  # and so it is as it was saved
        except PmiError as problem:
            return problem
        finally:
            self._tending.release()

    def save_copy(self, target: Path) -> None:
        """The plan as it is on the screen into another file, looked through, with its attached files.

        With its history when all is saved; without it when the disk it comes from does not answer.

        Raises:
            CannotWrite, UnsoundBackup
        """
        from pmi_desktop.storage.store import plan_image

        if self.editor.unsaved:
            data = plan_image(self.editor.plan, self._clock())
        else:
            try:
                data = self.editor.store.snapshot()
            except PmiError:
                data = plan_image(self.editor.plan, self._clock())
        folder = EvidenceFolder(target)
        for sha256 in sorted(named_by([self.editor.plan])):
            source = self.evidence.find(sha256)
            if source is not None and folder.path != self.evidence.path:
                folder.put(source)
        write_checked(target, data)

    def close(self, timeout: float = 10) -> bool:
        """Saves what is left, lets the file go and then the lock; whether all was saved."""
        whole = self.editor.close(timeout)
        if self._lock is not None:
            self._lock.release()
        return whole


def restoring(plan: Plan, copy: Plan, made_at: datetime | None = None) -> Edit:
    """One undoable edit that makes a plan what a copy of it was; raises :class:`AnotherPlan`."""
    if copy.info.id != plan.info.id:
        raise AnotherPlan(school=copy.school.name, start_year=copy.info.start_year, end_year=copy.info.end_year)
    when = f" del {show_date(made_at.date())}" if made_at else ""
    return Edit(f"restaurar la copia{when}", difference(plan, copy))
