"""Outreach, approval and minutes."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Outreach
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.outreach import OutreachPage
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until


def _texts(bench: Bench) -> str:
    page = bench.frame.page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_an_event_is_typed_in(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = one.page("outreach")
    assert isinstance(page, OutreachPage)
    page._events.add()
    type_text(one.find(QLineEdit, "outreach.means"), "Asamblea")
    type_text(one.find(QLineEdit, "outreach.attendees"), "61")
    event = one.plan.all(Outreach)[0]
    assert (event.topic, event.means, event.attendees) == ("plan", "Asamblea", 61)


def test_the_draft_of_the_acta_knows_who_signs_and_is_one_step(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("outreach")
    one.find(QPushButton, "draft_minutes").click()
    made = one.plan.all(Meeting)[-1]
    assert made.kind == "consejo_directivo"
    assert made.signers[0].name == "Yolima Carrascal Peñaranda"
    assert one.plan.info.approval_meeting == made.id
    wait_until(lambda: "! Asistieron 0 de 4 miembros del Consejo Directivo: faltan 3 para el quórum." in _texts(one))
    one.frame.undo()
    assert one.plan == example_plan


def test_a_meeting_without_quorum_is_said(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("outreach")
    meeting = one.plan.all(Meeting)[0]
    one.context.apply(gestures.change(one.plan, meeting, council_attendees=("k1",)))
    wait_until(lambda: "! Asistieron 1 de 4" in _texts(one))
    assert "faltan 2 para el quórum" in _texts(one)


def test_the_acta_is_saved_as_pdf(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(example_plan)
    one.page("outreach")
    target = tmp_path / "acta.pdf"
    proposed: list[str] = []

    def choose(*args: object) -> tuple[str, str]:
        proposed.append(str(args[2]))
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    one.find(QPushButton, "print_minutes").click()
    wait_until(target.exists)
    assert proposed == ["Acta 003 06 02 2026.pdf"]
    text = " ".join(page.extract_text() for page in PdfReader(target).pages)
    assert "Se aprueba el PMI 2026 por unanimidad" in " ".join(text.split())
    wait_until(lambda: "Guardado en" in one.frame.notice.text)


def test_a_folder_that_is_gone_is_said_and_nothing_is_left(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(example_plan)
    one.page("outreach")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "acta.pdf"), ""))
    one.find(QPushButton, "print_minutes").click()
    wait_until(lambda: one.frame.notice.text)
    assert "Guardado" not in one.frame.notice.text
    assert not (tmp_path / "no").exists()


def test_the_approval_names_the_meeting(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.frame.go_to(("plan", ""), "approval_meeting", "outreach")
    wait_until(one.find(QComboBox, "plan.approval_meeting").hasFocus)
    assert one.find(QComboBox, "plan.approval_meeting").currentText() == "Acta 003 (06/02/2026)"
