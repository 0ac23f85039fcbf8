"""The power goes, and the disk keeps of what was not synced whatever it likes: made from the steps of a watched run."""

import random
import shutil
from pathlib import Path

import pytest

from tests.torture.figures import Figures
from tests.torture.keeper import Keeper, Life, steps_of
from tests.torture.power import files_below, laid_out, power_cuts
from tests.torture.scenarios import SCENARIOS, Broken, Scenario, below

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="names open files as Linux does")

SHORT = {"typing": 60, "restore": 20}
CHANGING = [one for one in SCENARIOS if not one.name.startswith(("export", "package"))]
"""What changes a plan that is there; the others write one file anew."""


def _cut(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures, times: int) -> None:
    scenario.fill(folder)
    before, files = below(folder), files_below(folder)
    words = ["12"] if scenario.job == "type" else scenario.words(folder, 0)
    life = keeper.let_live(scenario.job, folder, words, watch=True)
    assert life.code == 0, life.printed
    steps = steps_of(folder)
    after = folder.with_name("después")
    done = 0
    for left, said in power_cuts(files, steps, times, random.Random(f"{scenario.name} {times}")):
        shutil.rmtree(after, ignore_errors=True)
        laid_out(left, folder, after)
        done += bool(said)
        code = 0 if said == "ack done" else -9
        try:
            scenario.verify(after, before, Life(code, words, [said]))
        except Broken as broken:
            figures.add(broken.promise)
            raise
    figures.add("power cuts", times)
    figures.lines.append(f"{scenario.name}: {times} power cuts in {len(steps)} steps, {done} after an acknowledgement")


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.name in SHORT], ids=lambda one: one.name)
def test_the_power_goes(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures) -> None:
    _cut(scenario, folder, keeper, figures, SHORT[scenario.name])


@pytest.mark.torture
@pytest.mark.timeout(900)
@pytest.mark.parametrize("scenario", CHANGING, ids=lambda one: one.name)
def test_the_power_goes_hundreds_of_times(scenario: Scenario, folder: Path, keeper: Keeper, figures: Figures) -> None:
    _cut(scenario, folder, keeper, figures, 300 if scenario.name == "typing" else 100)
