"""Forms of ours that somebody filled by hand, in another program, in whatever way came to mind."""

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import ContextFigure, Member, Site
from pmi_desktop.official.reading.understood import Understood, Why
from tests.official.filled import FOLLOW_UP, PMI, export, row_of
from tests.official.reading.reading_back import read_back, saved, template
from tests.samples import make_plan

Rows = Mapping[str, Any]


def opened(data: bytes) -> Workbook:
    """A filled form, to be changed."""
    return load_workbook(io.BytesIO(data))


def type_in(sheet: Worksheet, cells: Rows) -> None:
    for place, value in cells.items():
        sheet[place] = value


def by_hand(cells: dict[str, Rows], form: str = PMI) -> Understood:
    book = template(form)
    for name, rows in cells.items():
        type_in(book[name], rows)
    return read_back(form, saved(book))


def notes(found: Understood) -> list[tuple[str, Why]]:
    return [(str(note.spot), note.why) for note in (*found.doubtful, *found.left) if str(note.spot)]


SCHOOL = "1 Identificación y sedes"


def test_codes_kept_as_numbers_choices_in_words_and_the_municipality_by_name() -> None:
    found = by_hand({
        SCHOOL: {
            "C8": "I.E. San José", "L8": 254051999010, "C9": "INSTITUCION EDUCATIVA", "G9": "oficial",
            "G10": "ARBOLEDAS",
            "L10": "Zona rural", "L11": 3101234567, "C13": "Mañana y tarde",
            "G13": "preescolar, primaria / secundaria",
            "C19": "12", "I19": "1.200", "L14": "2026 - 2027",
        }
    })  # fmt: skip
    school = found.plan.school
    assert (school.name, school.dane_code, school.phone) == ("I.E. San José", "254051999010", "3101234567")
    assert (school.kind, school.sector, school.zone) == ("institucion_educativa", "oficial", "rural")
    assert (school.municipality, school.shifts) == ("54051", ("mañana", "tarde"))
    assert school.levels == ("preescolar", "primaria", "secundaria")
    assert (school.staff.docentes, school.enrolment.secundaria) == (12, 1200)
    assert (found.plan.info.start_year, found.plan.info.end_year) == (2026, 2027)
    assert notes(found) == []


def test_blank_lines_extra_rows_and_what_lies_below_them() -> None:
    book = template(PMI)
    page = book[SCHOOL]
    page.insert_rows(25, 4)  # openpyxl moves cells and no merged ranges: the total goes to row 30
    for row, name in ((23, "Principal"), (25, "La Unión"), (29, "El Alto")):
        page[f"B{row}"] = name
        page[f"D{row}"] = "x" if row == 23 else "no"
        page[f"I{row}"] = row
    found = read_back(PMI, saved(book))
    assert [(one.name, one.main, one.students) for one in found.plan.all(Site)] == [
        ("Principal", True, 23), ("La Unión", False, 25), ("El Alto", False, 29),
    ]  # fmt: skip


def test_levels_by_name_by_number_and_by_mark() -> None:
    book = opened(export(PMI, make_plan()))
    page = book["4.1 Directiva"]

    def at(component: str) -> int:
        return row_of(page, "A", component)

    page[f"C{at('1.1.1')}"] = "x"
    page[f"D{at('1.1.2')}"] = "✓"
    page[f"E{at('1.1.3')}"] = 1
    page[f"F{at('1.1.4')}"] = "-"
    page[f"G{at('1.2.1')}"] = "X"
    page[f"I{at('1.2.1')}"] = "No aplica: es una escuela pequeña"
    page[f"C{at('1.2.2')}"] = "X"
    page[f"D{at('1.2.2')}"] = "X"
    page[f"C{at('1.2.3')}"] = "No"
    found = read_back(PMI, saved(book))
    ratings = {one.component: one for one in found.plan.all(Rating)}
    assert {key: one.level for key, one in ratings.items()} == {"1.1.1": 1, "1.1.2": 2, "1.1.3": 3, "1.2.1": None}
    assert (ratings["1.2.1"].not_applicable, ratings["1.2.1"].reason) == (True, "es una escuela pequeña")
    assert (f"4.1 Directiva!C{at('1.2.2')}", Why.SEVERAL_MARKS) in notes(found)


def test_components_under_other_names_and_numbers() -> None:
    book = opened(export(PMI, make_plan()))
    page = book["4.1 Directiva"]
    row = row_of(page, "A", "1.1.1")
    for offset, (number, name) in enumerate(
        [
            ("", "MISION, VISION Y PRINCIPIOS"),
            ("1.1.9", "Metas institucionales"),
            ("", "Conocimiento y apropiacion del direccionamento"),
            ("", "Transporte en helicóptero"),
        ]
    ):
        page[f"A{row + offset}"], page[f"B{row + offset}"], page[f"C{row + offset}"] = number, name, "X"
    found = read_back(PMI, saved(book))
    assert {one.component for one in found.plan.all(Rating)} == {"1.1.1", "1.1.2", "1.1.3"}
    assert {note for note in notes(found) if note[1] is not Why.FIGURE_DIFFERS} == {
        (f"4.1 Directiva!B{row + 1}", Why.NUMBER_SAYS_OTHERWISE),
        (f"4.1 Directiva!B{row + 2}", Why.LIKE_COMPONENT),
        (f"4.1 Directiva!B{row + 3}", Why.NO_SUCH_COMPONENT),
    }


