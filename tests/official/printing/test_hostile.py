"""Workbooks that nobody would print are refused quickly, and odd ones are printed as far as they go."""

import time
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.official.workbook.errors import NotAWorkbook, WorkbookTooBig
from tests.official.printing.books import book, kinds, laid, office, page, words


def test_no_workbook_no_pages() -> None:
    with pytest.raises(NotAWorkbook):
        laid(b"%PDF-1.4")


def test_a_cell_at_the_end_of_the_sheet_is_refused_quickly() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "principio", "fin"

    start = time.process_time()
    with pytest.raises(WorkbookTooBig):
        laid(book(build))
    assert time.process_time() - start < 10


def test_more_cells_than_any_form_has_are_refused_before_they_are_set() -> None:
    def build(sheet: Worksheet) -> None:
        for _ in range(1_000):
            sheet.append(["x"] * 26)

    start = time.process_time()
    with pytest.raises(WorkbookTooBig):
        laid(book(build))
    assert time.process_time() - start < 10


def test_whole_columns_as_print_area_end_with_their_cells() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B70"] = "principio", "fin"
        sheet.print_area = "A1:B1048576"

    assert [words(found) for found in laid(book(build)).pages] == [["principio"], ["fin"]]


def test_a_formula_that_needs_itself_is_named() -> None:
    assert kinds(book(lambda sheet: sheet.append(["=B1", "=A1"]))) == [("A1", "formula"), ("B1", "formula")]


def test_a_long_chain_of_formulas() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = 1
        for row in range(2, 401):
            sheet.cell(row, 1, f"=A{row - 1}+1")

    shown = [word for found in laid(book(build)).pages for word in words(found)]
    assert shown[-1] == "400"


def test_an_enormous_power_is_an_error_value() -> None:
    assert words(page(book(lambda sheet: sheet.append(["=9^999^9"])))) == ["#¡NUM!"]


def test_a_sheet_that_is_only_a_chart_is_named() -> None:
    def build(made: Any) -> None:
        sheet = made.add_worksheet("Datos")
        sheet.write_column(0, 0, [1, 2])
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=Datos!$A$1:$A$2"})
        made.add_chartsheet("Gráfico").set_chart(chart)

    (problem,) = laid(office(build)).problems
    assert (problem.sheet, problem.kind) == ("Gráfico", "chart")
