"""What was done and what it achieved: progress, measures, evaluations, reviews of goals."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from pmi_desktop.domain import fields
from pmi_desktop.domain.records import Keyed, Listed

STATES = {
    "SIN": "Sin iniciar",
    "EJ": "En ejecución",
    "ESP": "En espera",
    "FIN": "Terminada",
    "CANC": "Cancelada",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionProgress(Keyed):
    """How an action stands at a cut (avance)."""

    KIND: ClassVar[str] = "action_progress"
    NOUN: ClassVar[str] = "avance"
    NOUNS: ClassVar[str] = "avances"
    TITLE: ClassVar[str] = "done"
    STEP: ClassVar[str] = "progress"

    checkpoint: str = fields.parent("checkpoints", "Corte", in_key=True)
    action: str = fields.parent("actions", "Acción", in_key=True)
    state: str = fields.choice("Estado", STATES, synonyms=("Estado de ejecución",))
    percent: int | None = fields.integer("Avance (%)", 0, 100, synonyms=("% de ejecución", "Porcentaje de avance"))
    done: str = fields.prose("Qué se hizo", synonyms=("Acciones realizadas", "Avance"))
    difficulty: str = fields.prose("Dificultades", synonyms=("Dificultad",))
    adjustment: str = fields.prose("Ajustes", help="Qué se cambió o se decidió por eso.", synonyms=("Ajuste",))
    evidence: str = fields.prose("Evidencia", help="Qué lo muestra y dónde está.", synonyms=("Evidencias",))
    spent: int | None = fields.money("Gastado")
    reported_by: str = fields.text("Quién informa")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorMeasure(Keyed):
    """What an indicator showed at a cut (medición)."""

    KIND: ClassVar[str] = "indicator_measures"
    NOUN: ClassVar[str] = "medición"
    NOUNS: ClassVar[str] = "mediciones"
    FEMININE: ClassVar[bool] = True
    STEP: ClassVar[str] = "results"

    checkpoint: str = fields.parent("checkpoints", "Corte", in_key=True)
    indicator: str = fields.parent("indicators", "Indicador", in_key=True)
    value: Decimal | None = fields.number("Valor", synonyms=("Resultado", "Valor obtenido"))
    numerator: Decimal | None = fields.number("Numerador")
    denominator: Decimal | None = fields.number("Denominador")
    note: str = fields.prose("Nota", help="Por ejemplo, por qué no se midió.", synonyms=("Observaciones",))
    reported_by: str = fields.text("Quién informa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Listed):
    """What a year achieved, in the school's words."""

    KIND: ClassVar[str] = "evaluations"
    NOUN: ClassVar[str] = "evaluación"
    NOUNS: ClassVar[str] = "evaluaciones"
    FEMININE: ClassVar[bool] = True
    TITLE: ClassVar[str] = "year"
    STEP: ClassVar[str] = "evaluation"

    year: int | None = fields.year("Año")
    text: str = fields.prose("Evaluación de resultados", help="Qué se logró, qué no y por qué, qué se aprendió.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReview(Keyed):
    """The judgement on a goal at the end of a year, and what comes next."""

    KIND: ClassVar[str] = "goal_reviews"
    NOUN: ClassVar[str] = "cierre de meta"
    NOUNS: ClassVar[str] = "cierres de meta"
    STEP: ClassVar[str] = "evaluation"

    goal: str = fields.parent("goals", "Meta", in_key=True)
    year: int = fields.integer_in_key("Año", fields.FIRST_YEAR, fields.LAST_YEAR)
    judgement: str = fields.choice(
        "Cumplimiento", {"cumplida": "Cumplida", "parcial": "Cumplida en parte", "no_cumplida": "No cumplida"}
    )
    next: str = fields.choice("Qué sigue", {"sigue": "Sigue igual", "se_ajusta": "Se ajusta", "se_cierra": "Se cierra"})
    why: str = fields.prose("Por qué")
