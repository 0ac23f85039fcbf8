"""A real disk that is soon full, where this system lets us make one."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A new disk of that size at a place; the test is skipped where none can be mounted."""
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k"]
    if os.name == "nt" or os.geteuid() or not _does("mount", *options, "tmpfs", str(place)):
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        assert _does("umount", "-l", str(place))


def make_larger(place: Path, kilobytes: int) -> None:
    """Give a small disk more room, as by taking something off it."""
    assert _does("mount", "-o", f"remount,size={kilobytes}k", str(place))


def _does(*words: str) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
