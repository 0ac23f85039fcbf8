"""Above the page: whose plan it is, undo and redo, search, the year, who is working, and what the disk knows."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from pmi_desktop.domain.numbers import show_time
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Member
from pmi_desktop.ui.autosave import Autosave, SaveState
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.search import SearchBox
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.inputs import clean_line
from pmi_desktop.ui.widgets.layouts import text_label

SHORT = 18
NAME = 12
"""How many letters wide the school's name must have room beside the buttons, or it gets a row of its own."""
_JOINING = {"de", "del", "la", "las", "los", "y"}

TOGETHER = "Reunión del equipo"
"""Who is working when the team sits together."""


def plan_title(plan: Plan) -> tuple[str, str]:
    """The school's name and the plan's years."""
    first, last = plan.years[0], plan.years[-1]
    years = f"PMI {first}" if first == last else f"PMI {first} a {last}"
    return plan.school.name or "Establecimiento sin nombre", years


class Header(QFrame):
    """Shows what :meth:`show_plan` and :meth:`show_saving` are given; tells what is asked by its signals."""

    home_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    worker_chosen = Signal(str)

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self.setObjectName("header")
        self._context = context
        self._home = _tool("Inicio del plan", "home", "Cómo va el plan entero.", self.home_wanted.emit)
        self._name: QLabel = text_label("", "label")
        self._years: QLabel = text_label("", "hint")
        self._undo = _tool("Deshacer", "undo", "", self.undo_wanted.emit)
        self._redo = _tool("Rehacer", "redo", "", self.redo_wanted.emit)
        self.search = SearchBox()
        self._year = Combo()
        self._year.setObjectName("year_switch")
        self._year.setMinimumContentsLength(6)
        self._year.setAccessibleName("Año que se mira")
        self._year.setAccessibleDescription("El plan dura varios años; las páginas de un año muestran este.")
        self._year.currentIndexChanged.connect(self._year_chosen)
        self.who = _tool("", "who", "Con este nombre quedan firmados los cambios.", None)
        self.who.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.who)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.who.setMenu(self._menu)
        self.badge = QLabel("Guardado")
        self.badge.setObjectName("saved_badge")
        self.badge.setProperty("role", "muted")
        self._place()

    def _place(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._years)
        self._plan = QWidget()
        plan = QHBoxLayout(self._plan)
        plan.setContentsMargins(0, 0, 0, 0)
        plan.setSpacing(8)
        plan.addWidget(self._home)
        plan.addLayout(names, 1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(12, 6, 12, 6)
        self._rows.setSpacing(4)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._rows.addLayout(self._row)
        self._row.addWidget(self._plan, 5)
        self._row.addWidget(self._undo)
        self._row.addWidget(self._redo)
        self._row.addWidget(self.search, 2)
        for part in (self._year, self.who, self.badge):
            self._row.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can get, with the plan's name in a row of its own: it never widens the window."""
        hint = super().minimumSizeHint()
        hint.setWidth(hint.width() - self._beside())
        return hint

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place_plan()
        return done

    def _beside(self) -> int:
        """The width that the plan's name takes from the row of buttons."""
        return self._plan.minimumSizeHint().width() + self._row.spacing() if self._row.indexOf(self._plan) >= 0 else 0

    def _place_plan(self) -> None:
        """The plan's name gets a row of its own where large letters leave it no room beside the buttons."""
        beside = self._beside()
        room = self.width() - (self._row.minimumSize().width() - beside) - self._home.sizeHint().width()
        crowded = room < NAME * em(self)
        if crowded and beside:
            self._row.removeWidget(self._plan)
            self._rows.insertWidget(0, self._plan)
        elif not crowded and not beside:
            self._rows.removeWidget(self._plan)
            self._row.insertWidget(0, self._plan, 5)

    def show_plan(self, plan: Plan) -> None:
        """Names, years, who works, what can be undone."""
        name, years = plan_title(plan)
        editor = self._context.editor
        _set(self._name, name)
        _set(self._years, years)
        self._year.setVisible(len(plan.years) > 1)
        if [self._year.itemData(row) for row in range(self._year.count())] != list(plan.years):
            self._year.blockSignals(True)
            self._year.clear()
            for year in plan.years:
                self._year.addItem(f"Año {year}", year)
            self._year.blockSignals(False)
        self._year.blockSignals(True)
        self._year.setCurrentIndex(plan.years.index(self._context.year))
        self._year.blockSignals(False)
        who = worker_name(plan, editor.author)
        self.who.setText(f"Trabaja: {_short(who)}" if who else "¿Quién trabaja?")
        self.who.setAccessibleName(f"Trabaja: {who}" if who else "¿Quién trabaja?")
        self.who.setToolTip(who)
        _offer(self._undo, "Deshacer", editor.undo_label)
        _offer(self._redo, "Rehacer", editor.redo_label)

    def show_saving(self, autosave: Autosave, *, read_only: bool) -> None:
        """The badge: what the disk has acknowledged."""
        if read_only:
            _set(self.badge, "Solo lectura")
            return
        tip = "Todo lo escrito está en el disco."
        if autosave.state is SaveState.FAILED and autosave.problem is not None:
            from pmi_desktop.services.sentences import sentence  # all kinds of problems: not before there is one

            text, tip = "! Sin guardar", sentence(autosave.problem)
        elif autosave.state is SaveState.SAVING:
            text, tip = "Guardando…", "Lo último que escribió va camino al disco."
        else:
            self.badge.setMinimumWidth(self.badge.fontMetrics().horizontalAdvance("Guardado 00:00"))
            text = f"Guardado {show_time(autosave.saved_at.time())}" if autosave.saved_at else "Guardado"
        _set(self.badge, text)
        self.badge.setToolTip(tip)
        self.badge.setAccessibleDescription(tip)

    def ask_who(self) -> None:
        """Show who could be working; nobody has to choose."""
        self._menu.popup(self.who.mapToGlobal(self.who.rect().bottomLeft()))

    def _year_chosen(self, row: int) -> None:
        year = self._year.itemData(row)
        if isinstance(year, int):
            self._context.set_year(year)

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction(TOGETHER, lambda: self.worker_chosen.emit(TOGETHER))
        members = self._context.plan.all(Member)
        if members:
            self._menu.addSeparator()
        for member in members:
            self._menu.addAction(
                member.name or "Integrante sin nombre", lambda key=member.id: self.worker_chosen.emit(key)
            )
        self._menu.addSeparator()
        other = QLineEdit()
        other.setPlaceholderText("Otra persona: escriba el nombre")
        other.setAccessibleName("Otra persona")
        other.setAccessibleDescription("Escriba el nombre y oprima Enter.")
        other.setMinimumWidth(other.fontMetrics().averageCharWidth() * 34)
        other.returnPressed.connect(lambda: self._other(other.text()))
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(other)
        self._menu.addAction(action)

    def _other(self, name: str) -> None:
        self._menu.close()
        if name.strip():
            self.worker_chosen.emit(clean_line(name).strip())


def _short(name: str) -> str:
    """The first words of a long name, as many as leave room for the rest of the header in large letters."""
    words = name.split()
    while len(words) > 1 and (len(" ".join(words)) > SHORT or words[-1].lower() in _JOINING):
        words.pop()
    return " ".join(words)


def worker_name(plan: Plan, author: str) -> str:
    """The name of who works: a member's, or the words given."""
    member = plan.get(Member, author)
    return (member.name or "Integrante sin nombre") if member else author


def _tool(text: str, name: str, description: str, act: Callable[[], None] | None) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setAccessibleDescription(description or text)
    button.setToolTip(description)
    if act is not None:
        button.clicked.connect(lambda _=False: act())
    return button


def _offer(button: QToolButton, verb: str, label: str | None) -> None:
    what = f"{verb}: {label}" if label else verb
    button.setEnabled(label is not None)
    button.setToolTip(what)
    button.setAccessibleDescription(what)


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
