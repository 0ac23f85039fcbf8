"""An edit on the disk, beside the same statements through bare sqlite3."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from pmi_desktop.domain.gestures import change
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.storage.file import PlanFile
from pmi_desktop.storage.making import plan_image
from pmi_desktop.storage.sqlite import connect
from tests.bench.conftest import Table
from tests.bench.measuring import of_pairs, seconds
from tests.samples import NOW, ROOT, example_plan

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
EDITS = 500


def edit_of(plan: Plan, number: int) -> Edit:
    """A text that changes, too long after the one before to be the same line of the log."""
    edit = change(plan, plan.school, locality=f"Vereda {number}")
    return replace(edit, at=NOW + timedelta(hours=number), revision=number + 1)


def statements_of(path: Path) -> list[str]:
    """What our store says to SQLite for one edit."""
    said: list[str] = []
    file = PlanFile.open(path)
    plan = file.load()
    file.get_ready()
    file.write([first := edit_of(plan, 0)])  # what SQLAlchemy asks once is no part of an edit
    file._raw.set_trace_callback(said.append)
    file.write([edit_of(plan.after(first), 1)])
    file._raw.set_trace_callback(None)
    file.close()
    assert said[0].startswith("BEGIN")
    assert said[-1] == "COMMIT"
    return said


def test_an_edit_durable(table: Table) -> None:
    folder = ROOT / "build" / "bench"  # the disk of the project: what is in memory would prove nothing
    folder.mkdir(parents=True, exist_ok=True)
    ours, bare = folder / "ours.pmi", folder / "bare.pmi"
    for path in (ours, bare):
        path.write_bytes(plan_image(example_plan(), NOW))
    said = statements_of(bare)
    file = PlanFile.open(ours)
    file.get_ready()
    plan = file.load()
    plan = plan.after(edit_of(plan, 0))
    file.write([edit_of(file.load(), 0)])
    taken = []
    with closing(connect(bare, "rw")) as connection:
        for number in range(1, EDITS + 1):
            edit, same = edit_of(plan, number), _at(said, number)
            taken.append((seconds(partial(_say, connection, same)), seconds(partial(file.write, [edit]))))
            plan = plan.after(edit)
    file.close()
    table.add(of_pairs("an edit durable on the disk", taken, 2))


def _say(connection: sqlite3.Connection, statements: list[str]) -> None:
    for one in statements:
        connection.execute(one)


def _at(said: list[str], number: int) -> list[str]:
    """The same statements for a later revision."""
    return [re.sub(r"VALUES \(2,", f"VALUES ({number + 2},", one) if "INTO plan_edits" in one else one for one in said]
