"""How cells look in the forms that we reconstruct: one typeface, thin lines, greys that a photocopier keeps."""

from dataclasses import dataclass, replace
from functools import cache

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Calibri"
DARK, LIGHT = "D9D9D9", "F2F2F2"


@dataclass(frozen=True, slots=True)
class Look:
    """The looks of a cell; ``fill`` a colour or nothing, ``sides`` which of left, right, top, bottom have a line."""

    size: float = 9
    bold: bool = False
    italic: bool = False
    fill: str = ""
    horizontal: str = "left"
    vertical: str = "center"
    number: str = "General"
    sides: str = "lrtb"
    wrap: bool = True
    indent: int = 0
    rotation: int = 0
    grey: bool = False

    def but(self, **changes: object) -> "Look":
        """The same with something else."""
        return replace(self, **changes)  # type: ignore[arg-type]  # names and types are those of the fields above


TEXT = Look()
PROSE = Look(vertical="top")
CENTRE = Look(horizontal="center")
WHOLE = CENTRE.but(number="0")
DECIMAL = CENTRE.but(number="0.00")
PERCENT = CENTRE.but(number="0.00")
NUMBER = CENTRE
MONEY = Look(horizontal="right", indent=1, number='"$"\\ #,##0')
DATE = CENTRE.but(number="dd/mm/yyyy")
LABEL = Look(bold=True, fill=LIGHT)
HEAD = Look(bold=True, fill=DARK, horizontal="center")
BAND = Look(bold=True, size=10, fill=DARK)
GROUP = Look(bold=True, fill=LIGHT)
NOTE = Look(size=8, italic=True, sides="")
PLAIN = Look(sides="")


def dress(cell: Cell, look: Look) -> None:
    """Give a cell its looks."""
    cell.font, cell.fill, cell.border, cell.alignment = _parts(look)
    cell.number_format = look.number


@cache
def _parts(look: Look) -> tuple[Font, PatternFill, Border, Alignment]:
    thin, none = Side(style="thin", color="FF404040"), Side()
    return (
        Font(
            name=FONT, size=look.size, bold=look.bold, italic=look.italic,
            color="FF595959" if look.grey else "FF000000",
        ),
        PatternFill("solid", fgColor=f"FF{look.fill}") if look.fill else PatternFill(),
        Border(
            left=thin if "l" in look.sides else none,
            right=thin if "r" in look.sides else none,
            top=thin if "t" in look.sides else none,
            bottom=thin if "b" in look.sides else none,
        ),
        Alignment(
            horizontal=look.horizontal, vertical=look.vertical, wrap_text=look.wrap, indent=look.indent,
            text_rotation=look.rotation,
        ),
    )  # fmt: skip
