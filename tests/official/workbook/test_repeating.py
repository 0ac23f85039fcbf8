"""Blocks of rows drawn again below themselves."""

from typing import Any

import pytest

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.refs import area
from pmi_desktop.official.workbook.shift import Insertion, Repeat
from tests.official.workbook import foreign
from tests.official.workbook.foreign import texts, written

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def template() -> bytes:
    """Rows 3 to 7 are a block: title over two rows, two lines to fill, a total; below it the grand total."""

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        cell = book.add_format({"border": 1, "bold": True})
        sheet.write("A1", "Valor de la hora")
        sheet.write("B1", 20)
        sheet.merge_range("A3:A4", "Objetivo", cell)
        sheet.merge_range("B3:D3", "", cell)
        sheet.set_row(4, 30)
        for row in (5, 6):
            sheet.write_blank(f"A{row}", None, cell)
            sheet.write_formula(f"C{row}", f"=B{row}*$B$1", cell, 0)
            sheet.data_validation(f"D{row}", {"validate": "list", "source": ["Sí", "No"]})
        sheet.write("A7", "Subtotal")
        sheet.write_formula("C7", "=SUM($C$5:$C$6)", cell, 0)
        sheet.write_formula("C9", "=SUM(C3:C7)", cell, 0)
        sheet.conditional_format("C3:C7", {"type": "formula", "criteria": "=C3>5", "format": cell})
        sheet.set_h_pagebreaks([7])
        sheet.print_area("A1:D9")

    return written(build)


@pytest.fixture(scope="module")
def repeated(template: bytes) -> bytes:
    book = Workbook.open(template)
    book.sheet("Plan").set_text("B3", "se repite")
    shift = book.sheet("Plan").copy_rows(3, 7, 2)
    assert [shift.row(row) for row in (3, 7, 8, 9)] == [3, 7, 18, 19]
    return book.save()


def test_texts_merges_and_heights_are_repeated(repeated: bytes) -> None:
    sheet = Workbook.open(repeated).sheet("Plan")
    for first in (3, 8, 13):
        assert sheet.value((first, 1)) == "Objetivo"
        assert sheet.value((first, 2)) == "se repite"
        assert sheet.value((first + 4, 1)) == "Subtotal"
        assert sheet.row_height(first + 2) == 30
        assert sheet.merge_of((first + 1, 1)) == (first, 1, first + 1, 1)
        assert sheet.merge_of((first, 4)) == (first, 2, first, 4)
        assert sheet.style_index((first + 2, 1)) == sheet.style_index("A5")
    assert len(sheet.merges) == 6


def test_formulas_of_a_copy_mean_the_copy_and_what_lies_outside_stays(repeated: bytes) -> None:
    assert Workbook.open(repeated).sheet("Plan").formulas() == {
        **{(row, 3): f"B{row}*$B$1" for row in (5, 6, 10, 11, 15, 16)},
        **{(row, 3): f"SUM($C${row - 2}:$C${row - 1})" for row in (7, 12, 17)},
        (19, 3): "SUM(C3:C17)",
    }


def test_rules_breaks_and_print_area_cover_the_copies(repeated: bytes) -> None:
    sheet = Workbook.open(repeated).sheet("Plan")
    for row in (5, 6, 10, 11, 15, 16):
        assert sheet.choices((row, 4)) == ("Sí", "No")
    assert sheet.choices("D7") is None
    assert sheet.choices("D8") is None
    assert texts(repeated, SHEET, r'conditionalFormatting sqref="([^"]*)"') == ["C3:C17"]
    assert texts(repeated, SHEET, r'<brk id="(\d+)"') == ["7", "12", "17"]
    assert sheet.print_area == (area("A1:D19"),)


def test_blocks_and_rows_in_one_go(template: bytes) -> None:
    book = Workbook.open(template)
    shift = book.change_rows({"Plan": [Repeat(3, 7, 1), Insertion(9, 2)]})["Plan"]
    assert [shift.row(row) for row in (7, 8, 9, 10)] == [7, 13, 14, 17]
    assert book.sheet("Plan").formula("C14") == "SUM(C3:C12)"


def test_rows_grow_inside_copies_afterwards(template: bytes) -> None:
    book = Workbook.open(template)
    sheet = book.sheet("Plan")
    sheet.copy_rows(3, 7, 1)
    sheet.insert_rows(11, 2)
    assert sheet.formula("C14") == "SUM($C$10:$C$13)"
    assert sheet.formula("C7") == "SUM($C$5:$C$6)"
    assert sheet.formula("C13") == "B13*$B$1"


def test_senseless_rows_are_the_callers_mistake(template: bytes) -> None:
    sheet = Workbook.open(template).sheet("Plan")
    with pytest.raises(ValueError, match="no such rows"):
        sheet.insert_rows(0, 1)
    with pytest.raises(ValueError, match="no such rows"):
        sheet.copy_rows(5, 3, 1)
    with pytest.raises(ValueError, match="inside a repeated block"):
        Workbook.open(template).change_rows({"Plan": [Repeat(3, 7, 1), Insertion(5, 1)]})
    assert sheet.insert_rows(5, 0).total == 0


def test_a_block_of_a_form_with_pictures_stays_sound() -> None:
    book = Workbook.open(foreign.official_form())
    book.sheet("Plan").copy_rows(15, 18, 3)
    plan = Workbook.open(book.save()).sheet("Plan")
    assert [plan.value((row, 1)) for row in (17, 21, 25, 29)] == ["Firma del rector"] * 4
    assert [str(where) for where in plan.merges if where.left == 2 and where.top > 16] == [
        "B17:C18",
        "B21:C22",
        "B25:C26",
        "B29:C30",
    ]
