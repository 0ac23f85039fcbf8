"""The built program at work: from a folder with a difficult name, home read-only, no network, old and new plans."""

import sqlite3
import subprocess
import zipfile
from pathlib import Path

import pytest

from pmi_desktop import __version__, selftest
from tests.installer.built import WINDOWS, ZIP, Cage, copied, executable, only_linux

pytestmark = [pytest.mark.installer, pytest.mark.timeout(300)]

EXAMPLE = Path("_internal", "resources", "examples", "loma-sietecueros.json")


@pytest.fixture
def cage(tmp_path: Path) -> Cage:
    return Cage(tmp_path / "casa de la rectora")


def test_proves_itself_where_only_its_data_may_be_written(tmp_path: Path, cage: Cage) -> None:
    program = copied(tmp_path)
    before = sorted(program.rglob("*"))
    report = cage.data / "informe de la prueba.txt"
    run = cage.run(executable(program), "--self-test", report)
    assert run.returncode == 0, run.stdout + run.stderr
    assert report.read_text("utf-8").splitlines()[-1] == selftest.PASSED
    assert cage.strangers() == []
    assert sorted(program.rglob("*")) == before, "something was written beside the program"
    assert sorted(path.name for path in cage.data.iterdir()) == [report.name]


def test_the_zip_proves_itself_where_it_is_unpacked(tmp_path: Path, cage: Cage) -> None:
    folder = tmp_path / "memoria USB"
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(folder)
        assert {name.partition("/")[0] for name in archive.namelist()} == {"PMI Escritorio"}
        marked = archive.getinfo(f"PMI Escritorio/pmi-desktop{'.exe' if WINDOWS else ''}").external_attr >> 16
    assert WINDOWS or marked & 0o111, "unpacked, the program could not be started"
    program = executable(folder / "PMI Escritorio")
    program.chmod(0o755)  # Python's extraction forgets it, those of desktops do not
    assert __version__ in (folder / "PMI Escritorio" / "LEEME.txt").read_text("utf-8")
    report = cage.data / "informe.txt"
    assert cage.run(program, "--self-test", report).returncode == 0, report.read_text("utf-8")


def test_the_command_line_answers(tmp_path: Path, cage: Cage) -> None:
    program = executable(copied(tmp_path), "pmi-desktop-cli")
    assert cage.run(program, "--version").stdout.strip() == f"PMI Escritorio {__version__}"
    forms = cage.run(program, "export", "--form", "list")
    assert forms.returncode == 0, forms.stderr
    assert all(form in forms.stdout for form in ("D02.03.F01-V5", "D02.03-V2", "D02.03.F02-V3.0"))
    wrong = cage.run(program, "inventada")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("No existe la orden «inventada».")


def test_a_newer_plan_is_refused_and_stays_as_it_was(tmp_path: Path, cage: Cage) -> None:
    folder = copied(tmp_path)
    program, plan = executable(folder, "pmi-desktop-cli"), cage.data / "de otro año.pmi"
    assert cage.run(program, "import", folder / EXAMPLE, plan).returncode == 0
    with sqlite3.connect(plan) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version={version + 1}")
    connection.close()
    newer = plan.read_bytes()
    run = cage.run(program, "check", plan)
    assert run.returncode == 2
    assert "es de una versión más nueva de PMI Escritorio. Actualice el programa" in run.stderr
    assert plan.read_bytes() == newer


@only_linux
def test_the_window_opens_on_a_real_screen(tmp_path: Path, cage: Cage) -> None:
    """The xcb platform with all its libraries, which nothing of offscreen loads."""
    program = executable(copied(tmp_path))
    cage.data.mkdir(parents=True)
    ours = cage.environment() | {"QT_QPA_PLATFORM": "xcb", "PATH": "/usr/bin:/bin"}
    inside = ["env", *(f"{name}={value}" for name, value in ours.items()), str(program), "--self-test"]
    # Only inside: xvfb-run stumbles over a temporary folder with spaces.
    run = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", *inside],
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
