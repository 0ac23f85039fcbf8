"""The schedule: bars that move by keys and by mouse as undoable edits, deadlines, one page of PDF."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.widgets.gantt import Gantt
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, wait_until

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def _chart(bench: Bench) -> Gantt:
    chart = bench.page("schedule").findChild(Gantt)
    assert isinstance(chart, Gantt)
    return chart


def _days(bench: Bench, key: str) -> tuple[date | None, date | None]:
    action = bench.plan.get(Action, key)
    assert action is not None
    return action.start_on, action.end_on


def test_arrows_move_and_stretch_and_each_is_undone_by_name(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    chart = _chart(one)
    chart.select("a2")
    press(chart, Qt.Key.Key_Right)
    assert _days(one, "a2") == (date(2026, 3, 9), date(2026, 5, 7))
    press(chart, Qt.Key.Key_Left, SHIFT)
    assert _days(one, "a2") == (date(2026, 3, 9), date(2026, 4, 30))
    press(chart, Qt.Key.Key_Left, CONTROL)
    assert _days(one, "a2") == (date(2026, 3, 2), date(2026, 4, 30))
    assert one.context.editor.undo_label == "mover una acción en el cronograma"
    for _ in range(3):
        one.frame.undo()
    assert one.plan == example_plan


def test_an_end_never_comes_before_its_beginning(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    chart = _chart(one)
    chart.select("a6")
    for _ in range(4):
        press(chart, Qt.Key.Key_Left, SHIFT)
    start, end = _days(one, "a6")
    assert start == end == date(2026, 11, 9)


def test_by_weeks_an_arrow_is_a_day_and_the_chart_scrolls(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    chart = _chart(one)
    chart.show_weeks(True)
    chart.select("a1")
    press(chart, Qt.Key.Key_Right)
    assert _days(one, "a1") == (date(2026, 1, 20), date(2026, 2, 28))
    assert chart.horizontalScrollBar().maximum() > 0


def test_up_and_down_choose_and_enter_opens(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    chart = _chart(one)
    chosen: list[str] = []
    chart.chosen.connect(chosen.append)
    first = chart.current
    press(chart, Qt.Key.Key_Down)
    press(chart, Qt.Key.Key_Down)
    press(chart, Qt.Key.Key_Up)
    assert len(chosen) == 3
    assert chart.current != first
    opened: list[str] = []
    chart.opened.disconnect()
    chart.opened.connect(opened.append)
    press(chart, Qt.Key.Key_Return)
    assert opened == [chart.current]


def test_a_bar_is_dragged_as_one_edit(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    chart = _chart(one)
    key = "a7"
    row = next(index for index, each in enumerate(chart._rows) if each.key == key)
    before = _days(one, key)
    assert before[0] is not None
    assert before[1] is not None
    bar = chart._bar(before[0], before[1], chart._tops[row], chart._tops[row + 1] - chart._tops[row])
    place = QPoint(round(bar.center().x()), round(bar.center().y()))
    by = QPoint(round(14 * chart._day_width()), 0)
    QTest.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseMove(chart.viewport(), place + by)
    assert _days(one, key) == before
    QTest.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place + by)
    start, end = _days(one, key)
    assert start is not None
    assert end is not None
    assert abs((start - before[0]) - timedelta(days=14)) <= timedelta(days=2)
    assert end - start == before[1] - before[0]
    one.frame.undo()
    assert one.plan == example_plan


def test_an_action_without_dates_stays_in_sight_and_does_not_move(bench: OpenBench, example_plan: Plan) -> None:
    action = example_plan.get(Action, "a1")
    assert action is not None
    plan = example_plan.after(gestures.change(example_plan, action, start_on=None, end_on=None))
    one = bench(plan)
    chart = _chart(one)
    chart.select("a1")
    press(chart, Qt.Key.Key_Right)
    assert one.plan == plan
    assert "sin fechas" in chart.accessibleDescription()


def test_the_schedule_is_printed_on_one_page(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bench(example_plan).page("schedule")
    target = tmp_path / "cronograma.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    next(button for button in page.findChildren(QPushButton) if "PDF" in button.text()).click()
    wait_until(target.exists)
    assert len(PdfReader(target).pages) == 1


def test_going_to_a_deadline_and_an_empty_plan(bench: OpenBench) -> None:
    one = bench(make_plan())
    one.frame.go_to(("plan", ""), "deadlines", "schedule")
    add = one.find(QPushButton, "plan.deadlines")
    wait_until(add.hasFocus)
    add.click()
    assert len(one.plan.info.deadlines) == 1


def test_without_actions_one_button_leads_to_them(bench: OpenBench) -> None:
    one = bench(make_plan())
    first = one.page("schedule").first_field()
    assert isinstance(first, QPushButton)
    first.click()
    assert one.frame.step == "actions"
