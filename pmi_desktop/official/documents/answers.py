"""The school's answers to what the Secretaría observed, on paper: what was asked, what was answered and when."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether, Spacer

from pmi_desktop.domain.approval import years_in_words
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.handing_in import Concept, Observation
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


def answers(plan: Plan, reference: Reference, fonts: Path) -> bytes:
    """The PDF of all answers given, concept by concept, with a line to sign."""
    register_fonts(fonts)
    sheet = Sheet("Respuesta a las observaciones", footer=plan.school.name)
    story: list[Flowable] = [
        text("Respuesta a las observaciones", TITLE),
        text(plan.school.name or "Establecimiento sin nombre", STRONG),
        text(f"Plan de Mejoramiento Institucional {years_in_words(plan)}, versión {plan.info.version}", BODY),
    ]
    given = answered(plan)
    for concept in plan.all(Concept):
        own = [one for one in given if one.concept == concept.id]
        if own:
            story += _concept(sheet, concept, own, reference)
    if not given:
        story += [Spacer(0, 8), text("Todavía no hay respuestas.", BODY)]
    story.append(KeepTogether([Spacer(0, 28), *_signature(plan)]))
    return write(sheet, story)


def _concept(sheet: Sheet, concept: Concept, own: Sequence[Observation], reference: Reference) -> list[Flowable]:
    result = field_of(Concept, "result").choices.get(concept.result, "")
    number = f"Concepto técnico {concept.number}".strip()
    about = [f"del {show_long_date(concept.issued_on)}" if concept.issued_on else "", result.lower()]
    rows: list[list[Cell]] = [_row(number, one, reference) for number, one in enumerate(own, start=1)]
    heading: list[Cell] = [text(one, HEAD) for one in ("N.º", "Lo que pide la Secretaría", "Respuesta", "Atendida el")]
    widths = [sheet.width * share for share in (0.06, 0.4, 0.4, 0.14)]
    return [
        text(", ".join(part for part in (" ".join(filter(None, (number, about[0]))), about[1]) if part), SECTION),
        table([heading, *rows], widths),
    ]


def _row(number: int, one: Observation, reference: Reference) -> list[Cell]:
    criterion = next((each.text for each in reference.criteria if each.id == one.criterion), "")
    asked: list[Flowable] = [text(one.text or "(sin texto)", BODY)]
    if criterion:
        asked.append(text(f"Criterio: {criterion}", NOTE))
    return [str(number), asked, text(one.response, BODY), text(show_date(one.attended_on) or " ", SMALL)]


def _signature(plan: Plan) -> list[Flowable]:
    school = plan.school
    line = "________________________________________"
    return [text(line, BODY), text(school.head_name or "Nombre", STRONG), text(school.head_role or "Cargo", SMALL)]
