"""A quiet bar that says what was done and offers the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from pmi_desktop.ui.labels import HERE, Label

LASTS = 9_000
"""Milliseconds a notice stays when nobody closes it, and longer the more there is to read:"""

READ = 100
"""milliseconds per letter that somebody may need who also has something else to do."""


class Notice(QFrame):
    """A bar over the lower edge of a widget. It takes no focus by itself and covers no button of the frame."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("notice")
        self._over = over
        self._act: Callable[[], None] = lambda: None
        self._label = Label()
        self._label.setObjectName("notice_text")
        self._button = QPushButton()
        self._button.setObjectName("notice_act")
        self._button.clicked.connect(self._clicked)
        self._close = QPushButton("Cerrar")
        self._close.setAccessibleDescription("Quita este aviso.")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        if isinstance(over, QStackedWidget):  # which lays each page it shows above all else in it
            over.currentChanged.connect(lambda _: self.raise_())
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text().replace(HERE, "")

    def say(self, sentence: str, word: str = "", act: Callable[[], None] | None = None, *, stays: bool = False) -> None:
        """Show a sentence, and a button with ``word`` that does ``act``; ``stays`` until it is closed or replaced."""
        self._label.setText(sentence)
        self._button.setText(word)
        self._button.setAccessibleDescription(sentence)
        self._button.setVisible(bool(word))
        self._act = act or (lambda: None)
        self.setAccessibleName(sentence)
        self._timer.stop()
        if not stays:
            self._timer.start(max(LASTS, READ * len(sentence)))
        self.show()
        self.raise_()
        self._place()

    def _clicked(self) -> None:
        self.hide()
        self._act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        words = self._label.fontMetrics().horizontalAdvance(self._label.text())
        buttons = sum(one.sizeHint().width() + 8 for one in (self._button, self._close) if not one.isHidden())
        width = min(self._over.width() - 32, words + buttons + 48)
        self.setFixedWidth(width)
        beside = max(self._close.sizeHint().height(), self._label.heightForWidth(max(width - buttons - 32, 80)))
        height = beside + 16
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - 12, width, height)
