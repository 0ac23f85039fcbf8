"""What each cell of a sheet shows: its look after all rules, and its text in its place."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from pmi_desktop.official.printing.celltext import (
    PAD,
    Room,
    Runs,
    TextBlock,
    indentation,
    is_wrapped,
    set_text,
)
from pmi_desktop.official.printing.conditional import Conditional
from pmi_desktop.official.printing.display import Rect
from pmi_desktop.official.printing.evaluation import Values
from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.official.printing.formulas import NotComputed
from pmi_desktop.official.printing.geometry import Geometry
from pmi_desktop.official.printing.looks import Ink, Look
from pmi_desktop.official.printing.numberformats import Shown, general, scientific, show, show_text
from pmi_desktop.official.printing.paragraphs import Setter
from pmi_desktop.official.printing.problems import Tell
from pmi_desktop.official.printing.source import Cell, Content, SheetSource
from pmi_desktop.official.workbook.refs import Area, cell_name
from pmi_desktop.official.workbook.values import CellError
from pmi_desktop.official.workbook.xml import MAIN, flag

_ERRORS = {
    "#DIV/0!": "#¡DIV/0!", "#VALUE!": "#¡VALOR!", "#REF!": "#¡REF!", "#NAME?": "#¿NOMBRE?", "#NUM!": "#¡NUM!",
    "#N/A": "#N/D", "#NULL!": "#¡NULO!",
}  # fmt: skip
_SIDE = {Decimal: "right", str: "left", bool: "center", CellError: "center"}


class _Shows(NamedTuple):
    """A cell's text before it has a place: ``horizontal`` settled, ``number`` if it may not run over or wrap."""

    runs: Runs
    look: Look
    horizontal: str
    number: Decimal | None
    filled: int


