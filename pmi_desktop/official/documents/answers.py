"""The school's answers to what the Secretaría observed, on paper: what was asked, what was answered and when."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether, Spacer

from pmi_desktop.domain.approval import years_in_words
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation
from pmi_desktop.domain.numbers import show_date, show_long_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.page import (
    BODY,
    HEAD,
    NOTE,
    SECTION,
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


def answered(plan: Plan) -> tuple[Observation, ...]:
    """The observations that have an answer, in the order of their concepts."""
    return tuple(
        one
        for concept in plan.all(Concept)
        for one in plan.where(Observation, "concept", concept.id)
        if one.response.strip()
    )


def gone_with(plan: Plan, observation: Observation) -> Delivery | None:
    """The first package handed over that holds the answer to an observation; none while the answer waits for its own.

    A package holds what was answered up to the day it was made; one whose receipt is not noted down is not over yet.
    """
    concept = plan.get(Concept, observation.concept)
    day = observation.attended_on
    later = [
        one
        for one in plan.all(Delivery)
        if one.made_on is not None
        and day is not None
        and day <= one.made_on
        and (one.delivered_on or one.receipt_number.strip() or one.received_by.strip())
        and (concept is None or one.id != concept.delivery)
    ]
    return min(later, key=lambda one: one.made_on or dt.date.max, default=None)


def answers(plan: Plan, reference: Reference, fonts: Path, concept: str = "") -> bytes:
    """The PDF of the answers to the observations, concept by concept (or to one ``concept``), with a line to sign.

    An answer that was handed over in an earlier package says so.
    """
    register_fonts(fonts)
    sheet = Sheet("Respuesta a las observaciones", footer=plan.school.name)
    story: list[Flowable] = [
        text("Respuesta a las observaciones", TITLE),
        text(plan.school.name or "Establecimiento sin nombre", STRONG),
        text(f"Plan de Mejoramiento Institucional {years_in_words(plan)}, versión {plan.info.version}", BODY),
    ]
    given = [one for one in answered(plan) if concept in ("", one.concept)]
    for each in plan.all(Concept):
        own = [one for one in given if one.concept == each.id]
        if own:
            rows = [_row(number, one, gone_with(plan, one), reference) for number, one in enumerate(own, start=1)]
            story += _concept(sheet, each, rows)
    if not given:
        story += [Spacer(0, 8), text("Todavía no hay respuestas.", BODY)]
    story.append(KeepTogether([Spacer(0, 28), *_signature(plan)]))
    return write(sheet, story)


def _concept(sheet: Sheet, concept: Concept, rows: Sequence[list[Cell]]) -> list[Flowable]:
    result = field_of(Concept, "result").choices.get(concept.result, "")
    number = f"Concepto técnico {concept.number}".strip()
    about = [f"del {show_long_date(concept.issued_on)}" if concept.issued_on else "", result.lower()]
    heading: list[Cell] = [text(one, HEAD) for one in ("N.º", "Lo que pide la Secretaría", "Respuesta", "Atendida el")]
    widths = [sheet.width * share for share in (0.06, 0.4, 0.4, 0.14)]
    return [
        text(", ".join(part for part in (" ".join(filter(None, (number, about[0]))), about[1]) if part), SECTION),
        table([heading, *rows], widths),
    ]


def _row(number: int, one: Observation, gone: Delivery | None, reference: Reference) -> list[Cell]:
    criterion = next((each.text for each in reference.criteria if each.id == one.criterion), "")
    asked: list[Flowable] = [text(one.text or "(sin texto)", BODY)]
    if criterion:
        asked.append(text(f"Criterio: {criterion}", NOTE))
    answer: list[Flowable] = [text(one.response, BODY)]
    if gone is not None:
        answer.append(text(_handed_over(gone), NOTE))
    return [str(number), asked, answer, text(show_date(one.attended_on) or " ", SMALL)]


def _handed_over(gone: Delivery) -> str:
    day = show_date(gone.delivered_on or gone.made_on)
    receipt = gone.receipt_number.strip()
    return f"Ya se entregó el {day}{f', radicado {receipt}' if receipt else ''}."


def _signature(plan: Plan) -> list[Flowable]:
    school = plan.school
    line = "________________________________________"
    return [text(line, BODY), text(school.head_name or "Nombre", STRONG), text(school.head_role or "Cargo", SMALL)]
