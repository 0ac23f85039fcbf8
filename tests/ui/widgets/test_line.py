from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.layouts import Line
from tests.ui.driving import settle


def test_what_turns_below_each_other_gets_the_height_it_needs_at_once(qapp: QApplication) -> None:
    ground = QWidget()
    column = QVBoxLayout(ground)
    line, inputs = Line(), [QLineEdit() for _ in range(3)]
    for one in inputs:
        line.add(one, width=12)
    column.addWidget(line)
    column.addStretch(1)
    ground.resize(60 * em(ground), 300)
    ground.show()
    settle()
    assert len({one.y() for one in inputs}) == 1
    ground.resize(20 * em(ground), 300)
    settle()
    assert len({one.y() for one in inputs}) == 3
    assert [one.height() for one in inputs] == [one.sizeHint().height() for one in inputs]
    ground.resize(60 * em(ground), 300)
    settle()
    assert len({one.y() for one in inputs}) == 1
    assert line.height() == inputs[0].height()
    ground.deleteLater()


def test_larger_letters_turn_it_too_where_its_width_stays(qapp: QApplication) -> None:
    line, inputs = Line(), [QLineEdit() for _ in range(2)]
    for one in inputs:
        line.add(one, width=12)
    line.resize(30 * em(line), 100)
    line.show()
    settle()
    assert len({one.y() for one in inputs}) == 1
    font = line.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    line.setFont(font)
    settle()
    assert len({one.y() for one in inputs}) == 2
    line.deleteLater()
