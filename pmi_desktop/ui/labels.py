"""Texts on the screen that are not typed in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def text_label(text: str, role: str) -> QLabel:
    """A label that breaks its lines and is never cut off; ``role`` is one of those that the style sheet dresses."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def breakable(text: str) -> str:
    """A text whose paths may go on in the next line: an invisible break after each of their strokes."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")
