"""The Secretaría's concept: transcribed, led to where it is mended, answered in writing."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation, Review
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.concept import ConceptPage
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until


@pytest.fixture
def observed(example_plan: Plan) -> Plan:
    """The example, delivered, with a concept of two observations."""
    delivery = Delivery(id="d1", moment="plan", version=1, made_on=date(2026, 2, 13))
    records = (
        Concept(id="k1", delivery="d1", result="con_observaciones", number="045"),
        Observation(
            id="o1", concept="k1", step="goals", record="goals:m11", text="La meta no dice para cuántas sedes."
        ),
        Observation(id="o2", concept="k1", criterion="3.1", text="Falta la evidencia."),
    )
    plan = example_plan.after(gestures.add(example_plan, delivery))
    return plan.after(gestures.add(plan, *records))


def observation(bench: Bench, key: str) -> Observation:
    found = bench.plan.get(Observation, key)
    assert found is not None
    return found


def choices(bench: Bench, name: str) -> list[object]:
    combo = bench.find(QComboBox, name)
    return [combo.itemData(row) for row in range(combo.count())]


def test_without_a_delivery_it_says_what_comes_first(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("concept")
    one.find(QPushButton, "go_to_deliveries").click()
    assert one.frame.step == "hand_in"


def test_a_concept_is_transcribed(bench: OpenBench, example_plan: Plan) -> None:
    delivery = Delivery(id="d1", moment="plan", version=1, made_on=date(2026, 2, 13))
    one = bench(example_plan.after(gestures.add(example_plan, delivery)))
    page = one.page("concept")
    assert isinstance(page, ConceptPage)
    page.concepts.add()
    result = one.find(QComboBox, "concepts.result")
    result.setCurrentIndex(result.findData("con_observaciones"))
    type_text(one.find(QLineEdit, "concepts.number"), "045")
    type_text(one.find(QPlainTextEdit, "concepts.text"), "Ajustar la meta.")
    (made,) = one.plan.all(Concept)
    assert (made.delivery, made.result, made.number, made.text) == (
        "d1", "con_observaciones", "045", "Ajustar la meta.",
    )  # fmt: skip
    assert made.received_on == date(2026, 2, 13)
    assert one.find(QComboBox, "concepts.delivery").currentText() == "El plan, versión 1 (13/02/2026)"
    assert one.plan.info.version == 1


def test_an_observation_leads_to_its_record(bench: OpenBench, observed: Plan) -> None:
    one = bench(observed)
    one.page("concept")
    go = one.find(QPushButton, "go_to_observation")
    assert go.text() == "Ir a: Metas e indicadores"
    go.click()
    assert one.frame.step == "goals"
    wait_until(one.find(QPlainTextEdit, "goals.text").hasFocus)
    assert one.find(QPlainTextEdit, "goals.text").toPlainText() == one.plan.all(Goal)[0].text


def test_step_and_record_are_chosen_in_words(bench: OpenBench, observed: Plan) -> None:
    one = bench(observed)
    one.frame.go_to(("observations", "o2"), "text")
    assert choices(one, "observations.record") == [""]
    assert "3.1" in choices(one, "observations.criterion")
    step = one.find(QComboBox, "observations.step")
    step.setCurrentIndex(step.findData("sites"))
    wait_until(lambda: len(choices(one, "observations.record")) > 1)
    record = one.find(QComboBox, "observations.record")
    record.setCurrentIndex(1)
    assert observation(one, "o2").step == "sites"
    assert observation(one, "o2").record.startswith("sites:")
    step.setCurrentIndex(step.findData("team"))
    assert observation(one, "o2").record == ""


def test_a_criterion_brings_its_step(bench: OpenBench, observed: Plan) -> None:
    one = bench(observed)
    one.frame.go_to(("observations", "o2"), "text")
    criterion = one.find(QComboBox, "observations.criterion")
    criterion.setCurrentIndex(criterion.findData("c03"))
    assert (observation(one, "o2").criterion, observation(one, "o2").step) == ("c03", "identity")


def test_an_answer_has_its_day_and_counts(bench: OpenBench, observed: Plan) -> None:
    one = bench(observed)
    page = one.page("concept")
    assert "! Faltan por responder 2 observaciones." in _texts(page)
    one.find(QListView, "observations")
    type_text(one.find(QPlainTextEdit, "observations.response"), "Se dice ahora.")
    assert observation(one, "o1").attended_on == date(2026, 2, 13)
    wait_until(lambda: "! Falta responder una observación." in _texts(page))
    view = one.find(QListView, "observations")
    assert view.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole).startswith("✓ Respondida")
    assert one.plan.info.version == 1


def test_what_is_not_answered_stands_on_the_home_page(bench: OpenBench, observed: Plan) -> None:
    one = bench(observed)
    page = one.page("home")
    assert any("La meta no dice para cuántas sedes." in text for text in _texts(page))


def _texts(page: object) -> list[str]:
    assert hasattr(page, "findChildren")
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_the_answers_to_a_concept_are_printed_without_those_to_another(
    bench: OpenBench, observed: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for record in (
        Concept(id="k2", delivery="d1", number="120"),
        Observation(id="o3", concept="k2", text="Falta el presupuesto.", response="Se anexó."),
    ):
        observed = observed.after(gestures.add(observed, record))
    one = bench(observed)
    page = one.page("concept")
    assert isinstance(page, ConceptPage)
    page.concepts.select("k1")
    printing = one.find(QPushButton, "print_answers")
    assert not printing.isVisible(), "nothing of this concept is answered"
    type_text(one.find(QPlainTextEdit, "observations.response"), "Son tres.")
    page.concepts.select("k2")
    target = tmp_path / "respuestas.pdf"
    asked: list[str] = []

    def choose(parent: QWidget, title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(target), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    wait_until(printing.isVisible)
    printing.click()
    wait_until(target.exists)
    assert asked == ["Respuesta a las observaciones 120.pdf"]
    said = "".join(sheet.extract_text() for sheet in PdfReader(target).pages)
    assert ("Se anexó." in said, "Son tres." in said) == (True, False)


def test_what_the_secretaria_marked_is_copied_criterion_by_criterion(bench: OpenBench, observed: Plan) -> None:
    signed = observed.get(Concept, "k1")
    assert signed is not None
    one = bench(observed.after(gestures.change(observed, signed, reviewer="Marta Rincón", issued_on=date(2026, 3, 6))))
    page = one.page("concept")
    assert isinstance(page, ConceptPage)
    assert page.focus_field((Review.KIND, "c11/sed/1"), "")
    result = page.criteria.findChild(QComboBox, "review.result")
    note = page.criteria.findChild(QPlainTextEdit, "review.note")
    assert isinstance(result, QComboBox)
    assert isinstance(note, QPlainTextEdit)
    result.setCurrentIndex(result.findData("no_cumple"))
    type_text(note, "No dice para quiénes.")
    answer = one.plan.get(Review, "c11/sed/1")
    assert answer is not None
    assert (answer.result, answer.note) == ("no_cumple", "No dice para quiénes.")
    assert (answer.date, answer.reviewer) == (date(2026, 3, 6), "Marta Rincón")
    wait_until(lambda: one.find(QLabel, "criteria_sum").text().startswith("No cumple: 1. Quedan "))
    assert "✗ No cumple" in page.criteria.view.currentIndex().data()
    assert one.plan.info.version == 1
    one.frame.go_to(answer.ident, "note", "verification")
    said = [label.text() for label in one.frame.page.findChildren(QLabel) if label.isVisible()]
    assert "La Secretaría respondió: No cumple. No dice para quiénes." in said


def test_a_concept_on_a_follow_up_has_no_criteria(bench: OpenBench, observed: Plan) -> None:
    delivered = observed.get(Delivery, "d1")
    assert delivered is not None
    one = bench(observed.after(gestures.change(observed, delivered, moment="checkpoint")))
    page = one.page("concept")
    assert isinstance(page, ConceptPage)
    assert page.concepts.isVisible()
    assert not page.criteria.isVisible()
