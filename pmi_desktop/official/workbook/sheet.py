"""One sheet of a workbook: reading its cells and writing into them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from pmi_desktop.official.workbook import cells, layout
from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.drawings import measure
from pmi_desktop.official.workbook.errors import (
    BadNumber,
    BadReference,
    BadText,
    OverlappingMerge,
)
from pmi_desktop.official.workbook.grid import Grid
from pmi_desktop.official.workbook.moving import change_rows
from pmi_desktop.official.workbook.names import PRINT_AREA, PRINT_TITLES, local_areas, place
from pmi_desktop.official.workbook.refs import Area, Ref, as_area, cell, shown
from pmi_desktop.official.workbook.shift import Insertion, Repeat, Shift
from pmi_desktop.official.workbook.styles import Font, Style
from pmi_desktop.official.workbook.validations import Validation, literal_options, read_validations
from pmi_desktop.official.workbook.values import (
    MAX_TEXT,
    CellError,
    Value,
    from_number,
    illegal_character,
    to_serial,
    units,
)
from pmi_desktop.official.workbook.writing import emptied, is_protected, style_index
from pmi_desktop.official.workbook.xml import MAIN, number

_MAX_OPTIONS = 2_000


class Sheet:
    """A sheet, alive: what is written is in the workbook at once.

    A cell is named ``"B5"`` or ``(5, 2)`` (row, column, from 1). Reading or writing any cell of a merged range means
    its top-left one.
    """

    def __init__(self, contents: Contents, tab: Tab) -> None:
        self._contents = contents
        self._tab = tab

    @property
    def name(self) -> str:
        """As on its tab."""
        return self._tab.name

    @property
    def hidden(self) -> bool:
        """Whether its tab is not shown."""
        for entry in self._contents.book.iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet"):
            if entry.get("name") == self.name:
                return entry.get("state", "visible") != "visible"
        return False

    @property
    def protected(self) -> bool:
        """Whether locked cells cannot be typed into."""
        return is_protected(self._root)

    @property
    def part(self) -> str:
        """The member of the zip that keeps the sheet."""
        return self._tab.part

    # Reading

    def value(self, ref: Ref) -> Value:
        """What the cell shows: text, number, yes/no, date (by the cell's format), error or None when empty.

        A formula gives its last result, None if it has none.
        """
        return self._contents.value(self._tab, *self._contents.anchor(self._tab, ref))

    def formula(self, ref: Ref) -> str | None:
        """The formula without ``=``, also of a cell that shares it with others."""
        where = self._contents.anchor(self._tab, ref)
        element = self._grid.cell(*where)
        formula = None if element is None else element.find(cells.F)
        if formula is None:
            return None
        return self.formulas().get(where) if formula.get("t") == "shared" else formula.text

    def cells(self, within: Area | None = None) -> Iterator[tuple[int, int, Value]]:
        """All cells that hold something: row, column, value; row by row."""
        for row, column, element in self._grid:
            if len(element) and (within is None or within.holds(row, column)):
                found = self._contents.read(element)
                if found is not None:
                    yield row, column, found

    def formulas(self) -> dict[tuple[int, int], str]:
        """All formulas without ``=`` by row and column."""
        return self._contents.formulas(self._tab)

    def used(self) -> Area | None:
        """The rectangle of cells that hold something; None if there are none."""
        found = [(row, column) for row, column, _ in self.cells()]
        if not found:
            return None
        columns = [column for _, column in found]
        return Area(found[0][0], min(columns), found[-1][0], max(columns))

    def style(self, ref: Ref) -> Style:
        """How the cell looks: its own style, else its row's, else its column's."""
        return self._contents.styles.style(self.style_index(ref))

    def style_index(self, ref: Ref) -> int:
        """The number of that style in the workbook."""
        return style_index(self._contents, self._tab, *self._contents.anchor(self._tab, ref))

    def locked(self, ref: Ref) -> bool:
        """Whether a person could not type there: the sheet is protected and the cell locked."""
        return self.protected and self.style(ref).locked

    @property
    def merges(self) -> tuple[Area, ...]:
        """The merged ranges."""
        return tuple(self._contents.merges(self._tab).areas)

    def merge_of(self, ref: Ref) -> Area | None:
        """The merged range that the cell lies in."""
        return self._contents.merges(self._tab).of(*cell(ref))

    @property
    def validations(self) -> tuple[Validation, ...]:
        """All rules for typing, those kept in ``extLst`` included."""
        if self._tab.rules is None:
            self._tab.rules = tuple(read_validations(self._root))
        return self._tab.rules

    def choices(self, ref: Ref) -> tuple[str, ...] | None:
        """The options of the cell's drop-down, wherever they are kept; None without one or if it is computed."""
        where = self._contents.anchor(self._tab, ref)
        for rule in self.validations:
            if rule.kind == "list" and rule.holds(*where):
                return literal_options(rule.formula1) or self._listed(rule.formula1)
        return None

    def _listed(self, formula: str) -> tuple[str, ...] | None:
        found = place(self._contents, self._tab, formula)
        if found is None or (found[1].bottom - found[1].top) * (found[1].right - found[1].left + 1) > _MAX_OPTIONS:
            return None
        values = [value for _, _, value in Sheet(self._contents, found[0]).cells(found[1])]
        return tuple(str(value) for value in values if not isinstance(value, CellError))

    def row_height(self, row: int) -> float:
        """Points; 0 for a hidden row."""
        return layout.row_height(self._root, self._grid.row(row))

    def column_width(self, column: int) -> float:
        """In characters of the default font, padding included, as offices say it; 0 for a hidden column."""
        found = self._tab.widths.get(column)
        if found is None:
            found = self._tab.widths[column] = layout.column_width(self._root, column)
        return found

    @property
    def default_font(self) -> Font:
        """The font that widths of columns are counted in."""
        return self._contents.styles.default_font

    @property
    def print_area(self) -> tuple[Area, ...]:
        """The ranges to print; empty if all."""
        return local_areas(self._contents, self._tab, PRINT_AREA)

    @property
    def print_titles(self) -> tuple[Area, ...]:
        """Rows (all columns) and columns (all rows) repeated on each page."""
        return local_areas(self._contents, self._tab, PRINT_TITLES)

    # Writing

    def set_text(self, ref: Ref, text: str, *, force: bool = False, overwrite_formula: bool = False) -> None:
        """Write a text as typed, whatever it looks like; the style stays and an empty text empties the cell.

        Raises :class:`BadText`, :class:`LockedCell` unless ``force``, :class:`FormulaCell` unless
        ``overwrite_formula``; so do the other setters.
        """
        illegal = illegal_character(text)
        if illegal is not None:
            raise BadText(sheet=self.name, cell=shown(ref), reason="characters", found=f"U+{ord(illegal):04X}")
        if units(text) > MAX_TEXT:
            raise BadText(sheet=self.name, cell=shown(ref), reason="length", limit=MAX_TEXT)
        element = emptied(self._contents, self._tab, ref, force=force, overwrite_formula=overwrite_formula)
        if text:
            cells.put_text(element, text)

    def set_number(
        self, ref: Ref, value: Decimal | int | float, *, force: bool = False, overwrite_formula: bool = False
    ) -> None:
        """Write a number; the style stays."""
        stored = from_number(value)
        if stored is None:
            raise BadNumber(sheet=self.name, cell=shown(ref), value=str(value))
        cells.put_stored(
            emptied(self._contents, self._tab, ref, force=force, overwrite_formula=overwrite_formula), stored
        )

    def set_date(
        self,
        ref: Ref,
        moment: date | datetime,
        *,
        number_format: str = "dd/mm/yyyy",
        force: bool = False,
        overwrite_formula: bool = False,
    ) -> None:
        """Write a date; only a cell whose style shows no dates gets ``number_format`` added to it."""
        serial = to_serial(moment, self._contents.since_1904)
        if serial is None:
            raise BadNumber(sheet=self.name, cell=shown(ref), value=moment.isoformat())
        element = emptied(self._contents, self._tab, ref, force=force, overwrite_formula=overwrite_formula)
        index = number(element.get("s"))
        if self._contents.styles.shows(index) != "date":
            element.set("s", str(self._contents.styles.derive(index, number_format=number_format)))
        cells.put_stored(element, from_number(serial) or "")

    def set_bool(self, ref: Ref, value: bool, *, force: bool = False, overwrite_formula: bool = False) -> None:
        """Write yes or no as offices keep it (VERDADERO, FALSO)."""
        element = emptied(self._contents, self._tab, ref, force=force, overwrite_formula=overwrite_formula)
        cells.put_stored(element, "1" if value else "0", "b")

    def clear(self, ref: Ref, *, force: bool = False, overwrite_formula: bool = False) -> None:
        """Empty the cell; the style stays."""
        if self._grid.cell(*self._contents.anchor(self._tab, ref)) is not None:
            emptied(self._contents, self._tab, ref, force=force, overwrite_formula=overwrite_formula)

    def set_result(self, ref: Ref, value: Value) -> None:
        """Keep the computed result of the formula there, so that viewers that do not recalculate show it.

        To be called after all writing: later writes to its sheet make it stale again.
        """
        where = self._contents.anchor(self._tab, ref)
        element = self._grid.cell(*where)
        if element is None or element.find(cells.F) is None:
            raise BadReference(ref=shown(ref))
        if not cells.put_result(element, value, self._contents.since_1904):
            raise BadNumber(sheet=self.name, cell=shown(ref), value=str(value))
        self._tab.results.add(where)
        self._contents.touch(self._tab)

    def set_style(self, ref: Ref, index: int) -> None:
        """Give the cell (that very one, merged or not) another style of the workbook (``Workbook.styles.derive``)."""
        row, column = cell(ref)
        self._grid.need_cell(row, column, index).set("s", str(index))
        self._contents.touch(self._tab)

    def set_row_height(self, row: int, points: float) -> None:
        """At most 409.5, what offices allow."""
        measure(self._contents, self._tab)
        element = self._grid.need_row(cell((row, 1))[0])
        element.set("ht", f"{min(points, layout.MAX_HEIGHT):.10g}")
        element.set("customHeight", "1")
        self._contents.touch(self._tab)

    def set_column_width(self, column: int, width: float) -> None:
        """In characters, as ``column_width``."""
        element = layout.own_column(self._root, cell((1, column))[1])
        element.set("width", f"{width:.10g}")
        element.set("customWidth", "1")
        self._tab.widths.clear()
        self._contents.touch(self._tab)

    def merge(self, where: str | Area) -> None:
        """Merge a range; nothing if that very range is merged already. Raises :class:`OverlappingMerge`."""
        wanted = as_area(where)
        meeting = self._contents.merges(self._tab).meeting(wanted)
        if wanted in meeting or wanted.single:
            return
        if meeting:
            raise OverlappingMerge(sheet=self.name, range=str(wanted), other=str(meeting[0]))
        self._contents.merges(self._tab).add(self._root, wanted)
        self._contents.touch(self._tab)

    def unmerge(self, where: str | Area) -> None:
        """Undo the merges that share a cell with the range."""
        found = self._contents.merges(self._tab)
        gone = set(found.meeting(as_area(where)))
        if gone:
            layout.write_merges(self._root, [merged for merged in found.areas if merged not in gone])
            self._tab.merges = None
            self._contents.touch(self._tab)

    # Rows

    def insert_rows(self, after_row: int, count: int, like_row: int = 0) -> Shift:
        """``Workbook.change_rows`` for one insertion: ``count`` rows below ``after_row``, drawn as ``like_row``."""
        return change_rows(self._contents, {self.name: [Insertion(after_row, count, like_row)]})[self.name]

    def copy_rows(self, first: int, last: int, times: int) -> Shift:
        """``Workbook.change_rows`` for one block drawn ``times`` more below itself."""
        return change_rows(self._contents, {self.name: [Repeat(first, last, times)]})[self.name]

    @property
    def _root(self) -> etree._Element:
        return self._contents.root(self._tab)

    @property
    def _grid(self) -> Grid:
        return self._contents.grid(self._tab)
