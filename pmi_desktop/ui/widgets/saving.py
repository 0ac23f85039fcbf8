"""Asking for a place and writing a file there, without holding up the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext

_NOT_IN_NAMES = '<>:"/\\|?*'


def ask_where(parent: QWidget, title: str, name: str, ending: str, kind: str) -> Path | None:
    """The file somebody chose, with its ending; ``None`` when they thought better of it."""
    proposed = "".join(" " if char in _NOT_IN_NAMES else char for char in name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, f"{proposed}{ending}", f"{kind} (*{ending})")
    if not chosen:
        return None
    return Path(chosen if chosen.lower().endswith(ending) else f"{chosen}{ending}")


def save_pdf(context: PlanContext, parent: QWidget, name: str, write: Callable[[Path], object]) -> None:
    """Asks for a PDF file and writes it in the background; says where it is or why it is not."""
    target = ask_where(parent, "Guardar en PDF", name, ".pdf", "Documento PDF")
    if target is not None:
        context.tasks.run(
            lambda: write(target),
            lambda _: context.say(f"Guardado en {target}."),
            lambda problem: context.say(sentence(problem)),
        )
