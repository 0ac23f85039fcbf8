"""A mark with a long text: whole, within its width, and ticked wherever it is clicked."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pmi_desktop.ui.widgets.wrapping_mark import WrappingMark

LONG = "La inasistencia sube en la cosecha de café y el establecimiento solo se entera al cierre del período."


def test_a_long_text_makes_it_higher_not_wider(qtbot: QtBot) -> None:
    mark, short = WrappingMark(LONG), WrappingMark("Sí")
    for one in (mark, short):
        qtbot.addWidget(one)
    assert mark.heightForWidth(200) > 2 * mark.heightForWidth(2000)
    assert mark.heightForWidth(2000) == short.heightForWidth(2000)
    assert mark.minimumSizeHint().width() < 250
    mark.setText("Sí")
    assert mark.heightForWidth(200) == short.heightForWidth(200)


def test_a_click_on_any_word_ticks_it(qtbot: QtBot) -> None:
    mark = WrappingMark(LONG)
    qtbot.addWidget(mark)
    mark.resize(200, mark.heightForWidth(200))
    mark.show()
    QTest.mouseClick(mark, Qt.MouseButton.LeftButton, pos=QPoint(150, mark.height() - 10))
    assert mark.isChecked()
