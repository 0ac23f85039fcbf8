"""Driving the real window: waiting for what is needed and finding what is named."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pmi_desktop.app import reference
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.frame import PlanFrame
from pmi_desktop.ui.memory import Memory
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.surroundings import Surroundings
from pmi_desktop.ui.tasks import Tasks
from pmi_desktop.ui.theme import Theme
from pmi_desktop.ui.window import MainWindow
from tests.samples import NOW

W = TypeVar("W", bound=QWidget)


def wait_until(condition: Callable[[], object], seconds: float = 90) -> None:
    """Let the window work until something is so; fails when it does not come."""
    loop = QEventLoop()
    asking, giving_up = QTimer(), QTimer()
    giving_up.setSingleShot(True)
    asking.timeout.connect(lambda: loop.quit() if condition() else None)
    giving_up.timeout.connect(loop.quit)
    if not condition():
        asking.start(10)
        giving_up.start(round(seconds * 1000))
        loop.exec()
        asking.stop()
        giving_up.stop()
    assert condition(), "it did not come"


def settle() -> None:
    """Let layouts and paintings that are due happen."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents()  # what other timers that were due have asked for


def at_rest(tasks: Tasks) -> None:
    """Wait until all that runs in the background has ended and been told, and what it brought has found its place."""
    both, told = Barrier(2), list[object]()
    for _ in range(2):
        tasks.run(lambda: both.wait(90), told.append)
    wait_until(lambda: len(told) == 2)
    settle()


def still_found(look: Callable[[], list[str]]) -> list[str]:
    """What a look over a window finds, and finds again and again: a layout may take several rounds to its place."""
    found: list[str] = []

    def clean() -> bool:
        found[:] = look()
        return not found

    with suppress(AssertionError):
        wait_until(clean, 10)
    return found


def type_text(widget: QWidget, text: str) -> None:
    """Type it, key by key, into a widget that has the focus after this."""
    widget.setFocus()
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(widget, letter)
        else:  # QTest knows the keys of an American keyboard only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key, shortcuts included."""
    QTest.keyClick(widget, key, modifier)


@dataclass
class Bench:
    """A window with one plan open, over a real file."""

    window: MainWindow
    path: Path

    @property
    def frame(self) -> PlanFrame:
        assert self.window.frame is not None
        return self.window.frame

    @property
    def context(self) -> PlanContext:
        return self.frame.context

    @property
    def plan(self) -> Plan:
        return self.context.plan

    def page(self, step: str) -> Page:
        """Go to a step."""
        self.frame.go(step)
        self.settle()
        return self.frame.page

    def find(self, cls: type[W], name: str) -> W:
        """The widget of that name on the open page or in the frame."""
        places = (self.frame.page, self.frame, self.window)
        found = next((one for place in places if (one := place.findChild(cls, name)) is not None), None)
        assert found is not None, f"no {cls.__name__} called {name}"
        return found

    def settle(self) -> None:
        """Let layouts and paintings that are due happen."""
        settle()

    def at_rest(self) -> None:
        """The same for what the background still brings."""
        at_rest(self.window.tasks)

    def on_disk(self) -> Plan:
        """The plan as another program would read it now."""
        from pmi_desktop.storage.store import read_file

        return read_file(self.path)

    def reopened(self) -> "Bench":
        """A second window, after the first one was closed, with the same plan."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        window = open_window(app, self.path.parent.parent, self.path)
        wait_until(lambda: window.frame is not None)
        return Bench(window, self.path)

    def close(self) -> None:
        """Save and close the window."""
        self.window.close()


def fast_folder() -> Path:
    """A new folder in memory where there is one: these tests write real files, and never ask whether they last."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))


def surroundings(data: Path) -> Surroundings:
    """A library in a folder, on the day of the samples."""
    workspace = Workspace(data, clock=lambda: NOW, new_id=new_id, program="la ventana")
    memory = Memory(workspace.settings)
    return Surroundings(lambda: workspace, reference, lambda *_: data, memory, clock=lambda: NOW, new_id=new_id)


def open_window(app: QApplication, data: Path, first: Path | None = None) -> MainWindow:
    """The window on the screen, 1366 × 768."""
    around = surroundings(data)
    window = MainWindow(around, Theme(app, around.memory), first)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    return window


def open_plan(app: QApplication, data: Path, plan: Plan) -> Bench:
    """The window with a plan of the library open."""
    path = surroundings(data).workspace.create(plan)
    window = open_window(app, data, path)
    wait_until(lambda: window.frame is not None)
    return Bench(window, path)
