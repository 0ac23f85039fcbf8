"""A foreign workbook adopted: its labels and tables found, its data taken out, its bindings as a form."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.official.adopting.adoption import Adoption, Bound, Doubt, Emptied, Unbound
from pmi_desktop.official.adopting.cell_shapes import FoundCell
from pmi_desktop.official.adopting.emptying import empty_cells, part_rows
from pmi_desktop.official.adopting.families import Family, families_of
from pmi_desktop.official.adopting.headers import Column
from pmi_desktop.official.adopting.printed_rows import FoundRows, components_on, criteria_on
from pmi_desktop.official.adopting.singles import Singles
from pmi_desktop.official.adopting.surface import Surface
from pmi_desktop.official.adopting.tables import FoundTable, places_of, tables_on
from pmi_desktop.official.adopting.vocabulary import Vocabulary, vocabulary_of
from pmi_desktop.official.annex import TITLE
from pmi_desktop.official.definitions import Form, Sheet
from pmi_desktop.official.reading.collecting import tells
from pmi_desktop.official.reading.guide import Guide
from pmi_desktop.official.soundness import check_form
from pmi_desktop.official.values import path_of
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.refs import Area, area, cell_name, column_letters, column_number


@dataclass(slots=True)
class _Found:
    """What one sheet turned out to hold."""

    surface: Surface
    keyed: list[FoundRows] = field(default_factory=list)
    tables: list[FoundTable] = field(default_factory=list)
    cells: list[FoundCell] = field(default_factory=list)
    unbound: list[Unbound] = field(default_factory=list)


def adopt(data: bytes, base: Form, reference: Reference) -> Adoption:
    """Bind a workbook, blank or filled, as the form that ``base`` is the shipped one of.

    Raises what opening workbooks raises.
    """
    book = Workbook.open(data)
    vocabulary = vocabulary_of(base)
    families = families_of(base, vocabulary)
    filled = _is_filled(book, vocabulary, families, base, reference)
    sheets = _recognised(book, vocabulary, families, base, reference, filled=filled)
    emptied = _emptied(book, sheets, filled=filled)
    parted = _parted(sheets)
    changed = bool(emptied) or parted
    template = book.save() if changed else data
    form = replace(
        base,
        origin="sed",
        template=hashlib.sha256(template).hexdigest(),
        sheets=tuple(_bindings(one) for one in sheets if one.keyed or one.tables or one.cells),
        annex=None,
        folder=None,
    )
    check_form(form)
    bound = tuple(one for found in sheets for one in _bound(found))
    unbound = tuple(one for found in sheets for one in found.unbound)
    return Adoption(form, template, bound, unbound, _missing(vocabulary, bound), tuple(emptied))


# -- recognising ----------------------------------------------------------------------------------------------------


def _surfaces(book: Workbook) -> list[Surface]:
    return [Surface(sheet) for sheet in book.sheets if not sheet.hidden]


def _is_filled(
    book: Workbook, vocabulary: Vocabulary, families: Sequence[Family], base: Form, reference: Reference
) -> bool:
    """Whether the workbook holds a year's data: below the heads of its tables, or beside most of its labels."""
    tables = {
        filled: [
            table
            for one in _surfaces(book)
            for table in tables_on(one, [family for family in families if not family.printed], set(), filled=filled)[0]
        ]
        for filled in (False, True)
    }
    if len(tables[True]) > len(tables[False]) or _answers(book, families, base, reference):
        return True
    blank = data = 0
    for surface in _surfaces(book):
        found = Singles(surface, vocabulary.alone, reference, set(), filled=True, drawn=False).data_share()
        blank, data = blank + found[0], data + found[1]
    return data > blank


def _answers(book: Workbook, families: Sequence[Family], base: Form, reference: Reference) -> bool:
    """Whether anything stands in the rows that the form prints already."""
    for surface in _surfaces(book):
        for rows in _printed_rows(surface, families, base, reference)[0]:
            places = [(row, column_number(place)) for row in rows.keyed.keys.values() for slot in rows.keyed.slots
                      for place in slot.places()]  # fmt: skip
            if any(not surface.blank(*place) for place in places):
                return True
    return False


def _printed_rows(
    surface: Surface, families: Sequence[Family], base: Form, reference: Reference
) -> tuple[list[FoundRows], list[Unbound]]:
    """The components and criteria that a sheet prints."""
    found: list[FoundRows] = []
    unbound: list[Unbound] = []
    guides = [Guide(catalog) for catalog in reference.catalogs.values()]
    for family in families:
        if not family.printed:
            continue
        rows, doubts = (
            components_on(surface, guides, family)
            if family.name == "components"
            else criteria_on(surface, base.criteria, family)
        )
        found += [rows] if rows is not None else []
        unbound += [_in_doubt(surface, *one) for one in doubts]
    return found, unbound


