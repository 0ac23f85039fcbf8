"""A plan brought in from an interchange file or from a package, attached files included."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.errors import PmiError, Refused
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services import packages
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotRead, is_there, must_be_new, read_bounded, reading
from pmi_desktop.services.interchange import LARGEST, read_plan
from pmi_desktop.services.new_ids import new_id

if TYPE_CHECKING:
    from pmi_desktop.official.package.verifying import Contents
    from pmi_desktop.services.workspace import Workspace


_DATABASE = b"SQLite format 3\0"


class AlreadyAPlan(PmiError):
    """What was to be imported (``path``) is a plan's file itself."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A plan that is now in a file of its own, and its attached files whose bytes did not come along."""

    plan: Plan
    absent: tuple[Evidence, ...] = ()


def import_plan(
    source: Path, target: Path, workspace: "Workspace", reference: Reference, *, replace: bool = False
) -> Imported:
    """Make ``target`` from an interchange file or a package; all is read before anything is written.

    With ``replace`` a plan that is there is backed up first; at every moment there is the old file or the new one.

    Raises:
        Refused, AlreadyAPlan, NotAPackage, NotWhole: the source is no plan.
        PlanExists, CannotRead, CannotWrite, PlanInUse, UnsoundBackup
    """
    if not replace:
        must_be_new(target)
    if not packages.is_package(source):
        plan = _read(source, reference)
        workspace.create(plan, target, replace=replace)
        return Imported(plan, _absent(plan, target))
    with packages.opened(source) as contents:
        plan, notes = _inside(contents, source, reference)
        with _taken_back_on_failure(target) as folder:
            packages.keep_evidence(contents, plan, folder)
            workspace.create(plan, target, replace=replace, notes=notes)
    return Imported(plan, _absent(plan, target))


def _inside(contents: "Contents", source: Path, reference: Reference) -> tuple[Plan, Mapping[str, str]]:
    """The plan of a package; one that carries an area becomes a working copy, which knows what was lent."""
    from pmi_desktop.services.area_files import is_area, read_contents, working_copy

    if is_area(contents):
        return working_copy(read_contents(contents, source, reference), reference)
    return read_plan(packages.plan_in(contents), reference, new_id), {}


def _read(source: Path, reference: Reference) -> Plan:
    with reading(source) as stream:
        if stream.read(len(_DATABASE)) == _DATABASE:
            raise AlreadyAPlan(path=source)
    try:
        return read_plan(read_bounded(source, LARGEST), reference, new_id)
    except CannotRead as problem:
        if problem.facts["reason"] == "too_big":
            raise Refused(place="", reason="too_large", limit=LARGEST) from problem
        raise


def _absent(plan: Plan, target: Path) -> tuple[Evidence, ...]:
    there = EvidenceFolder(target).present()
    return tuple(one for one in plan.all(Evidence) if one.sha256 not in there)


@contextmanager
def _taken_back_on_failure(target: Path) -> Iterator[EvidenceFolder]:
    """A plan that could not be written leaves no attached files either.

    The disk may also fail after the plan has its name: then it keeps what it names.
    """
    folder = EvidenceFolder(target)
    before = folder.present().keys()
    existed = folder.path.exists()
    try:
        yield folder
    except BaseException:
        folder.sweep({*before, *_named_in(target, folder)})
        if not existed:
            with suppress(OSError):
                folder.path.rmdir()
        raise


def _named_in(target: Path, folder: EvidenceFolder) -> Iterable[str]:
    from pmi_desktop.storage.summary import evidence_named_in

    try:
        return evidence_named_in(target) if is_there(target) else ()
    except PmiError:
        return folder.present()  # what cannot be read may name them all
