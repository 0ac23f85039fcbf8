"""What is missing in goals and indicators."""

from collections.abc import Iterator

from pmi_desktop.domain.checks.rules import Miss, rule
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.checks.words import blank, listed, sentence, to
from pmi_desktop.domain.figures.progress import targets_of
from pmi_desktop.domain.goals import DIRECTIONS, Goal, Indicator, Objective
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.domain.plan import Plan


@rule("objective-without-goal")
def objective_without_goal(view: View) -> Iterator[Miss]:
    """An objective without goals."""
    for objective in view.plan.all(Objective):
        if not view.plan.where(Goal, "objective", objective.id):
            yield Miss(f"{sentence(view.named(objective))} no tiene metas. Agregue al menos una.", objective)


@rule("goal-incomplete")
def goal_incomplete(view: View) -> Iterator[Miss]:
    """No text or no date."""
    for goal in view.plan.all(Goal):
        missing = {
            "text": "texto" if blank(goal.text) else "",
            "due_on": "fecha de cumplimiento" if goal.due_on is None else "",
        }
        fields = [field for field, word in missing.items() if word]
        if fields:
            words = listed([missing[field] for field in fields], "ni")
            yield Miss(f"{sentence(view.named(goal))} no tiene {words}. Complétela.", goal, fields[0])


def years_in_words(plan: Plan) -> str:
    """``de 2026`` or ``de 2026 a 2028``."""
    first, last = plan.info.start_year, plan.info.end_year
    return f"de {first}" if first == last else f"de {first} a {last}"


@rule("goal-outside-plan")
def goal_outside_plan(view: View) -> Iterator[Miss]:
    """Its date is outside the years of the plan."""
    for goal in view.plan.all(Goal):
        if goal.due_on is not None and goal.due_on.year not in view.plan.years:
            yield Miss(
                f"{sentence(view.named(goal))} vence en {goal.due_on.year} y el plan es {years_in_words(view.plan)}."
                " Cambie la fecha.",
                goal,
                "due_on",
            )


@rule("goal-without-indicator")
def goal_without_indicator(view: View) -> Iterator[Miss]:
    """A goal without indicators."""
    for goal in view.plan.all(Goal):
        if not view.plan.where(Indicator, "goal", goal.id):
            yield Miss(f"{sentence(view.named(goal))} no tiene indicador. Agregue al menos uno.", goal)


@rule("indicator-incomplete")
def indicator_incomplete(view: View) -> Iterator[Miss]:
    """No name, unit, direction or target; targets of single years do as well as one for all."""
    for indicator in view.plan.all(Indicator):
        missing = {
            "name": "el nombre" if blank(indicator.name) else "",
            "unit": "la unidad" if blank(indicator.unit) else "",
            "direction": "el sentido (subir o bajar)" if not indicator.direction else "",
            "target": "el valor de la meta" if not targets_of(indicator) else "",
        }
        yield from _lacks(view, indicator, missing)


@rule("indicator-without-baseline")
def indicator_without_baseline(view: View) -> Iterator[Miss]:
    """Without it no avance can be counted."""
    for indicator in view.plan.all(Indicator):
        if indicator.baseline is None:
            yield Miss(
                f"{sentence(view.named(indicator))} no tiene línea base. Escriba el valor de hoy: sin él no se puede"
                " calcular el avance.",
                indicator,
                "baseline",
            )


@rule("indicator-details")
def indicator_details(view: View) -> Iterator[Miss]:
    """No formula, frequency, source or responsible."""
    for indicator in view.plan.all(Indicator):
        missing = {
            "formula": "la fórmula" if blank(indicator.formula) else "",
            "frequency": "la frecuencia" if not indicator.frequency else "",
            "source": "la fuente" if blank(indicator.source) else "",
            "responsible": "el responsable" if indicator.responsible is None else "",
        }
        yield from _lacks(view, indicator, missing)


def _lacks(view: View, indicator: Indicator, missing: dict[str, str]) -> Iterator[Miss]:
    fields = [field for field, word in missing.items() if word]
    if fields:
        verb = "falta" if len(fields) == 1 else "faltan"
        words = listed([missing[field] for field in fields])
        yield Miss(f"{sentence(to(view.named(indicator)))} le {verb} {words}. Complételo.", indicator, fields[0])


@rule("target-equals-baseline")
def target_equals_baseline(view: View) -> Iterator[Miss]:
    """The last target is the baseline: right when something is to be kept, else a slip."""
    for indicator in view.plan.all(Indicator):
        targets = targets_of(indicator)
        if targets and targets[-1] == indicator.baseline:
            yield Miss(
                f"En {view.named(indicator)} la meta es igual a la línea base ({show_number(indicator.baseline)})."
                " Si no se trata de mantener ese valor, corríjala.",
                indicator,
                "target" if indicator.target is not None else "targets",
            )


@rule("direction-contradicts")
def direction_contradicts(view: View) -> Iterator[Miss]:
    """Some target lies on the other side of the baseline than the direction says."""
    for indicator in view.plan.all(Indicator):
        baseline = indicator.baseline
        if baseline is None or indicator.direction not in DIRECTIONS:
            continue
        for target in targets_of(indicator):
            if target < baseline if indicator.direction == "up" else target > baseline:
                yield Miss(
                    f"En {view.named(indicator)} el sentido es «{DIRECTIONS[indicator.direction]}», pero la meta"
                    f" ({show_number(target)}) queda al otro lado de la línea base ({show_number(baseline)})."
                    " Corrija el sentido o el valor.",
                    indicator,
                    "direction",
                )
                break
