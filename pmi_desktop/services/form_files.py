"""The official forms outside a package: one as a file, or all of a moment in a folder."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import Form
from pmi_desktop.services.files import is_there, replacing_folder, write_whole
from pmi_desktop.services.filled import ENDINGS, Filled, ending_of
from pmi_desktop.services.forms import forms_at
from pmi_desktop.services.hand_in import Desk, names_of
from pmi_desktop.services.sending import Progress

if TYPE_CHECKING:
    from pmi_desktop.official.view import Context

__all__ = ["ENDINGS", "Form", "Ready", "all_ready", "context_of", "file_name", "one_ready"]


@dataclass(frozen=True)
class Ready:
    """Files made and not yet written.

    ``remarks`` say what their printed pages do not show, ``notes`` which texts stand in another place.
    ``save`` writes them, all or none, and gives their place; it raises ``CannotWrite``.
    """

    remarks: tuple[str, ...]
    notes: tuple[str, ...]
    save: Callable[[], Path]


def file_name(form: Form, plan: Plan, desk: Desk, ending: str) -> str:
    """What the file of a form is called, as in a package."""
    return names_of(plan, desk).form(form.id, ending)


def one_ready(form: Form, plan: Plan, moment: Moment, desk: Desk, target: Path, progress: Progress) -> Ready:
    """One form as a file, of the kind that the target's ending says; an older file stays until it is saved.

    Raises:
        BadForm, WorkbookError, UnknownFormat, Cancelled
    """
    ending = ending_of(target)
    filled = Filled(form, plan, moment, context_of(desk))
    progress(f"Llenando {form.code}", 0.1)
    data = filled.workbook
    progress(f"Llenando {form.code}", 0.5)
    if ending == "pdf":
        data = filled.file(ending)
        progress(f"Llenando {form.code}", 0.9)
    return Ready(filled.remarks if ending == "pdf" else (), filled.notes, partial(_write_file, target, data))


def all_ready(plan: Plan, moment: Moment, desk: Desk, folder: Path, progress: Progress) -> Ready:
    """Every form of a moment in every kind of file, for a new folder inside the given one.

    Raises:
        BadForm, WorkbookError, Cancelled
    """
    names, context = names_of(plan, desk), context_of(desk)
    forms = [Filled(form, plan, moment, context) for form in forms_at(moment, desk.forms)]
    work = [(filled, ending) for filled in forms for ending in ENDINGS]
    files = {}
    for index, (filled, ending) in enumerate(work):
        progress(f"Llenando {filled.form.code} en {ending.upper()}", index / len(work))
        files[names.form(filled.form.id, ending)] = filled.file(ending)
    progress("Terminando", 1.0)
    remarks = tuple(f"{filled.form.code}. {remark}" for filled in forms for remark in filled.remarks)
    notes = tuple(f"{filled.form.code}. {note}" for filled in forms for note in filled.notes)
    return Ready(remarks, notes, partial(_write_folder, folder, f"Formatos {names.folder}", files))


def _write_file(target: Path, data: bytes) -> Path:
    write_whole(target, data)
    return target


def _write_folder(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    place = _free(folder, name)
    with replacing_folder(place) as made:
        for file, data in files.items():
            (made / file).write_bytes(data)
    return place


def _free(folder: Path, name: str) -> Path:
    """A place for a new folder that nothing has yet."""
    names = (name if number == 1 else f"{name} ({number})" for number in range(1, 10_000))
    return next(path for one in names if not is_there(path := folder / one))


def context_of(desk: Desk) -> "Context":
    """What filling a form needs, where it stays at the school: contacts are left out all the same."""
    from pmi_desktop.official.view import Context

    return Context(desk.reference, desk.today, desk.fonts)
