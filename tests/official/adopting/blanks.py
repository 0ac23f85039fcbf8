"""Blank forms as a Secretaría might draw them, made with another library; what each cell asks for is said beside."""

from collections.abc import Callable
from typing import Any

from pmi_desktop.domain.numbers import MONTHS
from tests.official.adopting.blank_parts import Blank, Expected, Looks, head_of_document, rows
from tests.official.filled import FOLLOW_UP, PMI, VERIFICATION, shipped
from tests.official.workbook.foreign import picture, with_newer_validation, written
from tests.samples import reference


def identification() -> Blank:
    """Single cells right and below, a date in three cells, marks, lists on another sheet, a two-row head of sites."""

    def build(book: Any) -> None:
        looks = Looks(book)
        page, lists = book.add_worksheet("Identificación"), book.add_worksheet("Listas")
        head_of_document(page, looks, "J")
        page.set_header("&C&G", {"image_center": "cabecera.png", "image_data_center": picture()})
        page.merge_range("A5:J5", "1. IDENTIFICACIÓN DEL ESTABLECIMIENTO EDUCATIVO", looks.head)
        for row, (left, right) in enumerate(
            [
                ("Nombre del establecimiento educativo:", "Código DANE:"),
                ("Municipio", "Vereda / corregimiento"),
                ("Dirección", "Teléfono"),
                ("Correo electrónico institucional (E-mail)", "Sector"),
                ("Nombre del Rector(a) o Director(a) Rural", "NIT"),
            ],
            start=6,
        ):
            page.merge_range(row - 1, 0, row - 1, 1, left, looks.label)
            page.merge_range(row - 1, 2, row - 1, 5, "", looks.cell)
            page.merge_range(row - 1, 6, row - 1, 7, right, looks.label)
            page.merge_range(row - 1, 8, row - 1, 9, "", looks.cell)
        page.data_validation("I9", {"validate": "list", "source": "=Listas!$A$1:$A$2"})
        page.write("A12", "Zona", looks.label)
        for column, word in ((1, "Urbana"), (3, "Rural")):
            page.write(11, column, word, looks.label)
            page.write_blank(11, column + 1, None, looks.cell)
        page.merge_range("G12:H13", "Fecha de aprobación", looks.label)
        for column, word in ((8, "Día"), (9, "Mes"), (10, "Año")):
            page.write(11, column, word, looks.label)
            page.write_blank(12, column, None, looks.cell)
        page.merge_range("A14:J14", "Misión institucional", looks.head)
        page.merge_range("A15:J16", "", looks.cell)
        page.write("A17", f"Vigencia: {'_' * 16}")
        page.merge_range("A19:J19", "2. SEDES DEL ESTABLECIMIENTO", looks.head)
        page.merge_range("A20:A21", "No.", looks.head)
        page.merge_range("B20:C21", "Nombre de la sede educativa", looks.head)
        page.merge_range("D20:D21", "Código DANE", looks.head)
        page.merge_range("E20:F20", "Ubicación", looks.head)
        page.write("E21", "Zona", looks.head)
        page.write("F21", "Vereda", looks.head)
        page.merge_range("G20:H20", "Cantidad", looks.head)
        page.write("G21", "Estudiantes", looks.head)
        page.write("H21", "Docentes", looks.head)
        page.merge_range("I20:J21", "Modelo educativo", looks.head)
        for row in range(22, 26):
            page.write(row - 1, 0, row - 21, looks.cell)
            page.merge_range(row - 1, 1, row - 1, 2, "", looks.cell)
            for column in range(3, 8):
                page.write_blank(row - 1, column, None, looks.cell)
            page.merge_range(row - 1, 8, row - 1, 9, "", looks.cell)
        page.merge_range("A26:F26", "Total", looks.label)
        page.write_formula("G26", "=SUM(G22:G25)", looks.label, 0)
        page.merge_range("A29:C29", "Firma del rector(a)", looks.label)
        page.merge_range("D29:J30", "", looks.cell)
        lists.write_column("A1", ["OFICIAL", "NO OFICIAL"])

    places = {
        "C6": "school.name", "I6": "school.dane_code", "C7": "school.municipality", "I7": "school.locality",
        "C8": "school.address", "I8": "school.phone", "C9": "school.email", "I9": "school.sector",
        "C10": "school.head_name", "I10": "school.nit", "C12": "school.zone", "E12": "school.zone",
        "I13": "plan.approved_on", "J13": "plan.approved_on", "K13": "plan.approved_on", "A15": "identity.mission",
        "A17": "plan.period", "B": "sites.name", "D": "sites.dane_code", "E": "sites.zone", "F": "sites.locality",
        "G": "sites.students", "H": "sites.teachers", "I": "sites.model",
    }  # fmt: skip
    return Blank(written(build), PMI, {("Identificación", place): path for place, path in places.items()})


