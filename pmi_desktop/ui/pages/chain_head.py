"""What is done with the chain: buttons to add to it, and those for what is chosen."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.chain import Link, labels_of
from pmi_desktop.domain.chain_moves import PARENT, parent_key, parents_of
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed, Record
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import push_button

_MENU_LETTERS = 60


class AddBar(QWidget):
    """«Agregar objetivo», «meta», «indicador», «acción»; what the step is about stands out. And the examples."""

    wanted = Signal(object)
    examples_wanted = Signal()

    def __init__(self, main: type[Listed]) -> None:
        super().__init__()
        self._buttons: dict[type[Record], QPushButton] = {}
        flow = FlowLayout(self)
        for cls in (Objective, Goal, Indicator, Action):
            above = "un factor crítico" if cls is Objective else _article(PARENT[cls])
            button = push_button(
                f"Agregar {cls.NOUN}", f"Lo agrega donde está lo elegido: cuelga de {above}.", self._ask(cls)
            )
            button.setObjectName(f"add_{cls.KIND}")
            if cls is main:
                button.setProperty("role", "main")
            self._buttons[cls] = button
            flow.addWidget(button)
        self._examples = push_button(
            "Ver ejemplos", "Ejemplos para escuelas rurales, para insertar y adaptar.", self.examples_wanted.emit
        )
        self._examples.setObjectName("examples")
        flow.addWidget(self._examples)

    def show_possible(self, kinds: Collection[type[Record]]) -> None:
        """Offer what has a place to hang from where one is."""
        for cls, button in self._buttons.items():
            button.setEnabled(cls in kinds)
        self._examples.setEnabled(bool(kinds))

    def _ask(self, cls: type[Listed]) -> Callable[[], None]:
        return lambda: self.wanted.emit(cls)


class LinkHead(QWidget):
    """The name of what is chosen and what can be done with it as a whole."""

    asked = Signal(str)
    parent_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = text_label("", "section")
        self._lacks = text_label("", "warn")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._shown: tuple[Plan, Listed] | None = None
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=4)
        self._up, self._down, self._hang, self._copy, self._remove = self._buttons = (
            push_button("Subir", "Una línea arriba; al comienzo, pasa a lo anterior (Alt+Arriba).", self._ask("up")),
            push_button("Bajar", "Una línea abajo; al final, pasa a lo siguiente (Alt+Abajo).", self._ask("down")),
            push_button("Mover a…", "Lo cuelga de otra parte de la cadena.", lambda: None),
            push_button("Copiar", "Hace una copia con lo que cuelga de él.", self._ask("copy")),
            push_button(
                "Eliminar", "Lo elimina con lo que cuelga de él; se puede deshacer (Supr).", self._ask("remove")
            ),
        )
        self._hang.setMenu(self._menu)
        for button in self._buttons:
            flow.addWidget(button)
        self._actions = buttons
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._title, self._lacks, buttons):
            layout.addWidget(part)

    def show_link(self, plan: Plan, link: Link, *, changeable: bool) -> None:
        """Show what is chosen."""
        noun = link.kind.NOUN if len(link.records) == 1 else link.kind.NOUNS
        self._title.setText(f"{noun[:1].upper()}{noun[1:]} {link.label}" if link.records else "Sin factor crítico")
        self._lacks.setText("! " + " · ".join(link.lacks) if link.lacks else "")
        self._lacks.setVisible(bool(link.lacks))
        self._actions.setVisible(changeable and link.kind is not Factor)
        if changeable and link.kind is not Factor:
            self._shown = (plan, link.records[0])
            self._hang.setEnabled(len(parents_of(plan, link.kind)) > 1)

    def _fill(self) -> None:
        """The places that what is chosen can hang from, save its own."""
        self._menu.clear()
        if self._shown is None:
            return
        plan, record = self._shown
        own, labels, above = parent_key(plan, record), labels_of(plan), PARENT[type(record)]
        for key in parents_of(plan, type(record)):
            if key != own:
                action = self._menu.addAction(_named(plan, above, key, labels))
                action.triggered.connect(lambda _=False, key=key: self.parent_chosen.emit(key))

    def _ask(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)


def _named(plan: Plan, above: type[Listed], key: str, labels: Mapping[Ident, str]) -> str:
    """A place to hang something from, in one line."""
    records = [found for one in key.split() if (found := plan.get(above, one)) is not None]
    if not records:
        return "Sin factor crítico"
    label = " + ".join(labels[one.ident] for one in records)
    return f"{label}. {title_of(records[0], _MENU_LETTERS)}".replace("&", "&&")


def _article(cls: type[Listed]) -> str:
    return f"{'una' if cls.FEMININE else 'un'} {cls.NOUN}"
