"""Every shape of binding in a workbook that is not ours."""

import datetime as dt
import hashlib
import io
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Member, School, Site
from pmi_desktop.official.definitions import BadForm, Form, parse_form
from pmi_desktop.official.export import export_xlsx
from pmi_desktop.official.fill import fill
from pmi_desktop.official.workbook.errors import LockedCell
from tests.official.filled import context, read
from tests.official.test_definitions import HEAD
from tests.samples import make, make_assessment, make_plan, make_rating


def own_form(tmp_path: Path, book: Workbook, bindings: str) -> Form:
    folder = tmp_path / "propio"
    folder.mkdir()
    data = io.BytesIO()
    book.save(data)
    (folder / "template.xlsx").write_bytes(data.getvalue())
    digest = hashlib.sha256(data.getvalue()).hexdigest()
    form = parse_form((HEAD.replace('template = ""', f'template = "{digest}"') + bindings).encode(), "propio")
    return replace(form, folder=folder)


def sheet_book(*rows: tuple[str | int | None, ...], name: str = "Hoja") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    return book


def filled(form: Form, plan: Plan, *, contacts: bool = False) -> Workbook:
    return read(export_xlsx(form, plan, PLAN, context(contacts=contacts)))


def test_single_cells_a_date_in_three_and_the_workbooks_own_words(tmp_path: Path) -> None:
    form = own_form(
        tmp_path,
        sheet_book(("Nombre",), ("Aprobado",), ("Zona",), ("Jornadas",), ("Año: ____",)),
        """
        [[sheet]]
        name = "Hoja"
        cells = [
          { field = "school.name", at = "B1" },
          { field = "plan.approved_on", at = ["B2", "C2", "D2"] },
          { field = "school.zone", at = "B3", words = { rural = "RURAL", urbana = "URBANA" } },
          { field = "school.shifts", at = "B4" },
          { text = "Año: {plan.start_year}", at = "A5" },
        ]
        """,
    )
    school = School(name="La Loma", zone="rural", shifts=("mañana", "tarde"))
    sheet = filled(form, make_plan(school, approved_on=dt.date(2026, 2, 6)))["Hoja"]
    assert [sheet[cell].value for cell in ("B1", "B2", "C2", "D2", "B3", "B4", "A5")] == [
        "La Loma", 6, 2, 2026, "RURAL", "Mañana; Tarde", "Año: 2026",
    ]  # fmt: skip
    blank = filled(form, make_plan())["Hoja"]
    assert [blank[cell].value for cell in ("B1", "B2", "B3")] == [None, None, None]


def test_marks_under_the_value(tmp_path: Path) -> None:
    form = own_form(
        tmp_path,
        sheet_book(("Urbana", None, "Rural", None)),
        """
        [[sheet]]
        name = "Hoja"
        cells = [{ field = "school.zone", marks = { urbana = "B1", rural = "D1" }, mark = "✓" }]
        """,
    )
    sheet = filled(form, make_plan(School(zone="rural")))["Hoja"]
    assert (sheet["B1"].value, sheet["D1"].value) == (None, "✓")


def test_a_table_grows_below_its_last_drawn_row(tmp_path: Path) -> None:
    book = sheet_book(
        ("Sede", "Estudiantes", "Principal"), ("", "", ""), ("", "", ""), ("Total", "=SUM(B2:B3)"), ("Firma",)
    )
    form = own_form(
        tmp_path,
        book,
        """
        [[sheet]]
        name = "Hoja"
        cells = [{ field = "school.head_name", at = "B5" }, { field = "sites.all_students", at = "B4" }]
        [[sheet.table]]
        first = 2
        last = 3
        [[sheet.table.list]]
        rows = "sites"
        slots = [
          { field = "sites.name", at = "A" },
          { field = "sites.students", at = "B" },
          { field = "sites.main", marks = { true = "C" } },
        ]
        """,
    )
    sites = [make(Site, id=f"s{n}", name=f"Sede {n}", students=n, main=n == 2) for n in range(1, 6)]
    sheet = filled(form, make_plan(School(head_name="Yolima"), *sites))["Hoja"]
    assert [[cell.value for cell in row] for row in sheet["A2:C8"]] == [
        ["Sede 1", 1, None], ["Sede 2", 2, "X"], ["Sede 3", 3, None], ["Sede 4", 4, None], ["Sede 5", 5, None],
        ["Total", "=SUM(B2:B6)", None], ["Firma", "Yolima", None],
    ]  # fmt: skip
    data = export_xlsx(form, make_plan(*sites), PLAN, context())
    assert read(data, results=True)["Hoja"]["B7"].value == 15, "the result beside the formula"


