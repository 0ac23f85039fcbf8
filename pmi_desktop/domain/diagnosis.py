"""How the school stands: assessments, ratings and critical factors."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from pmi_desktop.domain import fields
from pmi_desktop.domain.records import Keyed, Listed

LEVEL_NAMES = {1: "Existencia", 2: "Pertinencia", 3: "Apropiación", 4: "Mejoramiento continuo"}
LEVEL_MEANINGS = {
    1: "Apenas comienza: acciones sueltas, sin planeación ni metas.",
    2: "Hay planeación y metas propias, y los esfuerzos empiezan a articularse.",
    3: "Las acciones se articulan y la comunidad las conoce, pero aún no se evalúan y ajustan siempre.",
    4: "Se evalúan los procesos y los resultados, y se ajustan según lo que muestran.",
}
"""In our words, after Guía 34 (``domain.md`` 1.3): each level contains the ones before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Listed):
    """The self-assessment of one year (autoevaluación institucional)."""

    KIND: ClassVar[str] = "assessments"
    NOUN: ClassVar[str] = "autoevaluación"
    NOUNS: ClassVar[str] = "autoevaluaciones"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "year"
    STEP: ClassVar[str] = "self_assessment"

    year: int | None = fields.year("Año de la autoevaluación")
    finished_on: dt.date | None = fields.day("Fecha en que se terminó", synonyms=("Fecha final de la autoevaluación",))
    catalog: str = fields.code(
        "catalog", "Edición de la Guía 34", help="Si la deja vacía, es la misma edición del plan."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Keyed):
    """What the team agreed on one component in one assessment (valoración)."""

    KIND: ClassVar[str] = "ratings"
    NOUN: ClassVar[str] = "valoración"
    NOUNS: ClassVar[str] = "valoraciones"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "component"
    STEP: ClassVar[str] = "self_assessment"

    assessment: str = fields.parent("assessments", "Autoevaluación", in_key=True)
    component: str = fields.code("component", "Componente", required=True, in_key=True)
    level: int | None = fields.integer(
        "Nivel",
        1,
        4,
        help="1 Existencia, 2 Pertinencia, 3 Apropiación, 4 Mejoramiento continuo. Cada nivel contiene los anteriores.",
        synonyms=("Valoración", "Calificación", "Valor"),
    )
    not_applicable: bool = fields.yes_no(
        "No aplica", help="Solo si el componente no puede darse en este establecimiento."
    )
    reason: str = fields.prose(
        "Por qué no aplica", example="En 2025 ninguna sede registra estudiantes de grupos étnicos."
    )
    evidence: str = fields.prose(
        "Evidencia",
        help="Qué muestra que están en ese nivel y dónde se guarda.",
        example="Reporte SIMAT al día; cronograma de matrícula publicado en las seis sedes.",
        synonyms=("Evidencias",),
    )
    strength: str = fields.prose(
        "Fortaleza",
        help="Lo que ya funciona y conviene conservar.",
        example="Los docentes planean por proyectos de aula comunes desde el microcentro mensual.",
        synonyms=("Fortalezas",),
    )
    opportunity: str = fields.prose(
        "Oportunidad de mejoramiento",
        help="Lo que se puede mejorar y está al alcance del establecimiento.",
        example="Reunir en una sola planilla la inasistencia de las sedes.",
        synonyms=("Oportunidad", "Oportunidades de mejoramiento"),
    )
    votes: tuple[int, ...] = fields.votes("Votos por nivel", help="Cuántos levantaron la mano por cada nivel.")


_SCORES = "De 1 (poco) a 5 (mucho)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Listed):
    """A critical factor (factor crítico): what holds a component back, and how much it presses."""

    KIND: ClassVar[str] = "factors"
    NOUN: ClassVar[str] = "factor crítico"
    NOUNS: ClassVar[str] = "factores críticos"
    TITLE: ClassVar[str] = "description"
    STEP: ClassVar[str] = "priorities"

    assessment: str = fields.parent("assessments", "Autoevaluación")
    component: str = fields.code("component", "Componente", required=True)
    description: str = fields.prose(
        "Factor crítico",
        help="La situación que frena el componente: qué pasa, a quiénes, en qué sedes.",
        example="La inasistencia sube en la cosecha de café y el establecimiento solo se entera al cierre del período.",
        synonyms=("Descripción del factor crítico", "Factores críticos"),
    )
    causes: str = fields.prose(
        "Causas", help="Las de adentro y las de afuera.", synonyms=("Causas internas y externas",)
    )
    urgency: int | None = fields.integer("Urgencia", 1, 5, help=f"Qué tan pronto hay que superarlo. {_SCORES}")
    trend: int | None = fields.integer("Tendencia", 1, 5, help=f"Cuánto empeora si se deja así. {_SCORES}")
    impact: int | None = fields.integer("Impacto", 1, 5, help=f"Cuánto pesa en los resultados de la escuela. {_SCORES}")
    included: bool | None = fields.decision("¿Pasa al plan?", synonyms=("Pasa al plan", "Priorizado"))
    reason: str = fields.prose(
        "Por qué", help="Hace falta cuando la decisión va en contra del puntaje.", synonyms=("Razón",)
    )
