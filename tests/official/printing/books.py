"""Small workbooks for printing, and what of their pages tests ask for."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from pmi_desktop.official.printing.display import Document, Item, Page, TextRun
from pmi_desktop.official.printing.layout import layout
from pmi_desktop.paths import bundled
from tests.official.workbook.foreign import written

FONTS: Path = bundled("resources", "fonts")
LONG = "La comprensión lectora mejora cuando las familias leen con los niños en la vereda cada semana. "


def book(build: Callable[[Worksheet], object], *more: Callable[[Worksheet], object]) -> bytes:
    """A workbook with a sheet for each builder, on Carta upright with margins of one inch."""
    made = Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for number, each in enumerate((build, *more), start=1):
        sheet: Worksheet = made.create_sheet(f"Hoja {number}")
        sheet.page_setup.paperSize = 1
        for side in ("left", "right", "top", "bottom"):
            setattr(sheet.page_margins, side, 1.0)
        each(sheet)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def office(build: Callable[[Any], object]) -> bytes:
    """A workbook by XlsxWriter: shapes, charts, pictures in headers."""
    return written(build)


def laid(data: bytes) -> Document:
    """Its pages."""
    return layout(data, FONTS)


def page(data: bytes) -> Page:
    """Its only page."""
    (found,) = laid(data).pages
    return found


def words(shown: Page) -> list[str]:
    """The texts of a page in reading order."""
    return [run.text.strip() for run in shown.texts() if run.text.strip()]


def run(shown: Page, text: str) -> TextRun:
    """The one run that begins with a text."""
    (found,) = [one for one in shown.texts() if one.text.startswith(text)]
    return found


def kinds(data: bytes) -> list[tuple[str, str]]:
    """Cell and kind of each problem."""
    return [(problem.cell, problem.kind) for problem in laid(data).problems]


def of(shown: Page, kind: type[Item]) -> list[Any]:
    """The items of a kind."""
    return [item for item in shown.items if isinstance(item, kind)]


def picture(color: str = "#145A3C", kind: str = "PNG") -> io.BytesIO:
    """A picture of 120 × 60 pixels."""
    data = io.BytesIO()
    Image.new("RGB", (120, 60), color).save(data, kind)
    data.seek(0)
    return data
