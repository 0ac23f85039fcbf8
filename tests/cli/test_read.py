"""`read` through the command line."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Run

FORM = "D02.03.F01-V5"


@pytest.fixture
def filled(run: Run, plan: Path) -> Path:
    """The example school's plan in its form."""
    path = plan.with_name("lleno.xlsx")
    assert run("export", plan, "--form", FORM, "--out", path).code == 0
    return path


def test_a_filled_form_becomes_a_plan(run: Run, filled: Path, tmp_path: Path) -> None:
    done = run("read", filled, tmp_path / "nuevo.pmi")
    assert (done.code, done.err) == (0, "")
    assert FORM in done.out
    tree = json.loads(run("dump", tmp_path / "nuevo.pmi").out)
    assert tree["school"]["name"] == "Centro Educativo Rural Loma del Sietecueros"
    assert len(tree["ratings"]) == 93
    assert run("check", tmp_path / "nuevo.pmi").code == 0
    again = run("read", filled, tmp_path / "nuevo.pmi")
    assert again.code == 2
    assert "Ya existe" in again.err


def test_what_was_not_understood_is_listed_and_the_rest_written(run: Run, filled: Path, tmp_path: Path) -> None:
    book = load_workbook(filled)
    book["7 Factores críticos"]["E8"] = "muchísima\x1b[31m".replace("\x1b", "")
    book.save(filled)
    done = run("read", filled, tmp_path / "nuevo.pmi", "--form", FORM)
    assert done.code == 1
    assert "7 Factores críticos!E8: Urgencia: «muchísima[31m». No es un valor" in done.out
    tree = json.loads(run("dump", tmp_path / "nuevo.pmi").out)
    assert tree["factors"][0]["urgency"] is None
    assert tree["factors"][0]["impact"] == 5


def test_a_years_assessment_joins_a_plan_with_a_copy_before(run: Run, plan: Path, filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "datos"
    before = json.loads(run("dump", plan).out)
    done = run("--data", data, "read", filled, plan, "--as-assessment", "2023")
    assert (done.code, done.err) == (0, "")
    after = json.loads(run("dump", plan).out)
    assert [one["year"] for one in after["assessments"]] == [*(one["year"] for one in before["assessments"]), 2023]
    assert len(after["ratings"]) == len(before["ratings"]) + 93
    assert {name: after[name] for name in before if name not in ("assessments", "ratings")} == {
        name: before[name] for name in before if name not in ("assessments", "ratings")
    }
    (copy,) = data.glob("copias/*/*.pmi")
    assert json.loads(run("dump", copy).out) == before
    assert run("--data", data, "read", filled, plan, "--as-assessment", "2023").code == 0
    assert json.loads(run("dump", plan).out) == after, "reading it twice changes nothing"


def test_files_that_are_no_form(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "nuevo.pmi"
    other = io.BytesIO()
    Workbook().save(other)
    for name, data, words in (
        ("viejo.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        ("vacio.xlsx", b"", "vacío"),
        ("otro.xlsx", other.getvalue(), "no se parece a ningún formato"),
        ("nota.pdf", b"%PDF-1.4", "PDF"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        done = run("read", path, target)
        assert (done.code, done.out) == (2, "")
        assert words in done.err
        assert not target.exists()
    assert run("read", tmp_path / "nada.xlsx", target).code == 2
    assert "no se parece al formato" in run("read", tmp_path / "otro.xlsx", target, "--form", FORM).err


@pytest.mark.parametrize("year", ["99", "dos mil", "1999"])
def test_years_that_are_none(run: Run, plan: Path, filled: Path, year: str) -> None:
    assert run("read", filled, plan, "--as-assessment", year).code == 2


def test_a_form_without_ratings_is_no_assessment(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    assert run("export", plan, "--form", "D02.03-V2", "--out", path).code == 0
    done = run("read", path, plan, "--as-assessment", "2024")
    assert done.code == 1
    assert "ningún componente valorado" in done.err
