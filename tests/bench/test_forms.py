"""One form in XLSX beside openpyxl, and the whole package beside LibreOffice."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pmi_desktop.cli import main
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.official.export import export_xlsx
from pmi_desktop.official.printing.export import export_pdf
from pmi_desktop.services.workspace import Workspace
from tests.bench.conftest import Table
from tests.bench.measuring import beside, of_pairs, seconds
from tests.official.filled import FORMS, PMI, context, shipped
from tests.samples import NOW, example_plan

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_in_xlsx(table: Table, form: str) -> None:
    plan, folder = example_plan(), shipped(form).folder
    assert folder is not None
    template = (folder / "template.xlsx").read_bytes()
    filled = export_xlsx(shipped(form), plan, PLAN, context())
    cells = [
        [(cell.coordinate, cell.value) for row in sheet for cell in row if cell.value is not None]
        for sheet in load_workbook(io.BytesIO(filled))
    ]

    def openpyxl() -> None:
        """Load, put the same values into the cells that can hold them, save."""
        book = load_workbook(io.BytesIO(template))
        for sheet, values in zip(book.worksheets, cells, strict=False):
            for place, value in values:
                cell = sheet[place]
                if not isinstance(cell, tuple) and hasattr(type(cell), "value") and type(cell).__name__ == "Cell":
                    cell.value = value
        book.save(io.BytesIO())

    ours = beside(
        f"{form} in XLSX", lambda: export_xlsx(shipped(form), plan, PLAN, context()), openpyxl, bound=0.5, pairs=7
    )
    table.add(ours)


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_the_package(table: Table, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert OFFICE is not None
    path = Workspace(tmp_path, clock=lambda: NOW, new_id=lambda: "b", program="la prueba").create(example_plan())
    book = tmp_path / "F01.xlsx"
    book.write_bytes(export_xlsx(shipped(PMI), example_plan(), PLAN, context()))

    def office() -> None:
        typed = [OFFICE, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "pdf"), str(book)]
        subprocess.run(typed, check=True, capture_output=True, env=_home(tmp_path))

    def ours() -> None:
        assert main(["package", str(path), "--out", str(tmp_path / "paquete.zip"), "--draft"]) in (0, 1)
        (tmp_path / "paquete.zip").unlink()

    def pdf() -> None:
        export_pdf(shipped(PMI), example_plan(), PLAN, context())

    office()
    taken = [(seconds(office), seconds(ours), seconds(pdf)) for _ in range(3)]
    capfd.readouterr()
    rows = [
        of_pairs("F01 as a PDF beside LibreOffice's of it", [(one[0], one[2]) for one in taken], 1),
        of_pairs("the whole package beside LibreOffice's PDF of one form", [one[:2] for one in taken], 1),
    ]
    table.add(*rows)


def _home(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(folder)}
