"""The looks of cells: what a style number means, and new ones derived from those of the template."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Font:
    """Size in points."""

    name: str
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Style:
    """What of a cell's looks decides how it is filled; ``rotation`` in degrees, 255 for letters one below the other."""

    font: Font
    number_format: str
    horizontal: str
    vertical: str
    wrap: bool
    indent: int
    rotation: int
    locked: bool


class Styles:
    """The style sheet of a workbook."""

    @property
    def default_font(self) -> Font:
        """The font that column widths are counted in."""
        raise NotImplementedError

    def style(self, index: int) -> Style:
        """What a style number means; an unknown one means the first."""
        raise NotImplementedError

    def shows(self, index: int) -> str:
        """How a number looks with the style: ``number``, ``text``, ``date`` or ``time``."""
        raise NotImplementedError

    def derive(
        self,
        index: int,
        *,
        number_format: str | None = None,
        wrap: bool | None = None,
        vertical: str | None = None,
        bold: bool | None = None,
        locked: bool | None = None,
    ) -> int:
        """The number of a style that differs only in what is said; made if it does not exist."""
        raise NotImplementedError
