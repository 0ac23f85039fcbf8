"""Sheets repeated, renamed, added and taken out."""

from typing import Any

import pytest

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.errors import CannotCopySheet, CannotRemoveSheet
from tests.official.workbook import foreign
from tests.official.workbook.foreign import official_form, parts, simple, texts, written


@pytest.fixture(scope="module")
def copied() -> bytes:
    book = Workbook.open(official_form())
    book.sheet("Plan").set_text("A9", "meta uno")
    copy = book.copy_sheet("Plan", "Plan 2027")
    assert copy.value("A9") == "meta uno"
    copy.set_text("A9", "meta dos")
    copy.insert_rows(13, 2)
    return book.save()


def test_the_copy_stands_right_of_the_sheet_with_its_own_names(copied: bytes) -> None:
    book = Workbook.open(copied)
    assert book.sheet_names == ("Plan", "Plan 2027", "Listas", "Resumen")
    assert (book.sheet("Plan").value("A9"), book.sheet("Plan 2027").value("A9")) == ("meta uno", "meta dos")
    assert {(name.name, name.sheet, name.formula) for name in book.defined_names} == {
        ("_xlnm._FilterDatabase", "Plan", "Plan!$A$8:$E$13"),
        ("_xlnm._FilterDatabase", "Plan 2027", "'Plan 2027'!$A$8:$E$15"),
        ("_xlnm.Print_Area", "Plan", "Plan!$A$1:$H$45"),
        ("_xlnm.Print_Area", "Plan 2027", "'Plan 2027'!$A$1:$H$47"),
        ("_xlnm.Print_Titles", "Plan", "Plan!$7:$8"),
        ("_xlnm.Print_Titles", "Plan 2027", "'Plan 2027'!$7:$8"),
        ("filas", None, "Plan!$A$9:$E$13"),
        ("total", None, "Plan!$E$14"),
    }


def test_formulas_and_charts_of_the_copy_mean_the_copy(copied: bytes) -> None:
    book = Workbook.open(copied)
    assert book.sheet("Plan 2027").formula("E16") == "SUM(E9:E15)"
    assert book.sheet("Listas").formula("B1") == "COUNTA(Plan!A9:A13)"
    assert texts(copied, "xl/charts/chart1.xml", r"<c:f>([^<]*)<")[1] == "Plan!$A$9:$A$13"
    assert texts(copied, "xl/charts/chart2.xml", r"<c:f>([^<]*)<")[1] == "'Plan 2027'!$A$9:$A$15"
    assert texts(copied, "xl/worksheets/sheet4.xml", r'location="([^"]*)"') == ["'Plan 2027'!A19"]


def test_drawings_and_comments_are_its_own_pictures_in_common(copied: bytes) -> None:
    names = set(parts(copied))
    assert {"xl/drawings/drawing2.xml", "xl/comments2.xml", "xl/charts/chart2.xml"} <= names
    assert {name for name in names if "media" in name} == {"xl/media/image1.png", "xl/media/image2.png"}
    assert texts(copied, "xl/comments1.xml", r'ref="(\w+)"') == ["A19"]
    assert texts(copied, "xl/comments2.xml", r'ref="(\w+)"') == ["A21"]


def test_names_of_the_sheets_behind_still_belong_to_them() -> None:
    def build(made: Any) -> None:
        made.add_worksheet("Plan")
        behind = made.add_worksheet("Detrás")
        behind.print_area("A1:B2")
        behind.activate()

    book = Workbook.open(written(build))
    book.copy_sheet("Plan", "Otro")
    assert [(name.sheet, name.formula) for name in book.defined_names] == [("Detrás", "Detrás!$A$1:$B$2")]
    assert texts(book.save(), "xl/workbook.xml", r'activeTab="(\d)"') == ["2"]


def test_only_one_sheet_is_in_front(copied: bytes) -> None:
    assert len([name for name in parts(copied) if b'tabSelected="1"' in parts(copied)[name]]) == 1


@pytest.mark.parametrize("name", ["", "plan", "a" * 32, "a/b", "a[b", "'a", "History"])
def test_names_that_offices_refuse_are_refused(name: str) -> None:
    book = Workbook.open(official_form())
    with pytest.raises(CannotCopySheet) as problem:
        book.copy_sheet("Plan", name)
    assert problem.value.facts["what"] == "name"


def test_a_sheet_with_a_table_cannot_be_repeated() -> None:
    book = Workbook.open(written(lambda made: made.add_worksheet("Plan").add_table("A1:B3")))
    with pytest.raises(CannotCopySheet) as problem:
        book.copy_sheet("Plan", "Otra")
    assert problem.value.facts["what"] == "table"


def test_a_renamed_sheet_is_followed_by_formulas_names_charts_and_rules() -> None:
    template = official_form()
    book = Workbook.open(template)
    book.rename_sheet("plan", "Plan de acción")
    data = book.save()
    book = Workbook.open(data)
    assert book.sheet_names == ("Plan de acción", "Listas", "Resumen")
    assert book.sheet("Resumen").formula("A1") == "'Plan de acción'!E14*2"
    assert {name.formula.partition("!")[0] for name in book.defined_names} == {"'Plan de acción'"}
    assert [name for name, content in parts(data).items() if b"Plan!" in content] == ["docProps/app.xml"]
    assert book.sheet("Resumen").choices("C1") == ()


def test_a_sheet_goes_with_all_that_only_it_used() -> None:
    def build(made: Any) -> None:
        made.add_worksheet("Plan").write("A1", 1)
        gone = made.add_worksheet("Modelo")
        gone.insert_image("A1", "x.png", {"image_data": foreign.picture()})
        gone.write_comment("B2", "nota")
        gone.print_area("A1:B2")
        last = made.add_worksheet("Último")
        last.print_area("A1:C3")
        last.activate()
        made.define_name("viejo", "=Modelo!$A$1")

    book = Workbook.open(written(build))
    book.remove_sheet("Modelo")
    data = book.save()
    book = Workbook.open(data)
    assert book.sheet_names == ("Plan", "Último")
    assert {(name.name, name.sheet, name.formula) for name in book.defined_names} == {
        ("_xlnm.Print_Area", "Último", "Último!$A$1:$C$3"),
        ("viejo", None, "#REF!"),
    }
    assert not [name for name in parts(data) if "media" in name or "drawing" in name or "comments" in name]
    assert texts(data, "xl/workbook.xml", r'activeTab="(\d+)"') == ["1"]


def test_a_sheet_that_others_use_or_the_last_one_stays() -> None:
    book = Workbook.open(official_form())
    with pytest.raises(CannotRemoveSheet) as problem:
        book.remove_sheet("Plan")
    assert problem.value.facts["what"] == "used"
    with pytest.raises(CannotRemoveSheet) as problem:
        Workbook.open(simple()).remove_sheet("Plan")
    assert problem.value.facts["what"] == "last"


def test_an_added_sheet_is_empty_and_last() -> None:
    book = Workbook.open(official_form())
    sheet = book.add_sheet("Textos completos")
    sheet.set_text("A1", "largo")
    sheet.set_column_width(1, 80)
    again = Workbook.open(book.save())
    assert again.sheet_names[-1] == "Textos completos"
    assert again.sheet("Textos completos").value("A1") == "largo"
