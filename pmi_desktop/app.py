"""The window's start: who is needed is made here, by hand, and handed to whom it serves.

What the first screen does not need is imported when it is needed: half of a school's PCs are slow.
"""

import gc
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from pmi_desktop.paths import bundled
from pmi_desktop.services.data_folder import data_folder
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.settings import Settings
from pmi_desktop.ui.memory import Memory
from pmi_desktop.ui.surroundings import Surroundings
from pmi_desktop.ui.theme import ARGUMENTS, Theme
from pmi_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from pmi_desktop.domain.catalog import Reference
    from pmi_desktop.services.workspace import Workspace


def run(plan: Path | None, data: Path | None) -> int:
    """Open the window, with a plan or with the list of plans, and stay until it is closed."""
    folder = data_folder(data)
    app = QApplication([*sys.argv[:1], *ARGUMENTS])
    app.setApplicationName("PMI Escritorio")
    window = assemble(app, folder, plan)
    window.painted.connect(lambda: watch_over(app, window, folder))
    window.settled.connect(collect_rubbish)
    window.show()
    return app.exec()


def assemble(app: QApplication, data: Path, plan: Path | None = None) -> MainWindow:
    """The window over a data folder, not shown yet."""
    settings = Settings(data, new_id)
    memory = Memory(settings)
    around = Surroundings(lambda: workspace(data, settings), reference, example, memory, clock=now, new_id=new_id)
    return MainWindow(around, Theme(app, memory), plan)


def collect_rubbish() -> None:
    """Look for rubbish from now on, but not among what the start has loaded: that stays (``cli._window``)."""
    gc.freeze()
    gc.enable()


def watch_over(app: QApplication, window: MainWindow, folder: Path) -> None:
    """Keep a diary, catch what nobody foresaw and save when the PC is switched off, from now on."""
    from pmi_desktop import logs
    from pmi_desktop.ui.crash import CrashReporter
    from pmi_desktop.ui.farewell import Farewell

    if logs.put_aside_fault(folder):
        window.settled.connect(lambda: offer_report(window))
    logs.start(folder)
    Farewell(app, window.rescue)
    reporter = CrashReporter(window.rescue, window, window.save_report)
    reporter.install()
    window.tasks.crashed.connect(reporter.report)


def offer_report(window: MainWindow) -> None:
    """Say that the last start ended badly, once there is a moment to read it."""
    from pmi_desktop.ui.support import AFTER_A_FAULT

    window.say(AFTER_A_FAULT, "Guardar informe…", window.save_report, stays=True)


def now() -> datetime:
    """The local time, to the second."""
    return datetime.now().replace(microsecond=0)


def workspace(data: Path, settings: Settings) -> "Workspace":
    """The library in a data folder, with the settings that the window already uses."""
    from pmi_desktop.services.workspace import Workspace

    made = Workspace(data, clock=now, new_id=new_id, program="la ventana")
    made.settings = settings
    return made


def reference() -> "Reference":
    """The shipped catalogues."""
    from pmi_desktop.services.reference import load_reference

    return load_reference(bundled("resources"), bundled("forms"))


def example(library: "Workspace", shipped: "Reference") -> Path:
    """A fresh copy of the example school in the library."""
    from pmi_desktop.services.interchange import read_plan

    data = bundled("resources", "examples", "loma-sietecueros.json").read_bytes()
    return library.create(read_plan(data, shipped, new_id))
