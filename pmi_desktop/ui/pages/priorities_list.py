"""What the list of critical factors shows: the factors by rank, then the components that can have one, by area."""

from collections.abc import Iterator

from PySide6.QtWidgets import QListView

from pmi_desktop.domain.catalog import Component, Reference, latest_assessment
from pmi_desktop.domain.diagnosis import Assessment, Factor
from pmi_desktop.domain.figures.priorities import ranking_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.prioritizing import Candidate, candidates
from pmi_desktop.ui.widgets.lists import LineModel, ListLine, set_up_list
from pmi_desktop.ui.widgets.sign_list import SignDelegate

DECISIONS = {True: "✓ Pasa al plan", False: "× No pasa", None: "? Sin decidir"}
_CHOOSE = "Elija con las flechas. Insert agrega un factor crítico para lo elegido; Supr elimina un factor."


def lines_of(plan: Plan, reference: Reference, *, all_levels: bool) -> list[ListLine]:
    """The lines; a factor's sign is its total, a component's its level."""
    factors = list(_factors(plan, reference))
    found = candidates(plan, reference, all_levels=all_levels)
    return [
        *([ListLine("", "Factores por puntaje"), *factors] if factors else []),
        *_components(plan, reference, found),
    ]


def key_of_component(plan: Plan, component: Component) -> str:
    """The key of a component's line: that of its rating."""
    assessment = latest_assessment(plan)
    return f"{assessment.id if assessment else ''}/{component.id}"


def _factors(plan: Plan, reference: Reference) -> Iterator[ListLine]:
    ranked = sorted(ranking_of(plan), key=lambda one: (one.rank is None, one.rank or 0))
    for one in ranked:
        factor = one.factor
        place = f"{one.rank}.º" if one.rank else "Sin calificar"
        yield ListLine(
            factor.id,
            factor.description or f"Factor crítico sin texto ({component_name(plan, reference, factor)})",
            "" if one.total is None else str(one.total),
            f"{place} · {DECISIONS[factor.included]}",
        )


def component_name(plan: Plan, reference: Reference, factor: Factor) -> str:
    """A factor's component by number and name, in the edition of its assessment."""
    catalog = reference.catalog(plan, plan.get(Assessment, factor.assessment))
    found = catalog.components.get(factor.component)
    return f"{factor.component} {found.name if found else ''}".strip()


def _components(plan: Plan, reference: Reference, found: tuple[Candidate, ...]) -> Iterator[ListLine]:
    assessment = latest_assessment(plan)
    area = ""
    for one in found:
        if one.component.area != area:
            area = one.component.area
            named = reference.catalog(plan, assessment).area(area)
            yield ListLine("", f"Componentes: {named.name if named else area}")
        level = "" if one.level is None else str(one.level)
        count = len(one.factors)
        word = "Sin factor" if not count else "1 factor" if count == 1 else f"{count} factores"
        yield ListLine(key_of_component(plan, one.component), f"{one.component.id} {one.component.name}", level, word)


def factor_view(model: LineModel) -> QListView:
    """The list; letters typed in it jump to the line that begins with them."""
    view = QListView()
    view.setModel(model)
    set_up_list(view, Factor.KIND, "Factores críticos y componentes", _CHOOSE)
    view.setMouseTracking(True)
    view.setItemDelegate(SignDelegate(view))
    return view
