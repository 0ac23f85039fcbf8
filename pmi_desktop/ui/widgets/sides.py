"""A list that stays in sight, and beside it what belongs to its current line, each scrolling by itself."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.layouts import GAP
from pmi_desktop.ui.widgets.scrolling import ScrollDown

_WIDE = 42
"""Width in letters' heights from which both stand side by side; below, the list stands above and the page scrolls."""
_LIST_SHARE = (3, 8)
_LIST_LETTERS = (14, 30)
_SAID_BELOW = 7
"""Letters' heights below an input that are kept in sight with it: what is said about it stands there."""
_UNBOUND = 16_777_215


class Sides(ScrollDown):
    """``head`` above, ``view`` at the left, ``panel`` at the right. What has the focus is kept in sight."""

    def __init__(self, head: QWidget, view: QAbstractItemView, panel: QWidget) -> None:
        super().__init__()
        self._view = view
        self._panel = ScrollDown()
        self._panel.put(panel, margins=(0, 0, 8, 0))
        for one in (view, self._panel):
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._below = QWidget()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._below)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(view)
        self._layout.addWidget(self._panel, 1)
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(head)
        whole.addWidget(self._below, 1)
        self.put(inside)
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.timeout.connect(self._keep_in_sight)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def to_top(self) -> None:
        """Show the beginning of the panel: another record is there now."""
        self._panel.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_below"):
            self._fit()

    def _fit(self) -> None:
        letter, room = em(self), self.viewport().width()
        wide = room >= _WIDE * letter
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        least, most = (letters * letter for letters in _LIST_LETTERS)
        width = min(most, max(least, room * _LIST_SHARE[0] // _LIST_SHARE[1]))
        self._view.setMinimumWidth(width if wide else 0)
        self._view.setMaximumWidth(width if wide else _UNBOUND)
        self._layout.setStretch(0, 0 if wide else 2)
        self._layout.setStretch(1, 1 if wide else 3)
        high = min(22 * letter, self.viewport().height() - 4)
        self._below.setMinimumHeight(high if wide else 2 * high)
        self._sight.start()

    def _focus_moved(self, old: QObject | None, new: QObject | None) -> None:
        self._sight.start()

    def _keep_in_sight(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return
        if self._panel.isAncestorOf(focus):
            self._panel.ensureWidgetVisible(focus, 0, _SAID_BELOW * em(self))
        self.ensureWidgetVisible(focus, 0, 8)
