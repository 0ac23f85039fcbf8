"""Texts on the screen that are not typed in."""

import re

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
    """A text whose longest words, such as paths, may go on in the next line: with invisible breaks inside of them."""
    return _TOO_LONG.sub(lambda found: _AFTER.sub("\\g<0>\u200b", found.group()), text)


_TOO_LONG = re.compile(r"\S{25,}")
_AFTER = re.compile(r"[^/\\]{20}|[/\\]")
