"""Rows inserted into a form that holds all an office can put there: each thing is where it must be afterwards."""

import re
from typing import Any

import pytest

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.refs import Area, area
from pmi_desktop.official.workbook.shift import Insertion
from tests.official.workbook import foreign
from tests.official.workbook.foreign import FIRST, LAST, TOTAL, official_form, parts, texts

PLAN, LISTS, SUMMARY = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))
DRAWING = "xl/drawings/drawing1.xml"
MORE = 4


@pytest.fixture(scope="module")
def template() -> bytes:
    return foreign.with_newer_validation(official_form(), PLAN, f"B{FIRST}:B{LAST}", "Listas!$A$1:$A$3")


@pytest.fixture(scope="module")
def grown(template: bytes) -> bytes:
    book = Workbook.open(template)
    assert [sheet.choices("D9") for sheet in book.sheets] == [("Sí", "No", "En parte"), None, None]
    book.sheet("Plan").insert_rows(LAST, MORE)
    assert book.sheet("Plan").choices((LAST + 1, 4)) == ("Sí", "No", "En parte")
    return book.save()


def test_formulas_of_all_sheets_follow_and_totals_take_in_the_new_rows(grown: bytes) -> None:
    book = Workbook.open(grown)
    plan = book.sheet("Plan")
    assert plan.formula((TOTAL + MORE, 5)) == f"SUM(E{FIRST}:E{LAST + MORE})"
    assert [plan.formula((row, 6)) for row in range(LAST, LAST + 3)] == [
        f"C{row}-B{row}" for row in range(LAST, LAST + 3)
    ]
    assert plan.formula("B26") == f"E{TOTAL + MORE}/2"
    assert book.sheet("Listas").formula("B1") == f"COUNTA(Plan!A{FIRST}:A{LAST + MORE})"
    assert book.sheet("Resumen").formula("A1") == f"Plan!E{TOTAL + MORE}*2"


def test_new_rows_look_like_the_last_drawn_one_and_hold_nothing(grown: bytes) -> None:
    plan = Workbook.open(grown).sheet("Plan")
    for row in range(LAST + 1, LAST + MORE + 1):
        assert plan.row_height(row) == 21.75
        assert [plan.style_index((row, column)) for column in range(1, 9)] == [
            plan.style_index((LAST, column)) for column in range(1, 9)
        ]
        assert all(plan.value((row, column)) is None for column in range(1, 9))
        assert Area(row, 7, row, 8) in plan.merges
    assert plan.value((TOTAL + MORE, 1)) == "Total"


def test_merges_below_move_and_those_above_stay(grown: bytes) -> None:
    merges = Workbook.open(grown).sheet("Plan").merges
    assert area("A7:A8") in merges
    assert area(f"B{17 + MORE}:C{18 + MORE}") in merges
    assert len(set(merges)) == len(merges) == 12 + MORE


def test_names_print_area_and_titles_follow(grown: bytes) -> None:
    book = Workbook.open(grown)
    names = {name.name: name.formula for name in book.defined_names}
    assert names["total"] == f"Plan!$E${TOTAL + MORE}"
    assert names["filas"] == f"Plan!$A${FIRST}:$E${LAST + MORE}"
    assert names["_xlnm._FilterDatabase"] == f"Plan!$A$8:$E${LAST + MORE}"
    assert book.sheet("Plan").print_area == (area(f"A1:H{45 + MORE}"),)
    assert book.sheet("Plan").print_titles == (area("7:8"),)


def test_validations_old_and_new_cover_the_new_rows(grown: bytes) -> None:
    book = Workbook.open(grown)
    plan = book.sheet("Plan")
    rules = {str(rule.areas[0]): rule.formula1 for rule in plan.validations}
    assert rules == {
        f"D{FIRST}:D{LAST + MORE}": "Listas!$A$1:$A$3",
        f"B{FIRST}:B{LAST + MORE}": "Listas!$A$1:$A$3",
        "B4": '"Uno,Dos"',
        f"A{30 + MORE}": f"$A${31 + MORE}:$A${33 + MORE}",
    }
    assert plan.choices((LAST + MORE, 4)) == ("Sí", "No", "En parte")
    assert plan.choices((LAST + MORE, 2)) == ("Sí", "No", "En parte")
    assert book.sheet("Resumen").validations[0].formula1 == f"Plan!$A${FIRST}:$A${LAST + MORE}"


def test_conditional_formats_old_and_new_cover_the_new_rows(grown: bytes) -> None:
    assert texts(grown, PLAN, r'conditionalFormatting sqref="([^"]*)"') == [
        f"A{FIRST}:E{LAST + MORE}",
        f"E{FIRST}:E{LAST + MORE}",
        f"A{30 + MORE}:A{32 + MORE}",
    ]
    assert texts(grown, PLAN, r"<formula>([^<]*)</formula>") == [f'$A{FIRST}=""', f"$E${TOTAL + MORE}"]
    assert f"E{FIRST}:E{LAST + MORE}" in texts(grown, PLAN, r"<xm:sqref>([^<]*)</xm:sqref>")
    assert texts(grown, PLAN, r"<x14:sparkline><xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)<") == [
        (f"Plan!E{FIRST}:E{LAST + MORE}", f"I{TOTAL + MORE}")
    ]


