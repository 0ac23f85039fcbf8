"""A workbook opened from bytes, changed in place and saved: only what changed differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmi_desktop.official.workbook.sheet import Sheet
from pmi_desktop.official.workbook.shift import Change, Shift
from pmi_desktop.official.workbook.styles import Styles


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name of the workbook; ``sheet`` is None unless it holds in one sheet only; ``formula`` without ``=``."""

    name: str
    sheet: str | None
    formula: str


class Workbook:
    """An ``.xlsx`` in memory.

    ``Workbook.open(data)`` trusts nothing in it; ``save()`` gives the bytes of the changed workbook, where every part
    that nobody changed is as it was.
    """

    styles: Styles

    @classmethod
    def open(cls, data: bytes, *, allow_links: bool = False) -> "Workbook":
        """Read an ``.xlsx``; raises :class:`WorkbookError` kinds, the values of other files refused unless allowed."""
        raise NotImplementedError

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The sheets with cells, in the order of their tabs, hidden ones included."""
        raise NotImplementedError

    def sheet(self, name: str) -> Sheet:
        """A sheet by name (capitals do not matter); raises :class:`NoSuchSheet`."""
        raise NotImplementedError

    @property
    def defined_names(self) -> tuple[DefinedName, ...]:
        """All names, print areas and titles (``_xlnm.…``) included."""
        raise NotImplementedError

    def change_rows(self, changes: Mapping[str, Sequence[Change]]) -> dict[str, Shift]:
        """Insert and repeat rows in several sheets at once, by the row numbers of before.

        Everything that lies below moves and everything in the workbook that points there follows. A range of several
        rows (or one written as such, ``A5:A5``) that ends right above inserted rows takes them in; a formula in its
        last row does not stretch its own range. Gives where each row went. Raises :class:`CannotInsertRows` before
        anything is changed. Changes of one sheet must not lie inside a repeated block: two calls do that.
        """
        raise NotImplementedError

    def copy_sheet(self, name: str, new_name: str) -> Sheet:
        """A copy of the sheet as it is now right of it (of its last copy): drawings, charts and print set-up too."""
        raise NotImplementedError

    def rename_sheet(self, name: str, new_name: str) -> None:
        """Another name; formulas, names and charts follow."""
        raise NotImplementedError

    def remove_sheet(self, name: str) -> None:
        """Take a sheet out; raises :class:`CannotRemoveSheet` when a formula or a chart still uses it."""
        raise NotImplementedError

    def add_sheet(self, name: str) -> Sheet:
        """An empty sheet at the end."""
        raise NotImplementedError

    def save(self) -> bytes:
        """The workbook's bytes: stale results and chart caches gone, full calculation asked for on opening."""
        raise NotImplementedError
