"""A file adopted in place of an earlier one: corrections come along where the cell is labelled as it was."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from pmi_desktop.official.adopting.adopter import adopt
from pmi_desktop.official.adopting.adoption import Adoption
from pmi_desktop.official.adopting.carrying import corrections
from pmi_desktop.services.adopting import Adopter, corrected, write_folder
from pmi_desktop.services.carrying import Carried, adopt_again
from tests.official.adopting.adopted import adopted, blank, filled
from tests.official.adopting.blanks import BLANKS
from tests.official.filled import FORMS, PMI, shipped
from tests.samples import reference

IDENTIFICATION = "Identificación"
WEBSITE = (IDENTIFICATION, "L6", "school.website")
Change = Callable[[Workbook], None]


@pytest.fixture
def adopter() -> Adopter:
    return Adopter([shipped(form) for form in FORMS], reference())


def kept(folder: Path, adoption: Adoption, *corrected_by_hand: tuple[str, str, str]) -> Path:
    """An adopted form in a folder, corrected first."""
    for one in corrected_by_hand:
        adoption = corrected(adoption, *one)
    return write_folder(adoption, folder)


def another(path: Path, name: str, change: Change) -> Path:
    """A blank as the Secretaría sent it later."""
    book = load_workbook(io.BytesIO(blank(name).data))
    change(book)
    book.save(path)
    return path


def bound(found: Carried) -> set[tuple[str, str, str]]:
    return {(one.sheet, one.place, one.path) for one in found.adoption.bound}


def a_line_below(book: Workbook) -> None:
    book.worksheets[0]["A60"] = "Versión revisada por la Secretaría"


@pytest.mark.parametrize("name", sorted(BLANKS))
def test_what_nobody_corrected_is_no_correction(name: str) -> None:
    adoption = adopted(name)
    base = shipped(blank(name).form)
    assert corrections(adoption.form, adoption.template, base, reference()) == ()


@pytest.mark.parametrize("name", ["identification", "tree"])
def test_what_was_emptied_is_no_correction(name: str) -> None:
    base = shipped(blank(name).form)
    adoption = adopt(filled(name), base, reference())
    assert adoption.emptied
    assert corrections(adoption.form, adoption.template, base, reference()) == ()


def test_corrections_come_along_where_nothing_changed_around_them(adopter: Adopter, tmp_path: Path) -> None:
    folder = kept(tmp_path / "f", adopted("identification"), WEBSITE, (IDENTIFICATION, "C7", ""))
    file = another(tmp_path / "nuevo.xlsx", "identification", a_line_below)
    found = adopt_again(adopter, file, PMI, folder)
    assert WEBSITE in bound(found)
    assert "school.municipality" not in {path for _, _, path in bound(found)}
    assert (found.kept, found.lost) == ("Se conservaron 2 correcciones que ya había hecho.", "")
    alone = bound(Carried(adopter.adoption(file, PMI)))
    assert WEBSITE not in alone, "not found by itself"


def test_a_corrected_column_comes_along(adopter: Adopter, tmp_path: Path) -> None:
    folder = kept(tmp_path / "f", adopted("tree"), ("PMI", "L10", "actions.weight"))
    found = adopt_again(adopter, another(tmp_path / "nuevo.xlsx", "tree", a_line_below), PMI, folder)
    assert ("PMI", "L", "actions.weight") in bound(found)
    assert found.kept == "Se conservó una corrección que ya había hecho."


def test_what_is_labelled_otherwise_is_left_and_said(adopter: Adopter, tmp_path: Path) -> None:
    def relabelled(book: Workbook) -> None:
        row = book[IDENTIFICATION][6]
        label = [cell for cell in row[:11] if isinstance(cell.value, str)][-1]
        label.value = "Otra cosa"

    folder = kept(tmp_path / "f", adopted("identification"), WEBSITE)
    found = adopt_again(adopter, another(tmp_path / "nuevo.xlsx", "identification", relabelled), PMI, folder)
    assert WEBSITE not in bound(found)
    assert found.kept == ""
    assert found.lost.startswith("No se conservó esta corrección, porque la celda o su rótulo cambiaron: ")
    assert "(Identificación, L6)" in found.lost


def test_a_sheet_or_a_table_that_is_gone_takes_its_corrections_along(adopter: Adopter, tmp_path: Path) -> None:
    def renamed(book: Workbook) -> None:
        book["PMI"].title = "Plan"

    folder = kept(tmp_path / "f", adopted("tree"), ("PMI", "L10", "actions.weight"))
    found = adopt_again(adopter, another(tmp_path / "nuevo.xlsx", "tree", renamed), PMI, folder)
    assert "(PMI, L9:L14)" in found.lost


def test_the_same_file_again_mends_a_template_that_was_touched(adopter: Adopter, tmp_path: Path) -> None:
    folder = kept(tmp_path / "f", adopted("identification"), WEBSITE)
    (folder / "template.xlsx").write_bytes(blank("tree").data)
    same = tmp_path / "el mismo.xlsx"
    same.write_bytes(blank("identification").data)
    assert WEBSITE in bound(adopt_again(adopter, same, PMI, folder))
    other = another(tmp_path / "nuevo.xlsx", "identification", a_line_below)
    found = adopt_again(adopter, other, PMI, folder)
    assert WEBSITE not in bound(found)
    assert found.lost.startswith("El archivo de antes ya no está como era")
    assert "(Identificación, L6)" in found.lost


def test_without_an_earlier_form_there_is_nothing_to_say(adopter: Adopter, tmp_path: Path) -> None:
    file = tmp_path / "sed.xlsx"
    file.write_bytes(blank("tree").data)
    found = adopt_again(adopter, file, PMI, tmp_path / "nada")
    assert (found.kept, found.lost) == ("", "")
    assert found.adoption == adopter.adoption(file, PMI)
