"""The identity's page: long texts, the guide's questions, the school's own figures."""

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QPushButton

from pmi_desktop.domain.guide import IDENTITY_QUESTIONS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import ContextFigure
from pmi_desktop.ui.pages.identity import IdentityPage
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import type_text, wait_until


def test_the_mission_is_typed_and_saved(bench: OpenBench) -> None:
    one = bench(make_plan())
    one.page("identity")
    type_text(one.find(QPlainTextEdit, "identity.mission"), "Formar niñas y niños del campo")
    assert one.plan.identity.mission == "Formar niñas y niños del campo"
    wait_until(lambda: one.on_disk() == one.plan)


def test_the_guides_questions_come_once_and_are_one_step(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("identity")
    button = one.find(QPushButton, "guide_questions")
    button.click()
    assert [answer.question for answer in one.plan.identity.answers] == list(IDENTITY_QUESTIONS)
    wait_until(lambda: not button.isVisible())
    type_text(one.find(QPlainTextEdit, "identity.answers.0.answer"), "Sí")
    assert one.plan.identity.answers[0].answer == "Sí"
    one.frame.undo()
    one.frame.undo()
    assert one.plan == example_plan
    wait_until(button.isVisible)


def test_a_figure_of_the_school(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = one.page("identity")
    assert isinstance(page, IdentityPage)
    page._figures.add()
    type_text(one.find(QLineEdit, "context_data.value"), "14,8")
    type_text(one.find(QLineEdit, "context_data.unit"), "% de inasistencia")
    figure = one.plan.all(ContextFigure)[0]
    assert (figure.value, figure.unit, figure.year) == (Decimal("14.8"), "% de inasistencia", 2025)
    view = one.find(QListView, "context_data")
    wait_until(lambda: "14,8 % de inasistencia" in str(view.model().index(0, 0).data()))
