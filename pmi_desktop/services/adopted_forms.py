"""The forms that this PC has adopted: whether each is still what it was, carried to other PCs, and set aside."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.files import (
    CannotWrite,
    is_folder,
    is_there,
    make_folder,
    read_bounded,
    reason_of,
    replacing_folder,
)  # fmt: skip
from pmi_desktop.services.forms import ADOPTED
from pmi_desktop.services.sending import WrittenBadly

if TYPE_CHECKING:
    from pmi_desktop.official.definitions import Form

ASIDE = "formatos retirados"
"""The folder within the data folder of adopted forms that are no longer used."""


class NotAForm(PmiError):
    """In the folder ``path`` there is no adopted form."""


def is_adopted(form: "Form", data: Path) -> bool:
    """Whether a form lies in the data folder and so can be carried and set aside."""
    return form.folder is not None and form.folder.parent == data / ADOPTED


def is_changed(form: "Form") -> bool:
    """Whether its workbook is no longer the one that its bindings were made for, so that it must be adopted again."""
    from pmi_desktop.official.definitions import BadForm

    try:
        form.template_bytes()
    except BadForm as problem:
        return bool(problem.facts["reason"] == "template")
    except OSError:
        return False  # filling it says what the disk says
    return False


def carry_form(form: "Form", place: Path) -> Path:
    """Copy an adopted form into a folder of its own at a place, as a stick; gives that folder.

    Read back and compared before it is there.

    Raises:
        CannotWrite: also when something else has that name (``exists``).
        WrittenBadly, CannotRead, BadForm
    """
    assert form.folder is not None, "an adopted form lies in a folder"
    form.template_bytes()
    return _copy(form.folder, place / form.id)


def bring_form(folder: Path, data: Path) -> "Form":
    """Take a form from somebody else's folder into the data folder, in place of an adopted one of the same id.

    A folder that holds one form folder will do as well.

    Raises:
        NotAForm, BadForm, CannotRead, CannotWrite
    """
    from pmi_desktop.official.definitions import read_form

    form = read_form(_form_folder(folder))
    form.template_bytes()
    assert form.folder is not None
    make_folder(data / ADOPTED)
    return read_form(_copy(form.folder, data / ADOPTED / form.id))


def has_adopted(id: str, data: Path) -> bool:
    """Whether something was adopted under that id, readable or not."""
    return is_folder(data / ADOPTED / id)


def set_aside(id: str, data: Path) -> Path:
    """Use an adopted form no more: it is moved, never deleted; gives its new place.

    Raises:
        CannotWrite
    """
    aside = data / ASIDE
    make_folder(aside)
    names = (id if number == 1 else f"{id} ({number})" for number in range(1, 10_000))
    target = next(path for one in names if not is_there(path := aside / one))
    folder = data / ADOPTED / id
    try:
        folder.rename(target)
    except OSError as problem:
        raise CannotWrite(path=folder, reason=reason_of(problem)) from problem
    return target


def _form_folder(folder: Path) -> Path:
    from pmi_desktop.official.definitions import FORM_FILE

    if is_there(folder / FORM_FILE):
        return folder
    inside = [one for one in folder.iterdir() if is_there(one / FORM_FILE)] if is_folder(folder) else []
    if len(inside) != 1:
        raise NotAForm(path=folder)
    return inside[0]


def _copy(source: Path, target: Path) -> Path:
    from pmi_desktop.official.definitions import FORM_FILE, MAX_FORM, TEMPLATE_FILE
    from pmi_desktop.official.workbook.package import MAX_FILE

    files = {
        FORM_FILE: read_bounded(source / FORM_FILE, MAX_FORM),
        TEMPLATE_FILE: read_bounded(source / TEMPLATE_FILE, MAX_FILE),
    }
    if is_there(target) and not _is_ours(target, files):
        raise CannotWrite(path=target, reason="exists")
    with replacing_folder(target, partial(_compare, files, target)) as new:
        for name, data in files.items():
            (new / name).write_bytes(data)
    return target


def _is_ours(folder: Path, files: dict[str, bytes]) -> bool:
    return is_folder(folder) and {one.name for one in folder.iterdir()} <= files.keys()


def _compare(files: dict[str, bytes], target: Path, written: Path) -> None:
    if any((written / name).read_bytes() != data for name, data in files.items()):
        raise WrittenBadly(path=target)
