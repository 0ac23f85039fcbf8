"""Who the school is: the plan's frame, the school, its sites, its people and its identity."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from pmi_desktop.domain import fields
from pmi_desktop.domain.records import Listed, Single

ZONES = {"urbana": "Urbana", "rural": "Rural", "urbana_rural": "Urbana y rural"}
KINDS = {"institucion_educativa": "Institución educativa", "centro_educativo": "Centro educativo"}
SECTORS = {"oficial": "Oficial", "no_oficial": "No oficial"}
CALENDARS = {"A": "Calendario A", "B": "Calendario B"}
SHIFTS = {
    "mañana": "Mañana",
    "tarde": "Tarde",
    "única": "Única",
    "nocturna": "Nocturna",
    "fin de semana": "Fin de semana",
}
LEVELS = {"preescolar": "Preescolar", "primaria": "Primaria", "secundaria": "Secundaria", "media": "Media"}
GROUPS = {
    "directivo": "Directivo docente",
    "docente": "Docente",
    "estudiante": "Estudiante",
    "egresado": "Egresado",
    "administrativo": "Administrativo",
    "familia": "Familia",
    "sector_productivo": "Sector productivo",
    "autoridad": "Autoridad",
    "otro": "Otro",
}
TOPICS = {
    "saber": "Pruebas Saber",
    "desercion": "Deserción",
    "repitencia": "Repitencia",
    "asistencia": "Asistencia",
    "matricula": "Matrícula",
    "otro": "Otro",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date that somebody outside the school has set."""

    what: str = fields.text("Qué vence", example="Cargar el PMI en Enjambre")
    date: dt.date | None = fields.day("Fecha")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInfo(Single):
    """The frame of the plan itself: its years, version, catalogue and approval."""

    KIND: ClassVar[str] = "plan"
    NOUN: ClassVar[str] = "plan"
    NOUNS: ClassVar[str] = "planes"
    STEP: ClassVar[str] = "outreach"

    id: str = fields.outside_id("Código del plan", help="Lo pone el programa y lo conservan las copias.")
    start_year: int = fields.required_year("Primer año del plan")
    end_year: int = fields.required_year("Último año del plan")
    version: int = fields.version(
        "Versión", help="Sube cuando, después de entregar, cambia algo de lo que imprime el PMI."
    )
    catalog: str = fields.code(
        "catalog",
        "Edición de la Guía 34",
        required=True,
        help="La lista de componentes que se valora: la de 2008 tiene 93; la actualización de 2026, 45.",
    )
    previous: str | None = fields.outside_ref("Plan anterior", help="El PMI del que nació este.")
    team_act: str = fields.text(
        "Acto que conforma el equipo de gestión",
        help="Resolución interna o acta con la que se creó el equipo, con su número y su fecha.",
        example="Resolución interna 004 del 20 de octubre de 2025",
        synonyms=("Acto administrativo de conformación del equipo de gestión",),
    )
    approval_act: str = fields.text(
        "Acta del Consejo Directivo",
        help="Acta o acuerdo con que el Consejo Directivo aprobó el plan.",
        example="Acta 003 del Consejo Directivo",
        synonyms=("Acta de aprobación", "Acto de aprobación"),
    )
    approved_on: dt.date | None = fields.day("Fecha de aprobación")
    approval_meeting: str | None = fields.ref("meetings", "Reunión en que se aprobó")
    priority_threshold: int | None = fields.integer(
        "Puntaje desde el que un factor pasa al plan",
        3,
        15,
        help="Opcional. Si lo escribe, el programa propone incluir los factores con ese total o más.",
    )
    deadlines: tuple[Deadline, ...] = fields.rows(
        "Plazos",
        Deadline,
        help="Fechas que fijó la Secretaría u otra entidad. Se muestran en el inicio y en el cronograma.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """How many people work at the school."""

    directivos: int | None = fields.integer("Directivos docentes")
    docentes: int | None = fields.integer("Docentes")
    administrativos: int | None = fields.integer("Administrativos")
    orientadores: int | None = fields.integer("Orientadores")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """How many pupils are enrolled, by level."""

    preescolar: int | None = fields.integer("Preescolar")
    primaria: int | None = fields.integer("Primaria")
    secundaria: int | None = fields.integer("Secundaria")
    media: int | None = fields.integer("Media")


@dataclass(frozen=True, slots=True, kw_only=True)
class School(Single):
    """The school (establecimiento educativo); ``domain.md`` 2.2 names the sources of its fields."""

    KIND: ClassVar[str] = "school"
    NOUN: ClassVar[str] = "establecimiento"
    NOUNS: ClassVar[str] = "establecimientos"
    TITLE: ClassVar[str] = "name"
    STEP: ClassVar[str] = "school"

    name: str = fields.text(
        "Nombre del establecimiento",
        help="El nombre completo, como aparece en el acto de reconocimiento.",
        example="Centro Educativo Rural Loma del Sietecueros",
        synonyms=("Nombre del establecimiento educativo", "Establecimiento educativo", "Nombre de la institución"),
    )
    dane_code: str = fields.text(
        "Código DANE",
        help="Doce dígitos. El del establecimiento es el de su sede principal.",
        example="254051999010",
        synonyms=("Código DANE de la institución", "Código DANE del establecimiento", "DANE"),
    )
    nit: str = fields.text("NIT", help="Con el dígito de verificación.", example="890501234-5")
    kind: str = fields.choice(
        "Clase de establecimiento",
        KINDS,
        help="Institución educativa: ofrece desde preescolar hasta 11.º. Centro educativo: no ofrece todos los grados.",
        synonyms=("Tipo de establecimiento",),
    )
    sector: str = fields.choice("Sector", SECTORS, synonyms=("Carácter", "Naturaleza"))
    zone: str = fields.choice("Zona", ZONES)
    territorial_entity: str = fields.text(
        "Entidad territorial certificada",
        help="La secretaría que acompaña al establecimiento.",
        example="Norte de Santander",
        synonyms=("Entidad territorial",),
    )
    municipality: str = fields.code("municipality", "Municipio")
    locality: str = fields.text(
        "Vereda, corregimiento o barrio",
        example="Vereda Loma del Sietecueros",
        synonyms=("Vereda", "Barrio", "Inspección"),
    )
    address: str = fields.text("Dirección", help="De la sede principal.", synonyms=("Dirección sede principal",))
    phone: str = fields.text("Teléfono", help="El del establecimiento.", synonyms=("Teléfonos",))
    email: str = fields.text("Correo electrónico", help="El institucional.", synonyms=("Correo", "E-mail"))
    website: str = fields.text("Página web")
    calendar: str = fields.choice("Calendario", CALENDARS)
    shifts: tuple[str, ...] = fields.choices("Jornadas", SHIFTS, synonyms=("Jornada",))
    levels: tuple[str, ...] = fields.choices("Niveles que ofrece", LEVELS, synonyms=("Niveles", "Niveles educativos"))
    head_name: str = fields.text(
        "Nombre del rector o director rural",
        example="Yolima Carrascal Peñaranda",
        synonyms=("Rector(a)", "Director(a) rural", "Rector(a) o director(a) rural", "Nombre del rector"),
    )
    head_role: str = fields.text(
        "Cargo", help="Como firma: rectora, rector, directora rural o director rural.", example="Directora rural"
    )
    recognition_act: str = fields.text(
        "Acto de reconocimiento oficial",
        help="Resolución con la que la Secretaría reconoce los estudios.",
        synonyms=("Resolución de aprobación", "Licencia de funcionamiento"),
    )
    staff: Staff = fields.group("Personal", Staff())
    enrolment: Enrolment = fields.group("Matrícula", Enrolment())


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Listed):
    """A site of the school (sede)."""

    KIND: ClassVar[str] = "sites"
    NOUN: ClassVar[str] = "sede"
    NOUNS: ClassVar[str] = "sedes"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "name"
    STEP: ClassVar[str] = "sites"

    name: str = fields.text("Nombre de la sede", example="La Cristalina Alta", synonyms=("Sede",))
    dane_code: str = fields.text(
        "Código DANE de la sede", help="Doce dígitos.", example="254051999029", synonyms=("Código DANE", "DANE")
    )
    main: bool = fields.yes_no(
        "Es la sede principal", help="Solo una. Su código DANE es el del establecimiento.", synonyms=("Principal",)
    )
    zone: str = fields.choice("Zona", {"urbana": "Urbana", "rural": "Rural"})
    locality: str = fields.text("Vereda, corregimiento o barrio", synonyms=("Vereda",))
    address: str = fields.text("Dirección")
    grades: str = fields.text("Grados", help="Del primero al último, o los que haya.", example="0-5")
    model: str = fields.text(
        "Modelo educativo",
        example="Escuela Nueva",
        help="Escuela Nueva, Postprimaria, Telesecundaria u otro.",
        synonyms=("Modelo",),
    )
    students: int | None = fields.integer("Estudiantes", synonyms=("Matrícula", "N.º de estudiantes"))
    teachers: int | None = fields.integer("Docentes", synonyms=("N.º de docentes",))
    multigrade: bool = fields.yes_no("Multigrado", help="Un docente atiende varios grados en la misma aula.")
    electricity: str = fields.choice("Energía", {"red": "Red", "solar": "Solar", "no": "No tiene"})
    internet: str = fields.choice("Internet", {"sí": "Sí", "intermitente": "Intermitente", "no": "No tiene"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Listed):
    """Somebody of the management team (equipo de gestión); a pupil is written as a role, never by name."""

    KIND: ClassVar[str] = "team"
    NOUN: ClassVar[str] = "integrante"
    NOUNS: ClassVar[str] = "integrantes"
    TITLE: ClassVar[str] = "name"
    STEP: ClassVar[str] = "team"

    name: str = fields.text(
        "Nombre",
        help="A un estudiante escríbalo por su grado, sin nombre: «Estudiante, 9.º».",
        example="Ramiro Ibarra Contreras",
        synonyms=("Nombres y apellidos", "Integrante"),
    )
    position: str = fields.text("Cargo o papel", example="Docente, sede principal", synonyms=("Cargo",))
    group: str = fields.choice("Estamento", GROUPS, synonyms=("Grupo", "Representa a"))
    leads: tuple[str, ...] = fields.codes(
        "area", "Áreas que lidera", help="Una persona puede liderar varias áreas de gestión."
    )
    site: str | None = fields.ref("sites", "Sede")
    email: str = fields.text(
        "Correo electrónico", contact=True, help="Sale de este computador solo si usted lo pide.", synonyms=("Correo",)
    )
    phone: str = fields.text("Teléfono", contact=True, help="Sale de este computador solo si usted lo pide.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilMember(Listed):
    """Somebody of the Consejo Directivo."""

    KIND: ClassVar[str] = "council"
    NOUN: ClassVar[str] = "consejero"
    NOUNS: ClassVar[str] = "consejeros"
    TITLE: ClassVar[str] = "name"
    STEP: ClassVar[str] = "team"

    name: str = fields.text("Nombre", help="Al representante de los estudiantes escríbalo por su grado, sin nombre.")
    represents: str = fields.text("A quién representa", example="Familias", synonyms=("Representa a", "Estamento"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A guiding question with the school's answer."""

    question: str = fields.text("Pregunta")
    answer: str = fields.prose("Respuesta")


_LONG = fields.LONG_TEXT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Single):
    """The review of the school's identity (``domain.md`` 2.4)."""

    KIND: ClassVar[str] = "identity"
    NOUN: ClassVar[str] = "identidad institucional"
    NOUNS: ClassVar[str] = "identidad institucional"
    FEMININE: ClassVar[bool] = True
    STEP: ClassVar[str] = "identity"

    mission: str = fields.prose(
        "Misión",
        limit=_LONG,
        help="Para qué existe el establecimiento, a quién sirve y cómo.",
        synonyms=("Misión institucional",),
    )
    vision: str = fields.prose(
        "Visión",
        limit=_LONG,
        help="Cómo será el establecimiento en unos años. Diga en cuál.",
        synonyms=("Visión institucional",),
    )
    principles: str = fields.prose("Principios", limit=_LONG, help="Las ideas que guían las decisiones.")
    values: str = fields.prose(
        "Valores", limit=_LONG, help="Los que se viven, con lo que cada uno quiere decir en la escuela."
    )
    objectives: str = fields.prose(
        "Objetivos institucionales", limit=_LONG, help="Los del PEI.", synonyms=("Objetivos", "Metas institucionales")
    )
    pei_comparison: str = fields.prose(
        "El PEI frente a la realidad",
        limit=_LONG,
        help="Qué dice el PEI, qué se hace de verdad y qué falta incorporar.",
        synonyms=("Comparación del PEI y el funcionamiento del establecimiento",),
    )
    context: str = fields.prose(
        "Contexto",
        limit=_LONG,
        help="Las familias, el trabajo, los caminos, la conectividad, los riesgos: lo que pesa en el aprendizaje.",
        synonyms=("Análisis del contexto", "Caracterización del entorno"),
    )
    answers: tuple[Answer, ...] = fields.rows("Preguntas de apoyo", Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextFigure(Listed):
    """One of the school's own figures, with where it comes from and what it tells."""

    KIND: ClassVar[str] = "context_data"
    NOUN: ClassVar[str] = "dato propio"
    NOUNS: ClassVar[str] = "datos propios"
    TITLE: ClassVar[str] = "reading"
    STEP: ClassVar[str] = "identity"

    topic: str = fields.choice("Tema", TOPICS)
    year: int | None = fields.year("Año")
    value: Decimal | None = fields.number("Valor", example="14,8")
    unit: str = fields.text("Unidad", example="% de inasistencia")
    source: str = fields.text("Fuente", example="SIMAT")
    reading: str = fields.prose("Qué nos dice", example="Sube en la cosecha.")
