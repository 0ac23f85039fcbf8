"""What is asked for twice is done once, whatever came of it the time before."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from pmi_desktop.services.files import CannotRead
from pmi_desktop.ui.once import Once
from pmi_desktop.ui.tasks import Tasks
from tests.ui.driving import wait_until


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_the_second_waits_for_the_first_to_come_home(tasks: Tasks) -> None:
    once, go_on = Once(tasks), Event()
    done: list[object] = []

    def job() -> str:
        go_on.wait(90)
        return "made"

    assert once.run(job, done.append, done.append)
    assert not once.run(job, done.append, done.append)
    go_on.set()
    wait_until(lambda: done)
    assert done == ["made"]
    assert once.run(job, done.append, done.append)
    wait_until(lambda: done == ["made", "made"])


def test_what_could_not_be_done_can_be_tried_again(tasks: Tasks) -> None:
    once = Once(tasks)
    done: list[object] = []

    def refuse() -> str:
        raise CannotRead(path=Path("x"), reason="missing")

    assert once.run(refuse, done.append, lambda problem: done.append(type(problem).__name__))
    wait_until(lambda: done)
    assert done == ["CannotRead"]
    assert once.run(lambda: "made", done.append, done.append)
    wait_until(lambda: done[1:] == ["made"])


@pytest.mark.logs("a task failed: ZeroDivisionError")
def test_what_nobody_foresaw_can_be_tried_again_too(tasks: Tasks) -> None:
    once = Once(tasks)
    done: list[object] = []
    crashes: list[object] = []
    tasks.crashed.connect(crashes.append)

    def crash() -> str:
        return str(1 / 0)

    assert once.run(crash, done.append, done.append)
    wait_until(lambda: crashes)
    assert once.run(lambda: "made", done.append, done.append)
    wait_until(lambda: done)
    assert done == ["made"]
