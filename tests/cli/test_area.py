"""`area give` and `area take`: exit codes, what is said, what is left."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.samples import EXAMPLE


@pytest.fixture
def copy(run: Run, plan: Path, tmp_path: Path) -> Path:
    """Area 2 on another PC."""
    given = run("area", "give", plan, "--area", "2", "--out", tmp_path / "a.pmiarea", "--note", "Para el viernes")
    assert (given.code, given.err) == (0, "")
    assert "Gestión académica para Ramiro Ibarra Contreras" in given.out
    path = tmp_path / "casa" / "copia.pmi"
    path.parent.mkdir()
    assert run("import", tmp_path / "a.pmiarea", path).code == 0
    return path


def write(run: Run, plan: Path, evidence: str) -> None:
    """Another evidence in component 2.1.1, through a file."""
    tree = json.loads(run("dump", plan).out)
    for rating in tree["ratings"]:
        if rating["component"] == "2.1.1":
            rating["evidence"] = evidence
    source = plan.with_suffix(".json")
    source.write_text(json.dumps(tree), "utf-8")
    assert run("import", source, plan, "--force").code == 0


def evidence(run: Run, plan: Path) -> str:
    tree = json.loads(run("dump", plan).out)
    return str(next(one["evidence"] for one in tree["ratings"] if one["component"] == "2.1.1"))


def test_an_area_goes_and_comes_back(run: Run, plan: Path, copy: Path, tmp_path: Path) -> None:
    write(run, copy, "Acta 7")
    assert run("area", "give", copy, "--area", "2", "--out", tmp_path / "b.pmiarea").code == 0
    done = run("area", "take", plan, tmp_path / "b.pmiarea")
    assert (done.code, done.err) == (0, "")
    assert "0 nuevos, 2 cambiados, 0 en conflicto y 0 borrados." in done.out  # in two years
    assert evidence(run, plan) == "Acta 7"
    again = run("area", "take", plan, tmp_path / "b.pmiarea")
    assert (again.code, again.out) == (0, "No trae nada nuevo.\n")


def test_a_plan_from_before_the_loan_takes_it_only_anyway(run: Run, plan: Path, copy: Path, tmp_path: Path) -> None:
    write(run, copy, "Acta 7")
    assert run("area", "give", copy, "--area", "2", "--out", tmp_path / "b.pmiarea").code == 0
    old = tmp_path / "vieja.pmi"
    assert run("import", EXAMPLE, old).code == 0
    before = old.read_bytes()
    refused = run("area", "take", old, tmp_path / "b.pmiarea")
    assert (refused.code, refused.out) == (2, "")
    assert "no recuerda haber entregado" in refused.err
    assert old.read_bytes() == before
    assert run("area", "take", old, tmp_path / "b.pmiarea", "--anyway").code == 0
    assert evidence(run, old) == "Acta 7"


@pytest.mark.parametrize(("side", "kept"), [("--ours", "De aquí"), ("--theirs", "De allá")])
def test_conflicts_are_listed_and_nothing_is_changed_until_a_side_is_chosen(
    run: Run, plan: Path, copy: Path, tmp_path: Path, side: str, kept: str
) -> None:
    write(run, plan, "De aquí")
    write(run, copy, "De allá")
    assert run("area", "give", copy, "--area", "2", "--out", tmp_path / "b.pmiarea").code == 0
    before = plan.read_bytes()
    done = run("area", "take", plan, tmp_path / "b.pmiarea")
    assert (done.code, done.out) == (1, "")
    assert "De aquí" in done.err
    assert "De allá" in done.err
    assert plan.read_bytes() == before
    assert run("area", "take", plan, tmp_path / "b.pmiarea", side).code == 0
    assert evidence(run, plan) == kept


@pytest.mark.parametrize(
    "words",
    [
        ["area"],
        ["area", "lend"],
        ["area", "give", "PLAN"],
        ["area", "give", "PLAN", "--area", "2"],
        ["area", "give", "PLAN", "--area", "9", "--out", "x.pmiarea"],
        ["area", "give", "nada.pmi", "--area", "2", "--out", "x.pmiarea"],
        ["area", "take", "PLAN"],
        ["area", "take", "PLAN", "nada.pmiarea"],
        ["area", "take", "PLAN", "PLAN"],
        ["area", "take", "PLAN", "a.pmiarea", "--ours", "--theirs"],
    ],
)
def test_what_cannot_be_done_ends_with_two_and_one_sentence(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = plan.read_bytes()
    done = run(*(str(plan) if word == "PLAN" else word for word in words))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert plan.read_bytes() == before
    assert not (tmp_path / "x.pmiarea").exists()


def test_verify_knows_an_area_file(run: Run, copy: Path, tmp_path: Path) -> None:
    done = run("verify", tmp_path / "a.pmiarea")
    assert done.code == 0
    assert "un área para trabajar en otro computador" in done.out
    data = (tmp_path / "a.pmiarea").read_bytes()
    (tmp_path / "a.pmiarea").write_bytes(data[: len(data) // 2])
    assert run("verify", tmp_path / "a.pmiarea").code == 1
