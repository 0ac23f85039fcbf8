"""What is missing in actions, budget, outreach and the dates of the cuts."""

from collections.abc import Iterator

from pmi_desktop.domain.actions import Action, Checkpoint, Outreach, Resource
from pmi_desktop.domain.checks.goals import years_in_words
from pmi_desktop.domain.checks.priorities import factors_of
from pmi_desktop.domain.checks.rules import Miss, rule
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.checks.words import blank, listed, of, quoted, sentence, to
from pmi_desktop.domain.figures.budget import budget_of
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.numbers import show_date, show_money
from pmi_desktop.domain.school import Site


@rule("goal-without-action")
def goal_without_action(view: View) -> Iterator[Miss]:
    """A goal for which nothing is done."""
    for goal in view.plan.all(Goal):
        if not view.plan.where(Action, "goal", goal.id):
            yield Miss(f"{sentence(view.named(goal))} no tiene acciones. Agregue al menos una.", goal)


@rule("action-incomplete")
def action_incomplete(view: View) -> Iterator[Miss]:
    """No description, dates or responsible (in the team or in words)."""
    for action in view.plan.all(Action):
        missing = {
            "description": "descripción" if blank(action.description) else "",
            "responsible": "responsable" if not action.responsible and blank(action.responsible_other) else "",
            "start_on": "fecha de inicio" if action.start_on is None else "",
            "end_on": "fecha de terminación" if action.end_on is None else "",
        }
        fields = [field for field, word in missing.items() if word]
        if fields:
            words = listed([missing[field] for field in fields], "ni")
            yield Miss(f"{sentence(view.named(action))} no tiene {words}. Complétela.", action, fields[0])


@rule("action-dates-reversed")
def action_dates_reversed(view: View) -> Iterator[Miss]:
    """It ends before it starts."""
    for action in view.plan.all(Action):
        if action.start_on and action.end_on and action.end_on < action.start_on:
            yield Miss(
                f"{sentence(view.named(action))} termina ({show_date(action.end_on)}) antes de comenzar"
                f" ({show_date(action.start_on)}). Corrija las fechas.",
                action,
                "end_on",
            )


@rule("action-outside-plan")
def action_outside_plan(view: View) -> Iterator[Miss]:
    """It starts or ends outside the years of the plan."""
    for action in view.plan.all(Action):
        for field, verb in (("start_on", "comienza"), ("end_on", "termina")):
            day = getattr(action, field)
            if day is not None and day.year not in view.plan.years:
                yield Miss(
                    f"{sentence(view.named(action))} {verb} en {day.year} y el plan es {years_in_words(view.plan)}."
                    " Cambie la fecha.",
                    action,
                    field,
                )
                break


@rule("action-after-goal")
def action_after_goal(view: View) -> Iterator[Miss]:
    """It ends after its goal is due."""
    for action in view.plan.all(Action):
        goal = view.plan.get(Goal, action.goal)
        if goal and goal.due_on and action.end_on and action.end_on > goal.due_on:
            yield Miss(
                f"{sentence(view.named(action))} termina el {show_date(action.end_on)}, después de la fecha de su meta"
                f" ({show_date(goal.due_on)}). Revise las dos fechas.",
                action,
                "end_on",
            )


@rule("weights-not-100")
def weights_not_100(view: View) -> Iterator[Miss]:
    """The weights of a goal's actions are given, at least one of them, and do not add up to 100."""
    for goal in view.plan.all(Goal):
        weights = [action.weight for action in view.plan.where(Action, "goal", goal.id) if action.weight is not None]
        if weights and sum(weights) != 100:
            yield Miss(
                f"Los pesos de las acciones {of(view.named(goal))} suman {sum(weights)} % y deben sumar 100 %."
                " Ajústelos o bórrelos todos.",
                goal,
            )


@rule("academic-area-absent")
def academic_area_absent(view: View) -> Iterator[Miss]:
    """There are actions, and none serves a factor of the academic area (as its assessment's edition has it)."""
    if not view.plan.all(Action):
        return
    for objective in view.plan.all(Objective):
        academic = any(
            (component := view.component(factor)) is not None
            and component.area == view.reference.catalog(view.plan, assessment).academic_area.id
            for factor, assessment in factors_of(view, objective)
        )
        goals = view.plan.where(Goal, "objective", objective.id) if academic else ()
        if any(view.plan.where(Action, "goal", goal.id) for goal in goals):
            return
    area = view.catalog.academic_area.name
    yield Miss(f"Ninguna acción atiende un factor crítico del área {quoted(area)}. Revise si el plan debe incluirla.")


@rule("site-never-reached")
def site_never_reached(view: View) -> Iterator[Miss]:
    """There are actions, and none is for this site; an action without sites is for all."""
    actions = view.plan.all(Action)
    if not actions or any(not action.sites for action in actions):
        return
    for site in view.plan.all(Site):
        if not view.plan.where(Action, "sites", site.id):
            yield Miss(f"Ninguna acción llega {to(view.named(site))}. Inclúyala al menos en una.", site)


@rule("resource-incomplete")
def resource_incomplete(view: View) -> Iterator[Miss]:
    """No description or source."""
    for resource in view.plan.all(Resource):
        missing = {
            "description": "descripción" if blank(resource.description) else "",
            "source": "fuente de financiación" if blank(resource.source) else "",
        }
        fields = [field for field, word in missing.items() if word]
        if fields:
            words = listed([missing[field] for field in fields], "ni")
            yield Miss(f"{sentence(view.named(resource))} no tiene {words}. Complételo.", resource, fields[0])


@rule("fund-exceeded")
def fund_exceeded(view: View) -> Iterator[Miss]:
    """More is planned from a source in a year than it has."""
    for overrun in budget_of(view.plan).overruns:
        fund = overrun.fund
        year = f" en {fund.year}" if fund.year is not None else ""
        source = quoted(fund.source) if not blank(fund.source) else "sin nombre"
        yield Miss(
            f"La fuente {source} tiene {show_money(overrun.available)}{year} y los recursos piden"
            f" {show_money(overrun.planned)}: faltan {show_money(overrun.excess)}. Ajuste lo uno o lo otro.",
            fund,
            "available",
        )


@rule("outreach-missing")
def outreach_missing(view: View) -> Iterator[Miss]:
    """No event on the plan."""
    if not view.plan.where(Outreach, "topic", "plan"):
        yield Miss("No hay socialización del plan. Agregue la reunión o el medio con que se dio a conocer.")


@rule("approval-missing")
def approval_missing(view: View) -> Iterator[Miss]:
    """No act or no date of approval."""
    info = view.plan.info
    missing = {
        "approval_act": "el acta del Consejo Directivo" if blank(info.approval_act) else "",
        "approved_on": "la fecha de aprobación" if info.approved_on is None else "",
    }
    fields = [field for field, word in missing.items() if word]
    if fields:
        verb, them = ("Falta", "Escríbala") if len(fields) == 1 else ("Faltan", "Escríbalas")
        yield Miss(f"{verb} {listed([missing[field] for field in fields])} del plan. {them}.", info, fields[0])


@rule("no-checkpoint")
def no_checkpoint(view: View) -> Iterator[Miss]:
    """A year of the plan in which no cut is dated."""
    dated = {cut.date.year for cut in view.plan.all(Checkpoint) if cut.date}
    for year in view.plan.years:
        if year not in dated:
            yield Miss(f"No hay cortes de seguimiento en {year}. Agregue al menos uno con su fecha.")
