"""A whole sheet as one picture, and its cells in it."""

import pytest

from pmi_desktop.official.printing.sheetpicture import SheetPicture, sheet_pictures
from pmi_desktop.official.workbook.refs import Area
from pmi_desktop.paths import bundled
from tests.official.adopting.adopted import blank
from tests.official.filled import PMI, shipped


def pictures(data: bytes) -> dict[str, SheetPicture]:
    return {one.name: one for one in sheet_pictures(data, bundled("resources", "fonts"))}


@pytest.fixture(scope="module")
def page() -> SheetPicture:
    return pictures(blank("identification").data)["Identificación"]


def test_every_place_of_the_picture_is_the_cell_that_is_drawn_there(page: SheetPicture) -> None:
    for row in range(1, page.last[0] + 1):
        for column in range(1, page.last[1] + 1):
            area = page.area(row, column)
            rect = page.rect(area)
            assert page.at(rect.x + rect.width / 2, rect.y + rect.height / 2) == area
    assert page.at(-1, 5) is None
    assert page.at(5, page.page.height) is None
    assert page.area(6, 4) == Area(6, 3, 6, 6)


def test_a_text_stands_in_its_cell_and_is_known_whole(page: SheetPicture) -> None:
    (run,) = (one for one in page.page.texts() if one.text == "Municipio")
    rect = page.rect(Area(7, 1, 7, 2))
    assert rect.x <= run.x < rect.right
    assert rect.y < run.y <= rect.bottom
    assert page.texts[7, 7] == "Vereda / corregimiento"


def test_long_sheets_and_charts_are_one_picture_each() -> None:
    found = pictures(shipped(PMI).template_bytes())
    assert len(found) == len(set(found)) == 13
    profile = found["5 Perfil"]
    assert profile.last[0] >= 48
    assert profile.page.height > 600
    assert all(one.page.items for one in found.values())


def test_rows_far_below_all_others_do_not_make_it_endless() -> None:
    import io

    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "Nombre"
    page["XFD1048576"] = "lejos"
    data = io.BytesIO()
    book.save(data)
    assert pictures(data.getvalue())["Sheet"].last == (500, 60)
