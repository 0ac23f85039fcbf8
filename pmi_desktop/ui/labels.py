"""Texts on the screen that are not typed in."""

import re

from PySide6.QtWidgets import QLabel

HERE = "\N{ZERO WIDTH SPACE}"
"""Where a long word may go on in the next line; it has no width."""
_TOO_LONG = re.compile(rf"[^\s{HERE}]{{25,}}")
_AFTER = re.compile(r"[^/\\]{12}|[/\\]")


def breakable(text: str) -> str:
    """A text whose longest words, such as paths, may go on in the next line: with invisible breaks inside of them."""
    return _TOO_LONG.sub(lambda found: _AFTER.sub(rf"\g<0>{HERE}", found.group()), text)


class Label(QLabel):
    """A label that breaks its lines, in long words too, and is never cut off."""

    def __init__(self, text: str = "") -> None:
        super().__init__(breakable(text))
        self.setWordWrap(True)
        self._stay_plain(text)

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Show these words."""
        self._stay_plain(text)
        super().setText(breakable(text))

    def _stay_plain(self, text: str) -> None:
        """Only a text with one of these could be taken for markup; to say so loads ``Qt``, a tenth of the start."""
        if "<" in text or "&lt;" in text:
            from PySide6.QtCore import Qt

            self.setTextFormat(Qt.TextFormat.PlainText)


def text_label(text: str, role: str) -> QLabel:
    """A :class:`Label`; ``role`` is one of those that the style sheet dresses."""
    label = Label(text)
    label.setProperty("role", role)
    return label


def tell(label: QLabel, text: str) -> None:
    """Show a text in a label, which is there only while it has one."""
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))
