"""Figures that every test of this room adds to, and one nursery for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.figures import PROPERTY, Figures
from tests.torture.keeper import Keeper


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """What this test counts; shown at the end of the run."""
    found = Figures()
    yield found
    value = dict(found.counts), found.memory, found.seconds, found.lines
    request.node.user_properties.append((PROPERTY, value))


@pytest.fixture(scope="module")
def keeper() -> Iterator[Keeper]:
    with Keeper() as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the program works; what it prints comes beside it."""
    return tmp_path / "Año «Ñame»"
