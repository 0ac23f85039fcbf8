"""Where the things shipped with the program lie."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(*parts: str) -> Path:
    """The file or folder shipped under this name, such as `bundled("forms")` or `bundled("resources", "catalogs")`.

    Beside the package in a checkout and in the installed program, inside it (`_bundled`) in a wheel: two folders
    tried in order serve all three, so no build needs a branch of its own.

    Raises:
        FileNotFoundError: nothing of that name was shipped; a defect of the build, never of the user's.
    """
    for root in (_PACKAGE / "_bundled", _PACKAGE.parent):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError("/".join(parts))