def test_components_already_printed_are_found_and_others_repeated_at_the_end(tmp_path: Path) -> None:
    form = own_form(
        tmp_path,
        sheet_book(("Componente", 1, 2, 3, 4, "Evidencia"), ("Liderazgo",), ("Misión",)),
        """
        [[sheet]]
        name = "Hoja"
        [[sheet.keyed]]
        rows = "components"
        keys = { "1.1.1" = 3, "1.2.1" = 2 }
        slots = [
          { field = "ratings.level", marks = { 1 = "B", 2 = "C", 3 = "D", 4 = "E" } },
          { field = "ratings.evidence", at = "F" },
        ]
        """,
    )
    plan = make_plan(
        make_assessment(),
        make_rating("1.1.1", 3, evidence="Cartelera"),
        make_rating("1.2.1", 1),
        make_rating("1.1.2", 2, evidence="Plan operativo"),
    )
    book = filled(form, plan)
    assert [[cell.value for cell in row] for row in book["Hoja"]["B2:F3"]] == [
        ["X", None, None, None, None], [None, None, "X", None, "Cartelera"],
    ]  # fmt: skip
    annex = book["Textos completos"]
    assert [cell.value for cell in annex[2]] == ["Hoja", "1.1.2", "Nivel: 2\nEvidencia: Plan operativo"]


def test_a_block_for_each_year_with_the_months_in_which_actions_run(tmp_path: Path) -> None:
    months = "BCDEFGHIJKLM"
    book = sheet_book(("Año",), ("Acción", *"EFMAMJJASOND"), ("",), ("X",), ("Fin",))
    sheet = book.active
    assert sheet is not None
    sheet["A4"].fill = PatternFill("solid", fgColor="FF999999")
    letters = ", ".join(f'"{letter}"' for letter in months)
    form = own_form(
        tmp_path,
        book,
        f"""
        [[sheet]]
        name = "Hoja"
        [[sheet.block]]
        first = 1
        last = 3
        rows = "years"
        cells = [{{ text = "Año {{year.number}}", at = "A1" }}]
        [[sheet.block.table]]
        first = 3
        last = 3
        [[sheet.block.table.list]]
        rows = "scheduled_actions"
        slots = [
          {{ field = "actions.description", at = "A" }},
          {{ months = [{letters}], like = "A4" }},
        ]
        """,
    )
    actions = [
        make(
            Action, id="a", goal="goals-1", description="a", start_on=dt.date(2026, 11, 3), end_on=dt.date(2027, 2, 1)
        ),
        make(
            Action, id="b", goal="goals-1", description="b", start_on=dt.date(2026, 5, 31), end_on=dt.date(2026, 5, 31)
        ),
        make(Action, id="c", goal="goals-1", description="c"),
    ]
    page = filled(form, make_plan(*actions, end_year=2027))["Hoja"]
    assert [cell.value for cell in page["A"]] == [
        "Año 2026", "Acción", "a", "b", "c", "Año 2027", "Acción", "a", "X", "Fin",
    ]  # fmt: skip
    marked = {
        row: [months.index(cell.column_letter) + 1 for cell in page[row] if cell.value == "X" and cell.column > 1]
        for row in (3, 4, 5, 8)
    }
    assert marked == {3: [11, 12], 4: [5], 5: [], 8: [1, 2]}
    assert page["L3"].fill.fgColor.rgb == "FF999999"
    assert page["K3"].fill.fgColor.rgb != "FF999999"


