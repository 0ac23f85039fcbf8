"""`make demo`: the example school from nothing to a complete hand-in package, as anybody would run it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.samples import ROOT


def test_the_demo_makes_a_complete_package(tmp_path: Path) -> None:
    folder = tmp_path / "build" / "demo"
    environment = {**os.environ, "PMI_DESKTOP_DATA": str(tmp_path / "data")}
    for _ in range(2):  # a second run replaces what the first one made
        done = subprocess.run(
            [sys.executable, "-m", "pmi_desktop", "demo", str(folder)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert str(folder) in done.stdout
    made = {path.name for path in folder.iterdir()}
    assert made >= {"ejemplo.pmi", "paquete.zip", "D02.03.F01-V5.xlsx"}
    assert all(name in done.stdout for name in made)
    assert "El paquete está completo." in done.stdout
    assert "BORRADOR" not in done.stdout
    with zipfile.ZipFile(folder / "paquete.zip") as package:
        names = {name.partition("/")[2] for name in package.namelist()}
        form = "D02.03.F01-V5 Centro Educativo Rural Loma del Sietecueros versión 1.xlsx"
        assert names >= {"manifest.json", "plan.json", "LEEME.txt", "Constancia de entrega.pdf", form}
