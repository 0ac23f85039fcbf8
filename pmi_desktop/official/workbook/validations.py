"""Drop-downs and other rules for what may be typed, those that newer offices keep in ``extLst`` included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.workbook.refs import Area, areas
from pmi_desktop.official.workbook.xml import MAIN, X14, XM


@dataclass(frozen=True, slots=True)
class Validation:
    """A rule: ``kind`` as stored (``list``, ``whole``, ``date`` …), formulas without ``=``."""

    kind: str
    areas: tuple[Area, ...]
    formula1: str
    formula2: str

    def holds(self, row: int, column: int) -> bool:
        """Whether the rule is for that cell."""
        return any(area.holds(row, column) for area in self.areas)


def read_validations(root: etree._Element) -> Iterator[Validation]:
    """The rules of a sheet's XML."""
    for entry in root.iterfind(f"{{{MAIN}}}dataValidations/{{{MAIN}}}dataValidation"):
        yield Validation(
            entry.get("type", "none"),
            tuple(areas(entry.get("sqref", ""))),
            entry.findtext(f"{{{MAIN}}}formula1") or "",
            entry.findtext(f"{{{MAIN}}}formula2") or "",
        )
    for entry in root.iterfind(f"{{{MAIN}}}extLst/{{{MAIN}}}ext/{{{X14}}}dataValidations/{{{X14}}}dataValidation"):
        yield Validation(
            entry.get("type", "none"),
            tuple(areas(entry.findtext(f"{{{XM}}}sqref") or "")),
            entry.findtext(f"{{{X14}}}formula1/{{{XM}}}f") or "",
            entry.findtext(f"{{{X14}}}formula2/{{{XM}}}f") or "",
        )


def literal_options(formula: str) -> tuple[str, ...] | None:
    """The options written in the rule itself, ``"Sí,No"``; None if they lie in cells."""
    if not re.fullmatch(r'"(?:[^"]|"")*"', formula):
        return None
    options = formula[1:-1].replace('""', '"').split(",")
    return tuple(option.strip() for option in options if option.strip())
