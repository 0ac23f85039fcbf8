"""Headers and footers print what their codes say, in the white rim of the page."""

import datetime as dt
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.official.printing.display import Face, Picture
from pmi_desktop.official.printing.headers import sections
from pmi_desktop.official.printing.layout import layout
from tests.official.printing.books import FONTS, book, laid, of, office, page, picture, run, words


def put(header: object, side: str, text: str) -> None:
    getattr(header, side).text = text


def three_pages(sheet: Worksheet) -> None:
    for row in (1, 50, 100):
        sheet.cell(row, 1, f"f{row}")


def test_page_number_of_all_pages_over_all_sheets() -> None:
    def build(sheet: Worksheet) -> None:
        three_pages(sheet)
        put(sheet.oddFooter, "center", "Página &P de &N")

    found = laid(book(build, build)).pages
    assert [words(part)[-1] for part in found] == [f"Página {n} de 6" for n in range(1, 7)]


def test_left_centre_and_right_keep_to_the_margins() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        for side in ("left", "center", "right"):
            put(sheet.oddHeader, side, side)

    shown = page(book(build))
    left, center, right = (run(shown, side) for side in ("left", "center", "right"))
    assert left.x == 72
    assert center.x + center.width / 2 == pytest.approx(306)
    assert right.x + right.width == pytest.approx(540)
    assert left.y == pytest.approx(0.5 * 72 + 8.25)


def test_looks_inside_a_header() -> None:
    text = '&L&"Arial,Bold"&14Código&B normal &K00B050verde &&A'

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Hoja")
        sheet.write(0, 0, "x")
        sheet.set_header(text)

    shown = page(office(build))
    assert (run(shown, "Código").face, run(shown, "Código").size) == (Face("Liberation Sans", bold=True), 14)
    assert run(shown, " normal").face == Face("Liberation Sans")
    assert run(shown, "verde").color == "#00B050"
    assert "&" in words(shown)[2]


def test_date_file_and_sheet() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        put(sheet.oddHeader, "left", "&D &T &F &A")

    made = book(build)
    found = layout(made, FONTS, file_name="PMI.xlsx", printed=dt.datetime(2026, 2, 13, 9, 5)).pages[0]
    assert words(found)[0] == "13/02/2026 09:05 PMI.xlsx Hoja 1"
    assert "2026" not in "".join(words(page(made)))


def test_first_and_even_pages_may_have_their_own() -> None:
    def build(sheet: Worksheet) -> None:
        three_pages(sheet)
        sheet.HeaderFooter.differentFirst = sheet.HeaderFooter.differentOddEven = True
        for header, text in ((sheet.firstHeader, "uno"), (sheet.evenHeader, "par"), (sheet.oddHeader, "impar")):
            put(header, "left", text)

    assert [words(part)[0] for part in laid(book(build)).pages] == ["uno", "par", "impar"]


def test_picture_in_a_header() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Hoja")
        sheet.write(0, 0, "x")
        sheet.set_header("&R&G&L&A", {"image_right": "logo.png", "image_data_right": picture()})

    shown = page(office(build))
    (found,) = of(shown, Picture)
    assert found.rect.right == pytest.approx(shown.width - shown.margins.right)
    assert found.rect.width == pytest.approx(2 * found.rect.height)


def test_header_follows_the_scale_of_its_page() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        sheet.page_setup.scale = 50
        put(sheet.oddHeader, "left", "Encabezado")

    assert run(page(book(build)), "Encabezado").size == 5.5


def test_sections_of_a_header() -> None:
    assert sections("&Lizq&C&Pcen&Rder") == {"L": "izq", "C": "&Pcen", "R": "der"}
    assert sections("sin letra") == {"L": "", "C": "sin letra", "R": ""}
