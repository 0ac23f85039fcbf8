"""Words that are too long for a line, such as pasted addresses, break instead of widening the page."""

import pytest
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


@pytest.mark.parametrize("text", ["<b>uno</b> y dos", "&lt;b&gt; uno", "a < b y c > d"])
def test_what_looks_like_markup_is_shown_as_it_was_typed(qapp: QApplication, text: str) -> None:
    made, told = text_label(text, ""), text_label("", "")
    told.setText(text)
    for label in (made, told):
        label.setWordWrap(False)
        assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(text)
