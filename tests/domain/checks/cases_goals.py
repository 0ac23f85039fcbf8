"""Plans with and without what is missing in factors, objectives, goals and indicators."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.goals import Goal, Indicator, Objective, YearTarget
from tests.domain.checks.making import Broken, Case, changed, every, without

_LONG_NAME = "A noviembre de 2026, el 75 % de los estudiantes de 3.º a…"


CASES: Mapping[str, Case] = {
    "no-factor-included": Case(
        "B - -",
        (
            Broken(every(Factor, included=False), None, None, "Ningún factor crítico pasa al plan"),
            Broken(without(Factor), None, None, "Ningún factor crítico"),
        ),
    ),
    "factor-incomplete": Case(
        "B - -",
        (
            Broken(
                changed(Factor, "f2", urgency=None, impact=None),
                "factors:f2",
                "urgency",
                "no tiene urgencia ni impacto.",
            ),
            Broken(
                changed(Factor, "f2", description=""),
                "factors:f2",
                "description",
                "El factor crítico del componente «Seguimiento a la asistencia» pasa al plan y no tiene descripción.",
            ),
        ),
        (changed(Factor, "f6", urgency=None),),
    ),
    "factor-undecided": Case(
        "a - -", (Broken(changed(Factor, "f6", included=None), "factors:f6", "included", "Falta decidir si el factor"),)
    ),
    "factor-from-high-level": Case(
        "a - -",
        (Broken(changed(Rating, "as2025/2.4.3", level=3, opportunity=""), "factors:f2", None, "que está en nivel 3"),),
        (changed(Rating, "as2024/2.4.3", level=3), changed(Rating, "as2025/2.4.3", level=4, not_applicable=True)),
    ),
    "ranking-not-followed": Case(
        "a - -",
        (Broken(changed(Factor, "f2", included=False), "factors:f2", "reason", "tiene más prioridad que otro"),),
        (
            changed(Factor, "f2", included=False, reason="Lo atiende la alcaldía"),
            changed(Factor, "f2", included=None),
            changed(Factor, "f2", included=False, trend=None),
        ),
    ),
    "factor-without-objective": Case(
        "B - -",
        (Broken(changed(Objective, "o2", factors=()), "factors:f2", None, "Ningún objetivo responde al factor"),),
    ),
    "objective-without-factor": Case(
        "B - -",
        (
            Broken(
                changed(Objective, "o2", factors=()), "objectives:o2", "factors", "no responde a ningún factor crítico"
            ),
            Broken(changed(Factor, "f2", included=False), "objectives:o2", "factors", "que no pasan al plan"),
        ),
        (changed(Objective, "o2", factors=("f6", "f2")),),
    ),
    "objective-text-missing": Case(
        "B - -",
        (Broken(changed(Objective, "o2", text=""), "objectives:o2", "text", "El segundo objetivo no tiene texto."),),
    ),
    "objective-not-infinitive": Case(
        "a - -",
        tuple(
            Broken(
                changed(Objective, "o2", text=text), "objectives:o2", "text", "no empieza con un verbo en infinitivo"
            )
            for text in ("Reducción de la inasistencia", "La inasistencia baja", "Base común de trabajo")
        ),
        tuple(
            changed(Objective, "o2", text=text)
            for text in ("Reunirse con las familias", "1. REDUCIR la inasistencia", "«Oír a las familias»", "", "123")
        ),
    ),
    "objective-without-goal": Case(
        "B - -",
        (
            Broken(
                without(Goal, "m21"), "objectives:o2", None, "con un sistema…» no tiene metas. Agregue al menos una."
            ),
        ),
    ),
    "goal-incomplete": Case(
        "B - -",
        (
            Broken(changed(Goal, "m12", text=""), "goals:m12", "text", "La segunda meta del objetivo «Integrar en la"),
            Broken(changed(Goal, "m12", due_on=None), "goals:m12", "due_on", "no tiene fecha de cumplimiento."),
            Broken(changed(Goal, "m21", due_on=None, text=""), "goals:m21", "text", "La meta del objetivo «Reducir"),
        ),
    ),
    "goal-outside-plan": Case(
        "B - -",
        (
            Broken(
                changed(Goal, "m11", due_on=dt.date(2027, 1, 1)),
                "goals:m11",
                "due_on",
                f"La meta «{_LONG_NAME}» vence en 2027 y el plan es de 2026.",
            ),
        ),
        (changed(Goal, "m11", due_on=dt.date(2026, 12, 31)),),
    ),
    "goal-without-indicator": Case(
        "B - -",
        (Broken(without(Indicator, "i11"), "goals:m11", None, f"La meta «{_LONG_NAME}» no tiene indicador."),),
    ),
    "indicator-incomplete": Case(
        "B - -",
        (
            Broken(changed(Indicator, "i21", name=""), "indicators:i21", "name", "Al indicador de la meta «Bajar la"),
            Broken(changed(Indicator, "i21", unit=""), "indicators:i21", "unit", "le falta la unidad."),
            Broken(
                changed(Indicator, "i21", direction="", target=None),
                "indicators:i21",
                "direction",
                "le faltan el sentido (subir o bajar) y el valor de la meta.",
            ),
        ),
        (changed(Indicator, "i21", target=None, targets=(YearTarget(year=2026, value=Decimal(8)),)),),
    ),
    "indicator-without-baseline": Case(
        "a - -",
        (Broken(changed(Indicator, "i21", baseline=None), "indicators:i21", "baseline", "no tiene línea base."),),
    ),
    "indicator-details": Case(
        "a - -",
        (
            Broken(
                changed(Indicator, "i21", formula="", frequency="", source="", responsible=None),
                "indicators:i21",
                "formula",
                "le faltan la fórmula, la frecuencia, la fuente y el responsable.",
            ),
            Broken(changed(Indicator, "i21", source=""), "indicators:i21", "source", "le falta la fuente."),
        ),
        (changed(Indicator, "i21", instrument="", kind=""),),
    ),
    "target-equals-baseline": Case(
        "a - -",
        (
            Broken(
                changed(Indicator, "i21", target=Decimal("14.80")), "indicators:i21", "target", "la línea base (14,8)."
            ),
        ),
        (changed(Indicator, "i21", target=None, baseline=None),),
    ),
    "direction-contradicts": Case(
        "a - -",
        (
            Broken(changed(Indicator, "i21", direction="up"), "indicators:i21", "direction", "el sentido es «Subir»"),
            Broken(
                changed(Indicator, "i11", targets=(YearTarget(year=2026, value=Decimal(40)),)),
                "indicators:i11",
                "direction",
                "la meta (40) queda al otro lado de la línea base (42,3)",
            ),
        ),
        (
            changed(Indicator, "i21", direction=""),
            changed(Indicator, "i21", target=Decimal("14.8")),
            changed(Indicator, "i11", target=Decimal("42.3")),
        ),
    ),
}
