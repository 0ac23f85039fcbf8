import hashlib

import pytest

from pmi_desktop.official.definitions import FORM_FILE, TEMPLATE_FILE
from pmi_desktop.official.form_text import form_text
from pmi_desktop.official.reconstruction.folders import BUILDERS
from pmi_desktop.official.reconstruction.package import template_bytes
from pmi_desktop.paths import bundled
from tests.official.filled import FORMS, parts, read, shipped


def test_every_form_we_ship_has_its_builder() -> None:
    assert set(BUILDERS) == set(FORMS) == {path.name for path in bundled("forms").iterdir() if path.is_dir()}


@pytest.mark.parametrize("name", FORMS)
def test_the_committed_folder_is_what_the_builder_builds(name: str) -> None:
    # Part by part: another version of zlib packs the same parts into other bytes.
    book = BUILDERS[name]()
    committed = bundled("forms", name, TEMPLATE_FILE).read_bytes()
    assert parts(template_bytes(book)) == parts(committed)
    form = book.finished(hashlib.sha256(committed).hexdigest())
    assert form_text(form) == bundled("forms", name, FORM_FILE).read_text(encoding="utf-8")


def test_building_twice_gives_the_same_bytes() -> None:
    build = BUILDERS["D02.03.F02-V3.0"]
    assert template_bytes(build()) == template_bytes(build())


@pytest.mark.parametrize("name", FORMS)
def test_each_sheet_is_a_controlled_document_on_oficio_in_landscape(name: str) -> None:
    form = shipped(name)
    for sheet in read(form.template_bytes()).worksheets:
        head = {str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row if cell.value}
        assert {"Gobernación de Norte de Santander\nSecretaría de Educación", form.title} <= head, sheet.title
        assert {f"Código: {form.code}", f"Versión: {form.version}", "Subproceso: D02.03"} <= head
        assert any("Macroproceso D." in text for text in head)
        assert any("Proceso D02." in text for text in head)
        assert not any("Fecha:" in text for text in head), "nobody knows the document's date"
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "14"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_title_rows
        footer = sheet.oddFooter
        assert footer is not None
        assert footer.right.text == "Página &P de &N"
        assert footer.left.text == (
            "Reconstrucción del formato: el original lo tiene la Secretaría de Educación. Hecho con PMI Escritorio."
        )


@pytest.mark.parametrize("name", FORMS)
def test_every_bound_cell_exists_and_is_the_first_of_its_merged_range(name: str) -> None:
    book = read(shipped(name).template_bytes())
    for sheet in shipped(name).sheets:
        page = book[sheet.name]
        hidden = {
            place for area in page.merged_cells.ranges for place in area.cells if place != (area.min_row, area.min_col)
        }
        for slot in sheet.cells:
            for place in slot.places():
                cell = page[place]
                assert (cell.row, cell.column) not in hidden, f"{sheet.name}!{place}"
                assert cell.border.bottom.style or slot.text, f"{sheet.name}!{place} is no drawn cell"
