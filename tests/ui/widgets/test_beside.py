"""A list beside a long form: as high as its lines, never higher than what stands beside it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView, QWidget

from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.beside import Beside
from pmi_desktop.ui.widgets.lists import TitleDelegate, set_up_list
from tests.ui.driving import settle, wait_until

HIGH = 900


@pytest.fixture
def both(qapp: QApplication) -> Iterator[tuple[Beside, QListView, QStringListModel]]:
    """A list of one line beside a panel that is much higher."""
    view, model, panel = QListView(), QStringListModel(["Acta 003"]), QWidget()
    view.setModel(model)
    set_up_list(view, "meetings", "Lista de actas", "Elija con las flechas.")
    view.setItemDelegate(TitleDelegate(view))
    panel.setMinimumHeight(HIGH)
    made = Beside(view, panel)
    made.resize(60 * em(made), HIGH)
    made.show()
    settle()
    yield made, view, model
    made.deleteLater()


def lines(view: QListView) -> int:
    """How high the lines of a list are together."""
    model = view.model()
    return sum(view.visualRect(model.index(row, 0)).height() for row in range(model.rowCount()))


def test_a_list_is_as_high_as_its_lines(both: tuple[Beside, QListView, QStringListModel]) -> None:
    _, view, model = both
    wait_until(lambda: view.height() == lines(view) + 2 * view.frameWidth())
    assert view.y() == 0
    one = view.height()
    model.setStringList(["Acta 003", "Acta 004", "Acta 005"])
    wait_until(lambda: view.height() == lines(view) + 2 * view.frameWidth() > one)
    model.setStringList([f"Acta {number}" for number in range(200)])
    wait_until(lambda: view.height() == HIGH)
    assert view.verticalScrollBar().maximum() > 0


def test_above_its_panel_a_list_stays_low_and_no_higher_than_its_lines(
    both: tuple[Beside, QListView, QStringListModel],
) -> None:
    beside, view, model = both
    beside.resize(30 * em(beside), HIGH + 400)
    wait_until(lambda: view.height() == lines(view) + 2 * view.frameWidth())
    model.setStringList([f"Acta {number}" for number in range(200)])
    wait_until(lambda: 6 * em(view) < view.height() <= 12 * em(view))


def test_larger_letters_make_a_list_higher(both: tuple[Beside, QListView, QStringListModel]) -> None:
    _, view, _ = both
    before = view.height()
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    wait_until(lambda: view.height() > before and view.height() == lines(view) + 2 * view.frameWidth())
