"""Handing in: what goes at a moment, what keeps it from going, and the package written where it is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop import __version__
from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks import Context as CheckContext
from pmi_desktop.domain.checks import Finding, blocking, check
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.filled import ENDINGS, Filled
from pmi_desktop.services.forms import forms_at
from pmi_desktop.services.interchange import write_plan
from pmi_desktop.services.outgoing import (
    EvidenceChoice,
    EvidenceFile,
    Selection,
    contact_fields,
    measured_files,
    select_evidence,
    without_contacts,
)
from pmi_desktop.services.sending import Progress, deliver

if TYPE_CHECKING:
    from pmi_desktop.official.definitions import Form
    from pmi_desktop.official.package.archive import Item
    from pmi_desktop.official.package.assembling import Package
    from pmi_desktop.official.package.cover import Cover, FileLine
    from pmi_desktop.official.package.manifest import Manifest
    from pmi_desktop.official.package.names import Names


class Blocked(PmiError):
    """Findings keep the plan from being handed in at ``moment``: ``findings``, only those that block."""

    data = True


class NoForm(PmiError):
    """No form is handed in at ``moment``: neither shipped nor adopted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be handed in and what of it may leave the PC."""

    moment: Moment = PLAN
    draft: bool = False
    evidence: EvidenceChoice = "chosen"
    contacts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What handing in needs of the PC: catalogues, forms, fonts, the date, and where attached files lie."""

    reference: Reference
    forms: tuple["Form", ...]
    fonts: Path
    today: date
    evidence_file: EvidenceFile

    def findings(self, plan: Plan, moment: Moment) -> tuple[Finding, ...]:
        """What is missing at a moment, attached files looked for."""
        there = {one.sha256 for one in plan.all(Evidence) if self.evidence_file(one) is not None}
        return check(plan, moment, CheckContext(self.reference, self.today, there))


def title_of(moment: Moment, plan: Plan) -> str:
    """What is handed in at a moment, in words."""
    if moment.kind == "checkpoint":
        cut = plan.get(Checkpoint, moment.checkpoint)
        label = (cut and cut.label.strip()) or "corte"
        when = f" ({show_date(cut.date)})" if cut and cut.date else ""
        return f"Seguimiento al Plan de Mejoramiento Institucional: {label}{when}"
    if moment.kind == "closing":
        return f"Seguimiento al Plan de Mejoramiento Institucional: cierre de {moment.year}"
    return "Plan de Mejoramiento Institucional"


def short_title(moment: Moment, plan: Plan) -> str:
    """The same in a few words, to choose from: «El plan», «Corte 1 (30/06/2026)», «Cierre de 2026»."""
    if moment.kind == "plan":
        return "El plan"
    words = title_of(moment, plan).partition(": ")[2]
    return words[:1].upper() + words[1:]


def prepare(plan: Plan, request: Request, desk: Desk, progress: Progress) -> "Package":
    """The package of a moment, still in memory but for the attached files.

    Raises:
        Blocked: a finding blocks and it is no draft.
        NoForm, Cancelled, BadForm, WorkbookError, PackageTooBig, CannotRead
    """
    from pmi_desktop.official.documents.answers import answered, answers
    from pmi_desktop.official.package.assembling import assemble, from_bytes
    from pmi_desktop.official.package.cover import FileLine
    from pmi_desktop.official.package.names import ANSWERS
    from pmi_desktop.official.package.names import PLAN as PLAN_FILE

    progress("Revisando el plan", 0.0)
    stopping = blocking(desk.findings(plan, request.moment))
    if stopping and not request.draft:
        raise Blocked(moment=title_of(request.moment, plan), findings=stopping)
    shared = plan if request.contacts else without_contacts(plan)
    selection = select_evidence(plan, request.evidence, desk.evidence_file)
    names = names_of(plan, desk)
    forms = _forms(shared, request, desk)
    items, words = _form_files(forms, names, progress)
    if answered(shared):
        items.append(from_bytes(ANSWERS, answers(shared, desk.reference, desk.fonts)))
        words.append(FileLine(ANSWERS, "lo que se respondió al concepto de la Secretaría"))
    items.append(from_bytes(PLAN_FILE, write_plan(shared, desk.reference)))
    words.append(FileLine(PLAN_FILE, "el plan completo, para abrirlo con PMI Escritorio"))
    progress("Midiendo las evidencias", 0.6)
    attached, absent = measured_files(
        selection.going, desk.evidence_file, lambda _count: progress("Midiendo las evidencias", 0.6)
    )
    going = tuple(one for one in selection.going if one not in absent)
    selection = replace(selection, going=going, absent=(*selection.absent, *absent))
    progress("Escribiendo la constancia", 0.65)
    package = assemble(
        _frame(plan, request, desk, names.folder, selection),
        _cover(plan, request, desk, selection),
        [*items, *attached],
        words,
        desk.fonts,
    )
    remarks = tuple(f"{filled.form.code}. {remark}" for filled in forms for remark in (*filled.remarks, *filled.notes))
    return replace(package, remarks=remarks)


