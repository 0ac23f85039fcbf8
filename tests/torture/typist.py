"""Somebody types in the real window, on no screen, letter by letter, until the light goes out."""

import os
from collections.abc import Callable
from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PAUSE = 20
"""Milliseconds between two letters."""


def expected(length: int) -> str:
    """What stands in the field after so many letters."""
    return (LETTERS * (length // len(LETTERS) + 1))[:length]


def get_ready() -> None:
    """Loads what the window needs, once for many children."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

    import pmi_desktop.app
    import pmi_desktop.ui.session  # noqa: F401  # all that a plan's screens need


def type_in_window(plan: Path, data: Path, count: int, say: Callable[[str], None]) -> int:
    """Opens the window with a plan, types so many letters of the school's name and closes it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from pmi_desktop.app import assemble

    app = QApplication([])
    window = assemble(app, data, plan)
    typed = 0

    def begin() -> None:
        if window.frame is None:
            return
        ready.stop()
        window.frame.go("school")
        window.frame.context.editor.on_saved(lambda found: say(f"ack {found.revision}"))
        typing.start(PAUSE)

    def type_one() -> None:
        nonlocal typed
        field = window.findChild(QLineEdit, "school.name")
        assert field is not None
        if typed == count:
            typing.stop()
            window.close()
            app.quit()
            return
        field.setFocus()
        field.end(False)
        QTest.keyClicks(field, LETTERS[len(field.text()) % len(LETTERS)])
        typed += 1

    ready, typing = QTimer(), QTimer()
    ready.timeout.connect(begin)
    typing.timeout.connect(type_one)
    ready.start(10)
    window.show()
    return app.exec()
