"""The PDF says what the pages say: text that can be selected and copied, its own fonts, the same bytes each time."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from pmi_desktop.official.printing.display import Document
from pmi_desktop.official.printing.pdf import write_pdf
from tests.official.printing.books import FONTS, LONG, book, laid, office, picture


def read(document: Document, author: str = "") -> PdfReader:
    return PdfReader(io.BytesIO(write_pdf(document, FONTS, author=author)))


def texts(*values: object) -> Document:
    def build(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width = 80
        for row, value in enumerate(values, start=1):
            sheet.cell(row, 1).value = value  # type: ignore[assignment]
            sheet.cell(row, 1).data_type = "s"

    return laid(book(build))


def fonts(reader: PdfReader) -> list[Any]:
    return [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]


def test_every_font_is_embedded_and_only_what_it_needs() -> None:
    reader = read(texts("Plan", "✓ hecho"))
    found = fonts(reader)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in found)
    assert {font["/BaseFont"].partition("+")[2] for font in found} == {"Carlito", "DejaVuSans"}
    assert len(write_pdf(texts("Plan"), FONTS)) < 60_000


@pytest.mark.parametrize(
    "text",
    [
        "Ñandú, pingüino: «¿qué?» – 3 × 4 = 12",
        '<b>negrita</b> &amp; <img src="file:///etc/passwd"/>',
        "(paréntesis) \\ barra",
        "✓ ☐ 😀 listo",
    ],
)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    assert read(texts(text)).pages[0].extract_text().strip() == text


def test_reading_order_is_that_of_the_sheet() -> None:
    found = read(texts("uno", "dos", "tres")).pages[0].extract_text().split()
    assert found == ["uno", "dos", "tres"]


def test_title_language_and_author() -> None:
    document = texts("Plan")
    reader = read(Document("PMI (2026) «ñ»", "es-CO", document.pages), "Gobernación de Norte de Santander")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("PMI (2026) «ñ»", "Gobernación de Norte de Santander")
    root: Any = reader.root_object
    assert root["/Lang"] == "es-CO"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_size_of_each_page() -> None:
    def landscape(sheet: Worksheet) -> None:
        sheet["A1"], sheet.page_setup.orientation = "x", "landscape"

    reader = read(laid(book(lambda sheet: sheet.append(["x"]), landscape)))
    assert [tuple(map(float, page.mediabox[2:])) for page in reader.pages] == [(612, 792), (792, 612)]


def test_same_bytes_in_another_process_and_nothing_of_this_computer_in_them(tmp_path: Path) -> None:
    workbook = tmp_path / "libro.xlsx"
    workbook.write_bytes(book(lambda sheet: sheet.append([LONG])))
    program = (
        "import sys, pathlib; from pmi_desktop.official.printing.layout import layout;"
        "from pmi_desktop.official.printing.pdf import write_pdf;"
        "data, fonts = pathlib.Path(sys.argv[1]).read_bytes(), pathlib.Path(sys.argv[2]);"
        "sys.stdout.buffer.write(write_pdf(layout(data, fonts), fonts))"
    )
    other = subprocess.run([sys.executable, "-c", program, str(workbook), str(FONTS)], capture_output=True, check=True)
    ours = write_pdf(laid(workbook.read_bytes()), FONTS)
    assert other.stdout == ours == write_pdf(laid(workbook.read_bytes()), FONTS)
    assert str(FONTS).encode() not in ours


def test_pictures_are_inside() -> None:
    def build(made: Any) -> None:
        sheet = made.add_worksheet("Hoja")
        sheet.insert_image("B2", "a.png", {"image_data": picture()})
        sheet.insert_image("B9", "b.jpg", {"image_data": picture(kind="JPEG")})

    assert len(read(laid(office(build))).pages[0].images) == 2


def test_document_without_pages_is_still_a_pdf() -> None:
    assert len(read(Document("", "es-CO", ())).pages) == 1
