"""Where the program is born to be killed: `python -m tests.torture.nursery`.

For each line on standard input, a JSON object, a child is forked: forking spares each of many deaths the start of
Python. `job` is a name of `jobs.py`, `folder` where it works, `with` what it gets; `fault` makes its disk fail, `watch`
keeps the steps of its disk in `steps.pickle` beside the folder. On standard output the child says `pid N` and `ack …`;
the nursery says `gone CODE` (negative: the signal) when it is dead. What the child itself prints goes into
`printed.txt` beside the folder.
"""

import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

from tests.torture.disk import Disk, Fault
from tests.torture.jobs import JOBS, warm_up, warm_up_for
from tests.torture.sqlite_disk import SqliteDisk

assert sys.platform != "win32"


def _child(order: dict[str, Any], voice: int) -> int:
    sys.dont_write_bytecode = True  # what Python keeps of the modules it loads is nothing that the program writes
    folder = Path(order["folder"])
    printed = os.open(folder.parent / "printed.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    disk = Disk(folder, Fault(*order["fault"]) if order.get("fault") else None, keep=bool(order.get("watch")))
    write = os.write
    watched = bool(order.get("watch") or order.get("fault"))
    if watched:
        files = SqliteDisk(disk)
        files.install()
        disk.install()

    def say(text: str) -> None:
        disk.said(text)
        write(voice, f"{text}\n".encode())

    write(voice, f"pid {os.getpid()}\n".encode())
    code = JOBS[order["job"]](folder, order.get("with", []), say, disk)
    sys.stdout.flush()
    sys.stderr.flush()
    if watched:
        write(voice, f"steps {disk.count} {disk.failed}\n".encode())
        disk.mend()
        (folder.parent / "steps.pickle").write_bytes(pickle.dumps(disk.steps))
    return code


def main() -> None:
    """Forks a child for each line."""
    warm_up()
    voice = os.dup(1)
    for line in sys.stdin:
        order = json.loads(line)
        warm_up_for(order["job"])
        child = os.fork()
        if child == 0:
            code = 70
            try:
                code = _child(order, voice)
            except BaseException:  # noqa: BLE001  # what a child could not catch is what is looked for
                sys.excepthook(*sys.exc_info())
                sys.stderr.flush()
            os._exit(code)
        _, status = os.waitpid(child, 0)
        os.write(voice, f"gone {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
