"""The window's start: who is needed is made here, by hand, and handed to whom it serves."""

import os
import sys
from datetime import datetime
from pathlib import Path
from secrets import token_urlsafe

import platformdirs
from PySide6.QtWidgets import QApplication

from pmi_desktop import logs
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.paths import bundled
from pmi_desktop.services.reference import load_reference
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.ui.crash import CrashReporter
from pmi_desktop.ui.memory import Memory
from pmi_desktop.ui.theme import Theme
from pmi_desktop.ui.window import MainWindow, Surroundings


def run(plan: Path | None, data: Path | None) -> int:
    """Open the window, with a plan or with the list of plans, and stay until it is closed."""
    folder = data or data_folder()
    logs.start(folder)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("PMI Escritorio")
    window = assemble(app, folder, plan)
    reporter = CrashReporter(window.rescue, window)
    reporter.install()
    window.tasks.crashed.connect(reporter.report)
    window.show()
    return app.exec()


def assemble(app: QApplication, data: Path, plan: Path | None = None) -> MainWindow:
    """The window over a data folder, not shown yet."""
    workspace = Workspace(data, clock=now, new_id=new_id, program="la ventana")
    memory = Memory(workspace.settings)
    around = Surroundings(workspace, reference, example, memory, clock=now, new_id=new_id)
    return MainWindow(around, Theme(app, memory), plan)


def data_folder() -> Path:
    """Where this person's plans lie unless told otherwise."""
    given = os.environ.get("PMI_DESKTOP_DATA")
    return Path(given) if given else platformdirs.user_data_path("PMI Escritorio", appauthor=False)


def now() -> datetime:
    """The local time, to the second."""
    return datetime.now().replace(microsecond=0)


def new_id() -> str:
    """A random id of twelve characters."""
    return token_urlsafe(9)


def reference() -> Reference:
    """The shipped catalogues."""
    return load_reference(bundled("resources"), bundled("forms"))


def example(workspace: Workspace, shipped: Reference) -> Path:
    """A fresh copy of the example school in the library."""
    from pmi_desktop.services.interchange import read_plan

    data = bundled("resources", "examples", "loma-sietecueros.json").read_bytes()
    return workspace.create(read_plan(data, shipped, new_id))
