"""The derived figures and the findings as the command line prints them: JSON for programs, lines for people."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.figures.budget import budget_of
from pmi_desktop.domain.figures.execution import Execution, execution_at
from pmi_desktop.domain.figures.priorities import ranking_of
from pmi_desktop.domain.figures.profile import Line, Profile, Tally, profile_of
from pmi_desktop.domain.figures.progress import readings_of
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.numbers import show_money, show_number, show_percent
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.steps import STEP_BY_ID

_encoder = msgspec.json.Encoder(decimal_format="number")


def profile_json(plan: Plan, reference: Reference) -> bytes:
    """What ``profile --json`` prints; decimals exactly as computed."""
    budget = budget_of(plan)
    over: dict[str, int] = {}
    for overrun in budget.overruns:
        over[overrun.fund.source] = over.get(overrun.fund.source, 0) + overrun.excess
    return _json(
        {
            "assessments": [_profile(profile_of(plan, reference, one)) for one in plan.all(Assessment)],
            "factors": [{"id": one.factor.id, "total": one.total, "rank": one.rank} for one in ranking_of(plan)],
            "indicators": [_readings(plan, indicator) for indicator in plan.all(Indicator)],
            "execution": [_execution(execution_at(plan, cut)) for cut in plan.all(Checkpoint)],
            "budget": {
                "total": budget.total,
                "by_source": budget.by_source,
                "by_year": {str(year or ""): amount for year, amount in budget.by_year.items()},
                "by_objective": budget.by_objective,
                "over": over,
            },
        }
    )


def check_json(findings: Iterable[Finding]) -> bytes:
    """What ``check --json`` prints."""
    return _json(
        [
            {
                "step": one.step,
                "code": one.code,
                "record": one.record,
                "field": one.field,
                "message": one.message,
                "blocking": one.blocking,
            }
            for one in findings
        ]
    )


def _json(tree: Any) -> bytes:
    return msgspec.json.format(_encoder.encode(tree), indent=2) + b"\n"


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "id": profile.assessment.id,
        "year": profile.assessment.year,
        "school": _tally(profile.school),
        "areas": [_line(line) for line in profile.areas],
        "processes": [_line(line) for line in profile.processes],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"id": line.id, "name": line.name, **_tally(line.tally)}


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "mean": tally.mean,
        "counts": tally.counts,
        "percentages": tally.percentages,
        "rated": tally.rated,
        "not_applicable": tally.not_applicable,
        "pending": tally.pending,
    }


def _readings(plan: Plan, indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "checkpoints": [
            {"id": one.checkpoint.id, "value": one.value, "progress": one.progress}
            for one in readings_of(plan, indicator)
        ],
    }


def _execution(execution: Execution) -> dict[str, Any]:
    return {
        "checkpoint": execution.checkpoint.id,
        "plan": execution.plan,
        "objectives": execution.objectives,
        "goals": execution.goals,
    }


def check_text(findings: Sequence[Finding]) -> str:
    """What ``check`` prints: the findings by step, those that block marked in words, and how many there are."""
    if not findings:
        return "No falta nada.\n"
    lines: list[str] = []
    step = ""
    for one in findings:
        if one.step != step:
            step = one.step
            lines += ["", STEP_BY_ID[step].title]
        lines.append(f"  {'IMPIDE ENTREGAR' if one.blocking else 'aviso          '}  {one.message}")
    blocking = sum(one.blocking for one in findings)
    lines += ["", _counted(blocking, len(findings) - blocking)]
    return "\n".join(lines[1:]) + "\n"


def _counted(blocking: int, advice: int) -> str:
    if not blocking:
        return f"Nada impide entregar. {_plural(advice, 'aviso', 'avisos')}."
    return f"{_plural(blocking, 'asunto impide', 'asuntos impiden')} entregar. {_plural(advice, 'aviso', 'avisos')}."


def _plural(number: int, one: str, many: str) -> str:
    return f"{show_number(number)} {one if number == 1 else many}"


def profile_text(plan: Plan, reference: Reference) -> str:
    """What ``profile`` prints: the same figures in tables for a terminal."""
    blocks = [
        *(_profile_lines(profile_of(plan, reference, one)) for one in plan.all(Assessment)),
        _factor_lines(plan),
        _indicator_lines(plan),
        _execution_lines(plan),
        *_budget_lines(plan),
    ]
    tables = ["\n".join(lines) for block in blocks if (lines := list(block))]
    return "\n\n".join(tables or ["El plan todavía no tiene cifras."]) + "\n"


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their longest cell, the first to the left, numbers to the right; nothing without rows."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    yield title
    for row in (head, *rows):
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join((f"  {row[0]:<{widths[0]}}", *cells)).rstrip()


def _profile_lines(profile: Profile) -> Iterator[str]:
    def row(name: str, tally: Tally) -> list[str]:
        shares = [f"{n} ({show_percent(p, 2)})" for n, p in zip(tally.counts, tally.percentages, strict=True)]
        return [name, _or_dash(show_number(tally.mean, 2)), *shares, str(tally.not_applicable), str(tally.pending)]

    rows = [row(line.name, line.tally) for line in profile.areas]
    year = profile.assessment.year or "sin año"
    head = ["", "Promedio", "Nivel 1", "Nivel 2", "Nivel 3", "Nivel 4", "No aplica", "Sin valorar"]
    yield from _table(f"Perfil {year}", head, [*rows, row("Establecimiento", profile.school)])


def _factor_lines(plan: Plan) -> Iterator[str]:
    ranked = sorted(ranking_of(plan), key=lambda one: (one.rank is None, one.rank))
    rows = [[_short(one.factor.description), _or_dash(one.total), _or_dash(one.rank)] for one in ranked]
    yield from _table("Factores críticos", ["", "Total", "Puesto"], rows)


def _indicator_lines(plan: Plan) -> Iterator[str]:
    rows = []
    for indicator in plan.all(Indicator):
        for one in readings_of(plan, indicator):
            progress = show_percent(one.progress, 1) + (" (peor que la línea base)" if one.worse else "")
            value = _or_dash(show_number(one.value))
            rows.append([_short(indicator.name), _cut(one.checkpoint), value, progress or "–"])
    yield from _table("Avance de los indicadores", ["", "Corte", "Valor", "Avance"], rows)


def _execution_lines(plan: Plan) -> Iterator[str]:
    cuts = [execution_at(plan, cut) for cut in plan.all(Checkpoint)]
    rows = [["Plan", *(_percent(one.plan) for one in cuts)]]
    for objective in plan.all(Objective):
        rows.append([_short(objective.text), *(_percent(one.objectives[objective.id]) for one in cuts)])
        rows += [
            [f"  {_short(goal.text)}", *(_percent(one.goals[goal.id]) for one in cuts)]
            for goal in plan.where(Goal, "objective", objective.id)
        ]
    yield from _table("Ejecución", ["", *(_cut(one.checkpoint) for one in cuts)], rows if cuts else [])


def _budget_lines(plan: Plan) -> Iterator[Iterator[str]]:
    budget = budget_of(plan)
    texts = {objective.id: objective.text for objective in plan.all(Objective)}
    by_source = {source or "Sin fuente": amount for source, amount in budget.by_source.items()}
    by_year = {str(year or "Sin año"): amount for year, amount in budget.by_year.items()}
    total = [["Total", show_money(budget.total)]] if by_source else []
    for title, groups in (
        ("Presupuesto por fuente", list(by_source.items())),
        ("Presupuesto por año", list(by_year.items())),
        ("Presupuesto por objetivo", [(texts.get(key, ""), amount) for key, amount in budget.by_objective.items()]),
    ):
        yield _table(title, ["", "Valor"], [*([_short(name), show_money(amount)] for name, amount in groups), *total])
    over = [[_short(one.fund.source), _or_dash(one.fund.year), show_money(one.excess)] for one in budget.overruns]
    yield _table("Se pide más de lo disponible", ["", "Año", "Falta"], over)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"{plain[:47]}…" if len(plain) > 48 else plain or "(sin texto)"


def _cut(cut: Checkpoint) -> str:
    return _short(cut.label) if cut.label.strip() else "Corte"


def _or_dash(value: int | str | None) -> str:
    return "–" if value is None or value == "" else str(value)


def _percent(value: Decimal | None) -> str:
    return _or_dash(show_percent(value, 1))
