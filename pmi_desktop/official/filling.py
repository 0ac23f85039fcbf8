"""What filling a form comes to, before a workbook is touched: row changes, values, merges, by sheet."""

from dataclasses import dataclass

from pmi_desktop.official.values import CellValue
from pmi_desktop.official.workbook.refs import Area
from pmi_desktop.official.workbook.shift import Change


@dataclass(frozen=True, slots=True)
class Write:
    """A value for a cell of the filled sheet.

    ``label`` is what the value is called. ``like`` is another cell of the filled sheet whose looks this one takes.
    """

    row: int
    column: int
    value: CellValue
    label: str = ""
    like: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SheetFilling:
    """One sheet of the filled workbook: ``source`` is the template's sheet, ``title`` what it is called now.

    ``repeats`` come before ``insertions``, whose row numbers are those after the repeats; writes and merges are where
    everything lies in the end. Cells of ``merges`` belong to one value over several rows. ``nested`` are the first and
    last rows, in the template, of tables with levels: what is merged there from row to row is merged anew.
    """

    source: str
    title: str
    repeats: tuple[Change, ...] = ()
    insertions: tuple[Change, ...] = ()
    writes: tuple[Write, ...] = ()
    merges: tuple[Area, ...] = ()
    nested: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What the workbook prints no row for, as a component of another edition: it is repeated whole at the end."""

    sheet: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Filling:
    """A whole form filled: every sheet that something is written on, in the template's order."""

    form: str
    sheets: tuple[SheetFilling, ...]
    unplaced: tuple[Unplaced, ...] = ()
