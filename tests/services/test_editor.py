import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmi_desktop.domain.errors import StaleEdit
from pmi_desktop.domain.gestures import change, remove
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, NoteChange
from pmi_desktop.services.editor import PlanEditor, PlanIsReadOnly, SaveReport
from pmi_desktop.storage.store import PlanStore, plan_image, read_file, read_whole
from tests.samples import NOW, example_plan, make, make_plan
from tests.strategies import edits, plans


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, seconds: int) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def edit_file(path: Path, clock: Clock, *, read_only: bool = False) -> PlanEditor:
    return PlanEditor(
        lambda report: PlanStore(path, read_only=read_only, report=report, pauses=[0.02]),
        clock=clock,
        installation="pc1",
        author="t1",
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pmi"
    path.write_bytes(plan_image(make_plan(make(Goal, text="Meta")), NOW))
    return path


@pytest.fixture
def editor(path: Path, clock: Clock) -> Iterator[PlanEditor]:
    editor = edit_file(path, clock)
    yield editor
    editor.close()


def rename(editor: PlanEditor, name: str) -> None:
    editor.apply(change(editor.plan, editor.plan.school, name=name))


def labels(editor: PlanEditor) -> tuple[str | None, str | None]:
    return editor.undo_label, editor.redo_label


def test_an_edit_is_stamped_told_and_saved(editor: PlanEditor, path: Path) -> None:
    told: list[Edit] = []
    editor.on_change(told.append)
    rename(editor, "CER")
    assert editor.plan.school.name == "CER"
    assert [(one.author, one.installation, one.at, one.revision) for one in told] == [("t1", "pc1", NOW, 1)]
    assert editor.unsaved == 1
    assert editor.flush(90)
    assert editor.unsaved == 0
    assert editor.last_report == SaveReport(1, NOW)
    assert read_file(path) == editor.plan
    assert [entry.author for entry in editor.store.log()] == ["t1"]


def test_nothing_changed_is_no_edit(editor: PlanEditor) -> None:
    rename(editor, "")
    assert (editor.unsaved, editor.undo_label) == (0, None)
    assert editor.flush(0)


def test_typing_is_one_step_until_a_pause(editor: PlanEditor, clock: Clock) -> None:
    for text in ("C", "CE", "CER"):
        rename(editor, text)
        clock.pass_by(1)
    clock.pass_by(10)
    rename(editor, "CER Loma")
    editor.undo()
    assert editor.plan.school.name == "CER"
    editor.undo()
    assert editor.plan.school.name == ""
    assert editor.undo_label is None
    editor.redo()
    editor.redo()
    assert editor.plan.school.name == "CER Loma"


def test_typed_and_deleted_again_leaves_no_step(editor: PlanEditor) -> None:
    rename(editor, "C")
    rename(editor, "")
    assert editor.undo_label is None
    assert editor.unsaved == 2


def test_two_people_at_one_keyboard_have_steps_of_their_own(editor: PlanEditor) -> None:
    rename(editor, "C")
    editor.author = "t2"
    rename(editor, "CE")
    editor.undo()
    assert editor.plan.school.name == "C"


def test_undo_is_named_is_an_edit_and_can_be_redone(editor: PlanEditor, path: Path) -> None:
    editor.apply(remove(editor.plan, editor.plan.all(Goal)[0]))
    assert labels(editor) == ("eliminar meta", None)
    undone = editor.undo()
    assert undone is not None
    assert undone.revision == 2
    assert labels(editor) == (None, "eliminar meta")
    assert editor.plan.all(Goal)[0].text == "Meta"
    editor.redo()
    assert labels(editor) == ("eliminar meta", None)
    assert editor.flush(90)
    assert [entry.label for entry in editor.store.log()] == [
        "eliminar meta",
        "deshacer: eliminar meta",
        "rehacer: eliminar meta",
    ]
    assert read_file(path).all(Goal) == ()


def test_a_new_edit_forgets_what_was_undone(editor: PlanEditor) -> None:
    rename(editor, "CER")
    editor.undo()
    editor.apply(change(editor.plan, editor.plan.identity, mission="Otra"))
    assert editor.redo_label is None
    assert editor.redo() is None


def test_typing_after_undo_does_not_join_what_came_before(editor: PlanEditor) -> None:
    rename(editor, "CER")
    editor.apply(change(editor.plan, editor.plan.school, kind="centro_educativo"))
    editor.undo()
    rename(editor, "CER Loma")
    editor.undo()
    assert editor.plan.school.name == "CER"


def test_an_edit_of_another_plan_changes_nothing(editor: PlanEditor) -> None:
    goal = editor.plan.all(Goal)[0]
    stale = change(editor.plan, goal, text="Otra")
    editor.apply(remove(editor.plan, goal))
    before = editor.plan
    with pytest.raises(StaleEdit):
        editor.apply(stale)
    assert editor.plan is before
    assert editor.undo_label == "eliminar meta"


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_undoing_everything_gives_back_the_plan_and_redoing_the_edits(tmp_path: Path, data: st.DataObject) -> None:
    first = data.draw(plans())
    path = tmp_path / "plan.pmi"
    path.write_bytes(plan_image(first, NOW))
    editor = edit_file(path, Clock())
    for _ in range(data.draw(st.integers(1, 6))):
        editor.apply(data.draw(edits(editor.plan)))
    last = editor.plan
    while editor.undo():
        pass
    assert editor.plan == first
    while editor.redo():
        pass
    assert editor.plan == last
    assert editor.close()
    assert read_file(path) == last


def test_a_failing_disk_keeps_edits_and_says_so(editor: PlanEditor, path: Path) -> None:
    reports: list[SaveReport] = []
    failed, saved = threading.Event(), threading.Event()

    def listen(report: SaveReport) -> None:
        assert threading.current_thread().name == "pmi-writer"
        reports.append(report)
        (failed if report.problem else saved).set()

    editor.on_saved(listen)
    path.rename(path.with_name("fuera.pmi"))
    rename(editor, "Uno")
    editor.save()
    assert failed.wait(90)
    rename(editor, "Dos")
    assert not editor.flush(90)
    assert editor.unsaved == 2
    assert reports[-1].revision == 0
    assert reports[-1].problem is not None
    path.with_name("fuera.pmi").rename(path)
    assert saved.wait(90)
    assert editor.flush(90)
    assert read_file(path).school.name == "Dos"


def test_closing_saves_and_says_whether_it_could(path: Path, clock: Clock) -> None:
    editor = edit_file(path, clock)
    rename(editor, "Uno")
    assert editor.close()
    assert read_file(path).school.name == "Uno"
    editor = edit_file(path, clock)
    rename(editor, "Dos")
    path.rename(path.with_name("fuera.pmi"))
    assert not editor.close()


def test_read_only_shows_and_changes_nothing(path: Path, clock: Clock) -> None:
    editor = edit_file(path, clock, read_only=True)
    with pytest.raises(PlanIsReadOnly):
        rename(editor, "Uno")
    assert (editor.read_only, editor.plan.school.name, editor.undo_label) == (True, "", None)
    assert editor.close()


def test_a_long_session_stays_equal_to_its_file(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "largo.pmi"
    path.write_bytes(plan_image(example_plan(), NOW))
    editor = edit_file(path, clock)
    for index in range(200):
        text = f"Reducir la inasistencia {'x' * index}"
        editor.apply(change(editor.plan, editor.plan.all(Goal)[index % 3], text=text))
        clock.pass_by(index % 5)
        if index % 4 == 0:
            editor.save()
        if index % 9 == 0:
            editor.undo()
    plan: Plan = editor.plan
    assert editor.close()
    assert read_file(path) == plan


def test_a_change_of_what_was_delivered_opens_a_version_in_the_same_step(path: Path, clock: Clock) -> None:
    path.write_bytes(plan_image(make_plan(make(Goal, text="Meta"), make(Delivery, moment="plan", version=1)), NOW))
    editor = edit_file(path, clock)
    delivered = editor.plan
    for text in ("Otra", "Otra meta"):
        editor.apply(change(editor.plan, editor.plan.all(Goal)[0], text=text))
    assert (editor.plan.info.version, editor.plan.all(Goal)[0].text) == (2, "Otra meta")
    editor.undo()
    assert editor.plan == delivered
    editor.redo()
    assert editor.plan.info.version == 2
    assert editor.close()
    assert read_file(path).info.version == 2


def test_a_remark_is_in_the_log_and_is_no_step(editor: PlanEditor) -> None:
    rename(editor, "CER")
    editor.remark("abrir la versión 2: lo pidió la Secretaría")
    rename(editor, "CER Loma")
    assert editor.flush(90)
    assert [entry.label for entry in editor.store.log()] == [
        "cambiar nombre del establecimiento", "abrir la versión 2: lo pidió la Secretaría",
        "cambiar nombre del establecimiento",
    ]  # fmt: skip
    assert [editor.undo() is not None for _ in range(3)] == [True, True, False]


def test_what_a_file_remembers_goes_with_its_edit_and_comes_back_with_undo(
    editor: PlanEditor, path: Path, clock: Clock
) -> None:
    editor.keep_notes({"loan": "lent"})
    renamed = change(editor.plan, editor.plan.school, name="CER")
    editor.apply(replace(renamed, author="otra persona", notes=(NoteChange("taken", None, "first"),)))
    editor.apply(Edit("anotar", (), notes=(NoteChange("taken", "first", "second"),)))
    assert editor.notes == {"loan": "lent", "taken": "second"}
    assert editor.flush(90)
    assert read_whole(path) == (editor.plan, {"loan": "lent", "taken": "second"})
    editor.undo()
    editor.undo()
    assert editor.notes == {"loan": "lent"}
    editor.redo()
    assert editor.notes == {"loan": "lent", "taken": "first"}
    assert editor.flush(90)
    assert [entry.author for entry in editor.store.log()] == ["otra persona", "t1", "t1", "t1", "t1"]
    editor.close()
    again = edit_file(path, clock)
    assert again.notes == {"loan": "lent", "taken": "first"}
    again.keep_notes({"loan": None})
    assert again.notes == {"taken": "first"}
    again.close()
