"""Sheets 1 to 3 of the plan: identification and sites, team, identity."""

from pmi_desktop.official.definitions import Slot
from pmi_desktop.official.reconstruction.book import FormBook
from pmi_desktop.official.reconstruction.canvas import column
from pmi_desktop.official.reconstruction.looks import CENTRE, HEAD, LABEL, NUMBER, PROSE, TEXT, WHOLE

_PROSE_HEIGHT = 45


def school_sheet(book: FormBook) -> None:
    """Identification of the school, its people and pupils in numbers, and its sites."""
    canvas = book.canvas(
        "1 Identificación y sedes", (5, 27, 15, 9, 8, 24, 8, 24, 11, 10, 10, 9, 12), "1. Identificación y sedes"
    )
    book.repeat_top(canvas)
    canvas.band("Establecimiento educativo")
    canvas.pair("A:B", "Nombre del establecimiento", "C:H", "school.name", TEXT.but(bold=True))
    canvas.pair("I:K", "Código DANE", "L:M", "school.dane_code", TEXT.but(bold=True))
    canvas.down()
    for left, middle, right in (
        (("Clase de establecimiento", "school.kind"), ("Sector", "school.sector"), ("NIT", "school.nit")),
        (
            ("Entidad territorial certificada", "school.territorial_entity"),
            ("Municipio", "school.municipality"),
            ("Zona", "school.zone"),
        ),
        (
            ("Vereda, corregimiento o barrio", "school.locality"),
            ("Dirección", "school.address"),
            ("Teléfono", "school.phone"),
        ),
        (
            ("Correo electrónico", "school.email"),
            ("Página web", "school.website"),
            ("Calendario", "school.calendar"),
        ),
        (
            ("Jornadas", "school.shifts"),
            ("Niveles que ofrece", "school.levels"),
            ("Número de sedes", "sites.count"),
        ),
        (
            ("Rector(a) o director(a) rural", "school.head_name"),
            ("Cargo", "school.head_role"),
            ("Años del plan", "plan.period"),
        ),
        (
            ("Acto de reconocimiento oficial", "school.recognition_act"),
            ("Guía del diagnóstico", "plan.catalog_title"),
            ("Versión del plan", "plan.version"),
        ),
    ):
        canvas.pair("A:B", *_label(left, "C:E"))
        canvas.pair("F", *_label(middle, "G:H"))
        canvas.pair("I:K", *_label(right, "L:M"))
        canvas.down()
    canvas.gap()
    _counts(book)
    canvas.gap()
    canvas.band("Sedes")
    columns = [
        column("A", "N.º", "row.number", WHOLE),
        column("B", "Nombre de la sede", "sites.name"),
        column("C", "Código DANE", "sites.dane_code", CENTRE),
        column("D", "Principal", "sites.main", CENTRE),
        column("E", "Zona", "sites.zone", CENTRE),
        column("F", "Vereda, corregimiento o barrio", "sites.locality"),
        column("G", "Grados", "sites.grades", CENTRE),
        column("H", "Modelo educativo", "sites.model"),
        column("I", "Estudiantes", "sites.students", WHOLE),
        column("J", "Docentes", "sites.teachers", WHOLE),
        column("K", "Multigrado", "sites.multigrade", CENTRE),
        column("L", "Energía", "sites.electricity", CENTRE),
        column("M", "Internet", "sites.internet", CENTRE),
    ]
    first, last = canvas.table("sites", columns, drawn=3)
    canvas.put("A:H", "Total", LABEL.but(horizontal="right"))
    for letter, path in (("I", "sites.all_students"), ("J", "sites.all_teachers")):
        at = canvas.put(letter, f"=SUM({letter}{first}:{letter}{last})", WHOLE.but(bold=True))
        canvas.cells.append(Slot(field=path, at=at))
    canvas.put("K:M", "", LABEL)
    canvas.down()


