"""The Secretaría's own workbook made a form of this PC: recognised, corrected if need be, kept as a folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.services.files import CannotWrite, is_folder, is_there, make_folder, read_bounded, replacing_folder

if TYPE_CHECKING:
    from pmi_desktop.official.adopting.adoption import Adoption, Unbound
    from pmi_desktop.official.definitions import Form

_OTHERS = {"approval": "acta de aprobación", "criterion": "criterio", "reading": "medición", "result": "medición"}

_LONGEST = 60
"""Characters of a label that a line repeats."""


class NothingRecognised(PmiError):
    """In a workbook nothing of a form was found; ``file`` and ``form``."""


class NoSuchForm(PmiError):
    """No form can be adopted under ``form``; ``known`` are the ids that can."""


@dataclass(frozen=True, slots=True)
class Adopter:
    """What adopting needs: the forms we ship and the catalogues."""

    shipped: Sequence["Form"]
    reference: Reference

    def adoption(self, file: Path, form: str) -> "Adoption":
        """What a workbook is as form ``form``; nothing is written yet.

        The id may be that of a version we do not ship, as ``D02.03.F01-V6``.

        Raises:
            NoSuchForm, NothingRecognised, CannotRead, and kinds of ``WorkbookError``.
        """
        from pmi_desktop.official.adopting.adopter import adopt
        from pmi_desktop.official.workbook.package import MAX_FILE

        base = self.base(form)
        found = adopt(read_bounded(file, MAX_FILE), base, self.reference)
        if not found.bound:
            raise NothingRecognised(file=file, form=form)
        return found

    def base(self, id: str) -> "Form":
        """The shipped form of that id, or that of the same code under a new version."""
        for form in self.shipped:
            if form.id == id:
                return form
        code, _, version = id.rpartition("-V")
        for form in self.shipped:
            if form.code == code and is_version(version):
                return _of_version(form, version)
        raise NoSuchForm(form=id, known=[form.id for form in self.shipped])


_VERSION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,2}")


def is_version(text: str) -> bool:
    """Whether a version of a form can be called so, as «6» or «3.1»."""
    return _VERSION.fullmatch(text) is not None


def next_version(form: "Form") -> str:
    """What the version after a form's own is probably called: «6» after «5», «4.0» after «3.0»."""
    first, *others = form.version.split(".")
    return ".".join([str(int(first) + 1), *("0" for _ in others)]) if is_version(form.version) else ""


def as_version(adoption: "Adoption", version: str) -> "Adoption":
    """The same as a new version of its form, which is kept beside the others: ``D02.03.F01-V6``."""
    return replace(adoption, form=_of_version(adoption.form, version))


def _of_version(form: "Form", version: str) -> "Form":
    from msgspec.structs import replace as with_values

    return with_values(form, id=f"{form.code}-V{version}", version=version, date="")


def corrected(adoption: "Adoption", sheet: str, cell: str, path: str) -> "Adoption":
    """The same with the value ``path`` bound to a cell, or nothing bound there with an empty one.

    In a table the whole column is meant. A value is bound once: it leaves its former cell.

    Raises:
        BadForm: the binding makes no sense there.
    """
    from pmi_desktop.official.adopting.correcting import rebind

    form, bound = rebind(adoption, sheet, cell, path)
    held = {one.path for one in bound}
    lost = dict.fromkeys(one.path for one in adoption.bound if one.path not in held)
    return replace(
        adoption,
        form=form,
        bound=bound,
        unbound=tuple(one for one in adoption.unbound if not set(one.paths) & {path}),
        missing=tuple(one for one in (*lost, *adoption.missing) if one not in held),
    )


def write_form(adoption: "Adoption", forms: Path) -> Path:
    """Keep an adopted form in a folder of forms, in place of an adopted one of the same id; gives its folder.

    Raises:
        CannotWrite: also when something else lies there (``exists``).
    """
    make_folder(forms)
    return write_folder(adoption, forms / adoption.form.id)


