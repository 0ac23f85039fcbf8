"""``D02.03.F01-V5`` filled: golden cells, nothing lost, nothing changed that is not ours."""

import datetime as dt
from collections import Counter
from functools import cache

from hypothesis import given, settings
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.catalog import Catalog
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import Answer, Identity, School
from pmi_desktop.official.fill import fill
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.heights import MAX_HEIGHT, TextMeasure
from tests.official.filled import PMI, column, context, export, parts, read, row_of, shipped, texts, tidy
from tests.samples import example_plan, make, make_factor, make_plan, make_rating, reference
from tests.strategies import ODD_TEXTS, plans

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def example() -> bytes:
    return export(PMI, example_plan())


def sheet(data: bytes, start: str) -> Worksheet:
    return next(one for one in read(data).worksheets if one.title.startswith(start))


def values(page: Worksheet, area: str) -> list[list[object]]:
    return [[tidy(cell.value) for cell in row] for row in page[area]]


def test_the_sheets_of_the_example() -> None:
    assert read(example()).sheetnames == [
        "1 Identificación y sedes", "2 Equipo", "3 Identidad",
        "4.1 Directiva", "4.2 Académica", "4.3 Administrativa y financiera", "4.4 Comunidad",
        "5 Perfil", "6 Fortalezas y oportunidades", "7 Factores críticos", "8 Plan", "8.1 Indicadores",
        "9 Cronograma", "10 Recursos y presupuesto", "11 Socialización y aprobación",
    ]  # fmt: skip


def test_identification_and_sites() -> None:
    page = sheet(example(), "1 ")
    row = row_of(page, "A", "Nombre del establecimiento")
    assert page[f"C{row}"].value == "Centro Educativo Rural Loma del Sietecueros"
    assert page[f"L{row}"].value == "254051999010"
    assert page[f"G{row + 2}"].value == "Arboledas"
    first = row_of(page, "B", "Nombre de la sede") + 1
    assert values(page, f"A{first}:M{first}") == [
        [1, "Loma del Sietecueros", "254051999010", "Sí", "Rural", "Vereda Loma del Sietecueros", "0-9",
         "Escuela Nueva y Postprimaria", 78, 5, "Sí", "Red", "Intermitente"],
    ]  # fmt: skip
    assert values(page, f"A{first + 6}:J{first + 6}")[0] == [
        "Total", *[None] * 7, f"=SUM(I{first}:I{first + 5})", f"=SUM(J{first}:J{first + 5})",
    ]  # fmt: skip


def test_the_team_with_the_areas_it_leads() -> None:
    page = sheet(example(), "2 ")
    row = row_of(page, "B", "Nelly Rangel Tarazona")
    assert [page.cell(row, n).value for n in range(1, 7)] == [
        3, "Nelly Rangel Tarazona", "Docente, El Zarzal", "Docente", "El Zarzal", "Gestión administrativa y financiera",
    ]  # fmt: skip


def test_components_under_their_process_with_marks_evidence_and_means() -> None:
    page = sheet(example(), "4.4")
    row = row_of(page, "A", "4.1  Accesibilidad")
    assert page[f"K{row}"].value == "Promedio: 2,00"
    components = reference().catalogs["guia34-2008"].components
    assert values(page, f"A{row + 1}:H{row + 2}") == [
        ["4.1.1", components["4.1.1"].name, None, "X", None, None, None, 2],
        ["4.1.2", components["4.1.2"].name, *[None] * 4, "X", None],
    ]
    assert page[f"I{row + 2}"].value == (
        "No aplica: En 2025 ninguna sede registra estudiantes de grupos étnicos en el SIMAT."
    )
    total = row_of(page, "A", "Total del área")
    assert values(page, f"C{total}:H{total + 1}") == [
        [4, 8, 1, 0, 1, tidy(1.69)],
        [*map(tidy, (30.77, 61.54, 7.69, 0)), None, None],
    ]
    assert page[f"K{total}"].value == 1.77


def test_the_profile_and_what_its_charts_show() -> None:
    page = sheet(example(), "5 ")
    school = row_of(page, "A", "Todo el establecimiento")
    assert values(page, f"B{school}:N{school}")[0] == [
        *map(tidy, (2.12, 1.95, 17, 47, 28, 0, 18.48, 51.09, 30.43, 0, 92, 1, 0)),
    ]  # fmt: skip
    means = [tidy(page[f"B{school - 4 + n}"].value) for n in range(4)]
    assert means == [*map(tidy, (2.18, 2.11, 2.23, 1.77))]
    areas, processes = charts(example())
    assert areas[0] == ["Gestión directiva", "Gestión académica", "Gestión administrativa y financiera",
                        "Gestión de la comunidad"]  # fmt: skip
    assert [[round(float(n), 2) for n in series] for series in areas[1:]] == [
        [11.76, 21.05, 19.23, 30.77], [58.82, 47.37, 38.46, 61.54], [29.41, 31.58, 42.31, 7.69], [0, 0, 0, 0],
    ]  # fmt: skip
    assert len(processes[0]) == 19
    assert [sum(float(n) for n in series) for series in processes[1:]] == [17, 47, 28, 0]


