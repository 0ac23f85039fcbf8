"""Rows that a foreign sheet prints already: the components of an edition, the criteria of a verification."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pmi_desktop.official.adopting.adoption import Doubt
from pmi_desktop.official.adopting.columns import Columns, read_as
from pmi_desktop.official.adopting.families import Family
from pmi_desktop.official.adopting.headers import Column, Head, head_at
from pmi_desktop.official.adopting.surface import Surface
from pmi_desktop.official.definitions import CriterionRow, Keyed
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.guide import Guide
from pmi_desktop.official.reading.typed import closest
from pmi_desktop.official.workbook.refs import Area

_A_SENTENCE = 25

LEAST = 5
"""Names in one column from which on they are a list of components."""


@dataclass(frozen=True, slots=True)
class FoundRows:
    """Rows that are printed, with the column they are found by."""

    keyed: Keyed
    columns: Columns
    column: int


def components_on(
    surface: Surface, guides: Sequence[Guide], family: Family
) -> tuple[FoundRows | None, list[tuple[Column, int, Doubt, tuple[str, ...]]]]:
    """The components that a sheet prints under a head that asks for their ratings."""
    best: tuple[int, dict[str, int]] = (0, {})
    for column in range(1, min(surface.right_edge, 12) + 1):
        for guide in guides:
            rows = _component_rows(surface, column, guide)
            if len(rows) > len(best[1]):
                best = column, rows
    column, rows = best
    if len(rows) < LEAST:
        return None, []
    return _under_head(surface, family, "components", rows, column)


def _component_rows(surface: Surface, column: int, guide: Guide) -> dict[str, int]:
    """The rows of the components named in a column; those named twice, or not surely, are left out."""
    found: dict[str, list[int]] = {}
    for row in surface.page.rows:
        area = surface.area(row, column)
        text = surface.text(row, column)
        if not text or (area.top, area.left) != (row, column) or surface.formula(row, column):
            continue
        number = surface.text(row, column - 1) if column > 1 else ""
        one = guide.component(number=number, name=text, near=False)
        if one is not None and one.doubt is None and fold(text) != fold(one.id):
            found.setdefault(one.id, []).append(row)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def criteria_on(
    surface: Surface, criteria: Sequence[CriterionRow], family: Family
) -> tuple[FoundRows | None, list[tuple[Column, int, Doubt, tuple[str, ...]]]]:
    """The criteria that a sheet prints, known by their texts."""
    texts = {fold(one.text): one.id for one in criteria}
    best: tuple[int, dict[str, int]] = (0, {})
    for column in range(1, min(surface.right_edge, 12) + 1):
        rows: dict[str, int] = {}
        for row in surface.page.rows:
            folded = fold(surface.text(row, column))
            known = texts.get(folded) or (
                texts.get(closest(folded, texts) or "") if len(folded) > _A_SENTENCE else None
            )
            if folded and known and known not in rows:
                rows[known] = row
        if len(rows) > len(best[1]):
            best = column, rows
    column, rows = best
    if len(rows) < 3:
        return None, []
    return _under_head(surface, family, "criteria", rows, column)


def _under_head(
    surface: Surface, family: Family, source: str, rows: Mapping[str, int], column: int
) -> tuple[FoundRows | None, list[tuple[Column, int, Doubt, tuple[str, ...]]]]:
    """The nearest head above the first row that has a column for what is asked of each."""
    first, last = min(rows.values()), max(rows.values())
    for top in range(first - 1, max(first - 9, 0), -1):
        head = head_at(surface, top)
        if head is None or head.bottom >= first:
            continue
        higher = head_at(surface, top - 1) if top > 1 else None
        if higher is not None and higher.bottom == head.bottom:
            head = higher
        columns = read_as(_without(head, column), _one_sided(family, head), surface, first)
        if columns.paths & family.needs:
            slots = tuple(slot for slot, _ in columns.slots if not slot.field.startswith(("component.", "row.")))
            surface.take(Area(head.top, min(head.left, column), last, max(head.right, column)))
            doubts = [(one, head.bottom, doubt, paths) for one, doubt, paths in columns.doubts]
            return FoundRows(Keyed(source, dict(rows), slots), columns, column), doubts
    return None, []


def _without(head: Head, column: int) -> Head:
    """The head without the columns of names and numbers: they are printed."""
    return Head(head.top, head.bottom, tuple(one for one in head.columns if one.left > column), head.title)


def _one_sided(family: Family, head: Head) -> Family:
    """Where a form asks for one answer only, it is the school's: it fills the form."""
    if any("secretaria" in fold(column.group) for column in head.columns):
        return family
    labels = {path: known for path, known in family.labels.items() if not path.startswith("criterion.sed_")}
    return replace(family, labels=labels)