def self_assessment() -> Blank:
    """Components of 2008 printed under their processes, levels to be marked, a text box and a chart."""
    catalog = reference().catalogs["guia34-2008"]
    area = catalog.areas[1]

    def build(book: Any) -> None:
        looks = Looks(book)
        page = book.add_worksheet("Académica")
        head_of_document(page, looks, "I")
        page.merge_range("A5:I5", "AUTOEVALUACIÓN INSTITUCIONAL - GESTIÓN ACADÉMICA", looks.head)
        page.merge_range("A7:A8", "PROCESO / COMPONENTE", looks.head)
        page.merge_range("B7:E7", "VALORACIÓN", looks.head)
        page.write_row("B8", [1, 2, 3, 4], looks.head)
        page.merge_range("F7:F8", "N/A", looks.head)
        page.merge_range("G7:G8", "EVIDENCIAS", looks.head)
        page.merge_range("H7:H8", "FORTALEZAS", looks.head)
        page.merge_range("I7:I8", "OPORTUNIDADES DE MEJORAMIENTO", looks.head)
        row = 9
        for process in area.processes:
            page.merge_range(row - 1, 0, row - 1, 8, f"PROCESO: {process.name.upper()}", looks.label)
            for component in process.components:
                row += 1
                page.write(row - 1, 0, component.name.upper(), looks.cell)
                rows(page, row, row, [looks.cell] * 8, 1)
            row += 1
        page.write(row - 1, 0, "TOTAL", looks.label)
        page.write_formula(row - 1, 1, f'=COUNTIF(B10:B{row - 1},"X")', looks.label, 0)
        page.insert_textbox("K7", "Marque con X", {"object_position": 2})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"=Académica!$B${row}:$E${row}"})
        page.insert_chart(f"A{row + 3}", chart)

    places = {
        "B": "ratings.counted_level", "C": "ratings.counted_level", "D": "ratings.counted_level",
        "E": "ratings.counted_level", "F": "ratings.not_applicable", "G": "ratings.evidence_or_reason",
        "H": "ratings.strength", "I": "ratings.opportunity",
    }  # fmt: skip
    return Blank(written(build), PMI, {("Académica", place): path for place, path in places.items()})


def self_assessment_2026() -> Blank:
    """The 45 components of 2026 with one column for the level, chosen from a list of names, and the number beside."""
    catalog = reference().catalogs["guia34-2026"]

    def build(book: Any) -> None:
        looks = Looks(book)
        page = book.add_worksheet("AUTOEVALUACION")
        page.merge_range("A1:F1", "Autoevaluación institucional", looks.title)
        page.write("A3", "Año de la autoevaluación", looks.label)
        page.merge_range("B3:C3", "", looks.cell)
        page.write_row(
            "A5", ["N.º", "Componente", "Nivel de desarrollo", "Soportes", "Fortaleza", "Oportunidad"], looks.head
        )
        row = 5
        for component in catalog.components.values():
            row += 1
            page.write(row - 1, 0, row - 5, looks.cell)
            page.write(row - 1, 1, component.name, looks.cell)
            rows(page, row, row, [looks.cell] * 4, 2)
        page.data_validation(
            f"C6:C{row}",
            {"validate": "list", "source": ["Existencia", "Pertinencia", "Apropiación", "Mejoramiento continuo"]},
        )

    places = {
        "B3": "assessments.year", "C": "ratings.counted_level", "D": "ratings.evidence_or_reason",
        "E": "ratings.strength", "F": "ratings.opportunity",
    }  # fmt: skip
    return Blank(written(build), PMI, {("AUTOEVALUACION", place): path for place, path in places.items()})


