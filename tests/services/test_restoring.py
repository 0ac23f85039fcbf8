"""Backups are found by plan and date, also of a plan whose file is gone, and say what changed since."""

from pathlib import Path

import pytest

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.gestures import change
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services import restoring
from pmi_desktop.services.backups import UnsoundBackup
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage.store import read_file
from tests.samples import NOW, make_plan


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "datos", clock=lambda: NOW, new_id=new_id, program="la prueba")


def worked_on(own: Workspace, plan: Plan) -> Path:
    """A plan whose school got its name after the backup."""
    path = own.create(plan)
    own.back_up(path)
    opened = own.open(path)
    opened.editor.apply(change(plan, plan.school, name="CER El Jordán"))
    opened.close()
    return path


def test_a_backup_tells_what_changed_since(own: Workspace, reference: Reference) -> None:
    path = worked_on(own, make_plan())
    (kept,) = restoring.kept_plans(own)
    assert (kept.path, kept.school) == (path, "CER El Jordán")
    told = restoring.since(path, kept.backups[0], reference)
    assert len(told.changes) == 1
    assert "CER El Jordán" in told.changes[0]


def test_a_plan_whose_file_is_gone_is_brought_back(own: Workspace, reference: Reference) -> None:
    path = worked_on(own, make_plan())
    own.settings.forget(str(path))
    path.unlink()
    (kept,) = restoring.kept_plans(own)
    assert kept.path is None
    assert restoring.since(None, kept.backups[0], reference) == restoring.Since()
    assert read_file(restoring.bring_back(kept.backups[0], own)) == make_plan()


def test_a_damaged_plan_says_so_instead_of_changes(own: Workspace, reference: Reference) -> None:
    path = worked_on(own, make_plan())
    path.write_bytes(b"nada" * 500)
    (kept,) = restoring.kept_plans(own)
    assert restoring.since(path, kept.backups[0], reference).problem is not None


def test_a_damaged_backup_is_never_copied(own: Workspace, tmp_path: Path, reference: Reference) -> None:
    path = worked_on(own, make_plan())
    (kept,) = restoring.kept_plans(own)
    backup = kept.backups[0]
    restoring.copy_to(backup, path, tmp_path / "copia.pmi")
    assert read_file(tmp_path / "copia.pmi") == make_plan()
    backup.path.write_bytes(backup.path.read_bytes()[:-100])
    for act in (
        lambda: restoring.copy_to(backup, path, tmp_path / "otra.pmi"),
        lambda: restoring.since(path, backup, reference),
    ):
        with pytest.raises(UnsoundBackup):
            act()
    assert not (tmp_path / "otra.pmi").exists()
