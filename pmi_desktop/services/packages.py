"""Packages that come from somewhere: whether they are whole, whose they are, and what is inside, ready to be read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.numbers import show_long_date, show_size
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.evidence import LARGEST as LARGEST_EVIDENCE
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotRead, is_folder, is_half_written, is_there, reading, reason_of
from pmi_desktop.services.interchange import LARGEST as LARGEST_PLAN

if TYPE_CHECKING:
    from pmi_desktop.official.package.assembling import Package
    from pmi_desktop.official.package.manifest import Manifest
    from pmi_desktop.official.package.verifying import Contents, Verdict

_OF_THE_SYSTEM = {
    "System Volume Information",
    "$RECYCLE.BIN",
    "lost+found",
    ".Trash-1000",
    ".fseventsd",
    ".Spotlight-V100",
}
"""What systems put on a stick by themselves: nobody added it to a package."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found: the verdict, the package's place, and what lies beside it where only it should lie."""

    verdict: "Verdict"
    place: Path
    beside: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is changed, missing or added."""
        return self.verdict.whole and not self.beside


def is_package(path: Path) -> bool:
    """Whether a file or folder is to be read as a package and not as an interchange file; raises ``CannotRead``."""
    if is_folder(path):
        return True
    with reading(path) as stream:
        return stream.read(2) == b"PK"


def verify(path: Path, tick: Callable[[int], None] = lambda _count: None) -> Verified:
    """Look at every byte of a package: a ZIP, its folder, or the folder that holds just that one.

    Raises:
        NotAPackage: no ZIP, or no manifest of ours.
        CannotRead: the disk refuses.
    """
    from pmi_desktop.official.package.verifying import verify_folder, verify_zip

    with _named(path):
        if is_folder(path):
            place, beside = _package_folder(path)
            return Verified(verify_folder(place, tick), place, beside)
        with reading(path) as stream:
            return Verified(verify_zip(stream, tick), path)


@contextmanager
def opened(path: Path) -> Iterator["Contents"]:
    """The contents of a package, to read files one by one; raises as :func:`verify`, and ``NotWhole``."""
    from pmi_desktop.official.package.verifying import opened_folder, opened_zip

    with _named(path):
        if is_folder(path):
            yield opened_folder(_package_folder(path)[0])
            return
        with reading(path) as stream, opened_zip(stream) as contents:
            yield contents


def plan_in(contents: "Contents") -> bytes:
    """The interchange file inside; raises ``NotWhole`` when it is not what the manifest says."""
    from pmi_desktop.official.package.names import PLAN

    return text_in(contents, PLAN)


def text_in(contents: "Contents", path: str) -> bytes:
    """A text inside, no longer than an interchange file may be; raises ``NotWhole`` and ``NotAPackage``."""
    from pmi_desktop.official.package.errors import NotAPackage

    if contents.manifest.files[path].size > LARGEST_PLAN:
        raise NotAPackage(reason="too_big")
    return _bytes(contents, path)


def keep_evidence(contents: "Contents", plan: Plan, folder: EvidenceFolder) -> None:
    """Bring the attached files that the plan names to the plan's folder.

    Damaged ones stay out, as if they had not come: the rest of the plan is no worse for it. Raises ``CannotWrite``.
    """
    from pmi_desktop.official.package.errors import NotWhole
    from pmi_desktop.official.package.names import evidence_sha256

    paths = {evidence_sha256(path): path for path in contents.manifest.files}
    for one in plan.all(Evidence):
        path = paths.get(one.sha256)
        entry = contents.manifest.files[path] if path else None
        if path and entry and entry.sha256 == one.sha256 and entry.size <= LARGEST_EVIDENCE:
            with suppress(NotWhole):
                folder.put_bytes(_bytes(contents, path), one.name)


def report(found: Verified) -> str:
    """What ``verify`` prints: the verdict, whose the package is, and what is in it."""
    lines = [*_verdict_lines(found), ""] if not found.whole else ["El paquete está completo.", ""]
    manifest = found.verdict.manifest
    if manifest is None:
        return "\n".join(lines[:-1]) + "\n"
    return "\n".join([*lines, *_about(manifest), "", *_inside(manifest)]) + "\n"


def written(package: "Package", place: Path) -> Verified:
    """What :func:`verify` would find of a package that was just delivered, and so read back already."""
    from pmi_desktop.official.package.verifying import Verdict

    return Verified(Verdict(package.manifest, ()), place)


def left_out_lines(package: "Package", plan: Plan) -> list[str]:
    """One line for each attached file that does not go although nobody chose to leave it out."""
    names = {one.id: _plain(one.name) for one in plan.all(Evidence)}
    left = package.manifest.left_out
    return [
        *(f"No va «{names[key]}»: el archivo no está en este computador." for key in left.absent),
        *(f"No va «{names[key]}»: muestra menores de edad y no se eligió." for key in left.minors),
    ]


def moment_words(moment: str) -> str:
    """What a moment of a manifest is called, without the plan at hand."""
    kind, _, rest = moment.partition(":")
    return {
        "plan": "Plan de Mejoramiento Institucional",
        "checkpoint": f"seguimiento, corte «{rest}»",
        "closing": f"seguimiento, cierre de {rest}",
        "area": "un área para trabajar en otro computador",
    }.get(kind, moment)


def _verdict_lines(found: Verified) -> list[str]:
    from pmi_desktop.official.package.verifying import Damage

    words = {
        Damage.CHANGED: "Cambió «{}».",
        Damage.MISSING: "Falta «{}».",
        Damage.ADDED: "Sobra «{}»: no es parte del paquete.",
        Damage.REPEATED: "«{}» está dos veces.",
        Damage.WRAPPING: "Los archivos están bien, pero el ZIP no es el original: cambió junto a «{}».",
    }
    lines = ["El paquete NO está completo. Pida que se lo envíen otra vez.", ""]
    for wound in found.verdict.wounds:
        if wound.damage is Damage.WRAPPING and not wound.path:
            lines.append("Los archivos están bien, pero el ZIP no es el original: otro programa lo cambió.")
        else:
            lines.append(words[wound.damage].format(_plain(wound.path)))
    lines += [
        f"Sobra «{_plain(name)}»: está junto a la carpeta del paquete y no es parte de él." for name in found.beside
    ]
    return lines


def _about(manifest: "Manifest") -> list[str]:
    first, last = manifest.years
    years = str(first) if first == last else f"{first} a {last}"
    return [
        *(["BORRADOR: sirve para revisar, no para entregar."] if manifest.draft else []),
        f"Establecimiento: {_plain(manifest.school) or 'sin nombre'}",
        f"Código DANE: {_plain(manifest.dane_code) or 'sin código'}",
        f"Entrega: {moment_words(_plain(manifest.moment))}",
        f"Plan: {years}, versión {manifest.version}",
        f"Hecho el: {show_long_date(manifest.made_on)}",
        f"Código del paquete: {manifest.short_code}",
        *(["No van los teléfonos ni los correos del equipo."] if manifest.withheld else []),
    ]


def _inside(manifest: "Manifest") -> list[str]:
    from pmi_desktop.official.package.names import EVIDENCE

    attached = [entry.size for path, entry in manifest.files.items() if path.startswith(f"{EVIDENCE}/")]
    lines = [
        f"  {path} ({show_size(entry.size)})"
        for path, entry in sorted(manifest.files.items())
        if not path.startswith(f"{EVIDENCE}/")
    ]
    if attached:
        count = "1 archivo" if len(attached) == 1 else f"{len(attached)} archivos"
        lines.append(f"  {EVIDENCE}/: {count} ({show_size(sum(attached))})")
    return ["Contiene:", *lines]


def _plain(text: str) -> str:
    """Foreign text on one line of a terminal: nothing that could move the cursor."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)[:200]


def _package_folder(path: Path) -> tuple[Path, tuple[str, ...]]:
    """The package's folder at a path or right inside it, and what else lies there."""
    from pmi_desktop.official.package.errors import NotAPackage
    from pmi_desktop.official.package.names import MANIFEST

    if is_there(path / MANIFEST):
        return path, ()
    inside = [one for one in sorted(path.iterdir()) if one.name not in _OF_THE_SYSTEM and not is_half_written(one.name)]
    found = [one for one in inside if is_there(one / MANIFEST) and not one.is_symlink()]
    if len(found) != 1:
        raise NotAPackage(reason="several" if found else "no_manifest")
    return found[0], tuple(one.name for one in inside if one != found[0])


def _bytes(contents: "Contents", path: str) -> bytes:
    chunks: list[bytes] = []
    contents.read(path, chunks.append)
    return b"".join(chunks)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Problems that are about a package say which one; the disk's own become ours."""
    from pmi_desktop.official.package.errors import NotAPackage, NotWhole

    try:
        yield
    except (NotAPackage, NotWhole) as problem:
        problem.facts.setdefault("path", path)
        raise
    except OSError as problem:
        raise CannotRead(path=path, reason=reason_of(problem)) from problem
