"""The one thread that touches a plan's file, and the one policy for a disk that fails.

Edits that cannot be written stay here, in memory, and are tried again after growing pauses for as long as the program
runs; each failure is reported, and so is the success in the end.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from pmi_desktop.domain.errors import PlanIsClosed, PmiError
from pmi_desktop.domain.records import Edit
from pmi_desktop.storage.errors import CannotOpen, CannotSave
from pmi_desktop.storage.file import PlanFile

logger = logging.getLogger(__name__)
T = TypeVar("T")

Report = Callable[[int, PmiError | None], None]
"""Told, in the writer's thread, up to which revision all is on the disk, and what keeps the rest from it."""

PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before each further attempt; the last one repeats."""


class Writer:
    """Runs everything that needs the file, in the order asked."""

    def __init__(
        self, path: Path, opened: Callable[[], PlanFile], report: Report | None, pauses: Sequence[float]
    ) -> None:
        self._path = path
        self._opened = opened
        self._report: Report = report or (lambda _revision, _problem: None)
        self._pauses = pauses
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._file: PlanFile | None = None
        self._plan_id: str | None = None
        self._pending: list[Edit] = []
        self._saved = 0
        self._failures = 0
        self._due = 0.0
        self._closed = False
        self._asking = threading.Lock()
        """Held while something is put behind what waits already: nothing may come after the end, where none looks."""
        self._thread = threading.Thread(target=self._run, name="pmi-writer", daemon=True)
        self._thread.start()

    def ask(self, job: Callable[[PlanFile], T]) -> "Future[T]":
        """Runs a job with the file; what it raises comes out of the future. Raises :class:`PlanIsClosed`."""
        future: Future[T] = Future()
        if not self._put(lambda: self._answer(future, job)):
            raise PlanIsClosed(path=self._path)
        return future

    def save(self, edits: Sequence[Edit]) -> "Future[PmiError | None]":
        """Adds edits to those to be written and tries at once; the future holds what went wrong, if anything did."""
        future: Future[PmiError | None] = Future()

        def save() -> None:
            self._pending.extend(edits)
            future.set_result(self._attempt())

        if not self._put(save):
            future.set_result(PlanIsClosed(path=self._path))
        return future

    def _put(self, job: Callable[[], None]) -> bool:
        with self._asking:
            if not self._closed:
                self._jobs.put(job)
            return not self._closed

    def close(self, timeout: float) -> None:
        """One last attempt if anything is left, then lets the file go."""
        with self._asking:
            self._closed = True
            self._jobs.put(None)
        self._thread.join(timeout)

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=max(0.0, self._due - time.monotonic()) if self._pending else None)
            except queue.Empty:
                self._attempt()
                continue
            if job is None:
                self._attempt()
                self._let_go()
                return
            job()

    def _answer(self, future: "Future[T]", job: Callable[[PlanFile], T]) -> None:
        try:
            future.set_result(job(self._open()))
        except BaseException as problem:  # noqa: BLE001  # whoever asked gets it, whatever it is
            future.set_exception(problem)

    def _open(self) -> PlanFile:
        """The file; opened again when the disk failed under it, if it still is the same plan."""
        if self._file is None and self._plan_id is None:
            self._file = self._opened()
            self._plan_id, self._saved = self._file.plan_id, self._file.revision
        elif self._file is None:
            again = PlanFile.reopen(self._path)
            if again.plan_id != self._plan_id:
                again.close()
                raise CannotSave(path=self._path, reason="changed")
            again.revision = self._saved
            self._file = again
        return self._file

    def _let_go(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _attempt(self) -> PmiError | None:
        """Tries to write all that is pending, reports, and says what went wrong."""
        if not self._pending:
            return None
        try:
            self._open().write(self._pending)
        except CannotOpen as problem:
            reason = "gone" if problem.facts["reason"] == "missing" else problem.facts["reason"]
            return self._failed(CannotSave(**{**problem.facts, "reason": reason}))
        except PmiError as problem:
            return self._failed(problem)
        except Exception as bug:
            logger.exception("writing %d edits failed", len(self._pending))
            return self._failed(CannotSave(path=self._path, reason="other", detail=type(bug).__name__))
        self._saved = self._pending[-1].revision
        self._pending.clear()
        self._failures = 0
        self._report(self._saved, None)
        return None

    def _failed(self, problem: PmiError) -> PmiError:
        self._let_go()
        self._due = time.monotonic() + self._pauses[min(self._failures, len(self._pauses) - 1)]
        self._failures += 1
        self._report(self._saved, problem)
        return problem
