"""The verification: answered by the program, by hand, and read aloud."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.handing_in import Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Identity
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until

MANUAL = "c11/school/1"


def choose(bench: Bench, key: str) -> QWidget:
    """Make a criterion the current one; its panel."""
    view = bench.find(QListView, "review")
    model = view.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data(Qt.ItemDataRole.UserRole) == key)
    view.setCurrentIndex(model.index(row, 0))
    return bench.find(QWidget, f"review:{key}")


def summary(bench: Bench) -> str:
    return bench.find(QLabel, "verification_summary").text()


def test_what_only_people_know_is_answered_with_who_and_when(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("verification")
    assert "Falta responder 3" in summary(one)
    choose(one, MANUAL)
    combo = one.find(QComboBox, "review.result")
    combo.setCurrentIndex(combo.findData("parcial"))
    type_text(one.find(QPlainTextEdit, "review.note"), "Falta decir para quiénes.")
    answer = one.plan.get(Review, MANUAL)
    assert answer is not None
    assert (answer.result, answer.note) == ("parcial", "Falta decir para quiénes.")
    assert (answer.date, answer.reviewer) == (date(2026, 2, 13), example_plan.school.head_name)
    wait_until(lambda: "Cumple en parte 1: «Cada objetivo dice qué cambia y para quiénes»." in summary(one))
    assert "! Cumple en parte" in one.find(QListView, "review").currentIndex().data()


def test_what_the_program_knows_takes_a_note_and_no_other_answer(bench: OpenBench) -> None:
    one = bench(make_plan())
    one.page("verification")
    panel = choose(one, "c01/school/1")
    assert not one.find(QComboBox, "review.result").isVisible()
    assert not one.find(QLineEdit, "review.reviewer").isVisible()
    type_text(one.find(QPlainTextEdit, "review.note"), "Se pidió el código.")
    answer = one.plan.get(Review, "c01/school/1")
    assert answer is not None
    assert (answer.result, answer.note) == ("", "Se pidió el código.")
    issues = panel.findChild(QListView, "criterion_issues")
    assert isinstance(issues, QListView)
    issues.activated.emit(issues.model().index(0, 0))
    assert one.frame.step == "school"
    wait_until(one.find(QLineEdit, "school.name").hasFocus)


def test_one_button_leads_to_the_step(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("verification")
    choose(one, "c03/school/1")
    go = one.find(QPushButton, "open_step")
    assert go.text() == "Ir a: Identidad institucional"
    go.click()
    assert one.frame.step == Identity.STEP


def test_a_finding_leads_to_the_answer_that_is_missing(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.frame.go_to(("review", MANUAL), "result", "verification")
    wait_until(one.find(QComboBox, "review.result").hasFocus)
    assert one.find(QListView, "review").currentIndex().data(Qt.ItemDataRole.UserRole) == MANUAL


def test_a_new_version_may_begin_with_the_answers_of_the_last(bench: OpenBench, example_plan: Plan) -> None:
    answered = example_plan.after(
        gestures.add(example_plan, Review(criterion="c11", by="school", version=1, result="cumple"))
    )
    one = bench(answered.after(gestures.change(answered, answered.info, version=2)))
    one.page("verification")
    carry = one.find(QPushButton, "carry_over")
    assert carry.text() == "Traer las respuestas de la versión 1"
    carry.click()
    second = one.plan.get(Review, "c11/school/2")
    assert second is not None
    assert second.result == "cumple"
    wait_until(lambda: not carry.isVisible())
    one.frame.undo()
    assert one.plan.get(Review, "c11/school/2") is None


def test_what_the_secretaria_answered_is_shown(bench: OpenBench, example_plan: Plan) -> None:
    theirs = Review(criterion="c11", by="sed", version=1, result="no_cumple", note="No dice para quiénes.")
    one = bench(example_plan.after(gestures.add(example_plan, theirs)))
    one.page("verification")
    panel = choose(one, MANUAL)
    shown = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "La Secretaría respondió: No cumple. No dice para quiénes." in shown


def test_an_answer_to_an_earlier_version_is_said_as_such(bench: OpenBench, example_plan: Plan) -> None:
    theirs = Review(criterion="c11", by="sed", version=1, result="no_cumple", note="No dice para quiénes.")
    answered = example_plan.after(gestures.add(example_plan, theirs))
    one = bench(answered.after(gestures.change(answered, answered.info, version=2)))
    one.frame.go_to(theirs.ident, "note", "verification")
    panel = one.find(QWidget, "review:c11/school/2")
    shown = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "La Secretaría respondió sobre la versión 1: No cumple. No dice para quiénes." in shown
