"""The Secretaría's own file in the real window: recognised, corrected by cell and field, filled, carried, set aside."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from pmi_desktop.paths import bundled
from pmi_desktop.services.adopting import Adopter, write_form
from pmi_desktop.services.delivering import desk_at
from pmi_desktop.services.forms import ADOPTED, forms_in
from pmi_desktop.services.hand_in import Desk
from pmi_desktop.services.proposing import Area
from pmi_desktop.ui.adopting import AdoptingDialog
from pmi_desktop.ui.pages.hand_in import HandInPage
from pmi_desktop.ui.widgets.sheet_view import SheetView
from tests.official.adopting.adopted import blank
from tests.official.filled import PMI
from tests.samples import example_plan, reference
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, settle, type_text, wait_until
from tests.ui.looking import cut_off, name_of, overlapping, sideways, unreadable, visible
from tests.ui.test_every_page import INPUTS, reachable
from tests.ui.test_screens import keep

CODE = "D02.03.F01"


@pytest.fixture
def sed(tmp_path: Path) -> Path:
    path = tmp_path / "Formato de la SED.xlsx"
    path.write_bytes(blank("identification").data)
    return path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, sed: Path, tmp_path: Path) -> dict[str, Path]:
    """What the file pickers answer."""
    answers = {"open": sed, "folder": tmp_path, "save": tmp_path / "lleno.xlsx"}
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(answers["open"]), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(answers["folder"]))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(answers["save"]), ""))
    return answers


def page_of(one: Bench) -> HandInPage:
    page = one.page("hand_in")
    assert isinstance(page, HandInPage)
    return page


def opened(page: HandInPage, button: str = "adopt_file") -> AdoptingDialog:
    """The dialog, once the file was read."""
    before = page.own.dialog
    combo = page.findChild(QComboBox, "own_form")
    assert combo is not None
    combo.setCurrentIndex(combo.findData(PMI))
    click(page, button)
    wait_until(lambda: page.own.dialog is not before and page.own.dialog is not None and page.own.dialog.isVisible())
    assert page.own.dialog is not None
    settle()
    return page.own.dialog


def click(root: QWidget, name: str) -> None:
    """Press a button in sight; rows that were taken away may not be gone yet, new ones not shown."""
    settle()
    (button,) = (one for one in root.findChildren(QPushButton, name) if one.isVisible())
    assert button.isEnabled(), name
    button.click()


def text(root: QWidget, name: str) -> str:
    label = root.findChild(QLabel, name)
    assert label is not None
    return label.text()


def said(page: HandInPage, words: str) -> None:
    wait_until(lambda: words in text(page, "own_form_said"))


def put(dialog: AdoptingDialog, row: int, column: int, words: str) -> None:
    """Choose a cell, and the first field found by some words, with the keyboard."""
    before = dialog.proposal
    dialog.view.go_to(Area(row, column, row, column))
    press(dialog.view, Qt.Key.Key_Return)
    search = dialog.findChild(QLineEdit, "field_search")
    assert search is not None
    assert search.hasFocus()
    type_text(search, words)
    press(search, Qt.Key.Key_Return)
    wait_until(lambda: dialog.proposal is not before)


def test_the_file_is_recognised_corrected_and_filled(bench: OpenBench, asked: dict[str, Path], sed: Path) -> None:
    one = bench(example_plan())
    page = page_of(one)
    dialog = opened(page)
    assert "Se reconocieron 22 campos" in text(dialog, "adopting_summary")
    dialog.view.go_to(Area(7, 3, 7, 6))
    assert text(dialog, "cell_is") == "✓ Aquí va: Municipio."
    press(dialog.view, Qt.Key.Key_Right)
    assert text(dialog, "cell_is") == "Dice «Vereda / corregimiento». Sin campo: queda como está."
    put(dialog, 6, 12, "pagina web")
    assert ("L6", "school.website") in {(one.place, one.path) for one in dialog.proposal.adoption.bound}
    put(dialog, 30, 4, "cargo")
    click(dialog, "take_back")
    assert "school.head_position" not in {one.path for one in dialog.proposal.adoption.bound}
    click(dialog, "keep_form")
    said(page, "Se llena el archivo de la Secretaría que usted adoptó.")
    assert not dialog.isVisible()
    click(page, f"save_xlsx_{PMI}")
    wait_until(asked["save"].exists)
    wait_until(lambda: "Guardado" in one.frame.notice.text)
    book = load_workbook(asked["save"])
    assert book.sheetnames == ["Identificación", "Listas"]
    assert book["Identificación"]["C7"].value == "Arboledas"
    click(page, f"look_{PMI}")
    wait_until(lambda: page.preview.pages.document.pages)
    assert {one.sheet for one in page.preview.pages.document.pages} >= {"Identificación"}


def test_a_value_that_cannot_go_there_is_refused_in_words(bench: OpenBench, asked: dict[str, Path]) -> None:
    dialog = opened(page_of(bench(example_plan())))
    dialog.view.go_to(Area(26, 7, 26, 7))
    press(dialog.view, Qt.Key.Key_Return)
    search = dialog.findChild(QLineEdit, "field_search")
    assert search is not None
    type_text(search, "nit")
    click(dialog, "put_field")
    wait_until(lambda: "El libro calcula lo que va en G26" in text(dialog, "adopting_told"))
    assert dialog.panel.isEnabled()
    dialog.reject()
    assert not dialog.isVisible(), "nothing was corrected: nothing is lost"


def test_what_was_corrected_is_not_lost_by_one_key(bench: OpenBench, asked: dict[str, Path]) -> None:
    one = bench(example_plan())
    dialog = opened(page_of(one))
    put(dialog, 6, 12, "pagina web")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "se pierde lo que corrigió" in text(dialog, "adopting_told")
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not (one.context.workspace.data / ADOPTED).exists()


def test_corrections_made_before_are_in_the_file_that_takes_its_place(
    bench: OpenBench, asked: dict[str, Path], sed: Path
) -> None:
    page = page_of(bench(example_plan()))
    dialog = opened(page)
    put(dialog, 6, 12, "pagina web")
    click(dialog, "keep_form")
    said(page, "que usted adoptó")
    book = load_workbook(sed)
    book["Identificación"]["A60"] = "Revisado"
    book.save(sed)
    again = opened(page)
    assert again is not dialog
    assert text(again, "adopting_summary").endswith("Se conservó una corrección que ya había hecho.")
    assert ("L6", "school.website") in {(one.place, one.path) for one in again.proposal.adoption.bound}
    assert text(again, "adopting_told") == ""
    again.reject()
    sed.write_bytes(blank("tree").data)
    other = opened(page)
    assert "(Identificación, L6)" in text(other, "adopting_told")
    other.reject()


def test_a_click_on_a_question_leads_to_its_cell_or_its_field(bench: OpenBench, asked: dict[str, Path]) -> None:
    asked["open"].write_bytes(blank("tree").data)
    dialog = opened(page_of(bench(example_plan())))
    questions = dialog.findChild(QListWidget, "adopting_questions")
    assert questions is not None
    assert questions.item(0).text() == "PMI, L8: «RECURSOS». No se reconoce lo que pide."
    questions.setFocus()
    questions.setCurrentRow(0)
    press(questions, Qt.Key.Key_Return)
    assert (dialog.view.current.top, dialog.view.current.left) == (7, 12)
    assert "? No se reconoce lo que pide." in text(dialog, "cell_is")
    dialog.view.go_to(Area(10, 12, 10, 12))
    weight = next(row for row in range(questions.count()) if "Peso" in questions.item(row).text())
    questions.setFocus()
    questions.setCurrentRow(weight)
    press(questions, Qt.Key.Key_Return)
    before = dialog.proposal
    click(dialog, "put_field")
    wait_until(lambda: dialog.proposal is not before)
    assert ("L", "actions.weight") in {(one.place, one.path) for one in dialog.proposal.adoption.bound}


def test_a_changed_template_asks_again_and_a_form_travels(
    bench: OpenBench, asked: dict[str, Path], tmp_path: Path
) -> None:
    one = bench(example_plan())
    page = page_of(one)
    dialog = opened(page)
    put(dialog, 6, 12, "pagina web")
    click(dialog, "keep_form")
    said(page, "que usted adoptó")
    click(page, "carry_form")
    wait_until(lambda: "Puede retirar la memoria" in one.frame.notice.text)
    again = opened(page, "mend_form")
    assert ("L6", "school.website") in {(one.place, one.path) for one in again.proposal.adoption.bound}
    again.reject()
    template = one.context.workspace.data / ADOPTED / PMI / "template.xlsx"
    template.write_bytes(blank("tree").data)
    page.own.use(desk_of(page))
    said(page, "Su archivo cambió después de adoptarlo")
    click(page, f"look_{PMI}")
    wait_until(lambda: "adóptelo otra vez" in "".join(label.text() for label in page.preview.findChildren(QLabel)))
    page.preview.closed.emit()
    click(page, "set_form_aside")
    said(page, "la reconstrucción que trae el programa")
    asked["folder"] = tmp_path / PMI
    click(page, "bring_form")
    said(page, "que usted adoptó")
    asked["folder"] = tmp_path / "nada"
    click(page, "bring_form")
    wait_until(lambda: "no hay un formato adoptado" in one.frame.notice.text)


def desk_of(page: HandInPage) -> Desk:
    context = page.context
    return desk_at(context.opened.path, context.workspace.data, context.reference, context.today())


def test_a_file_that_differs_is_kept_as_a_new_version_and_handed_in(
    bench: OpenBench, asked: dict[str, Path], sed: Path, tmp_path: Path
) -> None:
    one = bench(example_plan())
    page = page_of(one)
    dialog = opened(page)
    said_of = "version_told"
    assert f"en lugar del formato {CODE}, versión 5" in text(dialog, said_of)
    new, number = dialog.findChild(QCheckBox, "as_new_version"), dialog.findChild(QLineEdit, "new_version")
    assert new is not None
    assert number is not None
    new.click()
    assert (number.text(), number.isVisible()) == ("6", True)
    number.setText("seis")
    assert text(dialog, said_of).startswith("! Escriba la versión con números")
    assert not dialog.save.isEnabled()
    number.setText("6")
    assert f"Se guarda aparte, como {CODE}-V6. La versión 5 se conserva" in text(dialog, said_of)
    click(dialog, "keep_form")
    wait_until(lambda: page.own.form is not None and page.own.form.id == f"{CODE}-V6")
    said(page, "que usted adoptó")
    kept = one.context.workspace.data / ADOPTED
    assert [folder.name for folder in kept.iterdir()] == [f"{CODE}-V6"]
    by_command = Adopter(forms_in(bundled("forms")), reference()).adoption(sed, f"{CODE}-V6")
    folder = write_form(by_command, tmp_path / "orden")
    for file in folder.iterdir():
        assert (kept / folder.name / file.name).read_bytes() == file.read_bytes(), file.name
    settle()
    names = (f"look_{CODE}-V6", f"look_{PMI}")
    assert [one.objectName() for name in names for one in page.findChildren(QPushButton, name) if one.isVisible()] == [
        names[0]
    ]
    combo = page.findChild(QComboBox, "own_form")
    assert combo is not None
    combo.setCurrentIndex(combo.findData(PMI))
    said(page, "No se entrega: hay una versión más nueva, la 6.")


@pytest.mark.parametrize(("size", "look"), [(100, "light"), (150, "dark")])
def test_the_dialog_can_be_read_and_reached(bench: OpenBench, asked: dict[str, Path], size: int, look: str) -> None:
    one = bench(example_plan())
    one.window.theme.set_size(size)
    one.window.theme.set_look(look)
    try:
        asked["open"].write_bytes(blank("tree").data)
        dialog = opened(page_of(one))
        dialog.view.go_to(Area(10, 12, 10, 12))
        new = dialog.findChild(QCheckBox, "as_new_version")
        assert new is not None
        new.click()
        settle()
        keep(dialog, f"adoptar-{size}-{look}")
        assert [*cut_off(dialog), *sideways(dialog), *overlapping(dialog), *unreadable(dialog)] == []
        inside = reachable(dialog)
        assert [
            name_of(widget)
            for widget in inside
            if isinstance(widget, (*INPUTS, SheetView))
            if not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
            or not widget.accessibleDescription()
        ] == []
        buttons = {widget for widget in visible(dialog) if isinstance(widget, QPushButton) and widget.isEnabled()}
        assert buttons <= set(inside)
        dialog.reject()
    finally:
        one.window.theme.set_size(100)
        one.window.theme.set_look("light")


def test_cells_are_walked_with_arrows_and_clicked(bench: OpenBench, asked: dict[str, Path]) -> None:
    view = opened(page_of(bench(example_plan()))).view
    view.go_to(Area(6, 3, 6, 6))
    press(view, Qt.Key.Key_Right)
    assert (view.current.top, view.current.left, view.current.right) == (6, 7, 8)
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Left)
    assert (view.current.top, view.current.left) == (7, 3)
    assert "Celda C7, campo Municipio" in view.accessibleDescription()
    press(view, Qt.Key.Key_Home)
    assert (view.current.top, view.current.left) == (7, 1)
    press(view, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
    zoom = view.zoom
    press(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > zoom
    press(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    where = view.place_of(Area(9, 9, 9, 10))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*where))
    assert (view.current.top, view.current.left) == (9, 9)


def test_a_spoiled_form_folder_stops_nothing_for_good(bench: OpenBench, asked: dict[str, Path]) -> None:
    one = bench(example_plan())
    folder = one.context.workspace.data / ADOPTED / PMI
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text("no es un formato")
    (folder / "template.xlsx").write_bytes(b"nada")
    page = page_of(one)
    assert any("no se puede usar" in label.text() for label in page.forms.findChildren(QLabel))
    combo = page.findChild(QComboBox, "own_form")
    assert combo is not None
    assert combo.currentData() == PMI
    click(page, "set_form_aside")
    wait_until(lambda: not folder.exists())
    wait_until(lambda: [row for row in page.findChildren(QPushButton, f"look_{PMI}") if row.isVisible()])