TREE = {
    "A8": "Pocos libros", "B8": "Leer mejor", "C8": "Que el 75 % lea", "D8": "30 de noviembre de 2026",
    "E8": "Estudiantes que leen", "F8": "%", "G8": "42,3", "H8": "75 %", "I8": "cada semestre: semestral",
    "J8": "Comprar libros", "K8": "Rosa Pérez y Luis Gómez, la comunidad", "L8": "13-feb-26", "M8": "13/11/2026",
    "N8": "60%",
    "J9": "Leer en voz alta", "K9": "Rosa Pérez (docente)", "N9": 0.4,
    "C10": "Que haya biblioteca", "J10": "Pintar el salón",
}  # fmt: skip
PRIORITIES = {"B8": "Liderazgo", "C8": "Pocos libros", "E8": "4", "F8": 5, "G8": "9", "J8": "SI"}
TEAM = {"B10": "Rosa Pérez", "C10": "Docente", "B11": "Luis Gómez", "F10": "académica"}


def tree(more: Rows | None = None) -> Understood:
    made = template(PMI)
    type_in(made["2 Equipo"], TEAM)
    type_in(made["7 Factores críticos"], PRIORITIES)
    page = made["8 Plan"]
    type_in(page, {**TREE, **(more or {})})
    page["N9"].number_format = "0%"
    return read_back(PMI, saved(made))


def test_the_tree_is_rebuilt_from_blank_parents() -> None:
    found = tree()
    plan = found.plan
    (objective,) = plan.all(Objective)
    assert objective.text == "Leer mejor"
    assert [plan.get(Factor, key) is not None for key in objective.factors] == [True]
    assert [(one.text, one.due_on) for one in plan.all(Goal)] == [
        ("Que el 75 % lea", dt.date(2026, 11, 30)), ("Que haya biblioteca", None),
    ]  # fmt: skip
    goals = {one.id: one.text for one in plan.all(Goal)}
    assert [(goals[one.goal], one.description, one.weight) for one in plan.all(Action)] == [
        ("Que el 75 % lea", "Comprar libros", 60), ("Que el 75 % lea", "Leer en voz alta", 40),
        ("Que haya biblioteca", "Pintar el salón", None),
    ]  # fmt: skip
    (indicator,) = plan.all(Indicator)
    assert (indicator.baseline, indicator.target, indicator.frequency) == (Decimal("42.3"), Decimal(75), "semestral")


def test_people_are_found_in_the_team_and_others_stay_in_words() -> None:
    plan = tree().plan
    first, second, _ = plan.all(Action)
    assert (first.start_on, first.end_on) == (dt.date(2026, 2, 13), dt.date(2026, 11, 13))
    names = {one.id: one.name for one in plan.all(Member)}
    assert [names[key] for key in first.responsible] == ["Rosa Pérez", "Luis Gómez"]
    assert first.responsible_other == "la comunidad"
    assert len(second.responsible) == 1
    assert plan.all(Member)[0].leads == ("2",)


def test_merged_parents_and_parents_written_again_on_each_row_are_the_same() -> None:
    merged = template(PMI)
    type_in(merged["8 Plan"], TREE)
    for column in "AB":
        merged["8 Plan"].merge_cells(f"{column}8:{column}10")
    merged["8 Plan"].merge_cells("C8:C9")
    again = tree(
        {"A9": "Pocos libros", "B9": "Leer mejor", "C9": "Que el 75 % lea", "A10": "Pocos libros", "B10": "Leer mejor"}
    )
    for found in (read_back(PMI, saved(merged)), again):
        assert [one.text for one in found.plan.all(Objective)] == ["Leer mejor"]
        assert [one.text for one in found.plan.all(Goal)] == ["Que el 75 % lea", "Que haya biblioteca"]
        assert len(found.plan.all(Action)) == 3


def test_what_is_no_value_is_left_and_named() -> None:
    found = tree({"G8": "1.000", "H8": "muchos", "L8": "31/02/2026", "D8": "pronto"})
    assert set(notes(found)) == {
        ("7 Factores críticos!G8", Why.OUT_OF_RANGE),
        ("8 Plan!G8", Why.AMBIGUOUS),
        ("8 Plan!H8", Why.NOT_A_VALUE),
        ("8 Plan!L8", Why.NOT_A_VALUE),
        ("8 Plan!D8", Why.NOT_A_VALUE),
    }


