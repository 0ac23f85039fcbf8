"""The menu bar: every command of the window by name, with its keys."""

from collections.abc import Callable
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
    """Builds the menus and keeps them in step with what is open."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        self._window = window
        self._theme = theme
        self._for_plans: list[QAction] = []
        self.actions: dict[str, QAction] = {}

    def add(self, title: str, commands: list[Command | None]) -> QMenu:
        """A menu; ``None`` is a line between commands."""
        menu = self._window.menuBar().addMenu(title)
        for command in commands:
            if command is None:
                menu.addSeparator()
                continue
            action = QAction(command.text, self._window)
            action.triggered.connect(lambda _=False, act=command.act: act())
            if command.name:
                action.setShortcuts(sequences(command.name))
                self.actions[command.name] = action
            if command.needs_plan:
                self._for_plans.append(action)
            menu.addAction(action)
        return menu

    def add_looks(self, menu: QMenu) -> None:
        """Light, dark, or like the system."""
        looks = menu.addMenu("Aspecto")
        group = QActionGroup(self._window)
        for look, word in LOOKS.items():
            action = QAction(word, self._window)
            action.setCheckable(True)
            action.setChecked(look == self._theme.look)
            action.triggered.connect(lambda _=False, look=look: self._theme.set_look(look))
            group.addAction(action)
            looks.addAction(action)

    def follow(self, *, plan_open: bool, undo: str | None = None, redo: str | None = None) -> None:
        """What can be done now, and what undo and redo would do."""
        for action in self._for_plans:
            action.setEnabled(plan_open)
        for name, verb, label in (("undo", "Deshacer", undo), ("redo", "Rehacer", redo)):
            action = self.actions[name]
            action.setText(f"{verb}: {label}" if label else verb)
            action.setEnabled(plan_open)  # with nothing to undo too: a key may come before the menu hears of the edit
