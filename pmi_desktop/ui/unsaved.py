"""What is asked before a window closes over edits that the disk does not take."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from pmi_desktop.domain.errors import PmiError


def ask_about_unsaved(
    over: QWidget, title: str, problem: "PmiError | None", copy: Callable[[], None], lose: Callable[[], None]
) -> QMessageBox:
    """Go on working, save a copy elsewhere, or close all the same; ``problem`` is what the disk last answered."""
    from pmi_desktop.services.sentences import sentence

    why = sentence(problem) if problem is not None else "El disco no responde."
    box = QMessageBox(QMessageBox.Icon.Warning, title, f"Lo último que escribió no está guardado. {why}")
    box.setParent(over, box.windowFlags())
    box.setInformativeText("Si cierra ahora, eso se pierde.")
    keep = box.addButton("Seguir trabajando", QMessageBox.ButtonRole.RejectRole)
    elsewhere = box.addButton("Guardar una copia…", QMessageBox.ButtonRole.ActionRole)
    close = box.addButton("Cerrar sin guardar", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(keep)
    elsewhere.clicked.connect(copy)
    close.clicked.connect(lose)
    box.open()
    return box
