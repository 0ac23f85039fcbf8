"""Of the guide's areas, processes and components, the profile and the critical factors."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from pmi_desktop.domain.catalog import Area, Catalog, Component, Process
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Factor, Rating
from pmi_desktop.domain.fields import Type
from pmi_desktop.domain.figures.profile import Tally
from pmi_desktop.domain.school import Member
from pmi_desktop.official.computed.scoped import found, of
from pmi_desktop.official.values import SEPARATOR, Computed
from pmi_desktop.official.view import Scope, View

NO_FACTOR = "Sin factor crítico"
"""What stands before objectives that answer no factor yet."""


def short_area(area: Area) -> str:
    """An area's name without «Gestión», as on a sheet's tab: ``Académica``, ``Comunidad``."""
    name = area.name.removeprefix("Gestión ").removeprefix("de la ")
    return name[:1].upper() + name[1:]


def _number(catalog: Catalog, area: Area) -> int:
    return catalog.areas.index(area) + 1


def _leaders(view: View, area: Area) -> str:
    return SEPARATOR.join(member.name for member in view.plan.where(Member, "leads", area.id) if member.name)


def _group(scope: Scope) -> Area | Process | None:
    return found(scope, "process", Process) or found(scope, "area", Area)


def _tally(value: Callable[[Tally], Any]) -> Callable[[View, Scope], Any]:
    return lambda view, scope: value(view.tally(_group(scope)))


def _count(level: int) -> Callable[[View, Scope], int]:
    return _tally(lambda tally: tally.counts[level - 1])


def _share(level: int) -> Callable[[View, Scope], Decimal | None]:
    def share(view: View, scope: Scope) -> Decimal | None:
        tally = view.tally(_group(scope))
        return tally.percentages[level - 1] if tally.rated else None

    return share


def _rating(view: View, scope: Scope) -> Rating | None:
    component = found(scope, "component", Component)
    return found(scope, "ratings", Rating) or (view.ratings.get(component.id) if component else None)


def _evidence(view: View, scope: Scope) -> str | None:
    rating = _rating(view, scope)
    if rating is None:
        return None
    reason = f"No aplica: {rating.reason}" if rating.not_applicable and rating.reason else ""
    return "\n".join(text for text in (reason, rating.evidence) if text)


def _level(view: View, scope: Scope) -> int | None:
    rating = _rating(view, scope)
    return None if rating is None or rating.not_applicable else rating.level


def _factors(scope: Scope) -> Iterable[Factor]:
    here = scope.get("factors")
    return here if isinstance(here, tuple) else (here,) if isinstance(here, Factor) else ()


def _per_factor(text: Callable[[View, Factor], str]) -> Callable[[View, Scope], str]:
    """One line per factor that is in scope: an objective may answer several."""
    return lambda view, scope: "\n".join(dict.fromkeys(line for one in _factors(scope) if (line := text(view, one))))


def _labelled_factors(view: View, scope: Scope) -> str:
    """The factors an objective answers; said when there is none, for a blank cell means «as above»."""
    if scope.get("factors") == ():
        return NO_FACTOR
    return _per_factor(lambda view, one: view.labelled(one.ident, one.description))(view, scope)


def _component_name(view: View, factor: Factor) -> str:
    component = view.component_of(factor)
    return component.name if component else factor.component


def _area_name(view: View, factor: Factor) -> str:
    component = view.component_of(factor)
    return "" if component is None else next(
        (area.name for one in view.reference.catalogs.values() if component.id in one.components
         and (area := one.area(component.area)) is not None), ""
    )  # fmt: skip


VALUES: Mapping[str, Computed] = {
    "area.id": Computed("Código del área", Type.TEXT, of("area", Area, lambda _, one: one.id)),
    "area.name": Computed("Área de gestión", Type.TEXT, of("area", Area, lambda _, one: one.name)),
    "area.short": Computed("Área", Type.TEXT, of("area", Area, lambda _, one: short_area(one))),
    "area.number": Computed(
        "Número del área", Type.INTEGER, of("area", Area, lambda view, one: _number(view.catalog, one))
    ),
    "area.leaders": Computed("Quién lidera el área", Type.TEXT, of("area", Area, _leaders)),
    "process.id": Computed("Código del proceso", Type.TEXT, of("process", Process, lambda _, one: one.id)),
    "process.name": Computed("Proceso", Type.TEXT, of("process", Process, lambda _, one: one.name)),
    "process.label": Computed("Proceso", Type.TEXT, of("process", Process, lambda _, one: f"{one.id}  {one.name}")),
    "component.id": Computed("Código", Type.TEXT, of("component", Component, lambda _, one: one.id)),
    "component.name": Computed("Componente", Type.TEXT, of("component", Component, lambda _, one: one.name)),
    "component.label": Computed(
        "Componente", Type.TEXT, of("component", Component, lambda _, one: f"{one.id}  {one.name}")
    ),
    "component.before": Computed(
        "Nivel del año anterior", Type.NUMBER, of("component", Component, lambda view, one: view.mean_before(one))
    ),
    "ratings.evidence_or_reason": Computed("Evidencias", Type.PROSE, _evidence, stands_for="ratings.evidence"),
    "ratings.counted_level": Computed("Nivel", Type.INTEGER, _level, stands_for="ratings.level"),
    "ratings.level_name": Computed(
        "Nombre del nivel", Type.TEXT, lambda view, scope: LEVEL_NAMES.get(_level(view, scope) or 0)
    ),
    "profile.mean": Computed("Promedio", Type.NUMBER, _tally(lambda tally: tally.mean)),
    "profile.before": Computed(
        "Promedio del año anterior", Type.NUMBER, lambda view, scope: view.mean_before(_group(scope))
    ),
    "profile.rated": Computed("Componentes valorados", Type.INTEGER, _tally(lambda tally: tally.rated)),
    "profile.not_applicable": Computed("No aplica", Type.INTEGER, _tally(lambda tally: tally.not_applicable)),
    "profile.pending": Computed("Pendientes", Type.INTEGER, _tally(lambda tally: tally.pending)),
    **{
        f"profile.count_{level}": Computed(f"Componentes en {name}", Type.INTEGER, _count(level))
        for level, name in LEVEL_NAMES.items()
    },
    **{
        f"profile.percent_{level}": Computed(f"% en {name}", Type.NUMBER, _share(level))
        for level, name in LEVEL_NAMES.items()
    },
    "previous.year": Computed(
        "Año de la autoevaluación anterior",
        Type.INTEGER,
        lambda view, _: view.comparison.previous.year if view.comparison else None,
    ),
    "factors.label": Computed("Factor", Type.TEXT, _per_factor(lambda view, one: view.labels[one.ident])),
    "factors.labelled": Computed(
        "Factor crítico",
        Type.PROSE,
        _labelled_factors,
        stands_for="objectives.factors",
    ),
    "factors.total": Computed("Total", Type.INTEGER, of("factors", Factor, lambda v, one: v.ranking[one.id].total)),
    "factors.rank": Computed("Puesto", Type.INTEGER, of("factors", Factor, lambda v, one: v.ranking[one.id].rank)),
    "factors.component_name": Computed(
        "Componente", Type.TEXT, _per_factor(_component_name), stands_for="factors.component"
    ),
    "factors.component_label": Computed(
        "Componente",
        Type.TEXT,
        _per_factor(lambda view, one: f"{one.component}  {_component_name(view, one)}"),
        stands_for="factors.component",
    ),
    "factors.area_name": Computed("Área de gestión", Type.TEXT, _per_factor(_area_name)),
}