def write_folder(adoption: "Adoption", folder: Path) -> Path:
    """Write a form's folder itself, or a new one inside a folder that holds other things; gives its place.

    Raises:
        CannotWrite: also when something else lies there (``exists``).
    """
    from pmi_desktop.official.definitions import FORM_FILE, TEMPLATE_FILE
    from pmi_desktop.official.form_text import form_text

    if is_folder(folder) and not _is_form_folder(folder):
        folder = folder / adoption.form.id
    if is_there(folder) and not _is_form_folder(folder):
        raise CannotWrite(path=folder, reason="exists")
    with replacing_folder(folder) as new:
        (new / FORM_FILE).write_bytes(form_text(adoption.form).encode())
        (new / TEMPLATE_FILE).write_bytes(adoption.template)
    return folder


def _is_form_folder(folder: Path) -> bool:
    """Whether a folder holds a form and nothing else, or nothing at all: replacing it loses nothing."""
    from pmi_desktop.official.definitions import FORM_FILE, TEMPLATE_FILE

    return is_folder(folder) and {one.name for one in folder.iterdir()} <= {FORM_FILE, TEMPLATE_FILE}


def report(found: "Adoption") -> str:
    """What ``adopt`` prints: what was recognised and where, what was not, what was emptied."""
    return "\n".join(_report(found)) + "\n"


def _report(found: "Adoption") -> Iterator[str]:
    sheet = ""
    yield f"Se reconocieron {len({(one.sheet, one.path) for one in found.bound})} campos:"
    for one in found.bound:
        if one.sheet != sheet:
            sheet = one.sheet
            yield f"  Hoja «{short(sheet)}»"
        yield f"    {one.where}: {one.path} («{short(one.label)}»)"
    if found.emptied:
        count = sum(one.count for one in found.emptied)
        yield ""
        yield f"Se quitaron los datos de otro año ({count} celdas):"
        yield from (f"  {short(one.sheet)}!{one.area}: «{short(one.label)}»" for one in found.emptied)
    if found.unbound:
        yield ""
        yield "No se supo qué va aquí; queda vacío:"
        yield from (f"  {line(one)}" for one in found.unbound)
    if found.missing:
        yield ""
        yield "No se encontró lugar para:"
        yield from _by_kind(found.missing)


def _by_kind(paths: Sequence[str]) -> Iterator[str]:
    """Labels of fields, one line for each kind of thing they are of."""
    from pmi_desktop.official.values import path_of

    labels: dict[str, list[str]] = {}
    for path in paths:
        kind = path.partition(".")[0]
        noun = KINDS[kind].NOUN if kind in KINDS else _OTHERS.get(kind, "otros")
        labels.setdefault(noun[:1].upper() + noun[1:], []).append(path_of(path).label)
    yield from (f"  {noun}: {', '.join(dict.fromkeys(names))}." for noun, names in labels.items())


def line(one: "Unbound") -> str:
    """A label that stays without field, in one line."""
    could = f" Podría ser {' o '.join(one.paths)}." if one.paths else ""
    return f"{short(one.sheet)}!{one.cell}: «{short(one.text)}». {WORDS[one.doubt.value]}{could}"


WORDS: Mapping[str, str] = {
    "unknown": "No se reconoce lo que pide.",
    "several_fields": "Podría pedir varias cosas.",
    "no_place": "No hay una celda vacía al lado ni debajo.",
    "several_places": "La celda podría ser la de al lado o la de debajo.",
    "other_choices": "Su lista ofrece otras opciones.",
    "locked": "La celda está protegida.",
    "taken": "Ese campo ya tiene su lugar.",
}
"""Why a label was not bound, by the adoption's own word for it."""


def short(text: str) -> str:
    """The beginning of a foreign text, on one line."""
    flat = " ".join("".join(one if one.isprintable() or one.isspace() else "�" for one in text).split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
