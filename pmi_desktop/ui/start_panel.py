"""What takes the place of the list of plans for a moment: a titled page with a way back."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.ui.buttons import act_button
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.scrolling import ScrollDown

GAP = 16


class StartPanel(ScrollDown):
    """A title, what a subclass lays into ``body``, and a row of buttons that ends with «Volver» (``left``)."""

    left = Signal()

    def __init__(self, title: str, name: str, *, width: int = 46) -> None:
        super().__init__()
        self.setObjectName(name)
        content = QWidget()
        self._content, self._letters = content, width
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self.body.addWidget(text_label(title, "title"))
        self.put(content, margins=(32, 32, 32, 32))
        self._fit()

    def add_buttons(self, *buttons: QPushButton) -> None:
        """The last row: these, and the way back."""
        row = QHBoxLayout()
        row.setSpacing(8)
        back = act_button("Volver", f"leave_{self.objectName()}", "Vuelve a la lista de planes.", self.left.emit)
        for button in (*buttons, back):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Lines as long as before in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_content"):
            self._fit()

    def _fit(self) -> None:
        self._content.setMaximumWidth(self._letters * em(self))

    def start(self) -> None:
        """Begin anew, with the focus where one begins."""
