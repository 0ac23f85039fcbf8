from pathlib import Path

import pytest

from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.official.definitions import BadForm, parse_form, read_form, read_forms
from pmi_desktop.official.form_text import form_text
from pmi_desktop.official.values import UnknownPath, path_of
from pmi_desktop.paths import bundled
from pmi_desktop.services.sentences import sentence
from tests.official.filled import FORMS, PMI, VERIFICATION, shipped, slots_of

HEAD = """
id = "propio"
code = "D02.03.F01"
version = "6"
title = "Plan"
issuer = ["Gobernación"]
macroprocess = "D"
process = "D02"
subprocess = "D02.03"
origin = "sed"
template = ""
moments = ["plan"]
"""


def refusal(text: str) -> BadForm:
    with pytest.raises(BadForm) as caught:
        parse_form((HEAD + text).encode(), "propio")
    assert "propio" in sentence(caught.value)
    return caught.value


def test_the_shipped_forms_are_read_in_order() -> None:
    forms = read_forms(bundled("forms"))
    assert {form.id for form in forms} == set(FORMS)
    assert [form.moments for form in forms if form.id == PMI] == [("plan",)]


def test_a_folder_that_is_not_there_has_no_forms(tmp_path: Path) -> None:
    assert read_forms(tmp_path / "nada") == ()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_written_as_text_is_read_back(name: str) -> None:
    form = shipped(name)
    again = parse_form(form_text(form).encode(), name)
    assert form_text(again) == form_text(form)
    assert again.sheets == form.sheets


def test_every_declared_field_and_every_printed_value_is_named() -> None:
    for kind, cls in KINDS.items():
        for field in fields_of(cls):
            if field.holds not in (Type.GROUP, Type.ROWS):
                assert path_of(f"{kind}.{field.name}").label == field.label
    for name in FORMS:
        for sheet in shipped(name).sheets:
            for slot in slots_of(sheet):
                assert all(path_of(path).label for path in slot.paths())


@pytest.mark.parametrize(
    "path", ["school", "school.nothing", "nothing.name", "school.staff.nobody", "plan.deadlines.x"]
)
def test_a_path_that_names_nothing_is_unknown(path: str) -> None:
    with pytest.raises(UnknownPath):
        path_of(path)


def test_the_criteria_are_data_of_the_verification_form() -> None:
    criteria = shipped(VERIFICATION).criteria
    assert len({one.id for one in criteria}) == len(criteria) == 23
    assert sum(not one.codes for one in criteria) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[sheet]]\nname = 'a'\ncells = [{ field = 'school.nope', at = 'A1' }]", "path"),
        ("[[sheet]]\nname = 'a'\ncells = [{ text = 'sin valor', at = 'A1' }]", "path"),
        ("[[sheet]]\nname = 'a'\ncells = [{ field = 'school.name', at = 'A' }]", "shape"),
        ("[[sheet]]\nname = 'a'\ncells = [{ field = 'school.name' }]", "shape"),
        ("[[sheet]]\nname = 'a'\ncells = [{ field = 'school.name', at = 'A1', colour = 'red' }]", "shape"),
        ("[[sheet]]\nname = 'a'\nrows = 'nothing'\ntitle = '{area.name}'", "rows"),
        (
            """
            [[sheet]]
            name = 'a'
            table = [
              { first = 2, last = 4, list = [{ rows = 'sites' }] },
              { first = 4, last = 6, list = [{ rows = 'team' }] },
            ]
            """,
            "overlap",
        ),
        ("moments = 3", "not_toml"),
        ("[sheet]\nname = 3", "shape"),
    ],
)
def test_what_a_form_cannot_mean_is_refused_with_its_place(text: str, reason: str) -> None:
    assert refusal(text).facts["reason"] == reason


def test_a_form_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadForm) as caught:
        parse_form(b"\xff\xfe", "propio")
    assert caught.value.facts["reason"] == "not_toml"


def test_another_template_than_the_one_it_was_made_for_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / PMI
    folder.mkdir()
    for path in bundled("forms", PMI).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    assert read_form(folder).template_bytes()
    with (folder / "template.xlsx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(BadForm) as caught:
        read_form(folder).template_bytes()
    assert caught.value.facts["reason"] == "template"
    (folder / "template.xlsx").unlink()
    with pytest.raises(BadForm) as caught:
        read_form(folder).template_bytes()
    assert "template.xlsx" in sentence(caught.value)
