"""A plan that comes from elsewhere (a stick, a mail) into the library of this PC: looked at first, then copied.

What comes may be a plan's file, a package as ZIP or folder, or an interchange file. The source is only read.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services import packages
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import is_folder, read_bounded, reading
from pmi_desktop.services.importing import import_plan
from pmi_desktop.services.interchange import LARGEST, read_plan
from pmi_desktop.services.new_ids import new_id

if TYPE_CHECKING:
    from pmi_desktop.services.workspace import Summary, Workspace

MANIFEST = "manifest.json"
"""Chosen in a file dialog it stands for the folder it lies in, which is a package."""


class Form(Enum):
    """In what shape a plan came."""

    FILE = "file"
    PACKAGE = "package"
    INTERCHANGE = "interchange"
    AREA = "area"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What was found in a source.

    ``damaged`` says that some file of a package is not what was handed in; ``evidence`` counts the attached files the
    plan names; ``here`` are the plans of this PC with the same id, which are the same plan at another moment. Of an
    area that was lent they are its working copies, of one that comes back the plans that lent it; ``about`` says which
    area and whose.
    """

    source: Path
    form: Form
    plan: Plan
    saved_at: str
    damaged: bool
    evidence: int
    here: "tuple[Summary, ...]"
    about: str = ""


def look_at(source: Path, workspace: "Workspace", reference: Reference) -> Newcomer:
    """What is in a file or folder that came from elsewhere.

    Raises:
        CannotRead, CannotOpen, NotAPlan, NewerFile, Damaged, NotAPackage, NotWhole, Refused
    """
    source = source.parent if source.name == MANIFEST else source
    if _is_area(source):
        return _look_at_area(source, workspace, reference)
    form, saved_at, damaged = _form(source), "", False
    if form is Form.FILE:
        from pmi_desktop.storage.store import read_file
        from pmi_desktop.storage.summary import read_summary

        plan, saved_at = read_file(source), read_summary(source).saved_at
    elif form is Form.PACKAGE:
        damaged = not packages.verify(source).whole
        with packages.opened(source) as contents:
            plan = read_plan(packages.plan_in(contents), reference, new_id)
    else:
        plan = read_plan(read_bounded(source, LARGEST), reference, new_id)
    evidence = len({one.sha256 for one in plan.all(Evidence)})
    here = tuple(one for one in workspace.plans() if one.plan_id == plan.info.id and one.path != source.absolute())
    return Newcomer(source, form, plan, saved_at, damaged, evidence, here)


def bring(newcomer: Newcomer, workspace: "Workspace", reference: Reference) -> Path:
    """Copies it into the library, attached files included, and says where it is now.

    Raises:
        as :func:`look_at`, and CannotWrite; then nothing is left behind.
    """
    if newcomer.form is not Form.FILE:
        target = workspace.free_path(newcomer.plan)
        import_plan(newcomer.source, target, workspace, reference)
        return target
    return bring_file(newcomer.source, newcomer.plan, workspace, EvidenceFolder(newcomer.source))


def bring_file(source: Path, plan: Plan, workspace: "Workspace", attached: EvidenceFolder) -> Path:
    """Copies a plan's file with its history into the library, and of ``attached`` what it names."""
    from pmi_desktop.storage.summary import evidence_named_in

    target = workspace.free_path(plan)
    folder = EvidenceFolder(target)
    for sha256 in sorted(evidence_named_in(source)):
        found = attached.find(sha256)
        if found is not None:
            folder.put(found)
    workspace.take_in(source, target)
    return target


def _is_area(source: Path) -> bool:
    from pmi_desktop.services.area_files import is_area

    if is_folder(source) or not packages.is_package(source):
        return False
    with packages.opened(source) as contents:
        return is_area(contents)


def _look_at_area(source: Path, workspace: "Workspace", reference: Reference) -> Newcomer:
    from pmi_desktop.services.area_files import read_area_file, title_of
    from pmi_desktop.services.area_loans import borrowed, given
    from pmi_desktop.storage.store import read_whole

    file = read_area_file(source, reference)
    loan, here = file.loan, []
    for one in workspace.plans():
        if one.plan_id == file.plan.info.id and one.problem is None:
            notes = read_whole(one.path)[1]
            own = borrowed(notes)
            lent = loan.id in {one.loan.id for one in given(notes)} and own is None
            if lent if loan.copy else own is not None and own.id == loan.id:
                here.append(one)
    form = Form.RETURNED if loan.copy else Form.AREA
    evidence = len({one.sha256 for one in file.plan.all(Evidence)})
    return Newcomer(source, form, file.plan, "", False, evidence, tuple(here), title_of(loan, reference))


def _form(source: Path) -> Form:
    if is_folder(source):
        return Form.PACKAGE
    with reading(source) as stream:
        beginning = stream.read(16)
    if beginning.startswith(b"PK"):
        return Form.PACKAGE
    return Form.FILE if beginning.startswith(b"SQLite format 3") or source.suffix == ".pmi" else Form.INTERCHANGE
