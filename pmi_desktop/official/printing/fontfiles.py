"""Which file of the bundled fonts draws a face; asking it loads no font."""

from pathlib import Path

from pmi_desktop.official.printing.display import Face

FILES = {
    "Carlito": ("Carlito-Regular", "Carlito-Bold", "Carlito-Italic", "Carlito-BoldItalic"),
    "Liberation Sans": (
        "LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic", "LiberationSans-BoldItalic",
    ),
    "DejaVu Sans": ("DejaVuSans", "DejaVuSans", "DejaVuSans", "DejaVuSans"),
}  # fmt: skip
"""The files of a family: regular, bold, italic, bold italic. DejaVu Sans has the signs that the others lack."""


def font_file(folder: Path, face: Face) -> Path:
    """The file of a face in the folder of the bundled fonts."""
    return folder / f"{FILES[face.family][face.bold + 2 * face.italic]}.ttf"
