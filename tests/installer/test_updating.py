"""A newer installer over an older one, from a stick and without internet: the plans stay, and so after uninstalling."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmi_desktop import __version__
from tests.installer.built import DEB, PROGRAM, SETUP, Cage, only_linux
from tests.samples import ROOT

pytestmark = [pytest.mark.installer, pytest.mark.timeout(600)]

HERE = ROOT / ".ci" / "installer"
SCRIPT = (HERE / "windows.nsi").read_text("utf-8")
NEWER = "99.0.0"


def _pack(what: str, out: Path, version: str) -> None:
    command: list[str | Path] = [sys.executable, HERE / "pack.py", "--out", out, "--version", version]
    subprocess.run([*command, "--level", "0", what], check=True, capture_output=True)


@pytest.fixture
def dpkg(tmp_path: Path) -> Callable[..., str]:
    """dpkg with a system of its own: really installs, updates and removes, beside the one we work on."""
    root = tmp_path / "sistema"
    for folder in ("info", "updates", "triggers"):
        (root / "var/lib/dpkg" / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()

    def run(*words: str | Path) -> str:
        forced = "--force-not-root,depends,bad-path"
        command = ["dpkg", f"--root={root}", forced, f"--log={tmp_path / 'dpkg.log'}", *map(str, words)]
        environment = os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@only_linux
def test_debian_package_installs_updates_and_goes_without_touching_plans(
    tmp_path: Path, dpkg: Callable[..., str]
) -> None:
    cage = Cage(tmp_path / "casa")
    root = tmp_path / "sistema"
    program = root / "usr/bin/pmi-desktop"
    dpkg("-i", DEB)
    plan = cage.data / "planes" / "escuela.pmi"
    plan.parent.mkdir(parents=True)
    example = root / "usr/lib/pmi-escritorio/_internal/resources/examples/loma-sietecueros.json"
    made = cage.run(program, "import", example, plan)
    assert made.returncode == 0, made.stderr
    before = _everything(cage.data)

    (PROGRAM / "_internal" / "nuevo.txt").write_text("de la versión nueva", encoding="utf-8")
    try:
        _pack("deb", tmp_path, NEWER)
    finally:
        (PROGRAM / "_internal" / "nuevo.txt").unlink()
    dpkg("-i", tmp_path / f"pmi-escritorio_{NEWER}_amd64.deb")
    assert f"Version: {NEWER}" in dpkg("-s", "pmi-escritorio")
    assert (root / "usr/lib/pmi-escritorio/_internal/nuevo.txt").is_file()
    assert _everything(cage.data) == before
    assert cage.run(program, "dump", plan).returncode == 0

    dpkg("-r", "pmi-escritorio")
    assert not (root / "usr/lib/pmi-escritorio").exists()
    assert _everything(cage.data) == before


def _everything(folder: Path) -> dict[str, bytes]:
    """What lies in the data folder; logs and settings may be written by each start."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.pmi*") if path.is_file()}
    assert files
    return files


@only_linux
def test_debian_package_says_what_it_needs_and_opens_plans(tmp_path: Path) -> None:
    listed = subprocess.run(["dpkg-deb", "-c", DEB], capture_output=True, encoding="utf-8", check=True).stdout
    for place in (
        "./usr/bin/pmi-desktop -> ../lib/pmi-escritorio/pmi-desktop", "./usr/share/applications/pmi-escritorio.desktop",
        "./usr/share/mime/packages/pmi-escritorio.xml", "./usr/share/icons/hicolor/256x256/apps/pmi-escritorio.png",
    ):  # fmt: skip
        assert place in listed, place
    assert "root/root" in listed
    entry = (HERE / "pmi-escritorio.desktop").read_text("utf-8")
    assert 'type="application/vnd.pmi-escritorio"' in (HERE / "pmi-escritorio.xml").read_text("utf-8")
    assert "MimeType=application/vnd.pmi-escritorio;" in entry
    assert "Exec=pmi-desktop %f" in entry
    fields = subprocess.run(
        ["dpkg-deb", "-f", DEB, "Depends"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert re.fullmatch(r"libc6 \(>= 2\.\d\d\), libegl1, libgl1, libxcb1, fontconfig-config\n", fields)


@only_linux
def test_windows_installer_carries_the_whole_folder() -> None:
    assert SETUP.read_bytes()[:2] == b"MZ"
    listed = subprocess.run(["7z", "l", "-slt", SETUP], capture_output=True, encoding="utf-8", check=True).stdout
    names = {
        line.removeprefix("Path = ").replace("\\", "/") for line in listed.splitlines() if line.startswith("Path = ")
    }
    ours = {path.relative_to(PROGRAM).as_posix() for path in PROGRAM.rglob("*") if path.is_file()}
    assert ours <= names, sorted(ours - names)[:5]


def test_windows_installer_asks_for_no_administrator_and_goes_to_the_user() -> None:
    assert b'level="asInvoker"' in SETUP.read_bytes()
    assert not re.search(r"HKLM|HKCR|\bSetShellVarContext all|\$PROGRAMFILES", SCRIPT)
    assert "OLDEST_BUILD 17763" in SCRIPT


def test_windows_uninstaller_deletes_by_name_and_never_the_plans() -> None:
    deleted = re.findall(r"^ *(?:RMDir|Delete)\b(.*)$", SCRIPT, re.MULTILINE)
    inside = {
        ' /r "$INSTDIR\\_internal"', ' "$INSTDIR\\pmi-desktop.exe"', ' "$INSTDIR\\pmi-desktop-cli.exe"',
        ' "$INSTDIR\\desinstalar.exe"', ' "$INSTDIR"', ' "$DESKTOP\\${PROGRAM}.lnk"', ' "$SMPROGRAMS\\${PROGRAM}.lnk"',
    }  # fmt: skip
    assert set(deleted) == inside
    tops = {path.name for path in PROGRAM.iterdir()}
    assert tops <= {"_internal", "pmi-desktop", "pmi-desktop.exe", "pmi-desktop-cli.exe"}, (
        "the uninstaller forgets some"
    )
    assert __version__ not in SCRIPT