def charts(data: bytes) -> list[list[list[str]]]:
    """Of each chart its categories, then each series' values, as kept in the chart itself."""
    found = []
    for name, part in sorted(parts(data).items()):
        if not name.startswith("xl/charts/chart"):
            continue
        root = etree.fromstring(part)
        cached = [
            [point.text or "" for point in cache.iter(f"{CHART}v")]
            for tag in ("cat", "val")
            for cache in root.iter(f"{CHART}{tag}")
        ]
        series = len(list(root.iter(f"{CHART}ser")))
        found.append([cached[0], *cached[series:]])
    return found


def test_strengths_beside_opportunities_by_area() -> None:
    page = sheet(example(), "6 ")
    row = row_of(page, "A", "Gestión académica")
    assert [page.cell(row + 1, n).value for n in range(1, 7)] == [
        "2.3.2", "Planeación de clases",
        "Los docentes planean por proyectos de aula comunes desde el microcentro mensual.",
        "2.2.3", "Uso articulado de los recursos para el aprendizaje",
        "Acordar un plan de lectura multigrado que use las guías, la biblioteca y los computadores.",
    ]  # fmt: skip
    assert page[f"D{row + 4}"].value == "2.4.6"


def test_factors_with_total_by_formula_rank_and_decision() -> None:
    page = sheet(example(), "7 ")
    row = row_of(page, "A", "FC2")
    assert page[f"B{row}"].value == "2.4.3  Seguimiento a la asistencia"
    assert [page[f"{letter}{row}"].value for letter in "EFGIJ"] == [4, 4, 5, 2, "Sí"]
    assert page[f"H{row}"].value == f'=IF(COUNTIF(E{row}:G{row},">0")=3,SUM(E{row}:G{row}),"")'
    shown = read(example(), results=True)["7 Factores críticos"]
    assert [shown[f"H{row - 1 + n}"].value for n in range(6)] == [14, 13, 13, 10, 7, 5]


def test_the_plan_as_a_tree() -> None:
    page = sheet(example(), "8 ")
    row = row_of(page, "E", "I2. Sedes con plan de lectura en marcha")
    assert values(page, f"A{row}:N{row + 1}") == [
        [None, None, "M1.2. A abril de 2026, las seis sedes aplican el plan de lectura multigrado.",
         dt.datetime(2026, 4, 30), "I2. Sedes con plan de lectura en marcha", "sedes", 0, 6, "Anual",
         "A2. Acordar en microcentro un plan de lectura por trimestres para aula multigrado", "Ramiro Ibarra Contreras",
         dt.datetime(2026, 1, 19), dt.datetime(2026, 2, 27), 60],
        [*[None] * 9, "A3. Instalar biblioteca digital sin conexión en 8 computadores", "Nelly Rangel Tarazona",
         dt.datetime(2026, 3, 2), dt.datetime(2026, 4, 30), 40],
    ]  # fmt: skip
    assert str(page["A8"].value).startswith("FC1. Hay guías")
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {f"A{row - 1}:A{row + 1}", f"B{row - 1}:B{row + 1}", f"C{row}:C{row + 1}", f"D{row}:D{row + 1}"} <= merged


def test_a_merged_text_fits_its_first_row_so_that_no_page_break_cuts_it() -> None:
    page = sheet(example(), "8 ")
    measure = TextMeasure(context().fonts)
    needed = measure.cell_height(Workbook.open(example()).sheet("8 Plan"), "A8", str(page["A8"].value))
    assert needed > 80
    assert (page.row_dimensions[8].height or 0) >= needed - 0.5


def test_the_schedule_marks_the_months() -> None:
    page = sheet(example(), "9 ")
    row = row_of(page, "A", "A5")
    assert [cell.value for cell in page[row]][6:] == [*[None] * 7, "X", "X", "X", "X", None]
    assert page[f"N{row}"].fill.fgColor.rgb == "FFD9D9D9"


def test_the_budget_adds_up() -> None:
    page = sheet(example(), "10 ")
    row = row_of(page, "A", "Por fuente")
    assert [page[f"{letter}{row + 2}"].value for letter in "ACFH"] == ["FSE – gratuidad", 1_660_000, 2_000_000, None]
    assert page[f"C{row_of(page, 'A', '2026')}"].value == 2_860_000


