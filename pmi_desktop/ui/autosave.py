"""Saving by itself: soon after the last key, never much later; what fails the writer tries again."""

from datetime import datetime
from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.editor import PlanEditor, SaveReport

PAUSE = 800
"""Milliseconds without a key after which the edits go to the disk."""

AT_MOST = 900
"""Milliseconds an edit waits while somebody types on; the rest of the second is the disk's."""


class SaveState(Enum):
    """What the disk knows of the plan."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


class Autosave(QObject):
    """Hands edits to the writer at the right moment and says what became of them.

    ``changed`` comes with every change of ``state``, ``saved_at`` or ``problem``.
    """

    changed = Signal()
    _reported = Signal(object)

    def __init__(self, editor: PlanEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.state = SaveState.SAVED
        self.saved_at: datetime | None = None
        self.problem: PmiError | None = None
        self._pause = self._timer(PAUSE)
        self._limit = self._timer(AT_MOST)
        self._reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        editor.on_saved(self._reported.emit)

    def touched(self) -> None:
        """The plan has just changed."""
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()
        if self.state is SaveState.SAVED:
            self._become(SaveState.SAVING)

    def save(self) -> None:
        """Hand over now what has not been handed over, as when the focus leaves."""
        self._pause.stop()
        self._limit.stop()
        self._editor.save()

    def flush(self, seconds: float) -> bool:
        """Save and wait for the disk; false when something is still unsaved after so long."""
        self.save()
        return self._editor.flush(seconds)

    def stop(self) -> None:
        """Hand nothing over any more."""
        self._pause.stop()
        self._limit.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save)
        return timer

    @Slot(object)
    def _report(self, report: SaveReport) -> None:
        self.problem = report.problem
        if report.problem is not None:
            self._become(SaveState.FAILED)
            return
        self.saved_at = report.at
        self._become(SaveState.SAVING if self._editor.unsaved else SaveState.SAVED)

    def _become(self, state: SaveState) -> None:
        self.state = state
        self.changed.emit()
