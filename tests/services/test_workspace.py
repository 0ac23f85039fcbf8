import datetime as dt
import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.gestures import add, change, remove
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.services.backups import Backup, Reason
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.lock import PlanInUse
from pmi_desktop.services.opened import AnotherPlan, OpenedPlan, restoring
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage import sqlite
from pmi_desktop.storage.errors import CannotOpen, Damaged, NewerFile, NotAPlan
from pmi_desktop.storage.store import read_file
from tests.samples import NOW, ROOT, example_plan, make, make_plan
from tests.storage.test_opening import _with_hot_journal

RELEASED = ROOT / "tests" / "storage" / "released" / "schema-1.pmi"


class Clock:
    now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Workspace:
    numbers = itertools.count(1)
    return Workspace(tmp_path / "datos", clock=clock, new_id=lambda: f"id{next(numbers)}", program="la ventana")


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


# Bad days.


def test_backups_at_opening_and_every_half_hour_of_work(workspace: Workspace, clock: Clock) -> None:
    path = workspace.create(example_plan())
    opened = workspace.open(path)
    rename(opened, "escrito antes de la copia")
    assert opened.editor.flush(10)
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
    assert opened.editor.flush(10)
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
    assert opened.editor.flush(10)
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
