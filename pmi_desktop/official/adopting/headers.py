"""Heads of tables: over one row or several, with groups merged over their columns."""

from dataclasses import dataclass

from pmi_desktop.official.adopting.matching import as_label
from pmi_desktop.official.adopting.surface import Surface
from pmi_desktop.official.workbook.refs import Area

_DEEPEST = 3
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where it stands, and its words from the outermost group in."""

    left: int
    right: int
    words: tuple[str, ...]

    @property
    def leaf(self) -> str:
        """Its own words."""
        return self.words[-1]

    @property
    def group(self) -> str:
        """The words above its own."""
        return " ".join(self.words[:-1])


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head; ``title`` is what stands above it."""

    top: int
    bottom: int
    columns: tuple[Column, ...]
    title: str

    @property
    def left(self) -> int:
        """Its first column."""
        return self.columns[0].left

    @property
    def right(self) -> int:
        """Its last column."""
        return self.columns[-1].right


def head_at(surface: Surface, row: int) -> Head | None:
    """The head that begins in a row, if two columns or more have short words there."""
    cells = _starting(surface, row)
    if len(cells) < 2:
        return None
    bottom = min(max(area.bottom for area in cells), row + _DEEPEST - 1)
    for area in cells:
        if area.right > area.left and area.bottom == row and len(_texts_under(surface, row + 1, area)) > 1:
            bottom = max(bottom, row + 1)
    columns = _columns(surface, row, bottom, min(area.left for area in cells), max(area.right for area in cells))
    return Head(row, bottom, tuple(columns), title_above(surface, row)) if len(columns) > 1 else None


def _starting(surface: Surface, row: int) -> list[Area]:
    found: list[Area] = []
    column = 1
    while column <= surface.right_edge:
        area = surface.area(row, column)
        text = surface.text(row, column)
        short = 0 < len(text) <= _LONGEST and area.top == row
        if short and not surface.is_taken(area) and not surface.formula(row, column):
            found.append(area)
        column = area.right + 1
    return found


def _texts_under(surface: Surface, row: int, above: Area) -> list[int]:
    found: list[int] = []
    column = above.left
    while column <= above.right:
        area = surface.area(row, column)
        if surface.text(row, column) and area.top == row and above.left <= area.left and area.right <= above.right:
            found.append(column)
        column = area.right + 1
    return found


def _columns(surface: Surface, top: int, bottom: int, left: int, right: int) -> list[Column]:
    found: list[Column] = []
    column = left
    while column <= right:
        areas: list[Area] = []
        for row in range(top, bottom + 1):
            area = surface.area(row, column)
            if surface.text(row, column) and area.top >= top and area not in areas:
                areas.append(area)
        if not areas:
            column += 1
            continue
        leaf = areas[-1]
        last = leaf.right if leaf.left == column else column
        if leaf.left == column or leaf.bottom < bottom:
            found.append(Column(column, last, tuple(surface.text(area.top, area.left) for area in areas)))
        column = last + 1
    return found


def title_above(surface: Surface, row: int) -> str:
    """The nearest text above a row that stands alone in its own row, and the sheet's name."""
    for above in range(row - 1, max(row - 5, 0), -1):
        texts = {
            surface.area(above, column) for column in range(1, surface.right_edge + 1) if surface.text(above, column)
        }
        if len(texts) == 1:
            area = next(iter(texts))
            return f"{as_label(surface.text(area.top, area.left))} {as_label(surface.name)}"
        if texts:
            break
    return as_label(surface.name)
