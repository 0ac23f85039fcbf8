"""A full disk, a failing one, a stick pulled out: the n-th step on the disk fails, once or from then on."""

import errno
import random
import shutil
from pathlib import Path

import pytest

from tests.torture.disk import Fault
from tests.torture.figures import Figures
from tests.torture.keeper import Keeper
from tests.torture.scenarios import SCENARIOS, Broken, Scenario, below, start_over

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="names open files as Linux does")

KINDS = ((errno.ENOSPC, False), (errno.EIO, False), (errno.ENOSPC, True), (errno.ENODEV, True), (errno.EACCES, True))
TYPED = "8"
_SLOW = (["export"], ["package"], ["area"])
SHORT = {"typing": 4, "import --force, package": 3, "restore": 4}


def _fail(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures, times: int) -> None:
    """Fails so many steps, spread over all that the job makes; each time from the same start."""
    start = folder.with_name("principio")
    scenario.fill(start)
    words = [TYPED] if scenario.job == "type" else scenario.words(folder, 0)
    shutil.copytree(start, folder)
    clean = keeper.let_live(scenario.job, folder, words, watch=True)
    assert clean.code == 0, clean.printed
    assert clean.steps > 3, "the disk was not watched"
    chance = random.Random(f"{scenario.name} {times}")
    faults = [Fault(number, *kind) for kind in KINDS for number in range(1, clean.steps + 1)]
    survived = 0
    for fault in chance.sample(faults, min(times, len(faults))):
        shutil.rmtree(folder)
        shutil.copytree(start, folder)
        before = below(folder)
        life = keeper.let_live(scenario.job, folder, words, fault=fault)
        figures.add("injected I/O faults", bool(life.failed))
        survived += life.code == 0
        try:
            scenario.verify(folder, before, life)
            start_over(scenario, folder, keeper)
        except Broken as broken:
            figures.add(broken.promise)
            raise AssertionError(f"{fault.name} of {clean.steps}: {broken}\n{life}") from broken
    figures.lines.append(f"{scenario.name}: {times} faults in {clean.steps} steps, {survived} survived, rest refused")


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.name in SHORT], ids=lambda one: one.name)
def test_a_step_on_the_disk_fails(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures) -> None:
    _fail(scenario, folder, keeper, figures, SHORT[scenario.name])


@pytest.mark.torture
@pytest.mark.timeout(900)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_any_step_on_the_disk_fails(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures) -> None:
    _fail(scenario, folder, keeper, figures, 12 if scenario.words(folder, 0)[:1] in _SLOW else 50)


def test_the_harness_sees_what_it_is_to_break(folder: Path, keeper: Keeper) -> None:
    scenario = next(one for one in SCENARIOS if one.name == "restore")
    scenario.fill(folder)
    words = scenario.words(folder, 0)
    steps = keeper.let_live("command", folder, words, watch=True).steps
    for number in (1, steps // 2, steps):
        scenario.fill(folder)
        assert keeper.let_live("command", folder, words, fault=Fault(number, errno.EIO, lasting=False)).failed == 1
