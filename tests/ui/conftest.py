"""A window for every test that asks for one, closed at its end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pmi_desktop.domain.plan import Plan
from tests.ui.driving import Bench, open_plan

OpenBench = Callable[[Plan], Bench]


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path) -> Iterator[OpenBench]:
    """`bench(plan)` opens the real window with that plan in a real file; the clock stands at `samples.NOW`."""
    opened: list[Bench] = []

    def open_it(plan: Plan) -> Bench:
        opened.append(open_plan(qapp, tmp_path / "data", plan))
        return opened[-1]

    yield open_it
    for one in opened:
        one.close()
        one.window.deleteLater()
