"""A small package for the tests of this folder, with little files instead of real forms."""

import datetime as dt
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from pmi_desktop.official.package.assembling import Package, assemble, from_bytes
from pmi_desktop.official.package.cover import Cover, FileLine
from pmi_desktop.official.package.manifest import LeftOut, Manifest, sealed
from pmi_desktop.official.package.names import evidence_path, names_for
from pmi_desktop.official.package.verifying import Verdict, verify_zip
from pmi_desktop.paths import bundled

PHOTO = b"\xff\xd8 una foto"
PHOTO_PATH = evidence_path(hashlib.sha256(PHOTO).hexdigest(), "Foto del huerto.JPG")
FONTS = bundled("resources", "fonts")


@dataclass(frozen=True)
class Sample:
    package: Package
    data: bytes

    @property
    def folder(self) -> str:
        return self.package.manifest.folder


def cover(**changes: object) -> Cover:
    facts: dict[str, object] = {
        "school": "Centro Educativo Rural Loma del Sietecueros",
        "dane_code": "254051999010",
        "municipality": "Arboledas",
        "years": "2026",
        "moment": "Plan de Mejoramiento Institucional",
        "version": 1,
        "made_on": dt.date(2026, 2, 13),
        "draft": False,
        "withheld": True,
    }
    return Cover(**(facts | changes))  # type: ignore[arg-type]  # the tests change known fields only


def frame(**changes: object) -> Manifest:
    names = names_for("San José", "institucion_educativa", (2026, 2026), 1, ["F1"])
    facts: dict[str, object] = {
        "program_version": "0",
        "plan": "p1",
        "school": "San José",
        "dane_code": "254051999010",
        "years": (2026, 2026),
        "moment": "plan",
        "version": 1,
        "draft": False,
        "made_on": dt.date(2026, 2, 13),
        "folder": names.folder,
        "withheld": ("team.email",),
        "left_out": LeftOut(),
        "files": {},
    }
    return Manifest(**(facts | changes))  # type: ignore[arg-type]  # the tests change known fields only


def sample(**changes: object) -> Sample:
    items = [from_bytes("plan.json", b'{"format":"pmi-plan"}'), from_bytes("F1 versi\u00f3n 1.xlsx", b"libro")]
    items.append(from_bytes(PHOTO_PATH, PHOTO))
    words = [FileLine("F1 versi\u00f3n 1.xlsx", "el formato"), FileLine("plan.json", "el plan")]
    package = assemble(frame(**changes), cover(draft=changes.get("draft", False)), items, words, FONTS)
    return Sample(package, zipped(package))


def tiny() -> Sample:
    """A package without guide and receipt worth the name, small enough to change every byte of it."""
    from pmi_desktop.official.package.archive import Item
    from pmi_desktop.official.package.manifest import Entry, encode

    parts = {"plan.json": b"{}", "LEEME.txt": b"lea", "Constancia de entrega.pdf": b"%PDF", PHOTO_PATH: PHOTO}
    items: list[Item] = [from_bytes(path, data) for path, data in sorted(parts.items())]
    files = {item.path: Entry(item.size, item.sha256) for item in items}
    manifest = sealed(frame(files=files))
    package = Package(manifest, (from_bytes("manifest.json", encode(manifest)), *items))
    return Sample(package, zipped(package))


def zipped(package: Package) -> bytes:
    out = io.BytesIO()
    package.write_zip(out, quiet)
    return out.getvalue()


def in_folder(package: Package, parent: Path) -> Path:
    folder = parent / package.manifest.folder
    folder.mkdir(parents=True)
    package.write_folder(folder, quiet)
    return folder


def verdict(data: bytes) -> Verdict:
    return verify_zip(io.BytesIO(data), quiet)


def quiet(count: int) -> None:
    """Nobody watches the progress."""