def test_outreach_approval_cuts_and_signatures() -> None:
    page = sheet(example(), "11 ")
    assert page[f"C{row_of(page, 'A', 'Acta o acuerdo')}"].value == "Acta 003 del Consejo Directivo"
    assert page[f"D{row_of(page, 'A', 'Corte 2')}"].value == dt.datetime(2026, 11, 13)
    assert page[f"D{row_of(page, 'A', 'Ramiro Ibarra Contreras')}"].value == "Secretario"


def test_sixty_goals_and_two_hundred_actions_without_losing_a_row() -> None:
    records: list[Record] = [make_factor(id="f")]
    records += [make(Objective, id=f"o{n:02}", factors=("f",), text=f"Objetivo {n}") for n in range(12)]
    for n in range(60):
        records.append(make(Goal, id=f"m{n:02}", objective=f"o{n % 12:02}", text=f"Meta {n}"))
        records += [make(Indicator, id=f"i{n:02}{k}", goal=f"m{n:02}", name=f"Indicador {n}.{k}") for k in range(n % 3)]
    for n in range(200):
        records.append(make(Action, id=f"a{n:03}", goal=f"m{n % 59:02}", description=f"Acción {n}"))
    page = sheet(export(PMI, make_plan(*records)), "8 ")
    after_label = Counter(str(value).partition(". ")[2] for value in [*column(page, "C"), *column(page, "J")])
    assert {f"Meta {n}" for n in range(60)} | {f"Acción {n}" for n in range(200)} <= after_label.keys()
    assert after_label["Meta 59"] == 1, "a goal without actions has its row"
    indicators = {str(value).partition(". ")[2] for value in column(page, "E")}
    assert {f"Indicador {n}.{k}" for n in range(60) for k in range(n % 3)} <= indicators
    # 58 goals with 3 or 4 actions and at most two indicators, one bare goal, and a head above them
    assert max(cell.row for cell in page["C"] if cell.value) <= 7 + 201


@cache
def of_2026() -> Plan:
    """The example's plan after the change of edition, with its 45 components rated."""
    catalog = reference().catalogs["guia34-2026"]
    leads = dict(zip("1234", "DAFC", strict=True))
    kept = [
        one.but(catalog=catalog.id) if one.KIND == "plan" else
        one.but(factors=()) if one.KIND == "objectives" else
        one.but(leads=tuple(leads[area] for area in getattr(one, "leads", ()))) if one.KIND == "team" else one
        for one in example_plan()
        if one.KIND not in ("assessments", "ratings", "factors")
    ]  # fmt: skip
    ratings = [
        Rating(assessment="as", component=component, level=n % 4 + 1, evidence=f"Evidencia {n}")
        for n, component in enumerate(catalog.components)
    ]
    factor = Factor(id="f", assessment="as", component="A1.1", description="Lo que falta", included=True)
    return Plan.of([*kept, Assessment(id="as", year=2025), *ratings, factor])


def printed_names(catalog: Catalog) -> set[str]:
    """What an edition calls its areas, processes and components."""
    areas, processes = {one.name for one in catalog.areas}, {one.name for one in catalog.processes}
    return areas | processes | {one.name for one in catalog.components.values()}


def test_the_edition_of_2026_prints_its_45_components_and_no_name_of_2008() -> None:
    data = export(PMI, of_2026())
    catalogs = reference().catalogs
    new = catalogs["guia34-2026"]
    ids = [value for page in read(data).worksheets if page.title.startswith("4.") for value in column(page, "A")]
    assert [value for value in ids if value in new.components] == list(new.components)
    old = catalogs["guia34-2008"]
    names_then = printed_names(old) - printed_names(new)
    written = texts(data) + [name for chart in charts(data) for name in chart[0]]
    assert not {name for name in names_then for text in written if text == name or text.endswith(f"  {name}")}
    assert "Guía 34 (2008)" not in written
    assert [len(chart[0]) for chart in charts(data)] == [4, 15]
    assert charts(data)[1][0][0] == "D1  Direccionamiento y gestión estratégica"


