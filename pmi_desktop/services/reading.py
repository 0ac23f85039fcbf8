"""Filled workbooks brought in: as a new plan, or as one year's self-assessment of a plan that is there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.fields import Type, field_of, fields_of
from pmi_desktop.domain.gestures import add, together
from pmi_desktop.domain.naming import Names
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Change, Edit
from pmi_desktop.official.reading.understood import Understood
from pmi_desktop.paths import bundled
from pmi_desktop.services.backups import Reason
from pmi_desktop.services.files import must_be_new, read_bounded
from pmi_desktop.services.forms import ADOPTED, find_form, forms_in

if TYPE_CHECKING:
    from pmi_desktop.official.definitions import Form
    from pmi_desktop.official.reading.understood import Note, Taken
    from pmi_desktop.services.workspace import Workspace

__all__ = [
    "WORDS", "NoAssessment", "NotThatForm", "Reader", "Understood", "assessment_edit", "line", "reader_at", "report",
    "taken_lines",
]  # fmt: skip

_SURELY_ANOTHER = 0.3
"""Of what a form prints, what a file must show even if somebody says that it is that form."""

_LONGEST = 80
"""Characters of a cell that a note repeats."""


def reader_at(data: Path, reference: Reference, today: date, new_id: Callable[[], str]) -> "Reader":
    """What reading needs on this PC, with the forms shipped and those adopted in a data folder; raises ``BadForm``."""
    return Reader(forms_in(bundled("forms"), data / ADOPTED), reference, today, new_id)


class NotThatForm(PmiError):
    """A workbook is none of the forms this PC has, or not the one said; ``file``, and ``form`` if one was said."""


class NoAssessment(PmiError):
    """A workbook was to be read as a self-assessment and rates no component; ``file``."""

    data = True


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs: the forms of this PC, the catalogues, today, and where ids come from."""

    forms: Sequence["Form"]
    reference: Reference
    today: date
    new_id: Callable[[], str]

    def understood(self, file: Path, form: str = "", catalog: str = "") -> "Understood":
        """What a filled workbook says; ``form`` is an id or folder, found out if empty.

        ``catalog`` is the edition of the guide it was filled with, found out if empty.

        Raises:
            NotThatForm, UnknownForm, BadForm, CannotRead, and kinds of ``WorkbookError``.
        """
        from pmi_desktop.official.reading.reader import Help, read_workbook
        from pmi_desktop.official.workbook.package import MAX_FILE

        data = read_bounded(file, MAX_FILE)
        bound = self._form(file, data, form)
        return read_workbook(bound, data, Help(self.reference, self.today, self.new_id, catalog))

    def _form(self, file: Path, data: bytes, form: str) -> "Form":
        from pmi_desktop.official.reading.reader import fitness, is_like

        if form:
            found = find_form(form, tuple(self.forms))
            if fitness(found, data) < _SURELY_ANOTHER:
                raise NotThatForm(file=file, form=found.id)
            return found
        fits = {one.id: fitness(one, data) for one in self.forms}
        best = max(self.forms, key=lambda one: fits[one.id], default=None)
        if best is None or not is_like(fits[best.id]):
            raise NotThatForm(file=file, form="")
        return best

    def new_plan(self, file: Path, target: Path, workspace: "Workspace", form: str = "") -> "Understood":
        """A plan in a new file with all that was understood.

        Raises:
            PlanExists, CannotWrite, PlanInUse, and what :meth:`understood` raises; then nothing is written.
        """
        must_be_new(target)
        found = self.understood(file, form)
        workspace.create(found.plan, target)
        return found

    def assessment(self, file: Path, plan: Plan, year: int, form: str = "") -> tuple["Understood", Edit]:
        """A workbook as a year's self-assessment of a plan: what was understood, and the edit that brings it in.

        Raises:
            NoAssessment, and what :meth:`understood` raises.
        """
        before = _of_year(plan, year)
        catalog = (before.catalog or plan.info.catalog) if before else ""
        found = self.understood(file, form, catalog)
        if not found.plan.all(Rating):
            raise NoAssessment(file=file)
        return found, assessment_edit(plan, found.plan, year)

    def add_assessment(
        self, file: Path, target: Path, year: int, workspace: "Workspace", form: str = ""
    ) -> "Understood":
        """The same into a plan's file: one undoable edit, a backup before.

        Raises:
            What :meth:`assessment` and ``Workspace.open`` raise, and what keeps the disk from saving.
        """
        opened = workspace.open(target)
        try:
            found, edit = self.assessment(file, opened.editor.plan, year, form)
            if edit.changes and not opened.editor.read_only:
                opened.back_up(Reason.IMPORT)
            opened.editor.apply(edit)
        finally:
            whole = opened.close()
        report = opened.editor.last_report
        if not whole and report is not None and report.problem is not None:
            raise report.problem
        return _about_ratings(found)


def _about_ratings(found: "Understood") -> "Understood":
    """Of all that was understood what a self-assessment takes over; notes of the sheets where it stands."""
    taken = tuple(one for one in found.taken if one.ident[0] in (Assessment.KIND, Rating.KIND))
    sheets = {one.spot.sheet for one in taken}
    return replace(
        found,
        taken=taken,
        doubtful=tuple(note for note in found.doubtful if note.spot.sheet in sheets),
        left=tuple(note for note in found.left if note.spot.sheet in sheets),
    )


