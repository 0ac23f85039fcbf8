"""What a disk may hold after a power cut, made from the steps that led there.

What was not synced may be there or not, in any order and cut at any sector; the names in a folder change in the order
asked, as journalling file systems see to. `power_cut` leaves in a folder what one such cut may leave.
"""

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.disk import Step

_SECTOR = 512


@dataclass
class _File:
    """A file's bytes on the platter, and the changes that are only in memory."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.pending:
            _apply(self.kept, step)
        self.pending.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        left = bytearray(self.kept)
        share = chance.choice((0.0, 0.2, 0.5, 0.9, 1.0))
        for step in self.pending:
            if chance.random() < share:
                _apply(left, _torn(step, chance) if chance.random() < 0.1 else step)
        return bytes(left)


def _apply(data: bytearray, step: Step) -> None:
    end = step.offset + len(step.data)
    if step.what == "truncate":
        del data[step.offset :]
        end = step.offset
    data.extend(bytes(max(0, end - len(data))))
    data[step.offset : step.offset + len(step.data)] = step.data


def _torn(step: Step, chance: random.Random) -> Step:
    """Only the first sectors of a write."""
    sectors = len(step.data) // _SECTOR
    return step._replace(data=step.data[: _SECTOR * chance.randrange(sectors)]) if sectors else step


class _Platter:
    """Files by name, as the program sees them and as the disk knows them."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self.seen = {name: _File(bytearray(data)) for name, data in before.items()}
        self.kept = dict(self.seen)
        self.names: list[Step] = []
        self.made: dict[int, _File] = {}

    def take(self, step: Step) -> None:
        match step.what:
            case "create":
                self.seen[step.path] = _File()
                self._rename(step, self.seen[step.path])
            case "write" | "truncate":
                self.seen[step.path].pending.append(step)
            case "sync":
                self.seen[step.path].sync()
            case "delete":
                self.seen.pop(step.path, None)
                self._rename(step)
            case "rename":
                if step.path in self.seen:  # else a folder: nothing here tears inside one
                    self.seen[step.other] = self.seen.pop(step.path)
                self._rename(step)
            case "sync_folder":
                self._keep_names(len(self.names))

    def _rename(self, step: Step, file: _File | None = None) -> None:
        if file is not None:
            self.made[id(step)] = file
        self.names.append(step)

    def _keep_names(self, count: int) -> None:
        for step in self.names[:count]:
            _named(self.kept, step, self.made)
        del self.names[:count]

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        names = dict(self.kept)
        for step in self.names[: chance.randint(0, len(self.names))]:
            _named(names, step, self.made)
        return {name: file.after_cut(chance) for name, file in names.items()}


def _named(names: dict[str, _File], step: Step, made: dict[int, _File]) -> None:
    if step.what == "create":
        names[step.path] = made[id(step)]
    elif step.what == "delete":
        names.pop(step.path, None)
    elif step.path in names:
        names[step.other] = names.pop(step.path)


def power_cuts(
    before: dict[str, bytes], steps: Sequence[Step], cuts: int, chance: random.Random
) -> Iterator[tuple[dict[str, bytes], str]]:
    """Files after a cut at as many moments, some at the very end, each with what was acknowledged by then."""
    moments = sorted(len(steps) if number % 8 == 0 else chance.randint(0, len(steps)) for number in range(cuts))
    platter, said, done = _Platter(before), "", 0
    for moment in moments:
        for step in steps[done:moment]:
            said = step.data.decode() if step.what == "said" else said
            platter.take(step)
        done = moment
        yield platter.after_cut(chance), said


def laid_out(files: dict[str, bytes], old: Path, new: Path) -> None:
    """Writes files that were below one folder below another."""
    for name, data in files.items():
        place = new / os.path.relpath(name, old)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes, by its real path."""
    real = Path(os.path.realpath(folder))
    return {str(path): path.read_bytes() for path in sorted(real.rglob("*")) if path.is_file()}
