"""Results that a change makes doubtful go; all others stay."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from pmi_desktop.official.workbook.book import Workbook
from tests.official.workbook import foreign
from tests.official.workbook.foreign import edited, parts, texts, written

SHEET = "xl/worksheets/sheet1.xml"
CHART = "xl/charts/chart1.xml"
CHAIN = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B1" i="1"/></calcChain>'
)


def with_chain(data: bytes) -> bytes:
    """The workbook with the order of calculation that Excel keeps."""
    stated = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    entry = f'<Override PartName="/xl/calcChain.xml" ContentType="{stated}"/></Types>'
    chained = edited(data, "[Content_Types].xml", ("</Types>", entry))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    chained = edited(chained, "xl/_rels/workbook.xml.rels", ("</Relationships>", relation))
    return foreign.rezipped({**parts(chained), "xl/calcChain.xml": CHAIN})


@pytest.fixture
def book() -> Workbook:
    def build(made: Any) -> None:
        plan, other = made.add_worksheet("Plan"), made.add_worksheet("Otra")
        plan.write_column("A1", [1, 2, 3])
        for row, (formula, result) in enumerate(
            [
                ("=A1*2", 2),
                ("=B1+1", 3),
                ("=A3", 3),
                ("=SUM(A1:A3)", 6),
                ('=INDIRECT("A3")', 3),
                ("=Otra!A1", 7),
                ("=B2&B7", "x"),
            ]
        ):
            plan.write_formula(row, 1, formula, None, result)
        other.write_formula("A1", "=3+4", None, 7)
        other.write_formula("A2", "=Plan!B4", None, 6)
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=Plan!$A$1:$A$3", "categories": "=Plan!$B$1:$B$3"})
        other.insert_chart("C1", chart)

    data = written(build)
    data = edited(data, "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))
    return Workbook.open(with_chain(data))


def results(data: bytes) -> Sequence[object]:
    reread = Workbook.open(data)
    return [reread.sheet("Plan").value((row, 2)) for row in range(1, 8)] + [
        reread.sheet("Otra").value("A1"),
        reread.sheet("Otra").value("A2"),
    ]


def test_results_that_depend_on_what_was_written_go_and_others_stay(book: Workbook) -> None:
    book.sheet("Plan").set_number("A1", 10)
    assert results(book.save()) == [None, None, 3, None, None, 7, None, 7, None]
    assert texts(book.save(), "xl/workbook.xml", r'fullCalcOnLoad="(\d)"') == ["1"]


def test_the_order_of_calculation_stays_while_no_formula_moves(book: Workbook) -> None:
    book.sheet("Plan").set_number("A1", 10)
    assert parts(book.save())["xl/calcChain.xml"] == CHAIN


@pytest.mark.parametrize("change", ["move", "replace"])
def test_the_order_of_calculation_goes_whole_when_a_formula_moves_or_vanishes(book: Workbook, change: str) -> None:
    if change == "move":
        book.sheet("Plan").insert_rows(1, 1)
    else:
        book.sheet("Plan").set_number("B1", 1, overwrite_formula=True)
    after = parts(book.save())
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"]
    assert b"calcChain" not in after["xl/_rels/workbook.xml.rels"]


def test_results_that_are_handed_in_stay_until_something_is_written(book: Workbook) -> None:
    plan = book.sheet("Plan")
    plan.set_number("A1", 10)
    plan.set_result("B1", Decimal(20))
    plan.set_result("B7", "a_x0041_")
    assert results(book.save()) == [20, None, 3, None, None, 7, "a_x0041_", 7, None]
    plan.set_number("A1", 11)
    assert results(book.save())[0] is None


def test_a_long_chain_against_the_order_of_rows_loses_its_results() -> None:
    def build(made: Any) -> None:
        sheet = made.add_worksheet("Plan")
        for row in range(1, 60):
            sheet.write_formula(f"A{row}", f"=A{row + 1}", None, 5)
        sheet.write("A60", 5)

    book = Workbook.open(written(build))
    book.sheet("Plan").set_number("A60", 6)
    sheet = Workbook.open(book.save()).sheet("Plan")
    assert [value for _, _, value in sheet.cells()] == [6]


def test_charts_keep_the_values_of_now(book: Workbook) -> None:
    plan = book.sheet("Plan")
    plan.set_number("A2", Decimal("2.5"))
    plan.set_result("B1", Decimal(2))
    after = book.save()
    caches = texts(after, CHART, r"<c:(?:num|str)Cache>.*?</c:(?:num|str)Cache>")
    assert [re.findall(r"<c:v>([^<]*)<", cache) for cache in caches][-1] == ["1", "2.5", "3"]
    assert all('ptCount val="3"' in cache for cache in caches)


def test_charts_of_other_cells_stay_as_they_were(book: Workbook) -> None:
    before = parts(book.save())[CHART]
    book.sheet("Otra").set_text("H9", "x")
    assert parts(book.save())[CHART] == before


def test_writing_in_a_workbook_without_formulas_leaves_its_calculation_alone() -> None:
    data = edited(foreign.simple(), "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))
    book = Workbook.open(data)
    book.sheet("Plan").set_text("A1", "x")
    assert parts(book.save())["xl/workbook.xml"] == parts(data)["xl/workbook.xml"]
