"""Power cuts, as far as a process can have them: the program killed at random moments, again and again."""

import os
import random
import time
from pathlib import Path

import pytest

from pmi_desktop.storage.sqlite import journal_of
from tests.torture.disk import DEATH, Fault
from tests.torture.figures import Figures
from tests.torture.jobs import PLAN
from tests.torture.keeper import Keeper
from tests.torture.scenarios import SCENARIOS, WINDOW, Broken, Scenario, below, start_over

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

LONG = {"typing": 100, "typing, in the window": 40, "import --force, interchange file": 40, "migrating": 40}
OTHERS = 24
ONCE = ("migrating", "area take")
"""What has nothing more to do after it is done: begun anew each time."""
SHORT = {"typing": 6, "import --force, interchange file": 4, "migrating": 4}


def _kill(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures, times: int) -> None:
    """Kills so often over the same folder: at a random moment and before a random step on the disk, by turns."""
    chance = random.Random(f"{scenario.name} {times}")
    longest, steps = _measured(scenario, folder, keeper)
    scenario.fill(folder)
    half_done = acknowledged = deaths = turn = 0
    while deaths < times:
        if scenario.name in ONCE:
            scenario.fill(folder)
        before = below(folder)
        words = scenario.words(folder, turn // 2)
        if turn % 2:
            fault = Fault(chance.randint(1, steps), DEATH, lasting=False)
            life = keeper.let_live(scenario.job, folder, words, fault=fault)
        else:
            moment = chance.uniform(0, longest)
            life = keeper.let_live(
                scenario.job, folder, words, kill_after=moment, from_ack=scenario.killed_within is not None
            )
        turn += 1
        deaths += life.code < 0
        acknowledged += len([one for one in life.said if one.startswith("ack")])
        half_done += journal_of(folder / PLAN).exists() or any(folder.rglob("*.tmp"))
        try:
            scenario.verify(folder, before, life)
        except Broken as broken:
            figures.add(broken.promise)
            raise
        assert turn < 5 * times, "it hardly ever dies"
    figures.add("kills", deaths)
    start_over(scenario, folder, keeper)
    figures.lines.append(
        f"{scenario.name}: {deaths} kills, {half_done} of them half-way, {acknowledged} acknowledgements"
    )
    assert half_done or times < OTHERS, "no kill hit the middle of anything: the test tests nothing"


def _measured(scenario: Scenario, folder: Path, keeper: Keeper) -> tuple[float, int]:
    """How long the job takes undisturbed, and how many steps on the disk."""
    if scenario.killed_within:
        return scenario.killed_within
    scenario.fill(folder)
    start = time.monotonic()
    life = keeper.let_live(scenario.job, folder, scenario.words(folder, 0), watch=True)
    assert life.code == 0, life.printed
    return time.monotonic() - start, life.steps


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.name in SHORT], ids=lambda one: one.name)
def test_killed_at_any_moment(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures) -> None:
    _kill(scenario, folder, keeper, figures, SHORT[scenario.name])


@pytest.mark.torture
@pytest.mark.timeout(900)
@pytest.mark.parametrize("scenario", [*SCENARIOS, WINDOW], ids=lambda one: one.name)
def test_killed_hundreds_of_times(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures) -> None:
    _kill(scenario, folder, keeper, figures, LONG.get(scenario.name, OTHERS))
