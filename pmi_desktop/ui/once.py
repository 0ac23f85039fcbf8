"""One thing at a time: who clicks twice wants it once."""

from collections.abc import Callable
from typing import TypeVar

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.ui.tasks import Tasks

T = TypeVar("T")


class Once:
    """Runs one job; what is asked for before its end has come home, as a second click on a slow PC does, is not done.

    For jobs that make or open something, not for those that only look.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._busy = False

    def run(self, job: Callable[[], T], on_done: Callable[[T], None], on_problem: Callable[[PmiError], None]) -> bool:
        """Begin, as :meth:`Tasks.run` does; false when the one before has not ended."""
        if self._busy:
            return False
        self._busy = True

        def guarded() -> T:
            try:
                return job()
            except PmiError:
                raise
            except BaseException:  # goes to who reports crashes, and to neither of the two below
                self._busy = False
                raise

        def done(result: T) -> None:
            self._busy = False
            on_done(result)

        def failed(problem: PmiError) -> None:
            self._busy = False
            on_problem(problem)

        self._tasks.run(guarded, done, failed)
        return True
