"""What the program is doing when a bad day comes, and what must be true afterwards."""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.gestures import add, change
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.interchange import write_plan
from pmi_desktop.storage.sqlite import SCHEMA, journal_of
from pmi_desktop.storage.store import plan_image, read_file
from tests.samples import EXAMPLE, NOW, example_plan, make, make_plan, reference
from tests.torture.jobs import DATA, PLAN, is_whole, workspace
from tests.torture.keeper import Keeper, Life
from tests.torture.outputs import Broken, good_folder, good_package, good_pdf, good_workbook, written
from tests.torture.typist import expected

_LITTER = r"(?:\.[^/]*\.[0-9a-f]{8}\.tmp(?:/.*)?)"
_OF_A_PLAN = rf"{PLAN}(?:-journal|\.lock|\.dañado-[0-9-]+(?:-journal)?)?"
_CAME_BACK = "Acta 7"
PHOTO = b"\xff\xd8\xff una foto " * 4000


@dataclass(frozen=True)
class Scenario:
    """`prepare` fills an empty folder; `words` is what the job gets, `may_change` the names it may touch.

    `check` looks at the folder after a child's life, which may have ended at any moment. What has no end of its own is
    killed within so many seconds after its first acknowledgement, or so many steps on the disk.
    """

    name: str
    job: str
    prepare: Callable[[Path], None]
    words: Callable[[Path, int], Sequence[object]]
    check: Callable[[Path, Life], None]
    may_change: str
    killed_within: tuple[float, int] | None = None

    def fill(self, folder: Path) -> None:
        """A fresh folder with the start of this story, and something beside that is nobody's business."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.prepare(folder)
        (folder / "tareas").mkdir()
        (folder / "tareas" / "notas.txt").write_text("de otra persona")

    def verify(self, folder: Path, before: dict[str, bytes], life: Life) -> None:
        """Raises :class:`Broken`."""
        if life.traceback:
            raise Broken("tracebacks", f"{life.code} {life.printed[-2000:]}")
        if life.code == 2 and self.job == "command" and len(life.printed.strip().splitlines()) != 1:
            raise Broken("tracebacks", life.printed)
        outside = [name for name in _changed(before, below(folder)) if not re.fullmatch(self.may_change, name)]
        if outside:
            raise Broken("writes outside the target", ", ".join(outside))
        self.check(folder, life)
        for copy in folder.glob(f"{DATA}/copias/*/[0-9]*.pmi"):
            opens(copy)


def below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def opens(path: Path) -> Plan:
    """The plan of a file that must open and be sound."""
    try:
        return read_file(path)
    except PmiError as problem:
        raise Broken("files that do not open", f"{path.name}: {problem}") from problem


# Typing.


def _typed(folder: Path, life: Life) -> None:
    plan = opens(folder / PLAN)
    if plan.revision < life.last("ack") or not is_whole(plan):
        raise Broken("acknowledged edits lost", f"{plan.revision} of {life.last('ack')}")
    if life.code == 0 and plan.revision != life.last("typed"):
        raise Broken("acknowledged edits lost", f"closed well with {plan.revision} of {life.last('typed')}")


def _small(folder: Path) -> None:
    (folder / PLAN).write_bytes(plan_image(make_plan(), NOW))


def _nameless(folder: Path) -> None:
    plan = make_plan()
    (folder / PLAN).write_bytes(plan_image(plan.after(change(plan, plan.school, name="")), NOW))


def _typed_in_window(folder: Path, life: Life) -> None:
    plan = opens(folder / PLAN)
    if plan.revision < life.last("ack") or plan.school.name != expected(len(plan.school.name)):
        raise Broken("acknowledged edits lost", f"{plan.revision} of {life.last('ack')}: {plan.school.name}")


def _with_plan(folder: Path) -> None:
    (folder / PLAN).write_bytes(plan_image(example_plan(), NOW))


# Bringing in and putting back.


def old_plan() -> Plan:
    """What a plan is before it is replaced."""
    return make_plan(id="cerls-2026")


def new_plan() -> Plan:
    """The example school with a photograph attached."""
    import hashlib

    photo = make(
        Evidence,
        id="foto",
        name="a.jpg",
        sha256=hashlib.sha256(PHOTO).hexdigest(),
        size=len(PHOTO),
        media_type="image/jpeg",
        in_package=True,
    )
    plan = example_plan()
    return plan.after(add(plan, photo))


def _to_import(folder: Path) -> None:
    (folder / "uno.json").write_bytes(EXAMPLE.read_bytes())
    (folder / "dos.json").write_bytes(write_plan(old_plan(), reference()))
    (folder / PLAN).write_bytes(plan_image(old_plan(), NOW))


def _one_or_the_other(folder: Path, life: Life) -> None:
    """Which one it is once it is done follows from the name of what was brought in."""
    found = opens(folder / PLAN)
    wanted = [example_plan()] if life.brings("uno") else [old_plan()]
    if life.code != 0:
        wanted = [example_plan(), old_plan()]
    if found not in wanted:
        raise Broken("files that do not open", f"another plan than expected: {found.school.name}")
    if life.code == 0 and journal_of(folder / PLAN).exists():
        raise Broken("files that do not open", "done, and a journal is left")


def _to_import_a_package(folder: Path) -> None:
    home = folder / "otro"
    home.mkdir()
    path = home / PLAN
    path.write_bytes(plan_image(new_plan(), NOW))
    EvidenceFolder(path).put_bytes(PHOTO, "a.jpg")
    _deliver(path, home / DATA, folder / "uno.zip")
    shutil.rmtree(home)
    (folder / "dos.json").write_bytes(write_plan(old_plan(), reference()))
    (folder / PLAN).write_bytes(plan_image(old_plan(), NOW))


def _deliver(plan: Path, data: Path, out: Path) -> None:
    from pmi_desktop.cli import main

    assert main(["package", str(plan), "--out", str(out), "--draft", "--evidence", "all", "--data", str(data)]) == 0


def _package_came(folder: Path, life: Life) -> None:
    found = opens(folder / PLAN)
    if found.school.name == old_plan().school.name and not (life.code == 0 and life.brings("uno")):
        return
    evidence = EvidenceFolder(folder / PLAN)
    missing = [one.name for one in found.all(Evidence) if one.id == "foto" and not evidence.verify(one.sha256)]
    if missing or not found.all(Evidence):
        raise Broken("acknowledged edits lost", f"the plan names what is not there: {missing}")


def _to_restore(folder: Path) -> None:
    (folder / PLAN).write_bytes(plan_image(old_plan(), NOW))
    (folder / "uno.pmi").write_bytes(plan_image(example_plan(), NOW))
    (folder / "dos.pmi").write_bytes(plan_image(old_plan(), NOW))


# Handing in.


def _to_export(folder: Path) -> None:
    _with_plan(folder)
    (folder / "salida").mkdir()
    for name in ("f.xlsx", "f.pdf"):
        (folder / "salida" / name).write_bytes(b"lo de antes")


# Taking an area back.


@cache
def _area_and_plan() -> tuple[bytes, bytes]:
    """What a colleague sends back, and the plan that waits for it."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        plan, copy = home / PLAN, home / "copia.pmi"
        plan.write_bytes(plan_image(example_plan(), NOW))
        _ran("area", "give", plan, "--area", "2", "--out", home / "a.pmiarea", home=home)
        _ran("import", home / "a.pmiarea", copy, home=home)
        opened = workspace(home).open(copy)
        rating = next(one for one in opened.editor.plan.all(Rating) if one.component == "2.1.1")
        opened.editor.apply(change(opened.editor.plan, rating, evidence=_CAME_BACK))
        assert opened.close()
        _ran("area", "give", copy, "--area", "2", "--out", home / "b.pmiarea", home=home)
        return (home / "b.pmiarea").read_bytes(), plan.read_bytes()


