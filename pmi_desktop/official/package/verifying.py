"""Whether a package is whole: every byte of every file, and of the ZIP around them."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from pmi_desktop.official.package.archive import Difference, Tick, first_difference
from pmi_desktop.official.package.errors import NotAPackage, NotWhole
from pmi_desktop.official.package.manifest import LARGEST_MANIFEST, BadManifest, Manifest, OtherManifest, decode
from pmi_desktop.official.package.names import MANIFEST
from pmi_desktop.official.package.reading import (
    BROKEN,
    FolderSource,
    Source,
    bounded,
    leading_manifest,
    zip_source,
)  # fmt: skip

_MOST_UNPACKED = 20
"""How many times its own size a ZIP packed by others may hold, beyond :data:`_SMALL` bytes: more is a bomb."""

_SMALL = 64 * 2**20


class Damage(Enum):
    """What is wrong with one place of a package."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    REPEATED = "repeated"
    WRAPPING = "wrapping"  # not a file: the ZIP's own bytes before it, or after the last one when no file is named


@dataclass(frozen=True, slots=True)
class Wound:
    """One damage and the file it is at."""

    damage: Damage
    path: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out of verifying: whose package it is, and its wounds.

    ``manifest`` is None when the manifest itself is damaged: nothing it says can be trusted then.
    """

    manifest: Manifest | None
    wounds: tuple[Wound, ...]

    @property
    def whole(self) -> bool:
        """Whether everything is there, as it was, and nothing else."""
        return not self.wounds


def verify_folder(folder: Path, tick: Tick) -> Verdict:
    """Verify the folder of a package; raises :class:`NotAPackage` when it has no manifest of ours, and ``OSError``."""
    source = FolderSource(folder)
    if not (folder / MANIFEST).is_file():
        raise NotAPackage(reason="no_manifest")
    manifest = _manifest(source)
    if manifest is None:
        return _BAD_MANIFEST
    return Verdict(manifest, tuple(_compare(Contents(manifest, source), tick)))


def verify_zip(stream: BinaryIO, tick: Tick) -> Verdict:
    """Verify a ZIP; raises :class:`NotAPackage` when it is none or has no manifest of ours."""
    leading = leading_manifest(stream)
    manifest = None if leading is None else _decoded(leading)
    difference = None
    if leading is not None:
        if manifest is None:
            return _BAD_MANIFEST
        difference = _difference(stream, leading, manifest, tick)
        if difference is None:
            return Verdict(manifest, ())
    wounds: list[Wound] = []
    try:
        with zip_source(stream) as source:
            if manifest is None and not source.found_manifest:
                raise NotAPackage(reason="no_manifest")
            manifest = manifest or _manifest(source)
            if manifest is None:
                return _BAD_MANIFEST
            _refuse_bomb(stream, manifest)
            wounds = list(_compare(Contents(manifest, source), tick))
    except NotAPackage:
        if difference is None:
            raise
    except BROKEN as problem:
        if difference is None:
            raise NotAPackage(reason=_what_else(stream)) from problem
    return Verdict(manifest, tuple(wounds) or (_wound(difference),))


class Contents:
    """A package opened to read: its manifest, and its files as long as they are what the manifest says."""

    def __init__(self, manifest: Manifest, source: Source) -> None:
        self.manifest = manifest
        self._source = source
        self.found = Counter(source.names())

    def read(self, path: str, write: Callable[[bytes], object]) -> None:
        """Hand a file's bytes to ``write``; raises :class:`NotWhole`, perhaps at the very end, when they are others."""
        entry, digest, size = self.manifest.files.get(path), hashlib.sha256(), 0
        if entry is None or self.found[path] != 1:
            raise NotWhole(name=path)
        try:
            for chunk in self._source.read(path):
                size += len(chunk)
                if size > entry.size:
                    raise NotWhole(name=path)
                digest.update(chunk)
                write(chunk)
        except BROKEN as problem:
            raise NotWhole(name=path) from problem
        if (size, digest.hexdigest()) != (entry.size, entry.sha256):
            raise NotWhole(name=path)


def opened_folder(folder: Path) -> Contents:
    """The contents of a package's folder."""
    if not (folder / MANIFEST).is_file():
        raise NotAPackage(reason="no_manifest")
    source = FolderSource(folder)
    return Contents(_trusted(_manifest(source)), source)


@contextmanager
def opened_zip(stream: BinaryIO) -> Iterator[Contents]:
    """The same of a ZIP, also of one that another program packed anew."""
    try:
        with zip_source(stream) as source:
            if not source.found_manifest:
                raise NotAPackage(reason="no_manifest")
            manifest = _trusted(_manifest(source))
            _refuse_bomb(stream, manifest)
            yield Contents(manifest, source)
    except BROKEN as problem:
        raise NotAPackage(reason=_what_else(stream)) from problem


_BAD_MANIFEST = Verdict(None, (Wound(Damage.CHANGED, MANIFEST),))


def _manifest(source: Source) -> Manifest | None:
    try:
        return _decoded(bounded(source, MANIFEST, LARGEST_MANIFEST))
    except BROKEN:
        return None


def _decoded(data: bytes) -> Manifest | None:
    try:
        return decode(data)
    except BadManifest:
        return None
    except OtherManifest as problem:
        raise NotAPackage(reason="newer" if problem.newer else "other") from problem


def _trusted(manifest: Manifest | None) -> Manifest:
    if manifest is None:
        raise NotWhole(name=MANIFEST)
    return manifest


def _difference(stream: BinaryIO, leading: bytes, manifest: Manifest, tick: Tick) -> Difference | None:
    first = (MANIFEST, len(leading), hashlib.sha256(leading).hexdigest())
    rest = [(path, entry.size, entry.sha256) for path, entry in sorted(manifest.files.items())]
    return first_difference(stream, manifest.folder, [first, *rest], manifest.made_on, tick)


def _compare(contents: Contents, tick: Tick) -> Iterator[Wound]:
    manifest, found = contents.manifest, contents.found
    for path in sorted(manifest.files):
        try:
            contents.read(path, lambda chunk: tick(len(chunk)))
        except NotWhole:
            damages = {0: Damage.MISSING, 1: Damage.CHANGED}
            yield Wound(damages.get(found[path], Damage.REPEATED), path)
    if found[MANIFEST] > 1:
        yield Wound(Damage.REPEATED, MANIFEST)
    for path in sorted(found.keys() - manifest.files.keys() - {MANIFEST}):
        yield Wound(Damage.ADDED, path)


def _wound(difference: Difference | None) -> Wound:
    """What to say of a ZIP whose files are all well, or cannot be listed."""
    if difference is None:
        return Wound(Damage.WRAPPING, "")
    return Wound(Damage.CHANGED if difference.inside else Damage.WRAPPING, difference.path)


def _refuse_bomb(stream: BinaryIO, manifest: Manifest) -> None:
    if manifest.size > _SMALL + _MOST_UNPACKED * stream.seek(0, os.SEEK_END):
        raise NotAPackage(reason="too_big")


def _what_else(stream: BinaryIO) -> str:
    return "not_zip" if stream.seek(0, os.SEEK_END) else "empty"
