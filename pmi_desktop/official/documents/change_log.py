"""The log of changes on paper, as an annex to an acta: which day, who, what."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import Flowable, Spacer

from pmi_desktop.domain.approval import years_in_words
from pmi_desktop.domain.change_log import Chapter
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.page import (
    BODY,
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

_WHOLE_SCHOOL = "Todo el establecimiento"
_MOST_LINES = 12
"""Sentences in one row: a chapter with more goes on in the next, so that pages are filled and rows never torn."""


def change_log(
    plan: Plan, chapters: Sequence[Chapter], fonts: Path, *, about: str = "", detailed: bool = False
) -> bytes:
    """The PDF of these chapters of the log, in their order.

    ``about`` says in words which were chosen («Solo Gestión académica»); ``detailed`` also prints what each of them
    touched, each sentence once.
    """
    register_fonts(fonts)
    sheet = Sheet("Registro de cambios", footer=f"Registro de cambios · {plan.school.name}".removesuffix(" · "))
    story: list[Flowable] = [
        text("Registro de cambios", TITLE),
        text(plan.school.name or "Establecimiento sin nombre", STRONG),
        text(f"Plan de Mejoramiento Institucional {years_in_words(plan)}, versión {plan.info.version}", BODY),
    ]
    if said := " · ".join(part for part in (about, _span(chapters)) if part):
        story.append(text(said, NOTE))
    story.append(Spacer(0, 8))
    story.append(_table(sheet, chapters, detailed=detailed) if chapters else text("No hay cambios en el registro."))
    return write(sheet, story)


def _span(chapters: Sequence[Chapter]) -> str:
    """``Del 02/02/2026 al 13/11/2026``; nothing when no line has a day."""
    days = [one.day for one in chapters if one.day]
    if not days:
        return ""
    first, last = show_date(min(days)), show_date(max(days))
    return f"Del {first} al {last}" if first != last else f"Del {first}"


def _table(sheet: Sheet, chapters: Sequence[Chapter], *, detailed: bool) -> Flowable:
    heading: list[Cell] = [text(one, HEAD) for one in ("Fecha", "Quién", "Área", "Qué se trabajó")]
    rows: list[list[Cell]] = []
    for one in chapters:
        told = [f"– {words}" for words in dict.fromkeys(entry.text for entry in one.entries)] if detailed else []
        for first in range(0, max(len(told), 1), _MOST_LINES):
            done: list[Flowable] = [text(one.summary, BODY)] if not first else []
            done += [text(words, SMALL) for words in told[first : first + _MOST_LINES]]
            rows.append(
                [
                    text(show_date(one.day) or "Sin fecha", BODY),
                    text(one.who, BODY),
                    text(one.area_names or _WHOLE_SCHOOL, BODY),
                    done,
                ]
            )
    widths = [sheet.width * share for share in (0.12, 0.2, 0.2, 0.48)]
    return table([heading, *rows], widths)
