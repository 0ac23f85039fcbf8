"""Lines and heights of texts, with the bundled fonts."""

import pytest

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.heights import TextMeasure
from pmi_desktop.official.workbook.styles import Font
from pmi_desktop.paths import bundled
from tests.official.workbook import foreign

CALIBRI = Font("Calibri", 11, bold=False, italic=False)
ARIAL = Font("Arial", 10, bold=False, italic=False)


@pytest.fixture(scope="module")
def measure() -> TextMeasure:
    return TextMeasure(bundled("resources", "fonts"))


@pytest.mark.parametrize(("width", "pixels"), [(8.43, 59), (9.140625, 64), (10.7109375, 75), (0, 0), (255, 1785)])
def test_columns_are_as_wide_as_in_excel(measure: TextMeasure, width: float, pixels: int) -> None:
    assert measure.column_pixels(width, CALIBRI) == pixels


@pytest.mark.parametrize(("font", "points"), [(CALIBRI, 15), (ARIAL, 13.5), (Font("Calibri", 14, True, False), 18.75)])
def test_a_row_of_one_line_is_as_high_as_offices_draw_it(measure: TextMeasure, font: Font, points: float) -> None:
    assert measure.line_height(font) == pytest.approx(points, abs=0.8)


def test_a_line_holds_what_fits_and_no_more(measure: TextMeasure) -> None:
    text = "Reunir los resultados de las sedes en un solo cuadro por período"
    width = measure.width(text, ARIAL)
    assert measure.lines(text, ARIAL, width + 8) == 1
    assert measure.lines(text, ARIAL, width) == 2
    assert measure.lines(text, ARIAL, width / 3) in {4, 5}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("uno", 1),
        ("uno\ndos\n\ntres", 4),
        ("\n", 2),
        ("a   ", 1),
        ("x" * 100, 10),
        ("muy-largo-con-guiones-" * 3, 9),
        ("一二三四五六七八九十", 4),
    ],
)
def test_breaks_blanks_and_words_too_long(measure: TextMeasure, text: str, lines: int) -> None:
    assert measure.lines(text, CALIBRI, 75) == lines


def test_bold_is_wider_and_a_narrow_cell_never_loops(measure: TextMeasure) -> None:
    bold = Font("Calibri", 11, bold=True, italic=False)
    assert measure.width("Gestión académica", bold) > measure.width("Gestión académica", CALIBRI)
    assert measure.lines("abc", CALIBRI, 0) == 3


def test_a_cell_knows_its_merged_columns_font_and_wrap(measure: TextMeasure) -> None:
    sheet = Workbook.open(foreign.official_form()).sheet("Plan")
    text = "Fortalecer la comprensión de lectura en los grados tercero a quinto de todas las sedes rurales"
    assert measure.cell_pixels(sheet, "C4") == 3 * measure.cell_pixels(sheet, "C9")
    assert measure.cell_height(sheet, "D9", text) > measure.cell_height(sheet, "C4", text) >= 30
    assert measure.cell_height(sheet, "A17", text) == measure.line_height(CALIBRI)