def hand_in(plan: Plan, request: Request, desk: Desk, target: Path, progress: Progress) -> tuple["Package", Path]:
    """Check, fill, pack and write; raises what :func:`prepare` and ``deliver`` raise, and then nothing is written."""
    package = prepare(plan, request, desk, progress)
    return package, deliver(package, target, progress)


def names_of(plan: Plan, desk: Desk) -> "Names":
    """What the folder and the files of a package of the plan are called."""
    from pmi_desktop.official.package.names import names_for

    info = plan.info
    years = (info.start_year, info.end_year)
    return names_for(plan.school.name, plan.school.kind, years, info.version, [form.id for form in desk.forms])


def _forms(plan: Plan, request: Request, desk: Desk) -> list[Filled]:
    from pmi_desktop.official.view import Context

    forms = forms_at(request.moment, desk.forms)
    if not forms:
        raise NoForm(moment=title_of(request.moment, plan))
    context = Context(desk.reference, desk.today, desk.fonts, request.contacts)
    return [Filled(form, plan, request.moment, context) for form in forms]


def _form_files(forms: Sequence[Filled], names: "Names", progress: Progress) -> tuple[list["Item"], list["FileLine"]]:
    from pmi_desktop.official.package.assembling import from_bytes
    from pmi_desktop.official.package.cover import FileLine

    work = [(filled, ending) for filled in forms for ending in ENDINGS]
    items, words = [], []
    for index, (filled, ending) in enumerate(work):
        form = filled.form
        progress(f"Llenando {form.code} en {ending.upper()}", 0.05 + 0.55 * index / len(work))
        file = names.form(form.id, ending)
        items.append(from_bytes(file, filled.file(ending)))
        kind = {"xlsx": "en Excel", "pdf": "en PDF"}[ending]
        words.append(FileLine(file, f"{form.title} ({form.code}, versión {form.version}), {kind}"))
    return items, words


def _frame(plan: Plan, request: Request, desk: Desk, folder: str, selection: Selection) -> "Manifest":
    from pmi_desktop.official.package.manifest import LeftOut, Manifest

    info, school = plan.info, plan.school
    return Manifest(
        program_version=__version__,
        plan=info.id,
        school=school.name,
        dane_code=school.dane_code,
        years=(info.start_year, info.end_year),
        moment=str(request.moment),
        version=info.version,
        draft=request.draft,
        made_on=desk.today,
        folder=folder,
        withheld=() if request.contacts else contact_fields(),
        left_out=LeftOut(_ids(selection.chosen_out), _ids(selection.minors), _ids(selection.absent)),
        files={},
    )


def _ids(evidences: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(one.id for one in evidences)


def _cover(plan: Plan, request: Request, desk: Desk, selection: Selection) -> "Cover":
    from pmi_desktop.official.package.cover import Cover

    info, school = plan.info, plan.school
    municipality = desk.reference.municipalities.get(school.municipality)
    out = (*selection.chosen_out, *selection.minors, *selection.absent)
    return Cover(
        school=school.name,
        dane_code=school.dane_code,
        municipality=municipality.name if municipality else "",
        years=str(info.start_year) if len(plan.years) == 1 else f"{info.start_year} a {info.end_year}",
        moment=title_of(request.moment, plan),
        version=info.version,
        made_on=desk.today,
        draft=request.draft,
        withheld=not request.contacts,
        left_out=[one.name for one in out],
    )
