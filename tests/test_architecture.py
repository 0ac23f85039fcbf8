"""Who may import whom, and how long things may be: README, «The house», as tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import Module, Room, calls, layering, reached, read, too_long

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"sqlalchemy", "lxml", "openpyxl", "reportlab", "PIL"}
QT = {"PySide6", "shiboken6"}
WINDOW = {"pmi_desktop.app", "pmi_desktop.selftest"}
"""What opens the window, imported at the last moment by those who may."""

_FILES = {"os", "io", "pathlib", "shutil", "tempfile", "glob", "sqlite3", "zipfile", "socket", "subprocess"}
_CLOCK_AND_CHANCE = {"time", "uuid", "random", "secrets"}
_ROOMS = {"domain", "storage", "official", "services", "ui", "paths", "logs", "system", "app", "cli", "selftest"}

ROOMS = {
    "": Room(),
    "domain": Room(not_even=_FILES | _CLOCK_AND_CHANCE | {"logging", "threading"}),
    "storage": Room(ours={"domain"}, others={"sqlalchemy", "msgspec"}),
    "official": Room(ours={"domain"}, others={"lxml", "openpyxl", "reportlab", "PIL", "msgspec", "markdown_it"}),
    "services": Room(ours={"domain", "storage", "official", "paths", "logs"}, others={"msgspec", "platformdirs"}),
    "ui": Room(ours={"domain", "services", "paths", "logs"}, others=QT),
    "paths": Room(),
    "logs": Room(),
    "system": Room(),
    "app": Room(ours=_ROOMS - {"cli"}, others={*QT, "platformdirs"}),
    "cli": Room(ours=_ROOMS - {"ui"}, others={"platformdirs"}),
    "selftest": Room(ours=_ROOMS, others=QT),
    "__main__": Room(ours={"cli", "selftest"}),
}
IMPURE = {"open", "print", "input", "exec", "eval", ".now", ".utcnow", ".today", ".uuid4", ".read_text", ".write_text"}


@pytest.fixture(scope="module")
def ours() -> dict[str, Module]:
    return read(ROOT / "pmi_desktop")


def test_each_room_imports_only_what_it_may(ours: dict[str, Module]) -> None:
    assert layering(ours, ROOMS) == []


def test_domain_has_no_files_no_clock_and_no_output(ours: dict[str, Module]) -> None:
    assert calls(ours, "domain", IMPURE) == []


def test_nobody_imports_app_but_the_command_line_at_the_last_moment(ours: dict[str, Module]) -> None:
    assert _importers_of_app(ours) == []


def test_command_line_never_reaches_qt(ours: dict[str, Module]) -> None:
    for start in [name for name, module in ours.items() if module.room in {"cli", "__main__"}]:
        assert not _tops(reached(ours, start, eager=False, except_for=WINDOW)) & QT, start


def test_window_starts_without_heavy_libraries(ours: dict[str, Module]) -> None:
    if "pmi_desktop.app" in ours:
        assert not _tops(reached(ours, "pmi_desktop.app", eager=True)) & HEAVY


def test_command_line_starts_without_qt_or_heavy_libraries() -> None:
    code = "import sys, pmi_desktop.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert not set(run.stdout.split()) & (HEAVY | QT)


def test_modules_and_functions_stay_short(ours: dict[str, Module]) -> None:
    assert too_long(ours | read(ROOT / "tests"), module_lines=400, function_lines=80) == []


def _tops(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def _importers_of_app(modules: dict[str, Module]) -> list[str]:
    return [
        f"{module.name}:{imported.line}"
        for module in modules.values()
        for imported in module.imports()
        if imported.module.startswith("pmi_desktop.app") and not (module.room in {"cli", "selftest"} and imported.lazy)
        if module.room != "app"
    ]


# The rules themselves, over small packages that break them.


def _package(folder: Path, **files: str) -> dict[str, Module]:
    """A package `pmi_desktop`; `domain__plan="import os"` becomes pmi_desktop/domain/plan.py."""
    for name, text in {"__init__": "", "domain__errors": "", "services__area": "", **files}.items():
        parts = name.split("__") if not name.startswith("__") else [name]
        path = (folder / "pmi_desktop").joinpath(*parts).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for room in {path.parent for path in folder.rglob("*.py")}:
        (room / "__init__.py").touch()
    return read(folder / "pmi_desktop")


@pytest.mark.parametrize(
    ("name", "text", "imported"),
    [
        ("domain__plan", "import pmi_desktop.services.area", "pmi_desktop.services.area"),
        ("domain__plan", "from pmi_desktop import services", "pmi_desktop.services"),
        ("domain__plan", "def f():\n    from pmi_desktop.services.area import x", "pmi_desktop.services.area.x"),
        ("domain__plan", "class A:\n    if True:\n        import msgspec", "msgspec"),
        ("domain__plan", "import datetime, uuid", "uuid"),
        ("domain__plan", "import os.path", "os.path"),
        ("domain__plan", "import importlib\nx = importlib.import_module('sqlite3')", "sqlite3"),
        ("storage__store", "import PySide6.QtCore", "PySide6.QtCore"),
        ("storage__store", "import pmi_desktop.official", "pmi_desktop.official"),
        ("official__xlsx", "try:\n    import sqlalchemy\nexcept ImportError:\n    pass", "sqlalchemy"),
        ("services__hand_in", "from lxml import etree", "lxml.etree"),
        ("services__hand_in", "from pmi_desktop.ui.frame import Frame", "pmi_desktop.ui.frame.Frame"),
        ("ui__frame", "from pmi_desktop.storage.store import PlanStore", "pmi_desktop.storage.store.PlanStore"),
        ("cli", "def f():\n    import pmi_desktop.ui.frame", "pmi_desktop.ui.frame"),
        ("logs", "import pmi_desktop.domain.errors", "pmi_desktop.domain.errors"),
    ],
)
def test_layering_names_what_is_forbidden(tmp_path: Path, name: str, text: str, imported: str) -> None:
    files = {"storage__store": "", "official__xlsx": "", "ui__frame": "", name: text}
    found = layering(_package(tmp_path, **files), ROOMS)
    assert len(found) == 1
    assert found[0].startswith(f"pmi_desktop.{name.replace('__', '.')}:")
    assert found[0].endswith(f"imports {imported}")


def test_layering_allows_what_the_house_allows(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        domain__plan="import datetime\nfrom pmi_desktop.domain.errors import PmiError",
        services__hand_in="import json, msgspec\nfrom pmi_desktop import __version__\nimport pmi_desktop.domain.plan",
        ui__frame="from PySide6 import QtWidgets\nfrom pmi_desktop.services import area",
    )
    assert layering(package, ROOMS) == []


def test_layering_knows_no_module_outside_the_rooms(tmp_path: Path) -> None:
    assert layering(_package(tmp_path, helpers=""), ROOMS) == [
        "pmi_desktop.helpers: no rule says what 'helpers' may import"
    ]


@pytest.mark.parametrize("call", ["open('x')", "print()", "datetime.now()", "date.today()", "path.read_text()"])
def test_calls_names_what_is_impure(tmp_path: Path, call: str) -> None:
    assert calls(_package(tmp_path, domain__plan=f"def f():\n    {call}"), "domain", IMPURE) == [
        f"pmi_desktop.domain.plan:2 calls {call.partition('(')[0]}"
    ]


def test_only_the_command_line_may_import_app_and_only_late(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        app="",
        cli="import pmi_desktop.app\ndef main():\n    from pmi_desktop.app import run",
        ui__frame="def f():\n    from pmi_desktop.app import run",
    )
    assert _importers_of_app(package) == ["pmi_desktop.cli:1", "pmi_desktop.ui.frame:2"]


def test_reached_follows_every_hop(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        cli="def main():\n    from pmi_desktop.services import area\n    import pmi_desktop.app",
        services__area="import pmi_desktop.official.xlsx",
        official__xlsx="def f():\n    import lxml.etree",
        app="import PySide6.QtWidgets",
    )
    lazily = _tops(reached(package, "pmi_desktop.cli", eager=False, except_for={"pmi_desktop.app"}))
    assert "lxml" in lazily
    assert "PySide6" not in lazily
    assert "PySide6" in _tops(reached(package, "pmi_desktop.cli", eager=False))
    assert "pmi_desktop.official.xlsx" not in reached(package, "pmi_desktop.cli", eager=True)
    assert "pmi_desktop.official.xlsx" in reached(package, "pmi_desktop.services.area", eager=True)
    assert "lxml" not in _tops(reached(package, "pmi_desktop.services.area", eager=True))


def test_reached_enters_the_packages_above_a_module(tmp_path: Path) -> None:
    package = _package(tmp_path, cli="import pmi_desktop.services.area")
    (tmp_path / "pmi_desktop/services/__init__.py").write_text("import PySide6", "utf-8")
    assert "PySide6" in reached(read(tmp_path / "pmi_desktop"), "pmi_desktop.cli", eager=False)
    assert "PySide6" not in reached(package, "pmi_desktop.domain.errors", eager=False)


def test_too_long_counts_modules_and_functions(tmp_path: Path) -> None:
    package = _package(tmp_path, domain__plan="def f():\n" + "    x = 1\n" * 4, domain__goals="x = 1\n" * 7)
    assert too_long(package, module_lines=6, function_lines=4) == [
        "pmi_desktop.domain.goals has 7 lines",
        "pmi_desktop.domain.plan.f has 5 lines",
    ]
