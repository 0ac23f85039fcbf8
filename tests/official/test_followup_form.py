"""``D02.03-V2`` and ``D02.03.F02-V3.0`` filled."""

import datetime as dt
from functools import cache

import pytest

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.followup import ActionProgress, IndicatorMeasure
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation, Review
from pmi_desktop.domain.moments import PLAN, Moment, read_moment
from pmi_desktop.domain.plan import Plan
from tests.official.filled import FOLLOW_UP, VERIFICATION, column, export, read, row_of, tidy
from tests.samples import example_plan, make, make_plan, make_rating, reference


@cache
def followed(moment: str) -> bytes:
    return export(FOLLOW_UP, example_plan(), read_moment(moment, example_plan()))


def test_a_cut_shows_what_there_was_by_then() -> None:
    assert read(followed("checkpoint:c1")).sheetnames == [
        "1 Sistema de seguimiento", "2.1 Corte 1", "3.1 Corte 1", "4 Evaluación de resultados", "5 Comunicación",
    ]  # fmt: skip
    assert read(followed("closing:2026")).sheetnames[1:5] == [
        "2.1 Corte 1",
        "2.2 Corte 2",
        "3.1 Corte 1",
        "3.2 Corte 2",
    ]


def test_the_state_of_each_action_at_a_cut() -> None:
    page = read(followed("closing:2026"))["2.1 Corte 1"]
    assert [page[f"{letter}7"].value for letter in "JKLN"] == [19, 6, 2026, 2026]
    row = row_of(page, "C", "A4. Planilla única de asistencia y consolidado mensual por sede")
    assert [page.cell(row, n).value for n in range(6, 13)] == [
        None, "X", None, None, None, 55, "La planilla única funciona en cinco sedes; Palo Colorado entrega tarde.",
    ]  # fmt: skip
    assert page[f"B{row}"].value == 22
    assert page[f"B{row_of(page, 'A', 'Ejecución del plan (%)')}"].value == 57.3
    last = read(followed("closing:2026"))["2.2 Corte 2"]
    assert last[f"B{row_of(last, 'A', 'Ejecución del plan (%)')}"].value == 94.9


def test_difficulties_adjustments_and_indicators_at_a_cut() -> None:
    page = read(followed("closing:2026"))["3.1 Corte 1"]
    row = row_of(page, "A", "A4. Planilla única de asistencia y consolidado mensual por sede")
    assert str(page[f"B{row}"].value).startswith("La docente de Palo Colorado")
    assert str(page[f"F{row}"].value).startswith("Se recibe la planilla")
    assert page[f"A{row + 1}"].value == "A8. Señalizar rutas y dotar botiquines"
    row = row_of(page, "A", "I3. Inasistencia media mensual")
    assert [tidy(page[f"{letter}{row}"].value) for letter in "BCDE"] == [*map(tidy, (14.8, 8, 11.6, 47.1))]


def test_the_evaluation_of_the_year() -> None:
    page = read(followed("closing:2026"))["4 Evaluación de resultados"]
    row = row_of(page, "C", "I1. Estudiantes en nivel medio o alto de lectura")
    assert [tidy(page[f"{letter}{row}"].value) for letter in "DEFGIJK"] == [
        *map(tidy, (42.3, 75, 72, 90.8)), "Cumplida en parte", "Se ajusta", "Faltaron tres puntos; sube a 80 %.",
    ]  # fmt: skip
    assert any(str(text).startswith("La lectura mejoró en todas las sedes") for text in column(page, "A"))


