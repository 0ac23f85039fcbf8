"""`package` and `verify` through the command line, and what comes back in."""

import errno
import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from pmi_desktop.services import files
from pmi_desktop.services.evidence import EvidenceFolder
from tests.cli.conftest import Run

ACTA, FOTO, PERDIDA = b"%PDF acta", b"\xff\xd8 foto", b"perdida"


@pytest.fixture
def attached(run: Run, plan: Path) -> Path:
    """The example with a phone in the team and three attached files: one chosen, one with minors, one lost."""
    tree = json.loads(run("dump", plan).out)
    tree["team"][0] |= {"phone": "3101234567", "email": "yo@ejemplo.co"}
    tree["evidences"] = [
        {"id": "e1", "name": "Acta.pdf", "size": 9, "sha256": _digest(ACTA), "in_package": True},
        {"id": "e2", "name": "Niños.jpg", "size": 7, "sha256": _digest(FOTO), "shows_minors": True},
        {"id": "e3", "name": "Perdida.txt", "size": 7, "sha256": _digest(PERDIDA), "in_package": True},
    ]
    source = plan.with_name("con.json")
    source.write_text(json.dumps(tree), "utf-8")
    path = plan.with_name("con.pmi")
    done = run("import", source, path)
    assert "Perdida.txt" in done.out
    EvidenceFolder(path).put_bytes(ACTA, "Acta.pdf")
    EvidenceFolder(path).put_bytes(FOTO, "Niños.jpg")
    return path


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _manifest(package: Path) -> dict[str, object]:
    with zipfile.ZipFile(package) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/manifest.json")]
        tree: dict[str, object] = json.loads(archive.read(name))
        return tree


def _files(package: Path) -> set[str]:
    with zipfile.ZipFile(package) as archive:
        return {name.partition("/")[2] for name in archive.namelist()}


def test_the_example_is_packed_and_whole(run: Run, plan: Path, tmp_path: Path) -> None:
    package = tmp_path / "paquete.zip"
    done = run("package", plan, "--out", package)
    assert (done.code, done.err) == (0, "")
    school = "Centro Educativo Rural Loma del Sietecueros"
    assert _files(package) >= {
        "manifest.json", "plan.json", "LEEME.txt", "Constancia de entrega.pdf",
        f"D02.03.F01-V5 {school} versión 1.xlsx",
    }  # fmt: skip
    with zipfile.ZipFile(package) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {f"PMI {school} 2026 versión 1"}
    seen = run("verify", package)
    assert seen.code == 0
    for words in ("está completo", school, "254051999010", "Plan de Mejoramiento Institucional", "plan.json"):
        assert words in seen.out
    assert "BORRADOR" not in seen.out


def test_the_folder_is_the_same_as_the_zip(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("package", plan, "--out", tmp_path / "p.zip").code == 0
    assert run("package", plan, "--out", tmp_path / "memoria").code == 0
    (folder,) = (tmp_path / "memoria").iterdir()
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        for name in archive.namelist():
            assert (tmp_path / "memoria" / name).read_bytes() == archive.read(name), name
    assert run("verify", folder).code == 0
    (tmp_path / "memoria" / "System Volume Information").mkdir()
    shutil.copytree(folder, tmp_path / "memoria" / f".{folder.name[:40]}.2128bc65.tmp")  # what a power cut leaves
    assert run("verify", tmp_path / "memoria").code == 0
    (tmp_path / "memoria" / "otra cosa.txt").write_bytes(b"")
    done = run("verify", tmp_path / "memoria")
    assert done.code == 1
    assert "otra cosa.txt" in done.out


def test_a_changed_file_is_named(run: Run, plan: Path, tmp_path: Path) -> None:
    package = tmp_path / "p.zip"
    assert run("package", plan, "--out", package).code == 0
    data = package.read_bytes()
    with zipfile.ZipFile(package) as archive:
        places = {info.filename: info.header_offset + 30 + len(info.filename.encode()) for info in archive.infolist()}
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    for name, start in places.items():
        for position in (start, start + sizes[name] - 1):
            package.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
            done = run("verify", package)
            assert done.code == 1
            assert name.partition("/")[2] in done.out
    package.write_bytes(data[:-1])
    assert run("verify", package).code == 1


def test_what_is_no_package_ends_with_two(run: Run, plan: Path, example: Path, tmp_path: Path) -> None:
    (tmp_path / "vacía").mkdir()
    with zipfile.ZipFile(tmp_path / "otro.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    for path in (plan, example, tmp_path / "vacía", tmp_path / "otro.zip", tmp_path / "nada.zip"):
        done = run("verify", path)
        assert (done.code, done.out) == (2, "")
        assert str(path) in done.err


def test_what_blocks_keeps_the_package_from_being_written(run: Run, plan: Path, tmp_path: Path) -> None:
    tree = json.loads(run("dump", plan).out)
    tree["school"]["head_name"] = ""
    (tmp_path / "sin.json").write_text(json.dumps(tree), "utf-8")
    path, package = tmp_path / "sin.pmi", tmp_path / "p.zip"
    assert run("import", tmp_path / "sin.json", path).code == 0
    before = set(tmp_path.iterdir())
    done = run("package", path, "--out", package)
    assert (done.code, done.out) == (1, "")
    assert "rector" in done.err.lower() or "director" in done.err.lower()
    assert run("package", path, "--out", tmp_path / "carpeta").code == 1
    assert set(tmp_path.iterdir()) == before
    assert run("package", path, "--out", package, "--draft").code == 0
    seen = run("verify", package)
    assert seen.code == 0
    assert "BORRADOR" in seen.out


def test_contacts_stay_unless_asked_for(run: Run, attached: Path, tmp_path: Path) -> None:
    for words, withheld in ((["--contacts"], []), ([], ["team.email", "team.phone"])):
        package = tmp_path / f"p{len(words)}.zip"
        assert run("package", attached, "--out", package, *words).code == 0
        assert _manifest(package)["withheld"] == withheld
        with zipfile.ZipFile(package) as archive:
            inside = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".json"))
            sheets = [zipfile.ZipFile(archive.open(name)) for name in archive.namelist() if name.endswith(".xlsx")]
            inside += b"".join(book.read(name) for book in sheets for name in book.namelist())
        assert (b"3101234567" in inside) == (not withheld)


