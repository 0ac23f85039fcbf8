"""The actions of a cut: states by key, what was before, filters, paper, and the way to handing in."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.reporting import by_responsible
from pmi_desktop.ui.pages.progress import ProgressPage
from tests.samples import make, make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(one: Bench) -> ProgressPage:
    page = one.page("progress")
    assert isinstance(page, ProgressPage)
    return page


def press(one: Bench, key: Qt.Key, *, control: bool = False) -> None:
    focus = one.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)


def two_actions() -> Plan:
    """A plan with two cuts and two actions, the first of them long over."""
    return make_plan(
        make(Checkpoint, id="c1", label="Corte 1", date=date(2026, 6, 19)),
        make(Checkpoint, id="c2", label="Corte 2", date=date(2026, 11, 13)),
        make(Action, id="a1", description="Mapa", start_on=date(2026, 2, 1), end_on=date(2026, 3, 1)),
        make(Action, id="a2", description="Simulacro", start_on=date(2026, 7, 1), end_on=date(2026, 8, 1)),
    )


def progress(one: Bench, key: str) -> ActionProgress | None:
    return one.plan.get(ActionProgress, key)


def listed(page: ProgressPage) -> list[str]:
    keys = (page.model.index(row).data(Qt.ItemDataRole.UserRole) for row in range(page.model.rowCount()))
    return [key for key in keys if key]


def test_digits_choose_a_state_and_what_is_finished_is_done_whole(bench: OpenBench) -> None:
    one = bench(two_actions())
    page = opened(one)
    state = one.find(QComboBox, "action_progress.state")
    assert one.window.focusWidget() is state
    press(one, Qt.Key.Key_4)
    assert progress(one, "c1/a1") == ActionProgress(checkpoint="c1", action="a1", state="FIN", percent=100)
    assert (state.currentText(), one.find(QLineEdit, "action_progress.percent").text()) == ("Terminada", "100")
    press(one, Qt.Key.Key_Return, control=True)
    assert page.panel.objectName() == "action_progress:c1/a2"
    QTest.keyClick(state, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert progress(one, "c1/a2") == ActionProgress(checkpoint="c1", action="a2", state="SIN", percent=0)
    one.frame.undo()
    assert progress(one, "c1/a2") is None
    assert one.find(QLabel, "progress_counter").text().startswith("1 de 2 con estado")


def test_digits_typed_in_a_text_are_no_state(bench: OpenBench) -> None:
    one = bench(two_actions())
    opened(one)
    done = one.find(QPlainTextEdit, "action_progress.done")
    type_text(done, "Acta 4 A")
    assert progress(one, "c1/a1") == ActionProgress(checkpoint="c1", action="a1", done="Acta 4 A")


def test_late_ones_are_named_in_the_list_and_in_the_panel(bench: OpenBench) -> None:
    one = bench(two_actions())
    page = opened(one)
    words = [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(page.model.rowCount())]
    assert any(text.startswith("Mapa") and "!\N{NO-BREAK SPACE}atrasada" in text for text in words)
    assert any(text.startswith("Simulacro") and "comienza el 01/07/2026" in text for text in words)
    assert "01/03/2026" in page.panel._late.text()


def test_what_was_before_is_shown_and_one_key_takes_it(bench: OpenBench) -> None:
    told = ActionProgress(checkpoint="c1", action="a1", state="EJ", percent=40, done="Tres sedes", difficulty="Lluvia")
    plan = two_actions()
    one = bench(plan.after(gestures.add(plan, told)))
    page = opened(one)
    page.focus_field((Checkpoint.KIND, "c2"), "")
    assert page.panel._before.text() == (
        "Antes (Corte 1 · 19/06/2026): En ejecución, 40\N{NO-BREAK SPACE}%\n"
        "Qué se hizo: Tres sedes\nDificultades: Lluvia"
    )
    press(one, Qt.Key.Key_A)
    assert progress(one, "c2/a1") == ActionProgress(checkpoint="c2", action="a1", state="EJ", percent=40)
    assert not one.find(QPushButton, "accept_before").isVisible()
    press(one, Qt.Key.Key_A)
    assert one.context.editor.undo_label == "dejar como en el corte anterior"
    one.frame.undo()
    assert progress(one, "c2/a1") is None


def test_the_list_can_be_one_persons_or_what_is_missing(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan.after(gestures.remove(example_plan, *example_plan.all(ActionProgress))))
    page = opened(one)
    name, actions = next(iter(by_responsible(example_plan).items()))
    person = one.find(QComboBox, "progress_person")
    person.setCurrentIndex(person.findData(name))
    assert sorted(listed(page)) == sorted(f"c1/{action.id}" for action in actions)
    one.find(QCheckBox, "pending_only").setChecked(True)
    for _ in actions:
        page.panel.focus("state")
        press(one, Qt.Key.Key_2)
        press(one, Qt.Key.Key_Return, control=True)
    assert {told.action for told in one.plan.all(ActionProgress)} == {action.id for action in actions}
    assert page.focus_field((ActionProgress.KIND, "c1/a7"), "percent")
    assert page.panel.objectName() == "action_progress:c1/a7"


def test_going_on_where_the_filters_left_nothing_stays_there(bench: OpenBench) -> None:
    done = ActionProgress(checkpoint="c1", action="a2", state="FIN", percent=100)
    plan = two_actions()
    theirs = gestures.change(plan, plan.all(Action)[1], responsible_other="Ana")
    plan = plan.after(theirs)
    one = bench(plan.after(gestures.add(plan, done)))
    page = opened(one)
    one.find(QCheckBox, "pending_only").setChecked(True)
    person = one.find(QComboBox, "progress_person")
    person.setCurrentIndex(person.findData("Ana"))
    assert listed(page) == []
    page.next()
    assert listed(page) == []
    assert page.focus_field((Checkpoint.KIND, "c2"), "")
    assert page.panel.objectName() == "action_progress:c2/a2"


def test_sheets_go_on_paper_for_everybody_or_for_one(
    bench: OpenBench, example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench(example_plan)
    page = opened(one)
    name = next(iter(by_responsible(example_plan)))
    for file, person in (("todos.pdf", ""), ("una.pdf", name)):
        target = tmp_path / file
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        page.head.fill_menu()
        actions = {action.text(): action for action in one.find(QPushButton, "paper").menu().actions()}
        actions[person or "Una hoja por responsable"].trigger()
        wait_until(target.exists)
    assert len(PdfReader(tmp_path / "todos.pdf").pages) >= len(by_responsible(example_plan))
    assert name in PdfReader(tmp_path / "una.pdf").pages[0].extract_text()
    assert len(PdfReader(tmp_path / "una.pdf").pages) < len(PdfReader(tmp_path / "todos.pdf").pages)


def test_handing_in_is_asked_for_with_the_cut(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one)
    page.focus_field((Checkpoint.KIND, "c2"), "")
    asked: list[object] = []
    one.context.jump_wanted.connect(lambda *what: asked.append(what))
    one.find(QPushButton, "deliver").click()
    assert asked == [((Checkpoint.KIND, "c2"), "", "hand_in")]
    assert one.frame.step == "hand_in"
    assert one.find(QComboBox, "moment").currentData() == "checkpoint:c2"


@pytest.mark.parametrize(
    ("plan", "button"),
    [(make_plan(), "Ir a las acciones"), (make_plan(make(Action)), "Ir a los cortes")],
)
def test_an_empty_page_says_what_to_do_first(bench: OpenBench, plan: Plan, button: str) -> None:
    one = bench(plan)
    opened(one)
    focus = one.window.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == button


def test_a_plan_only_to_look_at_changes_nothing(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.context.editor.store.read_only = True
    opened(one)
    for key in (Qt.Key.Key_1, Qt.Key.Key_A):
        QTest.keyClick(one.find(QComboBox, "action_progress.state"), key)
    assert one.plan == example_plan
