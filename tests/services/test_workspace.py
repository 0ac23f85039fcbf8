import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.gestures import change
from pmi_desktop.services.backups import Backup, Reason
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.lock import PlanInUse
from pmi_desktop.services.opened import OpenedPlan
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage import sqlite
from pmi_desktop.storage.errors import CannotOpen, NewerFile, NotAPlan
from pmi_desktop.storage.store import read_file
from tests.samples import ROOT, example_plan, make_plan
from tests.storage.test_opening import _with_hot_journal

RELEASED = ROOT / "tests" / "storage" / "released" / "schema-1.pmi"


def rename(opened: OpenedPlan, name: str) -> None:
    opened.editor.apply(change(opened.editor.plan, opened.editor.plan.school, name=name))


# Making and listing.


def test_a_new_plan_is_in_the_library_under_the_schools_name(workspace: Workspace) -> None:
    path = workspace.new_plan(start_year=2026, end_year=2027, catalog="guia34-2008", school="CER «El: Ñame» / 2")
    assert path == workspace.library / "PMI CER «El Ñame» 2 2026-2027.pmi"
    again = workspace.new_plan(start_year=2026, end_year=2027, catalog="guia34-2008", school="CER «El: Ñame» / 2")
    assert again.name == "PMI CER «El Ñame» 2 2026-2027 (2).pmi"
    assert {one.plan_id for one in workspace.plans()} == {"id1", "id2"}


def test_the_list_has_the_last_opened_first_and_survives_bad_files(workspace: Workspace, tmp_path: Path) -> None:
    first = workspace.create(example_plan())
    second = workspace.create(make_plan(id="p2"))
    elsewhere = workspace.create(make_plan(id="p3"), tmp_path / "usb.pmi")
    (workspace.library / "roto.pmi").write_bytes(b"x")
    for path in (second, elsewhere):
        workspace.open(path).close()
    elsewhere.unlink()
    found = workspace.plans()
    assert [one.path for one in found[:2]] == [elsewhere, second]
    assert {one.path for one in found[2:]} == {first, workspace.library / "roto.pmi"}
    assert isinstance(found[0].problem, CannotOpen)
    assert (found[0].plan_id, found[0].start_year) == ("p3", 2026)
    news = next(one for one in found if one.path == first)
    assert (news.school, news.start_year, news.saved_at, news.problem) == (
        "Centro Educativo Rural Loma del Sietecueros",
        2026,
        "2026-02-13T10:42:00",
        None,
    )


def test_a_power_cut_does_not_hide_a_plan_from_the_list(workspace: Workspace) -> None:
    path = workspace.create(example_plan())
    _with_hot_journal(path)
    assert workspace.plans()[0].school == "Centro Educativo Rural Loma del Sietecueros"


