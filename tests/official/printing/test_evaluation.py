"""Formulas that lost their results are computed, as LibreOffice and Excel would, or named."""

from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.official.printing.evaluation import Values, criterion
from pmi_desktop.official.printing.formulas import NotComputed
from pmi_desktop.official.printing.source import Content, Source
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.values import CellError
from tests.official.printing.books import book, kinds, page, words


def computed(formula: str) -> Content:
    """The result of a formula beside some cells: A1:A5 = 1, 2, a text, empty, 4; B1 yes; C1 a text number."""

    def build(sheet: Worksheet) -> None:
        for row, value in enumerate((1, 2, "tres", None, 4), start=1):
            sheet.cell(row, 1, value)
        sheet["B1"], sheet["C1"], sheet["D1"] = True, "12", "=A5/0"
        sheet["H1"] = f"={formula}"

    source = Source(book(build))
    return Values(source).value(source.sheets[0], 1, 8)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("SUM(A1:A5)", Decimal(7)),
        ("SUM(A1:A2,A5,10)", Decimal(17)),
        ("SUM(A:A)", Decimal(7)),
        ("AVERAGE(A1:A5)", Decimal(7) / 3),
        ('COUNTIF(A1:A5,">=2")', Decimal(2)),
        ('COUNTIF(A1:A5,"TR*")', Decimal(1)),
        ('COUNTIF(A1:A5,"<>2")', Decimal(4)),
        ('COUNTIF(A1:A5,"")', Decimal(1)),
        ("COUNTIF(A1:A5,A2)", Decimal(1)),
        ('IF(A1<A2,"sí","no")', "sí"),
        ("IF(A1>A2,1/0)", False),
        ('IF(A4="","vacía",A4)', "vacía"),
        ("-2^2", Decimal(4)),
        ("2+3*4-6/3", Decimal(12)),
        ("(2+3)*10%", Decimal("0.5")),
        ('"a"&A1&"/"&0.5', "a1/0,5"),
        ("C1+1", Decimal(13)),
        ("B1+1", Decimal(2)),
        ('"A"="a"', True),
        ("A3>A1", True),
        ("0.1+0.2=0.3", True),
        ("1/3+1/3+1/3=1", True),
        ("'Hoja 1'!$A$5*2", Decimal(8)),
        ("SUM(A1:A5)/SUM(A4)", CellError("#DIV/0!")),
        ("A3+1", CellError("#VALUE!")),
        ("SUM(D1:D1)", CellError("#DIV/0!")),
        ("0^0", CellError("#NUM!")),
        ("A4", Decimal(0)),
    ],
)
def test_result(formula: str, result: Content) -> None:
    assert computed(formula) == result


@pytest.mark.parametrize("formula", ["ROUND(A1,2)", "A1:A5", "SUMA(A1)", "SUM(A1", "H1+1", "{1,2}", "INDIRECT(A3)"])
def test_anything_else_is_not_computed(formula: str) -> None:
    with pytest.raises(NotComputed):
        computed(formula)


def test_formula_that_is_not_computed_is_named_and_leaves_its_cell_empty() -> None:
    data = book(lambda sheet: sheet.append(["antes", "=ROUND(2.5,0)", "=B1+1"]))
    assert kinds(data) == [("B1", "formula"), ("C1", "formula")]
    assert words(page(data)) == ["antes"]


def test_kept_result_is_shown_where_nothing_is_to_be_calculated_anew() -> None:
    # Our engine keeps results that are right although it asks every office to calculate again.
    opened = Workbook.open(book(lambda sheet: sheet.append([2.5, "=ROUND(A1,0)"])))
    opened.sheet("Hoja 1").set_result("B1", Decimal(3))
    data = opened.save()
    assert words(page(data)) == ["2,5", "3"]
    assert kinds(data) == []


@pytest.mark.parametrize(
    ("wanted", "yes", "no"),
    [
        (">3", Decimal(4), "4"),
        ("=sí", "SÍ", "no"),
        ("a?c", "abc", "abbc"),
        ("~*", "*", "x"),
        ("<>", "x", None),
        ("3", Decimal(3), Decimal(4)),
        ("<b", "a", "c"),
    ],
)
def test_criterion(wanted: str, yes: Content, no: Content) -> None:
    holds = criterion(wanted)
    assert holds(yes)
    assert not holds(no)
