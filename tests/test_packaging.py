"""What goes into the wheel: everything we ship, findable from there, under one version."""

import importlib.metadata
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import pmi_desktop
from pmi_desktop.paths import bundled

ROOT = Path(__file__).resolve().parent.parent


def _files(folder: Path) -> set[str]:
    found = {p.relative_to(ROOT).as_posix() for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert found, folder
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    built = next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")))))
    return zipfile.Path(built)


def test_wheel_contains_everything_we_ship(wheel: zipfile.Path) -> None:
    names = set(wheel.root.namelist())
    shipped = _files(ROOT / "resources") | _files(ROOT / "forms")
    assert {f"pmi_desktop/_bundled/{name}" for name in shipped} | _files(ROOT / "pmi_desktop") <= names


def test_wheel_contains_nothing_else(wheel: zipfile.Path) -> None:
    tops = {name.partition("/")[0] for name in wheel.root.namelist()}
    assert tops == {"pmi_desktop", f"pmi_desktop-{pmi_desktop.__version__}.dist-info"}


def test_installed_wheel_finds_what_it_ships(wheel: zipfile.Path, tmp_path: Path) -> None:
    wheel.root.extractall(tmp_path)
    code = "from pmi_desktop.paths import bundled; print(bundled('resources', 'catalogs'), bundled('forms'), sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    inside = tmp_path.resolve() / "pmi_desktop" / "_bundled"
    assert run.stdout.splitlines() == [str(inside / "resources" / "catalogs"), str(inside / "forms")]


def test_checkout_finds_what_lies_beside_the_package() -> None:
    assert bundled("resources", "catalogs", "guia34-2008.toml") == ROOT / "resources/catalogs/guia34-2008.toml"
    with pytest.raises(FileNotFoundError, match="forms/none"):
        bundled("forms", "none")


def test_version_is_written_once(wheel: zipfile.Path) -> None:
    metadata = wheel / f"pmi_desktop-{pmi_desktop.__version__}.dist-info" / "METADATA"
    assert f"\nVersion: {pmi_desktop.__version__}\n" in metadata.read_text("utf-8")
    sources = [*(ROOT / "pmi_desktop").rglob("*.py"), *ROOT.glob("*.toml"), *ROOT.glob("*.spec"), ROOT / "README.md"]
    written = re.compile(rf"(?<![\d.]){re.escape(pmi_desktop.__version__)}(?![\d.])")
    assert [p.name for p in sources if written.search(p.read_text("utf-8"))] == ["__init__.py"]


def test_the_command_is_installed() -> None:
    (command,) = importlib.metadata.entry_points(group="console_scripts", name="pmi-desktop")
    assert command.value == "pmi_desktop.cli:main"
