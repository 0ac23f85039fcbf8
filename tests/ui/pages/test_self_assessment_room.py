"""The self-assessment in every text size: all levels with their meanings in sight, and the list one step away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QToolButton, QWidget

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.self_assessment import SelfAssessmentPage
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, wait_until


@pytest.fixture
def large(bench: OpenBench, example_plan: Plan) -> Iterator[Bench]:
    """The example in letters of 150 %."""
    one = bench(example_plan)
    one.window.theme.set_size(150)
    yield one
    one.window.theme.set_size(100)


def opened(one: Bench) -> SelfAssessmentPage:
    page = one.page("self_assessment")
    assert isinstance(page, SelfAssessmentPage)
    one.settle()
    return page


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def scroll_bars_around(widget: QWidget) -> int:
    """How many scroll bars stand beside a widget, one within the other."""
    parent, found = widget.parentWidget(), 0
    while parent is not None:
        found += isinstance(parent, QScrollArea) and parent.verticalScrollBar().isVisible()
        parent = parent.parentWidget()
    return found


def test_all_levels_are_in_sight_in_small_and_large_letters(
    bench: OpenBench, example_plan: Plan, reference: Reference
) -> None:
    one = bench(example_plan)
    page = opened(one)
    names = {key: len(found.name) for key, found in reference.catalog(one.plan).components.items()}
    longest = sorted(names, key=names.__getitem__)[-2:]
    hidden = []
    for size in (100, 125, 150, 200):
        one.window.theme.set_size(size)
        for component in ("1.1.1", *longest):
            page.go_to(component)
            page.panel.focus("level")
            for _ in range(6):  # a longer name moves the levels, and then the page follows them
                one.settle()
            if not whole(page.panel.picker) or scroll_bars_around(page.panel.picker) > 1:
                hidden.append((size, component))
    one.window.theme.set_size(100)
    assert hidden == []


def test_where_both_have_no_room_a_button_leads_to_the_list_and_a_key_back(large: Bench) -> None:
    page = opened(large)
    assert not page.view.isVisible()
    back = large.find(QPushButton, "to_components")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):
        back.click()
        assert page.view.hasFocus()
        assert not page.panel.picker.isVisible()
        press(page.view, Qt.Key.Key_Down)
        press(page.view, key)
        assert page.panel.picker.hasFocus()
        assert not page.view.isVisible()
    assert page.panel.objectName().endswith("/1.1.3")


def test_an_area_is_chosen_above_the_list_and_a_click_leads_to_its_levels(large: Bench) -> None:
    page = opened(large)
    large.find(QPushButton, "to_components").click()
    next(one for one in page.findChildren(QToolButton) if one.text().startswith("Comunidad")).click()
    assert page.view.isVisible()
    large.settle()
    page.view.clicked.emit(page.view.currentIndex())
    assert page.panel.picker.hasFocus()
    assert page.panel.objectName().endswith("/4.1.1")


def test_what_lies_above_the_list_is_reached_and_left_again(large: Bench) -> None:
    page = opened(large)
    assessment = large.plan.all(Assessment)[0]
    large.frame.go_to(assessment.ident, "year")
    year = large.window.focusWidget()
    assert year is not None
    assert (year.objectName(), year.isVisible()) == ("assessments.year", True)
    large.page("school")
    assert opened(large) is page
    wait_until(page.panel.picker.hasFocus)
    assert page.panel.picker.isVisible()
