"""A workbook that is being adopted, to be looked at: its sheets as pictures, marked cells, fields to choose from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.official.printing.sheetpicture import SheetPicture
from pmi_desktop.official.workbook.refs import Area, cell, cell_name, column_letters, column_number
from pmi_desktop.services.adopting import WORDS, Adopter, short

if TYPE_CHECKING:
    from pmi_desktop.official.adopting.adoption import Adoption, Bound
    from pmi_desktop.official.definitions import Form

__all__ = [
    "Area",
    "FieldChoice",
    "Mark",
    "Proposal",
    "SheetPicture",
    "cell_name",
    "choices_at",
    "column_letters",
    "marks_on",
    "propose",
    "propose_again",
]

_OTHERS = {
    "criterion": "Criterio", "reading": "Medición", "approval": "Aprobación", "row": "Fila", "months": "Cronograma",
    "year": "Año", "component": "Componente", "components": "Autoevaluación", "criteria": "Criterios",
    "process": "Proceso", "area": "Área",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A value that a cell may be given: its ``path``, what it is called, of what it is, and its other names.

    Of one that is ``alone`` a plan has no more than one.
    """

    path: str
    label: str
    of: str
    other_names: str
    alone: bool

    @property
    def title(self) -> str:
        """Its name with that of what it belongs to."""
        return f"{self.of}: {self.label}" if self.of else self.label


