"""What the verification form asks: our wording, after what reviewers usually look at (``domain.md`` 3)."""

from pmi_desktop.official.definitions import CriterionRow


def _by_findings(number: int, step: str, text: str, *codes: str) -> CriterionRow:
    return CriterionRow(id=f"c{number:02}", text=text, codes=codes, step=step)


def _by_hand(number: int, step: str, text: str) -> CriterionRow:
    return CriterionRow(id=f"c{number:02}", text=text, step=step)


CRITERIA = (
    _by_findings(
        1, "school", "La identificación está completa, con códigos DANE de doce dígitos y todas las sedes.",
        "school-field-missing", "dane-not-12-digits", "main-site", "site-incomplete",
    ),
    _by_findings(
        2, "team", "El equipo de gestión tiene acto de conformación y quien lidere cada área.",
        "team-empty", "area-without-leader", "team-act-missing",
    ),
    _by_findings(3, "identity", "La misión y la visión están revisadas y escritas.", "identity-missing"),
    _by_findings(
        4, "self_assessment", "Todos los componentes están valorados, o dicen por qué no aplican.",
        "component-pending", "na-without-reason",
    ),
    _by_findings(
        5, "self_assessment", "Los niveles 2 a 4 tienen evidencia y los de nivel 1, oportunidad de mejoramiento.",
        "rating-without-evidence", "level-1-without-opportunity",
    ),
    _by_findings(
        6, "strengths", "Cada área tiene fortalezas y oportunidades de mejoramiento escritas.",
        "area-without-strength", "area-without-opportunity",
    ),
    _by_findings(
        7, "priorities", "Los factores críticos salen de componentes en nivel 1 o 2 y están decididos.",
        "no-factor-included", "factor-undecided", "factor-from-high-level",
    ),
    _by_findings(
        8, "priorities", "Urgencia, tendencia e impacto están completos; si no se sigue el puntaje, se dice por qué.",
        "factor-incomplete", "ranking-not-followed",
    ),
    _by_findings(
        9, "objectives", "Cada factor del plan tiene objetivo y cada objetivo responde a un factor.",
        "factor-without-objective", "objective-without-factor",
    ),
    _by_findings(
        10, "objectives", "Los objetivos están escritos y comienzan con un verbo en infinitivo.",
        "objective-text-missing", "objective-not-infinitive",
    ),
    _by_hand(11, "objectives", "Cada objetivo dice qué cambia y para quiénes."),
    _by_findings(
        12, "goals", "Cada objetivo tiene metas con texto y fecha dentro de los años del plan.",
        "objective-without-goal", "goal-incomplete", "goal-outside-plan",
    ),
    _by_findings(
        13, "goals", "Cada meta tiene indicador con fórmula, línea base, valor esperado, frecuencia y fuente.",
        "goal-without-indicator", "indicator-incomplete", "indicator-without-baseline", "indicator-details",
    ),
    _by_findings(
        14, "goals", "El valor esperado de cada indicador es distinto de su línea base y va en el sentido buscado.",
        "target-equals-baseline", "direction-contradicts",
    ),
    _by_hand(15, "goals", "Cada indicador mide lo que su meta promete."),
    _by_findings(
        16, "actions", "Cada meta tiene acciones y sus pesos suman 100.", "goal-without-action", "weights-not-100"
    ),
    _by_findings(
        17, "actions", "Las acciones tienen responsables y fechas que caben en su meta y en los años del plan.",
        "action-incomplete", "action-dates-reversed", "action-outside-plan", "action-after-goal",
    ),
    _by_findings(
        18, "actions", "El plan atiende el área académica y llega a todas las sedes.",
        "academic-area-absent", "site-never-reached",
    ),
    _by_findings(
        19, "budget", "Los recursos tienen fuente y no pasan de lo disponible.", "resource-incomplete", "fund-exceeded"
    ),
    _by_hand(
        20, "identity",
        "El plan se articula con el PEI, las pruebas externas, los proyectos transversales, la inclusión y el plan de "
        "gestión del riesgo.",
    ),
    _by_findings(21, "outreach", "El plan se socializó y hay evidencia.", "outreach-missing"),
    _by_findings(22, "outreach", "El Consejo Directivo aprobó el plan, con acta y fecha.", "approval-missing"),
    _by_findings(23, "checkpoints", "Cada año del plan tiene cortes de seguimiento.", "no-checkpoint"),
)  # fmt: skip
