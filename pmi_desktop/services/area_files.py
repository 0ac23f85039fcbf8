"""The file that carries an area: written at one PC, verified whole and read at the other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pmi_desktop import __version__
from pmi_desktop.domain.bounds import has_more_values
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.change_log import LogLine, person
from pmi_desktop.domain.errors import PmiError, Refused
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.package.manifest import AreaManifest, LeftOut, Loan
from pmi_desktop.services import packages
from pmi_desktop.services.area_loans import area_names, borrowed_notes
from pmi_desktop.services.area_state import placed, places_of, read_places
from pmi_desktop.services.evidence import EvidenceFolder, named_by
from pmi_desktop.services.files import is_folder
from pmi_desktop.services.interchange import MOST_VALUES, read_plan, write_plan
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.outgoing import EvidenceFile, contact_fields, measured_files, without_contacts

if TYPE_CHECKING:
    from pmi_desktop.official.package.assembling import Package
    from pmi_desktop.official.package.verifying import Contents

ENDING = ".pmiarea"
"""How the names of these files end where somebody does not choose otherwise."""


MOST_TEXT = 16 * 1024 * 1024
"""Bytes of both plans and what is known of them; of ten times the example school's they are two million."""


class NotAnArea(PmiError):
    """A file (``path``) that carries no area: a plan, or a package of the whole plan."""


class Touched(msgspec.Struct, frozen=True):
    """A record that a line of the log touched."""

    kind: str
    key: str
    fields: tuple[str, ...]


