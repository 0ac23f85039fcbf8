"""The names of a workbook: print areas, titles, lists; where they point to and where after rows moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.formulas import Home, pointers, shifted
from pmi_desktop.official.workbook.refs import Area
from pmi_desktop.official.workbook.shift import Shift
from pmi_desktop.official.workbook.xml import MAIN, number

PRINT_AREA = "_xlnm.Print_Area"
PRINT_TITLES = "_xlnm.Print_Titles"


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name of the workbook; ``sheet`` is None unless it holds in one sheet only; ``formula`` without ``=``."""

    name: str
    sheet: str | None
    formula: str


def sheet_entries(contents: Contents) -> list[etree._Element]:
    """The entries of all sheets, those that are only a chart included, in the order of the tabs."""
    return list(contents.book.iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet"))


def name_entries(contents: Contents) -> Iterator[etree._Element]:
    """The entries of all names."""
    return contents.book.iterfind(f"{{{MAIN}}}definedNames/{{{MAIN}}}definedName")


def read_names(contents: Contents) -> Iterator[DefinedName]:
    """All names."""
    sheets = [entry.get("name") for entry in sheet_entries(contents)]
    for entry in name_entries(contents):
        place = number(entry.get("localSheetId"), -1)
        sheet = sheets[place] if 0 <= place < len(sheets) else None
        yield DefinedName(entry.get("name", ""), sheet, entry.text or "")


def local_areas(contents: Contents, tab: Tab, name: str) -> tuple[Area, ...]:
    """The ranges of a name that belongs to one sheet."""
    for found in read_names(contents):
        if found.name == name and found.sheet is not None and found.sheet.casefold() == tab.key:
            return tuple(pointer.area for pointer in pointers(found.formula))
    return ()


def place(contents: Contents, tab: Tab, formula: str) -> tuple[Tab, Area] | None:
    """The one range that a formula of a sheet means, directly or by a name; None if it is something else."""
    found = pointers(formula)
    if not found:
        candidates = [entry for entry in read_names(contents) if entry.name.casefold() == formula.strip().casefold()]
        candidates.sort(key=lambda entry: entry.sheet is None or entry.sheet.casefold() != tab.key)
        found = pointers(candidates[0].formula) if candidates else ()
        formula = candidates[0].formula if candidates else ""
    if len(found) != 1 or found[0].foreign or str(found[0]) != formula.strip():
        return None
    key = found[0].sheet if found[0].sheet is not None else tab.key
    home = next((other for other in contents.tabs if other.key == key), None)
    return (home, found[0].area) if home is not None else None


def shift_names(contents: Contents, shifts: Mapping[str, Shift]) -> None:
    """Let all names follow the rows; repeated title rows take in no rows that come below them."""
    sheets = [entry.get("name", "").casefold() for entry in sheet_entries(contents)]
    for entry in name_entries(contents):
        where = number(entry.get("localSheetId"), -1)
        home = Home(sheets[where] if 0 <= where < len(sheets) else None)
        moved = shifted(entry.text or "", shifts, home, stretch=entry.get("name") != PRINT_TITLES)
        if moved != (entry.text or ""):
            entry.text = moved
            contents.package.touch(contents.part)
