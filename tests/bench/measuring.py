"""How the rows of the table are measured: beside a baseline in the same run, as medians of pairs."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from tests.samples import ROOT


@dataclass(frozen=True)
class Row:
    """One line of the table; ``value`` and ``bound`` in ``unit`` (``×`` of the baseline), the rest for reading."""

    what: str
    value: float
    bound: float
    unit: str
    told: str

    def line(self) -> str:
        sign = "ok " if self.value <= self.bound else "!! "
        return (
            f"{sign}{self.what:<58} {self.value:7.2f} {self.unit:<3} at most {self.bound:g} {self.unit:<3} {self.told}"
        )

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"within": self.value <= self.bound}


def seconds(work: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """How long it takes once, with no search for rubbish in it."""
    gc.collect()
    gc.disable()
    try:
        begun = clock()
        work()
        return clock() - begun
    finally:
        gc.enable()


def beside(what: str, ours: Callable[[], object], baseline: Callable[[], object], bound: float, pairs: int) -> Row:
    """Ours against a baseline, one right after the other so that both meet the same weather."""
    taken = [(seconds(baseline), seconds(ours)) for _ in range(pairs)]
    return of_pairs(what, taken, bound)


def of_pairs(what: str, taken: Sequence[tuple[float, float]], bound: float, unit: str = "ms") -> Row:
    """The row of pairs (baseline, ours), in seconds or in what ``unit`` says."""
    scale = 1000 if unit == "ms" else 1
    base, own = (median(pair[side] for pair in taken) * scale for side in (0, 1))
    ratio = median(own_one / base_one for base_one, own_one in taken)
    return Row(what, ratio, bound, "×", f"({own:.1f} {unit} beside {base:.1f} {unit}, {len(taken)} pairs)")


def growth(what: str, work: Callable[[int], Callable[[], object]]) -> Row:
    """Ten times the plan against the plan; three times it is shown too. ``work(n)`` prepares and gives what to time.

    Work is the processor's time, in the quickest of many rounds where a round is short.
    """
    jobs = {size: work(size) for size in (1, 3, 10)}
    taken: dict[int, list[float]] = {size: [] for size in jobs}
    while len(taken[10]) < 3 or (sum(taken[10]) < 1 and len(taken[10]) < 12):
        for size, job in jobs.items():
            taken[size].append(seconds(job, process_time))
    best = {size: min(every) for size, every in taken.items()}
    told = ", ".join(f"{size}×: {value * 1000:.1f} ms" for size, value in best.items())
    return Row(f"ten times the plan: {what}", best[10] / best[1], 12, "×", f"({told})")


@dataclass(frozen=True)
class Ran:
    """Another process: seconds until its first line, and the most memory it had, in MB, which is its second."""

    seconds: float
    memory: float


def ran(program: Path, *words: str | Path) -> Ran:
    """Run a program of Python until it ends."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    typed = [sys.executable, str(program), *(str(word) for word in words)]
    begun = perf_counter()
    with subprocess.Popen(
        typed, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        taken = perf_counter() - begun
        memory = float(child.stdout.read())
        assert child.wait(60) == 0
    return Ran(taken, memory)
