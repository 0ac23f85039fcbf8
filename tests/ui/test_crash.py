"""An error nobody foresaw: the work is saved, one dialog says so, and no text of anybody is in its details."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmi_desktop.ui.crash import CrashReporter
from tests.samples import ROOT
from tests.ui.driving import settle, wait_until


def broken(text: str) -> None:
    raise ValueError(text)


@pytest.mark.logs("unexpected error\n(.*\n)*ValueError")
def test_it_saves_first_says_it_once_and_quotes_nobody(qapp: QApplication, qtbot: QtBot) -> None:
    rescued: list[bool] = []

    def rescue() -> bool:
        rescued.append(True)
        return True

    asked: list[bool] = []
    reporter = CrashReporter(rescue, save_report=lambda: asked.append(True))
    for _ in range(2):
        try:
            broken("lo que escribió la rectora")
        except ValueError as problem:
            reporter.report(problem)
    wait_until(lambda: reporter.dialog is not None)
    settle()
    assert rescued == [True]
    assert reporter.dialog is not None
    assert "Su trabajo está guardado." in reporter.dialog.text()
    assert "test_crash.py" in reporter.dialog.detailedText()
    assert "rectora" not in reporter.dialog.detailedText()
    next(one for one in reporter.dialog.buttons() if one.text() == "Guardar informe…").click()
    assert asked == [True]
    if reporter.dialog is not None:
        reporter.dialog.close()
    assert reporter.dialog is None


@pytest.mark.logs("unexpected error\n(.*\n)*ValueError")
def test_a_thread_that_breaks_is_told_in_the_window(qapp: QApplication) -> None:
    reporter = CrashReporter(lambda: False)
    before = sys.excepthook, threading.excepthook
    reporter.install()
    try:
        thread = threading.Thread(target=broken, args=("lo que escribió la rectora",))
        thread.start()
        thread.join()
    finally:
        sys.excepthook, threading.excepthook = before
    wait_until(lambda: reporter.dialog is not None)
    assert reporter.dialog is not None
    assert "No se pudo comprobar" in reporter.dialog.text()
    assert "rectora" not in reporter.dialog.detailedText()
    reporter.dialog.close()


START = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton
from pmi_desktop import app
from pmi_desktop.ui import window as module

module.AT_REST = 0

def look(window):
    if sys.argv[2] == "crash":
        os.abort()
    act = window.notice.findChild(QPushButton, "notice_act")
    print(window.notice.text, act.text(), sep="|")
    window.close()

class Watched(module.MainWindow):
    def __init__(self, *args):
        super().__init__(*args)
        self.settled.connect(lambda: QTimer.singleShot(0, lambda: look(self)))

app.MainWindow = Watched
sys.exit(app.run(None, Path(sys.argv[1])))
"""


def test_a_fault_of_the_systems_libraries_is_told_once_at_the_next_start(tmp_path: Path) -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", START, tmp_path, word],
            check=False, cwd=ROOT, capture_output=True, text=True, timeout=300,
        )
        for word in ("crash", "look", "look")
    ]  # fmt: skip
    assert told[0].returncode != 0
    assert [one.returncode for one in told[1:]] == [0, 0], told
    assert told[1].stdout.startswith("La vez pasada el programa se cerró de golpe")
    assert told[1].stdout.strip().endswith("|Guardar informe…")
    assert told[2].stdout.strip() == "|"
    assert "fallo-anterior.log" in {one.name for one in tmp_path.iterdir()}
