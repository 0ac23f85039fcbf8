"""Sheets to rate on paper: components, last year's level, boxes 1 to 4 and N, lines to write on.

They follow the order of the wizard's step, so that typing them in goes line by line.
"""

from collections.abc import Mapping
from pathlib import Path

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from pmi_desktop.domain.catalog import Area, Catalog, Component, Reference, previous_assessment
from pmi_desktop.domain.diagnosis import LEVEL_MEANINGS, LEVEL_NAMES, Assessment, Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.page import (
    BOLD,
    HEAD,
    NOTE,
    SECTION,
    SMALL,
    STRONG,
    TITLE,
    Cell,
    Sheet,
    register_fonts,
    style,
    table,
    text,
    write,
)  # fmt: skip

_BOX = style(11, centred=True)
_BOX_HEAD = style(9, font=BOLD, centred=True)
_WRITING_LINE = "\n" * 2


def rating_sheets(
    plan: Plan, reference: Reference, assessment: Assessment, fonts: Path, *, area: str = "", site: str = ""
) -> bytes:
    """The PDF of one area's sheets, or of all areas; ``site`` is the name of the sede that fills them, if it is one."""
    register_fonts(fonts)
    catalog = reference.catalog(plan, assessment)
    areas = [one for one in catalog.areas if area in ("", one.id)]
    earlier = _earlier_levels(plan, reference, assessment, catalog)
    sheet = Sheet("Hojas para valorar en papel", footer=plan.school.name, sideways=True)
    story: list[Flowable] = []
    for one in areas:
        story += [PageBreak()] if story else []
        story += _area(sheet, plan, assessment, one, earlier, site)
    return write(sheet, story)


def _earlier_levels(plan: Plan, reference: Reference, assessment: Assessment, catalog: Catalog) -> Mapping[str, str]:
    """What each component was rated the year before; several, where an older edition split what is one today."""
    earlier = previous_assessment(plan, assessment)
    if earlier is None:
        return {}
    other = reference.catalog(plan, earlier).id
    levels: dict[str, str] = {}
    for component in catalog.components:
        found = (
            plan.get(Rating, f"{earlier.id}/{one}")
            for one in reference.crosswalk.ancestors(component, catalog.id, other)
        )
        shown = [("N" if one.not_applicable else str(one.level or "–")) for one in found if one is not None]
        levels[component] = ", ".join(shown)
    return levels


def _area(
    sheet: Sheet, plan: Plan, assessment: Assessment, area: Area, earlier: Mapping[str, str], site: str
) -> list[Flowable]:
    year = "" if assessment.year is None else f" {assessment.year}"
    where = f"Sede: {site}" if site else "Sede: ______________________________"
    story: list[Flowable] = [
        text(f"Autoevaluación{year} · {area.name}", TITLE),
        text(plan.school.name or "Establecimiento: ______________________________", STRONG),
        Spacer(0, 4),
        text(f"{where}      Fecha: ____ / ____ / ______      Quiénes valoran: ______________________________", SMALL),
        Spacer(0, 5),
        _levels(sheet),
        Spacer(0, 2),
    ]
    for process in area.processes:
        story += [CondPageBreak(120), text(f"{process.id}  {process.name}", SECTION)]
        story.append(_components(sheet, process.components, earlier))
    return story


def _levels(sheet: Sheet) -> Flowable:
    """What the marks mean, in a row of small columns."""
    meanings = [(f"{level}  {name}", LEVEL_MEANINGS[level]) for level, name in LEVEL_NAMES.items()]
    meanings.append(("N  No aplica", "No puede darse en este establecimiento. Escriba por qué."))
    cells: list[Cell] = [[text(name, HEAD), text(meaning, NOTE)] for name, meaning in meanings]
    return table([cells], [sheet.width / len(cells)] * len(cells), heading_rows=0)


def _components(sheet: Sheet, components: tuple[Component, ...], earlier: Mapping[str, str]) -> Flowable:
    box, last = 21.0, 44.0
    rest = sheet.width - 5 * box - last
    widths = [rest * 0.36, last, *[box] * 5, rest * 0.64]
    heading: list[Cell] = [text("Componente", HEAD), text("El año anterior", HEAD)]
    heading += [text(mark, _BOX_HEAD) for mark in ("1", "2", "3", "4", "N")]
    heading.append(text("Evidencia, fortaleza u oportunidad", HEAD))
    rows: list[list[Cell]] = [
        [
            text(f"{one.id}  {one.name}", SMALL),
            text(earlier.get(one.id, "") or "–", _BOX),
            *[""] * 5,
            text(_WRITING_LINE, SMALL),
        ]
        for one in components
    ]
    return table([heading, *rows], widths)
