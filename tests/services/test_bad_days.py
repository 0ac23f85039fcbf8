from pathlib import Path

import pytest

from pmi_desktop.domain.gestures import add, remove
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.services.backups import Backup, Reason
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.opened import AnotherPlan, restoring
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage import sqlite
from pmi_desktop.storage.errors import Damaged, NotAPlan
from pmi_desktop.storage.store import read_file
from tests.samples import NOW, example_plan, make, make_plan
from tests.services.conftest import Clock
from tests.services.test_workspace import rename


def test_backups_at_opening_and_every_half_hour_of_work(workspace: Workspace, clock: Clock) -> None:
    path = workspace.create(example_plan())
    opened = workspace.open(path)
    rename(opened, "escrito antes de la copia")
    assert opened.editor.flush(90)
    first = opened.tend()
    assert isinstance(first, Backup)
    assert first.reason is Reason.OPEN
    assert read_file(first.path) == example_plan(), "as it was when it was opened"
    assert opened.tend() is None
    clock.pass_by(31)
    second = opened.tend()
    assert isinstance(second, Backup)
    assert (second.reason, second.revision) == (Reason.TIMER, 1)
    clock.pass_by(31)
    assert opened.tend() is None, "nothing has changed since"
    opened.close()
    again = workspace.open(path)
    assert again.tend() is None, "nothing has changed since the last backup"
    again.close()
    changes = read_file(second.path)
    assert changes.school.name == "escrito antes de la copia"


def test_the_backup_of_the_opened_plan_is_older_than_any_later_one_and_says_its_own_revision(
    workspace: Workspace,
) -> None:
    opened = workspace.open(workspace.create(example_plan()))
    rename(opened, "escrito antes de la copia")
    assert opened.editor.flush(90)
    opened.back_up(Reason.IMPORT)
    assert opened.tend() is None
    kept = [(one.number, one.reason, one.revision) for one in opened.backups.all()]
    assert kept == [(2, Reason.IMPORT, 1), (1, Reason.OPEN, 0)]
    assert read_file(opened.backups.all()[1].path) == example_plan()
    opened.close()


def test_a_backup_that_is_due_when_the_plan_is_closed_is_none(workspace: Workspace, clock: Clock) -> None:
    opened = workspace.open(workspace.create(example_plan()))
    opened.tend()
    rename(opened, "CER")
    opened.close()
    clock.pass_by(31)
    assert opened.tend() is None


def test_a_backup_that_fails_is_said_and_stops_nobody(workspace: Workspace) -> None:
    path = workspace.create(example_plan())
    (workspace.data / "copias").write_text("un archivo donde va la carpeta")
    opened = workspace.open(path)
    assert isinstance(opened.tend(), CannotWrite)
    rename(opened, "CER")
    assert opened.close()


