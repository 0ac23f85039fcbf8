"""The store of one open plan: what the services see of everything in this room."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.storage.file import PlanFile, Version
from pmi_desktop.storage.log import LogEntry
from pmi_desktop.storage.making import fill_file, plan_image
from pmi_desktop.storage.writer import PAUSES, Report, Writer

__all__ = ["LogEntry", "PlanStore", "Version", "fill_file", "plan_image", "read_file", "read_whole"]


class PlanStore:
    """An open plan's file; may be used from any thread. What is asked after :meth:`close` raises PlanIsClosed.

    ``report`` is called in the writer's thread after each attempt to save. A read-only store works on a copy in memory:
    it holds no lock, and the file may lie on a medium that cannot be written.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        report: Report | None = None,
        before_migrating: Callable[[bytes], None] | None = None,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        """Opens the file; raises CannotOpen, NotAPlan, NewerFile or Damaged."""
        self.path = path
        self.read_only = read_only
        self._writer = Writer(
            path, lambda: PlanFile.open(path, read_only=read_only, before_migrating=before_migrating), report, pauses
        )
        try:
            self._plan, self._notes = self._writer.ask(lambda file: (file.load(), file.notes())).result()
        except BaseException:
            self._writer.close(timeout=10)
            raise

    def load(self) -> Plan:
        """The plan as it was when it was opened."""
        return self._plan

    def get_ready(self) -> None:
        """Loads what writing needs, in the writer's thread; to be asked when there is a moment to spare."""
        self._writer.ask(lambda file: file.get_ready())

    def load_notes(self) -> Mapping[str, str]:
        """What the file remembered beside the plan when it was opened."""
        return self._notes

    def keep_notes(self, notes: Mapping[str, str | None]) -> None:
        """Remembers these at once, forgetting those that are ``None``; raises CannotSave."""
        self._writer.ask(lambda file: file.keep_notes(notes)).result()

    def apply(self, edits: Sequence[Edit]) -> None:
        """Writes edits and waits for the disk; raises CannotSave, and then they are not kept."""
        self._writer.ask(lambda file: file.write(edits)).result()

    def save(self, edits: Sequence[Edit]) -> None:
        """Hands edits to the writer and returns at once; the report says when they are on the disk."""
        self._writer.save(edits)

    def flush(self, timeout: float) -> bool:
        """Tries at once to write what is pending; whether all is on the disk. Raises nothing."""
        try:
            return self._writer.save(()).result(timeout) is None
        except TimeoutError:
            return False

    def log(self, since: int = 0) -> tuple[LogEntry, ...]:
        """The edits after a revision, oldest first."""
        return self._writer.ask(lambda file: file.log(since)).result()

    def close_version(self, number: int, closed_at: datetime, reason: str, plan: str) -> None:
        """Keeps a delivered version with the text of its interchange file, instead of an older one of its number.

        Raises CannotSave.
        """
        version = Version(number, closed_at.isoformat(timespec="seconds"), reason)
        self._writer.ask(lambda file: file.close_version(version, plan)).result()

    def versions(self) -> tuple[Version, ...]:
        """The delivered versions, oldest first."""
        return self._writer.ask(lambda file: file.versions()).result()

    def version_text(self, number: int) -> str | None:
        """The interchange text of a delivered version."""
        return self._writer.ask(lambda file: file.version_text(number)).result()

    def snapshot(self) -> bytes:
        """The bytes of a file with all that is saved; for copies."""
        return self.image()[0]

    def image(self) -> tuple[bytes, int]:
        """The same with the revision of what is in them; for backups."""
        return self._writer.ask(lambda file: (file.snapshot(), file.revision)).result()

    def close(self, timeout: float = 10) -> None:
        """Tries once more to save what is left and lets the file go."""
        self._writer.close(timeout)


def read_file(path: Path) -> Plan:
    """The plan in a file, which is only read; raises CannotOpen, NotAPlan, NewerFile or Damaged."""
    return read_whole(path)[0]


def read_whole(path: Path) -> tuple[Plan, Mapping[str, str]]:
    """The plan in a file and what the file remembers beside it; raises as :func:`read_file`."""
    file = PlanFile.open(path, read_only=True)
    try:
        return file.load(), file.notes()
    finally:
        file.close()
