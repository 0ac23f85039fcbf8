"""Rows and columns come on pages as an office parts them, and nothing stands outside the margins."""

from collections.abc import Callable

import pytest
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.official.printing.display import Page, bounds
from tests.official.printing.books import LONG, book, kinds, laid, page, run, words

BODY = 648.0
"""Height between margins of one inch on Carta upright."""


def rows(sheet: Worksheet, count: int, height: float = 60.0) -> None:
    for row in range(1, count + 1):
        sheet.cell(row, 1, f"f{row}")
        sheet.row_dimensions[row].height = height


def pages_of(build: Callable[[Worksheet], object]) -> list[list[str]]:
    return [words(found) for found in laid(book(build)).pages]


def test_rows_go_to_the_next_page_whole() -> None:
    found = pages_of(lambda sheet: rows(sheet, 23))
    assert [(part[0], part[-1]) for part in found] == [("f1", "f10"), ("f11", "f20"), ("f21", "f23")]


def test_repeated_rows_stand_on_every_page_but_where_they_are_anyway() -> None:
    def build(sheet: Worksheet) -> None:
        rows(sheet, 20)
        sheet.print_title_rows = "2:3"

    assert [part[:3] for part in pages_of(build)] == [["f1", "f2", "f3"], ["f2", "f3", "f11"], ["f2", "f3", "f19"]]


def test_repeated_columns() -> None:
    def build(sheet: Worksheet) -> None:
        for column in range(1, 9):
            sheet.cell(1, column, f"c{column}")
            sheet.column_dimensions["ABCDEFGH"[column - 1]].width = 20
        sheet.print_title_cols = "A:A"

    assert pages_of(build) == [["c1", "c2", "c3", "c4"], ["c1", "c5", "c6", "c7"], ["c1", "c8"]]


@pytest.mark.parametrize(("order", "second"), [("downThenOver", "a11"), ("overThenDown", "b1")])
def test_order_of_pages(order: str, second: str) -> None:
    def build(sheet: Worksheet) -> None:
        for row in range(1, 15):
            sheet.cell(row, 1, f"a{row}")
            sheet.cell(row, 2, f"b{row}")
            sheet.row_dimensions[row].height = 60
        sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 60
        setattr(sheet.page_setup, "pageOrder", order)  # noqa: B010 - typed as three words, given as a text

    assert pages_of(build)[1][0] == second


def test_page_ends_where_the_sheet_says() -> None:
    def build(sheet: Worksheet) -> None:
        rows(sheet, 5)
        sheet.row_breaks.append(Break(id=2))

    assert pages_of(build) == [["f1", "f2"], ["f3", "f4", "f5"]]


def test_print_areas_are_printed_one_after_the_other() -> None:
    def build(sheet: Worksheet) -> None:
        rows(sheet, 9)
        sheet.print_area = "A2:A3,A7:B7"

    assert pages_of(build) == [["f2", "f3"], ["f7"]]


def wide(sheet: Worksheet, columns: int) -> None:
    for column in range(columns):
        letter = chr(65 + column)
        sheet[f"{letter}1"] = letter
        sheet.column_dimensions[letter].width = 30
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def test_fit_to_width_takes_the_largest_whole_percentage() -> None:
    def build(sheet: Worksheet) -> None:
        wide(sheet, 4)
        sheet.page_setup.fitToHeight = 0

    # 4 × 30 × 5.55 = 666 points into 468.
    assert next(page(book(build)).texts()).size == pytest.approx(11 * 0.70)


def test_fit_never_enlarges_and_ignores_breaks_in_its_direction() -> None:
    def build(sheet: Worksheet) -> None:
        wide(sheet, 1)
        rows(sheet, 3)
        sheet.row_breaks.append(Break(id=1))

    found = page(book(build))
    assert (words(found), next(found.texts()).size) == (["f1", "f2", "f3"], 11)


def test_two_rows_too_many_make_the_sheet_a_little_smaller_instead_of_another_page() -> None:
    def build(sheet: Worksheet) -> None:
        wide(sheet, 1)
        rows(sheet, 65, 10)
        sheet.page_setup.fitToHeight = 0

    assert len(laid(book(build)).pages) == 1


def test_scale_and_centre() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        sheet.column_dimensions["A"].width = 20
        sheet.page_setup.scale = 50
        sheet.print_options.horizontalCentered = True

    text = next(page(book(build)).texts())
    assert text.size == 5.5
    assert text.x == pytest.approx(306 - 20 * 5.55 / 4 + 0.5)


def test_paper_and_orientation() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        sheet.page_setup.paperSize, sheet.page_setup.orientation = 5, "landscape"

    shown = page(book(build))
    assert (shown.width, shown.height) == (1008, 612)


def test_row_higher_than_a_page_is_parted_between_lines() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width = 20
        sheet["A1"], sheet["A2"] = LONG * 7, "después"
        sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[1].height = 409.5
        sheet.page_setup.scale = 180

    found = laid(book(build)).pages
    assert len(found) == 2
    assert " ".join(word for part in found for word in words(part)) == f"{LONG * 7}después"
    assert all(_inside(part) for part in found)
    assert kinds(book(build)) == []


def merged_over_pages(vertical: str, rotation: int = 0) -> list[list[str]]:
    def build(sheet: Worksheet) -> None:
        rows(sheet, 14)
        sheet.merge_cells("B1:B14")
        sheet["B1"] = "uno\ndos\ntres"
        sheet["B1"].alignment = Alignment(wrap_text=not rotation, vertical=vertical, text_rotation=rotation)
        sheet.row_dimensions[4].height = 140.0 + 60

    data = book(build)
    assert all(_inside(part) for part in laid(data).pages)
    return [words(found) for found in laid(data).pages]


def test_text_over_rows_on_two_pages_keeps_its_lines_whole() -> None:
    for vertical in ("top", "center", "bottom"):
        found = merged_over_pages(vertical)
        assert sorted(word for part in found for word in part if word[0] != "f") == ["dos", "tres", "uno"]


def test_turned_text_over_rows_on_two_pages_stands_on_one() -> None:
    found = merged_over_pages("center", 90)
    assert sum("uno" in part for part in found) == 1


def test_edges_are_drawn_on_both_sides_of_a_page_end() -> None:
    def build(sheet: Worksheet) -> None:
        rows(sheet, 11)
        for row in range(1, 12):
            side = Side(style="thin")
            sheet.cell(row, 1).border = Border(top=side, bottom=side, left=side, right=side)

    first, second = laid(book(build)).pages
    assert _lowest(first) == pytest.approx(72 + 600, abs=0.5)
    assert second.items


def test_text_far_outside_is_not_written_beyond_the_margins() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"] = LONG * 3
        sheet["J40"] = "lejos"

    found = laid(book(build)).pages
    assert len(found) > 1
    assert all(_inside(part) for part in found)


def test_reading_order_is_row_by_row() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A3")
        sheet["A1"], sheet["B1"], sheet["B2"], sheet["C1"], sheet["B3"] = "a", "b", "d", "c", "e"
        sheet["A1"].alignment = Alignment(vertical="bottom")

    assert words(page(book(build))) == ["a", "b", "c", "d", "e"]
    assert run(page(book(build)), "a").y > run(page(book(build)), "b").y


def _inside(shown: Page) -> bool:
    return all(shown.body.holds(bounds(item), 1.0) for item in shown.items)


def _lowest(shown: Page) -> float:
    return max(bounds(item).bottom for item in shown.items)
