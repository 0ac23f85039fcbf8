"""A sheet of a form being laid out from top to bottom, together with the bindings of what is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.official.definitions import Block, Keyed, Level, Rows, Sheet, Slot, Table
from pmi_desktop.official.reconstruction.looks import BAND, HEAD, LABEL, NOTE, PLAIN, TEXT, Look, dress

LINE_HEIGHT = 15.0
TOTAL_WIDTH = 166.0
"""Characters of the default font over the printable width of an Oficio sheet in landscape."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where it begins and ends, what its head says, what is written in it and how it looks."""

    first: str
    head: str
    slot: Slot | None
    look: Look = TEXT
    last: str = ""

    @property
    def ends(self) -> str:
        """Its last column of the sheet."""
        return self.last or self.first


def column(where: str, head: str, path: str = "", look: Look = TEXT) -> Column:
    """A column (``C`` or ``C:E``) that prints a value, or a sentence with values in braces; or nothing."""
    first, _, last = where.partition(":")
    slot = Slot(text=path, at=first) if "{" in path else Slot(field=path, at=first) if path else None
    return Column(first, head, slot, look, last)


@dataclass(slots=True)
class Canvas:
    """A sheet with a cursor: every method draws at ``row`` and moves on."""

    sheet: Worksheet
    name: str
    widths: Sequence[float]
    row: int = 1
    rows: str = ""
    title: str = ""
    cells: list[Slot] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    keyed: list[Keyed] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        scale = TOTAL_WIDTH / sum(self.widths)
        for index, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(index)].width = round(width * scale, 2)

    @property
    def last(self) -> str:
        """The last column."""
        return get_column_letter(len(self.widths))

    def bindings(self) -> Sheet:
        """What is written on the sheet."""
        return Sheet(
            name=self.name, rows=self.rows, title=self.title, cells=tuple(self.cells), tables=tuple(self.tables),
            keyed=tuple(self.keyed), blocks=tuple(self.blocks),
        )  # fmt: skip

    def zones(self, *shares: float) -> list[str]:
        """The columns parted as nearly as they allow into zones of those shares: ``["A:C", "D:H", "I:K"]``."""
        ends = list(accumulate(self.widths))
        cuts: list[int] = []
        taken = 0
        for part in list(accumulate(shares))[:-1]:
            wanted = part / sum(shares) * ends[-1]
            rest = len(shares) - 1 - len(cuts)
            choices = range(taken + 1, len(ends) - rest + 1)
            taken = min(choices, key=lambda index: abs(ends[index - 1] - wanted))
            cuts.append(taken)
        edges = [0, *cuts, len(ends)]
        return [f"{get_column_letter(left + 1)}:{get_column_letter(right)}" for left, right in pairwise(edges)]

    # -- drawing ------------------------------------------------------------------------------------------------
    def put(self, where: str, text: str = "", look: Look = TEXT, *, rows: int = 1) -> str:
        """A text in columns (``C`` or ``C:E``) of the current row, merged over ``rows``; gives its cell."""
        first, _, last = where.partition(":")
        top = self.row
        area = f"{first}{top}:{last or first}{top + rows - 1}"
        for line in self.sheet[area]:
            for cell in line:
                dress(cell, look)
        if text:
            self.sheet[f"{first}{top}"] = text
        if (":" in where and first != last) or rows > 1:
            self.sheet.merge_cells(area)
        return f"{first}{top}"

    def down(self, height: float = LINE_HEIGHT) -> None:
        """Give the current row its height and go to the next."""
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def gap(self, height: float = 7.5) -> None:
        """An empty row."""
        self.down(height)

    def band(self, text: str, *, height: float = 18) -> None:
        """The heading of a part of the sheet, over its whole width."""
        self.put(f"A:{self.last}", text, BAND)
        self.down(height)

    def note(self, text: str, *, height: float = 12) -> None:
        """A small remark over the whole width."""
        self.put(f"A:{self.last}", text, NOTE)
        self.down(height)

    def bind(self, where: str, path: str, look: Look = TEXT, *, rows: int = 1) -> None:
        """A cell for one value in the current row."""
        self.cells.append(Slot(field=path, at=self.put(where, "", look, rows=rows)))

    def bind_text(self, where: str, text: str, look: Look = PLAIN, *, without: str = "") -> None:
        """A cell for a sentence with values in braces; ``without`` is what it says when there are none."""
        self.cells.append(Slot(text=text, at=self.put(where, without, look)))

    def pair(self, label: str, text: str, value: str, path: str, look: Look = TEXT) -> None:
        """A label and beside it its value, both in the current row."""
        self.put(label, text, LABEL)
        self.bind(value, path, look)

    # -- tables -------------------------------------------------------------------------------------------------
    def heads(self, columns: Sequence[Column], *, height: float = LINE_HEIGHT, look: Look = HEAD) -> None:
        """The heads of a table in one row."""
        for one in columns:
            self.put(f"{one.first}:{one.ends}" if one.last else one.first, one.head, look)
        self.down(height)

    def drawn_row(self, columns: Sequence[Column], *, height: float = LINE_HEIGHT) -> int:
        """An empty row of a table; gives its number."""
        for one in columns:
            self.put(f"{one.first}:{one.ends}" if one.last else one.first, "", one.look)
        self.down(height)
        return self.row - 1

    def table(
        self, rows: str, columns: Sequence[Column], *, drawn: int = 2, height: float = LINE_HEIGHT,
        head_height: float = LINE_HEIGHT,
    ) -> tuple[int, int]:  # fmt: skip
        """A table of one source with its heads; gives its first and last drawn row."""
        self.heads(columns, height=head_height)
        return self.body(columns, Rows(rows=rows, slots=slots(columns)), drawn=drawn, height=height)

    def body(
        self, columns: Sequence[Column], *lists: Rows, levels: Sequence[Level] = (), drawn: int = 2,
        height: float = LINE_HEIGHT,
    ) -> tuple[int, int]:  # fmt: skip
        """The drawn rows of a table whose heads are there."""
        first = self.row
        for _ in range(drawn):
            self.drawn_row(columns, height=height)
        self.tables.append(Table(first=first, last=self.row - 1, lists=lists, levels=tuple(levels)))
        return first, self.row - 1

    def grouped_body(self, group: Sequence[Column], source: str, columns: Sequence[Column], *lists: Rows) -> None:
        """The drawn rows of a table whose groups (one for each item of ``source``) have a row of their own."""
        first = self.drawn_row(group, height=LINE_HEIGHT + 1)
        self.drawn_row(columns)
        level = Level(rows=source, slots=slots(group), own_row=first)
        self.tables.append(Table(first=first, last=first + 1, lists=lists, levels=(level,)))

    def room(self, rows: int) -> tuple[int, int, int]:
        """Empty rows for a chart over the whole width; gives the first, the last and how many columns that is."""
        top = self.row
        for _ in range(rows):
            self.down()
        return top, self.row - 1, len(self.widths)

    def page_break(self) -> None:
        """What follows begins on a new page."""
        self.sheet.row_breaks.append(Break(id=self.row - 1))


def slots(columns: Sequence[Column]) -> tuple[Slot, ...]:
    """What the columns of a table print."""
    return tuple(one.slot for one in columns if one.slot is not None)
