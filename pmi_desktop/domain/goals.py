"""What the school wants: objectives, goals and indicators."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from pmi_desktop.domain import fields
from pmi_desktop.domain.records import Listed

DIRECTIONS = {"up": "Subir", "down": "Bajar"}
FREQUENCIES = {
    "mensual": "Mensual",
    "bimestral": "Bimestral",
    "trimestral": "Trimestral",
    "semestral": "Semestral",
    "anual": "Anual",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Listed):
    """A change sought (objetivo), in answer to one or more critical factors."""

    KIND: ClassVar[str] = "objectives"
    NOUN: ClassVar[str] = "objetivo"
    NOUNS: ClassVar[str] = "objetivos"
    TITLE: ClassVar[str] = "text"
    STEP: ClassVar[str] = "objectives"

    factors: tuple[str, ...] = fields.refs("factors", "Factores críticos a los que responde")
    text: str = fields.prose(
        "Objetivo",
        help="Empiece con un verbo en infinitivo y diga qué cambia y para quiénes.",
        example="Reducir la inasistencia en época de cosecha con un sistema de aviso acordado con las familias.",
        synonyms=("Objetivos", "Objetivo estratégico"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Listed):
    """A goal (meta): how much of the objective, by when."""

    KIND: ClassVar[str] = "goals"
    NOUN: ClassVar[str] = "meta"
    NOUNS: ClassVar[str] = "metas"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "text"
    STEP: ClassVar[str] = "goals"

    objective: str = fields.parent("objectives", "Objetivo")
    text: str = fields.prose(
        "Meta",
        help="Cuánto se va a lograr, de qué, en quiénes y para cuándo.",
        example="A octubre de 2026, las seis sedes tienen plan escolar de gestión del riesgo.",
        synonyms=("Metas",),
    )
    due_on: dt.date | None = fields.day("Fecha de cumplimiento", synonyms=("Plazo", "Fecha límite"))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTarget:
    """What an indicator should reach in one year of the plan."""

    year: int | None = fields.year("Año")
    value: Decimal | None = fields.number("Meta del año")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Listed):
    """How a goal is measured (indicador): from where, to where, in which direction."""

    KIND: ClassVar[str] = "indicators"
    NOUN: ClassVar[str] = "indicador"
    NOUNS: ClassVar[str] = "indicadores"
    TITLE: ClassVar[str] = "name"
    STEP: ClassVar[str] = "goals"

    goal: str = fields.parent("goals", "Meta")
    name: str = fields.text(
        "Indicador", example="Inasistencia media mensual", synonyms=("Indicadores", "Nombre del indicador")
    )
    formula: str = fields.prose(
        "Cómo se calcula",
        example="(días de inasistencia ÷ días programados) × 100",
        synonyms=("Fórmula",),
    )
    kind: str = fields.choice(
        "Tipo de indicador",
        {"producto": "Producto", "resultado": "Resultado", "impacto": "Impacto"},
        help="Producto: lo que se hizo. Resultado: lo que cambió. Impacto: lo que quedó a largo plazo.",
        synonyms=("Tipo",),
    )
    direction: str = fields.choice("Sentido", DIRECTIONS, help="Si se quiere que el valor suba o que baje.")
    unit: str = fields.text("Unidad", example="%", synonyms=("Unidad de medida",))
    baseline: Decimal | None = fields.number(
        "Línea base", help="El valor de hoy.", example="14,8", synonyms=("Línea de base", "LB")
    )
    target: Decimal | None = fields.number(
        "Valor de la meta",
        help="El valor al que se quiere llegar.",
        example="8",
        synonyms=("Valor esperado", "Valor meta"),
    )
    targets: tuple[YearTarget, ...] = fields.rows(
        "Metas por año", YearTarget, help="Solo si el plan dura varios años y la meta cambia de uno a otro."
    )
    frequency: str = fields.choice(
        "Cada cuánto se mide", FREQUENCIES, synonyms=("Frecuencia", "Frecuencia de recolección")
    )
    source: str = fields.text("Fuente del dato", example="Planilla única de asistencia", synonyms=("Fuente",))
    instrument: str = fields.text(
        "Instrumento de recolección",
        example="Consolidado mensual",
        synonyms=("Instrumentos de recolección", "Instrumento"),
    )
    responsible: str | None = fields.ref("team", "Quién lo mide")