def _ran(*words: object, home: Path) -> None:
    from pmi_desktop.cli import main

    assert main([*map(str, words), "--data", str(home / DATA)]) == 0


def _to_take(folder: Path) -> None:
    area, plan = _area_and_plan()
    (folder / "vuelta.pmiarea").write_bytes(area)
    (folder / PLAN).write_bytes(plan)


def _taken(folder: Path, life: Life) -> None:
    """The plan with what came back, after a backup; or the plan as it was."""
    found = opens(folder / PLAN)
    came = any(one.evidence == _CAME_BACK for one in found.all(Rating))
    if not came and found != example_plan():
        raise Broken("files that do not open", "half an area was taken")
    if life.code == 0 and not came:
        raise Broken("acknowledged edits lost", "the area was taken, and is not there")
    if came and not list(folder.glob(f"{DATA}/copias/*/[0-9]*.pmi")):
        raise Broken("acknowledged edits lost", "no backup before taking an area")


# An older file.


def _to_migrate(folder: Path) -> None:
    released = Path(__file__).parent.parent / "storage" / "released" / "schema-1.pmi"
    shutil.copy(released, folder / PLAN)


def _old_or_new_schema(folder: Path, life: Life) -> None:
    copy = folder.parent / "mirar.pmi"
    shutil.copy(folder / PLAN, copy)
    journal_of(copy).unlink(missing_ok=True)
    if journal_of(folder / PLAN).exists():
        shutil.copy(journal_of(folder / PLAN), journal_of(copy))
    with closing(sqlite3.connect(copy)) as raw:
        if raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise Broken("files that do not open", "migrating")
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        columns = [row[1] for row in raw.execute("PRAGMA table_info(goals)")]
        goals = [row[0] for row in raw.execute("SELECT text FROM goals ORDER BY id")]
        colours = raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'colours'").fetchone()[0]
    whole = (version, "colour" in columns, colours) in {(SCHEMA, False, 0), (SCHEMA + 1, True, 1)}
    if not whole or goals != [one.text for one in sorted(_goals(), key=lambda one: one.id)]:
        raise Broken("files that do not open", f"half migrated: {version} {columns}")
    if life.code == 0 and version == SCHEMA:
        raise Broken("files that do not open", "opened, and not migrated")
    copies = list(folder.glob(f"{DATA}/copias/*/[0-9]*.pmi"))
    if version > SCHEMA and not copies:
        raise Broken("acknowledged edits lost", "no backup before migrating")


