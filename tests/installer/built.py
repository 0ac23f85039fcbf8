"""What `make installer` built, and running it as badly as a school's PC would."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmi_desktop import __version__
from tests.samples import ROOT

WINDOWS = sys.platform == "win32"
PROGRAM = ROOT / "build" / "dist" / "pmi-desktop"
INSTALLERS = ROOT / "build" / "installers"
SYSTEM = "windows" if WINDOWS else "linux"
ZIP = INSTALLERS / f"pmi-escritorio-{__version__}-{SYSTEM}.zip"
DEB = INSTALLERS / f"pmi-escritorio_{__version__}_amd64.deb"
SETUP = INSTALLERS / f"pmi-escritorio-{__version__}-instalador{'' if WINDOWS else '-ensayo'}.exe"
PLACE = "Ñandú ~1 (copia) de año"
"""A folder's name with all that has ever gone wrong in one."""

only_linux = pytest.mark.skipif(WINDOWS, reason="made and tried on Linux")


def executable(folder: Path, name: str = "pmi-desktop") -> Path:
    """The program in its folder; the command line's own on Windows is `pmi-desktop-cli`."""
    found = folder / (f"{name}.exe" if WINDOWS else "pmi-desktop")
    assert found.is_file(), f"{found} is missing: run make installer"
    return found


def copied(tmp_path: Path) -> Path:
    """The program, somewhere with spaces, tildes and letters beyond ASCII."""
    return Path(shutil.copytree(PROGRAM, tmp_path / PLACE / "PMI Escritorio"))


@dataclass(frozen=True)
class Cage:
    """A person's home where only the program's data may be written, on a PC without network."""

    home: Path

    @property
    def data(self) -> Path:
        """Where the program keeps its plans."""
        return self.home / ("AppData/Local" if WINDOWS else ".local/share") / "PMI Escritorio"

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs it with a read-only home; temporary files lie with the data.

        Linux closes the door itself where this user may ask it to (a mount and a network of its own); elsewhere
        :meth:`strangers` tells who went through it.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        spoken = [str(part) for part in command]
        if _may_unshare():
            script = (
                'mount --bind "$1" "$1" && mount --bind "$2" "$2" && mount -o remount,bind,ro "$1" || exit 99; '
                'shift 2; ! touch "$HOME/x" 2>/dev/null && exec "$@"'
            )
            spoken = ["unshare", "-rmn", "sh", "-c", script, "sh", str(self.home), str(self.data), *spoken]
        return subprocess.run(
            spoken, env=self.environment(), capture_output=True, encoding="utf-8", timeout=240, check=False
        )

    def environment(self) -> dict[str, str]:
        """What such a person's session knows; temporary files lie with the data."""
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.data))
        home = {"HOME": str(self.home), "USERPROFILE": str(self.home), "LOCALAPPDATA": str(self.data.parent)}
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR", "PATH") if name in os.environ}
        return kept | temporary | home | {"LANG": "es_CO.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

    def strangers(self) -> list[str]:
        """Files in the home that are not the program's data."""
        files = [path for path in self.home.rglob("*") if path.is_file() and self.data not in path.parents]
        return [str(path.relative_to(self.home)) for path in files]


def _may_unshare() -> bool:
    tool = shutil.which("unshare")
    return tool is not None and subprocess.run([tool, "-rmn", "true"], capture_output=True, check=False).returncode == 0
