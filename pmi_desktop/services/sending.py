"""A package written where it is wanted, and read back before anybody is told that it is there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.files import (
    CannotWrite,
    is_folder,
    is_there,
    make_folder,
    reading,
    replacing,
    replacing_folder,
)

if TYPE_CHECKING:
    from pmi_desktop.official.package.assembling import Package
    from pmi_desktop.official.package.manifest import Manifest
    from pmi_desktop.official.package.verifying import Verdict

Progress = Callable[[str, float], None]
"""Told what is being done and which part of all is done (0 to 1); raises :class:`Cancelled` to stop it."""


class Cancelled(PmiError):
    """The user stopped the work; nothing is left of it."""


class WrittenBadly(PmiError):
    """What was read back from ``path`` is not what was written: the disk or the stick is not to be trusted."""


def deliver(package: "Package", target: Path, progress: Progress) -> Path:
    """Write a package as a ZIP, when the target ends so, or as a folder inside the target; gives its place.

    Written beside, flushed, read back from the disk and compared, and only then put in its place: when it returns,
    a stick may be pulled out.

    Raises:
        CannotWrite: the disk refuses, or a folder of that name holds something else.
        WrittenBadly, Cancelled, CannotRead, FileChanged
    """
    if target.suffix.lower() == ".zip":
        return deliver_file(package, target, progress)
    tick = _Ticker(progress, package.size)
    manifest = package.manifest
    place = target / manifest.folder
    with _made_for(target):
        _refuse_other_folder(place, manifest)
        with replacing_folder(place, partial(_check_folder, manifest, tick, place)) as folder:
            package.write_folder(folder, tick)
    return place


def deliver_file(package: "Package", target: Path, progress: Progress) -> Path:
    """The same, always as one ZIP, whatever its name."""
    tick = _Ticker(progress, package.size)
    with replacing(target, partial(_check_zip, package.manifest, tick, target)) as out:
        package.write_zip(out, tick)
    return target


def silent(_words: str, _part: float) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class _Ticker:
    """Turns bytes written and read back into progress between two thirds and the end."""

    progress: Progress
    size: int
    done: int = field(default=0)

    def __call__(self, count: int) -> None:
        self.done += count
        words = "Escribiendo el paquete" if self.done <= self.size else "Comprobando lo escrito"
        self.progress(words, min(1.0, 0.7 + 0.3 * self.done / max(1, 2 * self.size)))


@contextmanager
def _made_for(folder: Path) -> Iterator[None]:
    """The folder, made when it is not there, and taken away again when nothing could be put into it."""
    new = not is_there(folder)
    if not is_folder(folder.absolute().parent):  # never make the place where a stick should be
        raise CannotWrite(path=folder.parent, reason="missing")
    make_folder(folder)
    try:
        yield
    except BaseException:
        if new:
            with suppress(OSError):
                folder.rmdir()
        raise


def _check_zip(manifest: "Manifest", tick: Callable[[int], None], target: Path, written: Path) -> None:
    from pmi_desktop.official.package.verifying import verify_zip

    if not is_there(written):  # pulled out while it was written
        raise CannotWrite(path=target.parent, reason="missing")
    with reading(written) as stream:
        _require(verify_zip(stream, tick), manifest, target)


def _check_folder(manifest: "Manifest", tick: Callable[[int], None], target: Path, written: Path) -> None:
    from pmi_desktop.official.package.verifying import verify_folder

    _require(verify_folder(written, tick), manifest, target)


def _require(verdict: "Verdict", manifest: "Manifest", target: Path) -> None:
    if not verdict.whole or verdict.manifest != manifest:
        raise WrittenBadly(path=target)


def _refuse_other_folder(place: Path, manifest: "Manifest") -> None:
    """An older package of the same delivery may be replaced; anything else with that name is somebody's."""
    from pmi_desktop.official.package.errors import NotAPackage, NotWhole
    from pmi_desktop.official.package.names import MANIFEST
    from pmi_desktop.official.package.verifying import opened_folder

    if not place.exists():
        return
    try:
        older = opened_folder(place)
    except (NotAPackage, NotWhole) as problem:
        raise CannotWrite(path=place, reason="exists") from problem
    same = (older.manifest.plan, older.manifest.moment) == (manifest.plan, manifest.moment)
    if not same or older.found.keys() - older.manifest.files.keys() - {MANIFEST}:
        raise CannotWrite(path=place, reason="exists")
