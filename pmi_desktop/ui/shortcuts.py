"""Every key of the program, in one table: what sets them up and what F1 lists."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does; ``keys`` are Qt's portable names, the first one is shown. ``where`` groups them under F1."""

    keys: tuple[str, ...]
    does: str
    where: str


EVERYWHERE, LISTS, TEXTS = "En todo el programa", "En las listas", "En los campos"
RATING, MEETING, CHART = "En la autoevaluación", "En el modo reunión", "En el cronograma"
FOLLOW_UP, SHEET = "En el seguimiento", "En el archivo de la Secretaría"

KEYS: dict[str, Key] = {
    "help": Key(("F1",), "Ver la ayuda y los atajos de teclado", EVERYWHERE),
    "next": Key(("Ctrl+PgDown",), "Paso siguiente", EVERYWHERE),
    "back": Key(("Ctrl+PgUp",), "Paso anterior", EVERYWHERE),
    "home": Key(("Ctrl+Home", "Alt+Home"), "Inicio del plan", EVERYWHERE),
    "steps": Key(("F6",), "Ir a la lista de pasos", EVERYWHERE),
    "issues": Key(("F7",), "Ir a lo que falta", EVERYWHERE),
    "page": Key(("F8",), "Volver a la página", EVERYWHERE),
    "search": Key(("Ctrl+F",), "Buscar en todos los textos", EVERYWHERE),
    "undo": Key(("Ctrl+Z",), "Deshacer", EVERYWHERE),
    "redo": Key(("Ctrl+Y", "Ctrl+Shift+Z"), "Rehacer", EVERYWHERE),
    "save": Key(("Ctrl+S",), "Guardar ya (el programa guarda solo)", EVERYWHERE),
    "larger": Key(("Ctrl++", "Ctrl+="), "Texto más grande", EVERYWHERE),
    "smaller": Key(("Ctrl+-",), "Texto más pequeño", EVERYWHERE),
    "normal": Key(("Ctrl+0",), "Texto de tamaño normal", EVERYWHERE),
    "plans": Key(("Ctrl+O",), "Ver otros planes", EVERYWHERE),
    "quit": Key(("Ctrl+Q",), "Salir", EVERYWHERE),
    "list_add": Key(("Ins",), "Agregar", LISTS),
    "list_remove": Key(("Del",), "Eliminar (se puede deshacer)", LISTS),
    "list_up": Key(("Alt+Up",), "Mover hacia arriba", LISTS),
    "list_down": Key(("Alt+Down",), "Mover hacia abajo", LISTS),
    "chain_edit": Key(("Return", "Enter"), "Escribir en lo elegido de la cadena", LISTS),
    "field_next": Key(("Tab",), "Campo siguiente", TEXTS),
    "field_back": Key(("Shift+Tab",), "Campo anterior", TEXTS),
    "rate_1": Key(("1",), "Valorar: 1 Existencia (al estar en los niveles)", RATING),
    "rate_2": Key(("2",), "Valorar: 2 Pertinencia", RATING),
    "rate_3": Key(("3",), "Valorar: 3 Apropiación", RATING),
    "rate_4": Key(("4",), "Valorar: 4 Mejoramiento continuo", RATING),
    "rate_none": Key(("N",), "No aplica: pide la razón", RATING),
    "rate_clear": Key(("Del", "Backspace"), "Dejar pendiente", RATING),
    "rate_after": Key(("Down",), "Componente siguiente (desde los niveles)", RATING),
    "rate_before": Key(("Up",), "Componente anterior (desde los niveles)", RATING),
    "rate_text": Key(("Return", "Enter"), "De los niveles a la evidencia", RATING),
    "rate_next": Key(("Ctrl+Return", "Ctrl+Enter"), "Componente siguiente, desde cualquier campo", RATING),
    "meeting_after": Key(("Right", "Down"), "Componente siguiente", MEETING),
    "meeting_before": Key(("Left", "Up"), "Componente anterior", MEETING),
    "meeting_pending": Key(("P",), "Siguiente pendiente", MEETING),
    "meeting_vote": Key(("V",), "Contar los votos", MEETING),
    "chart_move": Key(("Right", "Left"), "Mover la acción una semana (un día, por semanas)", CHART),
    "chart_end": Key(("Shift+Right", "Shift+Left"), "Mover solo el final", CHART),
    "chart_start": Key(("Ctrl+Right", "Ctrl+Left"), "Mover solo el comienzo", CHART),
    "chart_open": Key(("Return", "Enter"), "Abrir la acción", CHART),
    "progress_1": Key(("1",), "Estado: sin iniciar (al estar en el estado)", FOLLOW_UP),
    "progress_2": Key(("2",), "Estado: en ejecución", FOLLOW_UP),
    "progress_3": Key(("3",), "Estado: en espera", FOLLOW_UP),
    "progress_4": Key(("4",), "Estado: terminada", FOLLOW_UP),
    "progress_5": Key(("5",), "Estado: cancelada", FOLLOW_UP),
    "progress_before": Key(("A",), "Dejar la acción como antes (al estar en el estado)", FOLLOW_UP),
    "follow_up_next": Key(("Ctrl+Return", "Ctrl+Enter"), "Acción, indicador o meta siguiente", FOLLOW_UP),
    "sheet_field": Key(("Return", "Enter", "Space"), "Elegir el campo de la celda", SHEET),
    "meeting_leave": Key(("Esc",), "Dejar de escribir; otra vez, salir del modo reunión", MEETING),
}


def sequences(name: str) -> list[QKeySequence]:
    """The keys of an entry, for an action or a shortcut."""
    return [QKeySequence(one) for one in KEYS[name].keys]


def bind(name: str, widget: QWidget, act: Callable[[], None], *, inside: bool = False) -> None:
    """Let the keys do something while this very widget has the focus or, with ``inside``, anything in it."""
    from PySide6.QtCore import Qt

    context = Qt.ShortcutContext.WidgetWithChildrenShortcut if inside else Qt.ShortcutContext.WidgetShortcut
    for keys in sequences(name):
        shortcut = QShortcut(keys, widget)
        shortcut.setContext(context)
        shortcut.activated.connect(act)


def as_markdown() -> str:
    """The table under F1."""
    lines: list[str] = []
    for where in dict.fromkeys(key.where for key in KEYS.values()):
        lines += [f"**{where}**", ""]
        lines += [
            f"- **{QKeySequence(key.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)}**: {key.does}"
            for key in KEYS.values()
            if key.where == where
        ]
        lines.append("")
    return "\n".join(lines)
