"""Namespaces, attributes and the order of a sheet's elements."""

import math
from typing import Any, cast

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"

SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


def flag(text: str | bytes | None, *, default: bool = False) -> bool:
    """A yes/no attribute."""
    if text is None:
        return default
    return str(text) in {"1", "true", "on"}


def number(text: str | bytes | None, default: int = 0) -> int:
    """A whole-number attribute; ``default`` if it is missing or none."""
    try:
        return int(str(text)) if text is not None else default
    except ValueError:
        return default


def real(text: str | bytes | None, default: float = 0.0) -> float:
    """A decimal attribute; ``default`` if it is missing or none."""
    try:
        found = float(str(text)) if text is not None else default
    except ValueError:
        return default
    return found if math.isfinite(found) else default


def local(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments and the like."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """The elements on a path, found without a detour through Python."""
    return cast("list[Any]", path(root))


def drop(element: etree._Element, *names: str) -> None:
    """Take attributes out where they are."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def child(root: etree._Element, tag: str, order: tuple[str, ...] = SHEET_ORDER) -> etree._Element:
    """The child of the main namespace, made at its place in the schema's order if it is not there."""
    found = root.find(f"{{{MAIN}}}{tag}")
    if found is not None:
        return found
    rank = {name: place for place, name in enumerate(order)}
    found = etree.Element(f"{{{MAIN}}}{tag}")
    place = 0
    for index, other in enumerate(root):
        if rank.get(local(other), -1) >= 0 and rank[local(other)] < rank[tag]:
            place = index + 1
    root.insert(place, found)
    return found
