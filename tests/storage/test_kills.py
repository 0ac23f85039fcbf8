"""Power cuts, as far as a process can have them: killed at a random moment, again and again, over the same file."""

import itertools
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pmi_desktop.domain.plan import Plan
from pmi_desktop.storage.sqlite import check_file, journal_of
from pmi_desktop.storage.store import plan_image, read_file
from tests.samples import NOW, ROOT, example_plan, make_plan
from tests.storage.kill_child import is_whole

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


class Worker:
    """A process that types into a plan, or replaces it, and can be killed."""

    def __init__(self, job: str, path: Path) -> None:
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.kill_child", job, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._left = b""

    def killed_after(self, seconds: float) -> int:
        """Lets a new child work for so long after its first acknowledgement; the last thing it acknowledged."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(b"\n")
        self._nursery.stdin.flush()
        pid, acknowledged, until = 0, 0, 0.0
        while True:
            for line in self._lines(max(0.0, until - time.monotonic()) if until else 60):
                word, _, rest = line.partition(" ")
                assert word in {"pid", "ack", "gone"}, line
                if word == "gone":
                    return acknowledged
                pid = int(rest) if word == "pid" else pid
                acknowledged = int(rest) if word == "ack" else acknowledged
                until = until or (time.monotonic() + seconds if word == "ack" else 0.0)
            if pid and until and time.monotonic() >= until:
                os.kill(pid, signal.SIGKILL)
                pid, until = 0, 0.0

    def _lines(self, patience: float) -> list[str]:
        assert self._nursery.stdout is not None
        descriptor = self._nursery.stdout.fileno()
        if select.select([descriptor], [], [], patience)[0]:
            self._left += os.read(descriptor, 1 << 16)
        *lines, self._left = self._left.split(b"\n")
        return [line.decode() for line in lines]

    def go_home(self) -> None:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.close()
        self._nursery.wait(30)
        self._nursery.stdout.close()


def _kill(path: Path, times: int, seed: int) -> tuple[int, int]:
    """Kills that often, and on until one has hit the middle of a transaction.

    Returns how many kills left a journal, and how many revisions were acknowledged in the end.
    """
    chance = random.Random(seed)
    typist = Worker("type", path)
    journals = 0
    try:
        for kill in itertools.count(1):
            acknowledged = typist.killed_after(chance.uniform(0, 0.03))
            journals += journal_of(path).exists()
            plan = read_file(path)
            assert plan.revision >= acknowledged
            assert is_whole(plan)
            check_file(path)
            if kill >= (times if journals else 10 * times):
                break
    finally:
        typist.go_home()
    return journals, acknowledged


def test_killed_while_saving_the_file_is_sound_and_has_all_that_was_acknowledged(
    stored: Callable[[Plan], Path],
) -> None:
    journals, acknowledged = _kill(stored(example_plan()), 20, seed=1)
    assert acknowledged > 60
    assert journals > 0, "no kill hit the middle of a transaction: the test tests nothing"


def test_killed_while_replacing_a_plan_there_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.pmi"
    path.write_bytes(plan_image(example_plan(), NOW))
    replacing = Worker("replace", path)
    chance = random.Random(2)
    left_over = 0
    try:
        for kill in itertools.count(1):
            replacing.killed_after(chance.uniform(0, 0.12))
            assert read_file(path) in (example_plan(), make_plan(id="cerls-2026"))
            check_file(path)
            for backup in tmp_path.glob("datos/copias/*/[0-9]*.pmi"):
                check_file(backup)
            left_over += len(list(tmp_path.rglob("*.tmp"))) > 0
            if kill >= (10 if left_over else 100):
                break
    finally:
        replacing.go_home()
    assert left_over, "no kill hit the writing of a file: the test tests nothing"


@pytest.mark.torture
def test_killed_three_hundred_times(stored: Callable[[Plan], Path]) -> None:
    path = stored(example_plan())
    journals, acknowledged = _kill(path, 300, seed=int(time.time()))
    sys.stdout.write(
        f"\n300 kills, {journals} in the middle of a transaction, {acknowledged} edits acknowledged, 0 lost\n"
    )
