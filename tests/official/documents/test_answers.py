"""The answers to a concept on paper: what was asked, what was answered, and nothing that has no answer yet."""

import datetime as dt
from io import BytesIO

from pypdf import PdfReader

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.handing_in import Concept, Delivery, Observation
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.answers import answered, answers, gone_with
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


def test_an_answer_that_went_in_an_earlier_package_says_so_and_stands_once(
    example_plan: Plan, reference: Reference
) -> None:
    plan = observed(example_plan)
    over = Delivery(
        id="d2", moment="plan", version=2, made_on=dt.date(2026, 3, 25), delivered_on=dt.date(2026, 3, 27),
        receipt_number="2026-0611",
    )  # fmt: skip
    waiting = Delivery(id="d3", moment="checkpoint", checkpoint="c1", version=2, made_on=dt.date(2026, 6, 22))
    second = Concept(id="k2", delivery="d2", number="120", issued_on=dt.date(2026, 5, 4))
    late = Observation(
        id="o3", concept="k2", text="Falta el presupuesto.", response="Se anexó.", attended_on=dt.date(2026, 5, 20)
    )
    for record in (over, waiting, second, late):
        plan = plan.after(gestures.add(plan, record))
    first, last = (one for one in plan.all(Observation) if one.response)
    gone = gone_with(plan, first)
    assert gone is not None
    assert (gone.id, gone_with(plan, last)) == ("d2", None)
    said = words(answers(plan, reference, FONTS))
    assert said.count("Se dice: son tres.") == said.count("Se anexó.") == 1
    assert said.count("Ya se entregó el 27/03/2026, radicado 2026-0611.") == 1
    assert said.index("Ya se entregó") < said.index("Concepto técnico 120"), "only the first concept's answer is over"


def test_one_concept_is_answered_alone(example_plan: Plan, reference: Reference) -> None:
    plan = observed(example_plan)
    for record in (
        Concept(id="k2", delivery="d1", number="120"),
        Observation(id="o3", concept="k2", text="Falta el presupuesto.", response="Se anexó."),
    ):
        plan = plan.after(gestures.add(plan, record))
    said = words(answers(plan, reference, FONTS, "k2"))
    assert ("Se anexó." in said, "Se dice: son tres." in said, "045" in said) == (True, False, False)


def test_what_was_answered_after_a_package_is_not_in_it(example_plan: Plan) -> None:
    plan = observed(example_plan)
    early = Delivery(id="d2", moment="plan", version=1, made_on=dt.date(2026, 3, 19), receipt_number="7")
    plan = plan.after(gestures.add(plan, early))
    assert gone_with(plan, plan.all(Observation)[0]) is None