def _of_year(plan: Plan, year: int) -> Assessment | None:
    return next((one for one in plan.all(Assessment) if one.year == year), None)


def assessment_edit(plan: Plan, read: Plan, year: int) -> Edit:
    """The ratings of a plan that was read as those of a year: what it says counts, what it does not say stays."""
    latest = read.all(Assessment)[-1]
    before = _of_year(plan, year)
    steps: list[Edit] = []
    if before is None:
        catalog = "" if read.info.catalog == plan.info.catalog else read.info.catalog
        after = latest.but(year=year, catalog=catalog)
        steps.append(add(plan, after))
    else:
        after = before.but(finished_on=before.finished_on or latest.finished_on)
        steps.append(Edit("", () if after == before else (Change(before, after),)))
    for rating in read.where(Rating, "assessment", latest.id):
        ours = rating.but(assessment=after.id)
        known = plan.get(Rating, ours.key)
        ours = ours if known is None else _over(known, ours)
        if ours != known:
            steps.append(Edit("", (Change(known, ours),)))
    return together(f"leer la autoevaluación de {year}", *steps)


def _over(known: Rating, read: Rating) -> Rating:
    """What was read over what is there; a level takes the place of «no aplica», and the other way round."""
    default = Rating(assessment=read.assessment, component=read.component)
    said = {
        field.name: getattr(read, field.name)
        for field in fields_of(Rating)
        if getattr(read, field.name) != getattr(default, field.name)
    }
    if read.level is not None:
        said["not_applicable"] = False
    return known.but(**said)


def report(found: "Understood") -> str:
    """What ``read`` prints: how much was understood, what deserves a look, what was left."""
    return "\n".join(_report(found)) + "\n"


def _report(found: "Understood") -> Iterator[str]:
    count = len(found.taken)
    yield f"Formato {found.form}: se {'entendió 1 dato' if count == 1 else f'entendieron {count} datos'}."
    for title, notes in (("Revise esto:", found.doubtful), ("Esto no se leyó:", found.left)):
        if notes:
            yield ""
            yield title
            yield from (f"  {line(note)}" for note in notes)


def line(note: "Note") -> str:
    """A note in one line: where, what, what the file says and why it deserves a look."""
    where = f"{_plain(str(note.spot))}: " if str(note.spot) else ""
    label = f"{note.label}: " if note.label else ""
    said = f"«{_plain(note.found)}». " if note.found else ""
    words = WORDS[note.why.value].format(taken=_plain(note.taken), found=_plain(note.found))
    return f"{where}{label}{said}{words}"


def taken_lines(found: "Understood", reference: Reference) -> tuple[str, ...]:
    """What was understood, one line for each value: of what it is, its name, the value in words and where it stands."""
    names = Names(reference, found.plan.find)
    return tuple(filter(None, (_taken_line(one, found.plan, names) for one in found.taken)))


def _taken_line(one: "Taken", plan: Plan, names: Names) -> str:
    record = plan.find(one.ident)
    if record is None:
        return ""
    field = field_of(type(record), one.field)
    value = reduce(getattr, one.field.split("."), record)
    said = str(value) if field.holds in (Type.TEXT, Type.PROSE) else names.value(field, value)
    about, text = names.of(record), _plain(said or one.shown)
    return f"{about[:1].upper()}{about[1:]}. {one.label}: {text}\n{one.spot}" if text else ""


def _plain(text: str) -> str:
    """Foreign text on one line of a terminal."""
    flat = " ".join("".join(one if one.isprintable() or one.isspace() else "�" for one in text).split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


WORDS: Mapping[str, str] = {
    "not_a_value": "No es un valor que sirva aquí. Escríbalo en el programa.",
    "ambiguous": "Puede leerse de dos maneras. Escríbalo en el programa.",
    "not_a_choice": "No es ninguna de las opciones. Escójala en el programa.",
    "out_of_range": "Está fuera de lo permitido. Escríbalo en el programa.",
    "too_long": "Es más largo de lo que cabe. Acórtelo y escríbalo en el programa.",
    "bad_characters": "Se quitaron signos que no se pueden guardar.",
    "several_marks": "Hay varias marcas y solo puede haber una. Escójala en el programa.",
    "no_such_component": "No es un componente de la Guía 34.",
    "like_component": "Se tomó por el componente «{taken}».",
    "number_says_otherwise": "El número es de otro componente; se siguió el nombre: «{taken}».",
    "no_such_area": "No es un área de gestión.",
    "no_such_record": "No está entre los nombres del archivo.",
    "another_value": "En otra parte del archivo dice «{taken}», que fue lo que se tomó.",
    "figure_differs": "Con los datos leídos da «{taken}».",
    "date_from_months": "La fecha se tomó de los meses marcados: {taken}.",
    "date_from_number": "El número se tomó como fecha: {taken}.",
    "assumed": "No está en el archivo; se tomó {taken}.",
    "no_parent": "No dice de qué depende.",
    "not_bound": "Está donde el formato no tiene ningún campo.",
    "sheet_not_bound": "Esta hoja no es del formato.",
    "too_many_rows": "Hay {found} filas más de las que se leen.",
}
"""Why something was left or deserves a look, by the reading's own word for it."""
