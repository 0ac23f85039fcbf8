"""Adopted forms to and from other computers, and out of use."""

from pathlib import Path

import pytest

from pmi_desktop.official.definitions import BadForm, Form, read_form
from pmi_desktop.paths import bundled
from pmi_desktop.services.adopted_forms import (
    NotAForm,
    bring_form,
    carry_form,
    has_adopted,
    is_adopted,
    is_changed,
    set_aside,
)  # fmt: skip
from pmi_desktop.services.adopting import Adopter, corrected, write_form
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.forms import ADOPTED, forms_in
from pmi_desktop.services.proposing import choices_at, marks_on, open_questions, propose, propose_again, summary_of
from tests.official.adopting.adopted import adopted, blank
from tests.official.filled import FORMS, PMI, shipped
from tests.samples import reference

FONTS = bundled("resources", "fonts")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which the form was adopted."""
    write_form(adopted("identification"), tmp_path / "aquí" / ADOPTED)
    return tmp_path / "aquí"


@pytest.fixture
def form(data: Path) -> Form:
    return read_form(data / ADOPTED / PMI)


def test_a_form_travels_by_stick(form: Form, data: Path, tmp_path: Path) -> None:
    assert is_adopted(form, data)
    assert not is_adopted(shipped(PMI), data)
    stick = tmp_path / "memoria"
    stick.mkdir()
    assert carry_form(form, stick) == stick / PMI
    there = tmp_path / "allá"
    brought = bring_form(stick, there)
    assert brought.folder == there / ADOPTED / PMI
    assert brought.sheets == form.sheets
    assert brought.template_bytes() == form.template_bytes()
    assert carry_form(form, stick) == stick / PMI, "an older copy of it is replaced"
    assert bring_form(stick / PMI, there).id == PMI


def test_what_is_no_form_or_something_else_is_refused(form: Form, tmp_path: Path) -> None:
    with pytest.raises(NotAForm):
        bring_form(tmp_path / "nada", tmp_path)
    stick = tmp_path / "memoria"
    (stick / PMI).mkdir(parents=True)
    (stick / PMI / "fotos.txt").write_text("mías")
    with pytest.raises(CannotWrite):
        carry_form(form, stick)
    assert (stick / PMI / "fotos.txt").read_text() == "mías"
    with pytest.raises(CannotWrite):
        carry_form(form, tmp_path / "no hay")


def test_a_changed_workbook_is_noticed_and_goes_nowhere(form: Form, data: Path, tmp_path: Path) -> None:
    assert not is_changed(form)
    (data / ADOPTED / PMI / "template.xlsx").write_bytes(blank("tree").data)
    assert is_changed(form)
    with pytest.raises(BadForm):
        carry_form(form, tmp_path)
    with pytest.raises(BadForm):
        bring_form(data / ADOPTED, tmp_path / "allá")
    assert not (tmp_path / "allá" / ADOPTED / PMI).exists()


def test_out_of_use_is_not_lost(data: Path) -> None:
    assert has_adopted(PMI, data)
    first = set_aside(PMI, data)
    assert read_form(first).id == PMI
    assert not has_adopted(PMI, data)
    assert forms_in(data / ADOPTED) == ()
    write_form(adopted("tree"), data / ADOPTED)
    assert set_aside(PMI, data) != first
    with pytest.raises(CannotWrite):
        set_aside(PMI, data)


@pytest.fixture
def adopter() -> Adopter:
    return Adopter([shipped(one) for one in FORMS], reference())


def test_a_proposal_marks_names_and_offers(adopter: Adopter, tmp_path: Path) -> None:
    file = tmp_path / "sed.xlsx"
    file.write_bytes(blank("tree").data)
    found = propose(adopter, file, PMI, FONTS, tmp_path / PMI)
    marks = {mark.name: mark for mark in marks_on(found.adoption, found.pictures[0])}
    assert (marks["Objetivo"].path, marks["Objetivo"].area.top, marks["Objetivo"].area.bottom) == (
        "objectives.text", 9, 14,
    )  # fmt: skip
    assert marks["RECURSOS"].doubt
    assert summary_of(found.adoption).startswith("Se reconocieron 11 campos.")
    in_table = {one.path for one in choices_at(found, "PMI", 10)}
    assert {"actions.weight", "goals.text", "action_progress.percent"} <= in_table
    assert not {path for path in in_table if path.startswith(("school.", "sites."))}
    alone = {one.path for one in choices_at(found, "PMI", 17)}
    assert "school.name" in alone
    assert not {path for path in alone if path.startswith("actions.")}
    questions = open_questions(found)
    assert questions[0].area is not None
    assert len(questions) == 1 + len([path for path in found.adoption.missing if path != "plan.version"])


def test_a_form_adopted_before_is_corrected_again(adopter: Adopter, form: Form, data: Path) -> None:
    again = propose_again(adopter, form, FONTS)
    before = adopted("identification")
    assert {(one.place, one.path) for one in again.adoption.bound} == {(one.place, one.path) for one in before.bound}
    assert set(again.adoption.missing) == set(before.missing)
    moved = corrected(again.adoption, "Identificación", "L6", "school.name")
    assert {one.place for one in moved.bound if one.path == "school.name"} == {"L6"}
