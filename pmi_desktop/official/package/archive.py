"""The package as one ZIP file whose every byte follows from its files and its date.

Written here and not with ``zipfile``, because ``verify`` compares headers and index byte for byte with what they must
be, whatever Python wrote them. Files are stored, not deflated: nearly all of them are compressed already, and what
is not packed cannot claim to unpack to more.
"""

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from pmi_desktop.official.package.errors import FileChanged

CHUNK = 2**20
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION = 20
_MADE_BY_UNIX = 3 << 8 | _VERSION
_UTF8_NAME = 0x800
_ORDINARY_FILE = 0o100644 << 16

Tick = Callable[[int], None]
"""Told how many bytes went by since the last time; may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a package: its path inside, its size, fingerprint and CRC-32, and how to read it."""

    path: str
    size: int
    sha256: str
    crc: int
    open: Callable[[], AbstractContextManager[BinaryIO]]

    def chunks(self) -> Iterator[bytes]:
        """Its bytes; raises :class:`FileChanged` when they are not those that were measured."""
        digest, size = hashlib.sha256(), 0
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                yield chunk
        if (size, digest.hexdigest()) != (self.size, self.sha256):
            raise FileChanged(name=self.path)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an archive first stops being what it must be: at ``path``, in its bytes or in the ZIP's own around it.

    ``path`` is empty for the index and whatever follows it. ``inside`` says that the bytes of the file itself differ.
    """

    path: str
    inside: bool


def measured(path: str, opening: Callable[[], AbstractContextManager[BinaryIO]], tick: Tick | None = None) -> Item:
    """The item of a file, after reading it once."""
    digest, crc, size = hashlib.sha256(), 0, 0
    with opening() as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            if tick is not None:
                tick(len(chunk))
    return Item(path, size, digest.hexdigest(), crc, opening)


def write(folder: str, items: Sequence[Item], made_on: date, out: BinaryIO, tick: Tick) -> None:
    """Write the archive of these items, in this order, under a folder."""
    index, offset = b"", 0
    for item in items:
        header, record = _headers(f"{folder}/{item.path}", item.size, item.crc, made_on, offset)
        out.write(header)
        for chunk in item.chunks():
            out.write(chunk)
            tick(len(chunk))
        index += record
        offset += len(header) + item.size
    out.write(index + _end(len(items), len(index), offset))


def first_difference(
    stream: BinaryIO, folder: str, files: Sequence[tuple[str, int, str]], made_on: date, tick: Tick
) -> Difference | None:
    """Where a stream stops being the archive of these files (path, size, SHA-256), None when it is exactly that."""
    index, offset = b"", 0
    for path, size, sha256 in files:
        name = f"{folder}/{path}"
        header_size = _LOCAL.size + len(name.encode())
        stream.seek(offset + header_size)
        digest, crc = _digest(stream, size, tick)
        if digest != sha256:
            return Difference(path, inside=True)
        header, record = _headers(name, size, crc, made_on, offset)
        stream.seek(offset)
        if stream.read(header_size) != header:
            return Difference(path, inside=False)
        index += record
        offset += header_size + size
    tail = index + _end(len(files), len(index), offset)
    stream.seek(offset)
    return None if stream.read(len(tail) + 1) == tail else Difference("", inside=False)


def _digest(stream: BinaryIO, size: int, tick: Tick) -> tuple[str, int]:
    digest, crc, left = hashlib.sha256(), 0, size
    while left and (chunk := stream.read(min(CHUNK, left))):
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
        left -= len(chunk)
        tick(len(chunk))
    return digest.hexdigest() if not left else "", crc


def _headers(name: str, size: int, crc: int, made_on: date, offset: int) -> tuple[bytes, bytes]:
    """The local header of a stored file and its record in the index."""
    raw = name.encode()
    day = (made_on.year - 1980) << 9 | made_on.month << 5 | made_on.day
    local = _LOCAL.pack(b"PK\3\4", _VERSION, _UTF8_NAME, 0, 0, day, crc, size, size, len(raw), 0)
    central = _CENTRAL.pack(
        b"PK\1\2", _MADE_BY_UNIX, _VERSION, _UTF8_NAME, 0, 0, day, crc, size, size,
        len(raw), 0, 0, 0, 0, _ORDINARY_FILE, offset,
    )  # fmt: skip
    return local + raw, central + raw


def _end(count: int, index_size: int, offset: int) -> bytes:
    return _END.pack(b"PK\5\6", 0, 0, count, count, index_size, offset, 0)