def test_texts_stay_as_typed() -> None:
    factors = [make_factor(id=f"f{n:02}", description=text, causes=text) for n, text in enumerate(ODD_TEXTS)]
    answers = tuple(Answer(question=text, answer=text) for text in ODD_TEXTS)
    data = export(PMI, make_plan(School(name=ODD_TEXTS[0]), Identity(answers=answers), *factors))
    book = Workbook.open(data)
    assert book.sheet("1 Identificación y sedes").value("C8") == "=1+1"
    identity, priorities = book.sheet("3 Identidad"), book.sheet("7 Factores críticos")
    question = row_of(read(data)["3 Identidad"], "A", "Pregunta")
    for n, text in enumerate(ODD_TEXTS):
        assert priorities.value((8 + n, 3)) == priorities.value((8 + n, 4)) == text
        assert identity.value((question + 1 + n, 1)) == identity.value((question + 1 + n, 5)) == text
    foreign = read(data)["7 Factores críticos"]
    assert {foreign.cell(8 + n, 3).data_type for n in range(len(ODD_TEXTS))} == {"s"}, "never a formula"


def test_a_text_too_long_for_any_row_is_repeated_whole_at_the_end() -> None:
    text = " ".join(f"palabra{n}" for n in range(400))
    plan = make_plan(make_factor(description=text[:4000], component="1.1.1"), Identity(context="línea\n" * 300))
    data = export(PMI, plan)
    page = sheet(data, "7 ")
    row = row_of(page, "A", "FC1")
    assert page[f"C{row}"].value == text[:4000]
    assert page.row_dimensions[row].height <= MAX_HEIGHT
    assert page[f"C{row}"].alignment.vertical == "top", "what is cut off is its end"
    annex = sheet(data, "Textos completos")
    lines = [[cell.value for cell in line] for line in annex.iter_rows(min_row=9)]
    places = {str(line[0]): str(line[1]) for line in lines if line[0]}
    assert places[f"7 Factores críticos, C{row}"] == "Factor crítico"
    assert places["3 Identidad, B13"] == "Contexto"
    whole = "".join(str(line[2]) for line in lines)
    assert text[:4000] in whole
    assert whole.count("línea\n") == 300
    assert all((annex.row_dimensions[n].height or 0) <= MAX_HEIGHT for n in range(9, annex.max_row + 1))
    assert "Textos completos" not in read(example()).sheetnames


def test_an_empty_plan_gives_a_form_to_fill_by_hand() -> None:
    data = export(PMI, make_plan())
    page = sheet(data, "4.1")
    assert len([value for value in column(page, "A") if value in reference().catalogs["guia34-2008"].components]) == 34
    assert sheet(data, "5 ")["A6"].value == "5. Perfil institucional"
    assert column(sheet(data, "8 "), "C")[-1] == "Meta"


@given(plans())
@settings(max_examples=10)
def test_any_plan_is_written_whole(plan: Plan) -> None:
    """Every prose text of the printed kinds is in some cell, whatever it is."""
    filling = fill(shipped(PMI), plan, PLAN, context())
    written = [write.value for page in filling.sheets for write in page.writes if isinstance(write.value, str)]
    for cls, names in (
        (Identity, None), (Factor, ("description", "causes", "reason")), (Objective, None), (Goal, None),
        (Indicator, ("name", "formula")), (Action, ("description",)),
    ):  # fmt: skip
        for record in plan.all(cls):
            for field in fields_of(cls):
                if field.holds in (Type.TEXT, Type.PROSE) and (names is None or field.name in names):
                    text = str(getattr(record, field.name)).strip()
                    assert any(text in one for one in written), f"{cls.KIND}.{field.name}"


def test_only_what_may_differ_from_the_template_differs() -> None:
    before, after = parts(shipped(PMI).template_bytes()), parts(example())
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert changed <= {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/drawings/drawing1.xml",
        *(f"xl/worksheets/sheet{n}.xml" for n in range(1, 14)),
    }, "the theme, the properties, the texts and every relation are as they were"  # fmt: skip
    assert before.keys() - after.keys() == {"xl/worksheets/sheet13.xml"}, "the sheet for long texts"
    assert {name.rpartition("/")[0] for name in after.keys() - before.keys()} == {"xl/worksheets"}, "one sheet per area"
    for name in sorted(changed):
        if name.startswith("xl/worksheets/"):
            assert outside_the_cells(before[name]) == outside_the_cells(after[name]), name


_CELLS = {"sheetData", "mergeCells", "rowBreaks", "dimension"}


def outside_the_cells(part: bytes) -> list[bytes]:
    """Columns, views, print set-up, footers: all of a sheet that filling has no business with."""
    return [
        etree.tostring(child, method="c14n")
        for child in etree.fromstring(part)
        if etree.QName(child).localname not in _CELLS
    ]


def test_ratings_of_another_area_are_not_on_its_sheet() -> None:
    plan = make_plan(make_rating("2.1.1", 4, evidence="Plan de estudios"))
    assert "Plan de estudios" not in column(sheet(export(PMI, plan), "4.1"), "I")
    assert "Plan de estudios" in column(sheet(export(PMI, plan), "4.2"), "I")