def tree() -> Blank:
    """Factor, objective, goal, indicators and actions under a head in two rows, signatures and a button below."""

    def build(book: Any) -> None:
        looks = Looks(book)
        page = book.add_worksheet("PMI")
        head_of_document(page, looks, "L")
        page.merge_range("A5:L5", "PLAN DE MEJORAMIENTO INSTITUCIONAL", looks.head)
        for place, words in {
            "A7:A8": "FACTOR CRÍTICO", "B7:B8": "OBJETIVOS", "C7:C8": "METAS", "L7:L8": "RECURSOS",
            "H7:H8": "ACTIVIDADES", "I7:I8": "RESPONSABLES",
        }.items():  # fmt: skip
            page.merge_range(place, words, looks.head)
        page.merge_range("D7:G7", "INDICADORES", looks.head)
        page.write_row("D8", ["Nombre", "Línea de base", "Meta", "Fuente del dato"], looks.head)
        page.merge_range("J7:K7", "PLAZO", looks.head)
        page.write_row("J8", ["Inicial", "Final"], looks.head)
        formats = [looks.cell] * 9 + [looks.date, looks.date, looks.cell]
        rows(page, 9, 14, formats)
        page.merge_range("A9:A11", "", looks.cell)
        page.merge_range("A12:A14", "", looks.cell)
        page.write("A17", "Elaboró:", looks.label)
        page.merge_range("B17:D17", "", looks.cell)
        page.write("E17", "Aprobó:", looks.label)
        page.merge_range("F17:H17", "", looks.cell)
        page.write_row("A19", ["Nombre", "Cargo", "Firma"], looks.head)
        rows(page, 20, 22, [looks.cell] * 3)
        page.insert_button("N2", {"caption": "Imprimir", "macro": "nada"})

    places = {
        "A": "factors.description", "B": "objectives.text", "C": "goals.text", "D": "indicators.name",
        "E": "indicators.baseline", "F": "indicators.target", "G": "indicators.source", "H": "actions.description",
        "I": "actions.people", "J": "actions.start_on", "K": "actions.end_on",
    }  # fmt: skip
    return Blank(written(build), PMI, {("PMI", place): path for place, path in places.items()})


def schedule() -> Blank:
    """A grid of months for one year, and the budget with its sources on another sheet."""

    def build(book: Any) -> None:
        looks = Looks(book)
        page, money = book.add_worksheet("Cronograma"), book.add_worksheet("Presupuesto")
        page.merge_range("A1:O1", "CRONOGRAMA DE ACTIVIDADES", looks.title)
        page.write("A3", "AÑO", looks.label)
        page.write_blank("B3", None, looks.cell)
        page.write("A4", "ACTIVIDAD", looks.head)
        page.write("B4", "RESPONSABLE", looks.head)
        for month, name in enumerate(MONTHS):
            page.write(3, 2 + month, name[:3].upper(), looks.head)
        rows(page, 5, 9, [looks.cell] * 14)
        page.merge_range("A11:N12", "Nota: sombree los meses en que se realiza la actividad.", looks.cell)
        head_of_document(money, looks, "H")
        money.merge_range("A5:H5", "PRESUPUESTO DEL PLAN", looks.head)
        names = ["Actividad", "Recurso", "Tipo", "Cantidad", "Valor unitario", "Valor total", "Fuente de financiación"]
        money.write_row("A7", names, looks.head)
        rows(money, 8, 12, [looks.cell] * 4 + [looks.money, looks.money, looks.cell])
        money.write("A13", "TOTAL", looks.label)
        money.write_formula("F13", "=SUM(F8:F12)", looks.money, 0)
        money.data_validation("C8:C12", {"validate": "list", "source": ["Humanos", "HUMANO", "FISICO", "FINANCIERO"]})

    months = {chr(ord("C") + n): "months" for n in range(12)}
    places: Expected = {("Cronograma", place): path for place, path in {
        "B3": "year.number", "A": "actions.description", "B": "actions.people", **months,
    }.items()}  # fmt: skip
    places |= {("Presupuesto", place): path for place, path in {
        "A": "actions.description", "B": "resources.description", "C": "resources.kind", "D": "resources.quantity",
        "E": "resources.unit_cost", "F": "resources.cost", "G": "resources.source",
    }.items()}  # fmt: skip
    return Blank(written(build), PMI, places)


