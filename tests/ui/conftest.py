"""A window for every test that asks for one, closed at its end."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pmi_desktop.domain.plan import Plan
from tests.ui.driving import Bench, fast_folder, open_plan

OpenBench = Callable[[Plan], Bench]


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[OpenBench]:
    """`bench(plan)` opens the real window with that plan in a real file; the clock stands at `samples.NOW`."""
    opened: list[Bench] = []
    folder = fast_folder()

    def open_it(plan: Plan) -> Bench:
        opened.append(open_plan(qapp, folder, plan))
        return opened[-1]

    yield open_it
    for one in opened:
        one.close()
        one.window.deleteLater()
    shutil.rmtree(folder)
