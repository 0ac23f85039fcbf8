"""Where this PC keeps plans, backups and settings."""

import os
from pathlib import Path

VARIABLE = "PMI_DESKTOP_DATA"


def data_folder(given: Path | None) -> Path:
    """The folder given, else the one of the environment, else the user's local one; it need not exist yet."""
    if given is not None:
        return given.absolute()
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).absolute()
    from platformdirs import user_data_path

    return user_data_path("PMI Escritorio", appauthor=False)
