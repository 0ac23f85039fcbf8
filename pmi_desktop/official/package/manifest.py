"""The manifest: what a package is and the fingerprint of everything in it, as JSON with only one spelling."""

import datetime as dt
import hashlib
import json
from typing import Any, ClassVar

import msgspec

from pmi_desktop.domain.bounds import has_more_values
from pmi_desktop.official.package.names import BASE, HISTORY, MANIFEST, PLACES, PLAN, README, RECEIPT, allowed

FORMAT = "pmi-package"
AREA_FORMAT = "pmi-area"
FORMAT_VERSION = 1

LARGEST_MANIFEST = 4 * 2**20
MOST_VALUES = 200_000
"""Six for each of so many files, and what it says besides."""

MOST_FILES = 5_000
LARGEST_PACKAGE = 2 * 2**30
"""Bytes of all files together: well below what FAT sticks and the simple kind of ZIP can hold."""


class Entry(msgspec.Struct, frozen=True):
    """One file: its size in bytes and its SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


class LeftOut(msgspec.Struct, frozen=True):
    """Attached files that the plan names and the package does not hold, by their ids in the plan.

    ``chosen``: somebody chose not to send them; ``minors``: they show minors; ``absent``: their bytes were not there.
    """

    chosen: tuple[str, ...] = ()
    minors: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package is: whose, of which moment and version, and its files by path.

    ``withheld`` lists the fields whose values stayed at the school (``team.phone``), ``folder`` is the name
    under which all lies, ``code`` the package's code (empty while it is made).
    """

    always: ClassVar[frozenset[str]] = frozenset({PLAN, README, RECEIPT})
    """The files that such a package cannot be without."""

    format: str = FORMAT
    format_version: int = FORMAT_VERSION
    program_version: str
    plan: str
    school: str
    dane_code: str
    years: tuple[int, int]
    moment: str
    version: int
    draft: bool
    made_on: dt.date
    folder: str
    withheld: tuple[str, ...]
    left_out: LeftOut
    files: dict[str, Entry]
    code: str = ""

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(entry.size for entry in self.files.values())

    @property
    def short_code(self) -> str:
        """What the receipt prints of the code: its first eight digits in two groups."""
        return f"{self.code[:4]} {self.code[4:8]}".upper()


class Loan(msgspec.Struct, frozen=True, kw_only=True):
    """What was lent of a plan, and to whom.

    ``id`` is random and the same on both PCs, ``areas`` are ids of areas. ``to`` names who works on it, by a member's
    id where ``member`` is not empty; ``sender`` who gave it, ``since`` on which day: for reading only.

    A working copy has a random id (``copy``, empty in what goes out), and ``turn`` grows with each file that it gives
    back: so of two files of one copy the later one is known without any clock. In what goes out it is the plan's
    revision.
    """

    id: str
    areas: tuple[str, ...]
    planning: bool
    progress: bool
    to: str
    member: str
    sender: str
    note: str
    since: dt.date
    turn: int
    copy: str = ""


class AreaManifest(Manifest, frozen=True, kw_only=True):
    """The manifest of a file that carries one area to a colleague's PC, or back.

    ``left_out`` names attached files of the area only; other areas' files never travel.
    """

    always: ClassVar[frozenset[str]] = frozenset({PLAN, BASE, PLACES, HISTORY, README})

    format: str = AREA_FORMAT
    loan: Loan


_KINDS: dict[str, type[Manifest]] = {FORMAT: Manifest, AREA_FORMAT: AreaManifest}


class BadManifest(Exception):
    """The text is no manifest, or not the only spelling of the one it is."""


class OtherManifest(Exception):
    """A manifest of something else or of a newer program (``newer``)."""

    def __init__(self, *, newer: bool) -> None:
        super().__init__(newer)
        self.newer = newer


def sealed(manifest: Manifest) -> Manifest:
    """The same with the code that follows from all it says."""
    return msgspec.structs.replace(manifest, code=_code(msgspec.to_builtins(manifest)))


def encode(manifest: Manifest) -> bytes:
    """The canonical JSON of a sealed manifest: UTF-8, sorted keys, no spaces."""
    return _canonical(msgspec.to_builtins(manifest))


def decode(data: bytes) -> Manifest:
    """The manifest that a text is; believes nothing.

    Raises:
        OtherManifest: it is, in good order, something that this program cannot read.
        BadManifest: it is damaged, or was written by hand.
    """
    if has_more_values(data, MOST_VALUES):
        raise BadManifest
    try:
        tree = json.loads(data)
        same = isinstance(tree, dict) and _canonical(tree) == data
    except (ValueError, RecursionError) as problem:
        raise BadManifest from problem
    if not isinstance(tree, dict) or not ({"code", "files"} <= tree.keys() or str(tree.get("format")) in _KINDS):
        raise OtherManifest(newer=False)
    if not same or tree.get("code") != _code(tree):
        raise BadManifest
    kind = _KINDS.get(str(tree.get("format")))
    if kind is None or tree.get("format_version") != FORMAT_VERSION:
        raise OtherManifest(newer=kind is not None)
    try:
        manifest = msgspec.convert(tree, kind)
    except msgspec.ValidationError as problem:
        raise BadManifest from problem
    if not _sensible(manifest):
        raise BadManifest
    return manifest


def _canonical(tree: dict[str, Any]) -> bytes:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _code(tree: dict[str, Any]) -> str:
    """SHA-256 of the manifest without its code and without the receipt, on which the code is printed."""
    files = tree.get("files")
    rest = {name: value for name, value in tree.items() if name != "code"}
    if isinstance(files, dict):
        rest["files"] = {path: entry for path, entry in files.items() if path != RECEIPT}
    return hashlib.sha256(_canonical(rest)).hexdigest()


def _sensible(manifest: Manifest) -> bool:
    """Whether reading what it names can do no harm."""
    return (
        manifest.files.keys() >= manifest.always
        and MANIFEST not in manifest.files
        and len({path.casefold() for path in manifest.files}) == len(manifest.files) <= MOST_FILES
        and all(allowed(path) and entry.size >= 0 for path, entry in manifest.files.items())
        and manifest.size <= LARGEST_PACKAGE
        and allowed(manifest.folder)
        and "/" not in manifest.folder
        and 1980 <= manifest.made_on.year <= 2107  # what a ZIP can say
    )
