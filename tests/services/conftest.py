"""A workspace in a folder of its own, with a clock that tests move."""

import datetime as dt
import itertools
from pathlib import Path

import pytest

from pmi_desktop.services.workspace import Workspace
from tests.samples import NOW


class Clock:
    now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Workspace:
    numbers = itertools.count(1)
    return Workspace(tmp_path / "datos", clock=clock, new_id=lambda: f"id{next(numbers)}", program="la ventana")
