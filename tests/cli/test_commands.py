"""What each command prints and answers."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pmi_desktop import __version__
from tests.cli.conftest import Run


def _changed(run: Run, plan: Path, **changes: object) -> Path:
    """The example with some lists or objects replaced, in a file of its own."""
    tree = json.loads(run("dump", plan).out) | changes
    source = plan.with_name("cambiado.json")
    source.write_text(json.dumps(tree), "utf-8")
    target = plan.with_name("cambiado.pmi")
    assert run("import", source, target, "--force").code == 0
    return target


@pytest.fixture
def headless(run: Run, plan: Path) -> Path:
    """The example without the name of its head: it cannot be handed in."""
    school = json.loads(run("dump", plan).out)["school"]
    return _changed(run, plan, school=school | {"head_name": ""})


def test_nothing_blocks_the_example_at_any_moment(run: Run, plan: Path) -> None:
    for moment in ([], ["--for", "plan"], ["--for", "checkpoint:c1"], ["--for", "closing:2026"]):
        done = run("check", plan, *moment)
        assert (done.code, done.err) == (0, "")
        found = json.loads(run("check", plan, *moment, "--json").out)
        assert not any(one["blocking"] for one in found)
        assert all(one["message"] in done.out for one in found)


def test_what_blocks_ends_with_one(run: Run, headless: Path) -> None:
    done = run("check", headless)
    assert done.code == 1
    assert "IMPIDE ENTREGAR" in done.out
    done = run("check", headless, "--json")
    assert done.code == 1
    blocking = [one for one in json.loads(done.out) if one["blocking"]]
    assert [(one["code"], one["record"], one["field"]) for one in blocking] == [
        ("school-field-missing", "school", "head_name")
    ]


def test_a_missing_file_of_evidence_is_told(run: Run, plan: Path) -> None:
    evidence = [{"id": "e1", "name": "Acta.pdf", "size": 3, "sha256": "ab" * 32, "about": []}]
    with_evidence = _changed(run, plan, evidences=evidence)
    assert "evidence-file-missing" in run("check", with_evidence, "--json").out
    folder = with_evidence.with_name("cambiado.evidencias")
    folder.mkdir()
    (folder / f"{'ab' * 32}.pdf").write_bytes(b"abc")
    assert "evidence-file-missing" not in run("check", with_evidence, "--json").out


@pytest.mark.parametrize("moment", ["", "corte", "checkpoint:c9", "closing:1999", "closing:x", "plan:1"])
def test_moments_that_the_plan_does_not_have_are_refused(run: Run, plan: Path, moment: str) -> None:
    for words in (["check", plan], ["package", plan, "--out", plan.with_name("x.zip")]):
        done = run(*words, "--for", moment)
        assert (done.code, done.out) == (2, "")
        assert f"«{moment}»" in done.err


def test_profile_says_the_same_to_people_and_to_programs(run: Run, plan: Path) -> None:
    text = run("profile", plan)
    data = run("profile", plan, "--json")
    assert (text.code, data.code) == (0, 0)
    figures = json.loads(data.out, parse_float=Decimal)
    last = figures["assessments"][-1]["school"]
    assert last["mean"] == Decimal("2.12")
    assert last["counts"] == [17, 47, 28, 0]
    assert "2,12" in text.out
    assert "$\N{NO-BREAK SPACE}2.860.000" in text.out


@pytest.mark.parametrize("command", ["dump", "check", "profile", "backup"])
def test_a_file_that_is_no_plan_is_told_in_one_sentence(run: Run, command: str, tmp_path: Path, example: Path) -> None:
    for path in (tmp_path / "nada.pmi", tmp_path, example):
        done = run(command, path)
        assert (done.code, done.out) == (2, "")
        assert str(path) in done.err
        assert done.err.count("\n") == 1


def test_the_data_folder_may_be_said_anywhere(run: Run, plan: Path, tmp_path: Path) -> None:
    for number, words in enumerate((["--data", "{}", "backup", str(plan)], ["backup", str(plan), "--data={}"])):
        folder = tmp_path / f"datos {number}"
        done = run(*(word.replace("{}", str(folder)) for word in words))
        assert done.code == 0
        assert list(folder.glob("copias/*/*.pmi"))


def test_a_copy_can_be_put_back(run: Run, plan: Path, headless: Path) -> None:
    made = run("backup", plan)
    copy = Path(made.out.removeprefix("Listo: ").strip())
    plan.write_bytes(headless.read_bytes())
    assert run("check", plan).code == 1
    assert run("restore", copy, plan).code == 0
    assert run("check", plan).code == 0
    assert run("restore", plan.with_name("cambiado.json"), plan).code == 2


def test_export_lists_and_fills_forms(run: Run, plan: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    listed = run("export", "--form", "list")
    assert listed.code == 0
    assert "D02.03.F01-V5" in listed.out
    assert run("export", plan, "--form", "list") == listed
    out = tmp_path / "F01.xlsx"
    assert run("export", plan, "--form", "D02.03.F01-V5", "--out", out).out == f"Listo: {out}\n"
    book = load_workbook(out)
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Centro Educativo Rural Loma del Sietecueros" in texts


def test_export_says_what_paper_does_not_show(run: Run, example: Path, tmp_path: Path) -> None:
    sleepy, plan = tmp_path / "plan.json", tmp_path / "otro.pmi"
    text = example.read_text("utf-8").replace("Yolima Carrascal", "Yolima \N{SLEEPING SYMBOL} Carrascal")
    sleepy.write_text(text, "utf-8")
    run("import", sleepy, plan)
    done = run("export", plan, "--form", "D02.03.F02-V3.0", "--out", tmp_path / "F02.pdf")
    assert done.code == 0
    assert "salen como un cuadro: \N{SLEEPING SYMBOL}\n" in done.out
    assert done.out.endswith(f"Listo: {tmp_path / 'F02.pdf'}\n")
    quiet = run("export", plan, "--form", "D02.03.F02-V3.0", "--out", tmp_path / "F02.xlsx")
    assert quiet.out == f"Listo: {tmp_path / 'F02.xlsx'}\n"


def test_export_refuses_what_it_cannot_do(run: Run, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "F01.xlsx"
    for words, said in (
        (["export", plan, "--form", "D02.03.F01-V5"], "--out"),
        (["export", "--form", "D02.03.F01-V5", "--out", out], "PLAN.pmi"),
        (["export", plan, "--form", "D99", "--out", out], "D02.03.F01-V5"),
        (["export", plan, "--form", str(tmp_path), "--out", out], "No hay un formato"),
        (["export", plan, "--form", "x" * 300, "--out", out], "No hay un formato"),
        (["export", plan, "--form", "D02.03.F01-V5", "--out", tmp_path / "F01.docx"], ".xlsx"),
        (["export", plan, "--form", "D02.03.F01-V5", "--out", tmp_path / "no" / "F01.xlsx"], "No existe la carpeta"),
    ):
        done = run(*words)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
    assert not out.exists()


def test_usage_mistakes_are_said_in_spanish(run: Run, plan: Path) -> None:
    for words, said in (
        (["checks", plan], "No existe la orden «checks»"),
        (["check"], "Falta PLAN.pmi"),
        (["check", plan, "otro"], "No se entiende «otro»"),
        (["check", plan, "--jso"], "No se entiende «--jso»"),
        (["check", plan, "--for"], "Falta el valor de --for"),
        (["check", plan, "--json=1"], "--json no lleva valor"),
        (["package", plan, "--out", "x.zip", "--evidence", "some"], "«some»"),
        (["--data"], "Falta el valor de --data"),
        (["check", "a\0b.pmi"], "El sistema no acepta el nombre"),
    ):
        done = run(*words)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert done.err.count("\n") == 1


def test_help_and_version_answer_in_spanish(run: Run) -> None:
    assert run("--version").out == f"PMI Escritorio {__version__}\n"
    for words in (["--help"], ["check", "--help"]):
        done = run(*words)
        assert done.code == 0
        assert done.out.startswith("Uso: ")
        assert "usage" not in done.out
        assert "options" not in done.out