def test_a_sheet_for_each_cut_and_each_area(tmp_path: Path) -> None:
    book = sheet_book(("Corte",), ("Acción", "Estado"), ("",), name="Corte")
    book.create_sheet("Área")["A1"] = "Área"
    form = own_form(
        tmp_path,
        book,
        """
        [[sheet]]
        name = "Corte"
        rows = "cuts"
        title = "{checkpoints.label}"
        cells = [{ field = "checkpoints.date", at = "B1" }]
        [[sheet.table]]
        first = 3
        last = 3
        [[sheet.table.list]]
        rows = "actions"
        slots = [
          { field = "actions.description", at = "A" },
          { field = "action_progress.state", at = "B", words = { FIN = "Terminada (FIN)" } },
        ]
        [[sheet]]
        name = "Área"
        rows = "areas"
        title = "{area.number} {area.short}"
        cells = [{ field = "area.name", at = "A1" }]
        """,
    )
    records = [
        make(Action, id="a", goal="goals-1", description="Leer"),
        make(Checkpoint, id="c1", label="Corte 1/2: [junio]", date=dt.date(2026, 6, 19)),
        make(Checkpoint, id="c2", label="corte 1 2  junio", date=dt.date(2026, 11, 13)),
        make(ActionProgress, checkpoint="c1", action="a", state="EJ"),
        make(ActionProgress, checkpoint="c2", action="a", state="FIN"),
    ]
    page = filled(form, make_plan(*records))
    assert page.sheetnames[:2] == ["Corte 1 2   junio", "corte 1 2  junio"]
    assert page.sheetnames[2:] == ["1 Directiva", "2 Académica", "3 Administrativa y financiera", "4 Comunidad"]
    assert [page[name]["B3"].value for name in page.sheetnames[:2]] == ["En ejecución", "Terminada (FIN)"]
    assert page["corte 1 2  junio"]["B1"].value == dt.datetime(2026, 11, 13)
    assert page["2 Académica"]["A1"].value == "Gestión académica"
    alone = filled(form, make_plan())
    assert alone.sheetnames[0] == "Corte", "without cuts the sheet stays as drawn"


def test_cells_of_a_level_are_merged_over_its_rows_or_stand_on_the_first(tmp_path: Path) -> None:
    bindings = """
        [[sheet]]
        name = "Hoja"
        [[sheet.table]]
        first = 2
        last = 3
        [[sheet.table.list]]
        rows = "indicators"
        slots = [{ field = "indicators.name", at = "C" }]
        [[sheet.table.list]]
        rows = "actions"
        slots = [{ field = "actions.description", at = "D" }]
        [[sheet.table.level]]
        rows = "objectives"
        slots = [{ field = "objectives.text", at = "A" }]
        [[sheet.table.level]]
        rows = "goals"
        merge = false
        slots = [{ field = "goals.text", at = "B" }]
        """
    book = sheet_book(("Objetivo", "Meta", "Indicador", "Acción"), ("",), ("",))
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("E2:F2")
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("G2:H3")
    form = own_form(tmp_path, book, bindings)
    plan = make_plan(
        make(Objective, id="o", text="objetivo"),
        make(Goal, id="m", objective="o", text="meta"),
        make(Goal, id="n", objective="o", text="otra"),
        make(Indicator, id="i", goal="m", name="i1"),
        make(Indicator, id="j", goal="m", name="i2"),
        *(make(Action, id=f"a{n}", goal="m", description=f"a{n}") for n in range(3)),
    )
    page = filled(form, plan)["Hoja"]
    assert [[cell.value for cell in row] for row in page["A2:D5"]] == [
        ["objetivo", "meta", "i1", "a0"],
        [None, None, "i2", "a1"],
        [None, None, None, "a2"],
        [None, "otra", None, None],
    ]  # fmt: skip
    assert {str(area) for area in page.merged_cells.ranges} == {"A2:A5", "E2:F2", "G2:H2", "G3:H3", "G4:H4", "G5:H5"}


