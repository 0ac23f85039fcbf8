"""A package in two steps: prepared, so that one knows what is in it and how much it is, then written where it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.numbers import show_size
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.delivering import keep_version
from pmi_desktop.services.hand_in import Desk, Request, prepare
from pmi_desktop.services.outgoing import EvidenceChoice, select_evidence
from pmi_desktop.services.packages import left_out_lines
from pmi_desktop.services.places import Place, place_of
from pmi_desktop.services.sending import Progress, deliver

if TYPE_CHECKING:
    from pmi_desktop.official.package.assembling import Package
    from pmi_desktop.official.package.manifest import Manifest
    from pmi_desktop.storage.store import PlanStore

__all__ = ["EvidenceChoice", "Prepared", "Request", "evidence_words", "prepared", "write"]


@dataclass(frozen=True)
class Prepared:
    """A package in memory, with the plan it was made of."""

    plan: Plan
    request: Request
    package: "Package"

    @property
    def manifest(self) -> "Manifest":
        """What it is."""
        return self.package.manifest

    @property
    def size(self) -> str:
        """How much it is, in words."""
        files = len(self.package.items)
        return f"{show_size(self.package.size)} en {files} archivos"

    def lines(self) -> tuple[str, ...]:
        """Its files with their sizes, attached ones together.

        Then what stays out although nobody left it out, and what no printed page shows.
        """
        from pmi_desktop.official.package.names import EVIDENCE, MANIFEST

        sizes = {item.path: item.size for item in sorted(self.package.items, key=lambda item: item.path == MANIFEST)}
        attached = [size for path, size in sizes.items() if path.startswith(f"{EVIDENCE}/")]
        lines = [f"{path} ({show_size(sizes[path])})" for path in sizes if not path.startswith(f"{EVIDENCE}/")]
        if attached:
            count = "1 archivo" if len(attached) == 1 else f"{len(attached)} archivos"
            lines.append(f"{EVIDENCE}: {count} ({show_size(sum(attached))})")
        return (*lines, *left_out_lines(self.package, self.plan), *self.package.remarks)


def prepared(plan: Plan, request: Request, desk: Desk, progress: Progress) -> Prepared:
    """The package of a moment; raises what :func:`~pmi_desktop.services.hand_in.prepare` raises."""
    return Prepared(plan, request, prepare(plan, request, desk, progress))


@dataclass(frozen=True)
class Archive:
    """Where the delivered versions of an open plan are kept."""

    store: "PlanStore"
    reference: Reference
    clock: Callable[[], datetime]


def write(made: Prepared, target: Path, archive: Archive | None, progress: Progress) -> Path:
    """Write a package, read it back, and keep the version that it delivers; gives its place.

    A draft delivers nothing, nor does a plan without ``archive``, which is only looked at. Raises what ``deliver``
    raises, and then nothing is written; ``CannotSave`` when the package is there and the version could not be kept.
    """
    place = deliver(made.package, target, progress)
    if archive is not None and made.request.moment == PLAN and not made.request.draft:
        keep_version(archive.store, made.plan, archive.reference, archive.clock())
    return place


def evidence_words(plan: Plan, choice: EvidenceChoice) -> str:
    """Which attached files a choice sends, and how much they are, as the plan says."""
    chosen = select_evidence(plan, choice, lambda one: Path(one.sha256))
    if not chosen.going:
        words = "No va ningún archivo adjunto."
    else:
        count = "Va 1 archivo adjunto" if len(chosen.going) == 1 else f"Van {len(chosen.going)} archivos adjuntos"
        words = f"{count}: {show_size(chosen.size)}."
    if chosen.minors:
        count = "1 queda fuera" if len(chosen.minors) == 1 else f"{len(chosen.minors)} quedan fuera"
        words += f" {count}: se reconocen menores y no se ha elegido uno por uno."
    return words


def removal_words(place: Path) -> str:
    """What may be done with the stick, now that all was read back."""
    if place_of(place) is Place.REMOVABLE:
        return "Puede retirar la memoria."
    return "Si lo guardó en una memoria USB, puede retirar la memoria."
