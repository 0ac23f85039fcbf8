"""Of the plan's frame, the school, its sites and its people."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmi_desktop.domain.fields import Type
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Site
from pmi_desktop.official.computed.scoped import found, of
from pmi_desktop.official.values import SEPARATOR, Computed
from pmi_desktop.official.view import Scope, View


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs the plan."""

    name: str
    role: str


def period(plan: Plan) -> str:
    """``2026`` or ``2026–2028``."""
    first, last = plan.info.start_year, plan.info.end_year
    return str(first) if first == last else f"{first}–{last}"


def signers(plan: Plan) -> tuple[Signer, ...]:
    """Who heads the school, then who signed the minutes of the meeting that approved the plan."""
    head = Signer(plan.school.head_name, plan.school.head_role)
    meeting = plan.get(Meeting, plan.info.approval_meeting)
    others = [Signer(one.name, one.role) for one in meeting.signers] if meeting else []
    return (head, *(one for one in others if one.name != head.name))


def _approval(view: View) -> Meeting | None:
    return view.plan.get(Meeting, view.plan.info.approval_meeting)


def _enrolled(view: View, _: Scope) -> int | None:
    enrolment = view.plan.school.enrolment
    return _sum((enrolment.preescolar, enrolment.primaria, enrolment.secundaria, enrolment.media))


def _row(_: View, scope: Scope) -> int | None:
    return found(scope, "row", int)


def _sum(counts: tuple[int | None, ...]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _attendance(view: View, _: Scope) -> str:
    meeting = _approval(view)
    if meeting is None:
        return ""
    people = [view.plan.find(("team", one)) for one in meeting.attendees]
    people += [view.plan.find(("council", one)) for one in meeting.council_attendees]
    names = [str(getattr(one, "name", "")) for one in people] + [one.name for one in meeting.guests]
    return SEPARATOR.join(name for name in names if name)


VALUES: Mapping[str, Computed] = {
    "row.number": Computed("N.º", Type.INTEGER, _row),
    "plan.period": Computed("Años del plan", Type.TEXT, lambda view, _: period(view.plan)),
    "plan.catalog_title": Computed("Edición de la Guía 34", Type.TEXT, lambda view, _: view.catalog.title),
    "year.number": Computed("Año", Type.INTEGER, lambda _, scope: found(scope, "year", int)),
    "sites.count": Computed("Número de sedes", Type.INTEGER, lambda view, _: len(view.plan.all(Site)) or None),
    "sites.all_students": Computed(
        "Estudiantes de todas las sedes",
        Type.INTEGER,
        lambda view, _: _sum(tuple(site.students for site in view.plan.all(Site))),
    ),
    "sites.all_teachers": Computed(
        "Docentes de todas las sedes",
        Type.INTEGER,
        lambda view, _: _sum(tuple(site.teachers for site in view.plan.all(Site))),
    ),
    "school.all_enrolment": Computed("Matrícula total", Type.INTEGER, _enrolled),
    "approval.number": Computed(
        "Número del acta", Type.TEXT, lambda view, _: one.number if (one := _approval(view)) else None
    ),
    "approval.date": Computed(
        "Fecha de la reunión", Type.DATE, lambda view, _: one.date if (one := _approval(view)) else None
    ),
    "approval.place": Computed("Lugar", Type.TEXT, lambda view, _: one.place if (one := _approval(view)) else None),
    "approval.decisions": Computed(
        "Decisión", Type.PROSE, lambda view, _: one.decisions if (one := _approval(view)) else None
    ),
    "approval.attendance": Computed("Asistentes", Type.TEXT, _attendance),
    "signers.name": Computed("Nombre", Type.TEXT, of("signers", Signer, lambda _, one: one.name)),
    "signers.role": Computed("Cargo", Type.TEXT, of("signers", Signer, lambda _, one: one.role)),
}
