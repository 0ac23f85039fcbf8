"""The acta on paper: who came, whether they could decide, what was decided, and lines to sign."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from pmi_desktop.domain import gestures
from pmi_desktop.domain.approval import draft_of_approval
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.handing_in import Commitment, Meeting, Person
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import CouncilMember
from pmi_desktop.official.documents.minutes import PUPIL, minutes
from pmi_desktop.paths import bundled
from tests.samples import make_plan

FONTS = bundled("resources", "fonts")


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def _held(plan: Plan) -> Meeting:
    return plan.all(Meeting)[0]


def test_the_examples_acta_says_all_of_it(example_plan: Plan, reference: Reference) -> None:
    words = _words(minutes(example_plan, reference, _held(example_plan), FONTS))
    for said in (
        "Acta n.º 003", "Consejo Directivo", "6 de febrero de 2026", "09:00 a 11:30", "Sede principal", "Arboledas",
        "Hernando Sandoval", "asistieron 4 de 4 miembros; se necesitan 3. Hay quórum para decidir.",
        "Se aprueba el PMI 2026 por unanimidad.", "Socializar el plan en cada sede", "20/02/2026", "Presidenta",
        "Preparar a las seis sedes para prevenir", "2.860.000",
    ):  # fmt: skip
        assert said in words, said


def test_the_plans_data_stand_only_in_the_acta_that_approves_it(example_plan: Plan, reference: Reference) -> None:
    other = replace(_held(example_plan), id="otra")
    assert "Plan que se presenta" not in _words(minutes(example_plan, reference, other, FONTS))
    assert "Plan que se presenta" in _words(minutes(example_plan, reference, other, FONTS, approves=True))


def test_who_did_not_come_is_named_and_there_may_be_no_quorum(example_plan: Plan, reference: Reference) -> None:
    meeting = replace(_held(example_plan), council_attendees=("k1", "k3"))
    words = _words(minutes(example_plan, reference, meeting, FONTS))
    assert "No asistieron: Ramiro Ibarra Contreras (Docentes); Hernando Sandoval (Egresados)." in words
    assert "asistieron 2 de 4 miembros; se necesitan 3. No hay quórum para decidir." in words


def test_a_draft_has_room_to_write(example_plan: Plan, reference: Reference) -> None:
    words = _words(minutes(example_plan, reference, draft_of_approval(example_plan, "x"), FONTS, approves=True))
    assert "Acta n.º ____" in words
    assert "Firma de quien asistió" in words
    assert "se necesitan 3 de 4 miembros. Asistieron: ____" in words


@pytest.mark.parametrize("name", ["Pepita Pérez", "Representante de los estudiantes, 9.º", ""])
def test_a_pupil_is_a_role_with_an_empty_line(example_plan: Plan, reference: Reference, name: str) -> None:
    pupil = CouncilMember(id="k5", name=name, represents="Estudiantes")
    plan = example_plan.after(gestures.add(example_plan, pupil))
    for meeting in (replace(_held(plan), council_attendees=("k5",), signers=()), draft_of_approval(plan, "x")):
        words = _words(minutes(plan, reference, meeting, FONTS))
        assert "Pepita" not in words
        assert (name if name.startswith("Rep") else PUPIL) in words


def test_a_team_meeting_is_signed_by_who_came(example_plan: Plan, reference: Reference) -> None:
    meeting = Meeting(
        id="x", kind="equipo", number="7", attendees=("t1", "t6"), guests=(Person(name="Ana", role="SED"),)
    )
    words = _words(minutes(example_plan, reference, meeting, FONTS))
    assert words.count("Yolima Carrascal Peñaranda") == 2
    assert "Representante de los estudiantes, 9.º" in words
    assert "Ana" in words
    assert "Quórum" not in words
    assert "Hernando Sandoval (Egresado)" in words


def test_nothing_filled_is_a_form_to_fill_by_hand(reference: Reference) -> None:
    plan = make_plan()
    pdf = minutes(plan, reference, Meeting(id="x"), FONTS)
    assert len(PdfReader(BytesIO(pdf)).pages) <= 2
    words = _words(pdf)
    assert "Establecimiento: ____" in words
    assert "Nombre y cargo" in words


def test_long_texts_are_all_there_and_never_markup(example_plan: Plan, reference: Reference) -> None:
    long = "palabra " * 2000
    meeting = Meeting(
        id="x",
        number="1" * 60,
        agenda="<b>uno</b> & dos",
        development=long,
        commitments=(Commitment(text="compromiso " * 300, responsible="x" * 200, due_on=dt.date(2026, 3, 1)),),
        signers=(Person(name="n" * 200, role="r" * 200),),
    )
    school = gestures.change(example_plan, example_plan.school, name="Escuela " * 40)
    words = _words(minutes(example_plan.after(school), reference, meeting, FONTS))
    assert words.count("palabra") == 2000
    assert words.count("compromiso ") == 300
    assert "<b>uno</b> & dos" in words


def test_nobody_signs_an_empty_page(example_plan: Plan, reference: Reference) -> None:
    for meeting in (_held(example_plan), draft_of_approval(example_plan, "x")):
        last = PdfReader(BytesIO(minutes(example_plan, reference, meeting, FONTS))).pages[-1].extract_text()
        assert "Compromisos" in last
        assert "Firmas" in last
