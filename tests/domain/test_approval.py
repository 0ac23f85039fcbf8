"""The draft of the approving acta says what the plan has, and nothing that it has not."""

import pytest

from pmi_desktop.domain import gestures
from pmi_desktop.domain.approval import draft_of_approval, is_pupil, years_in_words
from pmi_desktop.domain.plan import Plan
from tests.samples import make_plan


def test_the_draft_speaks_of_this_plan(example_plan: Plan) -> None:
    draft = draft_of_approval(example_plan, "acta")
    assert (draft.id, draft.kind, draft.date, draft.number) == ("acta", "consejo_directivo", None, "")
    assert draft.development.split("\n") == [
        "La directora rural presenta el Plan de Mejoramiento Institucional 2026.",
        "El plan tiene 4 objetivos, 5 metas y 11 acciones.",
        "El presupuesto suma $\xa02.860.000.",
    ]
    assert "aprueba el Plan de Mejoramiento Institucional 2026, versión 1," in draft.decisions
    assert [one.name for one in draft.signers][:2] == ["Yolima Carrascal Peñaranda", "Ramiro Ibarra Contreras"]
    assert example_plan.after(gestures.add(example_plan, draft)).get(type(draft), "acta") is not None


def test_an_empty_plan_claims_nothing() -> None:
    draft = draft_of_approval(make_plan(end_year=2028), "acta")
    assert draft.development == (
        "Quien dirige el establecimiento presenta el Plan de Mejoramiento Institucional 2026–2028."
    )
    assert draft.signers == ()
    assert years_in_words(make_plan(end_year=2028)) == "2026–2028"


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("Rector", "El rector presenta"),
        ("Rectora", "La rectora presenta"),
        ("Director rural", "El director rural presenta"),
        ("Directora rural (e)", "La directora rural (e) presenta"),
        ("Encargado", "Encargado presenta"),
    ],
)
def test_who_presents_has_an_article(role: str, said: str) -> None:
    plan = make_plan()
    plan = plan.after(gestures.change(plan, plan.school, head_role=role))
    assert draft_of_approval(plan, "acta").development.startswith(said)


@pytest.mark.parametrize(
    ("word", "pupil"), [("Estudiantes", True), ("estudiante", True), ("Docentes", False), ("", False)]
)
def test_pupils_are_known_by_their_role(word: str, pupil: bool) -> None:
    assert is_pupil("", word) is pupil
