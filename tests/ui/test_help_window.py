"""The manual opens without a plan, finds words with and without accents, and tells what is new."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from pmi_desktop.domain.steps import STEPS
from pmi_desktop.ui.commands import MANUAL, QUICK_START, save_help
from pmi_desktop.ui.help_window import HelpWindow, help_pages
from pmi_desktop.ui.window import MainWindow
from tests.ui.driving import fast_folder, open_window, press, settle, type_text, wait_until
from tests.ui.looking import cut_off, sideways, unreadable
from tests.ui.test_screens import keep


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:
    folder = fast_folder()
    one = open_window(qapp, folder)
    yield one
    one.theme.set_size(100)
    one.theme.set_look("light")
    one.close()
    one.deleteLater()
    shutil.rmtree(folder)


def manual(window: MainWindow) -> HelpWindow:
    assert window.manual is not None
    return window.manual


def offered(help_window: HelpWindow) -> list[str]:
    pages = help_window.pages
    items = [pages.item(row) for row in range(pages.count())]
    return [item.data(Qt.ItemDataRole.UserRole) for item in items if not item.isHidden()]


def test_every_page_is_listed() -> None:
    pages = help_pages()
    assert [page for page in ("inicio", "ruta", "quien-hace-que", "normas", "reunion", "novedades") if page in pages]
    assert {step.id for step in STEPS} <= set(pages)
    assert all(title and text.strip() for title, text in pages.values())


def test_f1_opens_it_where_no_plan_is_open(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    shown = manual(window)
    assert shown.isVisible()
    assert help_pages()["inicio"][0] in shown.text.toPlainText()
    for size, look in ((100, "light"), (150, "dark")):
        window.theme.set_size(size)
        window.theme.set_look(look)
        settle()
        keep(shown, f"ayuda-{size}-{look}")
        assert [*cut_off(shown), *sideways(shown), *unreadable(shown)] == []


def test_a_search_keeps_the_pages_that_hold_every_word(window: MainWindow) -> None:
    window.show_help("novedades")
    shown = manual(window)
    assert "Versión" in shown.text.toPlainText()
    type_text(shown.search, "linea de base")
    found = offered(shown)
    assert "goals" in found
    assert len(found) < len(help_pages())
    type_text(shown.search, " xyzzy")
    assert offered(shown) == []
    window.show_help("normas")
    assert len(offered(shown)) == len(help_pages())
    assert shown.pages.currentItem().text() == help_pages()["normas"][0]


def test_the_screen_of_a_page_is_shown_below_its_title_as_wide_as_there_is_room(window: MainWindow) -> None:
    window.show_help("school")
    shown = manual(window)
    settle()

    def widths() -> list[float]:
        images = []
        block = shown.text.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                if pieces.fragment().charFormat().isImageFormat():
                    images.append(pieces.fragment().charFormat().toImageFormat().width())
                pieces += 1
            block = block.next()
        return images

    assert widths() == [shown.text.viewport().width() - 32]
    keep(shown, "ayuda-con-imagen")
    shown.resize(shown.width() - 120, shown.height())
    settle()
    assert widths() == [shown.text.viewport().width() - 32]
    window.show_help("normas")
    assert widths() == []


@pytest.mark.parametrize(("name", "pages"), [(MANUAL, 20), (QUICK_START, 2)])
def test_the_manual_is_saved_from_the_menu(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pages: int
) -> None:
    target = tmp_path / f"{name}.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    save_help(window, name)
    wait_until(target.exists, 300)
    assert len(PdfReader(target).pages) >= pages


def test_a_place_that_cannot_be_written_is_said(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/no/hay/manual.pdf", ""))
    save_help(window, QUICK_START)
    wait_until(lambda: "/no/hay" in window.notice.text)
