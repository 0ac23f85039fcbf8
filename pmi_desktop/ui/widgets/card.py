"""A titled card of a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from pmi_desktop.ui.widgets.layouts import GAP, text_label


class Card(QFrame):
    """A title, and below it what :meth:`put` is given."""

    def __init__(self, title: str, intro: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(GAP, GAP, GAP, GAP)
        self._layout.setSpacing(8)
        self.title = text_label(title, "section")
        self._layout.addWidget(self.title)
        if intro:
            self._layout.addWidget(text_label(intro, "muted"))

    def put(self, *widgets: QWidget) -> None:
        """More, below what is there."""
        for widget in widgets:
            self._layout.addWidget(widget)

    def lay(self, layout: QLayout) -> None:
        """A layout to be filled later, below what is there."""
        self._layout.addLayout(layout)

    def put_left(self, widget: QWidget) -> None:
        """The same, no wider than it needs."""
        self._layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
