"""The manual opens without a plan, finds words with and without accents, and tells what is new."""

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pmi_desktop.domain.steps import STEPS
from pmi_desktop.ui.help_window import HelpWindow, help_pages
from pmi_desktop.ui.window import MainWindow
from tests.ui.driving import fast_folder, open_window, press, settle, type_text
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
