"""The copies the program has kept: which plan, which day, what changed since; back to it, or onto a stick."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QListView, QPlainTextEdit, QVBoxLayout, QWidget

from pmi_desktop.domain.numbers import show_long_date, show_time
from pmi_desktop.services.backups import Backup, Reason
from pmi_desktop.services.restoring import Kept, Since
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.buttons import act_button
from pmi_desktop.ui.library_cards import years_of
from pmi_desktop.ui.start_panel import StartPanel
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.beside import Beside
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import ROOT, Index, TitleDelegate, set_up_list

_WHY = {
    Reason.OPEN: "al abrir el plan",
    Reason.TIMER: "mientras se trabajaba",
    Reason.DEMAND: "cuando se pidió",
    Reason.MIGRATION: "antes de pasar el archivo a un programa más nuevo",
    Reason.MERGE: "antes de unir un área",
    Reason.IMPORT: "antes de poner otro plan en su lugar",
    Reason.RESTORE: "antes de restaurar otra copia",
}


class BackupModel(QAbstractListModel):
    """Backups, newest first; each as itself in ``Qt.UserRole``."""

    def __init__(self) -> None:
        super().__init__()
        self._backups: tuple[Backup, ...] = ()

    def show(self, backups: Sequence[Backup]) -> None:
        """Show these."""
        self.beginResetModel()
        self._backups = tuple(backups)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._backups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        backup = self._backups[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{when(backup)}\n{_WHY[backup.reason]}{'' if backup.here else ', en otro archivo de este plan'}"
        return backup if role == Qt.ItemDataRole.UserRole else None


class RestorePanel(StartPanel):
    """``chosen`` asks what changed since a backup; the others what to do with it: put it back, copy it, look at it.

    All carry a :class:`Kept` and a :class:`Backup`.
    """

    chosen = Signal(object, object)
    wanted = Signal(object, object)
    copy_wanted = Signal(object, object)
    look_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("Restaurar una copia", "restore_panel", width=72)
        self._kept: tuple[Kept, ...] = ()
        self._none = text_label("Aún no hay copias. El programa las hace solo mientras se trabaja.", "")
        self._plan = Combo()
        self._plan.setObjectName("restore.plan")
        self._plan.setAccessibleName("Plan")
        self._plan.setAccessibleDescription("Elija el plan cuyas copias quiere ver.")
        self._plan.currentIndexChanged.connect(self._show_backups)
        self._plan_label = text_label("Plan", "label")
        self._plan_label.setBuddy(self._plan)
        self._problem: QLabel = text_label("", "warn")
        self.backups = BackupModel()
        self.view = self._list()
        self._title: QLabel = text_label("", "section")
        self._changes = _reading("Lo que cambió desde esa copia", "restore.changes")
        panel = QWidget()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self._title)
        inside.addWidget(self._changes, 1)
        self._both = Beside(self.view, panel, stretch=(1, 1))
        self._put = act_button(
            "Restaurar esta copia", "restore_put", "El plan vuelve a estar como ese día. Se puede deshacer.",
            lambda: self._tell(self.wanted),
        )  # fmt: skip
        self._put.setProperty("role", "main")
        self._see = act_button(
            "Mirar esta copia", "restore_look", "Abre la copia con todas sus páginas, solo para mirarla.",
            lambda: self._tell(self.look_wanted),
        )  # fmt: skip
        self._copy = act_button(
            "Copiar a una memoria…", "restore_copy", "Guarda esa copia en otra carpeta o en una memoria USB.",
            lambda: self._tell(self.copy_wanted),
        )  # fmt: skip
        for widget in (self._none, self._plan_label, self._plan, self._problem):
            self.body.addWidget(widget)
        self.body.addWidget(self._both, 1)
        self.add_buttons(self._put, self._see, self._copy)

    def _list(self) -> QListView:
        view = QListView()
        view.setModel(self.backups)
        set_up_list(
            view,
            "restore.backups",
            "Copias",
            "La más nueva está arriba. Al elegir una se ve lo que cambió desde entonces.",
        )
        view.setItemDelegate(TitleDelegate(view))
        view.setMinimumHeight(12 * em(self))
        view.selectionModel().currentChanged.connect(lambda *_: self._look())
        return view

    def show_kept(self, kept: Sequence[Kept], path: Path | None) -> None:
        """The plans with copies, beginning with the one at ``path``."""
        self._kept = tuple(kept)
        self._plan.blockSignals(True)
        self._plan.clear()
        for one in self._kept:
            gone = "" if one.path is not None else " · su archivo ya no está"
            name = one.school or (one.path.stem if one.path and not one.start_year else "Establecimiento sin nombre")
            self._plan.addItem(" · ".join(filter(None, (name, years_of(one.start_year, one.end_year)))) + gone)
        rows = [row for row, one in enumerate(self._kept) if one.path == path]
        self._plan.setCurrentIndex(rows[0] if rows else 0)
        self._plan.blockSignals(False)
        self._none.setVisible(not self._kept)
        for widget in (self._plan_label, self._plan, self._both, self._put, self._see, self._copy):
            widget.setVisible(bool(self._kept))
        self._show_backups()

    def show_since(self, backup: Backup, told: Since) -> None:
        """What changed since the backup that is current."""
        if self._backup() != backup:
            return
        if told.problem is not None:
            text = f"El archivo del plan no se puede leer: {sentence(told.problem)}"
        elif told.changes:
            more = f"\n\nY {told.more} cambios más." if told.more > 1 else "\n\nY un cambio más." if told.more else ""
            text = "\n".join(f"• {one}" for one in told.changes) + more
        elif self._current() is not None and self._kept[self._plan.currentIndex()].path is None:
            text = "El archivo de este plan ya no está en este computador. Al restaurar se hace uno nuevo."
        else:
            text = "Nada cambió desde esa copia."
        self._changes.setPlainText(text)

    def say(self, text: str) -> None:
        """What there is to say instead of changes."""
        self._changes.setPlainText(text)

    def start(self) -> None:
        """Begin with the copies."""
        self.view.setFocus()

    def _show_backups(self) -> None:
        kept = self._current()
        self.backups.show(kept.backups if kept else ())
        self._problem.setVisible(kept is not None and kept.problem is not None)
        if kept is not None and kept.problem is not None:
            self._problem.setText(f"! {sentence(kept.problem)}")
        if kept is not None:
            self.view.setCurrentIndex(self.backups.index(0))

    def _current(self) -> Kept | None:
        index = self._plan.currentIndex()
        return self._kept[index] if 0 <= index < len(self._kept) else None

    def _backup(self) -> Backup | None:
        found = self.view.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Backup) else None

    def _look(self) -> None:
        backup = self._backup()
        if backup is not None:
            self._title.setText(f"Lo que cambió desde el {when(backup)}")
            self._changes.setPlainText("Comparando…")
            self._tell(self.chosen)

    def _tell(self, signal: SignalInstance) -> None:
        kept, backup = self._current(), self._backup()
        if kept is not None and backup is not None:
            signal.emit(kept, backup)


def when(backup: Backup) -> str:
    """The moment of a backup in words."""
    return f"{show_long_date(backup.made_at.date())}, {show_time(backup.made_at.time())}"


def looking_at(backup: Backup) -> str:
    """What is said over a backup that somebody looks at."""
    return f"Esta es la copia del {when(backup)}. Aquí solo se mira: el plan sigue como estaba."


def _reading(name: str, object_name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setObjectName(object_name)
    text.setAccessibleName(name)
    text.setAccessibleDescription("Se lee; no se escribe aquí.")
    text.setTabChangesFocus(True)
    text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return text
