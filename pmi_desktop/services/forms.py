"""The official forms that this PC has."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.moments import Moment
from pmi_desktop.services.files import is_folder, is_there

if TYPE_CHECKING:
    from pmi_desktop.official.definitions import Form

ADOPTED = "formatos"
"""The folder of adopted forms within the data folder."""


class UnknownForm(PmiError):
    """No form is called ``form``; ``known`` are the ids of those there are."""


class UnknownFormat(PmiError):
    """A form cannot be written as ``file``; ``known`` are the endings that can."""


def forms_in(*folders: Path) -> tuple["Form", ...]:
    """The forms of several folders that can be filled, by id; a later folder's hides that of the same id before it.

    One without template, of which only the criteria are known, cannot be filled yet. Raises ``BadForm``.
    """
    from pmi_desktop.official.definitions import TEMPLATE_FILE, read_forms

    found = {
        form.id: form
        for folder in folders
        for form in read_forms(folder)
        if form.folder and (form.folder / TEMPLATE_FILE).is_file()
    }
    return tuple(form for _, form in sorted(found.items()))


def find_form(text: str, forms: tuple["Form", ...]) -> "Form":
    """The form with an id, or in the folder at a path; raises :class:`UnknownForm` and ``BadForm``."""
    from pmi_desktop.official.definitions import FORM_FILE, read_form

    for form in forms:
        if form.id == text:
            return form
    folder = Path(text)
    if is_folder(folder) and is_there(folder / FORM_FILE):
        return read_form(folder)
    raise UnknownForm(form=text, known=[form.id for form in forms])


def forms_at(moment: Moment, forms: tuple["Form", ...]) -> tuple["Form", ...]:
    """Those that are handed in at a moment; of several versions of a form the newest."""
    newest = newest_of(forms)
    return tuple(form for form in forms if moment.kind in form.moments and newest[form.code] is form)


def newest_of(forms: tuple["Form", ...]) -> dict[str, "Form"]:
    """The newest version of each form, by its code."""
    return {form.code: form for form in sorted(forms, key=lambda one: _numbers(one.version))}


def _numbers(version: str) -> list[int]:
    """So that version 10 comes after version 9, and 3.1 after 3.0."""
    return [int(number) for number in re.findall("[0-9]+", version)]
