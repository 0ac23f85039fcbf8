"""«Guardar informe para soporte»: from the help menu, or when something failed."""

from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.ui.widgets.saving import ask_where

if TYPE_CHECKING:
    from pmi_desktop.ui.window import MainWindow

AFTER_A_FAULT = (
    "La vez pasada el programa se cerró de golpe. Lo que estaba guardado sigue ahí."
    " Si tiene quien le dé soporte, envíele un informe."
)


def ask_and_save(window: "MainWindow", data: Path) -> None:
    """Ask where, write it, and say where it is."""
    from pmi_desktop.services.sentences import sentence
    from pmi_desktop.services.support_report import proposed_name, save_report

    now = window.now()
    target = ask_where(window, "Guardar informe para soporte", proposed_name(now), ".zip", "Archivo ZIP")
    if target is not None:
        window.tasks.run(
            lambda: save_report(target, data, now),
            lambda _: window.say(f"Informe guardado en {target}. No lleva nada de lo que usted escribió."),
            lambda problem: window.say(sentence(problem), stays=True),
        )
