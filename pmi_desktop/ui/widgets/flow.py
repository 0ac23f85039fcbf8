"""Widgets one after another, going on in the next line where the width ends; and the tabs made of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QToolButton, QWidget


class FlowLayout(QLayout):
    """Like words in a paragraph."""

    def __init__(self, parent: QWidget, gap: int = 8) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  # Qt's name and meaning
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt asks beyond the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # noqa: N802  # the same
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, really: bool) -> int:
        """Puts the items where they belong, in the middle of their line, or only measures; returns the height."""
        x, y, line = rect.x(), rect.y(), list[tuple[QLayoutItem, int, QSize]]()
        for item in self._items:
            if item.widget().isHidden():
                continue
            hint = item.sizeHint()
            if line and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + _set_line(line, y, really=really) + self._gap, []
            line.append((item, x, hint))
            x += hint.width() + self._gap
        return y + _set_line(line, y, really=really) - rect.y()


def _set_line(line: Sequence[tuple[QLayoutItem, int, QSize]], y: int, *, really: bool) -> int:
    height = max((hint.height() for _, _, hint in line), default=0)
    if really:
        for item, x, hint in line:
            item.setGeometry(QRect(QPoint(x, y + (height - hint.height()) // 2), hint))
    return height


class Tabs(QWidget):
    """A few choices of which one is current, as buttons that wrap; arrows go from one to the next.

    Instead of ``QTabBar``, which cannot break its line and so widens or cuts a page in large letters.
    """

    changed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Qt takes no place in the order of Tab from one that has none
        self._name = name
        self._layout = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda index, on: self.changed.emit(index) if on else None)

    @property
    def current(self) -> int:
        """The index of the current one, -1 while there is none."""
        return self._group.checkedId()

    def show_labels(self, labels: Sequence[str]) -> None:
        """Show these; the current one stays, the first one is it at the beginning."""
        buttons = self._group.buttons()
        if len(buttons) != len(labels):
            for button in buttons:
                self._group.removeButton(button)
                self._layout.removeWidget(button)
                button.deleteLater()
            buttons = [self._add(index) for index in range(len(labels))]
            last: QWidget = self
            for button in buttons:  # Tab reaches them where they stand, and not after all that was made before them
                QWidget.setTabOrder(last, button)
                last = button
        for button, label in zip(buttons, labels, strict=True):
            if button.text() != label:
                button.setText(label)
        if labels and self.current < 0:
            self.select(0)

    def select(self, index: int) -> None:
        """Make one the current one."""
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)

    def _add(self, index: int) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setProperty("role", "tab")
        button.setAccessibleDescription(f"{self._name}. Pase de uno a otro con las flechas.")
        self._group.addButton(button, index)
        self._layout.addWidget(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right make the neighbour the current one."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        button = self._group.button(self.current + steps)
        if steps and button is not None:
            button.setChecked(True)
            button.setFocus()
        else:
            super().keyPressEvent(event)