@pytest.mark.parametrize("harm", ["truncated", "empty", "zeros", "pages"])
def test_a_damaged_file_comes_back_from_its_backup_and_is_put_aside(
    workspace: Workspace, tmp_path: Path, harm: str
) -> None:
    path = workspace.create(example_plan(), tmp_path / "plan.pmi")
    opened = workspace.open(path)
    opened.tend()
    opened.close()
    whole = path.read_bytes()
    damaged = {
        "truncated": whole[: len(whole) // 2],
        "empty": b"",
        "zeros": bytes(len(whole)),
        "pages": whole[:4096] + b"\xaa" * (len(whole) - 4096),
    }[harm]
    path.write_bytes(damaged)
    with pytest.raises((NotAPlan, Damaged)):
        workspace.open(path)
    backup = workspace.newest_backup(path)
    assert backup is not None
    aside = workspace.recover(path, backup.path)
    assert aside is not None
    assert aside.read_bytes() == damaged
    opened = workspace.open(path)
    assert opened.editor.plan == example_plan()
    opened.close()


def test_a_lost_file_comes_back_too(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.create(example_plan(), tmp_path / "plan.pmi")
    workspace.back_up(path)
    path.unlink()
    backup = workspace.newest_backup(path)
    assert backup is not None
    assert workspace.recover(path, backup.path) is None
    assert read_file(path) == example_plan()


def test_a_copy_that_is_no_plan_replaces_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.create(example_plan(), tmp_path / "plan.pmi")
    bad = tmp_path / "copia.pmi"
    bad.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(Damaged):
        workspace.recover(path, bad)
    assert read_file(path) == example_plan()


def test_restoring_is_one_step_that_can_be_undone(workspace: Workspace) -> None:
    path = workspace.create(example_plan())
    opened = workspace.open(path)
    backup = opened.back_up()
    for goal in opened.editor.plan.all(Goal):
        opened.editor.apply(remove(opened.editor.plan, goal))
    emptied = opened.editor.plan
    opened.editor.apply(restoring(opened.editor.plan, read_file(backup.path), backup.made_at))
    assert opened.editor.plan == example_plan()
    assert opened.editor.undo_label == "restaurar la copia del 13/02/2026"
    opened.editor.undo()
    assert opened.editor.plan == emptied
    assert opened.close()
    with pytest.raises(AnotherPlan):
        restoring(emptied, make_plan())


def test_a_copy_elsewhere_has_what_is_on_the_screen(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.create(example_plan())
    opened = workspace.open(path)
    photo = opened.evidence.put_bytes(b"foto", "a.jpg")
    opened.editor.apply(add(opened.editor.plan, make(Evidence, id="e1", sha256=photo.sha256)))
    assert opened.editor.flush(90)
    opened.save_copy(tmp_path / "entera.pmi")
    path.rename(path.with_name("fuera.pmi"))
    rename(opened, "sin guardar")
    opened.save_copy(tmp_path / "rescate.pmi")
    assert read_file(tmp_path / "rescate.pmi") == opened.editor.plan
    assert (tmp_path / "rescate.evidencias" / photo.path.name).read_bytes() == b"foto"
    whole = workspace.open(tmp_path / "entera.pmi")
    assert [entry.label for entry in whole.editor.store.log()] == ["agregar archivo adjunto"]
    whole.close()
    path.with_name("fuera.pmi").rename(path)
    opened.close()


def test_attached_files_go_only_when_no_plan_backup_or_version_names_them(workspace: Workspace) -> None:
    path = workspace.create(make_plan())
    opened = workspace.open(path)
    files = {name: opened.evidence.put_bytes(name.encode(), "a.jpg") for name in ("plan", "copia", "version", "nadie")}
    for name in ("plan", "copia"):
        opened.editor.apply(add(opened.editor.plan, make(Evidence, id=name, sha256=files[name].sha256)))
    assert opened.editor.flush(90)
    opened.back_up()
    gone = opened.editor.plan.get(Evidence, "copia")
    assert gone is not None
    opened.editor.apply(remove(opened.editor.plan, gone))
    opened.editor.store.close_version(1, NOW, "Entrega", f'{{"sha256": "{files["version"].sha256}"}}')
    opened.close()
    workspace.open(path).close()
    left = {one.sha256 for one in files.values()} & set(opened.evidence.present())
    assert left == {files[name].sha256 for name in ("plan", "copia", "version")}


def test_an_unreadable_backup_keeps_every_attached_file(workspace: Workspace) -> None:
    path = workspace.create(make_plan())
    opened = workspace.open(path)
    kept = opened.evidence.put_bytes(b"foto", "a.jpg")
    opened.back_up().path.write_bytes(b"x")
    opened.close()
    workspace.open(path).close()
    assert kept.path.exists()


def test_an_older_file_is_backed_up_before_it_is_converted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pmi_desktop.storage import migrations

    path = workspace.create(example_plan())
    before = path.read_bytes()
    step = {sqlite.SCHEMA + 1: lambda raw: raw.execute("CREATE TABLE nueva (a TEXT)")}
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, **step})
    monkeypatch.setattr(sqlite, "SCHEMA", sqlite.SCHEMA + 1)
    workspace.open(path).close()
    backup = workspace.backups(path).newest()
    assert backup is not None
    assert backup.reason is Reason.MIGRATION
    assert backup.path.read_bytes() == before