def protected() -> Blank:
    """A protected sheet whose cells to be filled are unlocked: labels above their cells, the team, critical factors."""

    def build(book: Any) -> None:
        looks = Looks(book, unlocked=True)
        page = book.add_worksheet("Datos y equipo")
        page.protect("clave")
        page.merge_range("A1:F1", "DATOS GENERALES", looks.title)
        page.write_row("A3", ["Establecimiento educativo", "Código DANE", "Municipio", "Número de sedes"], looks.head)
        rows(page, 4, 4, [looks.cell] * 4)
        page.merge_range("A6:C6", "MATRÍCULA", looks.head)
        page.write_row("A7", ["Preescolar", "Primaria", "Secundaria", "Media"], looks.head)
        rows(page, 8, 8, [looks.cell] * 4)
        page.merge_range("A10:F10", "EQUIPO DE GESTIÓN", looks.head)
        page.write_row("A11", ["Nombre", "Cargo", "Estamento", "Área de gestión que lidera", "Firma"], looks.head)
        rows(page, 12, 17, [looks.cell] * 5)
        factors = book.add_worksheet("Priorización")
        factors.protect("clave")
        factors.merge_range("A1:H1", "PRIORIZACIÓN DE FACTORES CRÍTICOS", looks.title)
        factors.write_row(
            "A3",
            ["Componente", "Factor crítico", "Urgencia", "Tendencia", "Impacto", "Total", "¿Pasa al plan?"],
            looks.head,
        )
        locked = book.add_format({"border": 1})
        for row in range(4, 10):
            rows(factors, row, row, [looks.cell] * 5 + [locked, looks.cell])
            factors.write_formula(row - 1, 5, f"=SUM(C{row}:E{row})", locked, 0)
        book.add_worksheet("Listas").write_column("A1", ["SI", "NO"])

    places: Expected = {("Datos y equipo", place): path for place, path in {
        "A4": "school.name", "B4": "school.dane_code", "C4": "school.municipality", "D4": "sites.count",
        "A8": "school.enrolment.preescolar", "B8": "school.enrolment.primaria", "C8": "school.enrolment.secundaria",
        "D8": "school.enrolment.media", "A": "team.name", "B": "team.position", "C": "team.group", "D": "team.leads",
    }.items()}  # fmt: skip
    places |= {("Priorización", place): path for place, path in {
        "A": "factors.component_name", "B": "factors.description", "C": "factors.urgency", "D": "factors.trend",
        "E": "factors.impact", "G": "factors.included",
    }.items()}  # fmt: skip
    data = with_newer_validation(written(build), "xl/worksheets/sheet2.xml", "G4:G9", "Listas!$A$1:$A$2")
    return Blank(data, PMI, places)


def follow_up() -> Blank:
    """The review of goals with its states to be marked, as in another Secretaría's follow-up."""

    def build(book: Any) -> None:
        looks = Looks(book)
        page = book.add_worksheet("Seguimiento")
        head_of_document(page, looks, "L")
        page.merge_range("A5:L5", "REVISIÓN DEL CUMPLIMIENTO DE OBJETIVOS Y METAS DEL PMI", looks.head)
        page.write("A6", "MUNICIPIO", looks.label)
        page.merge_range("B6:C6", "", looks.cell)
        page.merge_range("D6:E6", "INSTITUCIÓN EDUCATIVA", looks.label)
        page.merge_range("F6:I6", "", looks.cell)
        page.write("J6", "AÑO", looks.label)
        page.merge_range("K6:L6", "", looks.cell)
        page.merge_range("A8:A9", "METAS", looks.head)
        page.merge_range("B8:B9", "ACTIVIDADES", looks.head)
        page.merge_range("C8:D8", "PLAZO", looks.head)
        page.write_row("C9", ["INICIAL", "FINAL"], looks.head)
        page.merge_range("E8:J8", "ESTADO DE EJECUCIÓN", looks.head)
        page.write_row("E9", ["INI", "ESP", "CANC", "FIN", "EJ", "% EJ"], looks.head)
        page.merge_range("K8:L9", "OBSERVACIONES", looks.head)
        for row in range(10, 16):
            rows(page, row, row, [looks.cell, looks.cell, looks.date, looks.date] + [looks.cell] * 6)
            page.merge_range(row - 1, 10, row - 1, 11, "", looks.cell)

    places = {
        "B6": "school.municipality", "F6": "school.name", "K6": "year.number", "A": "goals.text",
        "B": "actions.description", "C": "actions.start_on", "D": "actions.end_on", "E": "action_progress.state",
        "F": "action_progress.state", "G": "action_progress.state", "H": "action_progress.state",
        "I": "action_progress.state", "J": "action_progress.percent", "K": "action_progress.done",
    }  # fmt: skip
    return Blank(written(build), FOLLOW_UP, {("Seguimiento", place): path for place, path in places.items()})


