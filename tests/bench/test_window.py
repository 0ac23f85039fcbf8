"""Keys, pages and scrolling in the real window, in a plan ten times the example."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median, quantiles
from time import perf_counter, process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit

from pmi_desktop.domain.steps import STEPS
from pmi_desktop.ui.pages.registry import PAGES
from pmi_desktop.ui.pages.self_assessment import SelfAssessmentPage
from tests.bench.conftest import Table
from tests.bench.measuring import Row
from tests.samples import example_plan, ten_times
from tests.ui.driving import Bench, fast_folder, open_plan, settle

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
KEYS = 400
ROUNDS = 3
LINE, LINES = 40, 150
"""Pixels by which a page is scrolled, and how often at most."""
LETTER, BACKSPACE = Qt.Key.Key_A, Qt.Key.Key_Backspace
STEPS_WITH_PAGE = [step.id for step in STEPS if step.id in PAGES]


@pytest.fixture(scope="module")
def large(qapp: QApplication) -> Iterator[Bench]:
    folder = fast_folder()
    one = open_plan(qapp, folder, ten_times(example_plan()))
    yield one
    one.close()
    one.window.deleteLater()
    shutil.rmtree(folder)


@dataclass(frozen=True)
class Taken:
    """Milliseconds by the clock for every picture of a round, and of the processor alone."""

    clock: list[float]
    processor: list[float]

    @property
    def slowest(self) -> float:
        """One picture in a hundred takes longer."""
        return quantiles(self.clock, n=100)[98] if len(self.clock) > 1 else 0.0

    def row(self, what: str) -> Row:
        middle, alone = median(self.clock), quantiles(self.processor, n=100)[98]
        told = f"({len(self.clock)} pictures, middle {middle:.1f} ms; p99 of the processor's time {alone:.1f} ms)"
        return Row(f"{what}, ten times the example, p99", self.slowest, 16, "ms", told)


def pictured(acts: Iterable[Callable[[], object]]) -> Taken:
    """What each act takes until it is on the screen."""
    clock, processor = [], []
    for act in acts:
        begun, used = perf_counter(), process_time()
        act()
        QApplication.sendPostedEvents()
        settle()
        clock.append((perf_counter() - begun) * 1000)
        processor.append((process_time() - used) * 1000)
    return Taken(clock, processor)


def at_rest() -> None:
    """What opening a page has left for later is no part of what comes after it."""
    for _ in range(3):
        settle()


def quietest(round_of: Callable[[], Taken]) -> Taken:
    """The round that other programs disturbed least."""
    return min((round_of() for _ in range(ROUNDS)), key=lambda one: one.slowest)


def test_a_key_that_rates(table: Table, large: Bench) -> None:
    page = large.page("self_assessment")
    assert isinstance(page, SelfAssessmentPage)
    page.panel.focus("level")
    picker = large.window.focusWidget()
    assert picker is not None
    keys = [partial(QTest.keyClick, picker, Qt.Key(Qt.Key.Key_1 + number % 4)) for number in range(KEYS)]
    table.add(quietest(lambda: pictured(keys)).row("a key that rates"))


def test_a_key_in_a_text(table: Table, large: Bench) -> None:
    large.page("school")
    field = large.find(QLineEdit, "school.locality")
    field.clear()
    field.setFocus()
    keys = [partial(QTest.keyClick, field, LETTER if number % 50 else BACKSPACE) for number in range(KEYS)]
    table.add(quietest(lambda: pictured(keys)).row("a key in a text"))


def scrolled(large: Bench, step: str) -> Taken:
    """Everything that scrolls on a page just opened, a line at a time."""
    large.frame.go("home")
    large.frame.forget_hidden_pages()
    acts: list[Callable[[], object]] = []
    for area in large.page(step).findChildren(QAbstractScrollArea):
        for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
            if area.isVisible():
                acts += [partial(bar.setValue, place) for place in range(LINE, bar.maximum(), LINE)][:LINES]
    at_rest()
    return pictured(acts)


@pytest.mark.parametrize("step", STEPS_WITH_PAGE)
def test_scrolling(table: Table, large: Bench, step: str) -> None:
    quiet = quietest(lambda: scrolled(large, step))
    if len(quiet.clock) > 20:  # others hardly scroll
        table.add(quiet.row(f"{step} scrolled"))


def first_opened(one: Bench, step: str) -> float:
    """Milliseconds for a page that was never opened."""
    one.frame.go("home")
    one.frame.forget_hidden_pages()
    settle()
    begun = perf_counter()
    one.frame.go(step)
    at_rest()
    return (perf_counter() - begun) * 1000


def test_pages_opened_first(table: Table, large: Bench, qapp: QApplication) -> None:
    folder = fast_folder()
    small = open_plan(qapp, folder, example_plan())
    found = []
    try:
        for step in STEPS_WITH_PAGE:
            first_opened(small, step)  # its modules are loaded, whatever the plan
            pairs = [(first_opened(small, step), first_opened(large, step)) for _ in range(3)]
            own, other = min(one for one, _ in pairs), min(one for _, one in pairs)
            told = f"({other:.0f} ms beside {own:.0f} ms)"
            found.append(Row(f"{step} opened first, ten times the example", other / own, 3, "×", told))
    finally:
        small.close()
        small.window.deleteLater()
        shutil.rmtree(folder)
    table.add(*found)
