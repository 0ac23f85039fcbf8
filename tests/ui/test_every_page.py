"""Every page for everybody: named for those who listen, reached by those who have no mouse, readable for all."""

import shutil
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui.delivered import delivered
from tests.ui.driving import Bench, fast_folder, open_plan
from tests.ui.looking import name_of, picture, unreadable, visible
from tests.ui.test_screens import SCREENS

INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, QAbstractItemView)


@pytest.fixture(scope="module", params=["light", "dark"])
def bench(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Bench]:
    folder = fast_folder()
    one = open_plan(qapp, folder, delivered())
    one.window.theme.set_look(request.param)
    one.settle()
    yield one
    one.window.theme.set_look("light")
    one.close()
    one.window.deleteLater()
    shutil.rmtree(folder)


def reachable(root: QWidget) -> list[QWidget]:
    """What Tab reaches, in the order of Tab."""
    found: list[QWidget] = []
    widget: QWidget | None = root.nextInFocusChain()
    inside = set(visible(root))
    while widget is not None and widget is not root:
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if widget in inside and widget.isEnabled() and stops:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


@pytest.mark.parametrize("step", SCREENS)
def test_every_input_says_what_it_is_and_what_it_is_for(bench: Bench, step: str) -> None:
    page = bench.page(step)
    bench.at_rest()
    silent = [
        name_of(widget)
        for widget in reachable(page)
        if isinstance(widget, INPUTS)
        if not (widget.accessibleName() or getattr(widget, "text", lambda: "")()) or not widget.accessibleDescription()
    ]
    assert silent == []


@pytest.mark.parametrize("step", SCREENS)
def test_every_field_has_a_label_that_leads_to_it(bench: Bench, step: str) -> None:
    page = bench.page(step)
    bench.at_rest()
    led_to = {label.buddy() for label in page.findChildren(QLabel)}
    assert [
        name_of(widget)
        for widget in reachable(page)
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox)
        if widget not in led_to
    ] == []


@pytest.mark.parametrize("step", SCREENS)
def test_tab_walks_the_page_as_one_reads_it(bench: Bench, step: str) -> None:
    page = bench.page(step)
    bench.at_rest()
    places = [(one, QRect(one.mapTo(page, QPoint(0, 0)), one.size())) for one in reachable(page)]
    assert [
        f"{name_of(one)} → {name_of(other)}"
        for (one, place), (other, next_place) in pairwise(places)
        if next_place.bottom() < place.top() and next_place.left() < place.right()
    ] == []


@pytest.mark.parametrize("step", SCREENS)
def test_one_sees_where_the_focus_is(bench: Bench, step: str) -> None:
    page = bench.page(step)
    bench.at_rest()
    hidden = []
    for widget in reachable(page):
        bench.window.setFocus()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.hasFocus() and picture(widget) == before:
            hidden.append(name_of(widget))
    assert hidden == []


@pytest.mark.parametrize("step", SCREENS)
def test_letters_stand_out_from_their_ground(bench: Bench, step: str) -> None:
    bench.page(step)
    bench.at_rest()
    bench.frame.notice.hide()
    assert unreadable(bench.window) == []
