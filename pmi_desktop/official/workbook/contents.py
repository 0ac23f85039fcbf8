"""What a workbook holds while it is open: its parts, its sheets and what was written into them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pmi_desktop.official.workbook import cells
from pmi_desktop.official.workbook.errors import NoSuchSheet
from pmi_desktop.official.workbook.formulas import translate
from pmi_desktop.official.workbook.grid import Grid
from pmi_desktop.official.workbook.layout import Merges
from pmi_desktop.official.workbook.package import Package
from pmi_desktop.official.workbook.refs import Area, area, cell
from pmi_desktop.official.workbook.styles import Styles
from pmi_desktop.official.workbook.validations import Validation
from pmi_desktop.official.workbook.values import Value
from pmi_desktop.official.workbook.xml import MAIN, drop, elements, flag, number

_FORMULAS = etree.XPath("m:sheetData/m:row/m:c/m:f", namespaces={"m": MAIN})


@dataclass(slots=True)
class Tab:
    """A sheet with cells: its part, and the cells written (by row and column as they are now).

    ``results`` are formulas whose result is known to be right, ``stale`` those whose text changed; ``sizes`` are
    frames that keep their height, with their part.
    """

    name: str
    part: str
    written: set[tuple[int, int]] = field(default_factory=set)
    results: set[tuple[int, int]] = field(default_factory=set)
    stale: set[tuple[int, int]] = field(default_factory=set)
    grid: Grid | None = None
    merges: Merges | None = None
    arrays: list[tuple[str, Area]] | None = None
    rules: tuple[Validation, ...] | None = None
    protected: bool | None = None
    widths: dict[int, float] = field(default_factory=dict)
    sizes: dict[etree._Element, tuple[str, int]] | None = None

    @property
    def key(self) -> str:
        """The name as formulas are compared."""
        return self.name.casefold()


class Contents:
    """The open workbook, for the modules of this package; users hold a ``Workbook``."""

    def __init__(self, package: Package, part: str, tabs: list[Tab]) -> None:
        self.package = package
        self.part = part
        self.tabs = tabs
        self.chain_broken = False
        self._shared: list[str] | None = None
        styles = package.targets(part, "styles")
        self.styles = Styles(package, styles[0] if styles else "")
        properties = self.book.find(f"{{{MAIN}}}workbookPr")
        self.since_1904 = properties is not None and flag(properties.get("date1904"))

    @property
    def book(self) -> etree._Element:
        """The root of the workbook part."""
        return self.package.xml(self.part)

    @property
    def shared(self) -> list[str]:
        """The texts that cells share."""
        if self._shared is None:
            found = self.package.targets(self.part, "sharedStrings")
            items = self.package.xml(found[0]).iterchildren(f"{{{MAIN}}}si") if found else ()
            self._shared = [cells.rich_text(item) for item in items]
        return self._shared

    def tab(self, name: str) -> Tab:
        """A sheet by name; raises :class:`NoSuchSheet`."""
        wanted = name.casefold()
        for tab in self.tabs:
            if tab.key == wanted:
                return tab
        raise NoSuchSheet(sheet=name, sheets=tuple(tab.name for tab in self.tabs))

    def root(self, tab: Tab) -> etree._Element:
        """The root of a sheet's part."""
        return self.package.xml(tab.part)

    def touch(self, tab: Tab) -> None:
        """Say that a sheet's XML was changed."""
        self.package.touch(tab.part)

    def grid(self, tab: Tab) -> Grid:
        """The rows and cells of a sheet."""
        if tab.grid is None:
            tab.grid = Grid(self.root(tab), tab.part)
        return tab.grid

    def merges(self, tab: Tab) -> Merges:
        """The merged ranges of a sheet."""
        if tab.merges is None:
            tab.merges = Merges(self.root(tab), tab.part)
        return tab.merges

    def value(self, tab: Tab, row: int, column: int) -> Value:
        """What a cell holds."""
        element = self.grid(tab).cell(row, column)
        return None if element is None else self.read(element)

    def read(self, element: etree._Element) -> Value:
        """What a cell's XML holds."""
        kind = self.styles.shows(number(element.get("s"))) if element.get("t", "n") == "n" else ""
        return cells.read(element, self.shared, kind, self.since_1904)

    def has_formulas(self, tab: Tab) -> bool:
        """Whether a sheet may hold formulas, without reading it if possible."""
        return self.package.mentions(tab.part, b"f>") or self.package.mentions(tab.part, b"<f")

    def formula_cells(self, tab: Tab) -> Iterator[tuple[int, int, etree._Element, etree._Element]]:
        """Row, column, cell and formula element of each cell with a formula."""
        if not self.has_formulas(tab):
            return
        self.grid(tab).number_cells()
        for formula in elements(_FORMULAS, self.root(tab)):
            element = formula.getparent()
            if element is not None:
                row, column = cell(element.get("r", ""))
                yield row, column, element, formula

    def formulas(self, tab: Tab) -> dict[tuple[int, int], str]:
        """All formulas without ``=`` by row and column, shared ones written out."""
        masters: dict[str, tuple[int, int, str]] = {}
        found: dict[tuple[int, int], str] = {}
        for row, column, _, formula in self.formula_cells(tab):
            text, group = formula.text or "", formula.get("si")
            if formula.get("t") == "shared" and group is not None:
                if text:
                    masters[group] = row, column, text
                elif group in masters:
                    top, left, text = masters[group]
                    text = translate(text, row - top, column - left)
            if text:
                found[row, column] = text
        return found

    def forget_results(self) -> None:
        """No result that was handed in is known to be right any more."""
        for tab in self.tabs:
            if tab.results:
                tab.results = set()

    def expand_shared(self, tab: Tab) -> None:
        """Write each shared formula of a sheet out in its own cell."""
        texts: dict[tuple[int, int], str] | None = None
        for row, column, _, formula in self.formula_cells(tab):
            if formula.get("t") == "shared":
                texts = self.formulas(tab) if texts is None else texts
                formula.text = texts.get((row, column), "")
                drop(formula, "t", "si", "ref")
                self.touch(tab)

    def array_ranges(self, tab: Tab) -> list[tuple[str, Area]]:
        """The ranges that one formula fills: ``array`` or ``dataTable``."""
        if tab.arrays is None:
            tab.arrays = [
                (formula.get("t", ""), area(formula.get("ref", "")))
                for _, _, _, formula in self.formula_cells(tab)
                if formula.get("t") in {"array", "dataTable"} and formula.get("ref")
            ]
        return tab.arrays

    def forget(self, tab: Tab) -> None:
        """Read a sheet's rows, ranges and rules anew when next asked: they were moved."""
        tab.grid, tab.merges, tab.arrays, tab.rules = None, None, None, None

    def anchor(self, tab: Tab, ref: str | tuple[int, int]) -> tuple[int, int]:
        """The cell meant: the top-left one of its merged range."""
        row, column = cell(ref)
        merged = self.merges(tab).of(row, column)
        return (merged.top, merged.left) if merged else (row, column)
