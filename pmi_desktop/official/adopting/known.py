"""A form that was adopted before, to be looked at and corrected again."""

from collections.abc import Iterator

from pmi_desktop.official.adopting.adoption import Adoption, Bound
from pmi_desktop.official.adopting.vocabulary import vocabulary_of
from pmi_desktop.official.definitions import Block, Form, Keyed, Sheet, Slot, Table
from pmi_desktop.official.reading.collecting import tells
from pmi_desktop.official.values import path_of


def adoption_of(form: Form, base: Form) -> Adoption:
    """An adopted form with what it binds; ``base`` is the shipped one of its kind, which says what is missing.

    Raises ``BadForm`` when its workbook is another by now.
    """
    bound = bound_by(form)
    held = {one.path for one in bound}
    missing = tuple(one for one in vocabulary_of(base).held if one not in held and one != "row.number" and tells(one))
    return Adoption(form, form.template_bytes(), bound, (), missing, ())


def bound_by(form: Form) -> tuple[Bound, ...]:
    """Every value that a form binds, with its place."""
    return tuple(one for sheet in form.sheets for one in _bound(sheet))


def _bound(sheet: Sheet) -> Iterator[Bound]:
    parts: tuple[Sheet | Block, ...] = (sheet, *sheet.blocks)
    for part in parts:
        yield from _slots(sheet.name, part.cells)
        for table in part.tables:
            yield from _table(sheet.name, table)
        if isinstance(part, Sheet):
            for keyed in part.keyed:
                yield from _keyed(sheet.name, keyed)


def _table(sheet: str, table: Table) -> Iterator[Bound]:
    for level in table.levels:
        yield from _slots(sheet, level.slots, table.first, table.last)
    for rows in table.lists:
        yield from _slots(sheet, rows.slots, table.first, table.last)


def _keyed(sheet: str, keyed: Keyed) -> Iterator[Bound]:
    yield from _slots(sheet, keyed.slots, min(keyed.keys.values()), max(keyed.keys.values()))


def _slots(sheet: str, slots: tuple[Slot, ...], first: int = 0, last: int = 0) -> Iterator[Bound]:
    for slot in slots:
        for path in slot.paths() or (("months",) if slot.months else ()):
            label = "Meses" if path == "months" else path_of(path).label
            yield from (Bound(sheet, place, path, label, first, last) for place in slot.places())
