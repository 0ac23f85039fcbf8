"""A filled form read in the real window: looked at, made a plan of its own, or brought into the open one and undone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QToolButton,
)

from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.backups import Reason
from pmi_desktop.ui.reading_dialog import ReadingDialog
from pmi_desktop.ui.window import MainWindow
from tests.official.filled import PMI, export
from tests.samples import example_plan, make_info
from tests.ui.conftest import OpenBench
from tests.ui.driving import at_rest, fast_folder, open_window, press, settle, wait_until
from tests.ui.looking import cut_off, name_of, overlapping, sideways, unreadable
from tests.ui.test_every_page import INPUTS, reachable
from tests.ui.test_screens import keep


@pytest.fixture(scope="module")
def form() -> bytes:
    from pmi_desktop.domain.moments import PLAN

    return export(PMI, example_plan(), PLAN)


@pytest.fixture
def file(tmp_path: Path, form: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A filled form in which somebody wrote something that is no value and something where no field is."""
    path = tmp_path / "PMI 2025.xlsx"
    path.write_bytes(form)
    book = load_workbook(path)
    page = book["1 Identificación y sedes"]
    page["P5"] = "una nota al margen"
    book.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


@pytest.fixture
def data() -> Iterator[Path]:
    folder = fast_folder()
    yield folder
    shutil.rmtree(folder)


def dialog_of(window: MainWindow) -> ReadingDialog:
    ways = window.library.ways
    wait_until(lambda: ways.reading is not None and ways.reading.dialog is not None)
    assert ways.reading is not None
    assert ways.reading.dialog is not None
    at_rest(window.tasks)
    return ways.reading.dialog


def click(dialog: ReadingDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def lines(dialog: ReadingDialog) -> list[str]:
    view = dialog.findChild(QListWidget, "read_lines")
    assert view is not None
    return [view.item(row).text() for row in range(view.count())]


def choose_command(window: MainWindow, text: str) -> None:
    for menu in window.menuBar().actions():
        for action in menu.menu().actions():  # type: ignore[attr-defined]  # Qt's stubs say object
            if action.text() == text:
                action.trigger()
                return
    raise AssertionError(f"no command {text}")


@pytest.mark.parametrize(("size", "look"), [(100, "light"), (150, "dark")])
def test_from_the_first_screen_to_a_plan_of_its_own(
    qapp: QApplication, data: Path, file: Path, size: int, look: str
) -> None:
    window = open_window(qapp, data)
    wait_until(lambda: "Buscando" not in window.start.waiting)
    window.theme.set_size(size)
    window.theme.set_look(look)
    button = window.findChild(QPushButton, "read_form")
    assert button is not None
    button.click()
    dialog = dialog_of(window)
    keep(dialog, f"leer-{size}-{look}")
    assert [*cut_off(dialog), *sideways(dialog), *overlapping(dialog), *unreadable(dialog)] == []
    silent = [one for one in reachable(dialog) if isinstance(one, INPUTS) and not one.accessibleDescription()]
    assert list(map(name_of, silent)) == []
    assert "El establecimiento. Municipio: «Arboledas»\n1 Identificación y sedes!" in "\n".join(lines(dialog))
    dialog.parts.select(2)
    assert any("una nota al margen" in one for one in lines(dialog))
    click(dialog, "read_go")
    wait_until(lambda: window.frame is not None)
    assert window.frame is not None
    plan = window.frame.context.plan
    assert plan.school.name == example_plan().school.name
    assert len(plan.all(Rating)) == len([one for one in example_plan().all(Rating) if _is_latest(one, example_plan())])
    assert "Plan hecho con el formato leído" in window.frame.notice.text
    assert not dialog.isVisible()
    window.theme.set_size(100)
    window.theme.set_look("light")
    window.close()
    window.deleteLater()


def _is_latest(rating: Rating, plan: Plan) -> bool:
    return rating.assessment == plan.all(Assessment)[-1].id


def test_into_the_open_plan_as_a_years_self_assessment_and_back(bench: OpenBench, file: Path) -> None:
    one = bench(Plan.of([make_info()]))
    choose_command(one.window, "Leer un formato lleno…")
    dialog = dialog_of(one.window)
    into = dialog.findChild(QRadioButton, "read_into")
    year = dialog.findChild(QComboBox, "read_year")
    assert into is not None
    assert year is not None
    assert not year.isVisible()
    into.setChecked(True)
    assert year.isVisible()
    before, wanted = one.plan, year.currentData()
    assert wanted == example_plan().all(Assessment)[-1].year
    settle()
    keep(dialog, "leer-al-plan")
    assert [*cut_off(dialog), *overlapping(dialog)] == []
    click(dialog, "read_go")
    wait_until(lambda: one.plan.all(Rating))
    assert [assessment.year for assessment in one.plan.all(Assessment)] == [wanted]
    assert f"Autoevaluación de {wanted} leída" in one.frame.notice.text
    assert Reason.IMPORT in {backup.reason for backup in one.context.opened.backups.all()}
    one.frame.undo()
    assert one.plan == before
    assert not dialog.isVisible()


def test_a_second_time_nothing_changes(bench: OpenBench, file: Path) -> None:
    one = bench(example_plan())
    choose_command(one.window, "Leer un formato lleno…")
    dialog = dialog_of(one.window)
    into = dialog.findChild(QRadioButton, "read_into")
    assert into is not None
    into.setChecked(True)
    click(dialog, "read_go")
    wait_until(lambda: "ya decía lo mismo" in one.frame.notice.text)
    assert one.plan == example_plan()


def test_what_is_to_be_looked_at_is_kept_in_a_text(
    bench: OpenBench, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(example_plan())
    choose_command(one.window, "Leer un formato lleno…")
    dialog = dialog_of(one.window)
    target = tmp_path / "revisar.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(dialog, "read_save")
    assert "una nota al margen" in target.read_text("utf-8")
    tabs = dialog.parts.findChildren(QToolButton)
    press(dialog.parts, Qt.Key.Key_Right)
    assert tabs[1].isChecked()
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert one.plan == example_plan()


def test_a_file_that_is_no_form_is_refused_in_words(bench: OpenBench, file: Path) -> None:
    file.write_bytes(b"%PDF-1.7")
    one = bench(example_plan())
    choose_command(one.window, "Leer un formato lleno…")
    wait_until(lambda: "PDF" in one.frame.notice.text)
    assert one.window.findChild(QLabel, "reading_told") is None
