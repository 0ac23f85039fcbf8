"""The answers to a concept on paper: what was asked, what was answered, and nothing that has no answer yet."""

import datetime as dt
from io import BytesIO

from pypdf import PdfReader

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.answers import answered, answers
from pmi_desktop.paths import bundled

FONTS = bundled("resources", "fonts")


def observed(plan: Plan) -> Plan:
    plan = plan.after(gestures.add(plan, Delivery(id="d1", moment="plan", version=1)))
    concept = Concept(id="k1", delivery="d1", number="045", result="con_observaciones", issued_on=dt.date(2026, 3, 6))
    plan = plan.after(gestures.add(plan, concept))
    told = Observation(
        id="o1", concept="k1", criterion="c11", text="No dice <b>cuántas</b> sedes.", response="Se dice: son tres.",
        attended_on=dt.date(2026, 3, 20),
    )  # fmt: skip
    return plan.after(gestures.add(plan, told, Observation(id="o2", concept="k1", text="Falta el acta.")))


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_each_answer_stands_beside_what_was_asked(example_plan: Plan, reference: Reference) -> None:
    plan = observed(example_plan)
    assert [one.id for one in answered(plan)] == ["o1"]
    said = words(answers(plan, reference, FONTS))
    for one in (
        "Concepto técnico 045 del 6 de marzo de 2026, con observaciones", "No dice <b>cuántas</b> sedes.",
        "Criterio: Cada objetivo dice qué cambia y para quiénes", "Se dice: son tres.", "20/03/2026",
        "Yolima Carrascal Peñaranda",
    ):  # fmt: skip
        assert one in said, one
    assert "Falta el acta" not in said
    assert answers(plan, reference, FONTS) == answers(plan, reference, FONTS)


def test_without_answers_it_says_so(example_plan: Plan, reference: Reference) -> None:
    assert answered(example_plan) == ()
    assert "Todavía no hay respuestas." in words(answers(example_plan, reference, FONTS))
