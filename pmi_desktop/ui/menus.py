"""The menu bar: every command of the window by name, with its keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from pmi_desktop.ui.shortcuts import sequences
from pmi_desktop.ui.theme import LOOKS, Theme


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a menu; ``name`` is its row in the table of keys, or nothing."""

    text: str
    act: Callable[[], None]
    name: str = ""
    needs_plan: bool = True


class Menus:
    """Builds the menus and keeps them in step with what is open.

    Their titles stand there from the beginning; what they hold waits for :meth:`fill`, after the first paint.
    """

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        self._window = window
        self._theme = theme
        self._waiting: list[tuple[QMenu, Sequence[Command | None]]] = []
        self._looks: QMenu | None = None
        self._for_plans: list[QAction] = []
        self._state = (False, "", "")
        self.actions: dict[str, QAction] = {}

    def add(self, title: str, commands: Sequence[Command | None]) -> QMenu:
        """A menu; ``None`` is a line between commands."""
        menu = self._window.menuBar().addMenu(title)
        self._waiting.append((menu, commands))
        return menu

    def add_looks(self, menu: QMenu) -> None:
        """Light, dark, or like the system, at the end of a menu."""
        self._looks = menu

    def fill(self) -> None:
        """Put into the menus what they hold."""
        for menu, commands in self._waiting:
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._action(command))
        self._waiting.clear()
        if self._looks is not None:
            self._fill_looks(self._looks.addMenu("Aspecto"))
        self._show()

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        action.triggered.connect(lambda _=False: command.act())
        if command.name:
            action.setShortcuts(sequences(command.name))
            self.actions[command.name] = action
        if command.needs_plan:
            self._for_plans.append(action)
        return action

    def _fill_looks(self, menu: QMenu) -> None:
        group = QActionGroup(self._window)
        for look, word in LOOKS.items():
            action = QAction(word, self._window)
            action.setCheckable(True)
            action.setChecked(look == self._theme.look)
            action.triggered.connect(lambda _=False, look=look: self._theme.set_look(look))
            group.addAction(action)
            menu.addAction(action)

    def follow(self, *, plan_open: bool, undo: str | None = None, redo: str | None = None) -> None:
        """What can be done now, and what undo and redo would do."""
        self._state = (plan_open, undo or "", redo or "")
        self._show()

    def _show(self) -> None:
        plan_open, undo, redo = self._state
        for action in self._for_plans:
            action.setEnabled(plan_open)
        for name, verb, label in (("undo", "Deshacer", undo), ("redo", "Rehacer", redo)):
            if name in self.actions:
                action = self.actions[name]
                action.setText(f"{verb}: {label}" if label else verb)
                action.setEnabled(plan_open)  # with nothing to undo too: a key may come before the menu hears of it
