"""What is missing in the follow-up at a cut and at a year's closing."""

from collections.abc import Iterator

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.checks.rules import Miss, rule
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.checks.words import blank, sentence
from pmi_desktop.domain.figures.execution import ENDED, NOT_REPORTED
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.numbers import show_date


def _in_cut(view: View, cut: Checkpoint) -> str:
    return f"en {view.named(cut)}"


@rule("progress-missing")
def progress_missing(view: View) -> Iterator[Miss]:
    """An action that has begun by the cut has no state at it; a cut without date is taken as today's."""
    if view.cut is None:
        return
    for action in view.plan.all(Action):
        key = f"{view.cut.id}/{action.id}"
        progress = view.plan.get(ActionProgress, key)
        if action.start_on and action.start_on <= view.day and not (progress and progress.state):
            yield Miss(
                f"{sentence(view.named(action))} ya comenzó y no tiene estado {_in_cut(view, view.cut)}. Escójalo.",
                (ActionProgress.KIND, key),
                "state",
            )


@rule("measure-missing")
def measure_missing(view: View) -> Iterator[Miss]:
    """An indicator with neither value nor note at the cut."""
    if view.cut is None:
        return
    for indicator in view.plan.all(Indicator):
        key = f"{view.cut.id}/{indicator.id}"
        measure = view.plan.get(IndicatorMeasure, key)
        if measure is None or (measure.value is None and blank(measure.note)):
            yield Miss(
                f"{sentence(view.named(indicator))} no tiene valor {_in_cut(view, view.cut)}."
                " Escríbalo, o explique en la nota por qué no se midió.",
                (IndicatorMeasure.KIND, key),
                "value",
            )


@rule("action-late")
def action_late(view: View) -> Iterator[Miss]:
    """Its end is past on the day of the cut or the last of the year, and its last state is neither FIN nor CANC."""
    for action in view.plan.all(Action):
        state = view.standings.get(action.id, NOT_REPORTED).state
        if action.end_on is None or action.end_on >= view.day or state in ENDED:
            continue
        about = (ActionProgress.KIND, f"{view.cut.id}/{action.id}") if view.cut else action.ident
        yield Miss(
            f"{sentence(view.named(action))} debía terminar el {show_date(action.end_on)} y no está terminada ni"
            " cancelada. Actualice su estado o escriba el ajuste.",
            about,
            "state" if view.cut else None,
        )


@rule("evaluation-missing")
def evaluation_missing(view: View) -> Iterator[Miss]:
    """No evaluation of the year, or one without words."""
    evaluations = view.plan.where(Evaluation, "year", view.moment.year)
    if all(blank(one.text) for one in evaluations):
        about = evaluations[0] if evaluations else None
        yield Miss(
            f"Falta la evaluación de resultados de {view.moment.year}. Escriba qué se logró, qué no y por qué.",
            about,
            "text" if about else None,
        )


@rule("goal-review-missing")
def goal_review_missing(view: View) -> Iterator[Miss]:
    """A goal due in the year without judgement."""
    for goal in view.plan.all(Goal):
        if goal.due_on is None or goal.due_on.year != view.moment.year:
            continue
        key = f"{goal.id}/{view.moment.year}"
        review = view.plan.get(GoalReview, key)
        if review is None or not review.judgement:
            yield Miss(
                f"{sentence(view.named(goal))} vencía en {view.moment.year} y no tiene juicio de cumplimiento."
                " Diga si se cumplió.",
                (GoalReview.KIND, key),
                "judgement",
            )
