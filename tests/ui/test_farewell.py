"""Somebody types and the PC is switched off: a process of its own, ended as systems end processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from pmi_desktop.storage.store import plan_image, read_file
from tests.samples import NOW, ROOT, make_plan

TYPING = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
from pmi_desktop import app as program
from pmi_desktop.ui.window import MainWindow
from tests.ui.driving import type_text, wait_until

def type_and_end(window):
    wait_until(lambda: window.frame is not None)
    window.frame.go("school")
    type_text(window.findChild(QLineEdit, "school.name"), "Escuela de la vereda")
    os.kill(os.getpid(), signal.SIGTERM)

shown = MainWindow._show
def show(window, *found):
    shown(window, *found)
    type_and_end(window)
MainWindow._show = show
sys.exit(program.run(Path(sys.argv[1]), Path(sys.argv[2])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks instead of sending signals")
def test_what_was_typed_a_moment_ago_is_saved_when_the_system_ends(tmp_path: Path) -> None:
    path = tmp_path / "plan.pmi"
    path.write_bytes(plan_image(make_plan(), NOW))
    done = subprocess.run(
        [sys.executable, "-c", TYPING, path, tmp_path / "datos"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert read_file(path).school.name.endswith("Escuela de la vereda")
    assert not path.with_name("plan.pmi-journal").exists()
