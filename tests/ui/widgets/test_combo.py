"""A list to drop down whose words are longer than it is wide."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from pmi_desktop.ui.widgets.choices import Combo
from tests.ui.driving import settle

LONG = "María de los Ángeles Concepción Villamizar Peñaranda, docente de la sede Palo Colorado"


@pytest.fixture
def combo(qapp: QApplication) -> Iterator[Combo]:
    window = QWidget()
    window.resize(1200, 200)
    made = Combo()
    made.setParent(window)
    made.addItems(["Ana", LONG])
    made.setFixedWidth(260)
    window.show()
    settle()
    yield made
    made.hidePopup()
    QToolTip.hideText()
    window.deleteLater()


def told(combo: Combo) -> str:
    """What the tip over it says."""
    asked = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), combo.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(combo, asked)
    return QToolTip.text() if asked.isAccepted() else ""


def test_a_long_word_ends_in_a_mark_and_stands_whole_in_the_tip(combo: Combo) -> None:
    assert (combo.shown(), told(combo)) == ("Ana", "")
    combo.setCurrentIndex(1)
    settle()
    assert combo.shown().endswith("…")
    assert LONG.startswith(combo.shown()[:-1])
    assert combo.fontMetrics().horizontalAdvance(combo.shown()) < combo.width()
    assert told(combo) == LONG
    combo.setFixedWidth(1100)
    assert (combo.shown(), told(combo)) == (LONG, "")


def test_the_mark_is_painted(combo: Combo) -> None:
    combo.setCurrentIndex(1)
    cut = combo.grab().toImage()
    short = combo.shown()
    combo.setItemText(1, short)
    assert combo.grab().toImage() == cut


def test_the_list_that_drops_down_shows_it_whole(combo: Combo) -> None:
    combo.showPopup()
    settle()
    view = combo.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    assert view.width() > combo.width()
