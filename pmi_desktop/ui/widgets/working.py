"""A job that takes its time, in sight: what it is doing, how far it is, and the button that stops it."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.sending import Cancelled, Progress
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.layouts import text_label

T = TypeVar("T")


class _Teller(QObject):
    """Carries the words of a job from its thread to the window's."""

    told = Signal(str, float)
    ended = Signal()


class Working(QWidget):
    """Hidden until :meth:`run` is called, and again when the job has ended."""

    def __init__(self, context: PlanContext, name: str) -> None:
        super().__init__()
        self._context = context
        self._stop = threading.Event()
        self._words: QLabel = text_label("", "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(name)
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cancel = QPushButton("Detener")
        self._cancel.setObjectName("stop_job")
        self._cancel.setAccessibleName(f"Detener: {name}")
        self._cancel.setAccessibleDescription("Deja lo que se está haciendo; no queda nada a medias.")
        self._cancel.clicked.connect(lambda _=False: self.stop())
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        beside.addWidget(self._cancel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self._words)
        whole.addLayout(beside)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return not self.isHidden()

    def run(
        self, job: Callable[[Progress], T], on_done: Callable[[T], None], on_problem: Callable[[PmiError], None]
    ) -> None:
        """Run a job in the background; one at a time.

        The job tells its progress, which raises ``Cancelled`` once somebody has stopped it. What it ends with reaches
        the callers even when this widget is gone: they must not lean on the page. When the plan is closed meanwhile,
        the job is stopped and nobody is left to be told.
        """
        if self.busy:
            return
        stop, context = threading.Event(), self._context
        context.destroyed.connect(stop.set)
        teller = _Teller(context.tasks)  # which outlives the plan, as the job does until it is stopped
        teller.told.connect(self._tell)
        self._stop = stop

        def progress(words: str, part: float) -> None:
            if stop.is_set():
                raise Cancelled
            teller.told.emit(words, part)

        def ended() -> bool:
            teller.ended.emit()
            teller.deleteLater()
            return isValid(context)

        def done(result: T) -> None:
            if ended():
                on_done(result)

        def failed(problem: PmiError) -> None:
            if ended():
                on_problem(problem)

        teller.ended.connect(self._end)
        self._cancel.setEnabled(True)
        self._tell("", 0.0)
        self.show()
        context.tasks.run(lambda: job(progress), done, failed)

    def stop(self) -> None:
        """Ask the job to stop; it ends where it next tells how far it is."""
        self._stop.set()
        self._cancel.setEnabled(False)
        self._words.setText("Deteniendo…")

    @Slot(str, float)
    def _tell(self, words: str, part: float) -> None:
        if not self._stop.is_set():
            self._words.setText(words)
            self._bar.setValue(round(part * 1000))

    @Slot()
    def _end(self) -> None:
        self.hide()
