"""The first screen: three clicks to a plan, and nothing heavy before it is painted."""

import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from pmi_desktop.services.workspace import Workspace
from tests.samples import ROOT, example_plan
from tests.ui.driving import at_rest, fast_folder, open_window, press, still_found, surroundings, type_text, wait_until
from tests.ui.looking import cut_off, overlapping, sideways, unreadable
from tests.ui.test_screens import keep

HEAVY = "sqlalchemy lxml openpyxl reportlab PIL"


@pytest.mark.parametrize("plans", [0, 2])
@pytest.mark.parametrize(("size", "look"), [(100, "light"), (150, "dark")])
def test_the_start_screen_too(qapp: QApplication, plans: int, size: int, look: str) -> None:
    folder = fast_folder()
    for _ in range(plans):
        surroundings(folder).workspace.create(example_plan())
    window = open_window(qapp, folder)
    window.theme.set_size(size)
    window.theme.set_look(look)
    start = window.start
    wait_until(lambda: len(start.cards) == plans and "Buscando" not in start.waiting)
    for name, show in (("inicio", start.show_plans), ("nuevo", start.show_new)):
        show()
        at_rest(window.tasks)
        keep(window, f"{name}-{plans}-{size}-{look}")
        assert still_found(lambda: [*cut_off(window), *sideways(window), *overlapping(window)]) == []
        assert unreadable(window) == []
        assert window.width() == 1366
    window.theme.set_size(100)
    window.theme.set_look("light")
    window.close()
    window.deleteLater()
    shutil.rmtree(folder)


def test_three_clicks_from_an_empty_computer_to_the_first_field(qapp: QApplication) -> None:
    folder = fast_folder()
    window = open_window(qapp, folder)
    button = window.findChild(QPushButton, "new")
    assert button is not None
    button.click()
    field, create = window.findChild(QLineEdit, "new_plan.school"), window.findChild(QPushButton, "create")
    assert field is not None
    assert create is not None
    type_text(field, "Centro Educativo Rural El Jordán")
    create.click()
    wait_until(lambda: window.frame is not None)
    assert window.frame is not None
    assert window.frame.step == "school"
    assert window.frame.context.plan.school.name == "Centro Educativo Rural El Jordán"
    assert window.focusWidget() is window.findChild(QLineEdit, "school.name")
    window.close()
    window.deleteLater()
    shutil.rmtree(folder)


def test_a_double_click_opens_a_plan_once(qapp: QApplication) -> None:
    folder = fast_folder()
    path = surroundings(folder).workspace.create(example_plan())
    window = open_window(qapp, folder)
    wait_until(lambda: window.start.cards)
    plans = window.start.plans
    assert plans is not None
    place = plans.visualRect(plans.model().index(0, 0)).center()
    QTest.mouseClick(plans.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(plans.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait_until(lambda: window.frame is not None)
    assert path.name in window.notice.text  # «Abriendo…», and not that another window has it open
    assert "Abriendo" in window.notice.text
    window.close()
    window.deleteLater()
    shutil.rmtree(folder)


def test_esc_goes_back_to_the_plans(qapp: QApplication) -> None:
    folder = fast_folder()
    window = open_window(qapp, folder)
    window.start.show_new()
    field = window.findChild(QLineEdit, "new_plan.school")
    assert field is not None
    assert field.isVisible()
    press(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert window.focusWidget() is window.start.new_button
    window.close()
    window.deleteLater()
    shutil.rmtree(folder)


def test_a_plan_that_does_not_open_leaves_nothing_of_the_one_before(qapp: QApplication) -> None:
    folder = fast_folder()
    path = surroundings(folder).workspace.create(example_plan())
    window = open_window(qapp, folder, path)
    wait_until(lambda: window.frame is not None)
    window.open_path(path.with_name("no está.pmi"))
    wait_until(lambda: "no está.pmi" in window.notice.text and "Abriendo" not in window.notice.text)
    assert window.frame is None
    assert "Loma" not in window.windowTitle()
    assert not window.menus.actions["search"].isEnabled()
    window.close()
    window.deleteLater()
    shutil.rmtree(folder)


def test_a_plan_that_another_window_has_open_can_be_looked_at(qapp: QApplication) -> None:
    folder = fast_folder()
    path = surroundings(folder).workspace.create(example_plan())
    workspace: Workspace = surroundings(folder).workspace
    held = workspace.open(path)
    window = open_window(qapp, folder, path)
    look = window.notice.findChild(QPushButton, "notice_act")
    assert look is not None
    wait_until(lambda: look.text() == "Abrir solo para mirar")
    look.click()
    wait_until(lambda: window.frame is not None)
    assert window.frame is not None
    badge = window.findChild(QLabel, "saved_badge")
    assert badge is not None
    assert badge.text() == "Solo lectura"
    window.frame.go("school")
    name = window.findChild(QLineEdit, "school.name")
    assert name is not None
    assert name.isReadOnly()
    window.close()
    window.deleteLater()
    held.close()
    shutil.rmtree(folder)


def test_heavy_libraries_wait_for_the_first_paint() -> None:
    program = f"""
import sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
from pmi_desktop.app import assemble
app = QApplication([])
window = assemble(app, Path(tempfile.mkdtemp()))
def look():
    print(*(set("{HEAVY}".split()) & set(sys.modules)), sep="\\n")
    print(*(["Qt, with all its enums"] if "Qt" in vars(sys.modules["PySide6.QtCore"]) else []))
    app.quit()
window.after_first_paint = look
window.show()
app.exec()
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_damaged_plan_offers_its_newest_backup_and_keeps_what_was_there(qapp: QApplication) -> None:
    folder = fast_folder()
    workspace = surroundings(folder).workspace
    path = workspace.create(example_plan())
    workspace.back_up(path)
    damaged = b"not a plan any more" * 100
    path.write_bytes(damaged)
    window = open_window(qapp, folder, path)
    offer = window.notice.findChild(QPushButton, "notice_act")
    assert offer is not None
    wait_until(lambda: offer.text() == "Recuperar esa copia")
    offer.click()
    wait_until(lambda: window.frame is not None)
    assert window.frame is not None
    assert window.frame.context.plan == example_plan()
    assert [one for one in path.parent.iterdir() if one.read_bytes() == damaged]
    window.close()
    window.deleteLater()
    shutil.rmtree(folder)
