"""Starts the nursery, kills what is born in it, and keeps what it said."""

import json
import os
import pickle
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.samples import ROOT
from tests.torture.disk import KILL, Fault, Step

PATIENCE = 120
"""Seconds after which a child that says nothing counts as hanging."""


@dataclass
class Life:
    """What became of a child: its exit code (negative: the signal), what it said, and what it printed."""

    code: int = 0
    words: Sequence[object] = ()
    said: list[str] = field(default_factory=list)
    printed: str = ""
    steps: int = 0
    failed: int = 0

    def last(self, word: str, default: int = 0) -> int:
        """The number last said with a word."""
        found = [one.partition(" ")[2] for one in self.said if one.startswith(f"{word} ")]
        return int(found[-1]) if found and found[-1].isdigit() else default

    def brings(self, name: str) -> bool:
        """Whether it was told to bring in the file of that name."""
        return any(Path(str(word)).stem == name for word in self.words)

    @property
    def traceback(self) -> bool:
        """Whether it ended in a way that nobody at a school could make anything of."""
        words = ("Traceback", "Algo falló dentro del programa", "Warning:", "Exception ignored")
        return self.code not in {0, 1, 2, -KILL} or any(word in self.printed for word in words)


class Keeper:
    """A nursery, to be used as a context."""

    def __init__(self) -> None:
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.nursery"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._left = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.close()
        self._nursery.wait(30)
        self._nursery.stdout.close()

    def let_live(
        self,
        job: str,
        folder: Path,
        words: Sequence[object] = (),
        *,
        kill_after: float | None = None,
        from_ack: bool = False,
        fault: Fault | None = None,
        watch: bool = False,
        patience: float = PATIENCE,
    ) -> Life:
        """A child's whole life; killed after so many seconds, counted from birth or from its first acknowledgement.

        One that says nothing for `patience` seconds is killed too.
        """
        order = {
            "job": job,
            "folder": str(folder),
            "with": [str(word) for word in words],
            "fault": fault,
            "watch": watch,
        }
        self._give(order)
        life, pid, until = Life(words=words), 0, 0.0
        while True:
            wait = max(0.0, until - time.monotonic()) if until else patience
            lines = self._lines(wait)
            for line in lines:
                word, _, rest = line.partition(" ")
                if word == "gone":
                    life.code = int(rest)
                    life.printed = (folder.parent / "printed.txt").read_text("utf-8", "replace")
                    return life
                if word == "pid":
                    pid = int(rest)
                elif word == "steps":
                    life.steps, life.failed = (int(one) for one in rest.split())
                else:
                    life.said.append(line)
                starts = word == ("ack" if from_ack else "pid")
                if kill_after is not None and starts and not until:
                    until = time.monotonic() + kill_after
            if pid and ((until and time.monotonic() >= until) or (not lines and not until)):
                with suppress(ProcessLookupError):  # it has just ended by itself, which the next lines will tell
                    os.kill(pid, KILL)
                pid, until = 0, 0.0

    def _give(self, order: dict[str, Any]) -> None:
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(json.dumps(order).encode() + b"\n")
        self._nursery.stdin.flush()

    def _lines(self, patience: float) -> list[str]:
        assert self._nursery.stdout is not None
        descriptor = self._nursery.stdout.fileno()
        if select.select([descriptor], [], [], patience)[0]:
            found = os.read(descriptor, 1 << 16)
            if not found:
                raise RuntimeError("the nursery is dead")
            self._left += found
        *lines, self._left = self._left.split(b"\n")
        return [line.decode() for line in lines]


def steps_of(folder: Path) -> list[Step]:
    """The steps of the disk that the last watched child left."""
    found = pickle.loads((folder.parent / "steps.pickle").read_bytes())
    assert isinstance(found, list)
    return found
