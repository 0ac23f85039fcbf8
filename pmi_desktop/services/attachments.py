"""Files attached to a record: kept beside the plan first, named by an edit afterwards, lent out to be looked at."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from pmi_desktop.domain import gestures
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Ident
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotRead, make_folder, reading, replacing
from pmi_desktop.services.sending import Progress

MEDIA_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic",
    "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg",
    "mp4": "video/mp4", "3gp": "video/3gpp",
}  # fmt: skip
"""What may be attached and opened, by the ending of its name: things to look at, nothing that runs."""

_LONGEST_NAME = 120
_LENT_FOR = 24 * 3600


class NotAttachable(PmiError):
    """A file of a kind that is neither attached nor opened: ``name``."""


class EvidenceGone(PmiError):
    """The bytes of an attached file are not beside the plan, or are no longer its own: ``name``."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is on the disk, with what an :class:`Evidence` says of it; ``before`` is its size as it came."""

    name: str
    media_type: str
    size: int
    sha256: str
    before: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """What became of several files: those kept, and the problem of each that could not be read."""

    kept: tuple[Kept, ...]
    refused: tuple[PmiError, ...]


def media_type_of(name: str) -> str:
    """What kind of file a name speaks of; empty for one that is not attached."""
    return MEDIA_TYPES.get(Path(name).suffix.lower().removeprefix("."), "")


def is_picture(evidence: Evidence) -> bool:
    """Whether somebody might be recognised in it."""
    return evidence.media_type.startswith(("image/", "video/"))


def keep_files(folder: EvidenceFolder, sources: Sequence[Path], *, shrink: bool, progress: Progress) -> Keeping:
    """Keep copies of files; pictures smaller when asked. A file that cannot be read is left out and told of.

    Raises:
        CannotWrite, Cancelled: nothing of it stays on the disk.
    """
    there = set(folder.present())
    kept: list[Kept] = []
    refused: list[PmiError] = []
    try:
        for number, source in enumerate(sources, start=1):
            progress(f"Adjuntando {number} de {len(sources)}: {_name(source)}", (number - 1) / len(sources))
            try:
                kept.append(_keep(folder, source, shrink=shrink))
            except (CannotRead, NotAttachable) as problem:
                refused.append(problem)
        progress("Listo", 1.0)
    except BaseException:
        _forget(folder, {one.sha256 for one in kept} - there)
        raise
    return Keeping(tuple(kept), tuple(refused))


def attached(
    plan: Plan, about: Ident, kept: Iterable[Kept], new_id: Callable[[], str], *, in_package: bool | None = None
) -> Edit:
    """The edit that names kept files as being about a record; the same bytes are not named twice for it.

    Unless told otherwise, documents go into the package and pictures wait until somebody has looked who is in them.
    """
    known = {one.sha256 for one in evidence_about(plan, about)}
    made: list[Evidence] = []
    for one in kept:
        if one.sha256 in known:
            continue
        known.add(one.sha256)
        evidence = Evidence(
            id=new_id(),
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            sha256=one.sha256,
            about=(About(kind=about[0], key=about[1]),),
        )
        made.append(evidence.but(in_package=not is_picture(evidence) if in_package is None else in_package))
    return gestures.add(plan, *made) if made else Edit("", ())


def evidence_about(plan: Plan, about: Ident) -> tuple[Evidence, ...]:
    """The attached files of a record, in their order."""
    return plan.where(Evidence, "about", About(kind=about[0], key=about[1]))


def save_evidence(folder: EvidenceFolder, evidence: Evidence, target: Path) -> Path:
    """A copy of an attached file where somebody wants it.

    Raises:
        EvidenceGone: also when its bytes are not its own any more.
        CannotWrite
    """
    source = folder.find(evidence.sha256)
    if source is None or not folder.verify(evidence.sha256):
        raise EvidenceGone(name=evidence.name)
    with reading(source) as stream, replacing(target) as out:
        while chunk := stream.read(1 << 20):
            out.write(chunk)
    return target


def lend(folder: EvidenceFolder, evidence: Evidence, into: Path) -> Path:
    """A copy to look at under the name it came with: whatever a program does to it, the kept bytes stay theirs.

    Copies lent more than a day ago are taken away.

    Raises:
        NotAttachable: what came from elsewhere could be a program.
        EvidenceGone, CannotWrite
    """
    if not media_type_of(evidence.name):
        raise NotAttachable(name=evidence.name)
    _take_back(into)
    place = into / evidence.sha256[:16]
    make_folder(place)
    return save_evidence(folder, evidence, place / _safe(evidence.name))


def proposed_name(evidence: Evidence) -> str:
    """The name under which it is saved: as it came, without what no disk takes."""
    return _safe(evidence.name)


def _keep(folder: EvidenceFolder, source: Path, *, shrink: bool) -> Kept:
    name = _name(source)
    media_type = media_type_of(name)
    if not media_type:
        raise NotAttachable(name=name)
    if shrink and media_type.startswith("image/"):
        smaller = _shrunk(source)
        if smaller is not None:
            data, ending, before = smaller
            name = f"{name.rpartition('.')[0]}.{ending}"
            bytes_kept = folder.put_bytes(data, name)
            return Kept(name, MEDIA_TYPES[ending], bytes_kept.size, bytes_kept.sha256, before)
    whole = folder.put(source)
    return Kept(name, media_type, whole.size, whole.sha256, whole.size)


def _shrunk(source: Path) -> tuple[bytes, str, int] | None:
    from pmi_desktop.official.pictures import shrunk

    with reading(source) as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        found = shrunk(stream, size)
    return None if found is None else (*found, size)


def _name(source: Path) -> str:
    """The file's name as a plan can hold it: composed letters, none that cannot be shown, its ending kept."""
    plain = "".join(
        letter if unicodedata.category(letter)[0] not in "CZ" else " "
        for letter in unicodedata.normalize("NFC", source.name)
    )
    stem, dot, ending = " ".join(plain.split()).rpartition(".")
    if not dot:
        return ending[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1].strip() or 'archivo'}.{ending}"


def _safe(name: str) -> str:
    from pmi_desktop.official.package.names import safe

    return safe(name) or "archivo"


def _forget(folder: EvidenceFolder, gone: Iterable[str]) -> None:
    for sha256 in gone:
        path = folder.find(sha256)
        if path is not None:
            with suppress(OSError):
                path.unlink()
    with suppress(OSError):
        folder.path.rmdir()  # only when nothing is left in it


def _take_back(into: Path) -> None:
    """What somebody still has open stays for another time."""
    with suppress(OSError):
        for place in into.iterdir():
            with suppress(OSError):
                if place.is_dir() and time() - place.stat().st_mtime > _LENT_FOR:
                    for path in place.iterdir():
                        path.unlink()
                    place.rmdir()
