"""Foreign blanks adopted: nearly all bound, nothing bound wrongly, filled without touching what is not ours."""

import re
from pathlib import Path
from typing import Any

import pytest

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.school import Site
from pmi_desktop.official.adopting.adopter import adopt
from pmi_desktop.official.adopting.adoption import Doubt
from pmi_desktop.official.definitions import BadForm, parse_form, read_form
from pmi_desktop.official.form_text import form_text
from pmi_desktop.official.reading.understood import Why
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.services.adopting import write_folder
from tests.official.adopting.adopted import adopted, bindings, blank, filled, plan_for
from tests.official.adopting.blank_parts import Looks, rows
from tests.official.adopting.blanks import BLANKS
from tests.official.filled import PMI, parts, read, row_of, shipped
from tests.official.reading.reading_back import read_back
from tests.official.workbook.foreign import written
from tests.samples import example_plan, reference


@pytest.mark.parametrize("name", BLANKS)
def test_nearly_all_is_bound_and_nothing_wrongly(name: str) -> None:
    found, expected = bindings(adopted(name)), blank(name).expected
    assert {place: path for place, path in found.items() if expected.get(place) != path} == {}
    assert len(found) >= 0.9 * len(expected)


@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_stays_as_it_is_and_its_form_can_be_read(name: str) -> None:
    adoption = adopted(name)
    assert adoption.emptied == ()
    if name != "tree":  # rows merged over several are parted: filling merges them over what each thing takes
        assert adoption.template == blank(name).data
    assert adoption.form.origin == "sed"
    assert parse_form(form_text(adoption.form).encode(), name) == adoption.form


@pytest.mark.parametrize("name", BLANKS)
def test_parts_that_nobody_wrote_into_are_byte_for_byte(name: str) -> None:
    before, after = parts(adopted(name).template), parts(filled(name))
    changed = {part for part in before if after.get(part) != before[part]}
    bound = {f"xl/worksheets/sheet{n}.xml" for n in (1, 2)}
    of_the_book = {"xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml", "[Content_Types].xml"}
    moved = {part for part in changed if re.match(r"xl/(drawings/(vmlD|d)rawing|charts/chart|ctrlProps)", part)}
    rels = {"xl/_rels/workbook.xml.rels", "docProps/app.xml"}
    assert changed <= bound | of_the_book | moved | rels
    media = [part for part in before if part.startswith("xl/media/")]
    assert all(after[part] == before[part] for part in media)


@pytest.mark.parametrize("name", BLANKS)
def test_last_years_filled_file_gives_the_same_form_emptied(name: str) -> None:
    again = adopt(filled(name), shipped(blank(name).form), reference())
    assert bindings(again) == bindings(adopted(name))
    assert again.emptied
    assert _texts(again.template) == _texts(adopted(name).template)
    empty = adopt(again.template, shipped(blank(name).form), reference())
    assert bindings(empty) == bindings(adopted(name))
    assert empty.emptied == ()


def _texts(data: bytes) -> set[str]:
    """Every text but those of formulas, which follow the rows that came in."""
    return {
        value
        for sheet in Workbook.open(data).sheets
        for row, column, value in sheet.cells()
        if isinstance(value, str) and not sheet.formula((row, column))
    }


def test_more_sites_than_drawn_and_what_lies_below_moves() -> None:
    page = read(filled("identification"))["Identificación"]
    sites = example_plan().all(Site)
    assert [page[f"B{22 + n}"].value for n in range(len(sites))] == [site.name for site in sites]
    moved = len(sites) - 4
    assert page[f"A{26 + moved}"].value == "Total"
    assert page[f"G{26 + moved}"].value == f"=SUM(G22:G{25 + moved})"
    assert page[f"A{29 + moved}"].value == "Firma del rector(a)"
    assert f"D{29 + moved}:J{30 + moved}" in {str(area) for area in page.merged_cells.ranges}
    assert [page[cell].value for cell in ("I13", "J13", "K13")] == [6, 2, 2026]
    assert (page["C12"].value, page["E12"].value) == (None, "X")
    assert page["I9"].value == "OFICIAL", "in the words of its own list"
    assert page["A17"].value == "Vigencia: 2026"


