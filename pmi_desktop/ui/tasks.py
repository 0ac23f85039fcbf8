"""Long work off the window's thread: a function out, its result home."""

import logging
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from pmi_desktop.domain.errors import PlanIsClosed, PmiError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Tasks(QObject):
    """Runs functions in two threads, so that a long backup holds up nothing else; results come to the window's thread.

    No function may import anything of Qt or of ``ui``: two threads that load PySide6's classes at once end the program.

    What was to take a result and was closed meanwhile, like the page of a plan that another one replaced, gets none.
    A known problem goes to ``on_problem``; any other exception, or a known one nobody asked for, to ``crashed``; that
    its plan was closed first is no problem to whoever asked for none.
    """

    crashed = Signal(object)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False

    def run(
        self,
        job: Callable[[], T],
        on_done: Callable[[T], None],
        on_problem: Callable[[PmiError], None] | None = None,
    ) -> None:
        """Run ``job`` in the worker; then ``on_done`` with its result, here."""
        if not self._closed:
            future = self._pool.submit(job)
            future.add_done_callback(lambda done: self._done.emit((done, on_done, on_problem)))

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        """Made when there is something to do: the first paint needs none of it."""
        from concurrent.futures import ThreadPoolExecutor

        from PySide6.QtCore import Qt

        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        return ThreadPoolExecutor(max_workers=2, thread_name_prefix="tasks")

    def close(self) -> None:
        """Wait for the running job, forget the others and deliver nothing more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _deliver(self, what: tuple["Future[Any]", Callable[[Any], None], Callable[[PmiError], None] | None]) -> None:
        future, on_done, on_problem = what
        if self._closed or future.cancelled():
            return
        problem = future.exception()
        taker: Callable[[Any], None] | None = on_done if problem is None else on_problem
        if not isinstance(problem, PmiError | None) or (taker is None and not isinstance(problem, PlanIsClosed)):
            logging.getLogger(__name__).error("a task failed: %s", type(problem).__name__)
            self.crashed.emit(problem)
        elif taker is None or _gone(taker):
            logging.getLogger(__name__).info("nobody took the end of a task: %s", type(problem).__name__)
        else:
            taker(future.result() if problem is None else problem)


def _gone(callback: Callable[[Any], None]) -> bool:
    """Whether Qt has deleted an object that a method or a function written on the spot belongs to."""
    cells = getattr(callback, "__closure__", None) or ()
    held = [getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells)]
    return any(isinstance(one, QObject) and not isValid(one) for one in held)
