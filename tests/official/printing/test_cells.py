"""Cells look on paper as in an office: aligned, filled, framed, run over or cut, and what is lost is named."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.official.printing.display import Box, Face, Line, Page
from tests.official.printing.books import LONG, book, kinds, laid, of, page, run, words

rules: Any = importlib.import_module("openpyxl.formatting.rule")  # it comes without type information
Build = Callable[[Worksheet], object]
INCH = 72.0
# Calibri's digits are 5.55 points wide at 11 points; LibreOffice counts columns in them.
DIGIT = 5.55


def one(value: object, width: float = 20, height: float = 30, **looks: object) -> Build:
    """A sheet with one cell, A1, in a frame."""

    def build(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width, sheet.row_dimensions[1].height = width, height
        sheet["A1"] = value  # type: ignore[assignment]
        for name, look in {"border": box("thin"), **looks}.items():
            setattr(sheet["A1"], name, look)

    return build


def box(style: str) -> Border:
    side = Side(style=style)  # type: ignore[arg-type]
    return Border(left=side, right=side, top=side, bottom=side)


@pytest.mark.parametrize(
    ("value", "alignment", "x"),
    [
        ("Hg", None, INCH + 1),
        (12, None, INCH + 20 * DIGIT - 1 - 2 * 5.574),
        (True, None, INCH + 10 * DIGIT - 28.06),
        ("Hg", "right", INCH + 20 * DIGIT - 1 - 12.06),
        ("Hg", "center", INCH + 10 * DIGIT - 6.03),
    ],
)
def test_texts_stand_left_numbers_right_unless_told_otherwise(value: object, alignment: str, x: float) -> None:
    shown = page(book(one(value, alignment=Alignment(horizontal=alignment))))
    assert next(shown.texts()).x == pytest.approx(x, abs=0.2)


@pytest.mark.parametrize(("alignment", "y"), [("top", 9.25), ("center", 17.75), ("bottom", 26.25)])
def test_base_line_as_libreoffice_sets_it(alignment: str, y: float) -> None:
    shown = page(book(one("Hg", height=30, alignment=Alignment(vertical=alignment))))
    assert next(shown.texts()).y - INCH == pytest.approx(y, abs=0.1)


def test_wrapped_text_fills_its_cell_line_by_line_and_all_of_it_is_there() -> None:
    shown = page(book(one(LONG, height=90, alignment=Alignment(wrap_text=True))))
    assert " ".join(words(shown)) == LONG.strip()
    assert all(text.x + text.width <= INCH + 20 * DIGIT + 3 for text in shown.texts())
    assert laid(book(one(LONG, height=90, alignment=Alignment(wrap_text=True)))).problems == ()


def test_lines_move_together_before_any_is_lost_and_what_is_lost_is_named() -> None:
    tight = book(one("a\nb\nc", height=34, alignment=Alignment(wrap_text=True)))
    assert (words(page(tight)), kinds(tight)) == (["a", "b", "c"], [])
    small = book(one("a\nb\nc", height=20, alignment=Alignment(wrap_text=True)))
    assert (words(page(small)), kinds(small)) == (["a", "b"], [("A1", "text_cut")])


def test_row_without_a_height_grows_with_its_text_as_excel_makes_it() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = "a\nb\nc", "debajo"
        sheet["A1"].alignment = Alignment(wrap_text=True)

    shown = page(book(build))
    assert run(shown, "debajo").y - run(shown, "a").y > 3 * 13


def test_text_runs_over_empty_neighbours_and_is_cut_and_named_at_a_filled_one() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["B2"] = LONG[:30], LONG[:30], "x"
        sheet["D1"] = "fin"

    shown = page(book(build))
    first, second = (text for text in shown.texts() if text.text.startswith("La"))
    assert (first.text, first.clip) == (LONG[:30], None)
    assert second.clip is not None
    assert len(second.text) < 30
    assert kinds(book(build)) == [("A2", "text_cut")]


def test_text_running_over_the_last_printed_column_is_named() -> None:
    data = book(lambda sheet: sheet.append([LONG]))
    assert kinds(data) == [("A1", "text_cut")]
    shown = page(data)
    assert all(text.clip is None or text.x + text.width <= text.clip.right + 12 for text in shown.texts())


@pytest.mark.parametrize(
    ("value", "code", "text", "problems"),
    [
        (1 / 3, "General", "0,333", []),
        (1234567, "General", "1E+06", []),
        (123456, "#,##0", "#####", [("A1", "number_too_wide")]),
        (3.5, "# ?/?", "3,5", [("A1", "number_format")]),
    ],
)
def test_number_without_room(value: float, code: str, text: str, problems: list[tuple[str, str]]) -> None:
    data = book(one(value, width=5.4, number_format=code))
    assert (words(page(data)), kinds(data)) == ([text], problems)


def test_shrunk_text_fits_whole() -> None:
    shown = page(book(one("reducir hasta ajustar", width=10, alignment=Alignment(shrink_to_fit=True))))
    text = next(shown.texts())
    assert (text.text, text.size < 11, text.width <= 10 * DIGIT - 1.9) == ("reducir hasta ajustar", True, True)


@pytest.mark.parametrize(("rotation", "angle"), [(90, 90), (180, -90), (45, 45)])
def test_turned_text(rotation: int, angle: float) -> None:
    alignment = Alignment(text_rotation=rotation, horizontal="center", vertical="center")
    shown = page(book(one("Área", height=60, alignment=alignment)))
    assert next(shown.texts()).angle == angle


def test_letters_below_each_other() -> None:
    shown = page(book(one("ACTA", height=90, alignment=Alignment(text_rotation=255))))
    assert words(shown) == ["A", "C", "T", "A"]


def test_justified_lines_reach_both_sides() -> None:
    shown = page(book(one(LONG, height=90, alignment=Alignment(horizontal="justify"))))
    first = [text for text in shown.texts() if text.y == next(shown.texts()).y]
    assert first[-1].x + first[-1].width == pytest.approx(INCH + 20 * DIGIT - 1, abs=3)


def test_rich_text_keeps_its_looks() -> None:
    bold = TextBlock(InlineFont(b=True, color=Color(rgb="FFC00000"), rFont="Arial", sz=9), "negrita")
    shown = page(book(one(CellRichText("antes ", bold, " después"), width=40)))
    looks = [(text.text, text.face, text.size, text.color) for text in shown.texts()]
    assert looks == [
        ("antes ", Face("Carlito"), 11, "#000000"),
        ("negrita", Face("Liberation Sans", bold=True), 9, "#C00000"),
        (" después", Face("Carlito"), 11, "#000000"),
    ]


def test_underlined_and_struck_text_has_its_lines() -> None:
    shown = page(book(one("x", border=Border(), font=Font(underline="double", strike=True))))
    assert len(of(shown, Line)) == 3


def test_theme_colours_lighter_and_darker() -> None:
    fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5999938962981048))
    shown = page(book(one("x", fill=fill, font=Font(color=Color(theme=0)))))
    assert (of(shown, Box)[0].fill, next(shown.texts()).color) == ("#B8CCE4", "#FFFFFF")


def test_neighbouring_fills_are_one_box_without_seams() -> None:
    def build(sheet: Worksheet) -> None:
        for row in range(1, 5):
            for column in range(1, 4):
                sheet.cell(row, column).fill = PatternFill("solid", fgColor="FFDDDDDD")

    (found,) = of(page(book(build)), Box)
    assert found.rect.height == pytest.approx(60)


def test_merged_cells_are_one() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C2")
        sheet["A1"] = "Plan"
        sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
        sheet["A1"].fill = PatternFill("solid", fgColor="FFEEEEEE")
        for row in sheet["A1:C2"]:
            for cell in row:
                cell.border = box("thin")

    shown = page(book(build))
    rect = of(shown, Box)[0].rect
    assert len(of(shown, Line)) == 4
    assert next(shown.texts()).x > rect.x + rect.width / 3


def test_stronger_edge_wins_between_neighbours() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"].border = Border(right=Side(style="thin"))
        sheet["B1"].border = Border(left=Side(style="thick"))
        sheet["A3"].border = Border(bottom=Side(style="double"))
        sheet["A4"].border = Border(top=Side(style="medium"))

    lines = of(page(book(build)), Line)
    assert [line.width for line in lines] == [0.6, 0.6, 2.25]


def test_dashes_and_diagonals() -> None:
    border = Border(left=Side(style="dashed"), diagonal=Side(style="thin"), diagonalUp=True)
    found = of(page(book(one("x", border=border))), Line)
    assert [(bool(line.dash), line.x1 == line.x2) for line in found] == [(True, True), (False, False)]


def test_hidden_rows_and_columns_take_no_room() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.append(["a", "oculta", "b"])
        sheet.append(["tampoco"])
        sheet.append(["c"])
        sheet.column_dimensions["B"].hidden = sheet.row_dimensions[2].hidden = True

    shown = page(book(build))
    assert words(shown) == ["a", "b", "c"]
    assert run(shown, "c").y - run(shown, "a").y == pytest.approx(15)


def test_conditional_formats_that_hold_are_drawn_and_others_are_named() -> None:
    def build(sheet: Worksheet) -> None:
        for row, value in enumerate((1, 2, 3), start=1):
            sheet.cell(row, 1, value)
        yellow = PatternFill("solid", bgColor="FFFFFF00")
        sheet.conditional_formatting.add("A1:A3", rules.CellIsRule(operator="greaterThan", formula=["2"], fill=yellow))
        sheet.conditional_formatting.add("A1:A3", rules.FormulaRule(formula=["$A1=1"], font=Font(bold=True)))
        sheet.conditional_formatting.add("A2", rules.FormulaRule(formula=["ISBLANK(A2)"], font=Font(bold=True)))
        sheet.conditional_formatting.add(
            "A1:A3", rules.ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="FF0000")
        )

    shown = page(book(build))
    assert [found.fill for found in of(shown, Box)] == ["#FFFF00"]
    assert [text.face.bold for text in shown.texts()] == [True, False, False]
    assert kinds(book(build)) == [("A1", "conditional_format"), ("A2", "conditional_format")]


def test_errors_and_yes_are_said_in_spanish() -> None:
    assert words(page(book(lambda sheet: sheet.append([True, "=1/0", "=SUM(B1)"])))) == [
        "VERDADERO", "#¡DIV/0!", "#¡DIV/0!",
    ]  # fmt: skip


def test_missing_sign_is_a_box_and_named_once_for_its_cell() -> None:
    data = book(one("🏫 escuela 🚌 🏫", width=40))
    assert words(page(data))[0].startswith("□")
    (problem,) = laid(data).problems
    assert (problem.kind, problem.cell, problem.detail) == ("glyph", "A1", "🏫🚌")


def test_text_that_looks_like_code_is_just_text() -> None:
    texts = ['<b>&amp;</b> <img src="file:///etc/passwd"/>', "=1+1", "_x0041_"]

    def build(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width = 60
        for row, text in enumerate(texts, start=1):
            sheet.cell(row, 1).value = text
            sheet.cell(row, 1).data_type = "s"

    assert words(page(book(build)))[:2] == texts[:2]


def test_empty_workbook_has_no_pages() -> None:
    assert laid(book(lambda _: None)).pages == ()


def test_hidden_sheet_is_not_printed() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet["A1"], sheet.sheet_state = "oculta", "hidden"

    shown: Page = page(book(one("a la vista"), hide))
    assert words(shown) == ["a la vista"]