def of_two_years() -> Plan:
    cuts = [
        make(Checkpoint, id=f"c{n}", label=f"Corte {n}", date=date)
        for n, date in enumerate((dt.date(2026, 6, 1), dt.date(2027, 6, 1), dt.date(2027, 11, 1)), start=1)
    ]
    action = make(Action, id="a", description="Leer")
    indicator = make(Indicator, id="i", name="Lectura")
    return make_plan(
        *cuts, action, indicator,
        make(ActionProgress, checkpoint="c2", action="a", state="EJ", done="En 2027"),
        make(IndicatorMeasure, checkpoint="c1", indicator="i"),
        end_year=2027,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "year", "cuts"),
    [
        (Moment("closing", year=2027), 2027, ["2.1 Corte 2", "2.2 Corte 3"]),
        (Moment("checkpoint", checkpoint="c2"), 2027, ["2.1 Corte 2"]),
        (Moment("closing", year=2026), 2026, ["2.1 Corte 1"]),
        (PLAN, 2026, ["2.1 Corte 1"]),
    ],
)
def test_each_form_is_of_its_year(moment: Moment, year: int, cuts: list[str]) -> None:
    book = read(export(FOLLOW_UP, of_two_years(), moment))
    assert [name for name in book.sheetnames if name.startswith("2.")] == cuts
    page = book["4 Evaluación de resultados"]
    assert page["A6"].value == f"4. Evaluación de resultados {year}"


def verification(plan: Plan) -> dict[str, list[object]]:
    """By number of the criterion: the school's four marks and note, the Secretaría's four marks and note."""
    page = read(export(VERIFICATION, plan))["1 Verificación"]
    first = row_of(page, "A", "1")
    return {
        str(page[f"A{row}"].value): [page.cell(row, n).value for n in range(3, 13)] for row in range(first, first + 23)
    }


def test_the_school_checks_itself_by_what_the_checks_find() -> None:
    found = verification(example_plan())
    assert found["1"] == ["X", *[None] * 9]
    assert found["11"] == [None] * 10, "only people can tell, and nobody has"
    empty = verification(make_plan())
    assert empty["1"][:4] == [None, None, "X", None]
    assert "observaciones más." in str(empty["1"][4])
    assert empty["22"][:4] == [None, "X", None, None], "mere advice: met in part"


def test_what_people_answer_is_printed_for_this_version_only() -> None:
    answers = [
        make(Review, criterion="c11", by="school", version=1, result="cumple", note="Leídos uno por uno."),
        make(Review, criterion="c15", by="school", version=2, result="no_cumple"),
        make(Review, criterion="c01", by="sed", version=1, result="parcial", note="Falta el NIT."),
    ]
    found = verification(make_plan(*answers))
    assert found["11"][:5] == ["X", None, None, None, "Leídos uno por uno."]
    assert found["15"] == [None] * 10
    assert found["1"][5:] == [None] * 5, "the Secretaría's side waits for its concept"


def test_with_a_concept_the_secretarias_side_is_printed_too() -> None:
    records = [
        make(Review, criterion="c01", by="sed", version=1, result="parcial", note="Falta el NIT."),
        make(Delivery, id="d", moment="plan", version=1),
        make(Concept, id="k", delivery="d", result="con_observaciones", number="014", reviewer="Ana Ruiz"),
        make(Observation, id="o", concept="k", text="Completar el NIT.", response="Hecho."),
        make_rating(),
    ]
    book = read(export(VERIFICATION, make_plan(*records)))
    page = book["1 Verificación"]
    row = row_of(page, "A", "1")
    assert [page.cell(row, n).value for n in range(8, 13)] == [None, "X", None, None, "Falta el NIT."]
    concept = book["2 Concepto técnico"]
    assert (concept["D8"].value, concept["G7"].value) == ("X", "014")
    assert "Ana Ruiz" in column(concept, "A")
    assert ("Completar el NIT." in column(concept, "B"), "Hecho." in column(concept, "E")) == (True, True)
    later = read(export(VERIFICATION, make_plan(*records, version=2)))["2 Concepto técnico"]
    assert "Ana Ruiz" not in column(later, "A"), "another version awaits another concept"


def test_every_criterion_of_the_reference_has_its_row() -> None:
    page = read(export(VERIFICATION, make_plan()))["1 Verificación"]
    assert [one.text for one in reference().criteria] == [
        value for value in column(page, "B") if value in {one.text for one in reference().criteria}
    ]
