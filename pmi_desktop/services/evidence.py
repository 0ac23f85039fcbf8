"""Attached files: their bytes lie beside the plan, named by what they are, and outlive every edit that names them.

``<plan>.evidencias/<sha256>.<ext>``. The same picture attached twice is one file; backups and delivered versions share
it; it is removed only when nothing refers to it any more.
"""

import hashlib
import re
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.files import CannotRead, make_folder, reading, replacing, write_whole

LARGEST = 200 * 1024 * 1024
"""Bytes an attached file may have: a phone's short video."""

_CHUNK = 1 << 20
_NAME = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,10})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are on the disk."""

    sha256: str
    size: int
    path: Path


class EvidenceFolder:
    """The attached files of one plan's file."""

    def __init__(self, plan: Path) -> None:
        self.path = plan.with_name(plan.name.removesuffix(".pmi") + ".evidencias")

    def put(self, source: Path) -> Kept:
        """Keeps a copy of a file; on return it is on the disk, and an edit may name it.

        Raises:
            CannotRead: also when it is larger than :data:`LARGEST` or changes while it is read.
            CannotWrite: nothing is left behind.
        """
        with reading(source) as stream:
            sha256, size = _digest(stream, source)
            kept = self._place(sha256, source.name, size)
            if self.verify(sha256):
                return kept
            stream.seek(0)
            make_folder(self.path)
            with replacing(kept.path) as target:
                shutil.copyfileobj(stream, target, _CHUNK)
        if not self.verify(sha256):
            kept.path.unlink()
            raise CannotRead(path=source, reason="other")
        return kept

    def put_bytes(self, data: bytes, name: str) -> Kept:
        """Keeps bytes that came from elsewhere, as from a package; ``name`` gives the extension."""
        kept = self._place(hashlib.sha256(data).hexdigest(), name, len(data))
        if not self.verify(kept.sha256):
            make_folder(self.path)
            write_whole(kept.path, data)
        return kept

    def _place(self, sha256: str, name: str, size: int) -> Kept:
        found = self.find(sha256)
        extension = Path(name).suffix.lower()
        extension = extension if re.fullmatch(r"\.[a-z0-9]{1,10}", extension) else ""
        return Kept(sha256, size, found or self.path / f"{sha256}{extension}")

    def present(self) -> dict[str, Path]:
        """The files that are there by their SHA-256, as their names claim."""
        try:
            return {found[1]: path for path in self.path.iterdir() if (found := _NAME.fullmatch(path.name))}
        except OSError:
            return {}

    def find(self, sha256: str) -> Path | None:
        """The file with those bytes, as its name claims."""
        if not _SHA256.fullmatch(sha256):
            return None
        return next(iter(sorted(self.path.glob(f"{sha256}*"))), None)

    def verify(self, sha256: str) -> bool:
        """Whether the file is there and its bytes are what its name says."""
        path = self.find(sha256)
        if path is None:
            return False
        try:
            with reading(path) as stream:
                return _digest(stream, path)[0] == sha256
        except CannotRead:
            return False

    def sweep(self, kept: Collection[str]) -> tuple[Path, ...]:
        """Removes the files whose SHA-256 is not in ``kept``; files of another make are not touched."""
        removed = []
        for sha256, path in self.present().items():
            if sha256 not in kept:
                with suppress(OSError):
                    path.unlink()
                    removed.append(path)
        return tuple(removed)


def named_by(plans: Iterable[Plan]) -> set[str]:
    """The SHA-256 of every file that these plans name."""
    return {evidence.sha256 for plan in plans for evidence in plan.all(Evidence)}


def _digest(stream: BinaryIO, path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise CannotRead(path=path, reason="too_big", limit=LARGEST)
    return digest.hexdigest(), size
