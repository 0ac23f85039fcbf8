"""Sheets to report progress on paper: one per responsible, with their actions at a cut."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.followup import STATES
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.reporting import by_responsible, last_before
from pmi_desktop.official.documents.page import (
    HEAD,
    NOTE,
    SMALL,
    STRONG,
    TITLE,
    Cell,
    Sheet,
    register_fonts,
    table,
    text,
    write,
)  # fmt: skip

_ROOM = (86, 130)
"""Points of height that each action has at least and at most, to write by hand."""
_AROUND = 150
"""Points that heading, signature and the titles of the table take."""


def action_sheets(plan: Plan, checkpoint: Checkpoint, fonts: Path, *, person: str = "") -> bytes:
    """The PDF with a sheet for each member of the team, each person named in words, and what nobody answers for.

    With ``person`` only theirs, by the name of :func:`~pmi_desktop.domain.reporting.by_responsible`.
    """
    register_fonts(fonts)
    sheet = Sheet("Hojas de avance para trabajar en papel", footer=plan.school.name, sideways=True)
    story: list[Flowable] = []
    for name, actions in by_responsible(plan).items():
        if person not in ("", name):
            continue
        story += [PageBreak()] if story else []
        story += _person(sheet, plan, checkpoint, name, actions)
    if not story:
        story = [text("El plan aún no tiene acciones.", TITLE)]
    return write(sheet, story)


def _person(sheet: Sheet, plan: Plan, checkpoint: Checkpoint, name: str, actions: Sequence[Action]) -> list[Flowable]:
    when = f" ({show_date(checkpoint.date)})" if checkpoint.date else ""
    states = " · ".join(f"{code} {words.lower()}" for code, words in STATES.items())
    widths = [sheet.width * share for share in (0.27, 0.08, 0.08, 0.25, 0.16, 0.16)]
    room = min(max((sheet.height - _AROUND) / len(actions), _ROOM[0]), _ROOM[1])
    titles = ("Acción", "Estado", "Avance", "Qué se hizo y qué lo muestra", "Dificultades", "Ajustes")
    heading: list[Cell] = [text(one, HEAD) for one in titles]
    return [
        text(f"{checkpoint.label or 'Corte'}{when} · {name}", TITLE),
        text(plan.school.name, STRONG),
        Spacer(0, 4),
        text(f"Estado: {states}. Entre paréntesis, lo informado antes.", NOTE),
        Spacer(0, 6),
        table([heading, *(_row(plan, checkpoint, action, room) for action in actions)], widths),
        Spacer(0, 14),
        KeepTogether([text("Firma: ______________________________      Fecha: ____ / ____ / ______", SMALL)]),
    ]


def _row(plan: Plan, checkpoint: Checkpoint, action: Action, room: float) -> list[Cell]:
    goal = plan.get(Goal, action.goal)
    dates = " a ".join(show_date(day) for day in (action.start_on, action.end_on) if day)
    about: list[Flowable] = [text(action.description or "(sin descripción)", SMALL)]
    about += [text(f"– {task.description}", NOTE) for task in action.tasks]
    about.append(
        text(" · ".join(part for part in (dates, f"Meta: {goal.text}" if goal and goal.text else "") if part), NOTE)
    )
    last = last_before(plan, checkpoint, action)
    state = text(f"({last.state})" if last and last.state else "", SMALL)
    percent = text(f"({last.percent} %)" if last and last.percent is not None else "%", SMALL)
    return [about, state, percent, Spacer(0, room), "", ""]
