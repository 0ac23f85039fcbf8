"""Our pages beside LibreOffice's: the same words on the same pages at the same places, charts and logos drawn.

Tolerated, by name: lines of one cell lie a little further apart than LibreOffice sets them (as in Excel), so that a
word may lie higher or lower by `_LINES`; LibreOffice rounds rows, columns and letters to whole dots and kerns some
texts, so that a word may lie `_DRIFT` off, and one that only just fits may stand on the next line (`_REFLOWED` of a
page's words); and a chart's texts may lie anywhere inside it.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from pmi_desktop.domain.moments import PLAN
from pmi_desktop.official.printing.display import Rect
from pmi_desktop.official.printing.pdf import write_pdf
from tests.conformance.office import as_pdf
from tests.official.filled import FORMS, PMI, export
from tests.official.printing.books import FONTS, LONG, book, laid, office, picture
from tests.official.printing.test_charts import chart
from tests.samples import example_plan

pytestmark = pytest.mark.conformance

_DRIFT = 7.0
_LINES = 12.0
_REFLOWED = 0.02
_DOTS = 60
_COLOMBIA = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>es-CO</value></prop></item></oor:items>"""


class Word(NamedTuple):
    """A word and where it begins on its page."""

    text: str
    x: float
    y: float


def both(data: bytes, folder: Path) -> tuple[Path, Path]:
    """The PDF that LibreOffice prints, set to Spanish of Colombia, and ours."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_COLOMBIA, "utf-8")
    workbook = folder / "libro.xlsx"
    workbook.write_bytes(data)
    ours = folder / "nuestro.pdf"
    ours.write_bytes(write_pdf(laid(data), FONTS))
    return as_pdf(workbook, folder), ours


def words(pdf: Path) -> list[list[Word]]:
    """The words of each page, as poppler finds them."""
    found = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, encoding="utf-8", check=True)
    pages = found.stdout.split("<page ")[1:]
    pattern = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>([^<]*)</word>')
    return [[Word(text, float(x), float(y)) for x, y, text in pattern.findall(part)] for part in pages]


def differences(theirs: list[Word], ours: list[Word], anywhere: Callable[[Word], bool]) -> list[str]:
    """Words of one page that the other lacks; those that stand elsewhere if they are more than a few."""
    left = list(ours)
    moved: list[Word] = []
    for word in theirs:
        near = [
            one for one in left
            if one.text == word.text
            and (anywhere(word) or (abs(one.x - word.x) <= _DRIFT and abs(one.y - word.y) <= _DRIFT + _LINES))
        ]  # fmt: skip
        if near:
            left.remove(min(near, key=lambda one: abs(one.x - word.x) + abs(one.y - word.y)))
        else:
            moved.append(word)
    if Counter(word.text for word in moved) == Counter(word.text for word in left):
        return [f"moved: {word}" for word in moved] if len(moved) > _REFLOWED * len(theirs) else []
    return [f"theirs: {word}" for word in moved] + [f"ours: {word}" for word in left]


@pytest.mark.parametrize("form", FORMS)
def test_form_prints_as_in_libreoffice(form: str, tmp_path: Path) -> None:
    theirs, ours = both(export(form, example_plan(), PLAN), tmp_path)
    left, right = words(theirs), words(ours)
    assert len(left) == len(right)
    for number, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        found = differences(one, other, _in_a_chart if form == PMI and _has_charts(one) else _nowhere)
        assert found == [], f"page {number}"


def _nowhere(_: Word) -> bool:
    return False


def _has_charts(page: list[Word]) -> bool:
    return any(word.text == "(cuántos)" for word in page)


def _in_a_chart(word: Word) -> bool:
    """Whether a word stands between the headings and the footer of the page with charts."""
    return 110 < word.y < 560


def table(sheet: Worksheet) -> None:
    """A long table with repeated head, merged cells, wraps, numbers and colours."""
    side = Side(style="thin")
    frame = Border(left=side, right=side, top=side, bottom=side)
    for column, width in zip("ABCDEF", (8, 30, 34, 12, 15, 10), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.merge_cells("A1:F1")
    sheet["A1"], sheet["A1"].font = "PLAN DE MEJORAMIENTO", Font(name="Arial", size=14, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.append([])
    sheet.append(["N.º", "Factor", "Objetivo", "Inicio", "Valor", "Avance"])
    for number in range(1, 41):
        sheet.append([number, LONG[: 30 + number], LONG * 2, 46000 + number, 1_000_000 + 4321 * number, number / 40])
    formats = {4: "dd/mm/yyyy", 5: '"$" #,##0', 6: "0.0%"}
    for number in range(1, 44):
        sheet.row_dimensions[number].height = 60 if number > 3 else 24
        for place in range(1, 7) if number > 2 else ():
            cell = sheet.cell(number, place)
            cell.border = frame
            cell.alignment = Alignment(wrap_text=place in {2, 3}, vertical="top" if place < 4 else "center")
            if number > 3:
                cell.number_format = formats.get(place, "General")
            else:
                cell.fill = PatternFill("solid", fgColor="FFD9D9D9")
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.oddFooter.center.text = "Página &P de &N"  # type: ignore[union-attr]


def test_long_table_prints_as_in_libreoffice(tmp_path: Path) -> None:
    theirs, ours = (words(pdf) for pdf in both(book(table), tmp_path))
    assert [differences(one, other, _nowhere) for one, other in zip(theirs, ours, strict=True)] == [[]] * len(theirs)
    assert len(theirs) > 4


def test_a_moved_or_missing_word_is_a_difference() -> None:
    page = [Word("uno", 10, 10), Word("dos", 50, 10)]
    assert differences(page, page, _nowhere) == []
    assert differences(page, [page[0], Word("dos", 60, 10)], _nowhere)
    assert differences(page * 60, [*page * 59, page[0]], _nowhere)
    assert differences(page, page[:1], _nowhere)
    assert differences(page[:1], page, _nowhere)


def ink(pdf: Path, region: Rect, folder: Path) -> float:
    """The share of a region of the first page that is not white."""
    target = folder / pdf.stem
    subprocess.run(["pdftoppm", "-r", str(_DOTS), "-png", "-singlefile", str(pdf), str(target)], check=True)
    scale = _DOTS / 72
    box = tuple(round(side * scale) for side in (region.x, region.y, region.right, region.bottom))
    with Image.open(target.with_suffix(".png")) as whole:
        grey = whole.convert("L").crop((box[0], box[1], box[2], box[3]))
    return sum(grey.histogram()[:250]) / (grey.width * grey.height)


def logo() -> bytes:
    def build(made: Any) -> None:
        sheet = made.add_worksheet("Hoja")
        sheet.set_paper(1)
        sheet.insert_image("B8", "logo.png", {"image_data": picture()})
        sheet.insert_textbox("D8", "Escudo", {"fill": {"color": "#DDDDDD"}})

    return office(build)


PICTURES: dict[str, Callable[[], bytes]] = {
    "columns": lambda: chart("column"),
    "piled bars": lambda: chart("bar", "percent_stacked"),
    "lines": lambda: chart("line"),
    "pie": lambda: chart("pie", series=1),
    "logo and text box": logo,
}


@pytest.mark.parametrize("name", PICTURES)
def test_charts_and_logos_leave_as_much_ink_as_in_libreoffice(name: str, tmp_path: Path) -> None:
    region = Rect(60, 150, 300, 190)
    theirs, ours = (ink(pdf, region, tmp_path) for pdf in both(PICTURES[name](), tmp_path))
    assert theirs > 0.01
    assert 0.5 < ours / theirs < 2
