"""What a page needs to know and may do: the open plan, the catalogues, today's date, and the frame's ear."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Ident
from pmi_desktop.services.opened import OpenedPlan
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.ui.drafts import Drafts
from pmi_desktop.ui.memory import Memory
from pmi_desktop.ui.tasks import Tasks


class PlanContext(QObject):
    """One open plan as the pages see it.

    ``editor`` and ``opened`` (file, attached files, backups) belong to it; ``workspace`` is the library, ``memory``
    what the window remembers between two starts.

    ``noticed`` carries a short sentence for the notice bar, which offers to undo the last edit; ``jump_wanted`` an
    ident, a field name and a step for the frame to go to, ``step_wanted`` a step, ``plan_wanted`` the path of another
    plan to open and what to say then; ``year_changed`` that another year of the plan is looked at.
    """

    noticed = Signal(str)
    said = Signal(str)
    jump_wanted = Signal(object, str, str)
    step_wanted = Signal(str)
    plan_wanted = Signal(object, str)
    year_changed = Signal()

    def __init__(
        self,
        opened: OpenedPlan,
        workspace: Workspace,
        reference: Reference,
        *,
        tasks: Tasks,
        drafts: Drafts,
        memory: Memory,
        today: Callable[[], date],
        new_id: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.opened = opened
        self.workspace = workspace
        self.editor = opened.editor
        self.reference = reference
        self.tasks = tasks
        self.drafts = drafts
        self.memory = memory
        self.today = today
        self.new_id = new_id
        years = opened.editor.plan.years
        self._year = min(max(today().year, years[0]), years[-1])

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.editor.plan

    @property
    def year(self) -> int:
        """The year of the plan that is looked at."""
        return self._year

    def set_year(self, year: int) -> None:
        """Look at another year of the plan."""
        if year != self._year:
            self._year = year
            self.year_changed.emit()

    def apply(self, edit: Edit) -> None:
        """Do it: the plan changes at once, the disk within a second, the screens by themselves."""
        if edit.changes and not self.editor.read_only:
            self.editor.apply(edit)

    def notice(self, sentence: str) -> None:
        """Say what was done, with a way back: «Meta eliminada» · Deshacer."""
        self.noticed.emit(sentence)

    def say(self, sentence: str) -> None:
        """Say what was done outside the plan, where there is nothing to undo."""
        self.said.emit(sentence)

    def go_to(self, ident: Ident, field: str = "", step: str = "") -> None:
        """Show the record where it is edited, or at a step that is about it, with the focus in that field."""
        self.jump_wanted.emit(ident, field, step)
