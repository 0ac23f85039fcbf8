"""The command line: for technicians, for schools' networks, for tests. Never needs Qt, never shows a traceback."""

import gc
import logging
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.cli.terminal import Terminal
from pmi_desktop.cli.usage import Usage, window_asked
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.data_folder import data_folder

if TYPE_CHECKING:
    from argparse import Namespace

DONE, DATA, FAILED = 0, 1, 2
"""Exit codes: done; done or refused because of the data; could not be done."""

_SILENCE = logging.NullHandler()
"""Without any handler Python writes what is logged to standard error."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was typed (without the program's name) and give the exit code."""
    terminal = Terminal()
    logging.getLogger().addHandler(_SILENCE)
    code = _guarded(list(sys.argv[1:] if argv is None else argv), terminal)
    try:
        terminal.close()
    except (OSError, ValueError):  # the disk that the output goes to is full, or the output was closed
        return code or FAILED
    return code


def _guarded(argv: list[str], terminal: Terminal) -> int:
    data: Path | None = None
    try:
        if (asked := window_asked(argv)) is not None:
            return _window(*asked)
        from pmi_desktop.cli.arguments import parsed

        args = parsed(argv)
        data = getattr(args, "data", None)
        return _run(args, data, terminal)
    except SystemExit as ending:  # --help and --version
        return FAILED if ending.code else DONE
    except Usage as problem:
        terminal.complain(f"{problem} Escriba «pmi-desktop --help» para ver cómo se usa.")
    except PmiError as problem:
        return _explained(problem, data, terminal)
    except KeyboardInterrupt:
        terminal.complain("Interrumpido: no quedó nada a medias.")
    except Exception as bug:  # noqa: BLE001  # nobody at a school can do anything with a traceback
        return _unexpected(bug, data, terminal)
    return FAILED


def _run(args: "Namespace", data: Path | None, terminal: Terminal) -> int:
    if not args.command:
        return _window(args.plan, data)
    from pmi_desktop.cli.commands import COMMANDS, Here

    return COMMANDS[args.command](args, Here(terminal, data_folder(data), datetime.now()))


def _window(plan: Path | None, data: Path | None) -> int:
    from pmi_desktop import system

    if why_not := system.refusal():
        system.show(why_not)
        raise Usage(why_not)
    gc.disable()  # loading makes a hundred thousand lasting things: looking for rubbish among them costs a third more
    try:
        from pmi_desktop.app import run
    except ImportError as problem:
        if (problem.name or "").partition(".")[0] in {"PySide6", "shiboken6"}:
            raise Usage(f"En este computador falta algo para mostrar la ventana ({problem}).") from problem
        raise
    return run(plan, data)


def _explained(problem: PmiError, data: Path | None, terminal: Terminal) -> int:
    from pmi_desktop.services.sentences import sentence

    try:
        terminal.complain(sentence(problem))
    except KeyError as bug:
        return _unexpected(bug, data, terminal)
    return DATA if problem.data else FAILED


def _unexpected(bug: Exception, data: Path | None, terminal: Terminal) -> int:
    terminal.complain(
        "Algo falló dentro del programa y no se pudo terminar. Los detalles están en la carpeta de datos."
    )
    with suppress(Exception):
        from pmi_desktop import logs

        logs.start(data_folder(data))
        logging.getLogger(__name__).error("%s", _passed(bug))
    return FAILED


def _passed(bug: BaseException | None) -> str:
    """What kind of error it was and the lines it passed; not its message, which may carry what somebody typed."""
    kinds: list[str] = []
    while bug is not None:
        frames = traceback.extract_tb(bug.__traceback__)
        passed = " < ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(frames))
        kinds.append(f"{type(bug).__qualname__} in {passed}")
        bug = bug.__cause__ or bug.__context__
    return "; because of ".join(kinds)
