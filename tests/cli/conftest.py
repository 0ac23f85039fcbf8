"""The real command line in this process: exit code, standard output, standard error."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from pmi_desktop.cli import main
from pmi_desktop.paths import bundled


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """`run("check", path)`; a traceback on either stream fails the test."""

    def typed(*words: str | Path) -> Ran:
        capfd.readouterr()
        code = main([str(word) for word in words])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Ran(code, out, err)

    return typed


@pytest.fixture
def example() -> Path:
    return bundled("resources", "examples", "loma-sietecueros.json")


@pytest.fixture
def plan(run: Run, example: Path, tmp_path: Path) -> Path:
    """The example school in a file."""
    path = tmp_path / "plan.pmi"
    assert run("import", example, path) == Ran(0, f"Listo: {path}\n", "")
    return path