def test_attached_files_go_as_chosen(run: Run, attached: Path, tmp_path: Path) -> None:
    acta, foto = f"evidencias/{_digest(ACTA)}.pdf", f"evidencias/{_digest(FOTO)}.jpg"
    for words, going in (([], {acta}), (["--evidence", "all"], {acta}), (["--evidence", "none"], set())):
        package = tmp_path / f"p{len(words)}{words[-1:]}.zip"
        done = run("package", attached, "--out", package, *words)
        assert done.code == 0
        assert {name for name in _files(package) if name.startswith("evidencias")} == going
        assert foto not in _files(package)
        assert ("Perdida.txt" in done.out) == (words != ["--evidence", "none"])
        assert ("Niños.jpg" in done.out) == (words == ["--evidence", "all"])
        assert run("verify", package).code == 0


def test_a_picture_of_minors_goes_when_it_was_chosen(run: Run, attached: Path, tmp_path: Path) -> None:
    tree = json.loads(run("dump", attached).out)
    tree["evidences"][1]["in_package"] = True
    (tmp_path / "otra.json").write_text(json.dumps(tree), "utf-8")
    assert run("import", tmp_path / "otra.json", attached, "--force").code == 0
    assert run("package", attached, "--out", tmp_path / "p.zip").code == 0
    assert f"evidencias/{_digest(FOTO)}.jpg" in _files(tmp_path / "p.zip")


@pytest.mark.parametrize("shape", ["zip", "folder", "packed anew"])
def test_a_package_comes_back_in_with_its_evidence(run: Run, attached: Path, tmp_path: Path, shape: str) -> None:
    package = tmp_path / ("p.zip" if shape != "folder" else "memoria")
    assert run("package", attached, "--out", package, "--contacts").code == 0
    if shape == "packed anew":
        with zipfile.ZipFile(package) as old, zipfile.ZipFile(tmp_path / "n.zip", "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
        package = tmp_path / "n.zip"
    back = tmp_path / "otro" / "vuelto.pmi"
    back.parent.mkdir()
    done = run("import", package, back)
    assert done.code == 0
    assert "Niños.jpg" in done.out
    assert "Acta.pdf" not in done.out
    assert run("dump", back).out == run("dump", attached).out
    assert {path.name for path in back.parent.rglob("*")} == {
        "vuelto.pmi", "vuelto.evidencias", f"{_digest(ACTA)}.pdf"
    }  # fmt: skip
    assert (back.parent / "vuelto.evidencias" / f"{_digest(ACTA)}.pdf").read_bytes() == ACTA


def test_a_disk_that_fails_once_the_plan_is_there_leaves_it_what_it_names(
    run: Run, attached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "p.zip"
    assert run("package", attached, "--out", package, "--contacts").code == 0
    back = tmp_path / "otro" / "vuelto.pmi"
    back.parent.mkdir()
    real = files._sync_folder

    def failing(folder: Path) -> None:
        if folder == back.parent and back.exists():
            raise OSError(errno.ENOSPC, "full")
        real(folder)

    monkeypatch.setattr(files, "_sync_folder", failing)
    assert run("import", package, back).code == 2
    assert run("dump", back).out == run("dump", attached).out
    assert (back.parent / "vuelto.evidencias" / f"{_digest(ACTA)}.pdf").read_bytes() == ACTA


def test_a_package_whose_plan_was_changed_does_not_come_in(run: Run, attached: Path, tmp_path: Path) -> None:
    package = tmp_path / "p.zip"
    assert run("package", attached, "--out", package).code == 0
    data = package.read_bytes()
    place = data.index(b'"pmi-plan"')
    package.write_bytes(data[:place] + b"~" + data[place + 1 :])
    done = run("import", package, tmp_path / "otro.pmi")
    assert done.code == 2
    assert "«plan.json»" in done.err
    assert not (tmp_path / "otro.pmi").exists()
    assert not (tmp_path / "otro.evidencias").exists()


def test_damaged_evidence_does_not_keep_the_plan_out(run: Run, attached: Path, tmp_path: Path) -> None:
    package = tmp_path / "p.zip"
    assert run("package", attached, "--out", package).code == 0
    data = package.read_bytes()
    place = data.index(ACTA)
    package.write_bytes(data[:place] + b"~" + data[place + 1 :])
    done = run("import", package, tmp_path / "otro.pmi")
    assert done.code == 0
    assert "Acta.pdf" in done.out
    assert not list(tmp_path.glob("otro.evidencias/*"))


def test_a_package_is_not_written_over_something_else(run: Run, plan: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memoria"
    assert run("package", plan, "--out", memory).code == 0
    assert run("package", plan, "--out", memory).code == 0, "the same delivery again"
    (folder,) = memory.iterdir()
    (folder / "notas del rector.txt").write_text("mías", "utf-8")
    done = run("package", plan, "--out", memory)
    assert done.code == 2
    assert str(folder) in done.err
    assert (folder / "notas del rector.txt").read_text("utf-8") == "mías"
    assert [path.name for path in memory.iterdir()] == [folder.name]
