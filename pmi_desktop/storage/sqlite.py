"""A plan's file as SQLite sees it: recognising, connecting, checking. Bare ``sqlite3``, so that it starts at once."""

import os
import shutil
import sqlite3
import stat
import struct
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.storage.errors import CannotOpen, CannotSave, Damaged, NewerFile, NotAPlan

APPLICATION_ID = 0x504D4931
"""``PMI1`` in the header of every plan's file, so that no other database is ever touched."""

SCHEMA = 1
"""The newest schema this program knows (``PRAGMA user_version``)."""

PATIENCE = 5.0
"""Seconds to wait for a lock that another program holds for a moment, as an antivirus does."""

_MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16xH10xI28xI4xI")
"""Of a file's first bytes: page size (1 = 65 536), number of pages, ``user_version``, ``application_id``."""

_LOOKS = 3
_JOURNAL = "-journal"
_LONGEST_NAME = 255  # bytes a file system keeps of a name
_LONGEST_PATH = 500  # SQLite's own bound for a path is 512

_SAFE = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0")
_DURABLE = ("journal_mode=DELETE", "synchronous=EXTRA")


def inspect(path: Path) -> None:
    """Tells from its first bytes that a file is a plan we know, without touching it.

    Raises:
        CannotOpen: it is not there, or not to be read.
        NotAPlan, NewerFile: it is something else; SQLite must not even connect to it.
        Damaged: its end is missing.
    """
    # Somebody who saves between two looks at it makes its size and its header disagree, but not each time.
    if not any(_has_its_end(path) for _ in range(_LOOKS)):
        raise Damaged(path=path, detail="truncated")


def _has_its_end(path: Path) -> bool:
    header, size = _first_bytes(path)
    if not header:
        raise NotAPlan(path=path, reason="empty")
    if not header.startswith(_MAGIC) or len(header) < _HEADER.size:
        raise NotAPlan(path=path, reason="not_sqlite")
    page_size, pages, version, application = _HEADER.unpack_from(header)
    if application != APPLICATION_ID:
        raise NotAPlan(path=path, reason="other_database")
    if journal_of(path).exists():
        return True  # header and size may be about to be taken back: SQLite answers, after opening
    if version > SCHEMA:
        raise NewerFile(path=path, schema=version, known=SCHEMA)
    return size >= int(pages) * (1 << 16 if page_size == 1 else int(page_size))


def _first_bytes(path: Path) -> tuple[bytes, int]:
    """The beginning and the size of an ordinary file."""
    if len(os.fsencode(path.name)) + len(_JOURNAL) > _LONGEST_NAME or len(os.fsencode(path.absolute())) > _LONGEST_PATH:
        raise CannotOpen(path=path, reason="name")
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise CannotOpen(path=path, reason="folder")
        if not stat.S_ISREG(found.st_mode):
            raise CannotOpen(path=path, reason="not_a_file")
        with path.open("rb") as stream:
            return stream.read(100), found.st_size
    except FileNotFoundError as problem:
        raise CannotOpen(path=path, reason="missing") from problem
    except PermissionError as problem:
        raise CannotOpen(path=path, reason="denied") from problem
    except (OSError, ValueError) as problem:  # ValueError: a name with a null character
        raise CannotOpen(path=path, reason="name" if isinstance(problem, ValueError) else "other") from problem


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what an unfinished transaction has to take back."""
    return path.with_name(path.name + _JOURNAL)


def connect(path: Path, mode: Literal["rw", "ro"], patience: float | None = None) -> sqlite3.Connection:
    """A connection for one thread that never creates a file, begins its own transactions and trusts nothing inside.

    Writable ones are durable: a commit that returned is on the disk. Raises ``sqlite3.Error``.
    """
    place = path.absolute().as_posix()
    # Written out rather than with as_uri(), which turns a network share into a host that SQLite refuses.
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=PATIENCE if patience is None else patience
    )
    try:
        for pragma in (*_SAFE, *(_DURABLE if mode == "rw" else ())):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def settle(path: Path) -> None:
    """Takes back what a power cut left unfinished, so that no journal stays beside the file.

    Raises CannotOpen, NotAPlan, NewerFile or Damaged.
    """
    inspect(path)
    if journal_of(path).exists():
        with opening(path), closing(connect(path, "rw")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def in_memory(path: Path, patience: float | None = None) -> sqlite3.Connection:
    """A copy of a plan's file in memory, made without writing beside it: works on any media and holds no lock.

    A transaction that a power cut left unfinished is taken back in a copy of the file, since the media may be
    read-only. Raises ``sqlite3.Error`` and ``OSError``.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with closing(connect(path, "ro", patience)) as source:
            source.execute("BEGIN")  # and read, for copying by itself would wait for ever for somebody else's lock
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(memory)
    except sqlite3.OperationalError as problem:
        if not journal_of(path).exists() or problem.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise
        with tempfile.TemporaryDirectory(prefix="pmi-") as folder:
            for file in (path, journal_of(path)):
                shutil.copyfile(file, Path(folder, file.name))
            with closing(connect(Path(folder, path.name), "rw")) as source:
                source.backup(memory)
    return memory


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Looks through the whole file; raises :class:`Damaged`, or :class:`NotAPlan` and :class:`NewerFile` by its header.

    ``path`` is named in the error. Other ``sqlite3.Error`` pass through.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAPlan(path=path, reason="other_database")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise NewerFile(path=path, schema=version, known=SCHEMA)
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Damaged(path=path, detail=str(found)[:200])
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger'").fetchone():
        raise Damaged(path=path, detail="a trigger")  # of which we make none: it would change what we save


def check_file(path: Path) -> None:
    """Whether a file is a sound plan; raises what :func:`inspect` and :func:`check` raise."""
    inspect(path)
    with opening(path), closing(in_memory(path)) as connection:
        check(connection, path)


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system answer while a file is opened or read into our errors."""
    try:
        yield
    except sqlite3.Error as problem:
        raise problem_of(problem, path, CannotOpen) from problem
    except UnicodeDecodeError as problem:
        raise Damaged(path=path, detail="not UTF-8") from problem
    except OSError as problem:
        raise CannotOpen(path=path, reason="other") from problem


def problem_of(problem: sqlite3.Error, path: Path, kind: type[CannotOpen] | type[CannotSave]) -> PmiError:
    """Our error for SQLite's.

    A statement that does not suit the file means that the file is not as we made it; while saving into one that was
    looked through at opening, it can only be a mistake of ours and is raised again.
    """
    code = getattr(problem, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or "decode to UTF-8" in str(problem):
        return Damaged(path=path, detail=str(problem)[:200])
    if primary not in _REASONS:
        if kind is CannotSave:
            raise problem
        return Damaged(path=path, detail=str(problem)[:200])
    return kind(path=path, reason=_reason(primary, path), detail=getattr(problem, "sqlite_errorname", ""))


_REASONS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "in_use",
    sqlite3.SQLITE_LOCKED: "in_use",
    sqlite3.SQLITE_PROTOCOL: "in_use",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "denied",
    sqlite3.SQLITE_AUTH: "denied",
    sqlite3.SQLITE_CANTOPEN: "denied",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_NOLFS: "full",
    sqlite3.SQLITE_NOMEM: "other",
}


def _reason(primary: int, path: Path) -> str:
    """The word for it; a file that is no longer there says more than SQLite does."""
    try:
        there = path.exists()
    except OSError:
        there = False
    return _REASONS[primary] if there or primary == sqlite3.SQLITE_FULL else "gone"
