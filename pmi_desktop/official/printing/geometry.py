"""Where rows and columns lie: points from a sheet's top left corner, before any scaling."""

from bisect import bisect_right
from collections.abc import Callable

from pmi_desktop.official.printing.display import Rect
from pmi_desktop.official.printing.faces import Faces, family
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.source import SheetSource, size
from pmi_desktop.official.workbook.refs import MAX_COLUMN, MAX_ROW, Area
from pmi_desktop.official.workbook.xml import flag, number, real

_PIXELS_BESIDE_DIGITS = 5 * 72 / 96
_STANDARD_HEIGHT = 15.0


class Axis:
    """Lengths one after the other, counted from 1; those not asked for yet are computed when needed."""

    def __init__(self, length: Callable[[int], float], most: int) -> None:
        self._length = length
        self._starts = [0.0, 0.0]
        self._most = most

    def start(self, index: int) -> float:
        """Where the row or column begins; ``most + 1`` is the end of the last one."""
        index = min(index, self._most + 1)
        while len(self._starts) <= index:
            self._starts.append(self._starts[-1] + self._length(len(self._starts) - 1))
        return self._starts[index]

    def end(self, index: int) -> float:
        """Where it ends."""
        return self.start(index + 1)

    def length(self, index: int) -> float:
        """How long it is; 0 if hidden."""
        return self.start(index + 1) - self.start(index)

    def at(self, place: float) -> int:
        """The row or column that holds a place."""
        while self._starts[-1] <= place and len(self._starts) <= self._most:
            self.start(min(2 * len(self._starts), self._most + 1))
        return max(1, min(bisect_right(self._starts, place, lo=1) - 1, self._most))


class Geometry:
    """The rows and columns of one sheet; ``needed`` says how high a row without a height of its own must be."""

    def __init__(self, sheet: SheetSource, faces: Faces, needed: Callable[[int, float], float]) -> None:
        self._sheet = sheet
        self._needed = needed
        self.digit = digit_width(faces, sheet.source.looks.default)
        self.columns = Axis(self._width, MAX_COLUMN)
        self.rows = Axis(self._height, MAX_ROW)
        self._hidden_rows = flag(sheet.standard("zeroHeight"))
        self._standard_height = size(sheet.standard("defaultRowHeight")) or _STANDARD_HEIGHT
        self._standard_width = self._default_width()

    def rect(self, area: Area) -> Rect:
        """The rectangle of cells."""
        return Rect.between(
            self.columns.start(area.left), self.rows.start(area.top), self.columns.end(area.right),
            self.rows.end(area.bottom),
        )  # fmt: skip

    def _width(self, column: int) -> float:
        found = self._sheet.column(column)
        if found is None:
            return self._standard_width
        if flag(found.get("hidden")):
            return 0.0
        return real(found.get("width")) * self.digit if found.get("width") else self._standard_width

    def _default_width(self) -> float:
        width = size(self._sheet.standard("defaultColWidth"))
        if width is not None:
            return width * self.digit
        return number(self._sheet.standard("baseColWidth"), 8) * self.digit + _PIXELS_BESIDE_DIGITS

    def _height(self, row: int) -> float:
        element = self._sheet.row(row)
        if element is None:
            return 0.0 if self._hidden_rows else self._standard_height
        if flag(element.get("hidden")):
            return 0.0
        if element.get("ht") is not None:
            return real(element.get("ht"))
        return self._needed(row, self._standard_height)


def digit_width(faces: Faces, ink: Ink) -> float:
    """Points of the widest digit of the default font, in whole twentieths as LibreOffice counts them."""
    widths = faces.widths(ink.face._replace(family=family(ink.name)))
    return int(max(widths[digit] for digit in "0123456789") * ink.size * 20) / 20
