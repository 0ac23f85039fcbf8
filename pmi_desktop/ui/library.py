"""What the start screen does: lists the plans, makes new ones, and says what can be done when one does not open."""

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
from pmi_desktop.ui.ways import AREA, PLANS, Ways

if TYPE_CHECKING:  # they wait for the first paint
    from pmi_desktop.services.backups import Backup
    from pmi_desktop.services.workspace import Summary
    from pmi_desktop.ui.new_plan import NewPlan


class Library(QObject):
    """Serves the start screen; ``chosen`` carries the path of a plan to open and whether only to look at it."""

    chosen = Signal(object, bool)

    def __init__(self, start: StartScreen, notice: Notice, around: Surroundings, tasks: Tasks) -> None:
        super().__init__(start)
        self._start = start
        self._notice = notice
        self._around = around
        self._tasks = tasks
        self._once = Once(tasks)
        start.open_wanted.connect(self.choose)
        start.file_wanted.connect(self._choose_file)
        start.example_wanted.connect(self.open_example)
        start.new_wanted.connect(self._make_plan)
        self.ways = Ways(start, notice, around, tasks, self.refused)

    def choose(self, path: Path) -> None:
        """Open this one."""
        self.chosen.emit(path, False)

    def list_plans(self) -> None:
        """Show the plans of this PC."""

        def look() -> "tuple[Summary, ...]":
            return self._around.workspace.plans()  # the library itself is loaded off this thread too

        self._tasks.run(look, self._show_plans, self.refused)

    def open_example(self) -> None:
        """A copy of the example school in the library, and open it."""
        around = self._around
        self._once.run(
            lambda: around.load_example(around.workspace, around.load_reference()), self.choose, self.refused
        )

    def refused(self, problem: PmiError) -> None:
        """Say why something could not be done."""
        self._notice.say(_sentence(problem), stays=True)

    def cannot_open(self, path: Path, problem: PmiError) -> None:
        """Say why, and offer what helps: to look only, or to put back the newest sound backup."""
        from pmi_desktop.services.lock import PlanInUse
        from pmi_desktop.services.workspace import mended_by_backup

        if isinstance(problem, PlanInUse):
            self._offer(problem, "", "Abrir solo para mirar", lambda: self.chosen.emit(path, True))
            return
        self.refused(problem)
        if mended_by_backup(problem):
            self._tasks.run(
                lambda: self._around.workspace.newest_backup(path),
                lambda found: self._offer_backup(path, problem, found),
                lambda _: None,
            )

    def _offer_backup(self, path: Path, problem: PmiError, found: "Backup | None") -> None:
        if found is not None:
            self._offer(
                problem,
                f" Hay una copia del {found.made_at:%d/%m/%Y a las %H:%M}.",
                "Recuperar esa copia",
                lambda: self._recover(path, found),
            )

    def _offer(self, problem: PmiError, more: str, word: str, act: Callable[[], None]) -> None:
        self._notice.say(f"{_sentence(problem)}{more}", word, act, stays=True)

    def _recover(self, path: Path, found: "Backup") -> None:
        self._once.run(
            lambda: self._around.workspace.recover(path, found.path), lambda _: self.choose(path), self.refused
        )

    def _make_plan(self, asked: "NewPlan") -> None:
        self._once.run(
            lambda: self._around.workspace.new_plan(
                start_year=asked.start_year, end_year=asked.end_year, catalog=asked.catalog, school=asked.school
            ),
            self.choose,
            self.refused,
        )

    def _choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._start, "Abrir un plan", "", f"{PLANS};;Áreas (*{AREA})")
        if name:
            self.choose(Path(name))

    def _show_plans(self, found: "tuple[Summary, ...]") -> None:
        from pmi_desktop.ui.library_cards import card_of

        self._start.show_cards([card_of(one, self._around.memory) for one in found])


def _sentence(problem: PmiError) -> str:
    from pmi_desktop.services.sentences import sentence

    return sentence(problem)
