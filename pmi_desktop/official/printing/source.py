"""The sheets of a workbook as printing sees them: values, looks, sizes and print set-up."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from lxml import etree

from pmi_desktop.official.printing.colors import Colors, palette
from pmi_desktop.official.printing.looks import Change, Ink, Look, Looks
from pmi_desktop.official.workbook import cells
from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.layout import Merges
from pmi_desktop.official.workbook.names import PRINT_AREA, PRINT_TITLES, local_areas
from pmi_desktop.official.workbook.opening import open_contents
from pmi_desktop.official.workbook.refs import MAX_COLUMN, Area
from pmi_desktop.official.workbook.values import CellError, to_decimal, unescape
from pmi_desktop.official.workbook.xml import MAIN, flag, number, real

Content: TypeAlias = str | Decimal | bool | CellError | None
"""What a cell holds; a date is the number that it is kept as."""

_SI = f"{{{MAIN}}}si"
_R = f"{{{MAIN}}}r"
_T = f"{{{MAIN}}}t"
_IS = f"{{{MAIN}}}is"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text; ``look`` is the ``rPr`` of a rich one."""

    text: str
    look: etree._Element | None


@dataclass(slots=True)
class Cell:
    """One cell; ``formula`` is None where a value was typed, ``stale`` says that the formula has no kept result."""

    style: int
    content: Content
    runs: tuple[Run, ...] = ()
    formula: str | None = None
    stale: bool = False


class Source:
    """A workbook opened to be printed; raises what the workbook engine raises for files it refuses."""

    def __init__(self, data: bytes) -> None:
        self.contents: Contents = open_contents(data, allow_links=True)
        package = self.contents.package
        themes = package.targets(self.contents.part, "theme")
        styles = package.targets(self.contents.part, "styles")
        root = package.xml(styles[0]) if styles else None
        self.colors = Colors(package.xml(themes[0]) if themes else None, palette(root, MAIN))
        self.looks = Looks(root, self.contents.styles, self.colors)
        self._strings: list[etree._Element] | None = None
        self.sheets = [SheetSource(self, tab) for tab in self.contents.tabs]

    @property
    def since_1904(self) -> bool:
        """Whether days count from 1904."""
        return self.contents.since_1904

    @property
    def to_calculate(self) -> bool:
        """Whether the workbook asks to be calculated anew, so that kept results are only second best."""
        found = self.contents.book.find(f"{{{MAIN}}}calcPr")
        return found is not None and flag(found.get("fullCalcOnLoad"))

    def sheet(self, name: str) -> "SheetSource | None":
        """A sheet by name, whatever its capitals."""
        key = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.tab.key == key), None)

    def visible(self) -> list["SheetSource"]:
        """The sheets with cells that are not hidden."""
        shown = self._shown()
        return [sheet for sheet in self.sheets if sheet.name in shown]

    def chart_sheets(self) -> list[str]:
        """The names of sheets without cells, which are a chart and nothing else."""
        celled = {sheet.name for sheet in self.sheets}
        return [name for name in self._shown() if name not in celled]

    def _shown(self) -> list[str]:
        entries = self.contents.book.iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet")
        return [entry.get("name", "") for entry in entries if entry.get("state", "visible") == "visible"]

    def string(self, index: int) -> tuple[str, tuple[Run, ...]]:
        """A shared text, with its pieces if it is a rich one."""
        if self._strings is None:
            found = self.contents.package.targets(self.contents.part, "sharedStrings")
            self._strings = list(self.contents.package.xml(found[0]).iterchildren(_SI)) if found else []
        return _text(self._strings[index]) if 0 <= index < len(self._strings) else ("", ())