def _goals() -> "tuple[Goal, ...]":
    return example_plan().all(Goal)


# The table.


def _command(*words: str) -> Callable[[Path, int], Sequence[object]]:
    """Words with `{}` for the folder; in a turn of odd number `uno` stands for `dos`."""

    def fill(folder: Path, turn: int) -> Sequence[object]:
        named = (word.replace("UNO", "dos" if turn % 2 else "uno").format(folder) for word in words)
        return [*named, "--data", str(folder / DATA)]

    return fill


_SETTINGS = rf"{DATA}/(?:ajustes\.json|registro\.log|fallo-del-sistema\.log|{_LITTER}|copias/.*)"
_PLACE = rf"(?:{_OF_A_PLAN}|{_LITTER}|{_SETTINGS})"
_AREA = rf"(?:{_PLACE}|plan\.evidencias/(?:[0-9a-f]{{64}}\.\w+|{_LITTER}))"

SCENARIOS = (
    Scenario("typing", "type", _small, lambda _folder, _turn: [], _typed, _PLACE, (0.05, 300)),
    Scenario(
        "import --force, interchange file",
        "command",
        _to_import,
        _command("import", "{}/UNO.json", "{}/" + PLAN, "--force"),
        _one_or_the_other,
        _PLACE,
    ),
    Scenario(
        "import --force, package",
        "command",
        _to_import_a_package,
        lambda folder, turn: _command("import", "{}/dos.json" if turn % 2 else "{}/uno.zip", "{}/" + PLAN, "--force")(
            folder, 0
        ),
        _package_came,
        _AREA,
    ),
    Scenario(
        "restore",
        "command",
        _to_restore,
        _command("restore", "{}/UNO.pmi", "{}/" + PLAN),
        _one_or_the_other,
        _PLACE,
    ),
    Scenario("backup", "command", _with_plan, _command("backup", "{}/" + PLAN), _typed, _PLACE),
    Scenario("migrating", "migrate", _to_migrate, lambda _folder, _turn: [], _old_or_new_schema, _PLACE),
    Scenario(
        "area take", "command", _to_take, _command("area", "take", "{}/" + PLAN, "{}/vuelta.pmiarea"), _taken, _AREA
    ),
    Scenario(
        "export, XLSX",
        "command",
        _to_export,
        _command("export", "{}/" + PLAN, "--form", "D02.03.F01-V5", "--out", "{}/salida/f.xlsx"),
        written("f.xlsx", good_workbook),
        rf"(?:salida/f\.xlsx|salida/{_LITTER}|{_SETTINGS})",
    ),
    Scenario(
        "export, PDF",
        "command",
        _to_export,
        _command("export", "{}/" + PLAN, "--form", "D02.03-V2", "--out", "{}/salida/f.pdf"),
        written("f.pdf", good_pdf),
        rf"(?:salida/f\.pdf|salida/{_LITTER}|{_SETTINGS})",
    ),
    Scenario(
        "package, ZIP",
        "command",
        _to_export,
        _command("package", "{}/" + PLAN, "--out", "{}/salida/p.zip", "--draft"),
        written("p.zip", good_package),
        rf"(?:salida/p\.zip|salida/{_LITTER}|{_SETTINGS})",
    ),
    Scenario(
        "package, folder",
        "command",
        _to_export,
        _command("package", "{}/" + PLAN, "--out", "{}/salida/carpeta", "--draft"),
        written("carpeta", good_folder),
        rf"(?:salida/carpeta(?:/.*)?|salida/{_LITTER}|{_SETTINGS})",
    ),
)


WINDOW = Scenario(
    "typing, in the window",
    "window",
    _nameless,
    lambda _folder, _turn: [],
    _typed_in_window,
    rf"(?:{_PLACE}|{DATA}/a-medias/.*)",
    (1.5, 60),
)
"""The whole program with its window; too slow to be done with every fault."""


def start_over(scenario: Scenario, folder: Path, keeper: Keeper) -> None:
    """After many deaths over the same folder the same job must come to its end."""
    words = ["3"] if scenario.killed_within else scenario.words(folder, 0)
    life = keeper.let_live(scenario.job, folder, words)
    if life.code != 0:
        raise Broken("files that do not open", f"{scenario.name}: it does not work any more: {life.printed}")


__all__ = ["SCENARIOS", "WINDOW", "Broken", "Scenario", "below", "opens", "start_over", "workspace"]
