"""The less trodden ways to a plan, walked in the real window: from a stick, from an earlier plan, from a copy."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
)

from pmi_desktop.domain.gestures import change
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.backups import Backup, Reason
from pmi_desktop.services.opened import OpenedPlan
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage.store import read_file
from pmi_desktop.ui.window import MainWindow
from tests.samples import example_plan, make_plan
from tests.ui.driving import at_rest, fast_folder, open_window, still_found, surroundings, wait_until
from tests.ui.looking import cut_off, overlapping, sideways, unreadable
from tests.ui.test_screens import keep

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def data() -> Iterator[Path]:
    folder = fast_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def own(data: Path) -> Workspace:
    return surroundings(data).workspace


@pytest.fixture
def opened(qapp: QApplication, data: Path) -> Iterator[OpenWindow]:
    """Opens the start screen once its list has been read."""
    windows: list[MainWindow] = []

    def open_it() -> MainWindow:
        windows.append(open_window(qapp, data))
        wait_until(lambda: "Buscando" not in windows[-1].start.waiting)
        return windows[-1]

    yield open_it
    for one in windows:
        one.theme.set_size(100)
        one.theme.set_look("light")
        one.close()
        one.deleteLater()


def button(window: MainWindow, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def shown(window: MainWindow, name: str) -> bool:
    found = window.findChild(QPushButton, name)
    return found is not None and found.isVisible()


def looked_over(window: MainWindow, name: str) -> None:
    """As it is, and in large letters in the dark, nothing may be cut off or crowded."""
    for size, look in ((100, "light"), (150, "dark")):
        window.theme.set_size(size)
        window.theme.set_look(look)
        at_rest(window.tasks)
        keep(window, f"{name}-{size}-{look}")
        assert still_found(lambda: [*cut_off(window), *sideways(window), *overlapping(window)]) == []
        assert unreadable(window) == []
        assert (window.width(), window.height()) == (1366, 768)


def open_plan_of(window: MainWindow) -> Plan:
    wait_until(lambda: window.frame is not None)
    assert window.frame is not None
    return window.frame.context.plan


def choose(monkeypatch: pytest.MonkeyPatch, method: str, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, method, lambda *_: (str(path), ""))


def test_a_plan_comes_from_a_stick_and_the_stick_stays_as_it_is(
    tmp_path: Path, own: Workspace, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = surroundings(tmp_path / "otro").workspace.create(example_plan(), tmp_path / "plan.pmi")
    before = source.read_bytes()
    choose(monkeypatch, "getOpenFileName", source)
    window = opened()
    button(window, "bring").click()
    wait_until(lambda: shown(window, "bring_copy"))
    assert not shown(window, "bring_open")
    button(window, "bring_copy").click()
    assert open_plan_of(window) == example_plan()
    assert window.opened is not None
    assert window.opened.path.parent == own.library
    assert source.read_bytes() == before


def test_the_same_plan_is_not_brought_twice_unseen(
    tmp_path: Path, own: Workspace, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = own.create(example_plan())
    shutil.copy(here, tmp_path / "copia.pmi")
    choose(monkeypatch, "getOpenFileName", tmp_path / "copia.pmi")
    window = opened()
    button(window, "bring").click()
    wait_until(lambda: shown(window, "bring_open"))
    assert window.focusWidget() is button(window, "bring_open")
    looked_over(window, "traer")
    button(window, "bring_open").click()
    open_plan_of(window)
    assert window.opened is not None
    assert window.opened.path == here


def test_what_is_no_plan_is_said_where_one_is(
    tmp_path: Path, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "foto.zip").write_bytes(b"PK nada")
    choose(monkeypatch, "getOpenFileName", tmp_path / "foto.zip")
    window = opened()
    button(window, "bring").click()
    wait_until(lambda: window.notice.isVisible() and "Leyendo" not in window.notice.text)
    assert not shown(window, "bring_copy")


def test_a_new_plan_goes_on_from_an_earlier_one(own: Workspace, opened: OpenWindow) -> None:
    own.create(example_plan())
    window = opened()
    button(window, "renew").click()
    wait_until(lambda: shown(window, "renew_make"))
    years = window.findChild(QComboBox, "renew.years")
    assert years is not None
    years.setCurrentIndex(1)
    assert years.currentText() == "PMI 2027 a 2028"
    looked_over(window, "a partir de otro")
    button(window, "renew_make").click()
    plan = open_plan_of(window)
    assert plan.info.previous == example_plan().info.id
    assert plan.years == range(2027, 2029)
    assert window.frame is not None
    assert window.frame.notice.text.startswith("Vinieron el establecimiento")
    assert plan.school == example_plan().school


def test_without_an_earlier_plan_one_is_told_what_to_do(opened: OpenWindow) -> None:
    window = opened()
    button(window, "renew").click()
    wait_until(lambda: shown(window, "leave_renew_panel"))
    assert not shown(window, "renew_make")
    button(window, "leave_renew_panel").click()
    assert shown(window, "new")


def worked_on(own: Workspace, plan: Plan) -> Path:
    """A plan that was renamed after its backup."""
    path = own.create(plan)
    own.back_up(path)
    opened = own.open(path)
    opened.editor.apply(change(plan, plan.school, name="CER El Jordán"))
    opened.close()
    return path


def test_a_copy_says_what_changed_since_and_comes_back_as_a_step_that_can_be_undone(
    own: Workspace, opened: OpenWindow
) -> None:
    path = worked_on(own, example_plan())
    window = opened()
    button(window, "restore").click()
    wait_until(lambda: shown(window, "restore_put"))
    changes = window.findChild(QPlainTextEdit, "restore.changes")
    assert changes is not None
    wait_until(lambda: "CER El Jordán" in changes.toPlainText())
    looked_over(window, "restaurar")
    button(window, "restore_put").click()
    wait_until(lambda: window.frame is not None and window.frame.context.plan == example_plan())
    assert window.frame is not None
    wait_until(lambda: read_file(path) == example_plan())
    window.frame.undo()
    assert window.frame.context.plan.school.name == "CER El Jordán"
    assert len(own.backups(path).all()) >= 2


def test_what_is_typed_while_a_copy_comes_back_is_a_step_before_it(
    own: Workspace, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_on(own, example_plan())
    reached, go_on, back_up = Event(), Event(), OpenedPlan.back_up

    def slowly(self: OpenedPlan, reason: Reason) -> Backup:
        reached.set()
        go_on.wait(90)
        return back_up(self, reason)

    monkeypatch.setattr(OpenedPlan, "back_up", slowly)
    window = opened()
    button(window, "restore").click()
    wait_until(lambda: shown(window, "restore_put"))
    button(window, "restore_put").click()
    plan = open_plan_of(window)
    wait_until(reached.is_set)
    assert window.frame is not None
    context = window.frame.context
    context.apply(change(plan, plan.school, name="Escrito mientras tanto"))
    go_on.set()
    wait_until(lambda: context.plan == example_plan())
    window.frame.undo()
    assert context.plan.school.name == "Escrito mientras tanto"


def test_a_copy_is_looked_at_page_by_page_and_stays_as_it_is(own: Workspace, opened: OpenWindow) -> None:
    path = worked_on(own, example_plan())
    copy = own.backups(path).all()[0].path
    before, recent = copy.read_bytes(), own.settings.recent()
    window = opened()
    button(window, "restore").click()
    wait_until(lambda: shown(window, "restore_look"))
    button(window, "restore_look").click()
    assert open_plan_of(window) == example_plan()
    assert window.frame is not None
    assert "Esta es la copia del 13 de febrero de 2026" in window.frame.notice.text
    window.frame.go("school")
    name = window.findChild(QLineEdit, "school.name")
    assert name is not None
    assert name.isReadOnly()
    looked_over(window, "mirar una copia")
    back = window.frame.notice.findChild(QPushButton, "notice_act")
    assert back is not None
    assert back.text() == "Volver a las copias"
    back.click()
    wait_until(lambda: window.frame is None and shown(window, "restore_look"))
    assert copy.read_bytes() == before
    assert own.settings.recent() == recent


def test_a_damaged_plan_gets_the_file_of_the_copy(own: Workspace, opened: OpenWindow) -> None:
    path = worked_on(own, make_plan())
    path.write_bytes(b"nada" * 500)
    window = opened()
    button(window, "restore").click()
    wait_until(lambda: shown(window, "restore_put"))
    button(window, "restore_put").click()
    assert open_plan_of(window) == make_plan()
    assert list(path.parent.glob("*.dañado-*"))


def test_a_plan_whose_file_is_gone_comes_back(own: Workspace, opened: OpenWindow) -> None:
    path = worked_on(own, make_plan())
    own.settings.forget(str(path))
    path.unlink()
    window = opened()
    button(window, "restore").click()
    wait_until(lambda: shown(window, "restore_put"))
    button(window, "restore_put").click()
    assert open_plan_of(window) == make_plan()


def test_a_copy_goes_onto_a_stick(
    tmp_path: Path, own: Workspace, opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_on(own, make_plan())
    choose(monkeypatch, "getSaveFileName", tmp_path / "memoria")
    window = opened()
    button(window, "restore").click()
    wait_until(lambda: shown(window, "restore_copy"))
    button(window, "restore_copy").click()
    wait_until(lambda: window.notice.isVisible() and "Copia guardada" in window.notice.text)
    assert read_file(tmp_path / "memoria.pmi") == make_plan()


def test_from_an_open_plan_its_own_copies_are_shown_first(own: Workspace, opened: OpenWindow) -> None:
    worked_on(own, make_plan(id="otro"))
    path = worked_on(own, make_plan())
    window = opened()
    window.open_path(path)
    open_plan_of(window)
    window.copies.show()
    wait_until(lambda: shown(window, "restore_put"))
    view = window.findChild(QListView, "restore.backups")
    assert view is not None
    wait_until(lambda: view.model().rowCount() > 0)
    assert view.model().index(0, 0).data(0x0100).path.parent == own.backups(path).path


def test_who_is_working_is_asked_once_in_a_quiet_line(own: Workspace, opened: OpenWindow) -> None:
    path = own.create(example_plan())
    window = opened()
    for asked in (True, False):
        window.open_path(path)
        wait_until(lambda: window.frame is not None)
        assert window.frame is not None
        text = window.frame.notice.findChild(QLabel, "notice_text")
        assert text is not None
        assert ("¿Quién está trabajando?" in text.text()) is asked
        window.leave(window.show_start)