def test_links_breaks_filter_and_ignored_errors_follow(grown: bytes) -> None:
    assert texts(grown, PLAN, r'<hyperlink ref="([^"]*)"') == [f"A{20 + MORE}", f"A{21 + MORE}"]
    assert texts(grown, PLAN, r'location="([^"]*)"') == [f"'Plan'!A{17 + MORE}"]
    assert texts(grown, SUMMARY, r'location="([^"]*)"') == [f"'Plan'!A{17 + MORE}"]
    assert texts(grown, PLAN, r'<brk id="(\d+)"') == [str(18 + MORE), str(24 + MORE)]
    assert texts(grown, PLAN, r'<dimension ref="([^"]*)"') == [f"A1:H{22 + MORE}"]
    assert texts(grown, PLAN, r'<autoFilter ref="([^"]*)"') == [f"A8:E{LAST + MORE}"]
    assert texts(grown, PLAN, r'ignoredError sqref="([^"]*)"') == [f"A{FIRST}:A{LAST + MORE} A{30 + MORE}"]


def test_comments_and_buttons_move_with_their_cells(grown: bytes) -> None:
    assert texts(grown, "xl/comments1.xml", r'ref="([^"]*)"') == [f"A{19 + MORE}"]
    vml = "xl/drawings/vmlDrawing1.vml"
    assert texts(grown, vml, r"<x:Row>(\d+)</x:Row>") == [str(18 + MORE)]
    anchors = [re.split(r",\s*", found) for found in texts(grown, vml, r"<x:Anchor>([^<]*)</x:Anchor>")]
    assert [(fields[2], fields[6]) for fields in anchors] == [
        (str(22 + MORE), str(23 + MORE)),
        (str(17 + MORE), str(21 + MORE)),
    ]


def test_pictures_above_stay_and_those_below_move(grown: bytes, template: bytes) -> None:
    corner = r".*?<xdr:row>(\d+)<"
    pattern = rf'<xdr:twoCellAnchor(?: editAs="(\w+)")?><xdr:from>{corner}.*?<xdr:to>{corner}.*?name="(\w+)'
    before, after = (
        {name: (edit, int(top), int(bottom)) for edit, top, bottom, name in texts(data, DRAWING, pattern)}
        for data in (template, grown)
    )
    assert set(before) == {"Picture", "TextBox", "Chart"}
    assert after["Picture"] == before["Picture"]
    chart = before["Chart"]
    assert after["Chart"] == (chart[0], chart[1] + MORE, chart[2] + MORE)


def test_charts_ranges_follow(grown: bytes) -> None:
    assert texts(grown, "xl/charts/chart1.xml", r"<c:f>([^<]*)</c:f>") == [
        f"Plan!$A${TOTAL + MORE}",
        f"Plan!$A${FIRST}:$A${LAST + MORE}",
        f"Plan!$E${FIRST}:$E${LAST + MORE}",
    ]


def test_only_parts_that_name_a_moved_row_differ(grown: bytes, template: bytes) -> None:
    before, after = parts(template), parts(grown)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {
        PLAN,
        LISTS,
        SUMMARY,
        "xl/workbook.xml",
        "xl/charts/chart1.xml",
        DRAWING,
        "xl/drawings/vmlDrawing1.vml",
        "xl/comments1.xml",
    }


def test_saving_twice_gives_the_same_bytes(template: bytes, grown: bytes) -> None:
    book = Workbook.open(template)
    book.sheet("plan").insert_rows(LAST, MORE)
    assert book.save() == grown
    assert book.save() == grown


def test_several_insertions_are_one_as_good_as_one_after_the_other(template: bytes) -> None:
    together, apart = Workbook.open(template), Workbook.open(template)
    shift = together.change_rows({"Plan": [Insertion(LAST, 3), Insertion(10, 2), Insertion(30, 1)]})["Plan"]
    for after, count in ((30, 1), (LAST, 3), (10, 2)):
        apart.sheet("Plan").insert_rows(after, count)
    assert set(together.sheet("Plan").merges) == set(apart.sheet("Plan").merges)
    one, other = parts(together.save()), parts(apart.save())
    for members in (one, other):
        members[PLAN] = re.sub(rb"<mergeCell ref=[^>]*>", b"", members[PLAN])
    assert one == other
    assert [shift.row(row) for row in (10, 11, LAST, TOTAL, 30, 31)] == [10, 13, 15, 19, 35, 37]


