"""An error nobody foresaw: save first, then say it once, with details to copy and nobody's texts in them."""

import logging
import platform
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from pmi_desktop import __version__
from pmi_desktop.logs import trace_of

_log = logging.getLogger("pmi_desktop")


class CrashReporter(QObject):
    """Catches what no code caught, in any thread.

    ``rescue`` is called first and says whether the work is safe. Each distinct error gets one dialog; the same one
    again is only logged. ``save_report``, if given, writes what support needs.
    """

    _caught = Signal(str)

    def __init__(
        self,
        rescue: Callable[[], bool],
        parent: QObject | None = None,
        save_report: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._rescue = rescue
        self._save_report = save_report
        self._seen: set[str] = set()
        self.dialog: QMessageBox | None = None
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self.report(args.exc_value) if args.exc_value else None

    def report(self, problem: object) -> None:
        """An error from anywhere, in any thread."""
        if isinstance(problem, BaseException):
            trace = trace_of(problem)
            _log.error("unexpected error\n%s", trace)
            self._caught.emit(trace)

    def _hook(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
        else:
            self.report(problem)

    @Slot(str)
    def _tell(self, trace: str) -> None:
        if trace in self._seen or self.dialog is not None:
            return
        self._seen.add(trace)
        try:
            safe = self._rescue()
        except Exception:  # noqa: BLE001  # the rescue itself may be what is broken
            safe = False
        saved = "Su trabajo está guardado." if safe else "No se pudo comprobar que lo último quedara guardado."
        self.dialog = QMessageBox(
            QMessageBox.Icon.Warning,
            "PMI Escritorio",
            f"Algo falló en el programa. {saved}",
            QMessageBox.StandardButton.Close,
            QApplication.activeWindow(),
        )
        self.dialog.setInformativeText(
            "Puede seguir trabajando. Si vuelve a pasar, copie los detalles y envíelos a quien le da soporte: "
            "no llevan nada de lo que usted escribió."
        )
        self.dialog.setDetailedText(f"{details()}\n\n{trace}")
        copy = self.dialog.addButton("Copiar los detalles", QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(f"{details()}\n\n{trace}"))
        if self._save_report is not None:
            report = self.dialog.addButton("Guardar informe…", QMessageBox.ButtonRole.ActionRole)
            report.clicked.connect(self._save_report)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def details() -> str:
    """Which program on which system."""
    return (
        f"PMI Escritorio {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    )
