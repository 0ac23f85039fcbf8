"""The less trodden ways to a plan: from a stick, from an earlier plan, from a copy."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.ui.notice import Notice
from pmi_desktop.ui.once import Once
from pmi_desktop.ui.start import StartScreen
from pmi_desktop.ui.surroundings import Surroundings
from pmi_desktop.ui.tasks import Tasks

if TYPE_CHECKING:  # they wait until somebody goes there
    from pmi_desktop.services.backups import Backup
    from pmi_desktop.services.bringing import Newcomer
    from pmi_desktop.services.renewing import Renewed
    from pmi_desktop.services.restoring import Kept
    from pmi_desktop.services.workspace import Summary
    from pmi_desktop.ui.bring import BringPanel
    from pmi_desktop.ui.context import PlanContext
    from pmi_desktop.ui.reading import Reading
    from pmi_desktop.ui.renew import RenewPanel
    from pmi_desktop.ui.restore import RestorePanel

BROUGHT = "Planes, paquetes y áreas (*.pmi *.zip *.pmiarea *.json)"
PLANS = "Planes de PMI Escritorio (*.pmi)"
AREA = ".pmiarea"
"""How the files end that carry an area: they are brought here and never opened where they are."""


class Ways(QObject):
    """Serves the start screen's panels.

    ``arrived`` carries the path of a plan to open and what to say then; ``taking_wanted`` that of a plan and of the
    area that comes back to it; ``restore_wanted`` that of a plan that can be
    opened and the backup it is to become, which is a step of its editor and so can be undone; ``look_wanted`` a backup
    to be looked at.
    """

    arrived = Signal(object, str)
    taking_wanted = Signal(object, object)
    restore_wanted = Signal(object, object)
    look_wanted = Signal(object)

    def __init__(
        self,
        start: StartScreen,
        notice: Notice,
        around: Surroundings,
        tasks: Tasks,
        refused: Callable[[PmiError], None],
    ) -> None:
        super().__init__(start)
        self._start = start
        self._notice = notice
        self._around = around
        self._tasks = tasks
        self._once = Once(tasks)
        self._refused = refused
        self._bring: BringPanel | None = None
        self._renew: RenewPanel | None = None
        self._restore: RestorePanel | None = None
        self.reading: Reading | None = None
        start.bring_wanted.connect(self._choose_source)
        start.read_wanted.connect(self.read)
        start.renew_wanted.connect(self.renew)
        start.restore_wanted.connect(lambda: self.restore(start.current))

    # From a filled form.

    def read(self, context: "PlanContext | None" = None) -> None:
        """Ask for a filled form, and look at what it says; a part of it may go into the plan that is open."""
        if self.reading is None:
            from pmi_desktop.ui.reading import Reading

            self.reading = Reading(self._around, self._tasks, self._notice, self)
            self.reading.made.connect(self.arrived)
        self.reading.choose(self._start.window(), context)

    # From a stick.

    def bring(self, source: Path) -> None:
        """Look at what lies there and show it."""
        from pmi_desktop.services.bringing import look_at

        self._notice.say(f"Leyendo {source.name}…", stays=True)
        around = self._around
        self._tasks.run(
            lambda: look_at(source, around.workspace, around.load_reference()), self._show_newcomer, self._refused
        )

    def _choose_source(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._start, "Traer de una memoria", "", BROUGHT)
        if name:
            self.bring(Path(name))

    def _show_newcomer(self, found: "Newcomer") -> None:
        if self._bring is None:
            from pmi_desktop.ui.bring import BringPanel

            self._bring = BringPanel()
            self._bring.wanted.connect(self._take)
            self._bring.open_wanted.connect(self._arrive)
            self._bring.taking_wanted.connect(self.taking_wanted)
        self._notice.hide()
        self._bring.show_newcomer(found)
        self._start.show_panel(self._bring)

    def _take(self, found: "Newcomer") -> None:
        from pmi_desktop.services.bringing import bring

        around = self._around
        if self._once.run(lambda: bring(found, around.workspace, around.load_reference()), self._arrive, self._refused):
            self._notice.say("Copiando a este computador…", stays=True)

    def _arrive(self, path: Path) -> None:
        self.arrived.emit(path, "")

    # From an earlier plan.

    def renew(self) -> None:
        """Ask from which plan and for which years."""
        self._tasks.run(self._around.workspace.plans, self._show_renew, self._refused)

    def _show_renew(self, plans: "tuple[Summary, ...]") -> None:
        if self._renew is None:
            from pmi_desktop.ui.renew import RenewPanel

            self._renew = RenewPanel()
            self._renew.wanted.connect(self._make_from)
        self._renew.show_plans(plans, self._start.current)
        self._start.show_panel(self._renew)

    def _make_from(self, earlier: Path, years: range) -> None:
        from pmi_desktop.services.renewing import plan_from_file

        self._once.run(lambda: plan_from_file(earlier, years, self._around.workspace), self._renewed, self._refused)

    def _renewed(self, made: "Renewed") -> None:
        self.arrived.emit(made.path, made.told)

    # From a copy.

    def restore(self, path: Path | None) -> None:
        """Show the copies, beginning with those of the plan at ``path``."""
        from pmi_desktop.services.restoring import kept_plans

        self._tasks.run(
            lambda: kept_plans(self._around.workspace), lambda kept: self._show_kept(kept, path), self._refused
        )

    def _show_kept(self, kept: "tuple[Kept, ...]", path: Path | None) -> None:
        if self._restore is None:
            from pmi_desktop.ui.restore import RestorePanel

            self._restore = RestorePanel()
            self._restore.chosen.connect(self._compare)
            self._restore.wanted.connect(self._put_back)
            self._restore.copy_wanted.connect(self._copy)
            self._restore.look_wanted.connect(lambda _, backup: self.look_wanted.emit(backup))
        self._restore.show_kept(kept, path)
        self._start.show_panel(self._restore)

    def _compare(self, kept: "Kept", backup: "Backup") -> None:
        from pmi_desktop.services.restoring import since
        from pmi_desktop.services.sentences import sentence

        panel = self._restore
        assert panel is not None
        self._tasks.run(
            lambda: since(kept.path, backup, self._around.load_reference()),
            lambda told: panel.show_since(backup, told),
            lambda problem: panel.say(sentence(problem)),
        )

    def _put_back(self, kept: "Kept", backup: "Backup") -> None:
        """A sound plan becomes what it was in one step; a damaged one or none gets the copy's file."""
        from pmi_desktop.services.restoring import bring_back
        from pmi_desktop.services.workspace import mended_by_backup

        workspace, path = self._around.workspace, kept.path
        if path is None:
            self._once.run(lambda: bring_back(backup, workspace), self._arrive, self._refused)
        elif kept.problem is not None and (mended_by_backup(kept.problem) or not path.exists()):
            self._once.run(lambda: workspace.recover(path, backup.path), lambda _: self._arrive(path), self._refused)
        else:
            self.restore_wanted.emit(path, backup)

    def _copy(self, kept: "Kept", backup: "Backup") -> None:

        from PySide6.QtWidgets import QFileDialog

        from pmi_desktop.services.restoring import copy_to

        name = f"{kept.path.stem if kept.path else 'PMI'} {backup.made_at:%Y-%m-%d}.pmi"
        chosen, _ = QFileDialog.getSaveFileName(self._start, "Copiar a una memoria", name, PLANS)
        if chosen:
            target = Path(chosen if chosen.endswith(".pmi") else f"{chosen}.pmi")
            self._tasks.run(
                lambda: copy_to(backup, kept.path, target),
                lambda _: self._notice.say(f"Copia guardada en {target}."),
                self._refused,
            )
