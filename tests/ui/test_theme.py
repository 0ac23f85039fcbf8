from PySide6.QtWidgets import QApplication

from pmi_desktop.ui.colours import DARK, LIGHT, palette_of
from pmi_desktop.ui.theme import Theme
from tests.ui.driving import fast_folder, surroundings


def test_dark_from_the_first_paint_where_the_system_is_and_as_it_says_from_then_on(qapp: QApplication) -> None:
    before = qapp.palette()
    qapp.setPalette(palette_of(DARK))  # as a dark system gives it before anything is painted
    try:
        theme = Theme(qapp, surroundings(fast_folder()).memory)
        assert theme.colours is DARK
        changes: list[object] = []
        theme.changed.connect(lambda: changes.append(theme.colours))
        theme.follow_system()  # this one does not call itself dark
        assert changes == [LIGHT]
        theme.follow_system()
        assert changes == [LIGHT]
        theme.set_look("dark")
        assert theme.colours is DARK
        theme.deleteLater()
    finally:
        qapp.setPalette(before)
