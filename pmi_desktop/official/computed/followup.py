"""Of what was done and achieved at a cut, and of the verification."""

from collections.abc import Callable, Mapping
from typing import Any

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.fields import Type
from pmi_desktop.domain.figures.progress import Reading, reading_at, target_in
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.official.computed.scoped import found
from pmi_desktop.official.values import Computed
from pmi_desktop.official.view import Scope, View


def _reading(value: Callable[[Reading], Any]) -> Callable[[View, Scope], Any]:
    def compute(view: View, scope: Scope) -> Any:
        cut, indicator = found(scope, "checkpoints", Checkpoint), found(scope, "indicators", Indicator)
        if cut is None or indicator is None:
            return None
        return value(reading_at(view.plan, indicator, cut))

    return compute


def _worse(reading: Reading) -> str:
    return "Peor que la línea base" if reading.worse else ""


def _execution(view: View, scope: Scope) -> Any:
    cut = found(scope, "checkpoints", Checkpoint)
    if cut is None:
        return None
    execution = view.execution(cut)
    if goal := found(scope, "goals", Goal):
        return execution.goals.get(goal.id)
    if objective := found(scope, "objectives", Objective):
        return execution.objectives.get(objective.id)
    return execution.plan


def _target(_: View, scope: Scope) -> Any:
    indicator = found(scope, "indicators", Indicator)
    return target_in(indicator, found(scope, "year", int)) if indicator else None


VALUES: Mapping[str, Computed] = {
    "reading.value": Computed(
        "Resultado", Type.NUMBER, _reading(lambda one: one.value), stands_for="indicator_measures.value"
    ),
    "reading.target": Computed("Meta del año", Type.NUMBER, _target),
    "reading.progress": Computed("Avance (%)", Type.NUMBER, _reading(lambda one: one.progress)),
    "reading.remark": Computed("Aviso", Type.TEXT, _reading(_worse)),
    "execution.percent": Computed("Ejecución (%)", Type.NUMBER, _execution),
}