def test_levels_drawn_elsewhere_than_the_table_begins_are_refused(tmp_path: Path) -> None:
    form = own_form(
        tmp_path,
        sheet_book(("",), ("",)),
        """
        [[sheet]]
        name = "Hoja"
        [[sheet.table]]
        first = 1
        last = 2
        [[sheet.table.level]]
        rows = "areas"
        own_row = 2
        [[sheet.table.list]]
        rows = "strengths"
        """,
    )
    with pytest.raises(BadForm) as caught:
        fill(form, make_plan(), PLAN, context())
    assert caught.value.facts["reason"] == "drawn"


def test_a_sheet_that_the_template_lacks_is_named(tmp_path: Path) -> None:
    form = own_form(
        tmp_path, sheet_book(("",)), "[[sheet]]\nname = 'Otra'\ncells = [{ field = 'school.name', at = 'A1' }]"
    )
    with pytest.raises(BadForm) as caught:
        filled(form, make_plan())
    assert (caught.value.facts["reason"], caught.value.facts["place"]) == ("sheet", "Otra")


def test_a_locked_cell_stops_the_export(tmp_path: Path) -> None:
    book = sheet_book(("",))
    sheet = book.active
    assert sheet is not None
    sheet.protection.enable()
    form = own_form(tmp_path, book, "[[sheet]]\nname = 'Hoja'\ncells = [{ field = 'school.name', at = 'A1' }]")
    with pytest.raises(LockedCell):
        filled(form, make_plan(School(name="La Loma")))


def test_phones_and_mails_of_the_team_are_printed_only_when_asked(tmp_path: Path) -> None:
    form = own_form(
        tmp_path,
        sheet_book(("",)),
        """
        [[sheet]]
        name = "Hoja"
        [[sheet.table]]
        first = 1
        last = 1
        [[sheet.table.list]]
        rows = "team"
        slots = [{ field = "team.name", at = "A" }, { field = "team.phone", at = "B" }]
        """,
    )
    plan = make_plan(make(Member, name="Ramiro", phone="+57 310"))
    assert [cell.value for cell in filled(form, plan)["Hoja"][1]] == ["Ramiro"]
    assert [cell.value for cell in filled(form, plan, contacts=True)["Hoja"][1]] == ["Ramiro", "+57 310"]


def test_a_text_wider_than_its_cell_wraps_and_gets_its_height(tmp_path: Path) -> None:
    form = own_form(
        tmp_path, sheet_book(("",)), "[[sheet]]\nname = 'Hoja'\ncells = [{ field = 'school.name', at = 'A1' }]"
    )
    sheet = filled(form, make_plan(School(name="Centro Educativo Rural Loma del Sietecueros")))["Hoja"]
    assert sheet["A1"].alignment.wrap_text
    assert (sheet.row_dimensions[1].height or 0) > 40


def test_a_rating_that_does_not_apply_has_no_level(tmp_path: Path) -> None:
    form = own_form(
        tmp_path,
        sheet_book(("",)),
        """
        [[sheet]]
        name = "Hoja"
        [[sheet.keyed]]
        rows = "components"
        keys = { "1.1.1" = 1 }
        slots = [
          { field = "ratings.counted_level", marks = { 2 = "A" } },
          { field = "ratings.not_applicable", marks = { true = "B" } },
          { field = "ratings.evidence_or_reason", at = "C" },
        ]
        """,
    )
    rating = make(Rating, component="1.1.1", level=2, not_applicable=True, reason="No hay", evidence="Carta")
    sheet = filled(form, make_plan(make_assessment(), rating))["Hoja"]
    assert [sheet[cell].value for cell in ("A1", "B1", "C1")] == [None, "X", "No aplica: No hay\nCarta"]