def verification() -> Blank:
    """The criteria with an answer of the school and one of the Secretaría."""
    criteria = shipped(VERIFICATION).criteria

    def build(book: Any) -> None:
        looks = Looks(book)
        page = book.add_worksheet("F02")
        head_of_document(page, looks, "L")
        page.write("A5", "Establecimiento educativo", looks.label)
        page.merge_range("B5:F5", "", looks.cell)
        page.write("G5", "Código DANE", looks.label)
        page.merge_range("H5:L5", "", looks.cell)
        page.merge_range("A7:A8", "No.", looks.head)
        page.merge_range("B7:B8", "CRITERIO", looks.head)
        page.merge_range("C7:G7", "ESTABLECIMIENTO", looks.head)
        page.merge_range("H7:L7", "SECRETARÍA DE EDUCACIÓN", looks.head)
        answers = ["Cumple", "Cumple en parte", "No cumple", "No aplica", "Observaciones"]
        page.write_row("C8", [*answers, *answers], looks.head)
        for row, criterion in enumerate(criteria, start=9):
            page.write(row - 1, 0, row - 8, looks.cell)
            page.write(row - 1, 1, criterion.text, looks.cell)
            rows(page, row, row, [looks.cell] * 10, 2)

    places = {
        "B5": "school.name", "H5": "school.dane_code", **dict.fromkeys("CDEF", "criterion.result"),
        "G": "criterion.note", **dict.fromkeys("HIJK", "criterion.sed_result"), "L": "criterion.sed_note",
    }  # fmt: skip
    return Blank(written(build), VERIFICATION, {("F02", place): path for place, path in places.items()})


def traps() -> Blank:
    """Labels that look like fields and are none: instructions, the document's own head, figures, signatures."""

    def build(book: Any) -> None:
        looks = Looks(book)
        guide, page = book.add_worksheet("Instructivo"), book.add_worksheet("Datos")
        guide.write("A1", "Instrucciones", looks.title)
        guide.write("A3", "Nombre del establecimiento educativo")
        guide.write("A4", "Municipio")
        guide.write("C3", "Escriba el nombre completo, como aparece en el acto de reconocimiento oficial vigente.")
        head_of_document(page, looks, "H")
        page.write_row("E3", ["Fecha", "12/03/2019", "Página", "1 de 4"], looks.label)
        page.write("A5", "Municipio", looks.label)
        page.write("B5", "", looks.cell)
        page.merge_range("C5:D5", "Departamento: Norte de Santander", looks.label)
        page.write("A6", "Código DANE", looks.label)
        page.write_blank("B6", None, looks.cell)
        page.write_row("A8", ["Área de gestión", "Fortalezas", "Oportunidades de mejoramiento"], looks.head)
        for row, name in enumerate(("Directiva", "Académica", "Administrativa y financiera", "Comunidad"), start=9):
            page.write(row - 1, 0, name, looks.cell)
            rows(page, row, row, [looks.cell] * 2, 1)
        page.write_row("A14", ["Fuente", "Presupuestado", "Ejecutado", "Disponible"], looks.head)
        rows(page, 15, 18, [looks.cell] * 4)
        page.write_row("A20", ["Nombre", "Cargo", "Firma", "Fecha"], looks.head)
        rows(page, 21, 23, [looks.cell] * 4)
        page.write_row("A25", ["Revisó:", "", "Cargo:", "", "Fecha:", ""], looks.label)
        page.write("A27", "Observaciones", looks.label)
        page.merge_range("B27:H27", "", looks.cell)

    places = {"B5": "school.municipality", "B6": "school.dane_code"}
    return Blank(written(build), PMI, {("Datos", place): path for place, path in places.items()})


BLANKS: dict[str, Callable[[], Blank]] = {
    "identification": identification,
    "self-assessment": self_assessment,
    "self-assessment of 2026": self_assessment_2026,
    "tree": tree,
    "schedule and budget": schedule,
    "protected": protected,
    "follow-up": follow_up,
    "verification": verification,
    "traps": traps,
}