def _recognised(
    book: Workbook,
    vocabulary: Vocabulary,
    families: Sequence[Family],
    base: Form,
    reference: Reference,
    *,
    filled: bool,
) -> list[_Found]:
    sheets = [_Found(surface) for surface in _surfaces(book)]
    flat = [family for family in families if not family.printed]
    done: set[str] = set()
    for found in sheets:
        found.keyed, found.unbound = _printed_rows(found.surface, families, base, reference)
        tables, doubts = tables_on(found.surface, flat, done, filled=filled)
        found.tables += tables
        found.unbound += [_in_doubt(found.surface, *one) for one in doubts]
    paths = {path for found in sheets for table in found.tables for path in table.columns.paths}
    drawn = any(_draws(found.surface, vocabulary) for found in sheets)
    for found in sheets:
        # What a sheet's head asks for may be asked again on the next sheet.
        singles = Singles(found.surface, vocabulary.alone, reference, set(paths), filled=filled, drawn=drawn)
        singles.run()
        found.cells += singles.found
        found.unbound += singles.unbound
    bound = paths | {path for found in sheets for one in found.cells for path in one.slot.paths()}
    for found in sheets:
        found.unbound = [one for one in found.unbound if not one.paths or not set(one.paths) <= bound]
    return sheets


def _draws(surface: Surface, vocabulary: Vocabulary) -> bool:
    """Whether cells beside known labels have looks of their own here."""
    labels = {label for known in vocabulary.alone.values() for label in known}
    from pmi_desktop.official.adopting.matching import as_label

    for printed in surface.texts:
        if as_label(printed.text) in labels:
            row, right = printed.area.top, printed.area.right + 1
            below = printed.area.bottom + 1
            if surface.drawn(row, right) or surface.drawn(below, printed.area.left):
                return True
    return False


def _in_doubt(surface: Surface, column: Column, row: int, doubt: Doubt, paths: tuple[str, ...]) -> Unbound:
    return Unbound(surface.name, cell_name(row, column.left), " ".join(column.words), doubt, paths)


# -- emptying -------------------------------------------------------------------------------------------------------


def _emptied(book: Workbook, sheets: Sequence[_Found], *, filled: bool) -> list[Emptied]:
    if not filled:
        return []
    emptied: list[Emptied] = []
    for found in sheets:
        sheet = found.surface.sheet
        emptied += empty_cells(sheet, list(_data_areas(found)))
        for cell in found.cells:
            if cell.blank:
                sheet.set_text(str(cell.slot.at), cell.blank, force=True)
    return [*emptied, *_without_annex(book, [found for found in sheets if not (found.cells or found.tables)])]


def _without_annex(book: Workbook, sheets: Sequence[_Found]) -> list[Emptied]:
    """The sheet of long texts that filling put at the end is no part of the form."""
    gone: list[Emptied] = []
    for found in sheets:
        page = found.surface.page
        if page.name.startswith(TITLE) and "hoja y celda" in page.words.get(1, {}).values():
            book.remove_sheet(page.name)
            gone.append(Emptied(page.name, "", TITLE, len(page.places())))
    return gone


def _data_areas(found: _Found) -> Sequence[tuple[Area, str]]:
    areas: list[tuple[Area, str]] = []
    for cell in found.cells:
        areas += [(area(place), cell.label) for place in cell.slot.places()]
    for table in found.tables:
        head = table.columns.head
        areas.append((Area(table.first, head.left, table.last, head.right), head.title))
    for rows in found.keyed:
        head = rows.columns.head
        columns = [one for one in head.columns if one.left > rows.column]
        for row in rows.keyed.keys.values():
            areas += [(Area(row, one.left, row, one.right), one.leaf) for one in columns]
    return areas


def _parted(sheets: Sequence[_Found]) -> bool:
    """Part merged rows of tables; whether there were any."""
    before = [len(found.surface.sheet.merges) for found in sheets]
    for found in sheets:
        for table in found.tables:
            head = table.columns.head
            part_rows(found.surface.sheet, Area(table.first, head.left, table.last, head.right))
    return before != [len(found.surface.sheet.merges) for found in sheets]


# -- the form -------------------------------------------------------------------------------------------------------


def _bindings(found: _Found) -> Sheet:
    return Sheet(
        found.surface.name,
        cells=tuple(one.slot for one in found.cells),
        tables=tuple(one.table for one in found.tables if one.block is None),
        keyed=tuple(one.keyed for one in found.keyed),
        blocks=tuple(one.block for one in found.tables if one.block is not None),
    )


def _bound(found: _Found) -> Sequence[Bound]:
    name = found.surface.name
    bound: list[Bound] = []
    for cell in found.cells:
        for path in cell.slot.paths():
            bound += [Bound(name, place, path, cell.label) for place in cell.slot.places()]
    for table in found.tables:
        bound += [Bound(name, at, path, _label(path), table.first, table.last) for path, at in places_of(table)]
        if table.block is not None:
            bound += [Bound(name, str(slot.at), slot.field, "Año") for slot in table.block.cells]
    for rows in found.keyed:
        first, last = min(rows.keyed.keys.values()), max(rows.keyed.keys.values())
        names = column_letters(rows.column)
        bound.append(Bound(name, names, rows.keyed.rows, f"{len(rows.keyed.keys)} filas reconocidas", first, last))
        for slot in rows.keyed.slots:
            bound += [Bound(name, at, slot.field, _label(slot.field), first, last) for at in slot.places()]
    return bound


def _label(path: str) -> str:
    return "Meses" if path == "months" else path_of(path).label


def _missing(vocabulary: Vocabulary, bound: Sequence[Bound]) -> tuple[str, ...]:
    """What the shipped form holds and this one was not found to."""
    found = {one.path for one in bound}
    return tuple(path for path in vocabulary.held if path not in found and path != "row.number" and tells(path))