def test_a_frame_that_keeps_its_size_ends_where_it_did_though_rows_came_in() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.insert_textbox("A2", "fijo", {"height": 200, "object_position": 2})
        sheet.insert_textbox("E2", "crece", {"height": 200, "object_position": 1})

    book = Workbook.open(foreign.written(build))
    before = texts(book.save(), DRAWING, r"<xdr:to>.*?<xdr:row>(\d+)<.*?<xdr:rowOff>(\d+)<")
    book.sheet("Plan").insert_rows(5, 3)
    after = texts(book.save(), DRAWING, r"<xdr:to>.*?<xdr:row>(\d+)<.*?<xdr:rowOff>(\d+)<")
    assert after[0] == before[0]
    assert after[1] == (str(int(before[1][0]) + 3), before[1][1])
    book.sheet("Plan").set_row_height(4, 30)
    again = texts(book.save(), DRAWING, r"<xdr:to>.*?<xdr:row>(\d+)<.*?<xdr:rowOff>(\d+)<")
    assert int(again[0][0]) == int(after[0][0]) - 1
    assert again[1] == after[1]


def test_a_frame_that_ends_at_the_edge_of_the_last_row_does_not_grow() -> None:
    def build(book: Any) -> None:
        book.add_worksheet("Plan").insert_textbox("A2", "justo", {"height": 80, "object_position": 1})

    book = Workbook.open(foreign.written(build))
    before = parts(book.save())[DRAWING]
    assert b"<xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>" in before
    book.sheet("Plan").insert_rows(5, 3)
    assert parts(book.save())[DRAWING] == before


def test_charts_count_the_rows_that_came_in() -> None:
    book = Workbook.open(official_form())
    book.sheet("Plan").set_number("B4", 5)
    book.sheet("Plan").insert_rows(LAST, MORE)
    counts = texts(book.save(), "xl/charts/chart1.xml", r'<c:ptCount val="(\d+)"')
    assert counts[-1] == str(LAST - FIRST + 1 + MORE)


def test_rows_right_below_the_title_rows_are_no_titles() -> None:
    book = Workbook.open(official_form())
    book.sheet("Plan").insert_rows(8, 2, like_row=FIRST)
    assert book.sheet("Plan").print_titles == (area("7:8"),)
    assert book.sheet("Plan").style_index("A9") == book.sheet("Plan").style_index("A11")
    assert area("A7:A8") in book.sheet("Plan").merges
    assert book.sheet("Plan").formula("E16") == "SUM(E11:E15)"


def test_merged_ranges_never_overlap() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.merge_range("A3:B3", "")
        sheet.merge_range("D3:E3", "")
        sheet.merge_range("A5:A7", "")
        sheet.merge_range("G4:G6", "")

    book = Workbook.open(foreign.written(build))
    book.sheet("Plan").insert_rows(6, 2, like_row=3)
    assert {str(where) for where in book.sheet("Plan").merges} == {
        "A3:B3",
        "D3:E3",
        "A5:A9",
        "G4:G6",
        "D7:E7",
        "D8:E8",
    }
    book.sheet("Plan").insert_rows(6, 1, like_row=6)
    assert area("G4:G7") in book.sheet("Plan").merges


def test_buttons_and_lists_of_forms_follow_their_cells() -> None:
    control = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14"><controls>'
        '<control shapeId="1025" r:id="rIdX" name="Lista"><controlPr defaultSize="0" linkedCell="$A$30" '
        'listFillRange="$A$9:$A$13"><anchor moveWithCells="1"><from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>'
        "<xdr:row>29</xdr:row><xdr:rowOff>0</xdr:rowOff></from><to><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>30</xdr:row><xdr:rowOff>0</xdr:rowOff></to></anchor></controlPr></control></controls></mc:Choice>"
        "</mc:AlternateContent><extLst>"
    )
    spaces = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    data = foreign.edited(official_form(), PLAN, ("<worksheet ", f"<worksheet {spaces}"))
    data = foreign.edited(
        data, PLAN, ('<legacyDrawingHF r:id="rId4"/><extLst>', f'<legacyDrawingHF r:id="rId4"/>{control}')
    )
    property_part = (
        '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="List" '
        'fmlaLink="$A$30" fmlaRange="$A$9:$A$13"/>'
    )
    data = foreign.with_relation(data, "ctrlProp", "xl/ctrlProps/ctrlProp1.xml", property_part)
    vml = "xl/drawings/vmlDrawing1.vml"
    data = foreign.edited(data, vml, ("<x:FmlaMacro>", "<x:FmlaLink>$A$30</x:FmlaLink><br><x:FmlaMacro>"))
    book = Workbook.open(data)
    book.sheet("Plan").insert_rows(LAST, MORE)
    grown = book.save()
    assert texts(grown, PLAN, r'linkedCell="([^"]*)" listFillRange="([^"]*)"') == [("$A$34", "$A$9:$A$17")]
    assert texts(grown, PLAN, r"<xdr:row>(\d+)<") == ["33", "34"]
    assert texts(grown, "xl/ctrlProps/ctrlProp1.xml", r'fmla\w+="([^"]*)"') == ["$A$34", "$A$9:$A$17"]
    assert texts(grown, vml, r"<x:FmlaLink>([^<]*)</x:FmlaLink><br>") == ["$A$34"]
