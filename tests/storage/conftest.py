"""A real plan in a real file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pmi_desktop.domain.plan import Plan
from pmi_desktop.storage.store import plan_image
from tests.samples import NOW, make, make_plan


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[Plan], Path]:
    """Puts a plan into a new file and says where it is."""

    def store(plan: Plan, name: str = "Sede «El Ñame».pmi") -> Path:
        path = tmp_path / name
        path.write_bytes(plan_image(plan, NOW))
        return path

    return store


@pytest.fixture
def small(stored: Callable[[Plan], Path]) -> Path:
    """A file with one goal, its objective and little more."""
    from pmi_desktop.domain.goals import Goal

    return stored(make_plan(make(Goal, text="Primera")))
