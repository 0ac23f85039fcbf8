"""A workbook opened from bytes, changed in place and saved: only what changed differs."""

from collections.abc import Mapping, Sequence

from pmi_desktop.official.workbook import copying
from pmi_desktop.official.workbook.contents import Contents
from pmi_desktop.official.workbook.drawings import keep_sizes
from pmi_desktop.official.workbook.layout import grow_dimension
from pmi_desktop.official.workbook.moving import change_rows
from pmi_desktop.official.workbook.names import DefinedName, read_names
from pmi_desktop.official.workbook.opening import open_contents
from pmi_desktop.official.workbook.recalculation import settle
from pmi_desktop.official.workbook.sheet import Sheet
from pmi_desktop.official.workbook.shift import Change, Shift
from pmi_desktop.official.workbook.styles import Styles


class Workbook:
    """An ``.xlsx`` in memory.

    ``Workbook.open(data)`` trusts nothing in it; ``save()`` gives the bytes of the changed workbook, where every part
    that nobody changed is as it was.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    @classmethod
    def open(cls, data: bytes, *, allow_links: bool = False) -> "Workbook":
        """Read an ``.xlsx``; raises kinds of :class:`WorkbookError`.

        One that takes values from other files is refused unless ``allow_links``; the links are never followed.
        """
        return cls(open_contents(data, allow_links=allow_links))

    @property
    def styles(self) -> Styles:
        """The looks of cells."""
        return self._contents.styles

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The sheets with cells, in the order of their tabs, hidden ones included."""
        return tuple(tab.name for tab in self._contents.tabs)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Those sheets."""
        return tuple(Sheet(self._contents, tab) for tab in self._contents.tabs)

    def sheet(self, name: str) -> Sheet:
        """A sheet by name (capitals do not matter); raises :class:`NoSuchSheet`."""
        return Sheet(self._contents, self._contents.tab(name))

    @property
    def defined_names(self) -> tuple[DefinedName, ...]:
        """All names, print areas and titles (``_xlnm.…``) included."""
        return tuple(read_names(self._contents))

    def change_rows(self, changes: Mapping[str, Sequence[Change]]) -> dict[str, Shift]:
        """Insert and repeat rows in several sheets at once, by the row numbers of before.

        Everything that lies below moves and everything in the workbook that points there follows. A range of several
        rows (or one written as such, ``A5:A5``) that ends right above inserted rows takes them in; a formula in its
        last row does not stretch its own range. Drawings and comments of a repeated block are not repeated. Gives
        where each row went. Raises :class:`CannotInsertRows` before anything is changed. Changes of one sheet must
        not lie inside a repeated block: two calls do that.
        """
        return change_rows(self._contents, changes)

    def copy_sheet(self, name: str, new_name: str) -> Sheet:
        """A copy of the sheet as it is now right of it: drawings, charts, print set-up and its own names too.

        What pointed to the sheet goes on pointing there; the copy's own formulas and charts point to the copy. Raises
        :class:`CannotCopySheet`.
        """
        return Sheet(self._contents, copying.copy_sheet(self._contents, name, new_name))

    def rename_sheet(self, name: str, new_name: str) -> None:
        """Another name; formulas, names and charts follow. Raises :class:`CannotCopySheet` if it cannot be one."""
        copying.rename_sheet(self._contents, name, new_name)

    def remove_sheet(self, name: str) -> None:
        """Take a sheet out; raises :class:`CannotRemoveSheet` when a formula or a chart still uses it."""
        copying.remove_sheet(self._contents, name)

    def add_sheet(self, name: str) -> Sheet:
        """An empty sheet at the end."""
        return Sheet(self._contents, copying.add_sheet(self._contents, name))

    def save(self) -> bytes:
        """The workbook's bytes: doubtful results and chart values gone, full calculation asked for on opening."""
        for tab in self._contents.tabs:
            keep_sizes(self._contents, tab)
            if tab.written and grow_dimension(self._contents.root(tab), tab.written):
                self._contents.touch(tab)
        settle(self._contents)
        return self._contents.package.save()
