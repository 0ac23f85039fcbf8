"""Pages on the screen look like those on paper."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmi_desktop.official.printing.faces import Faces
from pmi_desktop.paths import bundled
from pmi_desktop.services.preview import Box, Document, Face, Item, Line, Margins, Page, Picture, Polygon, Rect, TextRun
from pmi_desktop.ui.widgets.page_preview import PagePainter, PagePreview

FONTS: Path = bundled("resources", "fonts")
MARGINS = Margins(36.0, 36.0, 36.0, 36.0)


def a_page(*items: Item, height: float = 400.0) -> Page:
    return Page(300.0, height, MARGINS, "Hoja", items)


def painted(page: Page, zoom: float = 1.0) -> QImage:
    image = QImage(round(page.width * zoom), round(page.height * zoom), QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    PagePainter(FONTS).paint(painter, page, zoom)
    painter.end()
    return image


def ink(image: QImage, rect: tuple[int, int, int, int]) -> int:
    """How many dots of a region are dark."""
    x, y, width, height = rect
    return sum(
        image.pixelColor(at, line).lightness() < 128 for at in range(x, x + width) for line in range(y, y + height)
    )


def test_paper_is_white_and_boxes_lie_where_they_say(qtbot: QtBot) -> None:
    image = painted(a_page(Box(Rect(50, 60, 20, 10), "#0000FF")), 2.0)
    assert image.pixelColor(10, 10) == QColor("white")
    assert image.pixelColor(120, 130) == QColor("blue")
    assert image.pixelColor(120, 145) == QColor("white")


def test_text_is_as_long_as_the_page_says(qtbot: QtBot) -> None:
    width = Faces(FONTS).width("Habitualmente", Face("Carlito"), 20)
    text = TextRun(50, 100, "Habitualmente", Face("Carlito"), 20, "#000000", width)
    image = painted(a_page(text), 2.0)
    columns = [x for x in range(600) if ink(image, (x, 150, 1, 70))]
    assert columns[0] == pytest.approx(102, abs=3)
    assert columns[-1] == pytest.approx(2 * (50 + width), abs=4)


def test_turned_text_goes_up(qtbot: QtBot) -> None:
    image = painted(a_page(TextRun(100, 200, "Área", Face("Liberation Sans", bold=True), 20, "#000000", 45, 90.0)))
    assert ink(image, (80, 150, 25, 50)) > 100
    assert ink(image, (101, 201, 60, 60)) == 0


def test_lines_polygons_and_clips(qtbot: QtBot) -> None:
    image = painted(
        a_page(
            Line(10, 50, 290, 50, 2, "#000000"),
            Polygon(((100, 100), (200, 100), (100, 200)), "#000000", Rect(100, 100, 100, 20)),
        )
    )
    assert ink(image, (10, 48, 280, 4)) >= 280
    assert ink(image, (100, 100, 100, 19)) > 1000
    assert ink(image, (100, 121, 100, 80)) == 0


def test_picture_is_stretched_over_its_rectangle(qtbot: QtBot, tmp_path: Path) -> None:
    source = QImage(4, 4, QImage.Format.Format_RGB32)
    source.fill(QColor("black"))
    source.save(str(tmp_path / "negro.png"))
    image = painted(a_page(Picture(Rect(20, 20, 60, 30), (tmp_path / "negro.png").read_bytes())))
    assert ink(image, (22, 22, 56, 26)) == 56 * 26


def test_pages_are_walked_through_with_keys_and_told(qtbot: QtBot) -> None:
    preview = PagePreview(FONTS)
    qtbot.addWidget(preview)
    preview.resize(400, 300)
    preview.show()
    preview.show_document(Document("Plan", "es-CO", tuple(a_page() for _ in range(3))))
    assert preview.accessibleDescription() == "Página 1 de 3"
    with qtbot.waitSignal(preview.page_changed) as changed:
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert changed.args == [1]
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert preview.accessibleDescription() == "Página 3 de 3"
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert preview.page == 0


def test_page_is_as_wide_as_the_window_until_a_zoom_is_chosen(qtbot: QtBot) -> None:
    preview = PagePreview(FONTS)
    qtbot.addWidget(preview)
    preview.resize(632, 300)
    preview.show()
    preview.show_document(Document("Plan", "es-CO", (a_page(),)))
    fitting = preview.zoom
    assert 1.8 < fitting <= 2
    QTest.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom == pytest.approx(fitting / 1.2)
    QTest.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom == fitting


def test_nothing_to_show(qtbot: QtBot) -> None:
    preview = PagePreview(FONTS)
    qtbot.addWidget(preview)
    preview.show()
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.accessibleDescription() == "Sin páginas"
