from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete

from pmi_desktop.domain.errors import PlanIsClosed
from pmi_desktop.services.files import CannotRead
from pmi_desktop.ui.tasks import Tasks
from tests.ui.driving import wait_until

Take = Callable[[object], None]


class Taker(QLabel):
    """Shows what comes."""

    def take(self, result: object) -> None:
        self.setText(str(result))


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def fail() -> str:
    raise CannotRead(path=Path("x"), reason="missing")


def method(taker: Taker) -> Take:
    return taker.take


def function(taker: Taker) -> Take:
    def take(result: object) -> None:
        taker.setText(str(result))

    return take


@pytest.mark.parametrize("way", [method, function])
def test_what_was_closed_meanwhile_gets_no_result(tasks: Tasks, way: Callable[[Taker], Take]) -> None:
    closed, standing, go = Taker(), Taker(), Event()
    tasks.run(lambda: go.wait(90), way(closed))
    tasks.run(fail, way(closed), way(closed))
    tasks.run(lambda: go.wait(90) and "listo", way(standing))
    delete(closed)
    go.set()
    wait_until(lambda: standing.text() == "listo")


def test_a_plan_that_was_closed_first_is_no_crash(tasks: Tasks) -> None:
    def late() -> str:
        raise PlanIsClosed(path=Path("x"))

    told: list[object] = []
    tasks.crashed.connect(told.append)
    tasks.run(late, told.append)
    tasks.run(late, told.append, lambda problem: told.append(type(problem)))
    wait_until(lambda: told)
    assert told == [PlanIsClosed]


@pytest.mark.logs("a task failed: CannotRead")
def test_a_known_problem_that_nobody_asked_for_is_a_crash(tasks: Tasks) -> None:
    told: list[object] = []
    tasks.crashed.connect(told.append)
    tasks.run(fail, lambda _: None)
    wait_until(lambda: told)
    assert isinstance(told[0], CannotRead)