@dataclass(frozen=True, slots=True)
class Mark:
    """Cells of a sheet that a value was bound to (``path``), or a label with ``doubt``, in words, instead.

    ``name`` is short, for the picture; ``paths`` are what a doubtful one could be.
    """

    area: Area
    name: str
    path: str = ""
    doubt: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An adoption that waits for a yes: the pictures of its sheets and every field that it may bind.

    ``kept`` and ``lost`` say which corrections of an earlier adoption are in it, and which are not.
    """

    adoption: "Adoption"
    pictures: tuple[SheetPicture, ...]
    fields: tuple[FieldChoice, ...]
    kept: str = ""
    lost: str = ""


def propose(adopter: Adopter, file: Path, form: str, fonts: Path, before: Path) -> Proposal:
    """What a workbook is as form ``form``, corrected as the form in the folder ``before`` was, if there is one.

    Raises what :meth:`Adopter.adoption` raises.
    """
    from pmi_desktop.official.printing.sheetpicture import sheet_pictures
    from pmi_desktop.services.carrying import adopt_again

    found = adopt_again(adopter, file, form, before)
    pictures = sheet_pictures(found.adoption.template, fonts)
    return Proposal(found.adoption, pictures, tuple(_fields(adopter.base(form))), found.kept, found.lost)


def propose_again(adopter: Adopter, form: "Form", fonts: Path) -> Proposal:
    """A form that was adopted before, to be corrected; raises ``BadForm`` when its workbook is another by now."""
    from pmi_desktop.official.adopting.known import adoption_of
    from pmi_desktop.official.printing.sheetpicture import sheet_pictures

    base = adopter.base(form.id)
    found = adoption_of(form, base)
    return Proposal(found, sheet_pictures(found.template, fonts), tuple(_fields(base)))


def marks_on(adoption: "Adoption", picture: SheetPicture) -> tuple[Mark, ...]:
    """What is to be marked on the picture of a sheet, in reading order; doubts come last."""
    marks = [mark for one in adoption.bound if one.sheet == picture.name for mark in _bound(one, picture)]
    marks.sort(key=lambda mark: (mark.area.top, mark.area.left))
    for doubt in adoption.unbound:
        if doubt.sheet == picture.name:
            area = picture.area(*cell(doubt.cell))
            marks.append(Mark(area, doubt.text, "", WORDS[doubt.doubt.value], doubt.paths))
    return tuple(marks)


def _bound(one: "Bound", picture: SheetPicture) -> Iterator[Mark]:
    if not one.first:
        yield Mark(picture.area(*cell(one.place)), _label(one.path), one.path)
        return
    column = column_number(one.place)
    top, bottom = picture.area(one.first, column), picture.area(one.last, column)
    yield Mark(Area(top.top, top.left, bottom.bottom, max(top.right, bottom.right)), _label(one.path), one.path)


def choices_at(proposal: Proposal, sheet: str, row: int) -> tuple[FieldChoice, ...]:
    """The fields that may be bound in a row of a sheet: in a table those of its rows, elsewhere those alone."""
    from pmi_desktop.official.adopting.correcting import kinds_at
    from pmi_desktop.official.values import path_of

    kinds = kinds_at(proposal.adoption.form, sheet, row)
    if not kinds:
        return tuple(one for one in proposal.fields if one.alone)
    return tuple(one for one in proposal.fields if not one.alone and path_of(one.path).head in kinds)


@dataclass(frozen=True, slots=True)
class Question:
    """Something left to look at: a doubtful label at ``area`` of ``sheet``, or a field ``label`` without a place."""

    words: str
    sheet: str = ""
    area: Area | None = None
    label: str = ""


def open_questions(proposal: Proposal) -> tuple[Question, ...]:
    """What nobody has answered yet: the doubtful labels by sheet, then the fields without a place."""
    adoption = proposal.adoption
    doubts = [
        Question(f"{one.sheet}, {one.cell}: «{short(one.text)}». {WORDS[one.doubt.value]}", one.sheet, _area(one.cell))
        for one in adoption.unbound
    ]
    titles = {one.path: one.title for one in proposal.fields}
    missing = [
        Question(f"Sin lugar. {titles[path]}", label=_label(path)) for path in adoption.missing if path in titles
    ]
    return (*doubts, *missing)


def count_of(questions: Sequence[Question]) -> str:
    """How many there are of each, for a title."""
    doubts = sum(one.area is not None for one in questions)
    missing = len(questions) - doubts
    said = []
    if doubts:
        said.append("1 duda" if doubts == 1 else f"{doubts} dudas")
    if missing:
        said.append("1 campo sin lugar" if missing == 1 else f"{missing} campos sin lugar")
    return f"Por revisar: {' y '.join(said)}" if said else "✓ No queda nada por revisar"


def _area(name: str) -> Area:
    row, column = cell(name)
    return Area(row, column, row, column)


def place_of(one: "Bound") -> str:
    """Where a field stands, in words."""
    return one.where if not one.first else f"la columna {one.place}"


def summary_of(adoption: "Adoption") -> str:
    """How much was recognised, and what was taken out, in sentences."""
    fields = len({(one.sheet, one.path) for one in adoption.bound})
    said = ["Se reconoció un campo." if fields == 1 else f"Se reconocieron {fields} campos."]
    if adoption.emptied:
        count = sum(one.count for one in adoption.emptied)
        said.append(f"Se quitaron los datos de otro año ({count} {'celda' if count == 1 else 'celdas'}).")
    said.append("Lo marcado con su nombre se llena; lo demás queda como está en el archivo.")
    return " ".join(said)


def _fields(base: "Form") -> Iterator[FieldChoice]:
    """Every value that a form may show, those that the shipped one shows first."""
    from pmi_desktop.official.adopting.vocabulary import vocabulary_of

    found = vocabulary_of(base)
    names = {path: labels for known in (found.alone, *found.columns.values()) for path, labels in known.items()}
    for path in sorted(names, key=lambda one: (one not in found.held, list(names).index(one))):
        yield FieldChoice(path, _label(path), _of(path), " ".join(sorted(names[path])), path in found.alone)


def _label(path: str) -> str:
    from pmi_desktop.official.values import UnknownPath, path_of

    try:
        return path_of(path).label
    except UnknownPath:
        return {"months": "Meses", "components": "Componentes", "criteria": "Criterios"}.get(path, path)


def _of(path: str) -> str:
    kind = path.partition(".")[0]
    noun = KINDS[kind].NOUN if kind in KINDS else _OTHERS.get(kind, "")
    return noun[:1].upper() + noun[1:]
