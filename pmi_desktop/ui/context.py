"""What a page needs to know and may do: the open plan, the catalogues, today's date, and the frame's ear."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Ident, Record
from pmi_desktop.services.area_loans import borrowed, lent_to_us
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

    In a working copy of areas that somebody lent, ``lent`` says what may be edited; ``refused`` tells that an edit
    outside of it was not made, so that whoever shows it shows the plan again.
    """

    noticed = Signal(str)
    said = Signal(str)
    jump_wanted = Signal(object, str, str)
    step_wanted = Signal(str)
    plan_wanted = Signal(object, str)
    year_changed = Signal()
    refused = Signal()
    scope_changed = Signal()

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
        self.lent = lent_to_us(opened.editor.notes, reference)
        self._everything = False
        loan = borrowed(opened.editor.notes)
        if loan is not None and not self.editor.author:
            self.editor.author = loan.member or loan.to

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

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas to show where a page goes area by area; none for all of them."""
        return self.lent.scope.areas if self.lent is not None and not self._everything else ()

    def show_everything(self, wanted: bool) -> None:
        """Show all of the plan in a working copy, or only what was lent."""
        if wanted != self._everything:
            self._everything = wanted
            self.scope_changed.emit()

    def may_change(self, record: Record) -> bool:
        """Whether a record may be edited here."""
        return not self.editor.read_only and (self.lent is None or self.lent.holds(record, self.plan))

    def may_add(self, cls: type[Record]) -> bool:
        """Whether records of a kind may be added here."""
        return not self.editor.read_only and (self.lent is None or cls.KIND in self.lent.scope.kinds)

    def may_attach(self, about: Ident) -> bool:
        """Whether files may be attached to a record, which need not exist yet."""
        return not self.editor.read_only and (self.lent is None or self.lent.concerns(about, self.plan))

    def apply(self, edit: Edit) -> None:
        """Do it: the plan changes at once, the disk within a second, the screens by themselves."""
        if not edit.changes or self.editor.read_only:
            return
        if self.lent is not None and self.lent.outside(self.plan, edit):
            self.refused.emit()
            return
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
