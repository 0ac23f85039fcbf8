"""What may be typed before anything is loaded: nothing, or just what the window is to open."""

from collections.abc import Sequence
from pathlib import Path


class Usage(Exception):
    """What was typed is no command; the text says why."""


def window_asked(argv: Sequence[str]) -> tuple[Path | None, Path | None] | None:
    """The plan and the data folder for the window where nothing else was typed, else nothing.

    A double click must not wait for the parser of sixteen commands; whatever is not as plain as that is its business.
    """
    plan: Path | None = None
    data: Path | None = None
    words = iter(argv)
    for word in words:
        if word == "--data":
            folder = next(words, "")
            if not folder or folder.startswith("-"):
                return None
            data = Path(folder)
        elif word.startswith("-") or plan is not None or not word.lower().endswith((".pmi", ".pmiarea")):
            return None
        else:
            plan = Path(word)
    return plan, data
