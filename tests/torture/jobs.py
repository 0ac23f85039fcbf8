"""What the program does while it is killed, starved or cut off: all of it the program's own code."""

import gc
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.gestures import change, together
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.services.editor import SaveReport
from pmi_desktop.services.workspace import Workspace
from tests.samples import NOW, example_plan, reference
from tests.torture.disk import Disk
from tests.torture.fuzzing import fuzz
from tests.torture.typist import get_ready, type_in_window

Say = Callable[[str], None]
Job = Callable[[Path, Sequence[str], Say, Disk], int]

PLAN = "plan.pmi"
DATA = "datos"


def workspace(folder: Path) -> Workspace:
    """The plans of a folder of its own."""
    return Workspace(folder / DATA, clock=lambda: NOW, new_id=lambda: "pc", program="la ventana")


def next_edit(plan: Plan) -> Edit:
    """An edit whose revision can be read from three records of two tables, small or of many pages."""
    number = plan.revision + 1
    steps = []
    for record, values in (
        (plan.school, {"name": f"nombre {number}"}),
        (plan.identity, {"mission": f"{number} " * (number % 7 * 300), "vision": f"visión {number}"}),
        (plan.info, {"team_act": f"acto {number}"}),
    ):
        steps.append(change(plan, record, **values))
        plan = plan.after(steps[-1])
    edit = together("escribir", *steps)
    return replace(edit, at=NOW + timedelta(seconds=number * 5), revision=number, author="t", installation="pc")


def is_whole(plan: Plan) -> bool:
    """Whether all of an edit is there, or none was ever made."""
    number = plan.revision
    found = (plan.school.name, plan.identity.vision, plan.info.team_act)
    return not number or found == (f"nombre {number}", f"visión {number}", f"acto {number}")


def _type(folder: Path, words: Sequence[str], say: Say, disk: Disk) -> int:
    """Types so many edits, or until killed, and says what the disk acknowledged.

    In the end a disk that failed is mended: what was typed meanwhile must then be saved.
    """
    count = int(words[0]) if words else 1 << 30
    try:
        opened = workspace(folder).open(folder / PLAN)
    except PmiError as problem:
        return _told(problem)

    def report(found: SaveReport) -> None:
        say(f"ack {found.revision}" if found.problem is None else f"problem {_told(found.problem)}")

    editor = opened.editor
    editor.on_saved(report)
    found = opened.tend()
    if isinstance(found, PmiError):
        _told(found)
    if editor.read_only:
        return 2
    for number in range(count):
        editor.apply(next_edit(editor.plan))
        editor.save()
        if number % 3 == 2 or editor.plan.revision % 2:
            editor.flush(10)
    typed = editor.plan.revision
    if disk.failed:
        disk.mend()
        editor.flush(10)
    say(f"typed {typed}")
    return 0 if opened.close() else 1


def _told(problem: PmiError) -> int:
    from pmi_desktop.services.sentences import sentence

    print(sentence(problem))
    return 2


def _command(_folder: Path, words: Sequence[str], say: Say, _disk: Disk) -> int:
    """The command line."""
    from pmi_desktop.cli import main

    code = main(list(words))
    if code == 0:
        say("ack done")
    return code


def _migrate(folder: Path, _words: Sequence[str], say: Say, _disk: Disk) -> int:
    """Opens a file of an older program: this program is made one schema newer for it."""
    from pmi_desktop.storage import migrations, sqlite

    def step(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE colours (name TEXT)")
        connection.execute("ALTER TABLE goals ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        connection.execute("UPDATE goals SET colour = 'azul ' || text")
        connection.executemany("INSERT INTO colours VALUES (?)", [(f"color {number}" * 40,) for number in range(500)])

    newer = sqlite.SCHEMA + 1
    migrations.STEPS = {**migrations.STEPS, newer: step}
    sqlite.SCHEMA = newer
    try:
        opened = workspace(folder).open(folder / PLAN)
    except PmiError as problem:
        return _told(problem)
    if opened.editor.read_only:
        return 2
    say("ack done")
    return 0 if opened.close() else 1


def _fuzz(folder: Path, words: Sequence[str], say: Say, _disk: Disk) -> int:
    fuzz(folder, words, say)
    return 0


def _window(folder: Path, words: Sequence[str], say: Say, _disk: Disk) -> int:
    return type_in_window(folder / PLAN, folder / DATA, int(words[0]) if words else 1 << 30, say)


JOBS: dict[str, Job] = {"type": _type, "window": _window, "command": _command, "migrate": _migrate, "fuzz": _fuzz}


_NEEDED = (
    "cli.commands",
    "official.export",
    "official.package.verifying",
    "official.printing.export",
    "official.reading.reader",
    "services.hand_in",
    "services.importing",
    "services.sentences",
    "storage.database",
    "storage.store",
    "storage.writing",
)


def warm_up_for(job: str) -> None:
    """What only some children need, before the first of them."""
    if job == "window":
        get_ready()


def warm_up() -> None:
    """Imports and reads once what every child needs; looking for rubbish among that would take most of their time."""
    for name in _NEEDED:
        import_module(f"pmi_desktop.{name}")
    example_plan()
    reference()
    gc.collect()
    gc.freeze()
