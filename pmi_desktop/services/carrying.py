"""A workbook adopted in place of one that was adopted before: what was corrected by hand then is not done again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.adopting import Adopter, corrected

if TYPE_CHECKING:
    from pmi_desktop.official.adopting.adoption import Adoption, Bound
    from pmi_desktop.official.adopting.carrying import Correction
    from pmi_desktop.official.definitions import Form

_MOST = 6
"""Fields that a sentence names."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An adoption with the earlier corrections in it; ``kept`` and ``lost`` say in words which are and which not."""

    adoption: "Adoption"
    kept: str = ""
    lost: str = ""


def adopt_again(adopter: Adopter, file: Path, form: str, before: Path) -> Carried:
    """What a workbook is as form ``form``, with the corrections of the form in the folder ``before``, if there is one.

    A correction comes along where its cell is labelled as it was. Raises what :meth:`Adopter.adoption` raises.
    """
    from pmi_desktop.official.adopting.carrying import Places, corrections, unlike

    found = adopter.adoption(file, form)
    former = _form_in(before)
    if former is None:
        return Carried(found)
    older = _template_of(former, found)
    if older is None:
        return Carried(found, lost=_unknown(unlike(former, found)))
    places, kept = Places(older, found.template), 0
    lost: list[Correction] = []
    for one in corrections(former, older, adopter.base(form), adopter.reference):
        if one.out and all(bound.path != one.bound.path for bound in found.bound):
            continue
        after = _with(found, one) if places.same(one, found) else None
        if after is None:
            lost.append(one)
        else:
            found, kept = after, kept + 1
    return Carried(found, _kept(kept), _lost(lost))


def _with(found: "Adoption", correction: "Correction") -> "Adoption | None":
    """The adoption with a correction; nothing where it makes no sense any more."""
    one = correction.bound
    if one.path == "months":
        return None
    try:
        return corrected(found, one.sheet, correction.cell, "" if correction.out else one.path)
    except PmiError:
        return None


def _form_in(folder: Path) -> "Form | None":
    from pmi_desktop.official.definitions import BadForm, read_form

    try:
        return read_form(folder)
    except (BadForm, OSError):
        return None


def _template_of(former: "Form", found: "Adoption") -> bytes | None:
    """The workbook that a form's bindings were made for, as long as it can be had."""
    from pmi_desktop.official.definitions import BadForm

    if former.template == found.form.template:
        return found.template
    try:
        return former.template_bytes()
    except (BadForm, OSError):
        return None


def _kept(count: int) -> str:
    if not count:
        return ""
    return (
        "Se conservó una corrección que ya había hecho."
        if count == 1
        else f"Se conservaron {count} correcciones que ya había hecho."
    )


def _lost(lost: Sequence["Correction"]) -> str:
    if not lost:
        return ""
    head = "No se conservó esta corrección" if len(lost) == 1 else "No se conservaron estas correcciones"
    names = [f"{'quitar ' if one.out else ''}{_name(one.bound)}" for one in lost]
    return f"{head}, porque la celda o su rótulo cambiaron: {_listed(names)}."


def _unknown(bound: Sequence["Bound"]) -> str:
    if not bound:
        return ""
    names = _listed([_name(one) for one in bound])
    return (
        f"El archivo de antes ya no está como era y no se sabe si estos campos siguen en su lugar: {names}. Revíselos."
    )


def _name(one: "Bound") -> str:
    return f"{one.label} ({one.sheet}, {one.where})"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST
    return "; ".join([*names[:_MOST], *([f"y {more} más"] if more > 0 else [])])
