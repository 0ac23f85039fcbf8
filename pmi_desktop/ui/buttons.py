"""Buttons with all their names, on the screen and for who listens."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def act_button(text: str, name: str, description: str, act: Callable[[], None]) -> QPushButton:
    """A button that does one thing; ``name`` is how a test and a style find it."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setAccessibleDescription(description)
    button.clicked.connect(lambda _=False: act())
    return button
