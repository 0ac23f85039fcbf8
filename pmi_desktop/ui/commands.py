"""What the window's menus hold and do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pmi_desktop import __version__
from pmi_desktop.ui.menus import Command, Menus

if TYPE_CHECKING:
    from pmi_desktop.ui.frame import PlanFrame
    from pmi_desktop.ui.window import MainWindow


MANUAL, QUICK_START = "Manual de PMI Escritorio", "Guía rápida de PMI Escritorio"


def menus_of(window: "MainWindow") -> Menus:
    """The menu bar of the window."""

    def in_plan(name: str) -> Command:
        return Command(_TEXTS[name], lambda: _do(window, name), name)

    menus = Menus(window, window.theme)
    theme = window.theme
    menus.add(
        "&Plan",
        [
            in_plan("home"),
            Command("Otros planes", lambda: window.leave(window.show_start), "plans"),
            None,
            in_plan("save"),
            Command("Guardar una copia…", window.copies.save_copy),
            Command("Hacer una copia de seguridad", window.copies.back_up),
            Command("Restaurar una copia…", window.copies.show, needs_plan=False),
            None,
            Command("Leer un formato lleno…", lambda: _read(window), needs_plan=False),
            None,
            Command("Entregar un área a un compañero…", lambda: _go(window, "areas")),
            Command("Recibir un área…", lambda: _go(window, "taking")),
            Command("Qué ha pasado", lambda: _go(window, "log")),
            None,
            Command("Salir", window.close_window, "quit", needs_plan=False),
        ],
    )
    menus.add("&Edición", [in_plan("undo"), in_plan("redo"), None, in_plan("search")])
    menus.add("&Ir", [in_plan(name) for name in ("next", "back", "steps", "issues", "page")])
    view = menus.add(
        "&Ver",
        [
            Command("Texto más grande", lambda: theme.step_size(1), "larger", needs_plan=False),
            Command("Texto más pequeño", lambda: theme.step_size(-1), "smaller", needs_plan=False),
            Command("Texto de tamaño normal", lambda: theme.set_size(100), "normal", needs_plan=False),
            None,
        ],
    )
    menus.add_looks(view)
    menus.add(
        "A&yuda",
        [
            Command("Ayuda y atajos de teclado", window.show_help, "help", needs_plan=False),
            None,
            Command("Manual del programa", lambda: window.show_help("inicio"), needs_plan=False),
            Command("La ruta y sus fechas", lambda: window.show_help("ruta"), needs_plan=False),
            Command("Quién hace qué", lambda: window.show_help("quien-hace-que"), needs_plan=False),
            Command("Normas", lambda: window.show_help("normas"), needs_plan=False),
            Command("Guardar el manual en PDF…", lambda: save_help(window, MANUAL), needs_plan=False),
            Command("Guardar la guía rápida en PDF…", lambda: save_help(window, QUICK_START), needs_plan=False),
            Command("Novedades de esta versión", lambda: window.show_help("novedades"), needs_plan=False),
            None,
            Command("Guardar informe para soporte…", window.save_report, needs_plan=False),
            Command("Acerca de PMI Escritorio", lambda: about(window), needs_plan=False),
        ],
    )
    return menus


_TEXTS = {
    "home": "Inicio del plan",
    "undo": "Deshacer",
    "redo": "Rehacer",
    "search": "Buscar en el plan",
    "next": "Paso siguiente",
    "back": "Paso anterior",
    "steps": "Lista de pasos",
    "issues": "Lo que falta",
    "page": "La página",
    "save": "Guardar ya",
}


_ACTS: dict[str, Callable[["PlanFrame"], None]] = {
    "home": lambda frame: frame.go("home"),
    "undo": lambda frame: frame.undo(),
    "redo": lambda frame: frame.redo(),
    "search": lambda frame: frame.header.search.setFocus(),
    "next": lambda frame: frame.next(),
    "back": lambda frame: frame.next(-1),
    "steps": lambda frame: frame.step_list.setFocus(),
    "issues": lambda frame: frame.show_issues(),
    "page": lambda frame: frame.focus_page(),
    "save": lambda frame: frame.save_now(),
}


def _do(window: "MainWindow", name: str) -> None:
    if window.frame is not None:
        _ACTS[name](window.frame)


def _read(window: "MainWindow") -> None:
    window.library.ways.read(window.frame.context if window.frame is not None else None)


def _go(window: "MainWindow", page: str) -> None:
    if window.frame is not None:
        window.frame.go(page)


def save_help(window: "MainWindow", name: str) -> None:
    """Ask where, and write the manual or the quick start there."""
    from pmi_desktop.services import manual
    from pmi_desktop.services.sentences import sentence
    from pmi_desktop.ui.widgets.saving import ask_where

    target = ask_where(window, "Guardar en PDF", name, ".pdf", "Documento PDF")
    if target is not None:
        write = manual.write_quick_start if name == QUICK_START else manual.write_manual
        window.tasks.run(
            lambda: write(target),
            lambda _: window.say(f"Guardado en {target}."),
            lambda problem: window.say(sentence(problem), stays=True),
        )


def about(window: "MainWindow") -> None:
    """What this program is."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(window)
    box.setWindowTitle("Acerca de PMI Escritorio")
    box.setText(f"PMI Escritorio {__version__}")
    box.setInformativeText(
        "Programa libre y gratuito para escribir, seguir y entregar el Plan de Mejoramiento Institucional. "
        "Funciona sin internet y no envía nada a ninguna parte."
    )
    box.open()
