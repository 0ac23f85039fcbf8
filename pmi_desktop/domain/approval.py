"""The acta with which the Consejo Directivo approves the plan: a draft made from the plan, to correct and sign."""

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.checks.words import listed
from pmi_desktop.domain.figures.budget import budget_of
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.handing_in import Meeting, Person
from pmi_desktop.domain.numbers import show_money
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import CouncilMember

AGENDA = (
    "Verificación del quórum.",
    "Lectura y aprobación del orden del día.",
    "Presentación del diagnóstico: perfil institucional y factores críticos.",
    "Presentación de los objetivos, las metas, las acciones y el presupuesto.",
    "Preguntas y propuestas de los miembros del Consejo.",
    "Decisión sobre el Plan de Mejoramiento Institucional.",
    "Compromisos y cierre.",
)


def years_in_words(plan: Plan) -> str:
    """``2026`` or ``2026–2028``."""
    first, last = plan.info.start_year, plan.info.end_year
    return str(first) if first == last else f"{first}–{last}"


def draft_of_approval(plan: Plan, id: str) -> Meeting:
    """A meeting of the council about this plan: agenda, what is presented, the decision to be taken, and who signs.

    Date, attendance and number stay blank: they are known when the meeting has been held.
    """
    return Meeting(
        id=id,
        kind="consejo_directivo",
        agenda="\n".join(f"{number}. {one}" for number, one in enumerate(AGENDA, start=1)),
        development=_presented(plan),
        decisions=(
            f"El Consejo Directivo aprueba el Plan de Mejoramiento Institucional {years_in_words(plan)},"
            f" versión {plan.info.version}, y ordena darlo a conocer en todas las sedes."
        ),
        signers=signers_of_council(plan),
    )


def signers_of_council(plan: Plan) -> tuple[Person, ...]:
    """Every member of the council, as they sign: the name with what they represent."""
    return tuple(Person(name=one.name, role=one.represents) for one in plan.all(CouncilMember))


def is_pupil(*words: str) -> bool:
    """Whether a role or group speaks of pupils, who are printed by their role and never by name."""
    return any("estudiant" in one.casefold() for one in words)


def _presented(plan: Plan) -> str:
    """What is laid before the council, counted; nothing of what the plan does not have yet."""
    counts = [
        _counted(len(plan.all(Objective)), "objetivo", "objetivos"),
        _counted(len(plan.all(Goal)), "meta", "metas"),
        _counted(len(plan.all(Action)), "acción", "acciones"),
    ]
    head = plan.school.head_role.strip() or "Quien dirige el establecimiento"
    lines = [f"{_with_article(head)} presenta el Plan de Mejoramiento Institucional {years_in_words(plan)}."]
    if said := [one for one in counts if one]:
        lines.append(f"El plan tiene {listed(said)}.")
    if total := budget_of(plan).total:
        lines.append(f"El presupuesto suma {show_money(total)}.")
    return "\n".join(lines)


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""


def _with_article(role: str) -> str:
    first = role.split(maxsplit=1)[0].casefold()
    if first in ("rectora", "directora"):
        return f"La {role[:1].lower()}{role[1:]}"
    if first in ("rector", "director"):
        return f"El {role[:1].lower()}{role[1:]}"
    return role
