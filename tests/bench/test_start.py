"""The start, beside a window with one label."""

from pathlib import Path

import pytest

from pmi_desktop.services.workspace import Workspace
from tests.bench.conftest import Table
from tests.bench.measuring import of_pairs, ran
from tests.samples import NOW, example_plan

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]
PROGRAMS = Path(__file__).parent / "programs"
PAIRS = 9


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("datos")


@pytest.fixture(scope="module")
def plan(data: Path) -> Path:
    return Workspace(data, clock=lambda: NOW, new_id=lambda: "banco", program="la prueba").create(example_plan())


def test_first_window(table: Table, data: Path) -> None:
    ran(PROGRAMS / "ours.py", "--data", data)
    taken = [
        (ran(PROGRAMS / "bare.py").seconds, ran(PROGRAMS / "ours.py", "--data", data).seconds) for _ in range(PAIRS)
    ]
    table.add(of_pairs("start to first painted window", taken, 1.5))


def test_plan_open_and_memory(table: Table, data: Path, plan: Path) -> None:
    ran(PROGRAMS / "ours.py", "--data", data, plan)
    taken = [(ran(PROGRAMS / "bare.py"), ran(PROGRAMS / "ours.py", "--data", data, plan)) for _ in range(PAIRS)]
    times = of_pairs("start to the example open and editable", [(a.seconds, b.seconds) for a, b in taken], 3.5)
    memory = of_pairs("peak memory, the example open", [(a.memory, b.memory) for a, b in taken], 2.2, "MB")
    table.add(times, memory)
