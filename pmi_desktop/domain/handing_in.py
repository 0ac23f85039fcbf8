"""What leaves the school and what comes back: verification, deliveries, concepts, minutes, attached files."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from pmi_desktop.domain import fields
from pmi_desktop.domain.records import Keyed, Listed

RESULTS = {
    "cumple": "Cumple",
    "parcial": "Cumple en parte",
    "no_cumple": "No cumple",
    "no_aplica": "No aplica",
}
_LONG = fields.LONG_TEXT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Keyed):
    """The answer to a criterion of the verification form, by the school or by the Secretaría."""

    KIND: ClassVar[str] = "review"
    NOUN: ClassVar[str] = "respuesta a un criterio"
    NOUNS: ClassVar[str] = "respuestas a los criterios"
    FEMININE: ClassVar[bool] = True
    STEP: ClassVar[str] = "verification"

    criterion: str = fields.name_in_key("Criterio")
    by: str = fields.choice_in_key("Quién responde", {"school": "El establecimiento", "sed": "La Secretaría"})
    version: int = fields.integer_in_key("Versión del plan", 1, fields.COUNT_LIMIT)
    result: str = fields.choice("Resultado", RESULTS)
    note: str = fields.prose("Observación", synonyms=("Observaciones",))
    date: dt.date | None = fields.day("Fecha")
    reviewer: str = fields.text("Quién verificó")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Listed):
    """A package that was handed in (entrega)."""

    KIND: ClassVar[str] = "deliveries"
    NOUN: ClassVar[str] = "entrega"
    NOUNS: ClassVar[str] = "entregas"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "made_on"
    STEP: ClassVar[str] = "hand_in"

    moment: str = fields.choice(
        "Qué se entrega", {"plan": "El plan", "checkpoint": "Un corte", "closing": "El cierre del año"}
    )
    checkpoint: str | None = fields.ref("checkpoints", "Corte")
    year: int | None = fields.year("Año")
    version: int | None = fields.integer("Versión del plan", 1)
    made_on: dt.date | None = fields.day("Paquete hecho el")
    delivered_by: str = fields.text("Quién entrega")
    package_code: str = fields.text("Código del paquete")
    channel: str = fields.choice(
        "Por dónde", {"enjambre": "Comunidad Virtual Enjambre", "fisico": "En físico", "correo": "Correo electrónico"}
    )
    delivered_on: dt.date | None = fields.day("Entregado el")
    received_by: str = fields.text("Quién recibe")
    receipt_number: str = fields.text("Número de radicado")
    note: str = fields.prose("Nota")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept(Listed):
    """The Secretaría's technical opinion on a delivery (concepto técnico)."""

    KIND: ClassVar[str] = "concepts"
    NOUN: ClassVar[str] = "concepto técnico"
    NOUNS: ClassVar[str] = "conceptos técnicos"
    TITLE: ClassVar[str] = "number"
    STEP: ClassVar[str] = "concept"

    delivery: str = fields.parent("deliveries", "Entrega")
    result: str = fields.choice(
        "Resultado", {"favorable": "Favorable", "con_observaciones": "Con observaciones", "devuelto": "Devuelto"}
    )
    number: str = fields.text("Número del concepto")
    issued_on: dt.date | None = fields.day("Fecha del concepto")
    received_on: dt.date | None = fields.day("Recibido el")
    reviewer: str = fields.text("Quién lo firma")
    reviewer_role: str = fields.text("Cargo de quien firma")
    text: str = fields.prose("Texto del concepto")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Listed):
    """Something a concept asks for, as a task with a written answer."""

    KIND: ClassVar[str] = "observations"
    NOUN: ClassVar[str] = "observación"
    NOUNS: ClassVar[str] = "observaciones"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "text"
    STEP: ClassVar[str] = "concept"

    concept: str = fields.parent("concepts", "Concepto")
    criterion: str = fields.text("Criterio")
    step: str = fields.text("Paso en que se atiende")
    record: str = fields.text("Qué se ajusta", help="La meta, la sede o lo que corresponda de ese paso.")
    text: str = fields.prose("Observación de la Secretaría")
    response: str = fields.prose("Respuesta del establecimiento")
    attended_on: dt.date | None = fields.day("Atendida el")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name with a role, for guests and signers."""

    name: str = fields.text("Nombre")
    role: str = fields.text("Cargo o papel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody promised at a meeting."""

    text: str = fields.text("Compromiso")
    responsible: str = fields.text("Responsable")
    due_on: dt.date | None = fields.day("Para cuándo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Listed):
    """The minutes of a meeting (acta)."""

    KIND: ClassVar[str] = "meetings"
    NOUN: ClassVar[str] = "acta"
    NOUNS: ClassVar[str] = "actas"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "number"
    STEP: ClassVar[str] = "outreach"

    kind: str = fields.choice(
        "Clase de reunión",
        {
            "equipo": "Equipo de gestión",
            "consejo_directivo": "Consejo Directivo",
            "asamblea": "Asamblea",
            "microcentro": "Microcentro",
            "otra": "Otra",
        },
    )
    number: str = fields.text("Número del acta", example="003")
    date: dt.date | None = fields.day("Fecha")
    starts_at: dt.time | None = fields.clock_time("Hora de inicio", example="09:00")
    ends_at: dt.time | None = fields.clock_time("Hora de cierre", example="11:30")
    place: str = fields.text("Lugar", example="Sede principal")
    attendees: tuple[str, ...] = fields.refs("team", "Asistentes del equipo")
    council_attendees: tuple[str, ...] = fields.refs("council", "Asistentes del Consejo Directivo")
    guests: tuple[Person, ...] = fields.rows("Invitados", Person)
    agenda: str = fields.prose("Orden del día", limit=_LONG)
    development: str = fields.prose("Desarrollo", limit=_LONG)
    decisions: str = fields.prose("Decisiones", limit=_LONG)
    commitments: tuple[Commitment, ...] = fields.rows("Compromisos", Commitment)
    signers: tuple[Person, ...] = fields.rows("Quiénes firman", Person)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A record that an attached file is about."""

    kind: str = fields.text("Clase de registro")
    key: str = fields.text("Código del registro")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Listed):
    """An attached file; its bytes lie beside the plan under their SHA-256."""

    KIND: ClassVar[str] = "evidences"
    NOUN: ClassVar[str] = "archivo adjunto"
    NOUNS: ClassVar[str] = "archivos adjuntos"
    TITLE: ClassVar[str] = "name"
    STEP: ClassVar[str] = "progress"

    name: str = fields.text("Nombre del archivo")
    media_type: str = fields.text("Tipo de archivo")
    size: int | None = fields.integer("Tamaño en bytes", 0, 10**12)
    sha256: str = fields.text("Huella SHA-256")
    about: tuple[About, ...] = fields.rows("De qué trata", About)
    shows_minors: bool = fields.yes_no("Se reconocen menores de edad")
    in_package: bool = fields.yes_no("Va en el paquete")
