"""Words that are too long for a line, such as pasted addresses, break instead of widening the page."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pmi_desktop.ui.labels import HERE, breakable, text_label
from pmi_desktop.ui.widgets.wrapping_mark import WrappingMark
from tests.ui.driving import settle
from tests.ui.looking import cut_off

ADDRESS = "https://" + "ejemplo/" * 20 + "fin"


def test_only_long_words_may_break_and_once_is_enough() -> None:
    assert breakable("el Establecimiento educativo") == "el Establecimiento educativo"
    assert HERE in breakable(ADDRESS)
    assert breakable(ADDRESS).replace(HERE, "") == ADDRESS
    assert breakable(breakable(f"va {ADDRESS}")) == breakable(f"va {ADDRESS}")


def test_a_long_word_widens_nothing(qapp: QApplication) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    label, mark = text_label("", ""), WrappingMark()
    for one in (label, mark):
        one.setText(ADDRESS)
        layout.addWidget(one)
    page.resize(250, 400)
    page.show()
    settle()
    assert page.width() == 250
    assert cut_off(page) == []
    page.close()