class SheetSource:
    """One sheet; rows and columns count from 1."""

    def __init__(self, source: Source, tab: Tab) -> None:
        self.source = source
        self.tab = tab
        self.name = tab.name
        self._cells: dict[int, dict[int, Cell]] | None = None
        self._columns: list[tuple[int, int, etree._Element]] | None = None

    @property
    def root(self) -> etree._Element:
        """The sheet's XML."""
        return self.source.contents.root(self.tab)

    @property
    def merges(self) -> Merges:
        """The merged ranges."""
        return self.source.contents.merges(self.tab)

    @property
    def cells(self) -> dict[int, dict[int, Cell]]:
        """All cells by row and column, those that only have a look included."""
        if self._cells is None:
            self._cells = self._read()
        return self._cells

    def cell(self, row: int, column: int) -> Cell | None:
        """One cell, None if the sheet says nothing about it."""
        return self.cells.get(row, {}).get(column)

    def look(self, row: int, column: int) -> Look:
        """How a place looks: by its cell, else by its row, else by its column."""
        cell = self.cell(row, column)
        if cell is not None:
            return self.source.looks.look(cell.style)
        line = self.source.contents.grid(self.tab).row(row)
        if line is not None and flag(line.get("customFormat")):
            return self.source.looks.look(number(line.get("s")))
        found = self.column(column)
        return self.source.looks.look(number(found.get("style")) if found is not None else 0)

    def column(self, column: int) -> etree._Element | None:
        """The entry that says a column's width."""
        for first, last, entry in self.columns:
            if first <= column <= last:
                return entry
        return None

    @property
    def columns(self) -> list[tuple[int, int, etree._Element]]:
        """The entries that say widths, with the columns from and to which they hold."""
        if self._columns is None:
            self._columns = [
                (number(entry.get("min"), 1), number(entry.get("max"), MAX_COLUMN), entry)
                for entry in self.root.iterfind(f"{{{MAIN}}}cols/{{{MAIN}}}col")
            ]
        return self._columns

    def standard(self, name: str) -> str | None:
        """An attribute of the sheet's standard row and column sizes."""
        found = self.root.find(f"{{{MAIN}}}sheetFormatPr")
        return None if found is None else found.get(name)

    def row(self, row: int) -> etree._Element | None:
        """The element of a row."""
        return self.source.contents.grid(self.tab).row(row)

    def element(self, tag: str) -> etree._Element | None:
        """A part of the sheet's XML, as ``pageSetup``."""
        return self.root.find(f"{{{MAIN}}}{tag}")

    @property
    def print_areas(self) -> tuple[Area, ...]:
        """The ranges to print, none if all."""
        return local_areas(self.source.contents, self.tab, PRINT_AREA)

    @property
    def print_titles(self) -> tuple[Area, ...]:
        """Whole rows and columns that are repeated on each page."""
        return local_areas(self.source.contents, self.tab, PRINT_TITLES)

    def ink(self, run: Run, basis: Ink) -> Ink:
        """The look of a piece of text in a cell whose own is ``basis``."""
        return basis if run.look is None else self.source.looks.ink(run.look, basis)

    def change(self, index: int) -> Change | None:
        """What a conditional format's look changes."""
        return self.source.looks.change(index)

    def targets(self, tag: str) -> Iterator[str]:
        """The parts that an element of the sheet (``drawing``, ``legacyDrawingHF``) points to."""
        found = self.element(tag)
        if found is None:
            return
        wanted = found.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for relation in self.source.contents.package.relations(self.tab.part):
            if relation.id == wanted and not relation.external:
                yield relation.target

    def _read(self) -> dict[int, dict[int, Cell]]:
        contents = self.source.contents
        formulas = contents.formulas(self.tab) if contents.has_formulas(self.tab) else {}
        found: dict[int, dict[int, Cell]] = {}
        for row, column, element in contents.grid(self.tab):
            found.setdefault(row, {})[column] = self._cell(element, formulas.get((row, column)))
        return found

    def _cell(self, element: etree._Element, formula: str | None) -> Cell:
        style, sort = number(element.get("s")), element.get("t", "n")
        if not len(element):
            return Cell(style, None)
        stored = element.findtext(cells.V)
        if sort == "s" and stored is not None:
            text, runs = self.source.string(number(stored, -1))
            return Cell(style, text or None, runs, formula)
        if sort == "inlineStr":
            inline = element.find(_IS)
            text, runs = _text(inline) if inline is not None else ("", ())
            return Cell(style, text or None, runs, formula)
        content = _content(sort, stored)
        has_formula = element.find(cells.F) is not None
        stale = has_formula and not stored and sort != "str"
        return Cell(style, content, (), formula if has_formula else None, stale)


def _content(sort: str, stored: str | None) -> Content:
    if stored is None:
        return None
    if sort in {"str", "d"}:
        return unescape(stored) or None
    if sort == "b":
        return stored.strip() in {"1", "true"}
    if sort == "e":
        return CellError(stored)
    return to_decimal(stored)


def _text(element: etree._Element) -> tuple[str, tuple[Run, ...]]:
    """The text of a string and, if it is written in several looks, its pieces."""
    if element.find(_R) is None:
        return unescape("".join(found.text or "" for found in element.iterchildren(_T))).replace("\r\n", "\n"), ()
    runs: list[Run] = []
    for entry in element.iterchildren(_R, _T):
        if entry.tag == _T:
            runs.append(Run(unescape(entry.text or ""), None))
        else:
            runs.append(Run(unescape(entry.findtext(_T) or ""), entry.find(f"{{{MAIN}}}rPr")))
    return "".join(run.text for run in runs), tuple(runs)


def size(text: str | bytes | None) -> float | None:
    """A decimal attribute, None if it is missing."""
    return None if text is None else real(text)
