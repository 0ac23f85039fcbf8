"""Sheets for paper: a sound PDF in its place, or the old file untouched."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pmi_desktop.domain.catalog import Reference, latest_assessment
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services import paper
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.paper import write_rating_sheets


def test_the_sheets_of_an_area_are_written_whole(tmp_path: Path, example_plan: Plan, reference: Reference) -> None:
    assessment = latest_assessment(example_plan)
    assert assessment is not None
    target = tmp_path / "hojas.pdf"
    target.write_bytes(b"lo de antes")
    done = write_rating_sheets(target, example_plan, reference, assessment, area="4", site="El Zarzal")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(done.read_bytes())).pages)
    assert "Gestión de la comunidad" in text
    assert "Gestión directiva" not in text
    assert "El Zarzal" in text
    assert [path.name for path in tmp_path.glob("hojas*")] == ["hojas.pdf"]


def test_a_folder_that_is_not_there_is_a_known_problem(
    tmp_path: Path, example_plan: Plan, reference: Reference
) -> None:
    assessment = latest_assessment(example_plan)
    assert assessment is not None
    with pytest.raises(CannotWrite):
        write_rating_sheets(tmp_path / "no" / "hojas.pdf", example_plan, reference, assessment)


Write = Callable[[Path, Plan, Reference], Path]

DOCUMENTS: dict[str, Write] = {
    "minutes": lambda target, plan, reference: paper.write_minutes(target, plan, reference, plan.all(Meeting)[0]),
    "schedule": lambda target, plan, _: paper.write_schedule(target, plan),
    "families": paper.write_families,
    "answers": paper.write_answers,
    "change_log": lambda target, plan, _: paper.write_change_log(target, plan, []),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_written_whole(name: str, example_plan: Plan, reference: Reference, tmp_path: Path) -> None:
    target = DOCUMENTS[name](tmp_path / "Hoja de la reunión.pdf", example_plan, reference)
    assert target.read_bytes().startswith(b"%PDF-")
    assert [one.name for one in tmp_path.glob("*.pdf*")] == [target.name]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_folder_that_is_gone_is_said(name: str, example_plan: Plan, reference: Reference, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        DOCUMENTS[name](tmp_path / "no está" / "hoja.pdf", example_plan, reference)
