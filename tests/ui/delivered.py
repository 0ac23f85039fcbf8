"""The example after its year was handed in and answered: what the pages of the last phases show when they are full."""

from datetime import date

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.handing_in import About, Concept, Delivery, Evidence, Observation, Review
from pmi_desktop.domain.plan import Plan
from tests.samples import example_plan


def delivered() -> Plan:
    """Two deliveries, a concept with two observations and two answers to criteria, two attached files."""
    plan = example_plan()
    action = plan.all(Action)[0]
    shown = (About(kind=ActionProgress.KIND, key=f"c1/{action.id}"),)
    deliveries = (
        Delivery(
            id="d1", moment="plan", version=1, made_on=date(2026, 2, 13), channel="enjambre",
            delivered_on=date(2026, 2, 20), receipt_number="2026-0457", received_by="Marta Rincón Ortega",
            package_code="a1b2c3d4" * 8, delivered_by="Yolima Carrascal Peñaranda",
        ),
        Delivery(id="d2", moment="checkpoint", checkpoint="c1", version=1, made_on=date(2026, 6, 22)),
    )  # fmt: skip
    concept = Concept(
        id="k1", delivery="d1", result="con_observaciones", number="045", issued_on=date(2026, 3, 6),
        received_on=date(2026, 3, 10), reviewer="Marta Rincón Ortega", reviewer_role="Profesional universitaria",
        text="El plan es coherente con la autoevaluación. Se pide ajustar una meta y completar la socialización.",
    )  # fmt: skip
    rest = (
        Observation(
            id="o1", concept="k1", step="goals", record="goals:m11", text="La meta no dice para cuántas sedes es."
        ),
        Observation(
            id="o2", concept="k1", criterion="c11", text="Falta la evidencia de la socialización.",
            response="Se adjuntó el acta con la lista de asistencia.", attended_on=date(2026, 3, 20),
        ),
        Review(criterion="c01", by="sed", version=1, result="cumple"),
        Review(criterion="c11", by="sed", version=1, result="no_cumple", note="No dice para quiénes."),
        Review(criterion="c11", by="school", version=1, result="cumple", date=date(2026, 2, 12), reviewer="Yolima"),
        Evidence(
            id="e1", name="Acta de socialización en la sede principal.pdf", media_type="application/pdf", size=234_567,
            sha256="0" * 64, about=shown, in_package=True,
        ),
        Evidence(
            id="e2", name="Asamblea de familias.jpg", media_type="image/jpeg", size=834_567, sha256="1" * 64,
            about=shown, shows_minors=True,
        ),
    )  # fmt: skip
    for records in (deliveries, (concept,), rest):
        plan = plan.after(gestures.add(plan, *records))
    return plan
