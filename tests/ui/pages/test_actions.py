"""Actions: leaders first, all sites or some, tasks, proposed weights, and a calendar that knows the plan."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.actions_panel import team_offered
from pmi_desktop.ui.widgets.plan_calendar import PlanCalendar, opening_day, weekend_of
from pmi_desktop.ui.widgets.typed import DateInput
from tests.samples import make, make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, type_text, wait_until


def at(one: Bench, key: str, field: str = "") -> Bench:
    one.frame.go_to(("actions", key), field, "actions")
    return one


def held(one: Bench, key: str) -> Action:
    found = one.plan.get(Action, key)
    assert found is not None
    return found


def said(one: Bench) -> str:
    page = one.frame.page
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join(shown).replace("\N{NO-BREAK SPACE}", " ")


def test_whoever_leads_the_area_comes_first_and_others_can_be_written(bench: OpenBench, example_plan: Plan) -> None:
    one = at(bench(example_plan), "a7")
    offered = [word for _, word in team_offered(one.plan, one.context.reference, held(one, "a7"))]
    assert offered[0] == "Edilson Pabón Leal (lidera el área)"
    assert len(offered) == 7
    one.find(QCheckBox, "actions.responsible.t4").click()
    assert set(held(one, "a7").responsible) == {"t3", "t4"}
    type_text(one.find(QLineEdit, "actions.responsible_other"), "Consejo municipal")
    assert held(one, "a7").responsible_other == "Consejo municipal"


def test_an_action_is_for_all_sites_or_some(bench: OpenBench, example_plan: Plan) -> None:
    one = at(bench(example_plan), "a1")
    everywhere = one.find(QCheckBox, "actions.sites.all")
    assert everywhere.isChecked()
    site = next(box for box in one.frame.page.findChildren(QCheckBox) if box.objectName().startswith("actions.sites.s"))
    site.click()
    assert held(one, "a1").sites == (site.objectName().rpartition(".")[2],)
    assert not everywhere.isChecked()
    everywhere.click()
    assert held(one, "a1").sites == ()
    assert everywhere.isChecked()
    assert not site.isChecked()
    everywhere.click()
    assert everywhere.isChecked(), "no mark is what all means"


def test_tasks_are_written_and_ticked(bench: OpenBench, example_plan: Plan) -> None:
    one = at(bench(example_plan), "a3")
    one.find(QPushButton, "actions.tasks").click()
    type_text(one.find(QLineEdit, "actions.tasks.0.description"), "Escoger los textos")
    one.find(QCheckBox, "actions.tasks.0.done").click()
    task = held(one, "a3").tasks[0]
    assert (task.description, task.done) == ("Escoger los textos", True)


def test_the_rest_of_the_weights_is_proposed_in_one_step(bench: OpenBench, example_plan: Plan) -> None:
    one = at(bench(example_plan), "a4")
    propose = one.find(QPushButton, "propose_weights")
    assert not propose.isVisible()
    for key in ("a5", "a6"):
        one.context.apply(gestures.change(one.plan, held(one, key), weight=None))
    wait_until(lambda: "Los pesos de esta meta suman 40 %: faltan 60 %." in said(one))
    before = one.plan
    propose.click()
    assert [held(one, key).weight for key in ("a4", "a5", "a6")] == [40, 30, 30]
    wait_until(lambda: not propose.isVisible())
    one.frame.undo()
    assert one.plan == before


def test_the_calendar_knows_weekends_and_the_years_of_the_plan(bench: OpenBench, example_plan: Plan) -> None:
    one = at(bench(example_plan), "a1", "start_on")
    page = one.frame.page
    field = next(each for each in page.findChildren(DateInput) if each.editor.objectName() == "actions.start_on")
    field._open()
    popup = field.box.findChild(PlanCalendar)
    assert popup is not None
    calendar = popup.calendar
    assert calendar.selectedDate() == QDate(2026, 1, 19)
    assert calendar.weekdayTextFormat(Qt.DayOfWeek.Saturday).fontItalic()
    assert not calendar.weekdayTextFormat(Qt.DayOfWeek.Friday).fontItalic()
    assert calendar.dateTextFormat(QDate(2025, 12, 31)).fontStrikeOut()
    assert not calendar.dateTextFormat(QDate(2026, 1, 2)).fontStrikeOut()
    calendar.setCurrentPage(2027, 1)
    assert calendar.dateTextFormat(QDate(2027, 1, 5)).fontStrikeOut()
    assert not calendar.dateTextFormat(QDate(2026, 12, 30)).fontStrikeOut()
    calendar.clicked.emit(QDate(2026, 2, 14))
    assert held(one, "a1").start_on == dt.date(2026, 2, 14)
    wait_until(lambda: "Cae en sábado." in said(one))


@pytest.mark.parametrize(
    ("value", "today", "years", "opens"),
    [
        (dt.date(2025, 3, 1), dt.date(2026, 2, 13), range(2026, 2027), dt.date(2025, 3, 1)),
        (None, dt.date(2026, 2, 13), range(2026, 2027), dt.date(2026, 2, 13)),
        (None, dt.date(2025, 11, 3), range(2026, 2029), dt.date(2026, 1, 1)),
        (None, dt.date(2025, 11, 3), range(0), dt.date(2025, 11, 3)),
    ],
)
def test_a_calendar_opens_where_it_is_of_use(
    value: dt.date | None, today: dt.date, years: range, opens: dt.date
) -> None:
    assert opening_day(value, today, years) == opens


def test_a_weekend_is_named() -> None:
    days = [weekend_of(dt.date(2026, 2, 13) + dt.timedelta(days=days)) for days in range(4)]
    assert days == ["", "Cae en sábado.", "Cae en domingo.", ""]
    assert weekend_of(None) == ""


def test_a_day_typed_on_a_sunday_is_kept_and_remarked(bench: OpenBench) -> None:
    one = at(bench(make_plan(make(Action))), "actions-1", "end_on")
    field = one.find(QLineEdit, "actions.end_on")
    type_text(field, "15/02/2026")
    press(field, Qt.Key.Key_Tab)
    assert held(one, "actions-1").end_on == dt.date(2026, 2, 15)
    wait_until(lambda: "Cae en domingo." in said(one))


def test_a_task_that_is_taken_back_while_it_is_typed_in_is_gone(bench: OpenBench, example_plan: Plan) -> None:
    one = at(bench(example_plan), "a3")
    one.find(QPushButton, "actions.tasks").click()
    type_text(one.find(QLineEdit, "actions.tasks.0.due_on"), "15/0")
    while one.context.editor.undo_label is not None:
        one.frame.undo()
    assert one.plan == example_plan
    assert one.frame.page.findChild(QLineEdit, "actions.tasks.0.due_on") is None
