"""«Nuevo PMI a partir de este»: the new plan in a file of the library, and what came along in words."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.renewal import Next, outlooks, renew
from pmi_desktop.domain.school import Member, Site
from pmi_desktop.services.new_ids import new_id

if TYPE_CHECKING:
    from pmi_desktop.services.workspace import Workspace

LONGEST = 4
"""Years a plan may last."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """The file of a new plan, and what to tell of it."""

    path: Path
    told: str


def spans_after(end_year: int) -> tuple[range, ...]:
    """The years a new plan may have after one that ends then: one year, two, up to four."""
    return tuple(range(end_year + 1, end_year + 1 + length) for length in range(1, LONGEST + 1))


def renewed(plan: Plan, years: range, workspace: "Workspace") -> Renewed:
    """Writes the new plan of those years into the library; the earlier one stays as it is. Raises CannotWrite."""
    new = renew(plan, years, new_id)
    return Renewed(workspace.create(new), came_along(plan, new))


def plan_from_file(earlier: Path, years: range, workspace: "Workspace") -> Renewed:
    """The same from a file, which is only read.

    Raises:
        CannotOpen, NotAPlan, NewerFile, Damaged, CannotWrite
    """
    from pmi_desktop.storage.store import read_file

    return renewed(read_file(earlier), years, workspace)


def outlook_in_words(plan: Plan) -> str:
    """What a new plan would take of the goals, before it is made."""
    found = outlooks(plan)
    if not found:
        return "Este plan no tiene metas: el nuevo comienza con el establecimiento, el equipo y la identidad."
    counts = {what: sum(one.next is what and one.review is not None for one in found) for what in Next}
    undecided = sum(one.review is None for one in found)
    words = (
        (counts[Next.CONTINUES], "sigue igual", "siguen igual"),
        (counts[Next.ADJUSTED], "se ajusta", "se ajustan"),
        (counts[Next.CLOSES], "se cierra", "se cierran"),
        (undecided, "está sin decidir y sigue igual", "están sin decidir y siguen igual"),
    )
    parts = [f"{number} {one if number == 1 else several}" for number, one, several in words if number]
    return f"De {_counted(len(found), 'meta', 'metas')}: {_listed(parts)}."


def came_along(old: Plan, new: Plan) -> str:
    """What a new plan has of the earlier one."""
    parts = [
        _counted(len(new.all(cls)), one, several)
        for cls, one, several in (
            (Site, "sede", "sedes"),
            (Member, "integrante del equipo", "integrantes del equipo"),
            (Goal, "meta", "metas"),
            (Indicator, "indicador", "indicadores"),
            (Action, "acción", "acciones"),
        )
        if new.all(cls)
    ]
    closed = len(old.all(Goal)) - len(new.all(Goal))
    stays = ""
    if closed:
        stays = f" {_counted(closed, 'meta cerrada quedó', 'metas cerradas quedaron')} en el plan anterior."
    adjusted = sum(one.next is Next.ADJUSTED for one in outlooks(old))
    asks = ""
    if adjusted:
        asks = f" Falta escribir el valor nuevo de {_counted(adjusted, 'meta que se ajusta', 'metas que se ajustan')}."
    return f"Vinieron el establecimiento, la identidad y {_listed(parts)}.{stays}{asks}" if parts else "Plan creado."


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} y {parts[-1]}"
