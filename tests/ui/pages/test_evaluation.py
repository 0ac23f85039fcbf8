"""The closing of a year: written with the figures beside, a judgement on each goal, and the plan that comes after."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPlainTextEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.followup import Evaluation, GoalReview
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.evaluation import EvaluationPage
from tests.samples import make, make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until


def opened(one: Bench) -> EvaluationPage:
    page = one.page("evaluation")
    assert isinstance(page, EvaluationPage)
    return page


def texts(page: EvaluationPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel)).replace("\N{NO-BREAK SPACE}", " ")


def open_closing(plan: Plan) -> Plan:
    """The plan before its closing."""
    gone = [one for one in plan if isinstance(one, Evaluation | GoalReview)]
    return plan.after(gestures.remove(plan, *gone))


def test_an_evaluation_is_there_from_its_first_letter(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(open_closing(example_plan))
    page = opened(one)
    text = one.find(QPlainTextEdit, "evaluations.text")
    assert one.window.focusWidget() is text
    type_text(text, "La lectura subio.")
    (written,) = one.plan.all(Evaluation)
    assert (written.year, written.text) == (2026, "La lectura subio.")
    wait_until(lambda: page._written.objectName() == f"evaluations:{written.id}")


def test_the_years_figures_stand_beside(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(open_closing(example_plan))
    told = texts(opened(one))
    assert "Plan completo: 94,9 % en Corte 2" in told
    assert "Terminada: 8 de 11" in told
    assert "Inasistencia media mensual: de 14,8 a 9,1 % (meta 8), avance 83,8 %" in told
    assert "Presupuesto de 2026: $ 2.860.000" in told


def test_a_goal_is_judged_with_its_figures_in_sight(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(open_closing(example_plan))
    page = opened(one)
    assert page.focus_field((GoalReview.KIND, "m21/2026"), "judgement")
    assert page._panel.objectName() == "goal_reviews:m21/2026"
    assert "bajó 5,7 de 6,8 puntos por bajar" in texts(page)
    for name, code in (("judgement", "parcial"), ("next", "sigue")):
        combo = one.find(QComboBox, f"goal_reviews.{name}")
        combo.setCurrentIndex(combo.findData(code))
    type_text(one.find(QPlainTextEdit, "goal_reviews.why"), "Bajo a 9,1")
    assert one.plan.all(GoalReview) == (
        GoalReview(goal="m21", year=2026, judgement="parcial", next="sigue", why="Bajo a 9,1"),
    )
    wait_until(
        lambda: (
            page.view.currentIndex()
            .data(Qt.ItemDataRole.AccessibleTextRole)
            .endswith("~ cumplida en parte · sigue igual")
        )
    )
    QTest.keyClick(one.find(QPlainTextEdit, "goal_reviews.why"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page._panel.objectName() == "goal_reviews:m31/2026"


def test_each_year_has_its_own_evaluation_and_reviews(bench: OpenBench) -> None:
    plan = make_plan(
        make(Goal, id="m1", text="Meta"), make(Evaluation, id="e1", year=2026, text="El primero"), end_year=2027
    )
    one = bench(plan)
    page = opened(one)
    text = one.find(QPlainTextEdit, "evaluations.text")
    assert text.toPlainText() == "El primero"
    one.context.set_year(2027)
    one.settle()
    assert text.toPlainText() == ""
    type_text(text, "El segundo")
    assert {each.year: each.text for each in one.plan.all(Evaluation)} == {2026: "El primero", 2027: "El segundo"}
    assert page._panel.objectName() == "goal_reviews:m1/2027"
    assert page.focus_field((Evaluation.KIND, "e1"), "text")
    assert one.context.year == 2026


def test_a_new_plan_comes_from_this_one_opens_and_says_what_came(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one)
    assert "De 5 metas: 2 siguen igual, 2 se ajustan y 1 se cierra." in texts(page)
    years = one.find(QComboBox, "next_years")
    assert [years.itemText(row) for row in range(4)] == ["2027", "2027 a 2028", "2027 a 2029", "2027 a 2030"]
    years.setCurrentIndex(1)
    one.find(QPushButton, "renew").click()
    wait_until(lambda: one.window.frame is not None and one.plan.info.previous == example_plan.info.id)
    assert (one.plan.info.start_year, one.plan.info.end_year) == (2027, 2028)
    wait_until(lambda: one.frame.notice.text.startswith("Vinieron el establecimiento, la identidad y 6 sedes"))
    assert one.on_disk() == example_plan


def test_the_poster_for_the_families_is_one_page(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(example_plan)
    opened(one)
    target = tmp_path / "familias.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    one.find(QPushButton, "families").click()
    wait_until(target.exists)
    assert len(PdfReader(target).pages) == 1


def test_before_anything_was_reported_it_says_so(bench: OpenBench) -> None:
    one = bench(make_plan())
    told = texts(opened(one))
    assert "Aún no hay avances ni resultados" in told
    assert "El plan aún no tiene metas que cerrar." in told


def test_the_closing_is_handed_in_from_here(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    opened(one)
    one.find(QPushButton, "deliver").click()
    assert one.frame.step == "hand_in"
    assert one.find(QComboBox, "moment").currentData() == "closing:2026"
