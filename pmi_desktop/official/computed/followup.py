"""Of what was done and achieved at a cut, and of the verification."""

from collections.abc import Callable, Mapping
from typing import Any

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.catalog import Criterion
from pmi_desktop.domain.fields import Type
from pmi_desktop.domain.figures.progress import Reading, reading_at, target_in
from pmi_desktop.domain.followup import Evaluation
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.handing_in import RESULTS, Review
from pmi_desktop.domain.verification import Verdict
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


def _last(value: Callable[[Reading], Any]) -> Callable[[View, Scope], Any]:
    """Of the last cut of the form at which the indicator was measured."""

    def compute(view: View, scope: Scope) -> Any:
        indicator = found(scope, "indicators", Indicator)
        readings = [reading_at(view.plan, indicator, cut) for cut in view.cuts] if indicator else []
        measured = [reading for reading in readings if reading.value is not None]
        return value(measured[-1]) if measured else None

    return compute


def _evaluation(view: View, scope: Scope) -> str:
    year = found(scope, "year", int)
    return "\n\n".join(one.text for one in view.plan.where(Evaluation, "year", year) if one.text)


def _verdict(value: Callable[[Verdict], Any]) -> Callable[[View, Scope], Any]:
    def compute(view: View, scope: Scope) -> Any:
        criterion = found(scope, "criterion", Criterion)
        verdict = view.verdicts.get(criterion.id) if criterion else None
        return None if verdict is None else value(verdict)

    return compute


def _sed_review(view: View, scope: Scope) -> Review | None:
    """The Secretaría's answer: printed once its concept is there."""
    criterion = found(scope, "criterion", Criterion)
    if criterion is None or view.concept is None:
        return None
    return view.plan.get(Review, f"{criterion.id}/sed/{view.plan.info.version}")


def _sed(name: str) -> Callable[[View, Scope], Any]:
    def compute(view: View, scope: Scope) -> Any:
        review = _sed_review(view, scope)
        return None if review is None else getattr(review, name)

    return compute


def _counted(by: str, result: str) -> Callable[[View, Scope], int | None]:
    """How many criteria have a result; nothing while none is answered."""

    def compute(view: View, scope: Scope) -> int | None:
        if by == "school":
            results = [one.result for one in view.verdicts.values()]
        else:
            rows = [{**scope, "criterion": one} for one in view.reference.criteria]
            results = [review.result for row in rows if (review := _sed_review(view, row))]
        return results.count(result) if any(results) else None

    return compute


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
    "result.value": Computed("Resultado", Type.NUMBER, _last(lambda one: one.value)),
    "result.progress": Computed("Avance (%)", Type.NUMBER, _last(lambda one: one.progress)),
    "result.remark": Computed("Aviso", Type.TEXT, _last(_worse)),
    "evaluation.text": Computed("Evaluación de resultados", Type.PROSE, _evaluation, stands_for="evaluations.text"),
    "criterion.id": Computed("Criterio", Type.TEXT, _verdict(lambda one: one.criterion.id)),
    "criterion.text": Computed("Criterio", Type.TEXT, _verdict(lambda one: one.criterion.text)),
    "criterion.result": Computed("Resultado", Type.TEXT, _verdict(lambda one: one.result), stands_for="review.result"),
    "criterion.note": Computed("Observación", Type.PROSE, _verdict(lambda one: one.note), stands_for="review.note"),
    "criterion.sed_result": Computed("Resultado de la Secretaría", Type.TEXT, _sed("result")),
    "criterion.sed_note": Computed("Observación de la Secretaría", Type.PROSE, _sed("note")),
    **{
        f"verification.{by}_{result}": Computed(word, Type.INTEGER, _counted(by, result))
        for by in ("school", "sed")
        for result, word in RESULTS.items()
    },
    "execution.percent": Computed("Ejecución (%)", Type.NUMBER, _execution),
}