def _label(pair: tuple[str, str], value: str) -> tuple[str, str, str]:
    text, path = pair
    return text, value, path


def _counts(book: FormBook) -> None:
    """People and pupils in numbers, side by side."""
    canvas = book.canvases[-1]
    canvas.put("A:F", "Personal", HEAD)
    canvas.put("G:M", "Matrícula", HEAD)
    canvas.down()
    places = ("A:B", "C", "D:E", "F", "G", "H", "I:J", "K:L", "M")
    labels = ("Directivos docentes", "Docentes", "Orientadores", "Administrativos",
              "Preescolar", "Primaria", "Secundaria", "Media", "Total")  # fmt: skip
    for where, label in zip(places, labels, strict=True):
        canvas.put(where, label, LABEL.but(horizontal="center"))
    canvas.down()
    paths = (
        *(f"school.staff.{one}" for one in ("directivos", "docentes", "orientadores", "administrativos")),
        *(f"school.enrolment.{one}" for one in ("preescolar", "primaria", "secundaria", "media")),
        "school.all_enrolment",
    )
    for where, path in zip(places, paths, strict=True):
        canvas.bind(where, path, WHOLE)
    canvas.down()


def team_sheet(book: FormBook) -> None:
    """The management team, the act that made it, and the Consejo Directivo."""
    canvas = book.canvas("2 Equipo", (5, 34, 34, 20, 22, 29, 22), "2. Equipo de gestión y Consejo Directivo")
    book.repeat_top(canvas)
    canvas.band("Equipo de gestión")
    canvas.pair("A:B", "Acto que conforma el equipo de gestión", "C:G", "plan.team_act")
    canvas.down()
    canvas.table(
        "team",
        [
            column("A", "N.º", "row.number", WHOLE),
            column("B", "Nombre", "team.name"),
            column("C", "Cargo o papel", "team.position"),
            column("D", "Estamento", "team.group"),
            column("E", "Sede", "team.site"),
            column("F", "Área de gestión que lidera", "team.leads"),
            column("G", "Firma"),
        ],
        drawn=4,
        height=22.5,
    )
    canvas.gap()
    canvas.band("Consejo Directivo")
    canvas.table(
        "council",
        [
            column("A", "N.º", "row.number", WHOLE),
            column("B:C", "Nombre", "council.name"),
            column("D:F", "A quién representa", "council.represents"),
            column("G", "Firma"),
        ],
        drawn=4,
        height=22.5,
    )


def identity_sheet(book: FormBook) -> None:
    """The review of the school's identity, its guiding questions and its own figures."""
    canvas = book.canvas("3 Identidad", (26, 10, 12, 24, 34, 60), "3. Revisión de la identidad institucional")
    book.repeat_top(canvas)
    for label, name in (
        ("Misión", "mission"),
        ("Visión", "vision"),
        ("Principios", "principles"),
        ("Valores", "values"),
        ("Objetivos institucionales", "objectives"),
        ("El PEI frente a la realidad", "pei_comparison"),
        ("Contexto", "context"),
    ):
        canvas.pair("A", label, "B:F", f"identity.{name}", PROSE)
        canvas.down(_PROSE_HEIGHT if name in ("mission", "vision", "pei_comparison", "context") else 30)
    canvas.gap()
    canvas.band("Preguntas de apoyo")
    canvas.table(
        "identity.answers",
        [
            column("A:D", "Pregunta", "identity.answers.question"),
            column("E:F", "Respuesta", "identity.answers.answer"),
        ],
    )
    canvas.gap()
    canvas.band("Datos propios del establecimiento")
    canvas.table(
        "context_data",
        [
            column("A", "Tema", "context_data.topic"),
            column("B", "Año", "context_data.year", WHOLE),
            column("C", "Valor", "context_data.value", NUMBER),
            column("D", "Unidad", "context_data.unit"),
            column("E", "Fuente", "context_data.source"),
            column("F", "Qué dice", "context_data.reading"),
        ],
    )
