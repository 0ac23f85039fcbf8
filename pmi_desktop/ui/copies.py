"""Copies of the plan that is open: made when asked for and by themselves, looked at, gone back to."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.ui.ways import PLANS

if TYPE_CHECKING:  # all that a plan needs waits for the first paint
    from pmi_desktop.domain.plan import Plan
    from pmi_desktop.services.backups import Backup
    from pmi_desktop.ui.window import MainWindow

SOON = 800
"""Milliseconds after a plan is shown until its first backup, which must not hold up the hands."""
TEND_EVERY = 60_000
"""Milliseconds between looks at whether a backup is due."""


class Copies(QObject):
    """What the window does with copies; :meth:`begin` and :meth:`stop` say from when to when a plan is open."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._tend = QTimer(self, interval=TEND_EVERY)
        for timer in (self._soon, self._tend):
            timer.timeout.connect(self._look_after)
        window.library.ways.restore_wanted.connect(self._restore)
        window.library.ways.look_wanted.connect(self._look_at)

    def begin(self) -> None:
        """Make backups by itself from now on."""
        self._soon.start()
        self._tend.start()

    def stop(self) -> None:
        """Make no more."""
        self._soon.stop()
        self._tend.stop()

    def save_copy(self) -> None:
        """The plan as it is on the screen, into another file."""
        window, opened = self._window, self._window.opened
        if opened is None or window.frame is None:
            return
        from PySide6.QtWidgets import QFileDialog

        window.frame.page.settle()
        name, _ = QFileDialog.getSaveFileName(window, "Guardar una copia", opened.path.name, PLANS)
        if name:
            target = Path(name if name.endswith(".pmi") else f"{name}.pmi")
            window.tasks.run(
                lambda: opened.save_copy(target), lambda _: window.say(f"Copia guardada en {target}."), window.refuse
            )

    def back_up(self) -> None:
        """A backup, now."""
        window, opened = self._window, self._window.opened
        if opened is not None:
            window.rescue()
            window.tasks.run(opened.back_up, lambda _: window.say("Copia de seguridad hecha."), window.refuse)

    def show(self) -> None:
        """The copies of the plan that is open, or of any."""
        opened = self._window.opened
        path = opened.path if opened is not None else self._window.start.current
        self._window.leave(lambda: self._show(path))

    def _show(self, path: Path | None) -> None:
        self._window.show_start()
        self._window.library.ways.restore(path)

    def _restore(self, path: Path, backup: "Backup") -> None:
        """Open a plan and make it what it was, in a step that can be undone."""
        self._window.open_path(path, then=lambda: self._become(backup))

    def _become(self, backup: "Backup") -> None:
        from pmi_desktop.ui import session

        window, opened = self._window, self._window.opened
        assert opened is not None

        def become(copy: "Plan") -> None:
            if window.frame is not None and window.opened is opened:
                session.become(copy, backup.made_at, window.frame.context)

        window.tasks.run(lambda: session.copy_to_become(backup, opened), become, window.refuse)

    def _look_at(self, backup: "Backup") -> None:
        """Open a backup to look at it, with a way back to the others."""
        from pmi_desktop.ui.restore import looking_at

        def say() -> None:
            self._window.say(looking_at(backup), "Volver a las copias", self._show_others, stays=True)

        self._window.open_path(backup.path, read_only=True, then=say)

    def _show_others(self) -> None:
        self._window.leave(lambda: self._show(None))

    def _look_after(self) -> None:
        """Backups that nobody asks for."""
        opened = self._window.opened
        if opened is not None:
            opened.editor.store.get_ready()
            self._window.tasks.run(opened.tend, self._tended)

    def _tended(self, result: "Backup | PmiError | None") -> None:
        if isinstance(result, PmiError):
            from pmi_desktop.services.sentences import sentence

            self._window.say(f"No se pudo hacer la copia de seguridad. {sentence(result)}")
