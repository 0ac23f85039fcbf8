"""A delivered plan that is changed goes on as the next version, and says why."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.delivering import kept_plan, kept_versions, reason_for
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, type_text, wait_until


def delivered(plan: Plan) -> Plan:
    return plan.after(gestures.add(plan, Delivery(id="d1", moment="plan", version=1, made_on=date(2026, 2, 13))))


def bar(bench: Bench) -> QFrame:
    return bench.find(QFrame, "version_bar")


def test_the_first_change_opens_a_version_and_typing_goes_on(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(delivered(example_plan))
    one.page("identity")
    assert not bar(one).isVisible()
    mission = one.find(QPlainTextEdit, "identity.mission")
    type_text(mission, "Ah")
    assert mission.hasFocus()
    assert bar(one).isVisible()
    assert "versión 2" in bar(one).accessibleName()
    assert one.plan.info.version == 2
    one.frame.undo()
    assert one.plan == delivered(example_plan)
    assert not bar(one).isVisible()


def test_the_reason_is_asked_in_place_and_kept(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(delivered(example_plan))
    goal = one.plan.all(Goal)[0]
    one.context.apply(gestures.change(one.plan, goal, text="Otra meta"))
    type_text(one.find(QLineEdit, "version_reason"), "Concepto técnico 045")
    press(one.find(QLineEdit, "version_reason"), Qt.Key.Key_Return)
    assert not bar(one).isVisible()
    one.context.apply(gestures.change(one.plan, one.plan.all(Goal)[1], text="Y otra"))
    assert not bar(one).isVisible()
    one.close()
    again = one.reopened()
    assert reason_for(again.context.editor.store, 2) == "Concepto técnico 045"
    again.settle()
    assert not bar(again).isVisible()
    again.close()


def test_a_version_without_reason_asks_again_the_next_time(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(delivered(example_plan))
    one.context.apply(gestures.change(one.plan, one.plan.all(Goal)[0], text="Otra meta"))
    later = next(button for button in bar(one).findChildren(QPushButton) if button.text() == "Después")
    later.click()
    assert not bar(one).isVisible()
    one.close()
    again = one.reopened()
    wait_until(lambda: bar(again).isVisible())
    again.close()


def test_what_was_delivered_is_kept_before_it_changes(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(delivered(example_plan))
    one.context.apply(gestures.change(one.plan, one.plan.all(Goal)[0], text="Otra meta"))
    store, reference = one.context.editor.store, one.context.reference
    wait_until(lambda: kept_plan(store, 1, reference) is not None)
    assert kept_plan(store, 1, reference) == delivered(example_plan)
    assert [(entry.number, entry.closed_at) for entry in kept_versions(store, one.plan)] == [(1, "2026-02-13T10:42:00")]


def test_follow_up_opens_none(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(delivered(example_plan))
    one.context.apply(gestures.change(one.plan, one.plan.all(Delivery)[0], receipt_number="2026-041"))
    assert one.plan.info.version == 1
    assert not bar(one).isVisible()
