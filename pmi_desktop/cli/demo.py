"""The example school from nothing to its hand-in package, with the same commands that anybody types."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.cli.arguments import parsed
from pmi_desktop.domain.numbers import show_size
from pmi_desktop.paths import bundled

if TYPE_CHECKING:
    from pmi_desktop.cli.commands import Here

EXAMPLE = "loma-sietecueros.json"
PLAN = "ejemplo.pmi"
PACKAGE = "paquete.zip"


def run_demo(folder: Path, here: "Here") -> int:
    """Run the commands in a folder, one after the other, and stop at the first that ends badly with its exit code.

    What an earlier demo left there is replaced.
    """
    from pmi_desktop.cli.commands import COMMANDS
    from pmi_desktop.services.files import make_folder

    make_folder(folder)
    for typed in _steps(folder, here):
        here.terminal.say(f"\n> pmi-desktop {' '.join(_quoted(word) for word in typed)}\n")
        args = parsed(typed)
        code = COMMANDS[args.command](args, here)
        if code:
            return code
    here.terminal.say(f"\nQuedó en {folder.absolute()}:")
    for path in sorted(folder.iterdir()):
        if path.is_file():
            here.terminal.say(f"  {path.name} ({show_size(path.stat().st_size)})")
    return 0


def _steps(folder: Path, here: "Here") -> Iterator[list[str]]:
    from pmi_desktop.services.filled import ENDINGS

    plan, package = str(folder / PLAN), str(folder / PACKAGE)
    yield ["import", str(bundled("resources", "examples", EXAMPLE)), plan, "--force"]
    yield ["check", plan]
    yield ["profile", plan]
    for form in here.forms():
        for ending in ENDINGS:
            yield ["export", plan, "--form", form.id, "--out", str(folder / f"{form.id}.{ending}")]
    yield ["package", plan, "--out", package]
    yield ["verify", package]


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
