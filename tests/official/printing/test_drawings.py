"""Pictures, text boxes, shapes and form buttons lie where the sheet says, and what cannot be drawn is named."""

import io
import zipfile
from typing import Any

import pytest

from pmi_desktop.official.printing.display import Box, Line, Picture, bounds
from tests.official.printing.books import kinds, laid, of, office, page, picture, run, words

DRAWING = "xl/drawings/drawing1.xml"


def sheet_with(add: Any) -> bytes:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Hoja")
        sheet.set_paper(1)
        sheet.write(0, 0, "x")
        add(sheet)

    return office(build)


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a text of a part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as target:
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_picture_in_its_place(kind: str) -> None:
    data = sheet_with(
        lambda sheet: sheet.insert_image("B3", f"logo.{kind.lower()}", {"image_data": picture(kind=kind)})
    )
    (found,) = of(page(data), Picture)
    # 120 pixels over columns a little wider here than on a screen; rows are the same.
    assert found.rect.height == pytest.approx(45, abs=0.5)
    assert found.rect.width == pytest.approx(90, rel=0.03)
    assert found.rect.y == pytest.approx(54 + 30, abs=0.5)
    assert found.data[:4] in {b"\x89PNG", b"\xff\xd8\xff\xe0"}


def test_cropped_picture() -> None:
    data = sheet_with(lambda sheet: sheet.insert_image("B3", "logo.png", {"image_data": picture()}))
    whole = of(page(data), Picture)[0].data
    data = changed(data, DRAWING, "<a:stretch>", '<a:srcRect l="50000"/><a:stretch>')
    assert of(page(data), Picture)[0].data != whole


def test_picture_that_nobody_can_draw_is_named() -> None:
    data = sheet_with(lambda sheet: sheet.insert_image("B3", "logo.png", {"image_data": picture()}))
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(broken, "w") as target:
        for name in archive.namelist():
            target.writestr(name, b"\xd7\xcd\xc6\x9a" if name.startswith("xl/media") else archive.read(name))
    assert kinds(broken.getvalue()) == [("B3", "picture")]


def test_text_box() -> None:
    look = {
        "width": 200,
        "height": 80,
        "fill": {"color": "#FFF2CC"},
        "font": {"bold": True, "color": "#C00000", "size": 12},
    }
    shown = page(sheet_with(lambda sheet: sheet.insert_textbox("B3", "Escriba aquí\nla visión", look)))
    text = run(shown, "Escriba")
    assert (text.face.bold, text.color, text.size) == (True, "#C00000", 12)
    assert of(shown, Box)[0].rect.holds(bounds(text))
    assert len(of(shown, Line)) == 4


def test_text_box_repeats_its_cell_as_it_is_now() -> None:
    def add(sheet: Any) -> None:
        sheet.write("A5", "=SUM(1,2)", None, 0)
        sheet.insert_textbox("C3", "", {"textlink": "=$A$5"})

    assert words(page(sheet_with(add))) == ["x", "3", "3"]


def test_text_without_room_in_its_box_is_named() -> None:
    data = sheet_with(lambda sheet: sheet.insert_textbox("B3", "una dos tres cuatro " * 9, {"width": 90, "height": 30}))
    assert kinds(data) == [("B3", "text_cut")]


def test_shape_that_is_not_known_is_a_rectangle_and_named() -> None:
    data = sheet_with(lambda sheet: sheet.insert_textbox("B3", "hola"))
    data = changed(data, DRAWING, 'prst="rect"', 'prst="cloudCallout"')
    assert words(page(data)) == ["x", "hola"]
    assert kinds(data) == [("B3", "shape")]


def test_drawing_that_is_not_to_be_printed() -> None:
    data = sheet_with(lambda sheet: sheet.insert_textbox("B3", "hola"))
    data = changed(data, DRAWING, "<xdr:clientData/>", '<xdr:clientData fPrintsWithSheet="0"/>')
    assert words(page(data)) == ["x"]


def test_drawing_cut_by_the_print_area_is_named() -> None:
    def add(sheet: Any) -> None:
        sheet.insert_textbox("B3", "hola")
        sheet.print_area("A1:B4")

    data = sheet_with(add)
    assert ("", "drawing_cut") in kinds(data)
    shown = laid(data).pages[0]
    assert all(bounds(item).bottom < 54 + 4 * 15 + 1 for item in shown.items)


def test_logo_in_repeated_rows_stands_on_each_page() -> None:
    def add(sheet: Any) -> None:
        sheet.insert_image("A1", "logo.png", {"image_data": picture()})
        sheet.repeat_rows(0, 3)
        sheet.write(60, 0, "fin")

    assert [len(of(found, Picture)) for found in laid(sheet_with(add)).pages] == [1, 1]


def test_button_and_tick_box_as_they_print() -> None:
    data = sheet_with(lambda sheet: sheet.insert_button("B3", {"caption": "Imprimir"}))
    assert words(page(data)) == ["x"]
    vml = "xl/drawings/vmlDrawing1.vml"
    printed = changed(data, vml, "<x:PrintObject>False</x:PrintObject>", "")
    assert words(page(printed)) == ["x", "Imprimir"]
    assert words(page(changed(printed, vml, '"Button"', '"Checkbox"'))) == ["x", "☐", "Imprimir"]
    assert kinds(changed(printed, vml, '"Button"', '"Drop"')) == [("B3", "control")]
