"""What is written into cells is there as written, and nothing else changed."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.errors import (
    BadNumber,
    BadReference,
    BadText,
    FormulaCell,
    LockedCell,
    NoSuchSheet,
    OverlappingMerge,
)
from pmi_desktop.official.workbook.sheet import Sheet
from tests.official.workbook import foreign
from tests.official.workbook.foreign import parts, simple, texts, written

SHEET = "xl/worksheets/sheet1.xml"
XML_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=60)


def reopened(book: Workbook) -> Sheet:
    return Workbook.open(book.save()).sheet("Plan")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "<b>negrita & más</b>",
        "_x0041_",
        "__x0041_x0041_",
        "_x005F_",
        "a\tb",
        "uno\ndos\n\ntres",
        "  blancos  ",
        "👩🏽‍🏫 año «»",
        "]]>",
        "1.200.000",
        "a" * 32_767,
    ],
)
def test_a_text_is_kept_as_typed(text: str) -> None:
    book = Workbook.open(simple())
    book.sheet("Plan").set_text("B5", text)
    sheet = reopened(book)
    assert sheet.value("B5") == text
    assert sheet.formula("B5") is None


@given(XML_TEXT)
def test_any_text_is_kept_as_typed(text: str) -> None:
    book = Workbook.open(simple())
    book.sheet("Plan").set_text("B5", text)
    assert (reopened(book).value("B5") or "") == text


def test_line_breaks_of_windows_become_those_of_offices() -> None:
    book = Workbook.open(simple())
    book.sheet("Plan").set_text("B5", "uno\r\ndos\rtres")
    assert reopened(book).value("B5") == "uno\ndos\ntres"


@pytest.mark.parametrize(
    ("text", "found"), [("a\x0bb", "U+000B"), ("\x00", "U+0000"), ("\ud800", "U+D800"), ("\ufffe", "U+FFFE")]
)
def test_characters_that_xml_cannot_carry_are_refused(text: str, found: str) -> None:
    sheet = Workbook.open(simple()).sheet("Plan")
    with pytest.raises(BadText) as problem:
        sheet.set_text("B5", text)
    assert problem.value.facts == {"sheet": "Plan", "cell": "B5", "reason": "characters", "found": found}


def test_texts_longer_than_offices_keep_are_refused_by_their_way_of_counting() -> None:
    sheet = Workbook.open(simple()).sheet("Plan")
    for text in ("a" * 32_768, "😀" * 16_384):
        with pytest.raises(BadText) as problem:
            sheet.set_text((5, 2), text)
        assert problem.value.facts["reason"] == "length"
    assert sheet.value("B5") is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_numbers_are_kept(number: Decimal) -> None:
    book = Workbook.open(simple())
    book.sheet("Plan").set_number("A1", number)
    assert reopened(book).value("A1") == number


def test_numbers_that_are_none_are_refused() -> None:
    sheet = Workbook.open(simple()).sheet("Plan")
    for number in (Decimal("NaN"), Decimal("Infinity"), float("nan"), float("-inf")):
        with pytest.raises(BadNumber):
            sheet.set_number("A1", number)


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_dates_are_kept_and_shown_as_such(day: date) -> None:
    book = Workbook.open(simple())
    book.sheet("Plan").set_date("A1", day)
    sheet = reopened(book)
    assert sheet.value("A1") == day
    assert sheet.style("A1").number_format == "dd/mm/yyyy"


def test_dates_before_the_calendar_of_offices_are_refused() -> None:
    with pytest.raises(BadNumber):
        Workbook.open(simple()).sheet("Plan").set_date("A1", date(1899, 1, 1))


def test_a_date_keeps_the_date_format_of_its_cell_and_gives_one_to_other_cells_only_once() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.write_blank("A1", None, book.add_format({"num_format": "d-mmm-yy", "bold": True}))
        for row in (2, 3):
            sheet.write_blank(f"A{row}", None, book.add_format({"border": 1, "italic": True}))

    template = written(build)
    book = Workbook.open(template)
    for row in (1, 2, 3):
        book.sheet("Plan").set_date((row, 1), datetime(2026, 2, 13, 15, 30))
    sheet = reopened(book)
    assert [sheet.value((row, 1)) for row in (1, 2, 3)] == [datetime(2026, 2, 13, 15, 30)] * 3
    assert [sheet.style((row, 1)).number_format for row in (1, 2, 3)] == ["d-mmm-yy", "dd/mm/yyyy", "dd/mm/yyyy"]
    assert sheet.style("A1").font.bold
    assert sheet.style("A2").font.italic
    assert sheet.style_index("A2") == sheet.style_index("A3")
    assert len(texts(book.save(), "xl/styles.xml", r"<cellXfs.*?</cellXfs>")[0].split("<xf ")) == 5


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    template = foreign.edited(simple(), "xl/workbook.xml", ("<workbookPr ", '<workbookPr date1904="1" '))
    book = Workbook.open(template)
    book.sheet("Plan").set_date("A1", date(2026, 2, 13))
    assert texts(book.save(), SHEET, r"<v>(\d+)</v>") == [str((date(2026, 2, 13) - date(1904, 1, 1)).days)]
    assert reopened(book).value("A1") == date(2026, 2, 13)


def test_yes_and_no_and_nothing() -> None:
    book = Workbook.open(simple())
    sheet = book.sheet("Plan")
    sheet.set_bool("A1", True)
    sheet.set_bool("A2", False)
    sheet.set_text("A3", "x")
    sheet.clear("A3")
    sheet.clear("A4")
    assert [reopened(book).value((row, 1)) for row in (1, 2, 3, 4)] == [True, False, None, None]


def test_new_cells_stand_in_order_with_the_style_of_their_row_or_column() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.set_column("C:D", 20, book.add_format({"italic": True}))
        sheet.set_row(4, None, book.add_format({"bold": True}))
        sheet.write("B5", 1)
        sheet.write("D9", 2)

    book = Workbook.open(written(build))
    sheet = book.sheet("Plan")
    for ref in ("D5", "A5", "C7", "B9", "C5", "E7"):
        sheet.set_text(ref, ref)
    assert texts(book.save(), SHEET, r'<c r="([A-Z]+\d+)"') == ["A5", "B5", "C5", "D5", "C7", "E7", "B9", "D9"]
    assert sheet.style("A5").font.bold
    assert sheet.style("C5").font.bold
    assert sheet.style("C7").font.italic
    assert not sheet.style("E7").font.italic


def test_writing_into_a_merged_range_writes_its_first_cell() -> None:
    book = Workbook.open(written(lambda made: made.add_worksheet("Plan").merge_range("B2:D4", "")))
    book.sheet("Plan").set_text("C3", "dentro")
    sheet = reopened(book)
    assert sheet.value("B2") == sheet.value("D4") == "dentro"
    assert texts(book.save(), SHEET, r'<c r="(\w+)"[^>]*t="inlineStr"') == ["B2"]


def test_only_the_sheet_written_into_differs() -> None:
    template = foreign.official_form()
    book = Workbook.open(template)
    book.sheet("Resumen").set_text("B12", "nota")
    before, after = parts(template), parts(book.save())
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet3.xml"}
    assert list(before) == list(after)


def test_nothing_written_nothing_changed() -> None:
    template = foreign.official_form()
    book = Workbook.open(template)
    assert book.sheet("Plan").value("B1") == "Plan de mejoramiento institucional"
    assert parts(book.save()) == parts(template)


def test_what_newer_offices_put_around_a_sheet_stays() -> None:
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{0}" '
    )
    template = foreign.edited(simple(), SHEET, ("<worksheet ", f"<worksheet {spaces}"))
    book = Workbook.open(template)
    book.sheet("Plan").set_text("A1", "x")
    before, after = (re.match(rb"(?s).*?<worksheet [^>]*>", parts(data)[SHEET]) for data in (template, book.save()))
    assert before is not None
    assert after is not None
    assert b'mc:Ignorable="x14ac xr"' in after[0]
    assert before[0].partition(b"<worksheet")[0] == after[0].partition(b"<worksheet")[0]


def _protected(book: Any) -> None:
    sheet = book.add_worksheet("Plan")
    sheet.write_blank("A1", None, book.add_format({"locked": False}))
    sheet.write("A2", "fijo")
    sheet.protect("clave")


def test_a_protected_sheet_is_filled_where_it_is_unlocked_and_stays_protected() -> None:
    book = Workbook.open(written(_protected))
    sheet = book.sheet("Plan")
    assert sheet.protected
    assert [sheet.locked(ref) for ref in ("A1", "A2", "A3")] == [False, True, True]
    sheet.set_text("A1", "libre")
    for ref in ("A2", "A3"):
        with pytest.raises(LockedCell) as problem:
            sheet.set_text(ref, "no")
        assert problem.value.facts == {"sheet": "Plan", "cell": ref}
    sheet.set_text("A2", "forzado", force=True)
    assert reopened(book).value("A2") == "forzado"
    assert reopened(book).protected


def test_a_formula_is_replaced_only_if_asked() -> None:
    book = Workbook.open(written(lambda made: made.add_worksheet("Plan").write_formula("A1", "=1+1", None, 2)))
    sheet = book.sheet("Plan")
    with pytest.raises(FormulaCell):
        sheet.set_number("A1", 5)
    assert sheet.formula("A1") == "1+1"
    sheet.set_number("A1", 5, overwrite_formula=True)
    assert reopened(book).formula("A1") is None
    assert reopened(book).value("A1") == 5


def test_a_part_of_an_array_formula_is_never_replaced() -> None:
    book = Workbook.open(written(lambda made: made.add_worksheet("Plan").write_array_formula("B1:B3", "{=A1:A3*2}")))
    for ref in ("B1", "B2"):
        with pytest.raises(FormulaCell):
            book.sheet("Plan").set_number(ref, 5, overwrite_formula=True)


def test_replacing_the_first_of_shared_formulas_leaves_the_others_whole() -> None:
    shared = (
        '<row r="2"><c r="A2"><f t="shared" ref="A2:C2" si="0">A$1*2</f><v>2</v></c>'
        '<c r="B2"><f t="shared" si="0"/><v>4</v></c><c r="C2"><f t="shared" si="0"/><v>6</v></c></row>'
    )
    numbers = written(lambda made: made.add_worksheet("Plan").write_row("A1", [1, 2, 3]))
    template = foreign.edited(numbers, SHEET, ("</row>", f"</row>{shared}"))
    book = Workbook.open(template)
    assert book.sheet("Plan").formula("C2") == "C$1*2"
    book.sheet("Plan").set_number("A2", 7, overwrite_formula=True)
    assert reopened(book).formulas() == {(2, 2): "B$1*2", (2, 3): "C$1*2"}


def test_the_range_that_a_sheet_says_it_uses_takes_in_new_cells() -> None:
    book = Workbook.open(written(lambda made: made.add_worksheet("Plan").write("B2", 1)))
    book.sheet("Plan").set_text("D9", "x")
    assert texts(book.save(), SHEET, r'<dimension ref="([^"]*)"') == ["B2:D9"]


def test_merging_and_undoing_it() -> None:
    book = Workbook.open(simple())
    sheet = book.sheet("Plan")
    sheet.merge("A1:B2")
    sheet.merge("A1:B2")
    with pytest.raises(OverlappingMerge):
        sheet.merge("B2:C3")
    sheet.merge("C1:C4")
    assert [str(where) for where in reopened(book).merges] == ["A1:B2", "C1:C4"]
    sheet.unmerge("A1:A1")
    assert [str(where) for where in reopened(book).merges] == ["C1:C4"]
    sheet.unmerge("C1:C4")
    assert b"mergeCells" not in parts(book.save())[SHEET]


def test_heights_have_an_upper_bound_and_widths_split_a_range_of_columns() -> None:
    def build(book: Any) -> None:
        book.add_worksheet("Plan").set_column("B:E", 20)

    book = Workbook.open(written(build))
    sheet = book.sheet("Plan")
    sheet.set_row_height(3, 1000)
    sheet.set_column_width(3, 5)
    sheet.set_column_width(9, 7.5)
    sheet = reopened(book)
    assert sheet.row_height(3) == 409.5
    assert sheet.row_height(4) == 15
    assert [round(sheet.column_width(column)) for column in (2, 3, 4, 5)] == [21, 5, 21, 21]
    assert sheet.column_width(9) == 7.5


def test_cells_and_sheets_that_do_not_exist_are_named() -> None:
    book = Workbook.open(simple())
    for ref in ("A0", "XFE1", "A1048577", "1A", "", (0, 1), (1, 16_385)):
        with pytest.raises(BadReference):
            book.sheet("Plan").set_text(ref, "x")
    with pytest.raises(NoSuchSheet) as problem:
        book.sheet("Otra")
    assert problem.value.facts == {"sheet": "Otra", "sheets": ("Plan",)}


def test_a_style_can_be_derived_and_is_made_once() -> None:
    book = Workbook.open(simple())
    first = book.styles.derive(0, wrap=True, vertical="top", bold=True, locked=False)
    assert book.styles.derive(0, wrap=True, vertical="top", bold=True, locked=False) == first
    book.sheet("Plan").set_style("A1", first)
    look = reopened(book).style("A1")
    assert (look.wrap, look.vertical, look.font.bold, look.locked) == (True, "top", True, False)
