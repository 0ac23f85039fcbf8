"""How high a row must be so that an office shows a text whole."""

from pathlib import Path

from pmi_desktop.official.workbook.styles import Font

MAX_HEIGHT = 409.5
"""Points: offices allow no higher row."""


class TextMeasure:
    """Widths and line breaks with the fonts in a folder (Carlito stands for Calibri, Liberation Sans for Arial)."""

    def __init__(self, fonts: Path) -> None:
        raise NotImplementedError

    def column_pixels(self, width: float, default_font: Font) -> int:
        """Pixels (96 per inch) of a column ``width`` characters wide."""
        raise NotImplementedError

    def lines(self, text: str, font: Font, pixels: float) -> int:
        """How many lines a wrapped text takes in a cell that wide (all columns of a merged range together)."""
        raise NotImplementedError

    def height(self, text: str, font: Font, pixels: float) -> float:
        """Points that those lines need; may exceed :data:`MAX_HEIGHT`: then the caller says so."""
        raise NotImplementedError
