"""The backups of this PC as somebody looks for one: by plan, by date, with what changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.differences import differences
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.backups import LARGEST, Backup, UnsoundBackup, backups_in, is_sound, write_checked
from pmi_desktop.services.bringing import bring_file
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import read_bounded

if TYPE_CHECKING:
    from pmi_desktop.services.workspace import Summary, Workspace

SHOWN = 60
"""Changes that are listed; of the others only the number is said."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The backups of one plan, newest first; ``path`` is its file, or ``None`` where this PC knows none any more."""

    path: Path | None
    school: str
    start_year: int
    end_year: int
    backups: tuple[Backup, ...]
    problem: PmiError | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in a plan since a backup: sentences, and how many more there are.

    ``problem`` instead where the plan's file cannot be read, which is why somebody looks for a backup.
    """

    changes: tuple[str, ...] = ()
    more: int = 0
    problem: PmiError | None = None


def kept_plans(workspace: "Workspace") -> tuple[Kept, ...]:
    """Every plan with backups: those of the list in its order, then those whose file is gone."""
    return tuple(_kept_plans(workspace))


def _kept_plans(workspace: "Workspace") -> Iterator[Kept]:
    seen: set[Path] = set()
    for one in workspace.plans():
        backups = workspace.backups(one.path).all()
        seen |= {backup.path.parent for backup in backups}
        if backups:
            yield _kept(one.path, one, backups, one.problem)
    for folder in sorted((workspace.data / "copias").glob("*")):
        if folder not in seen and (backups := backups_in(folder)):
            yield _kept(None, workspace.summary(backups[0].path), backups, None)


def _kept(path: Path | None, told: "Summary", backups: tuple[Backup, ...], problem: PmiError | None) -> Kept:
    return Kept(path, told.school, told.start_year, told.end_year, backups, problem)


def since(plan: Path | None, backup: Backup, reference: Reference) -> Since:
    """What changed between a backup and the plan as it is on the disk.

    Raises:
        UnsoundBackup: the backup is not what was written.
    """
    from pmi_desktop.storage.store import read_file

    copy = copy_in(backup)
    if plan is None:
        return Since()
    try:
        now = read_file(plan)
    except PmiError as problem:
        return Since(problem=problem)
    found = differences(copy, now, reference)
    return Since(tuple(one.text for one in found[:SHOWN]), max(len(found) - SHOWN, 0))


def copy_in(backup: Backup) -> Plan:
    """The plan in a backup.

    Raises:
        UnsoundBackup
    """
    from pmi_desktop.storage.store import read_file

    if not is_sound(backup):
        raise UnsoundBackup(path=backup.path)
    return read_file(backup.path)


def bring_back(backup: Backup, workspace: "Workspace") -> Path:
    """A new file in the library for a plan whose file is gone."""
    return bring_file(backup.path, copy_in(backup), workspace, EvidenceFolder(backup.path))


def copy_to(backup: Backup, plan: Path | None, target: Path) -> None:
    """A backup as a plan's file elsewhere, as on a stick, with the attached files that are still there.

    Raises:
        UnsoundBackup, CannotRead, CannotWrite
    """
    from pmi_desktop.storage.summary import evidence_named_in

    if not is_sound(backup):
        raise UnsoundBackup(path=backup.path)
    if plan is not None:
        folder, there = EvidenceFolder(target), EvidenceFolder(plan)
        for sha256 in sorted(evidence_named_in(backup.path)):
            found = there.find(sha256)
            if found is not None and folder.path != there.path:
                folder.put(found)
    write_checked(target, read_bounded(backup.path, LARGEST))
