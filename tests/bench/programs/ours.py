"""The program as it is started, with the words of its command line.

Prints a word when its first window is on the screen; with a plan, when a page of that is, and can be typed into.
"""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pmi_desktop.cli

if TYPE_CHECKING:
    from pmi_desktop.domain.catalog import Reference
    from pmi_desktop.services.opened import OpenedPlan
    from pmi_desktop.ui.window import MainWindow


def watched(window: "MainWindow", plan: Path | None) -> "MainWindow":
    """The window, which says when it is there and closes."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, done)
            return False

    def done() -> None:
        print("there", flush=True)
        window.close()

    eye, show = FirstPaint(window), window._show

    def shown(opened: "OpenedPlan", reference: "Reference") -> None:
        show(opened, reference)
        assert window.frame is not None
        assert window.frame.page.isEnabled()
        window.frame.page.installEventFilter(eye)

    if plan is None:
        window.start.installEventFilter(eye)
    else:
        window._show = shown  # type: ignore[method-assign]  # nothing else says that it is through
    return window


def opened_and_watched(plan: Path | None, data: Path | None) -> int:
    """As the command line opens the window."""
    gc.disable()
    import pmi_desktop.app

    assemble = pmi_desktop.app.assemble
    pmi_desktop.app.assemble = lambda app, data, plan=None: watched(assemble(app, data, plan), plan)
    return open_window(plan, data)


open_window = pmi_desktop.cli._window
pmi_desktop.cli._window = opened_and_watched
code = pmi_desktop.cli.main(sys.argv[1:])

from tests.bench.programs.peak import peak  # noqa: E402  # not part of what is measured

print(peak())
sys.exit(code)
