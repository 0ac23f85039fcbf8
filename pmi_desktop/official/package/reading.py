"""The files of a package that came from somewhere: read one by one, within bounds, never extracted."""

import errno
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from pmi_desktop.domain.bounds import has_more_values
from pmi_desktop.official.package.errors import NotAPackage
from pmi_desktop.official.package.manifest import LARGEST_MANIFEST, MOST_FILES, MOST_VALUES
from pmi_desktop.official.package.names import MANIFEST

BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, struct.error, ValueError, OverflowError
)  # fmt: skip
"""What ``zipfile`` raises over damaged or hostile archives."""

_LARGEST_INDEX = 4 * 2**20
_MOST_ENTRIES = 2 * MOST_FILES
_END_SIZE, _LONGEST_COMMENT = 22, 2**16
_ZIP64_LOCATOR_SIZE = 20
_MANIFEST_STARTS = b'{"code":"'
_NEXT_MEMBER = b"PK\3\4"
_HEAD = 1024
_LOCAL_HEADER = 30


class Source(Protocol):
    """Where a package's files are read from."""

    def names(self) -> tuple[str, ...]:
        """Every file found, by its path inside the package; what lies outside of it keeps its whole path."""
        ...

    def read(self, path: str) -> Iterator[bytes]:
        """The bytes of one of the files, in chunks; raises one of :data:`BROKEN` when they cannot be had."""
        ...


class FolderSource:
    """A package as a folder; links are listed and never followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Every file and link below the folder."""
        found: list[str] = []
        for here, folders, files in os.walk(self._folder, onerror=_raise):
            links = [name for name in folders if Path(here, name).is_symlink()]
            found += [Path(here, name).relative_to(self._folder).as_posix() for name in (*files, *links)]
            if len(found) > _MOST_ENTRIES:
                raise NotAPackage(reason="too_big")
        return tuple(found)

    def read(self, path: str) -> Iterator[bytes]:
        """The bytes of an ordinary file."""
        file = self._folder / path
        if file.is_symlink() or not file.is_file():
            raise ValueError(path)
        with file.open("rb") as stream:
            while chunk := stream.read(2**20):
                yield chunk


class ZipSource:
    """A package in any ZIP, also one that another program packed anew."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        names = archive.namelist()
        within = (name for name in names if name == MANIFEST or name.partition("/")[2] == MANIFEST)
        manifest = next(within, None)
        self.found_manifest = manifest is not None
        self._prefix = (manifest or "").removesuffix(MANIFEST)

    def names(self) -> tuple[str, ...]:
        """Every entry of the index, repeated ones repeatedly; entries of folders hold nothing and do not count."""
        return tuple(
            info.filename.removeprefix(self._prefix)
            for info in self._archive.infolist()
            if info.file_size or not info.filename.endswith("/")
        )

    def read(self, path: str) -> Iterator[bytes]:
        """The bytes of an entry, unpacked."""
        info = self._archive.getinfo(self._prefix + path)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise NotImplementedError(path)
        with _bad_seeks_told(), self._archive.open(info) as stream:
            while chunk := stream.read(2**20):
                yield chunk


@contextmanager
def zip_source(stream: BinaryIO) -> Iterator[ZipSource]:
    """The source of an archive whose index is of a size that a package can have.

    Raises one of :data:`BROKEN`, or :class:`NotAPackage` for an index that only a bomb has.
    """
    _check_index(stream)
    with _bad_seeks_told():
        archive = zipfile.ZipFile(stream)
    with archive:
        yield ZipSource(archive)


def bounded(source: Source, path: str, limit: int) -> bytes:
    """The bytes of a file of at most ``limit`` bytes; raises one of :data:`BROKEN`."""
    data = b""
    for chunk in source.read(path):
        data += chunk
        if len(data) > limit:
            raise ValueError(path)
    return data


def leading_manifest(stream: BinaryIO) -> bytes | None:
    """The manifest with which a package of ours begins, found without trusting the ZIP around it.

    None when none is there; ``b""`` when it begins and does not end as one.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    start = head.find(_MANIFEST_STARTS)
    if start < _LOCAL_HEADER:
        return None
    raw = head[start:] + stream.read(LARGEST_MANIFEST)
    raw = raw.partition(_NEXT_MEMBER)[0]  # bytes that no JSON text holds
    if has_more_values(raw, MOST_VALUES):
        return b""
    try:
        # As Latin-1 every byte is a letter, so that the position after the JSON is a position in bytes.
        _, end = cast("tuple[object, int]", json.JSONDecoder().raw_decode(raw.decode("latin-1")))
    except (ValueError, RecursionError):
        return b""
    return raw[:end]


@contextmanager
def _bad_seeks_told() -> Iterator[None]:
    """Lying offsets make ``zipfile`` seek before the file's beginning, which the system calls an invalid argument."""
    try:
        yield
    except OSError as problem:
        if problem.errno == errno.EINVAL:
            raise zipfile.BadZipFile from problem
        raise


def _check_index(stream: BinaryIO) -> None:
    """Refuse what would make ``zipfile`` fill the memory: it reads the whole index at once."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE))
    tail = stream.read()
    found = tail.rfind(b"PK\5\6")
    if found < 0 or len(tail) - found < _END_SIZE:
        raise zipfile.BadZipFile
    (index_size,) = struct.unpack_from("<I", tail, found + 12)
    if index_size > size:
        raise zipfile.BadZipFile
    if index_size > _LARGEST_INDEX or tail[max(0, found - _ZIP64_LOCATOR_SIZE) :].startswith(b"PK\6\7"):
        raise NotAPackage(reason="too_big")


def _raise(problem: OSError) -> None:
    raise problem
