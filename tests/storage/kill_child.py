"""Works on a plan until it is killed: `python -m tests.storage.kill_child type|replace FILE`.

For each line on standard input a child process is forked. `type` opens the file and saves one edit after another;
`replace` puts one plan after another into it, each after a backup. It says `pid N`, then `ack R` for each revision
that the store acknowledged, or each plan that was written; the parent says `gone` when the child is dead. Forking
spares each of many kills the start of Python.
"""

import itertools
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.gestures import change, together
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.storage.store import PlanStore
from tests.samples import NOW, example_plan, make_plan

BATCH = 3


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


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def _type(path: Path) -> None:
    def report(revision: int, problem: PmiError | None) -> None:
        _say(f"problem {problem}" if problem else f"ack {revision}")

    store = PlanStore(path, report=report)
    plan = store.load()
    if not is_whole(plan):
        _say("problem half an edit")
    waits = plan.revision % 2 == 0
    while True:
        edits = []
        for _ in range(BATCH):
            edits.append(next_edit(plan))
            plan = plan.after(edits[-1])
        store.save(edits)
        if waits:
            store.flush(10)


def _replace(path: Path) -> None:
    from pmi_desktop.services.workspace import Workspace

    workspace = Workspace(path.parent / "datos", clock=lambda: NOW, new_id=lambda: "pc", program="la línea de órdenes")
    for number in itertools.count(1):
        workspace.create(example_plan() if number % 2 else make_plan(id="cerls-2026"), path, replace=True)
        _say(f"ack {number}")


def main(job: Callable[[Path], None], path: Path) -> None:
    """Forks a child for each line."""
    example_plan()  # read once, for all children
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            _say(f"pid {os.getpid()}")
            job(path)
            os._exit(1)
        os.waitpid(child, 0)
        _say("gone")


if __name__ == "__main__":
    main({"type": _type, "replace": _replace}[sys.argv[1]], Path(sys.argv[2]))