def test_an_existing_file_is_replaced_only_when_asked_and_after_a_backup(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.create(example_plan(), tmp_path / "plan.pmi")
    with pytest.raises(CannotWrite) as raised:
        workspace.create(make_plan(), path)
    assert raised.value.facts["reason"] == "exists"
    workspace.create(make_plan(id="cerls-2026"), path, replace=True)
    assert read_file(path) == make_plan(id="cerls-2026")
    backup = workspace.backups(path).newest()
    assert backup is not None
    assert backup.reason is Reason.IMPORT
    assert read_file(backup.path) == example_plan()


@pytest.mark.parametrize("content", [b"", b"hola", b"\xff" * 9000])
def test_replacing_what_is_no_plan_puts_it_aside(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.pmi"
    path.write_bytes(content)
    workspace.create(make_plan(), path, replace=True)
    assert read_file(path) == make_plan()
    aside = [one for one in tmp_path.iterdir() if "dañado" in one.name]
    assert [one.read_bytes() for one in aside] == [content]


def test_a_journal_left_by_a_power_cut_does_not_spoil_the_new_file(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.create(example_plan(), tmp_path / "plan.pmi")
    _with_hot_journal(path)
    journal = sqlite.journal_of(path).read_bytes()
    workspace.create(make_plan(), path, replace=True)
    assert read_file(path) == make_plan()
    backup = workspace.backups(path)
    assert [read_file(one.path) for one in _backups_of(workspace, "cerls-2026", path)] == [example_plan()]
    assert backup.newest() is None
    path.unlink()
    sqlite.journal_of(path).write_bytes(journal)
    workspace.create(make_plan(), path)
    assert read_file(path) == make_plan()


def _backups_of(workspace: Workspace, plan_id: str, path: Path) -> tuple[Backup, ...]:
    from pmi_desktop.services.backups import BackupFolder

    return BackupFolder(workspace.data / "copias", plan_id, path).all()


# Opening.


def test_open_type_close_and_open_again(workspace: Workspace) -> None:
    path = workspace.create(example_plan())
    opened = workspace.open(path)
    workspace.settings.set_author("cerls-2026", "t2")
    rename(opened, "CER Nuevo")
    assert opened.close()
    opened = workspace.open(path)
    assert opened.editor.plan.school.name == "CER Nuevo"
    assert opened.editor.author == "t2"
    assert opened.editor.store.log()[0].installation == workspace.settings.installation
    opened.close()
    assert [one.name for one in workspace.library.iterdir()] == [path.name]


def test_a_second_window_may_only_look(workspace: Workspace) -> None:
    path = workspace.create(example_plan())
    opened = workspace.open(path)
    with pytest.raises(PlanInUse):
        workspace.open(path)
    with pytest.raises(PlanInUse):
        workspace.create(make_plan(), path, replace=True)
    looking = workspace.open(path, read_only=True)
    assert looking.editor.read_only
    assert looking.why_read_only is None
    rename(opened, "CER Nuevo")
    assert opened.close()
    assert looking.close()
    assert read_file(path).school.name == "CER Nuevo"


@pytest.mark.parametrize(("content", "kind"), [(b"", NotAPlan), (b"hola", NotAPlan), (b"SQLite format 3\0", NotAPlan)])
def test_what_cannot_be_opened_leaves_no_lock(
    workspace: Workspace, tmp_path: Path, content: bytes, kind: type[PmiError]
) -> None:
    path = tmp_path / "plan.pmi"
    path.write_bytes(content)
    with pytest.raises(kind):
        workspace.open(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_newer_programs_file_is_refused_untouched(workspace: Workspace) -> None:
    path = workspace.create(example_plan())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version={sqlite.SCHEMA + 1}")
    before = path.read_bytes()
    for attempt in (
        lambda: workspace.open(path),
        lambda: workspace.open(path, read_only=True),
        lambda: workspace.back_up(path),
    ):
        with pytest.raises(NewerFile):
            attempt()
    assert path.read_bytes() == before


@pytest.mark.parametrize("reason", ["read_only", "denied", "full"])
def test_where_nothing_can_be_written_it_opens_to_be_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    path = workspace.create(example_plan())

    def refuse(plan: Path, **_: object) -> None:
        raise CannotWrite(path=plan, reason=reason)

    monkeypatch.setattr("pmi_desktop.services.workspace.PlanLock", refuse)
    opened = workspace.open(path)
    assert opened.editor.read_only
    assert opened.why_read_only is not None
    assert opened.why_read_only.facts["reason"] == reason
    assert opened.close()


_LOOK = """
import sys
from datetime import datetime
from pathlib import Path
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.workspace import Workspace
workspace = Workspace(Path(sys.argv[1], "datos"), clock=datetime.now, new_id=lambda: "x", program="p")
for name in sys.argv[2:]:
    try:
        opened = workspace.open(Path(sys.argv[1], name, "plan.pmi"))
        print(opened.why_read_only.facts["reason"])
        opened.close()
    except PmiError as problem:
        print(type(problem).__name__, problem.facts["reason"])
"""


@pytest.mark.skipif(os.name != "posix", reason="rights are set otherwise there")
def test_without_rights_one_may_look_where_one_may_read(tmp_path: Path) -> None:
    rights = {"folder": (0o555, 0o666), "file": (0o777, 0o444), "unreadable": (0o777, 0), "closed": (0, 0o666)}
    (tmp_path / "datos").mkdir()
    for name, (folder, file) in rights.items():
        (tmp_path / name).mkdir()
        shutil.copy(RELEASED, tmp_path / name / "plan.pmi")
        (tmp_path / name / "plan.pmi").chmod(file)
        (tmp_path / name).chmod(folder)
    command = [sys.executable, "-c", _LOOK, str(tmp_path), *rights]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root may do everything")
        command = [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", *command]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    finally:
        for name in rights:
            (tmp_path / name).chmod(0o755)
    assert said == ["denied", "read_only", "CannotOpen denied", "CannotOpen denied"]


def test_neither_window_nor_list_needs_sqlalchemy(workspace: Workspace) -> None:
    workspace.create(make_plan())
    code = (
        "import sys, pathlib, datetime\n"
        "import pmi_desktop.services.editor\n"
        "from pmi_desktop.services.workspace import Workspace\n"
        "w = Workspace(pathlib.Path(sys.argv[1]), clock=datetime.datetime.now, new_id=lambda: 'x', program='p')\n"
        "assert w.plans()[0].plan_id == 'plan-de-prueba'\n"
        "assert 'sqlalchemy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, str(workspace.data)], cwd=ROOT, check=True)