def test_the_tree_is_filled_and_signatures_stay_below() -> None:
    page = read(filled("tree"))["PMI"]
    plan = example_plan()
    actions = [cell.value for cell in page["H"] if cell.value][1:]
    assert sorted(map(str, actions)) == sorted(one.description for one in plan.all(Action))
    goals = {str(cell.value) for cell in page["C"]} & {one.text for one in plan.all(Goal)}
    assert len(goals) == len(plan.all(Goal))
    below = row_of(page, "A", "Elaboró:")
    assert below == 17 + len(actions) - 6
    assert page[f"C{below + 2}"].value == "Firma"
    assert [page[f"A{below + 3 + n}"].value for n in range(3)] == [None] * 3


def test_levels_states_and_months_are_marked_where_they_belong() -> None:
    page = read(filled("self-assessment"))["Académica"]
    row = row_of(page, "A", "PLANEACIÓN DE CLASES")
    assert [page.cell(row, column).value for column in range(2, 7)] == [None, None, "X", None, None]
    named = read(filled("self-assessment of 2026"))["AUTOEVALUACION"]
    assert {named[f"C{row}"].value for row in range(6, 51)} == {
        "Existencia", "Pertinencia", "Apropiación", "Mejoramiento continuo",
    }  # fmt: skip
    follow = read(filled("follow-up"))["Seguimiento"]
    first = row_of(follow, "B", "Instalar biblioteca digital sin conexión en 8 computadores")
    assert [follow.cell(first, column).value for column in range(5, 10)].count("X") == 1
    grid = read(filled("schedule and budget"))["Cronograma"]
    row = row_of(grid, "A", "Instalar biblioteca digital sin conexión en 8 computadores")
    assert [column for column in range(3, 15) if grid.cell(row, column).value == "X"] == [5, 6]


@pytest.mark.parametrize("name", ["identification", "tree", "self-assessment", "schedule and budget", "follow-up"])
def test_what_an_adopted_form_holds_is_read_back(name: str, tmp_path: Path) -> None:
    adoption = adopted(name)
    form = read_form(write_folder(adoption, tmp_path / "formato"))
    found = read_back(form, filled(name))
    plan = plan_for(name)
    if name == "identification":
        assert (found.plan.school.name, found.plan.school.municipality) == (
            plan.school.name, plan.school.municipality,
        )  # fmt: skip
        assert len(found.plan.all(Site)) == len(plan.all(Site))
    else:
        assert found.taken
    of_values = {Why.NOT_A_VALUE, Why.NOT_A_CHOICE, Why.AMBIGUOUS, Why.SEVERAL_MARKS}
    assert [note for note in found.left if note.why in of_values] == []


def test_a_doubtful_label_stays_unbound_with_what_it_could_be() -> None:
    def build(book: Any) -> None:
        looks = Looks(book)
        page = book.add_worksheet("Datos")
        page.write_row("A1", ["Código DANE", "Municipio"], looks.head)
        rows(page, 2, 2, [looks.cell] * 2)
        page.protect()
        page.write("A5", "Zona", looks.label)
        page.data_validation("B5", {"validate": "list", "source": ["Alta", "Media", "Baja"]})
        page.write_blank("B5", None, looks.cell)

    found = adopt(written(build), shipped(PMI), reference())
    assert found.bound == ()
    assert {(one.cell, one.doubt) for one in found.unbound} == {
        ("A1", Doubt.LOCKED), ("B1", Doubt.LOCKED), ("A5", Doubt.LOCKED),
    }  # fmt: skip
    assert "school.dane_code" in found.missing


def test_a_template_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = write_folder(adopted("tree"), tmp_path / "formato")
    template = folder / "template.xlsx"
    template.write_bytes(template.read_bytes() + b"x")
    with pytest.raises(BadForm) as caught:
        read_form(folder).template_bytes()
    assert caught.value.facts["reason"] == "template"
