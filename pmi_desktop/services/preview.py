"""What pages to look at are made of."""

from pmi_desktop.official.printing.display import (
    Box,
    Document,
    Face,
    Item,
    Line,
    Margins,
    Page,
    Picture,
    Polygon,
    Rect,
    TextRun,
)
from pmi_desktop.official.printing.fontfiles import font_file

__all__ = [
    "Box", "Document", "Face", "Item", "Line", "Margins", "Page", "Picture", "Polygon", "Rect", "TextRun",
    "font_file",
]  # fmt: skip
