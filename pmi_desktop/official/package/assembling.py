"""A package put together: its files, LEEME.txt, manifest and receipt, ready to be written."""

import io
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from pmi_desktop.official.package.archive import Item, Tick, measured, write
from pmi_desktop.official.package.cover import Cover, FileLine
from pmi_desktop.official.package.errors import PackageTooBig
from pmi_desktop.official.package.manifest import LARGEST_PACKAGE, MOST_FILES, Entry, Manifest, encode, sealed
from pmi_desktop.official.package.names import EVIDENCE, MANIFEST, README, RECEIPT
from pmi_desktop.official.package.readme import readme


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that a package consists of; the first item is its manifest, the others go by name.

    ``remarks`` say what the printed pages of its forms do not show.
    """

    manifest: Manifest
    items: tuple[Item, ...]
    remarks: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes to write."""
        return sum(item.size for item in self.items)

    def write_zip(self, out: BinaryIO, tick: Tick) -> None:
        """Write it as one ZIP; raises ``FileChanged`` when an attached file is not what it was."""
        write(self.manifest.folder, self.items, self.manifest.made_on, out, tick)

    def write_folder(self, folder: Path, tick: Tick) -> None:
        """Write its files into an empty folder."""
        for item in self.items:
            path = folder / item.path
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as stream:
                for chunk in item.chunks():
                    stream.write(chunk)
                    tick(len(chunk))


def from_bytes(path: str, data: bytes) -> Item:
    """A file that is in memory."""
    return measured(path, lambda: nullcontext(io.BytesIO(data)))


def assemble(
    manifest: Manifest, cover: Cover, items: Sequence[Item], words: Sequence[FileLine], fonts: Path
) -> Package:
    """The package of some files; ``manifest`` comes without files and code.

    ``words`` says, in the order to be printed, what each file is; attached ones go under one line.

    Raises:
        PackageTooBig: more bytes or files than a package may have.
    """
    from pmi_desktop.official.package.receipt import receipt

    lines = _measured_lines(words, items)
    guide = from_bytes(README, readme(cover, manifest.folder, [*lines, FileLine(RECEIPT, "la hoja que se firma")]))
    files = [*items, guide]
    if sum(item.size for item in files) > LARGEST_PACKAGE - 2**20 or len(files) >= MOST_FILES:
        size = sum(item.size for item in files)
        raise PackageTooBig(size=size, count=len(files), limit=LARGEST_PACKAGE, most=MOST_FILES)
    code = sealed(_with_files(manifest, files)).short_code
    page = from_bytes(RECEIPT, receipt(cover, code, [*lines, FileLine(README, "cómo subirlo", guide.size)], fonts))
    files.append(page)
    full = sealed(_with_files(manifest, files))
    files.sort(key=lambda item: item.path)
    return Package(full, (from_bytes(MANIFEST, encode(full)), *files))


def _with_files(manifest: Manifest, items: Sequence[Item]) -> Manifest:
    entries = {item.path: Entry(item.size, item.sha256) for item in items}
    return msgspec.structs.replace(manifest, files=entries)


def _measured_lines(words: Sequence[FileLine], items: Sequence[Item]) -> list[FileLine]:
    sizes = {item.path: item.size for item in items}
    lines = [replace(line, size=sizes[line.name]) for line in words]
    attached = [item for item in items if item.path.startswith(f"{EVIDENCE}/")]
    if attached:
        what = "1 archivo adjunto" if len(attached) == 1 else f"{len(attached)} archivos adjuntos"
        lines.append(FileLine(f"{EVIDENCE}/", what, sum(item.size for item in attached)))
    return lines
