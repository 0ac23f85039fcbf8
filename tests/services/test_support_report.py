"""The report for support tells versions and counts, and nothing that anybody wrote."""

import json
import zipfile
from pathlib import Path

import pytest

from pmi_desktop import __version__
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.settings import Recent
from pmi_desktop.services.support_report import proposed_name, save_report
from pmi_desktop.services.workspace import Workspace
from tests.samples import NOW, example_plan


def test_it_tells_what_helps_and_quotes_nobody(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.create(example_plan())
    workspace.back_up(path)
    (workspace.library / "Institución Rota.pmi").write_bytes(b"x")
    workspace.settings.remember(Recent(str(path), "cerls-2026", "Loma del Sietecueros", 2026, 2027))
    workspace.settings.set_author("cerls-2026", "María José")
    workspace.settings.set_option("size", 120)
    workspace.settings.set_option("place:cerls-2026", "Vereda El Ñame")
    (workspace.data / "registro.log").write_text(f"ERROR unexpected error {workspace.data}/planes", "utf-8")
    target = save_report(tmp_path / "informe.zip", workspace.data, NOW)
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["informe.json", "registro.log"]
        texts = [archive.read(name).decode() for name in archive.namelist()]
    facts = json.loads(texts[0])
    assert facts["program"] == __version__
    assert facts["sqlite"]
    assert facts["libraries"]["lxml"]
    assert facts["backups"]["count"] == 1
    assert facts["settings"] == {"options": {"size": 120}, "counted": {"recent": 1, "authors": 1}}
    assert sorted(one.get("problem", "") for one in facts["plans"]) == ["", "NotAPlan"]
    for word in ("Sietecueros", "María", "Ñame", "Rota", "cerls", str(tmp_path)):
        assert word not in "".join(texts)


def test_an_empty_folder_has_a_report_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(save_report(tmp_path / "i.zip", tmp_path / "nada", NOW)) as archive:
        assert json.loads(archive.read("informe.json"))["plans"] == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        save_report(tmp_path / "no" / "i.zip", tmp_path, NOW)


def test_its_name_says_when() -> None:
    assert proposed_name(NOW) == "informe-pmi-20260213-1042"