def test_money_as_people_write_it() -> None:
    found = by_hand({
        "8 Plan": {"C8": "Meta", "J8": "Comprar libros"},
        "10 Recursos y presupuesto": {
            "A9": "Comprar libros", "B9": "Libros", "C9": "FINANCIERO", "E9": "30", "G9": "$ 40.000", "H9": "1.200.000",
            "I9": "FSE", "B10": "Transporte", "H10": "$150.000,00", "A14": "FSE", "B14": "2026", "C14": "2'000.000",
        },
    })  # fmt: skip
    assert [(one.description, one.quantity, one.unit_cost, one.amount) for one in found.plan.all(Resource)] == [
        ("Libros", 30, 40_000, None), ("Transporte", None, None, 150_000),
    ]  # fmt: skip
    assert [(one.source, one.year, one.available) for one in found.plan.all(Fund)] == [("FSE", 2026, 2_000_000)]
    assert len(found.plan.all(Action)) == 1, "the same action on both sheets"


def test_months_give_dates_only_where_there_are_none() -> None:
    found = by_hand({
        "8 Plan": {
            "C8": "Meta", "J8": "Con fechas", "L8": dt.date(2026, 2, 16), "M8": dt.date(2026, 3, 20),
            "J9": "Sin fechas",
        },
        "9 Cronograma": {"A7": "Año 2026", "B9": "Con fechas", "R9": "X", "B10": "Sin fechas", "I10": "x", "K10": "x"},
    })  # fmt: skip
    assert [(one.start_on, one.end_on) for one in found.plan.all(Action)] == [
        (dt.date(2026, 2, 16), dt.date(2026, 3, 20)), (dt.date(2026, 3, 1), dt.date(2026, 5, 31)),
    ]  # fmt: skip
    assert ("9 Cronograma!I10", Why.DATE_FROM_MONTHS) in notes(found)


def test_totals_that_differ_and_notes_in_the_margin_are_named() -> None:
    found = by_hand({
        SCHOOL: {"B23": "Principal", "I23": 40, "I26": 90, "P3": "revisar con la rectora"},
        "Textos completos": {},
    })  # fmt: skip
    assert notes(found) == [(f"{SCHOOL}!I26", Why.FIGURE_DIFFERS), (f"{SCHOOL}!P3", Why.NOT_BOUND)]


def test_sheets_of_ones_own_and_renamed_ones() -> None:
    book = template(PMI)
    book["2 Equipo"].title = "Equipo 2026"
    type_in(book["Equipo 2026"], TEAM)
    book.create_sheet("Borrador")["A1"] = "cosas"
    found = read_back(PMI, saved(book))
    assert [one.name for one in found.plan.all(Member)] == ["Rosa Pérez", "Luis Gómez"]
    assert notes(found) == [("Borrador", Why.SHEET_NOT_BOUND)]


def test_the_same_thing_said_in_two_ways() -> None:
    found = by_hand({SCHOOL: {"C8": "La Loma"}, "2 Equipo": {"C4": "La Cumbre"}})
    assert found.plan.school.name == "La Loma"
    assert notes(found) == [("2 Equipo!C4", Why.ANOTHER_VALUE)]


def test_a_row_of_figures_of_ones_own() -> None:
    found = by_hand(
        {"3 Identidad": {"A22": "Pruebas saber", "B22": 2025, "C22": "231,5", "D22": "puntos", "F22": "Sube"}}
    )
    (one,) = found.plan.all(ContextFigure)
    assert (one.topic, one.year, one.value, one.reading) == ("saber", 2025, Decimal("231.5"), "Sube")


def test_a_cut_in_the_form_as_it_comes() -> None:
    found = by_hand(
        {
            "2 Revisión": {
                "J7": 19, "K7": 6, "L7": 2026, "A11": "Leer más", "C11": "Comprar libros", "G11": "X", "K11": "40 %",
                "L11": "Se compraron 20", "N11": "$ 800.000",
            },
        },
        FOLLOW_UP,
    )  # fmt: skip
    plan: Plan = found.plan
    (cut,) = [one for one in plan if one.KIND == "checkpoints"]
    (progress,) = [one for one in plan if one.KIND == "action_progress"]
    assert getattr(cut, "date", None) == dt.date(2026, 6, 19)
    values = [getattr(progress, name) for name in ("state", "percent", "done", "spent")]
    assert values == ["EJ", 40, "Se compraron 20", 800_000]


@pytest.mark.parametrize("height", [1_048_576])
def test_a_cell_at_the_end_of_a_sheet_costs_nothing(height: int) -> None:
    found = by_hand({"7 Factores críticos": {f"C{height}": "lejos", "B8": "Liderazgo", "C8": "Falta acuerdo"}})
    assert len(found.plan.all(Factor)) == 1
