"""What somebody corrected in a workbook that was adopted before, and whether another one has the same place for it."""

from dataclasses import dataclass

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.official.adopting.adopter import adopt
from pmi_desktop.official.adopting.adoption import Adoption, Bound
from pmi_desktop.official.adopting.correcting import kinds_at
from pmi_desktop.official.adopting.known import bound_by
from pmi_desktop.official.adopting.surface import Surface
from pmi_desktop.official.definitions import Form
from pmi_desktop.official.values import UnknownPath, path_of
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.refs import cell


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that a person put somewhere (``bound``), or with ``out`` one that was found there and taken out."""

    bound: Bound
    out: bool = False

    @property
    def cell(self) -> str:
        """The cell, or the first one of the column."""
        return f"{self.bound.place}{self.bound.first or ''}"


def corrections(form: Form, template: bytes, base: Form, reference: Reference) -> tuple[Correction, ...]:
    """How an adopted form differs from what its workbook, looked at again, would be taken for."""
    kept = bound_by(form)
    found = [one for one in adopt(template, base, reference).bound if _is_value(one.path)]
    known, held = {_key(one) for one in found}, {_key(one) for one in kept}
    put = [one for one in kept if _key(one) not in known]
    moved = {(one.sheet, one.place, one.first) for one in put}
    taken = [one for one in found if _key(one) not in held and (one.sheet, one.place, one.first) not in moved]
    paths = {one.path for one in put}
    return (*(Correction(one) for one in put), *(Correction(one, out=True) for one in taken if one.path not in paths))


def unlike(form: Form, adoption: Adoption) -> tuple[Bound, ...]:
    """What an adopted form binds and a new adoption does not bind there."""
    held = {_key(one) for one in adoption.bound}
    return tuple(one for one in bound_by(form) if _key(one) not in held)


class Places:
    """The cells of two workbooks by what is printed around them; the ``newer`` takes the place of the ``older``."""

    def __init__(self, older: bytes, newer: bytes) -> None:
        self._older, self._newer = _surfaces(older), _surfaces(newer)

    def same(self, correction: Correction, adoption: Adoption) -> bool:
        """Whether the cell is labelled as it was, and is again one of a table, or again none."""
        sheet, place = correction.bound.sheet, cell(correction.cell)
        if sheet not in self._older or sheet not in self._newer:
            return False
        labels = _labels(self._older[sheet], *place)
        tabled = bool(kinds_at(adoption.form, sheet, place[0]))
        return any(labels) and labels == _labels(self._newer[sheet], *place) and tabled == bool(correction.bound.first)


def _surfaces(data: bytes) -> dict[str, Surface]:
    return {sheet.name: Surface(sheet) for sheet in Workbook.open(data).sheets}


def _labels(surface: Surface, row: int, column: int) -> tuple[str, str]:
    """The nearest texts left of a cell and above it."""
    left = (surface.text(row, at) for at in range(column - 1, 0, -1))
    above = (surface.text(at, column) for at in range(row - 1, 0, -1))
    return next(filter(None, left), ""), next(filter(None, above), "")


def _key(one: Bound) -> tuple[str, str, str, int]:
    return one.sheet, one.place, one.path, one.first


def _is_value(path: str) -> bool:
    """Whether it is something that a cell shows, and not the rows of a list."""
    if path == "months":
        return True
    try:
        path_of(path)
    except UnknownPath:
        return False
    return True
