"""What cells hold, however the program that wrote them put it."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook as OtherWorkbook

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.refs import area
from pmi_desktop.official.workbook.styles import format_kind
from pmi_desktop.official.workbook.values import CellError
from tests.official.workbook import foreign
from tests.official.workbook.foreign import edited, simple, written

SHEET = "xl/worksheets/sheet1.xml"


def with_cells(cells: str) -> Workbook:
    """A workbook whose first row is this XML."""
    return Workbook.open(edited(simple(), SHEET, ("<sheetData/>", f'<sheetData><row r="1">{cells}</row></sheetData>')))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>0.1</v></c>', Decimal("0.1")),
        ('<c r="A1"><v>0.30000000000000004</v></c>', Decimal("0.3")),
        ('<c r="A1"><v>1E3</v></c>', Decimal(1000)),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
        ('<c r="A1" t="str"><f>B1</f><v>sí_x000A_no</v></c>', "sí\nno"),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
        ('<c r="A1" t="inlineStr"><is><t>hola</t></is></c>', "hola"),
        ('<c r="A1" t="inlineStr"><is><r><t>ho</t></r><r><rPr><b/></rPr><t>la</t></r></is></c>', "hola"),
        ('<c r="A1" t="d"><v>2026-02-13</v></c>', date(2026, 2, 13)),
        ('<c r="A1" t="d"><v>2026-02-13T08:00:00</v></c>', datetime(2026, 2, 13, 8)),
        ('<c r="A1" t="s"><v>999</v></c>', None),
        ('<c r="A1"><f>1/0</f></c>', None),
        ('<c r="A1"><v>raro</v></c>', None),
        ('<c r="A1" s="1"/>', None),
    ],
)
def test_each_kind_of_cell(cell: str, value: object) -> None:
    assert with_cells(cell).sheet("Plan").value("A1") == value


def test_shared_texts_rich_ones_included() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.write("A1", "_x0041_ & <b>")
        sheet.write_rich_string("A2", "Plan ", book.add_format({"bold": True}), "2026", " listo")

    sheet = Workbook.open(written(build)).sheet("Plan")
    assert sheet.value("A2") == "Plan 2026 listo"
    assert list(sheet.cells()) == [(1, 1, "_x0041_ & <b>"), (2, 1, "Plan 2026 listo")]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "number"),
        ("0.00%", "number"),
        ('"día" 0', "number"),
        ("[Red]#,##0", "number"),
        ("@", "text"),
        ("dd/mm/yyyy", "date"),
        ("[$-240A]d\\ mmmm\\ yyyy", "date"),
        ("mmm-yy", "date"),
        ("h:mm", "time"),
        ("mm:ss", "time"),
        ("[h]:mm", "number"),
        ("dd/mm/yyyy h:mm", "date"),
        ("_-* #,##0_-", "number"),
        ("0.0E+00", "number"),
    ],
)
def test_what_a_number_format_makes_of_a_number(code: str, kind: str) -> None:
    assert format_kind(code) == kind


def test_dates_and_times_by_the_style_of_their_cell() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.write_datetime("A1", datetime(2026, 2, 13), book.add_format({"num_format": "d-mmm-yy"}))
        sheet.write_datetime("A2", datetime(2026, 2, 13, 14, 30), book.add_format({"num_format": 22}))
        sheet.write_datetime("A3", time(7, 15), book.add_format({"num_format": "hh:mm"}))
        sheet.write("A4", 46066)
        sheet.write_number("A5", -5, book.add_format({"num_format": 14}))

    sheet = Workbook.open(written(build)).sheet("Plan")
    assert [sheet.value((row, 1)) for row in range(1, 6)] == [
        date(2026, 2, 13),
        datetime(2026, 2, 13, 14, 30),
        time(7, 15),
        Decimal(46066),
        Decimal(-5),
    ]


def test_rows_and_cells_without_numbers_have_those_of_their_place() -> None:
    rows = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
    book = Workbook.open(edited(simple(), SHEET, ("<sheetData/>", f"<sheetData>{rows}</sheetData>")))
    sheet = book.sheet("Plan")
    assert [(row, column, int(str(value))) for row, column, value in sheet.cells()] == [
        (1, 1, 1),
        (1, 2, 2),
        (5, 3, 3),
        (5, 4, 4),
    ]
    sheet.set_text("B5", "x")
    assert [value for _, _, value in Workbook.open(book.save()).sheet("Plan").cells(area("A5:D5"))] == ["x", 3, 4]


def test_choices_of_drop_downs_wherever_they_are_kept() -> None:
    def build(book: Any) -> None:
        sheet, lists = book.add_worksheet("Plan"), book.add_worksheet("Mis listas")
        lists.write_column("A1", ["Alto", "Medio", "", "Bajo"])
        lists.write_row("C1", [1, 2, 3])
        book.define_name("niveles", "='Mis listas'!$A$1:$A$4")
        sheet.write_column("F1", ["x", "y"])
        for row, source in enumerate(["niveles", "='Mis listas'!$C$1:$E$1", "=$F$1:$F$2", '=INDIRECT("A1")'], 1):
            sheet.data_validation(f"A{row}", {"validate": "list", "source": f"={source.removeprefix('=')}"})
        sheet.data_validation("A5", {"validate": "list", "source": ["Sí", "No"]})
        sheet.data_validation("A6", {"validate": "integer", "criteria": ">", "value": 1})

    data = foreign.with_newer_validation(written(build), SHEET, "A7 B7", "'Mis listas'!$A$1:$A$2")
    sheet = Workbook.open(data).sheet("Plan")
    assert [sheet.choices((row, 1)) for row in range(1, 9)] == [
        ("Alto", "Medio", "Bajo"),
        ("1", "2", "3"),
        ("x", "y"),
        None,
        ("Sí", "No"),
        None,
        ("Alto", "Medio"),
        None,
    ]
    assert sheet.choices("B7") == ("Alto", "Medio")


def test_layout_of_a_form() -> None:
    sheet = Workbook.open(foreign.official_form()).sheet("PLAN")
    assert sheet.name == "Plan"
    assert not sheet.hidden
    assert not sheet.protected
    assert sheet.merge_of("B8") is None
    assert sheet.merge_of("A8") == area("A7:A8")
    assert sheet.value("A8") == "Meta"
    assert sheet.print_area == (area("A1:H45"),)
    assert sheet.print_titles == (area("A7:XFD8"),)
    assert (sheet.row_height(9), sheet.row_height(4)) == (21.75, 15)
    assert [round(sheet.column_width(column), 2) for column in (1, 2, 9)] == [30.71, 14.71, 9]
    assert sheet.used() == area("A1:F22")


def test_hidden_sheets_rows_and_columns_say_so() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", 10, None, {"hidden": True})
        book.add_worksheet("Oculta").hide()

    book = Workbook.open(written(build))
    assert book.sheet_names == ("Plan", "Oculta")
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert (book.sheet("Plan").row_height(3), book.sheet("Plan").column_width(2)) == (0, 0)


def test_a_workbook_of_another_library_is_read_too(tmp_path: Any) -> None:
    made = OtherWorkbook()
    for row in (["", "texto"], ["", 2.5], ["", date(2026, 2, 13)]):
        made.worksheets[0].append(row)
    made.save(tmp_path / "otro.xlsx")
    sheet = Workbook.open((tmp_path / "otro.xlsx").read_bytes()).sheets[0]
    assert [value for _, _, value in sheet.cells()] == ["texto", Decimal("2.5"), date(2026, 2, 13)]
