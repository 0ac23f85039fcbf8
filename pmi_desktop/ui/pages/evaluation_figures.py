"""What a year's evaluation is written from: execution, actions, indicators and money, in lines of words."""

from collections import Counter
from datetime import date
from decimal import Decimal

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.figures.budget import budget_of
from pmi_desktop.domain.figures.execution import cuts_by_date, execution_at
from pmi_desktop.domain.figures.progress import reading_at
from pmi_desktop.domain.followup import STATES, ActionProgress
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.measuring import reading_in_words, with_unit
from pmi_desktop.domain.numbers import show_money, show_number, show_percent
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.reporting import reports_at
from pmi_desktop.ui.widgets.bound import title_of


def last_cut(plan: Plan, year: int) -> Checkpoint | None:
    """The last cut of a year at which something was reported or measured; one without date counts for any year."""
    cuts = [one for one in cuts_by_date(plan) if one.date is None or one.date.year == year]
    told = [one for one in cuts if plan.where(ActionProgress, "checkpoint", one.id) or _measured(plan, one)]
    return told[-1] if told else None


def _measured(plan: Plan, cut: Checkpoint) -> bool:
    return any(reading_at(plan, one, cut).value is not None for one in plan.all(Indicator))


def year_in_figures(plan: Plan, year: int) -> list[tuple[str, str]]:
    """Titles with their lines; empty while nothing of the year was reported."""
    cut = last_cut(plan, year)
    if cut is None:
        return []
    groups = [
        ("Ejecución", _execution(plan, cut)),
        ("Acciones", _actions(plan, cut)),
        ("Indicadores", [_indicator(plan, one, cut) for one in plan.all(Indicator)]),
        ("Dinero", _money(plan, year)),
    ]
    return [(title, "\n".join(f"• {line}" for line in lines)) for title, lines in groups if lines]


def goal_in_figures(plan: Plan, goal: Goal, year: int) -> str:
    """How a goal stands at the year's last cut: its execution and each indicator's avance."""
    cut = last_cut(plan, year)
    if cut is None:
        return ""
    done = execution_at(plan, cut).goals.get(goal.id)
    lines = [f"Ejecución de sus acciones: {show_percent(done)}"] if done is not None else []
    for one in plan.where(Indicator, "goal", goal.id):
        reading = reading_at(plan, one, cut)
        value = f" {with_unit(reading.value, one.unit)}." if reading.value is not None else ""
        lines.append(f"{title_of(one)}:{value} {reading_in_words(one, reading)}")
    return "\n".join(lines)


def _execution(plan: Plan, cut: Checkpoint) -> list[str]:
    execution = execution_at(plan, cut)
    if execution.plan is None:
        return []
    lines = [f"Plan completo: {show_percent(execution.plan)} en {cut.label or 'el último corte'}"]
    for number, objective in enumerate(plan.all(Objective), start=1):
        done: Decimal | None = execution.objectives.get(objective.id)
        if done is not None:
            lines.append(f"Objetivo {number}: {show_percent(done)}")
    return lines


def _actions(plan: Plan, cut: Checkpoint) -> list[str]:
    reports = reports_at(plan, cut, cut.date or date(plan.info.end_year, 12, 31))
    states = Counter(one.standing.state for one in reports)
    lines = [f"{word}: {states[state]} de {len(reports)}" for state, word in STATES.items() if states[state]]
    late = [one.action for one in reports if one.late]
    return lines + [f"! Sin terminar a tiempo: {_named(one)}" for one in late]


def _named(action: Action) -> str:
    return title_of(action, 70)


def _indicator(plan: Plan, indicator: Indicator, cut: Checkpoint) -> str:
    reading = reading_at(plan, indicator, cut)
    if reading.value is None:
        return f"{title_of(indicator, 70)}: sin valor"
    value = with_unit(reading.value, indicator.unit)
    moved = value if indicator.baseline is None else f"de {show_number(indicator.baseline)} a {value}"
    target = f" (meta {show_number(reading.target)})" if reading.target is not None else ""
    avance = f", avance {show_percent(reading.progress)}" if reading.progress is not None else ""
    return f"{title_of(indicator, 70)}: {moved}{target}{avance}"


def _money(plan: Plan, year: int) -> list[str]:
    cuts = {one.id for one in plan.all(Checkpoint) if one.date is None or one.date.year == year}
    spent = sum(one.spent or 0 for one in plan.all(ActionProgress) if one.checkpoint in cuts)
    planned = budget_of(plan).by_year.get(year, 0)
    lines = [f"Presupuesto de {year}: {show_money(planned)}"] if planned else []
    return lines + ([f"Gastado según los cortes: {show_money(spent)}"] if spent else [])
