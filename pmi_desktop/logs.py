"""The program's own diary: what went wrong and where, never what anybody wrote."""

import faulthandler
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG, FAULT, LAST_FAULT = "registro.log", "fallo-del-sistema.log", "fallo-anterior.log"
_BYTES, _FILES = 500_000, 3
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start(folder: Path) -> None:
    """Writes warnings and errors to ``registro.log`` in a folder, and a crash of the system's libraries beside it.

    A folder that cannot be written is no reason not to start: then there is no diary.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / LOG, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
        native = (folder / FAULT).open("a", encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    faulthandler.enable(native)


def put_aside_fault(folder: Path) -> bool:
    """Whether the program's last start ended in a crash of the system's libraries; its record is put aside.

    Called before :func:`start`, so that each crash is told once.
    """
    native = folder / FAULT
    try:
        if not native.stat().st_size:
            return False
        native.replace(folder / LAST_FAULT)
    except OSError:
        return False
    return True


def trace_of(problem: BaseException) -> str:
    """Where it happened and what kind of error it was, without any value.

    An error's own message may quote what somebody wrote: SQLAlchemy's hold the row, a parser's the line.
    """
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = problem
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += [
            f"{_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        lines.append(type(cause).__name__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def _place(filename: str) -> str:
    """A file of ours without the folders above, which may be named after a person."""
    _, ours, inside = filename.rpartition("pmi_desktop")
    return f"{ours}{inside}" if ours else Path(filename).name


class Discreet(logging.Formatter):
    """Writes the trace of an error as :func:`trace_of` does."""

    def format(self, record: logging.LogRecord) -> str:
        """As always, but with no other formatter's words for the error."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: _Caught) -> str:  # noqa: N802  # logging's name
        """Places and kinds only."""
        return trace_of(ei[1]) if ei[1] is not None else ""
