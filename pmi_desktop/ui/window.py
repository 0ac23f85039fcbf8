"""The window: the start screen or one open plan, and opening and closing between them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.ui import commands
from pmi_desktop.ui.copies import Copies
from pmi_desktop.ui.library import Library
from pmi_desktop.ui.notice import Notice
from pmi_desktop.ui.once import Once
from pmi_desktop.ui.start import StartScreen
from pmi_desktop.ui.surroundings import Surroundings
from pmi_desktop.ui.tasks import Tasks
from pmi_desktop.ui.theme import Theme
from pmi_desktop.ui.ways import AREA

if TYPE_CHECKING:  # all that a plan needs waits for the first paint
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    from pmi_desktop.domain.catalog import Reference
    from pmi_desktop.services.opened import OpenedPlan
    from pmi_desktop.ui.frame import PlanFrame
    from pmi_desktop.ui.help_window import HelpWindow

PROGRAM = "PMI Escritorio"
AT_REST = 4_000
"""Milliseconds after the first paint from which nothing of the start is left to do, on a slow PC too."""
SECONDS_TO_SAVE = 5.0
"""How long closing waits for the disk before it says so."""


class MainWindow(QMainWindow):
    """Shows at once, loads the rest when it has been painted. ``first`` is a plan to open without being asked.

    ``settled`` comes once, when what the start loads is loaded and there is a moment to spare.
    """

    painted = Signal()
    settled = Signal()

    def __init__(self, around: Surroundings, theme: Theme, first: Path | None = None) -> None:
        super().__init__()
        self._around = around
        self._memory = around.memory
        self.theme = theme
        self.tasks = Tasks(self)
        self._opening = Once(self.tasks)
        self._first = first
        self._shown_once = False
        self.opened: OpenedPlan | None = None
        self.frame: PlanFrame | None = None
        self.question: QMessageBox | None = None
        self._greeting = ""
        self.manual: HelpWindow | None = None
        self._then: Callable[[], None] | None = None
        self.setWindowTitle(PROGRAM)
        self.start = StartScreen(around.today().year)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self.setCentralWidget(self._stack)
        self.notice = Notice(self.start)
        self.library = Library(self.start, self.notice, around, self.tasks)
        self.copies = Copies(self)
        self.menus = commands.menus_of(self)
        self._rest = QTimer(self, singleShot=True, interval=AT_REST)
        self._rest.timeout.connect(self.settled)
        self._connect()
        self.resize(QSize(1200, 760))
        self.restoreGeometry(self._memory.state("window"))

    def open_path(self, path: Path, read_only: bool = False, then: Callable[[], None] | None = None) -> None:
        """Open a plan, or look at an area that somebody gave; the plan that is open is closed first.

        ``then`` is done once the plan is on the screen.
        """
        self._then = then or self._then
        if path.suffix.lower() == AREA:
            self.leave(lambda: self._bring(path))
        else:
            self.leave(lambda: self._open(path, read_only))

    def _bring(self, path: Path) -> None:
        self.show_start()
        self.library.ways.bring(path)

    def _take_area(self, plan: Path, area: Path) -> None:
        """Open the plan that gave an area, and show what it brings."""
        self.open_path(plan, then=lambda: self._begin_taking(area))

    def _begin_taking(self, area: Path) -> None:
        assert self.frame is not None
        self.frame.take_area(area)

    def open_new(self, path: Path, greeting: str) -> None:
        """Open a plan that was just made, and say there what is to be said of it."""
        self._greeting = greeting
        self.open_path(path)

    def leave(self, then: Callable[[], None]) -> None:
        """Close the open plan, if it can be saved, and go on."""
        if self.frame is None:
            then()
        elif self.rescue():
            self._let_go()
            then()
        else:
            self._ask(then)

    def show_start(self) -> None:
        """The list of plans."""
        self._stack.setCurrentWidget(self.start)
        self.start.show_plans()
        self.library.list_plans()

    def show_help(self, page: str = "") -> None:
        """The manual at a page; without one, the help of where one is."""
        if not page and self.frame is not None:
            self.frame.show_help()
            return
        if self.manual is None:
            from pmi_desktop.ui.help_window import HelpWindow

            self.manual = HelpWindow(self)
        self.manual.open_page(page or "inicio")

    def save_report(self) -> None:
        """The report for support, into a file."""
        from pmi_desktop.ui.support import ask_and_save

        ask_and_save(self, self._around.workspace.data)

    def now(self) -> datetime:
        """The local time."""
        return self._around.clock()

    def say(self, text: str, word: str = "", act: Callable[[], None] | None = None, *, stays: bool = False) -> None:
        """A short word wherever one is, and a button with ``word``."""
        (self.frame.notice if self.frame is not None else self.notice).say(text, word, act, stays=stays)

    def rescue(self) -> bool:
        """Save what there is, also what is being typed, whatever happened; whether all is saved."""
        if self.frame is None:
            return True
        try:
            self.frame.page.settle()
        finally:
            saved = self.frame.autosave.flush(SECONDS_TO_SAVE)
        return saved

    def after_first_paint(self) -> None:
        """Open what was given, or list the plans."""
        self.start.removeEventFilter(self)
        self.start.complete()
        self.menus.fill()
        self.theme.follow_system()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._activity)
        self.painted.emit()
        self._rest.start()
        if self._first is not None:
            self.open_path(self._first)  # the list comes with the start screen, which this is not
        else:
            self.library.list_plans()

    def close_window(self) -> None:
        """Close, as the cross does."""
        self.close()

    def _open(self, path: Path, read_only: bool) -> None:
        def job() -> "tuple[OpenedPlan, Reference]":
            reference = self._around.load_reference()
            opened = self._around.workspace.open(path, read_only=read_only)
            try:
                reference.must_know(opened.editor.plan)
            except PmiError:
                opened.close()
                raise
            return opened, reference

        if self._opening.run(job, lambda found: self._show(*found), lambda problem: self._cannot_open(path, problem)):
            self.notice.say(f"Abriendo {path.name}…", stays=True)

    def _cannot_open(self, path: Path, problem: PmiError) -> None:
        self._then = None
        if self.start.plans is None:
            self.library.list_plans()
        self.library.cannot_open(path, problem)

    def _show(self, opened: "OpenedPlan", reference: "Reference") -> None:
        from pmi_desktop.ui import session

        frame = session.frame_of(opened, reference, self._around, self.tasks)
        self.opened, self.frame = opened, frame
        frame.copy_wanted.connect(self.copies.save_copy)
        frame.context.plan_wanted.connect(self.open_new)
        frame.refreshed.connect(self._follow)
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        self.notice.hide()
        frame.go_back_to(session.last_place(opened, self._memory))
        self.setWindowTitle(f"{session.title_of(opened)} · {PROGRAM}")
        said, self._greeting = session.warning_of(opened) or self._greeting, ""
        if said:
            self.say(said)
        elif session.asks_who(opened, self._memory):
            frame.ask_who()
        self.copies.begin()
        then, self._then = self._then, None
        if then is not None:
            then()

    def refuse(self, problem: PmiError) -> None:
        """Say why something was not done."""
        from pmi_desktop.services.sentences import sentence

        self.say(sentence(problem), stays=True)

    def _ask(self, then: Callable[[], None]) -> None:
        """What to do with edits that the disk does not take."""
        from pmi_desktop.ui.unsaved import ask_about_unsaved

        assert self.frame is not None
        problem = self.frame.autosave.problem
        self.question = ask_about_unsaved(
            self, PROGRAM, problem, self.copies.save_copy, lambda: self._close_unsaved(then)
        )

    def _close_unsaved(self, then: Callable[[], None]) -> None:
        self._let_go()
        then()

    def _let_go(self) -> None:
        """Take the plan's screens away and give its file back."""
        from pmi_desktop.ui import session

        assert self.frame is not None
        assert self.opened is not None
        session.remember(self.frame, self._memory)
        self.copies.stop()
        self.frame.close_plan()
        self._stack.setCurrentWidget(self.start)
        self._stack.removeWidget(self.frame)
        frame, opened = self.frame, self.opened
        self.frame, self.opened = None, None
        self.setWindowTitle(PROGRAM)
        self.menus.follow(plan_open=False)
        frame.deleteLater()
        opened.close(timeout=SECONDS_TO_SAVE)

    def _follow(self) -> None:
        if self.opened is not None:
            editor = self.opened.editor
            self.menus.follow(plan_open=True, undo=editor.undo_label, redo=editor.redo_label)

    def _connect(self) -> None:
        self.library.chosen.connect(self.open_path)
        self.library.ways.arrived.connect(self.open_new)
        self.library.ways.taking_wanted.connect(self._take_area)
        self.start.installEventFilter(self)
        self.theme.changing.connect(self._lighten)

    def _lighten(self) -> None:
        if self.frame is not None:
            self.frame.forget_hidden_pages()

    def _activity(self, state: "Qt.ApplicationState") -> None:
        """Save when another program comes to the front."""
        from PySide6.QtCore import Qt

        if state is not Qt.ApplicationState.ApplicationActive and self.frame is not None:
            self.frame.save_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Load the rest once something is on the screen."""
        if event.type() == QEvent.Type.Paint and not self._shown_once:
            self._shown_once = True
            QTimer.singleShot(0, self.after_first_paint)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the plan's commands off."""
        super().showEvent(event)
        if self.frame is None:
            self.menus.follow(plan_open=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never close in silence on work that is not on the disk."""
        if self.frame is not None and not self.rescue():
            event.ignore()
            self._ask(self.close_window)
            return
        self._memory.remember_state("window", self.saveGeometry())
        if self.frame is not None:
            self._let_go()
        self.tasks.close()
        self._memory.close()
        super().closeEvent(event)
