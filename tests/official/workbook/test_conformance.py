"""What other programs say of our workbooks: two validators' rules and the values that LibreOffice shows."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.heights import TextMeasure
from pmi_desktop.official.workbook.styles import Font
from pmi_desktop.paths import bundled
from tests.conformance.office import converted, faults, sheets_as_shown
from tests.official.workbook import foreign
from tests.official.workbook.foreign import FIRST, LAST, official_form, written

pytestmark = [pytest.mark.conformance, pytest.mark.timeout(300)]

MORE = 30
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def filled() -> bytes:
    """The form with 35 rows, a second sheet for another year and one added."""
    template = foreign.with_newer_validation(
        official_form(), "xl/worksheets/sheet1.xml", f"B{FIRST}:B{LAST}", "Listas!$A$1:$A$3"
    )
    book = Workbook.open(template)
    plan = book.sheet("Plan")
    plan.insert_rows(LAST, MORE)
    for row in range(FIRST, LAST + MORE + 1):
        plan.set_text((row, 1), f"=meta {row} _x0041_ <b>&\tñ\nfin")
        plan.set_date((row, 2), date(2026, 2, 13))
        plan.set_date((row, 3), date(2026, 2, 23))
        plan.set_text((row, 4), "Sí")
        plan.set_number((row, 5), Decimal(1000))
        plan.set_row_height(row, 30)
    plan.set_date("A4", date(2026, 3, 1))
    copy = book.copy_sheet("Plan", "Plan 2027")
    copy.copy_rows(17 + MORE, 18 + MORE, 2)
    extra = book.add_sheet("Textos completos")
    extra.set_text("A1", "título")
    extra.set_style("A1", book.styles.derive(0, bold=True, wrap=True, vertical="top", locked=False))
    extra.set_column_width(1, 60)
    extra.merge("A3:B3")
    extra.set_bool("B1", True)
    return book.save()


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("oficina") / "lleno.xlsx"
    path.write_bytes(filled())
    return path


def test_two_validators_find_nothing(workbook: Path) -> None:
    assert faults(workbook) == []


def test_an_office_shows_the_right_values_in_the_right_cells(workbook: Path, tmp_path: Path) -> None:
    shown = sheets_as_shown(workbook, tmp_path)
    plan = shown["Plan"]
    for row in range(FIRST, LAST + MORE + 1):
        assert plan[row - 1][0] == f"=meta {row} _x0041_ <b>&\tñ\nfin"
        assert plan[row - 1][3:6] == ["Sí", "1000", "10"]
    total = (MORE + LAST - FIRST + 1) * 1000
    assert plan[LAST + MORE][4] == str(total)
    assert plan[22 + MORE - 1][1] == str(total // 2)
    assert [line[0] for line in shown["Resumen"][:3]] == [str(total * 2), str(total * 2 + 1), "Sí"]
    assert shown["Textos completos"][0][0] == "título"


def test_what_an_office_saved_is_read_as_it_was(workbook: Path, tmp_path: Path) -> None:
    again = converted(workbook, "xlsx", tmp_path)
    ours, theirs = (Workbook.open(path.read_bytes()) for path in (workbook, again))
    assert ours.sheet_names == theirs.sheet_names
    for name in ours.sheet_names:
        sheet = ours.sheet(name)
        formulas = sheet.formulas()
        before = {(row, column): value for row, column, value in sheet.cells() if (row, column) not in formulas}
        after = {(row, column): value for row, column, value in theirs.sheet(name).cells()}
        assert {where: after.get(where) for where in before} == before
        assert set(theirs.sheet(name).formulas()) >= set(formulas)
        assert set(theirs.sheet(name).merges) == set(sheet.merges)
    assert theirs.sheet("Plan").choices((LAST + MORE, 4)) == ("Sí", "No", "En parte")


TEXTS = [
    "Gestionar extintores y señalización con la alcaldía.",
    "Pedir al consejo municipal de gestión del riesgo una jornada por sede. " * 3,
    "Resolución interna 004 del 20 de octubre de 2025",
    "https://www.ejemplo.edu.co/sitio/formatos/muy-largo-con-guiones/archivo-de-prueba.pdf",
    "A" * 200,
    "uno\n\ndos\ntres",
    "WWWW MMMM " * 15,
    "1) Ítem uno\n2) Ítem dos, muy largo para que pase a otra línea sin duda alguna\n3) fin",
    "Estudiantes en nivel medio o alto de lectura: (n.º en nivel medio o alto ÷ n.º evaluados) × 100 % " * 6,
]


def test_an_office_needs_no_more_lines_than_we_say_and_not_many_less(tmp_path: Path) -> None:
    fonts = [
        Font(name, size, bold, italic=False)
        for name in ("Calibri", "Arial")
        for size in (9, 11)
        for bold in (False, True)
    ]
    widths = (10, 20, 45, 90)
    cases = [(text, font, column) for text in TEXTS for font in fonts for column in range(len(widths))]

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, (text, font, column) in enumerate(cases):
            look = {"text_wrap": True, "font_name": font.name, "font_size": font.size, "bold": font.bold}
            sheet.write_string(row, column, text, book.add_format(look))

    measure, sheet = TextMeasure(bundled("resources", "fonts")), Workbook.open(written(build)).sheet("Plan")
    said = [
        measure.lines(text, font, measure.cell_pixels(sheet, (row, column + 1)))
        for row, (text, font, column) in enumerate(cases, 1)
    ]
    shown = [
        max(1, round((height - 0.5) / {"Calibri": 1.2207, "Arial": 1.149}[font.name] / font.size))
        for height, (_, font, _) in zip(optimal_heights(tmp_path, written(build)), cases, strict=False)
    ]
    assert [case for case, ours, theirs in zip(cases, said, shown, strict=True) if ours < theirs] == []
    assert sum(said) < 1.3 * sum(shown)


def optimal_heights(folder: Path, data: bytes) -> list[float]:
    """Points of each row when LibreOffice makes it as high as its texts need; it does so only in its own format."""
    workbook, flat = folder / "a.xlsx", folder / "b.fods"
    workbook.write_bytes(data)
    text = converted(workbook, "fods", folder).read_text(encoding="utf-8")
    best = '<style:table-row-properties style:use-optimal-row-height="true"/>'
    flat.write_text(re.sub(r"<style:table-row-properties [^>]*/>", best, text), encoding="utf-8")
    (folder / "out").mkdir()
    again = converted(flat, "fods", folder / "out").read_bytes()
    root = etree.fromstring(again, etree.XMLParser(huge_tree=True))
    heights = {
        style.get(f"{_STYLE}name"): float(properties.get(f"{_STYLE}row-height", "0in")[:-2]) * 72
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-row-properties")
    }
    found: list[float] = []
    for row in root.iter(f"{_TABLE}table-row"):
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        found += [heights[row.get(f"{_TABLE}style-name", "")]] * min(repeated, 1000)
    return found
