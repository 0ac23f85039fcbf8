"""What `import` takes and refuses, and that `dump` gives it back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmi_desktop.services.interchange import LARGEST
from tests.cli.conftest import Run
from tests.samples import ROOT
from tests.services.test_interchange import REFUSALS, _without_defaults


def test_what_goes_in_comes_out(run: Run, plan: Path, example: Path) -> None:
    done = run("dump", plan)
    assert (done.code, done.err) == (0, "")
    assert _without_defaults(json.loads(done.out)) == _without_defaults(json.loads(example.read_bytes()))


def test_import_leaves_one_file(plan: Path) -> None:
    assert [path.name for path in plan.parent.glob("*") if path.name != "data"] == ["plan.pmi"]


@pytest.mark.parametrize(("spoil", "place", "reason"), REFUSALS, ids=[f"{r[1]}-{r[2]}" for r in REFUSALS])
def test_each_refusal_names_its_place_and_leaves_nothing(
    spoil: Callable[[dict[str, Any]], None], place: str, reason: str, run: Run, example: Path, tmp_path: Path
) -> None:
    tree = json.loads(example.read_bytes())
    spoil(tree)
    source = tmp_path / "malo.json"
    source.write_text(json.dumps(tree), "utf-8")
    done = run("import", source, tmp_path / "x.pmi")
    assert (done.code, done.out) == (2, "")
    assert f"«{place}»" in done.err
    assert done.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["malo.json"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no es JSON"),
        (b"hola", "no es JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 40 + b"]" * 40, "32"),
        (b"PK", "no es un ZIP"),
        (b"SQLite format 3\0", "ya es un plan"),
    ],
)
def test_what_is_no_plan_at_all_is_refused(data: bytes, words: str, run: Run, tmp_path: Path) -> None:
    source = tmp_path / "malo.json"
    source.write_bytes(data)
    done = run("import", source, tmp_path / "x.pmi")
    assert done.code == 2
    assert words in done.err
    assert not (tmp_path / "x.pmi").exists()


def test_a_file_that_is_too_large_is_not_read(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "enorme.json"
    with source.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    done = run("import", source, tmp_path / "x.pmi")
    assert done.code == 2
    assert "50 MB" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_sources_that_are_no_files_are_refused(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "tubo"
    os.mkfifo(pipe)
    for source, words in ((tmp_path / "nada.json", "No se encontró"), (pipe, "no es un archivo")):
        done = run("import", source, tmp_path / "x.pmi")
        assert done.code == 2
        assert words in done.err
    assert run("import", tmp_path, tmp_path / "x.pmi").code == 2


def test_a_plan_is_not_overwritten_unless_told(run: Run, plan: Path, example: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    done = run("import", example, plan)
    assert done.code == 2
    assert str(plan) in done.err
    assert "--force" in done.err
    assert plan.read_bytes() == before
    other = tmp_path / "otro.json"
    other.write_text(example.read_text("utf-8").replace("Sietecueros", "Girasol"), "utf-8")
    assert run("import", other, plan, "--force").code == 0
    assert "Girasol" in run("dump", plan).out
    (copy,) = (tmp_path / "data" / "copias").glob("*/*.pmi")
    assert "Sietecueros" in run("dump", copy).out


def test_force_keeps_what_is_no_plan_under_another_name(run: Run, example: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.pmi"
    target.write_bytes(b"una foto")
    assert run("import", example, target, "--force").code == 0
    assert run("check", target).code == 0
    (aside,) = tmp_path.glob("x.pmi.*")
    assert aside.read_bytes() == b"una foto"


def test_the_target_folder_must_exist(run: Run, example: Path, tmp_path: Path) -> None:
    done = run("import", example, tmp_path / "nueva" / "x.pmi")
    assert done.code == 2
    assert not (tmp_path / "nueva").exists()


def test_a_plan_that_is_open_elsewhere_is_not_replaced(run: Run, plan: Path, example: Path) -> None:
    from pmi_desktop.services.lock import PlanLock
    from tests.samples import NOW

    before = plan.read_bytes()
    with PlanLock(plan, program="la ventana", at=NOW):
        done = run("import", example, plan, "--force")
        assert done.code == 2
        assert run("check", plan).code == 0, "looking does not need the lock"
    assert plan.read_bytes() == before


_KILLS = """
import json, os, signal, sys
from pathlib import Path
from pmi_desktop.cli import main
from pmi_desktop.services import importing, interchange, sentences, workspace
from pmi_desktop.storage.store import read_file
source, target = sys.argv[1:]
whole, old = Path(target).read_bytes(), read_file(Path(target))
new = None

def killing(limit):
    seen = 0
    def audit(event, args):
        nonlocal seen
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event in ("os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "fcntl.flock"):
            seen += 1
            if seen == limit:
                os.kill(os.getpid(), signal.SIGKILL)
    return audit

seen = []
for limit in range(1, 500):
    Path(target).write_bytes(whole)
    child = os.fork()
    if not child:
        sys.addaudithook(killing(limit))
        os._exit(main(["import", source, target, "--force"]))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found = read_file(Path(target))
    seen.append("old" if found == old else found.school.name)
    if status == 0:
        break
    assert status == -signal.SIGKILL, status
print(json.dumps({"seen": seen, "ended": status == 0}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_a_kill_at_any_moment_leaves_the_old_plan_or_the_new_one(plan: Path, example: Path, tmp_path: Path) -> None:
    other = tmp_path / "otro.json"
    other.write_text(example.read_text("utf-8").replace("Sietecueros", "Girasol"), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", _KILLS, str(other), str(plan)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["ended"]
    assert set(told["seen"]) == {"old", "Centro Educativo Rural Loma del Girasol"}
    assert len(told["seen"]) > 8, "hardly killed at all"
