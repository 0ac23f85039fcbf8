"""The installed program proves itself: opens, types, saves, exports, packs and verifies a plan in a temporary folder.

Run as ``pmi-desktop --self-test [REPORT]``, by the build after packaging and by whoever doubts an installation. It
needs no screen and touches no plan of the user's. What it did also goes to the file named, for Windows' window program,
which has no console to write to.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmi_desktop.ui.window import MainWindow

OPTION = "--self-test"
"""Asked for in ``__main__`` before anything is imported."""

PASSED = "El programa instalado funciona."

_PATIENCE = 60
"""Seconds that a slow PC may take to open or save the plan."""

_FORMS = ("D02.03.F01-V5", "D02.03-V2", "D02.03.F02-V3.0")
_NETWORK = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"})


class Failed(Exception):
    """What did not come out as it should."""


def run(argv: list[str]) -> int:
    """Does every step, says how it went, and gives the exit code: 0 or 1."""
    after = argv[argv.index(OPTION) + 1 :]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    watch = _Watch()
    sys.addaudithook(watch.note)
    with tempfile.TemporaryDirectory(prefix="prueba de ñandú ~ ", ignore_cleanup_errors=True) as folder:
        lines = _done(_SelfTest(Path(folder)), watch)
    text = "\n".join(lines) + "\n"
    if after:
        Path(after[0]).write_text(text, encoding="utf-8")
    if sys.stdout is not None:
        sys.stdout.write(text)
    return 0 if lines[-1] == PASSED else 1


def _done(test: "_SelfTest", watch: "_Watch") -> list[str]:
    lines: list[str] = []
    steps: list[tuple[str, Callable[[], None]]] = [
        ("importar la escuela de ejemplo", test.bring),
        ("hablar español", test.speak),
        ("abrir el plan y todas sus páginas", test.open),
        ("escribir y guardar en la ventana", test.type),
        ("exportar los formatos en XLSX y PDF", test.export),
        ("hacer y verificar el paquete", test.pack),
        ("no usar la red", lambda: _none(watch.network)),
        ("cargar la ventana en un solo hilo", lambda: _none(watch.astray)),
    ]
    for name, step in steps:
        try:
            step()
        except Exception as problem:  # noqa: BLE001  # a build that fails in any way must say where
            return [*lines, f"FALLA  {name}: {type(problem).__name__}: {problem}"]
        lines.append(f"bien   {name}")
    return [*lines, PASSED]


def _none(noted: list[str]) -> None:
    if noted:
        raise Failed(", ".join(sorted(set(noted))))


class _Watch:
    """Notes what must not happen: calls to the network, and Qt loaded by another thread than the window's.

    Two threads that load PySide6's classes at once crash the program, but only now and then.
    """

    def __init__(self) -> None:
        self.network: list[str] = []
        self.astray: list[str] = []

    def note(self, event: str, args: tuple[object, ...]) -> None:
        """Python's audit hook."""
        if event in _NETWORK:
            self.network.append(event)
        elif event == "import":
            name, alone = str(args[0]), threading.current_thread() is threading.main_thread()
            self.astray += [name] if not alone and name.startswith(("PySide6", "pmi_desktop.ui")) else []


class _SelfTest:
    """The steps, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "datos"
        self._plan = self._data / "planes" / "prueba.pmi"
        self._window: MainWindow | None = None

    def bring(self) -> None:
        """The example school, from the shipped file into a new plan."""
        from pmi_desktop.paths import bundled

        self._plan.parent.mkdir(parents=True)
        self._command("import", str(bundled("resources", "examples", "loma-sietecueros.json")), str(self._plan))

    def speak(self) -> None:
        """Numbers, dates and Qt's own buttons in Spanish, which needs Qt's translation in the folder."""
        from PySide6.QtCore import QCoreApplication, QLocale
        from PySide6.QtWidgets import QApplication

        from pmi_desktop.ui.theme import ARGUMENTS, speak_spanish

        app = QApplication([*sys.argv[:1], *ARGUMENTS])
        speak_spanish(app)
        if QCoreApplication.translate("QPlatformTheme", "Cancel") != "Cancelar":
            raise Failed("qtbase_es.qm")
        if QLocale().decimalPoint() != ",":
            raise Failed(QLocale().name())

    def open(self) -> None:
        """Every page, and the editor of every kind of record: they are imported when they are first visited."""
        from PySide6.QtWidgets import QApplication

        from pmi_desktop.app import assemble
        from pmi_desktop.domain.kinds import KINDS
        from pmi_desktop.ui.pages.registry import BESIDE, PAGES

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._window = window = assemble(app, self._data, self._plan)
        window.show()
        _wait(lambda: window.frame is not None)
        if window.frame is None:
            raise Failed("la ventana no abrió el plan")
        for step in [*PAGES, *BESIDE]:
            window.frame.go(step)
        for kind in KINDS.values():
            for record in window.frame.context.plan.all(kind)[:1]:
                window.frame.go_to(record.ident)

    def type(self) -> None:
        """A letter typed in the real window is on the disk when the window has closed."""
        from PySide6.QtWidgets import QLineEdit

        from pmi_desktop.storage.store import read_file

        assert self._window is not None
        frame = self._window.frame
        assert frame is not None
        frame.go("school")
        name = frame.page.findChild(QLineEdit, "school.name")
        if name is None:
            raise Failed("school.name")
        name.setFocus()
        name.end(False)
        name.insert(" ñ")
        frame.page.settle()
        if not frame.context.editor.flush(_PATIENCE):
            raise Failed("no se guardó")
        self._window.close()
        if not read_file(self._plan).school.name.endswith(" ñ"):
            raise Failed("lo escrito no está en el archivo")

    def export(self) -> None:
        """Every shipped form, both ways."""
        for form in _FORMS:
            for ending, start in ((".xlsx", b"PK"), (".pdf", b"%PDF")):
                target = self._folder / f"{form}{ending}"
                self._command("export", str(self._plan), "--form", form, "--out", str(target))
                if not target.read_bytes().startswith(start):
                    raise Failed(target.name)

    def pack(self) -> None:
        """The package, whole."""
        package = self._folder / "paquete.zip"
        self._command("package", str(self._plan), "--out", str(package))
        self._command("verify", str(package))

    def _command(self, *argv: str) -> None:
        """The command line, here in the program: what it says matters only when it fails."""
        from pmi_desktop.cli import main

        said = StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = main(["--data", str(self._data), *argv])
        if code:
            raise Failed(f"{argv[0]} terminó con {code}. {said.getvalue().strip()}")


def _wait(condition: Callable[[], bool]) -> None:
    """Lets the window work until something is so, or for as long as one may be patient."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, asking, giving_up = QEventLoop(), QTimer(), QTimer()
    asking.timeout.connect(lambda: loop.quit() if condition() else None)
    giving_up.setSingleShot(True)
    giving_up.timeout.connect(loop.quit)
    asking.start(20)
    giving_up.start(_PATIENCE * 1000)
    loop.exec()
