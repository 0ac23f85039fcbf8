import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QFrame

from tests.samples import example_plan
from tests.ui.driving import Bench, fast_folder, open_plan
from tests.ui.looking import cut_off, overlapping


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    folder = fast_folder()
    one = open_plan(qapp, folder, example_plan())
    yield one
    one.window.theme.set_size(100)
    one.close()
    shutil.rmtree(folder)


def test_no_size_of_the_letters_widens_the_window_or_cuts_the_header(bench: Bench) -> None:
    window = bench.window
    header = window.findChild(QFrame, "header")
    assert header is not None
    bench.frame.header.worker_chosen.emit("Reunión del equipo")
    heights = {}
    for size in (100, 150, 175, 200, 100):
        window.theme.set_size(size)
        bench.at_rest()
        assert window.width() == 1366
        assert [*cut_off(header), *overlapping(header)] == []
        heights[size] = header.height()
    assert heights[200] < 200, "a long name in a narrow column takes the height that the page needs"