class CellFaces:
    """The cells of one sheet; ``tell(cell, kind, detail)`` hears of what cannot be shown as it should."""

    def __init__(self, sheet: SheetSource, values: Values, faces: Faces, tell: Tell) -> None:
        self._sheet = sheet
        self._values = values
        self._faces = faces
        self._tell = tell
        self._conditional = Conditional(sheet, values, lambda cell, kind: tell(cell, "conditional_format", kind))
        self._conditional_areas = self._conditional.areas
        self._looks: dict[tuple[int, int], Look] = {}
        self._shown: dict[tuple[int, int], _Shows | None] = {}
        self._blocks: dict[tuple[int, int], TextBlock | None] = {}
        views = sheet.root.find(f"{{{MAIN}}}sheetViews/{{{MAIN}}}sheetView")
        self._hides_zeros = views is not None and not flag(views.get("showZeros"), default=True)
        self.geometry = Geometry(sheet, faces, self._needed_height)

    def name_undrawn(self, printed: tuple[Area, ...]) -> None:
        """Name conditional formats of kinds that are not drawn."""
        self._conditional.name_undrawn(printed)

    def look(self, row: int, column: int) -> Look:
        """A cell's look, conditional formats included; merged cells look as their first one."""
        where = row, column
        found = self._looks.get(where)
        if found is None:
            found = self._sheet.look(row, column)
            if any(area.holds(row, column) for area in self._conditional_areas):
                found = self._conditional.look(row, column, found)
            self._looks[where] = found
        return found

    def block(self, row: int, column: int) -> TextBlock | None:
        """The text of a cell in its place; None if it shows none (or lies under a merged one)."""
        where = row, column
        if where not in self._blocks:
            self._blocks[where] = self._block(row, column)
        return self._blocks[where]

    def area(self, row: int, column: int) -> Area:
        """The merged range of a cell, or just itself."""
        return self._sheet.merges.of(row, column) or Area(row, column, row, column)

    def _block(self, row: int, column: int) -> TextBlock | None:
        area = self.area(row, column)
        shows = self._shows(row, column)
        if shows is None or (area.top, area.left) != (row, column):
            return None
        rect = self.geometry.rect(area)
        if rect.width <= 0 or rect.height <= 0:
            return None
        setter = Setter(self._faces, self._missing(row, column))
        if shows.number is not None:
            shows = self._fitted(shows, rect, setter, cell_name(row, column))
            if shows.filled >= 0:
                return self._pushed_apart(shows, rect, setter)
        room = self._room(area, rect, shows)
        block = set_text(setter, shows.runs, shows.look, room, shows.horizontal)
        if block.cut:
            self._tell(cell_name(row, column), "text_cut", "")
        return block

    def _missing(self, row: int, column: int) -> Callable[[str], None]:
        return lambda letter: self._tell(cell_name(row, column), "glyph", letter)

    def _shows(self, row: int, column: int) -> _Shows | None:
        where = row, column
        if where not in self._shown:
            cell = self._sheet.cell(row, column)
            found = None if cell is None else self._texts(row, column, cell)
            self._shown[where] = found if found and any(text for text, _ in found.runs) else None
        return self._shown[where]

    def _texts(self, row: int, column: int, cell: Cell) -> _Shows | None:
        try:
            value = self._values.value(self._sheet, row, column)
        except NotComputed as problem:
            self._tell(cell_name(row, column), "formula", str(problem))
            return None
        if value is None or (value == 0 and self._hides_zeros and isinstance(value, Decimal)):
            return None
        look = self.look(row, column)
        horizontal = _SIDE[type(value)] if look.horizontal == "general" else look.horizontal
        if look.horizontal == "general" and look.rotation in {90, -90}:
            horizontal = "center"
        if cell.runs and isinstance(value, str):
            runs = [(run.text, self._sheet.ink(run, look.ink)) for run in cell.runs]
            return _Shows(runs, look, horizontal, None, -1)
        shown = self._shown_value(value, look.number_format)
        if shown.plain:
            self._tell(cell_name(row, column), "number_format", look.number_format)
        ink = replace(look.ink, color=shown.color) if shown.color else look.ink
        number = value if isinstance(value, Decimal) and look.rotation == 0 and not look.shrink else None
        return _Shows([(shown.text, ink)], look, horizontal, number, shown.filled)

    def _shown_value(self, value: Content, code: str) -> Shown:
        if isinstance(value, bool):
            return Shown("VERDADERO" if value else "FALSO")
        if isinstance(value, Decimal):
            return show(value, code, self._sheet.source.since_1904)
        if isinstance(value, CellError):
            return Shown(_ERRORS.get(value.code, value.code))
        return show_text(value or "", code)

    def _fitted(self, shows: _Shows, rect: Rect, setter: Setter, name: str) -> _Shows:
        """A number in the room it has: fewer decimals where no format asks for them, else ####."""
        room = rect.width - 2 * PAD - indentation(shows.look, shows.horizontal)
        (text, ink), number = shows.runs[0], shows.number
        if _width(setter, text, ink) <= room + 0.5 or number is None:
            return shows._replace(look=replace(shows.look, wrap=False))
        if shows.look.number_format.lower() == "general":
            shorter = [general(number, digits) for digits in range(9, 0, -1) if abs(number) < 10**digits]
            for text in (*shorter, *(scientific(number, places) for places in range(5, -1, -1))):
                if _width(setter, text, ink) <= room + 0.5:
                    return shows._replace(runs=[(text, ink)], look=replace(shows.look, wrap=False))
        self._tell(name, "number_too_wide", shows.runs[0][0].strip())
        marks = max(1, int(room / max(_width(setter, "#", ink), 0.1)))
        return shows._replace(runs=[("#" * marks, ink)], filled=-1, look=replace(shows.look, wrap=False))

    def _pushed_apart(self, shows: _Shows, rect: Rect, setter: Setter) -> TextBlock:
        """A number whose format puts its currency at the left side and its digits at the right one."""
        text, ink = shows.runs[0]
        halves = [(text[: shows.filled], "left"), (text[shows.filled :], "right")]
        blocks = [set_text(setter, [(half, ink)], shows.look, Room(rect), side) for half, side in halves if half]
        return TextBlock(tuple(line for block in blocks for line in block.lines), rect)

    def _room(self, area: Area, rect: Rect, shows: _Shows) -> Room:
        """The cell, and the empty neighbours that its text may run over."""
        look = shows.look
        if shows.horizontal == "centerContinuous":
            right = area.right
            while self._continues(area.top, right + 1):
                right += 1
            return Room(self.geometry.rect(Area(area.top, area.left, area.bottom, right)))
        if shows.number is not None or is_wrapped(look) or look.shrink or look.rotation or not area.single:
            return Room(rect)
        widest = sum(self._faces.width(text, ink.face, ink.size) for text, ink in shows.runs)
        more = widest + 2 * PAD + indentation(look, shows.horizontal) - rect.width
        if more <= 0:
            return Room(rect)
        left = more if shows.horizontal == "right" else more / 2 if shows.horizontal == "center" else 0.0
        return Room(rect, self._empty(area, -1, left), self._empty(area, 1, more - left))

    def _continues(self, row: int, column: int) -> bool:
        cell = self._sheet.cell(row, column)
        return (
            cell is not None and cell.content is None and cell.formula is None
            and self._sheet.source.looks.look(cell.style).horizontal == "centerContinuous"
        )  # fmt: skip

    def _empty(self, area: Area, step: int, wanted: float) -> float:
        """Points of empty cells beside one, as far as wanted."""
        found, column = 0.0, area.left
        while found < wanted:
            column += step
            if column < 1:
                break
            cell = self._sheet.cell(area.top, column)
            filled = cell is not None and (cell.content is not None or cell.formula is not None)
            if filled or self._sheet.merges.of(area.top, column):
                break
            if self.geometry.columns.start(column) > self.geometry.columns.start(area.left) + 5_000:
                break
            found += self.geometry.columns.length(column)
        return found

    def _needed_height(self, row: int, standard: float) -> float:
        """How high an office makes a row that says no height: as high as its wrapped texts and largest letters."""
        height = standard
        for column in self._sheet.cells.get(row, {}):
            if not self.area(row, column).single:
                continue
            shows = self._shows(row, column)
            if shows is None or shows.look.rotation == 255:
                continue
            width = self.geometry.columns.length(column) - 2 * PAD - indentation(shows.look, shows.horizontal)
            setter = Setter(self._faces, lambda _: None)
            wrapped = is_wrapped(shows.look) and not shows.look.rotation and shows.number is None
            lines = setter.lines(shows.runs, width if wrapped else None)
            if shows.look.rotation:
                height = max(height, max(line.width for line in lines) + 2 * PAD if shows.look.rotation else 0.0)
            else:
                height = max(height, sum(line.pitch for line in lines) + PAD)
        return min(height, 409.5)


def _width(setter: Setter, text: str, ink: Ink) -> float:
    return setter.faces.width(text, ink.face, ink.size)
