"""The schedule on one page: months across, actions below their objective and goal, cuts and due dates marked.

Drawn for black and white: a bar is an outline, its dark part how far the action has got. Larger type and whole texts
are preferred; where they do not fit one page, type shrinks, then texts are shortened, then the paper grows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import LETTER, TABLOID
from reportlab.platypus import Flowable, PageBreak

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.approval import years_in_words
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Member
from pmi_desktop.official.documents.gantt import Chart, Row
from pmi_desktop.official.documents.page import Sheet, register_fonts, write

_BLANK_ROWS = 20


@dataclass(frozen=True, slots=True)
class _Try:
    """One way to fit the page: the paper, the size of type, and the most lines a text may take (0: all of them)."""

    paper: tuple[float, float]
    size: float
    lines: int


_TRIES = (
    *(_Try(LETTER, size, 0) for size in (9, 8.5, 8, 7.5, 7)),
    *(_Try(LETTER, size, 2) for size in (7.5, 7)),
    *(_Try(TABLOID, size, 0) for size in (9, 8, 7)),
    *(_Try(TABLOID, size, 2) for size in (8, 7)),
    _Try(TABLOID, 7, 1),
)
_OVERLEAF = _Try(LETTER, 8, 0)


def schedule(plan: Plan, fonts: Path) -> bytes:
    """The PDF: one page on its side, letter where that is possible; a plan too long for any page goes on overleaf."""
    register_fonts(fonts)
    rows = list(_rows(plan))
    for one in _TRIES:
        sheet, chart = _sheet(plan, one), _chart(plan, one, rows)
        if chart.needed <= sheet.height - 1:
            return write(sheet, [chart])
    sheet = _sheet(plan, _OVERLEAF)
    return write(sheet, list(_pages(_chart(plan, _OVERLEAF, rows), sheet)))


def _sheet(plan: Plan, how: _Try) -> Sheet:
    return Sheet("Cronograma del plan de mejoramiento", footer=plan.school.name, sideways=True, paper=how.paper)


def _chart(plan: Plan, how: _Try, rows: Sequence[Row]) -> Chart:
    title = f"Cronograma {years_in_words(plan)}"
    return Chart(plan, rows, title, width=_sheet(plan, how).width, size=how.size, lines=how.lines)


def _pages(chart: Chart, sheet: Sheet) -> Iterator[Flowable]:
    for index, part in enumerate(chart.parts(sheet.height - 1)):
        if index:
            yield PageBreak()
        yield part


def _rows(plan: Plan) -> Iterator[Row]:
    """Objectives, each with its goals, each with its actions; blank lines to write on while there are none."""
    if not plan.all(Objective):
        yield from [Row("blank")] * _BLANK_ROWS
    for o, objective in enumerate(plan.all(Objective), start=1):
        yield Row("objective", f"{o}. {objective.text or '(objetivo sin texto)'}")
        for g, goal in enumerate(plan.where(Goal, "objective", objective.id), start=1):
            yield Row("goal", f"Meta {o}.{g}. {goal.text or '(sin texto)'}", due_on=goal.due_on)
            for action in plan.where(Action, "goal", goal.id):
                yield Row("action", action.description or "(acción sin texto)", _people(plan, action), action=action)


def _people(plan: Plan, action: Action) -> str:
    names = [one.name or one.position for key in action.responsible if (one := plan.get(Member, key))]
    return ", ".join(name for name in (*names, action.responsible_other) if name)
