"""The official forms outside a package: one as a file, or all of a moment in a folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import Form
from pmi_desktop.services.files import is_there, replacing_folder, write_whole
from pmi_desktop.services.forms import exporters, forms_at
from pmi_desktop.services.hand_in import Desk, names_of
from pmi_desktop.services.sending import Progress

if TYPE_CHECKING:
    from pmi_desktop.official.view import Context

__all__ = ["Form", "context_of", "export_all", "export_form", "file_name"]


def file_name(form: Form, plan: Plan, desk: Desk, ending: str) -> str:
    """What the file of a form is called, as in a package."""
    return names_of(plan, desk).form(form.id, ending)


def export_form(form: Form, plan: Plan, moment: Moment, desk: Desk, target: Path) -> Path:
    """One form as a file, of the kind that the target's ending says; an older file stays when it cannot be made.

    Raises:
        CannotWrite, BadForm, WorkbookError
    """
    export = exporters()[target.suffix.lower().removeprefix(".")]
    write_whole(target, export(form, plan, moment, context_of(desk)))
    return target


def export_all(plan: Plan, moment: Moment, desk: Desk, folder: Path, progress: Progress) -> Path:
    """Every form of a moment in every kind of file, in a new folder inside the given one; all of them or none.

    Raises:
        CannotWrite, BadForm, WorkbookError, Cancelled
    """
    names, context = names_of(plan, desk), context_of(desk)
    work = [(form, ending) for form in forms_at(moment, desk.forms) for ending in exporters()]
    place = _free(folder, f"Formatos {names.folder}")
    with replacing_folder(place) as made:
        for index, (form, ending) in enumerate(work):
            progress(f"Llenando {form.code} en {ending.upper()}", index / len(work))
            data = exporters()[ending](form, plan, moment, context)
            (made / names.form(form.id, ending)).write_bytes(data)
        progress("Terminando", 1.0)
    return place


def _free(folder: Path, name: str) -> Path:
    """A place for a new folder that nothing has yet."""
    names = (name if number == 1 else f"{name} ({number})" for number in range(1, 10_000))
    return next(path for one in names if not is_there(path := folder / one))


def context_of(desk: Desk) -> "Context":
    """What filling a form needs, where it stays at the school: contacts are left out all the same."""
    from pmi_desktop.official.view import Context

    return Context(desk.reference, desk.today, desk.fonts)
