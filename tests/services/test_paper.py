"""Sheets for paper: a sound PDF in its place, or the old file untouched."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pmi_desktop.domain.catalog import Reference, latest_assessment
from pmi_desktop.domain.plan import Plan
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