class Line(msgspec.Struct, frozen=True):
    """A line of the log of a working copy; ``author`` in words."""

    revision: int
    at: str
    author: str
    label: str
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class AreaFile:
    """An area's file that was read: the plan in it, the base it began from, and what was done meanwhile."""

    path: Path
    manifest: AreaManifest
    plan: Plan
    base: Plan
    history: tuple[Line, ...]

    @property
    def loan(self) -> Loan:
        """What was lent to whom."""
        return self.manifest.loan


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a file: the plan, the base it began from, the attached files and the log to send along.

    ``minors`` are attached files that stay because they show minors. Contacts are taken out when it is packed.
    """

    plan: Plan
    base: Plan
    evidences: tuple[Evidence, ...]
    minors: tuple[Evidence, ...] = ()
    history: tuple[LogLine, ...] = ()


def area_package(
    loan: Loan, content: Content, reference: Reference, evidence_file: EvidenceFile, made_on: date
) -> "Package":
    """The file of a loan, in memory but for the attached files.

    Raises:
        PackageTooBig, Refused, CannotRead
    """
    from pmi_desktop.official.package.area import assemble_area
    from pmi_desktop.official.package.assembling import from_bytes
    from pmi_desktop.official.package.names import BASE, HISTORY, PLACES
    from pmi_desktop.official.package.names import PLAN as PLAN_FILE

    plan, base = without_contacts(content.plan), without_contacts(content.base)
    attached, absent = measured_files(content.evidences, evidence_file, lambda _count: None)
    left_out = LeftOut(minors=_ids(content.minors), absent=_ids(absent))
    texts = {
        PLAN_FILE: write_plan(plan, reference),
        BASE: write_plan(base, reference),
        PLACES: msgspec.json.encode({"plan": places_of(plan), "base": places_of(base)}),
        HISTORY: msgspec.json.encode([_line(one, plan, loan.to) for one in content.history]),
    }
    _refuse_too_large(map(len, texts.values()))
    items = [*(from_bytes(name, data) for name, data in texts.items()), *attached]
    return assemble_area(_frame(loan, plan, left_out, made_on), title_of(loan, reference), items)


def _refuse_too_large(sizes: Iterable[int]) -> None:
    if sum(sizes) > MOST_TEXT:
        raise Refused(place="", reason="too_large", limit=MOST_TEXT)


def read_area_file(path: Path, reference: Reference, tick: Callable[[int], None] = lambda _count: None) -> AreaFile:
    """An area's file, after every byte of it was looked at.

    Raises:
        NotWhole: something in it is damaged or missing.
        NotAnArea, NotAPackage, Refused, CannotRead
    """
    from pmi_desktop.official.package.errors import NotWhole
    from pmi_desktop.official.package.verifying import Damage

    if is_folder(path) or not packages.is_package(path):
        raise NotAnArea(path=path)
    found = packages.verify(path, tick).verdict
    wounds = [one for one in found.wounds if one.damage is not Damage.WRAPPING]  # repacked by another program: harmless
    if wounds:
        raise NotWhole(path=path, name=wounds[0].path)
    with packages.opened(path) as contents:
        return read_contents(contents, path, reference)


def is_area(contents: "Contents") -> bool:
    """Whether an open package carries an area."""
    return isinstance(contents.manifest, AreaManifest)


def read_contents(contents: "Contents", path: Path, reference: Reference) -> AreaFile:
    """The same of a package that is open; raises :class:`NotAnArea`, ``NotWhole``, :class:`Refused`."""
    from pmi_desktop.official.package.names import BASE, HISTORY, PLACES
    from pmi_desktop.official.package.names import PLAN as PLAN_FILE

    manifest = contents.manifest
    if not isinstance(manifest, AreaManifest):
        raise NotAnArea(path=path)
    _refuse_too_large(manifest.files[name].size for name in (PLAN_FILE, BASE, PLACES, HISTORY))
    places = read_places(packages.text_in(contents, PLACES))
    plans = {  # one text after the other: an old PC has no room for all of them
        name: placed(read_plan(packages.text_in(contents, file), reference, new_id), places.get(name, {}))
        for name, file in (("plan", PLAN_FILE), ("base", BASE))
    }
    history_text = packages.text_in(contents, HISTORY)
    if has_more_values(history_text, MOST_VALUES):
        raise Refused(place="", reason="too_many")
    try:
        history = msgspec.json.decode(history_text, type=tuple[Line, ...])
    except msgspec.DecodeError as problem:
        raise Refused(place="", reason="not_json", line=1, column=1) from problem
    return AreaFile(path, manifest, plans["plan"], plans["base"], history)


def keep_attached(path: Path, plan: Plan, folder: EvidenceFolder) -> None:
    """Bring the attached files that the plan names and the file holds to the plan's folder.

    Raises:
        NotWhole: one of them does not come whole after all.
        CannotRead, CannotWrite
    """
    from pmi_desktop.official.package.errors import NotWhole
    from pmi_desktop.official.package.names import evidence_sha256

    with packages.opened(path) as contents:
        packages.keep_evidence(contents, plan, folder)
        there = folder.present()
        for name in contents.manifest.files:
            sha256 = evidence_sha256(name)
            if sha256 in named_by([plan]) and sha256 not in there:
                raise NotWhole(path=path, name=name)


def working_copy(file: AreaFile, reference: Reference) -> tuple[Plan, dict[str, str]]:
    """The plan to work on at a colleague's PC, and what its file must remember."""
    loan = msgspec.structs.replace(file.loan, copy=new_id())
    return file.plan, borrowed_notes(loan, file.base, reference)


def title_of(loan: Loan, reference: Reference) -> str:
    """What a file is, in words."""
    return f"{area_names(loan.areas, reference)}, {'de vuelta de' if loan.copy else 'para'} {loan.to}"


def file_name(loan: Loan, reference: Reference) -> str:
    """A name for the file, without its ending."""
    from pmi_desktop.official.package.names import safe

    back = "Devolución de " if loan.copy else ""
    return safe(f"{back}{area_names(loan.areas, reference)} - {loan.to}"[:100])


def _frame(loan: Loan, plan: Plan, left_out: LeftOut, made_on: date) -> AreaManifest:
    return AreaManifest(
        program_version=__version__,
        plan=plan.info.id,
        school=plan.school.name,
        dane_code=plan.school.dane_code,
        years=(plan.info.start_year, plan.info.end_year),
        moment="area",
        version=plan.info.version,
        draft=False,
        made_on=made_on,
        folder="PMI Escritorio",
        withheld=contact_fields(),
        left_out=left_out,
        files={},
        loan=loan,
    )


def _ids(evidences: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(one.id for one in evidences)


def _line(line: LogLine, plan: Plan, to: str) -> Line:
    touched = tuple(Touched(one.kind, one.key, tuple(one.fields)) for one in line.touched)
    return Line(line.revision, line.at, person(plan, line.author) if line.author else to, line.label, touched)
