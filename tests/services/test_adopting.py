"""Adopted forms corrected by hand and kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from pmi_desktop.domain.moments import PLAN
from pmi_desktop.official.adopting.adoption import Doubt
from pmi_desktop.official.definitions import BadForm, read_form
from pmi_desktop.official.export import export_xlsx
from pmi_desktop.services.adopting import (
    WORDS,
    Adopter,
    NoSuchForm,
    NothingRecognised,
    as_version,
    corrected,
    is_version,
    next_version,
    write_folder,
)
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.forms import forms_at
from tests.official.adopting.adopted import adopted, blank
from tests.official.filled import FORMS, PMI, context, read, shipped
from tests.official.workbook.foreign import simple
from tests.samples import example_plan, reference


@pytest.fixture
def adopter() -> Adopter:
    return Adopter([shipped(form) for form in FORMS], reference())


def test_a_column_can_be_bound_by_hand(tmp_path: Path) -> None:
    before = adopted("tree")
    after = corrected(before, "PMI", "L10", "actions.weight")
    assert ("PMI", "L", "actions.weight") in {(one.sheet, one.place, one.path) for one in after.bound}
    assert "actions.weight" in before.missing
    assert "actions.weight" not in after.missing
    form = read_form(write_folder(after, tmp_path / "f"))
    page = read(export_xlsx(form, example_plan(), PLAN, context()))["PMI"]
    assert page["L9"].value == 100
    assert page["B9"].value, "the others stay"


def test_a_binding_can_be_taken_out_and_moved(tmp_path: Path) -> None:
    without = corrected(adopted("identification"), "Identificación", "C7", "")
    assert "school.municipality" not in {one.path for one in without.bound}
    moved = corrected(without, "Identificación", "L6", "school.municipality")
    form = read_form(write_folder(moved, tmp_path / "f"))
    page = read(export_xlsx(form, example_plan(), PLAN, context()))["Identificación"]
    assert (page["C7"].value, page["L6"].value) == (None, "Arboledas")


def test_a_value_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadForm):
        corrected(adopted("tree"), "PMI", "L10", "actions.color")


def test_a_row_of_a_printed_list_means_its_column() -> None:
    after = corrected(adopted("self-assessment of 2026"), "AUTOEVALUACION", "D9", "ratings.evidence")
    bound = {(one.place, one.path) for one in after.bound}
    assert ("D", "ratings.evidence") in bound
    assert ("D", "ratings.evidence_or_reason") not in bound


def test_nothing_recognised_and_no_such_form(adopter: Adopter, tmp_path: Path) -> None:
    empty = tmp_path / "vacio.xlsx"
    empty.write_bytes(simple())
    with pytest.raises(NothingRecognised):
        adopter.adoption(empty, PMI)
    with pytest.raises(NoSuchForm):
        adopter.adoption(empty, "D77.01-V1")


def test_an_adopted_form_takes_the_place_of_the_one_before(adopter: Adopter, tmp_path: Path) -> None:
    file = tmp_path / "sed.xlsx"
    file.write_bytes(blank("tree").data)
    folder = write_folder(adopter.adoption(file, PMI), tmp_path / "f")
    write_folder(adopted("identification"), folder)
    assert [one.name for one in read_form(folder).sheets] == ["Identificación"]
    (tmp_path / "archivo").write_text("otra cosa")
    with pytest.raises(CannotWrite):
        write_folder(adopted("tree"), tmp_path / "archivo")


def test_a_version_after_another_has_a_name_and_only_numbers_name_one(adopter: Adopter) -> None:
    assert [next_version(shipped(form)) for form in FORMS] == ["6", "3", "4.0"]
    assert [is_version(text) for text in ("6", "3.1", "10.0.2", "", "6/..", "seis", "6.")] == [
        *[True] * 3,
        *[False] * 4,
    ]
    with pytest.raises(NoSuchForm):
        adopter.base("D02.03.F01-V6/../otro")


def test_of_several_versions_the_newest_is_handed_in() -> None:
    ours = shipped(PMI)
    others = tuple(as_version(replace(adopted("tree"), form=ours), version).form for version in ("6", "10", "9"))
    assert forms_at(PLAN, (ours, *others)) == (others[1],)
    assert forms_at(PLAN, (ours,)) == (ours,)


def test_every_doubt_has_its_words() -> None:
    assert set(WORDS) == {doubt.value for doubt in Doubt}
