"""What of a plan may leave the PC: attached files one by one, phones and e-mails only when asked (Ley 1581 de 2012)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pmi_desktop.domain.fields import fields_of
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.files import reading

if TYPE_CHECKING:
    from pmi_desktop.official.package.archive import Item

EvidenceChoice = Literal["all", "chosen", "none"]
"""All attached files, those marked one by one (``Evidence.in_package``), or none."""

EvidenceFile = Callable[[Evidence], Path | None]
"""The file with an attached file's bytes, None when they are not there."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which attached files go, and why the others do not."""

    going: tuple[Evidence, ...] = ()
    chosen_out: tuple[Evidence, ...] = ()
    minors: tuple[Evidence, ...] = ()
    absent: tuple[Evidence, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of those that go, as the plan says."""
        return sum({one.sha256: one.size or 0 for one in self.going}.values())


def select_evidence(plan: Plan, choice: EvidenceChoice, file_of: EvidenceFile) -> Selection:
    """The attached files that a choice sends; those that show minors go only when marked one by one."""
    groups: dict[str, list[Evidence]] = {"going": [], "chosen_out": [], "minors": [], "absent": []}
    for one in plan.all(Evidence):
        if choice == "none" or (choice == "chosen" and not one.in_package):
            groups["chosen_out"].append(one)
        elif one.shows_minors and not one.in_package:
            groups["minors"].append(one)
        elif file_of(one) is None:
            groups["absent"].append(one)
        else:
            groups["going"].append(one)
    return Selection(**{name: tuple(group) for name, group in groups.items()})


def measured_files(
    evidences: Iterable[Evidence], file_of: EvidenceFile, tick: Callable[[int], None]
) -> tuple[list["Item"], tuple[Evidence, ...]]:
    """The attached files ready to be packed, each once, and those whose bytes are gone or no longer their own."""
    from pmi_desktop.official.package.archive import measured
    from pmi_desktop.official.package.names import evidence_path

    items: dict[str, Item] = {}
    absent: list[Evidence] = []
    for one in evidences:
        path, file = evidence_path(one.sha256, one.name), file_of(one)
        if file is not None and path not in items:
            item = measured(path, partial(reading, file), tick)
            if item.sha256 == one.sha256:
                items[path] = item
        if path not in items:
            absent.append(one)
    return list(items.values()), tuple(absent)


def contact_fields() -> tuple[str, ...]:
    """Every field that leaves the PC only when asked, like ``team.phone``."""
    return tuple(f"{kind}.{field.name}" for kind, cls in KINDS.items() for field in fields_of(cls) if field.contact)


def without_contacts(plan: Plan) -> Plan:
    """The plan as others see it: contact fields empty."""
    blank = {kind: {field.name: "" for field in fields_of(cls) if field.contact} for kind, cls in KINDS.items()}
    return Plan.of((record.but(**blank[record.KIND]) for record in plan), plan.revision)
