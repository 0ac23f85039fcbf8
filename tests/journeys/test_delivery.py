"""The plan leaves the school: handed in, followed up, changed, answered; all through the window."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.packages import verify
from tests.ui.conftest import OpenBench, bench  # noqa: F401  # the window's fixture, also for journeys
from tests.ui.driving import Bench, press, type_text, wait_until


def hand_in(one: Bench, moment: str) -> None:
    """Hand a moment in to the folder that the picker gives."""
    one.page("hand_in")
    choice = one.find(QComboBox, "moment")
    choice.setCurrentIndex(choice.findData(moment))
    one.find(QPushButton, "prepare_package").click()
    wait_until(lambda: one.find(QPushButton, "save_package_folder").isVisible())
    one.find(QPushButton, "save_package_folder").click()
    wait_until(lambda: one.find(QPushButton, "open_package").isVisible())


def packages_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith("PMI"))


def test_a_plan_is_handed_in_followed_up_and_changed(
    bench: OpenBench,  # noqa: F811  # the fixture above
    example_plan: Plan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    one = bench(example_plan)
    hand_in(one, "plan")
    (first,) = packages_in(tmp_path)
    assert verify(first).whole

    # Follow-up opens no version; nor does handing in the cut.
    progress = one.plan.all(ActionProgress)[0]
    one.frame.go_to(progress.ident, "done")
    type_text(one.find(QPlainTextEdit, "action_progress.done"), " Y otra cosa.")
    cut = tmp_path / "corte"
    cut.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(cut))
    hand_in(one, "checkpoint:c1")
    assert one.plan.info.version == 1
    assert verify(packages_in(cut)[0]).whole
    assert [(record.moment, record.version) for record in one.plan.all(Delivery)] == [("plan", 1), ("checkpoint", 1)]

    # The Secretaría observes; the school changes the goal, says why, and answers.
    goal = one.plan.all(Goal)[0]
    plan = one.plan
    concept = Concept(id="c1", delivery=plan.all(Delivery)[0].id, result="con_observaciones", number="045")
    asked = Observation(
        id="o1", concept="c1", step="goals", record=f"goals:{goal.id}", text="La meta no dice para cuántas sedes."
    )
    one.context.apply(gestures.add(plan, concept, asked))
    one.page("concept")
    one.find(QPushButton, "go_to_observation").click()
    assert one.frame.step == "goals"
    wait_until(one.find(QPlainTextEdit, "goals.text").hasFocus)
    type_text(one.find(QPlainTextEdit, "goals.text"), " En las tres sedes.")
    assert one.plan.info.version == 2
    type_text(one.find(QLineEdit, "version_reason"), "Concepto 045")
    press(one.find(QLineEdit, "version_reason"), Qt.Key.Key_Return)

    one.page("hand_in")
    differences = one.find(QListView, "version_differences")
    wait_until(lambda: differences.model().rowCount() == 1)
    assert "tres sedes" in differences.model().index(0, 0).data()
    wait_until(lambda: "Concepto 045" in one.find(QLabel, "versions_told").text())

    one.page("concept")
    type_text(one.find(QPlainTextEdit, "observations.response"), "Se dice ahora: son tres.")
    second = tmp_path / "segunda"
    second.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(second))
    hand_in(one, "plan")
    (made,) = packages_in(second)
    assert made.name.endswith("versión 2")
    assert verify(made).whole
    told = json.loads((made / "plan.json").read_text("utf-8"))
    assert told["plan"]["version"] == 2
    assert [record["response"] for record in told["observations"]] == ["Se dice ahora: son tres."]
    (answers,) = PdfReader(made / "Respuesta a las observaciones.pdf").pages
    assert "Se dice ahora: son tres." in answers.extract_text()
