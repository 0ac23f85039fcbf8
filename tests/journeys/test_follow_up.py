"""A year's follow-up through the widgets: two cuts, the results, the closing; and what is kept is the example."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.services.interchange import write_plan
from pmi_desktop.ui.pages.progress_panel import SIGNS
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until

FOLLOW_UP = (ActionProgress, IndicatorMeasure, Evaluation, GoalReview)
CONTROL = Qt.KeyboardModifier.ControlModifier


def begun(plan: Plan) -> Plan:
    """The plan as it was before its first cut."""
    return plan.after(gestures.remove(plan, *(one for one in plan if isinstance(one, FOLLOW_UP))))


def goals_of(plan: Plan) -> list[Goal]:
    """The goals as the pages list them: objective by objective."""
    return [goal for objective in plan.all(Objective) for goal in plan.where(Goal, "objective", objective.id)]


def press(one: Bench, key: Qt.Key, control: bool = False) -> None:
    focus = one.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)


def at(one: Bench, name: str) -> QWidget:
    """Where the record being written is."""
    panel = one.frame.page.findChild(QWidget, name)
    assert panel is not None, name
    return panel


def write(panel: QWidget, name: str, text: str) -> None:
    """Type a text where it is not there yet."""
    field = panel.findChild(QWidget, name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    if text and (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) != text:
        field.selectAll()
        if len(text) > 80 and isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
        else:
            type_text(field, text)


def choose(panel: QWidget, name: str, code: str) -> None:
    combo = panel.findChild(QComboBox, name)
    assert combo is not None
    combo.setFocus()
    combo.setCurrentIndex(combo.findData(code))


def go_to(one: Bench, ident: Ident) -> None:
    assert one.frame.page.focus_field(ident, "")
    one.settle()


def report(one: Bench, wanted: ActionProgress) -> None:
    """One action at a cut, from the keyboard: its state by a digit, the rest typed, Ctrl+Enter to the next."""
    panel = at(one, f"{ActionProgress.KIND}:{wanted.key}")
    state = panel.findChild(QComboBox, "action_progress.state")
    assert state is one.window.focusWidget()
    press(one, Qt.Key(Qt.Key.Key_1 + int(SIGNS[wanted.state]) - 1))
    assert wanted.percent is not None
    write(panel, "action_progress.percent", str(wanted.percent))
    for name in ("done", "difficulty", "adjustment", "evidence"):
        write(panel, f"action_progress.{name}", getattr(wanted, name))
    press(one, Qt.Key.Key_Return, control=True)


def measure(one: Bench, wanted: IndicatorMeasure) -> None:
    panel = at(one, f"{IndicatorMeasure.KIND}:{wanted.key}")
    assert isinstance(wanted.value, Decimal)
    write(panel, "indicator_measures.value", show_number(wanted.value))
    press(one, Qt.Key.Key_Return, control=True)


def review(one: Bench, wanted: GoalReview) -> None:
    panel = at(one, f"{GoalReview.KIND}:{wanted.key}")
    choose(panel, "goal_reviews.judgement", wanted.judgement)
    choose(panel, "goal_reviews.next", wanted.next)
    write(panel, "goal_reviews.why", wanted.why)
    press(one, Qt.Key.Key_Return, control=True)


def test_two_cuts_and_the_closing_make_the_example(bench: OpenBench, example_plan: Plan, reference: Reference) -> None:
    actions = [a for goal in goals_of(example_plan) for a in example_plan.where(Action, "goal", goal.id)]
    indicators = [i for goal in goals_of(example_plan) for i in example_plan.where(Indicator, "goal", goal.id)]
    one = bench(begun(example_plan))
    for cut in example_plan.all(Checkpoint):
        one.page("progress")
        go_to(one, (ActionProgress.KIND, f"{cut.id}/{actions[0].id}"))
        for action in actions:
            told = example_plan.get(ActionProgress, f"{cut.id}/{action.id}")
            assert told is not None
            report(one, told)
        one.page("results")
        go_to(one, (IndicatorMeasure.KIND, f"{cut.id}/{indicators[0].id}"))
        for indicator in indicators:
            value = example_plan.get(IndicatorMeasure, f"{cut.id}/{indicator.id}")
            assert value is not None
            measure(one, value)
    page = one.page("evaluation")
    (evaluation,) = example_plan.all(Evaluation)
    write(page, "evaluations.text", evaluation.text)
    first = goals_of(example_plan)[0]
    go_to(one, (GoalReview.KIND, f"{first.id}/2026"))
    for goal in goals_of(example_plan):
        judged = example_plan.get(GoalReview, f"{goal.id}/2026")
        assert judged is not None
        review(one, judged)
    (written,) = one.plan.all(Evaluation)
    expected = write_plan(example_plan, reference).replace(b'"e1"', f'"{written.id}"'.encode())
    assert write_plan(one.plan, reference) == expected
    one.frame.autosave.save()
    wait_until(lambda: one.on_disk() == one.plan)


def test_the_second_cut_needs_one_key_per_action_where_nothing_moved(bench: OpenBench, example_plan: Plan) -> None:
    first = [told for told in example_plan.all(ActionProgress) if told.checkpoint == "c1"]
    plan = begun(example_plan)
    one = bench(plan.after(gestures.add(plan, *first)))
    one.page("progress")
    go_to(one, example_plan.all(Checkpoint)[1].ident)
    for _ in first:
        press(one, Qt.Key.Key_A)
        press(one, Qt.Key.Key_Return, control=True)
    second = {told.action: (told.state, told.percent) for told in one.plan.where(ActionProgress, "checkpoint", "c2")}
    assert second == {told.action: (told.state, told.percent) for told in first}
    one.frame.undo()
    assert len(one.plan.where(ActionProgress, "checkpoint", "c2")) == len(first) - 1
    button = one.find(QPushButton, "accept_all")
    button.click()
    assert len(one.plan.where(ActionProgress, "checkpoint", "c2")) == len(first)
