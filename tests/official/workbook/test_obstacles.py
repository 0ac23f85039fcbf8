"""What an insertion would break stops it before anything is changed, and is named."""

from collections.abc import Callable
from typing import Any

import pytest

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.errors import CannotInsertRows
from tests.official.workbook import foreign
from tests.official.workbook.foreign import edited, parts, simple, texts, with_relation, written


def with_table() -> bytes:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.add_table("A5:C10", {"columns": [{"header": "a"}, {"header": "b"}, {"header": "c", "formula": "=$E$20"}]})

    return written(build)


def with_array() -> bytes:
    return written(lambda book: book.add_worksheet("Plan").write_array_formula("A5:A10", "{=B5:B10*2}"))


def with_data_table() -> bytes:
    cells = '<row r="5"><c r="A5"><f t="dataTable" ref="A5:A10" dt2D="0" dtr="0" r1="B5"/><v>1</v></c></row>'
    return edited(simple(), "xl/worksheets/sheet1.xml", ("<sheetData/>", f"<sheetData>{cells}</sheetData>"))


def with_pivot() -> bytes:
    content = f'<pivotTableDefinition xmlns="{foreign.MAIN[1:-1]}"><location ref="A5:C10"/></pivotTableDefinition>'
    return with_relation(simple(), "pivotTable", "xl/pivotTables/pivotTable1.xml", content)


def with_pivot_source() -> bytes:
    source = '<cacheSource type="worksheet"><worksheetSource ref="A5:C10" sheet="Plan"/></cacheSource>'
    content = f'<pivotCacheDefinition xmlns="{foreign.MAIN[1:-1]}">{source}</pivotCacheDefinition>'
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    return with_relation(simple(), "pivotCacheDefinition", part, content, "xl/workbook.xml")


def with_conversation() -> bytes:
    comment = '<threadedComment ref="A10" personId="{0}" id="{1}"><text>hola</text></threadedComment>'
    content = f'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">{comment}</ThreadedComments>'
    return with_relation(simple(), "threadedComment", "xl/threadedComments/threadedComment1.xml", content)


@pytest.mark.parametrize(
    ("make", "what", "where", "after", "harmless"),
    [
        (with_table, "table", "A5:C10", 7, (11, 4)),
        (with_table, "table", "A5:C10", 10, (3,)),
        (with_array, "array_formula", "A5:A10", 7, (10, 4)),
        (with_data_table, "data_table", "A5:A10", 5, (10, 4)),
        (with_pivot, "pivot", "A5:C10", 2, (10,)),
        (with_pivot_source, "pivot", "A5:C10", 7, (10,)),
        (with_conversation, "threaded_comment", "A10", 9, (10,)),
    ],
)
def test_the_insertion_stops_and_says_why(
    make: Callable[[], bytes], what: str, where: str, after: int, harmless: tuple[int, ...]
) -> None:
    data = make()
    book = Workbook.open(data)
    with pytest.raises(CannotInsertRows) as problem:
        book.sheet("Plan").insert_rows(after, 2)
    assert problem.value.facts == {"sheet": "Plan", "row": after, "what": what, "where": where}
    assert parts(book.save()) == parts(data)
    for row in harmless:
        Workbook.open(data).sheet("Plan").insert_rows(row, 2)


def test_a_table_below_moves_whole() -> None:
    book = Workbook.open(with_table())
    book.sheet("Plan").insert_rows(3, 2)
    table = "xl/tables/table1.xml"
    assert texts(book.save(), table, r' ref="([^"]*)"') == ["A7:C12", "A7:C12"]
    assert texts(book.save(), table, r"<calculatedColumnFormula>([^<]*)<") == ["$E$22"]


def test_an_array_formula_below_moves_whole() -> None:
    book = Workbook.open(with_array())
    book.sheet("Plan").insert_rows(3, 2)
    assert texts(book.save(), "xl/worksheets/sheet1.xml", r'<f t="array" ref="([^"]*)">([^<]*)<') == [
        ("A7:A12", "B7:B12*2")
    ]


def test_a_table_of_cases_below_moves_with_its_inputs() -> None:
    book = Workbook.open(with_data_table())
    book.sheet("Plan").insert_rows(3, 2)
    assert texts(book.save(), "xl/worksheets/sheet1.xml", r' ref="(\w+:\w+)".*? r1="(\w+)"') == [("A7:A12", "B7")]


def test_rows_beyond_the_end_of_the_sheet_are_refused() -> None:
    data = edited(simple(), "xl/worksheets/sheet1.xml", ("<sheetData/>", '<sheetData><row r="1048570"/></sheetData>'))
    with pytest.raises(CannotInsertRows) as problem:
        Workbook.open(data).sheet("Plan").insert_rows(3, 20)
    assert problem.value.facts["what"] == "sheet_end"
