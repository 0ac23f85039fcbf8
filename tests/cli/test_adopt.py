"""`adopt` through the command line, and what comes after it."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.official.adopting.blanks import BLANKS

FORM = "D02.03.F01-V5"


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A foreign form with the plan's tree."""
    path = tmp_path / "PMI de la SED.xlsx"
    path.write_bytes(BLANKS["tree"]().data)
    return path


def test_an_adopted_form_hides_the_shipped_one_and_can_be_carried(
    run: Run, plan: Path, blank: Path, tmp_path: Path
) -> None:
    data, out = tmp_path / "datos", tmp_path / "lleno.xlsx"
    done = run("--data", data, "adopt", blank, "--form", FORM)
    assert (done.code, done.err) == (1, "")
    assert "B9:B14: objectives.text" in done.out
    assert "PMI!L8: «RECURSOS». No se reconoce lo que pide." in done.out
    folder = data / "formatos" / FORM
    assert sorted(one.name for one in folder.iterdir()) == ["form.toml", "template.xlsx"]
    assert run("--data", data, "export", "--form", "list").out.count(FORM) == 1
    assert run("--data", data, "export", plan, "--form", FORM, "--out", out).code == 0
    assert load_workbook(out).sheetnames[0] == "PMI"
    stick = tmp_path / "memoria"
    shutil.copytree(folder, stick / "formato")
    again = tmp_path / "otra vez.xlsx"
    assert run("export", plan, "--form", str(stick / "formato"), "--out", again).code == 0
    assert again.read_bytes() == out.read_bytes()
    read = run("--data", data, "read", out, tmp_path / "leido.pmi")
    assert read.code == 1
    assert FORM in read.out


def test_a_template_changed_afterwards_is_refused_with_the_way_out(run: Run, plan: Path, blank: Path) -> None:
    folder = blank.with_name("formato")
    assert run("adopt", blank, "--form", FORM, "--out", folder).code == 1
    book = load_workbook(folder / "template.xlsx")
    book["PMI"]["A30"] = "algo"
    book.save(folder / "template.xlsx")
    done = run("export", plan, "--form", str(folder), "--out", blank.with_name("x.xlsx"))
    assert done.code == 2
    assert "adóptelo otra vez" in done.err
    assert not blank.with_name("x.xlsx").exists()
    assert run("adopt", blank, "--form", FORM, "--out", folder).code == 1, "adopting again mends it"
    assert run("export", plan, "--form", str(folder), "--out", blank.with_name("x.xlsx")).code == 0


def test_what_lies_in_the_folder_is_not_lost(run: Run, blank: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cosas"
    folder.mkdir()
    (folder / "fotos.txt").write_text("mías")
    assert run("adopt", blank, "--form", FORM, "--out", folder).code == 1
    assert (folder / "fotos.txt").read_text() == "mías"
    assert (folder / FORM / "form.toml").is_file()


def test_a_new_version_needs_no_new_program(run: Run, plan: Path, blank: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nuevo"
    assert run("adopt", blank, "--form", "D02.03.F01-V6", "--out", folder).code == 1
    text = (folder / "form.toml").read_text("utf-8")
    assert 'id = "D02.03.F01-V6"' in text
    assert 'version = "6"' in text
    assert run("export", plan, "--form", str(folder), "--out", tmp_path / "x.xlsx").code == 0


def test_files_that_cannot_be_adopted(run: Run, blank: Path, tmp_path: Path) -> None:
    for name, data, words in (
        ("macros.xlsm", b"", "vacío"),
        ("viejo.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
        ("carta.pdf", b"%PDF-1.7", "PDF"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        done = run("adopt", path, "--form", FORM, "--out", tmp_path / "f")
        assert (done.code, done.out) == (2, "")
        assert words in done.err
    assert "D02.03.F01-V5" in run("adopt", blank, "--form", "D99").err
    assert run("adopt", blank).code == 2
    assert not (tmp_path / "f").exists()
