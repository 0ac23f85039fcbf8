"""Where the money usually comes from, to propose while typing; a school may write any other source.

The Fondo de Servicios Educativos exists in official schools only (Ley 715 de 2001, arts. 11-14; ``domain.md`` 5.3), so
it is never proposed to a private one.
"""

from collections.abc import Sequence

from pmi_desktop.domain.actions import Fund, Resource
from pmi_desktop.domain.figures.budget import same_source
from pmi_desktop.domain.plan import Plan

_OFFICIAL = (
    "FSE – gratuidad",
    "FSE – recursos propios",
    "Municipio – calidad",
    "SED",
    "Regalías",
)
_PRIVATE = ("Recursos propios",)
_ANYBODY = ("Cooperación", "Sector productivo", "Aporte de familias", "En especie")


def proposed_sources(plan: Plan) -> Sequence[str]:
    """The sources the plan already names, then the usual ones of its sector, each once."""
    usual = (*(_PRIVATE if plan.school.sector == "no_oficial" else _OFFICIAL), *_ANYBODY)
    named = (*(fund.source for fund in plan.all(Fund)), *(resource.source for resource in plan.all(Resource)))
    found: dict[str, str] = {}
    for source in (*named, *usual):
        if source.strip():
            found.setdefault(same_source(source), source.strip())
    return tuple(found.values())
