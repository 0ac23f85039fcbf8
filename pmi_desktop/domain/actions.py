"""What the school will do: actions, tasks, money, outreach and the dates of the cuts."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from pmi_desktop.domain import fields
from pmi_desktop.domain.records import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step of an action."""

    id: str = fields.key()
    description: str = fields.text("Tarea", example="Repartir textos por ciclo")
    done: bool = fields.yes_no("Hecha")
    responsible: str = fields.text("Responsable")
    due_on: dt.date | None = fields.day("Para cuándo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Listed):
    """Something to do for a goal (acción): who, when, where, with what weight."""

    KIND: ClassVar[str] = "actions"
    NOUN: ClassVar[str] = "acción"
    NOUNS: ClassVar[str] = "acciones"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "description"
    STEP: ClassVar[str] = "actions"

    goal: str = fields.parent("goals", "Meta")
    description: str = fields.prose(
        "Acción",
        help="Qué se va a hacer, con un verbo al comienzo.",
        example="Instalar biblioteca digital sin conexión en 8 computadores",
        synonyms=("Acciones", "Actividad", "Actividades"),
    )
    responsible: tuple[str, ...] = fields.refs("team", "Responsables", synonyms=("Responsable",))
    responsible_other: str = fields.text(
        "Otro responsable", help="Alguien que no está en el equipo.", example="Microcentro rural"
    )
    start_on: dt.date | None = fields.day(
        "Comienza", synonyms=("Fecha inicial", "Fecha de inicio", "Inicio", "Inicial")
    )
    end_on: dt.date | None = fields.day("Termina", synonyms=("Fecha final", "Fecha de terminación", "Fin", "Final"))
    weight: int | None = fields.integer(
        "Peso (%)", 0, 100, help="Cuánto aporta a su meta. Los de una misma meta suman 100.", synonyms=("Peso",)
    )
    sites: tuple[str, ...] = fields.refs("sites", "Sedes", help="Sin ninguna marcada, es para todas.")
    tasks: tuple[Task, ...] = fields.rows("Tareas", Task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund(Listed):
    """Money that a source makes available in a year."""

    KIND: ClassVar[str] = "funds"
    NOUN: ClassVar[str] = "fuente de dinero"
    NOUNS: ClassVar[str] = "fuentes de dinero"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "source"
    STEP: ClassVar[str] = "budget"

    source: str = fields.text("Fuente", example="FSE – gratuidad", synonyms=("Fuente de financiación",))
    year: int | None = fields.year("Año")
    available: int | None = fields.money("Disponible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Listed):
    """What an action needs (recurso)."""

    KIND: ClassVar[str] = "resources"
    NOUN: ClassVar[str] = "recurso"
    NOUNS: ClassVar[str] = "recursos"
    TITLE: ClassVar[str] = "description"
    STEP: ClassVar[str] = "budget"

    action: str = fields.parent("actions", "Acción")
    description: str = fields.text("Recurso", example="Memorias USB y transporte", synonyms=("Recursos", "Descripción"))
    kind: str = fields.choice(
        "Tipo de recurso", {"humano": "Humano", "fisico": "Físico", "financiero": "Financiero"}, synonyms=("Tipo",)
    )
    year: int | None = fields.year("Año", help="Si lo deja vacío, es el año en que comienza la acción.")
    quantity: Decimal | None = fields.number("Cantidad")
    unit: str = fields.text("Unidad", example="unidad")
    unit_cost: int | None = fields.money("Valor unitario")
    amount: int | None = fields.money(
        "Valor total",
        help="Si lo escribe, manda sobre cantidad por valor unitario.",
        synonyms=("Valor", "Costo", "Total"),
    )
    source: str = fields.text(
        "Fuente de financiación",
        help="De dónde sale el dinero o el aporte.",
        example="FSE – gratuidad",
        synonyms=("Fuente",),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outreach(Listed):
    """An event at which the plan, its follow-up or its results were made known (socialización)."""

    KIND: ClassVar[str] = "outreach"
    NOUN: ClassVar[str] = "socialización"
    NOUNS: ClassVar[str] = "socializaciones"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "means"
    STEP: ClassVar[str] = "outreach"

    topic: str = fields.choice(
        "Qué se socializó", {"plan": "El plan", "seguimiento": "El seguimiento", "resultados": "Los resultados"}
    )
    date: dt.date | None = fields.day("Fecha")
    means: str = fields.text(
        "Medio o espacio", example="Asamblea de familias, sede principal", synonyms=("Medio", "Espacio")
    )
    audience: str = fields.text(
        "Con quiénes", example="Familias y estudiantes", synonyms=("Estamento", "Participantes")
    )
    attendees: int | None = fields.integer("Asistentes", synonyms=("N.º de asistentes",))
    evidence: str = fields.text("Evidencia", example="Acta y lista de asistencia")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint(Listed):
    """A date at which progress is looked at (corte de seguimiento)."""

    KIND: ClassVar[str] = "checkpoints"
    NOUN: ClassVar[str] = "corte"
    NOUNS: ClassVar[str] = "cortes"
    TITLE: ClassVar[str] = "label"
    STEP: ClassVar[str] = "checkpoints"

    label: str = fields.text("Nombre del corte", example="Corte 1", synonyms=("Corte",))
    date: dt.date | None = fields.day("Fecha del corte", synonyms=("Fecha de seguimiento",))
