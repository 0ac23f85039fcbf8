"""The program's own diary: what went wrong and where, never what anybody wrote."""

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES, _FILES = 500_000, 3


def start(folder: Path) -> None:
    """Writes warnings and errors to ``registro.log`` in a folder, and a crash of the system's libraries beside it.

    A folder that cannot be written is no reason not to start: then there is no diary.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "registro.log", maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
        native = (folder / "fallo-del-sistema.log").open("a", encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    faulthandler.enable(native)
