"""One sheet of a workbook: reading its cells and writing into them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pmi_desktop.official.workbook.refs import Area, Ref
from pmi_desktop.official.workbook.shift import Shift
from pmi_desktop.official.workbook.styles import Style
from pmi_desktop.official.workbook.values import Value

if TYPE_CHECKING:
    from pmi_desktop.official.workbook.book import Workbook


@dataclass(frozen=True, slots=True)
class Validation:
    """A drop-down or another rule for what may be typed; formulas without ``=``, as stored."""

    kind: str
    areas: tuple[Area, ...]
    formula1: str
    formula2: str


class Sheet:
    """A sheet, alive: what is written is in the workbook at once.

    A cell is named ``"B5"`` or ``(5, 2)`` (row, column, from 1). Reading or writing any cell of a merged range means
    its top-left one.
    """

    name: str
    hidden: bool
    protected: bool

    # -- reading ------------------------------------------------------------------------------------------------
    def value(self, ref: Ref) -> Value:
        """What the cell shows: text, number, yes/no, date (by the cell's format), error or None when empty.

        A formula gives its last result, None if it has none.
        """
        raise NotImplementedError

    def formula(self, ref: Ref) -> str | None:
        """The formula without ``=``, also of a cell that shares it with others."""
        raise NotImplementedError

    def cells(self, within: Area | None = None) -> Iterator[tuple[int, int, Value]]:
        """All cells that hold something: row, column, value; row by row."""
        raise NotImplementedError

    def formulas(self) -> dict[tuple[int, int], str]:
        """All formulas by row and column."""
        raise NotImplementedError

    def used(self) -> Area | None:
        """The rectangle of cells that hold something; None if there are none."""
        raise NotImplementedError

    def style(self, ref: Ref) -> Style:
        """How the cell looks: its own style, else its row's, else its column's."""
        raise NotImplementedError

    def style_index(self, ref: Ref) -> int:
        """The number of that style in the workbook."""
        raise NotImplementedError

    def locked(self, ref: Ref) -> bool:
        """Whether a person could not type there: the sheet is protected and the cell locked."""
        raise NotImplementedError

    @property
    def merges(self) -> tuple[Area, ...]:
        """The merged ranges."""
        raise NotImplementedError

    def merge_of(self, ref: Ref) -> Area | None:
        """The merged range that the cell lies in."""
        raise NotImplementedError

    @property
    def validations(self) -> tuple[Validation, ...]:
        """All rules for typing, those kept in ``extLst`` included."""
        raise NotImplementedError

    def choices(self, ref: Ref) -> tuple[str, ...] | None:
        """The options of the cell's drop-down, wherever they are kept; None without one or if it is computed."""
        raise NotImplementedError

    def row_height(self, row: int) -> float:
        """Points; 0 for a hidden row."""
        raise NotImplementedError

    def column_width(self, column: int) -> float:
        """In characters of the default font, padding included, as offices say it; 0 for a hidden column."""
        raise NotImplementedError

    @property
    def print_area(self) -> tuple[Area, ...]:
        """The ranges to print; empty if all."""
        raise NotImplementedError

    @property
    def print_titles(self) -> tuple[Area, ...]:
        """Rows (all columns) and columns (all rows) repeated on each page."""
        raise NotImplementedError

    # -- writing ------------------------------------------------------------------------------------------------
    def set_text(self, ref: Ref, text: str, *, force: bool = False, overwrite_formula: bool = False) -> None:
        """Write a text as typed, whatever it looks like; the style stays.

        Raises :class:`BadText`, :class:`LockedCell` unless ``force``, :class:`FormulaCell` unless
        ``overwrite_formula``; so do the other setters.
        """
        raise NotImplementedError

    def set_number(
        self, ref: Ref, number: Decimal | int | float, *, force: bool = False, overwrite_formula: bool = False
    ) -> None:
        """Write a number; the style stays."""
        raise NotImplementedError

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
        raise NotImplementedError

    def set_bool(self, ref: Ref, value: bool, *, force: bool = False, overwrite_formula: bool = False) -> None:
        """Write yes or no as offices keep it (VERDADERO, FALSO)."""
        raise NotImplementedError

    def clear(self, ref: Ref, *, force: bool = False, overwrite_formula: bool = False) -> None:
        """Empty the cell; the style stays."""
        raise NotImplementedError

    def set_result(self, ref: Ref, value: Value) -> None:
        """Keep the computed result of the formula there, so that viewers that do not recalculate show it.

        To be called after all writing: later writes make it stale again.
        """
        raise NotImplementedError

    def set_style(self, ref: Ref, index: int) -> None:
        """Give the cell another style of the workbook (see ``Workbook.styles.derive``)."""
        raise NotImplementedError

    def set_row_height(self, row: int, points: float) -> None:
        """At most 409.5, what offices allow."""
        raise NotImplementedError

    def set_column_width(self, column: int, width: float) -> None:
        """In characters, as ``column_width``."""
        raise NotImplementedError

    def merge(self, where: str | Area) -> None:
        """Merge a range; nothing if that very range is merged already. Raises :class:`OverlappingMerge`."""
        raise NotImplementedError

    def unmerge(self, where: str | Area) -> None:
        """Undo the merges that lie within the range."""
        raise NotImplementedError

    # -- rows ---------------------------------------------------------------------------------------------------
    def insert_rows(self, after_row: int, count: int, like_row: int = 0) -> Shift:
        """``Workbook.change_rows`` for one insertion: ``count`` rows below ``after_row``, drawn as ``like_row``."""
        raise NotImplementedError

    def copy_rows(self, first: int, last: int, times: int) -> Shift:
        """``Workbook.change_rows`` for one block drawn ``times`` more below itself."""
        raise NotImplementedError
