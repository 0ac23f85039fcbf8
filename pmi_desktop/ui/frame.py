"""The frame around the pages of one open plan: steps, page, what is missing, and everything that follows the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.records import Edit, Ident
from pmi_desktop.domain.steps import STEPS
from pmi_desktop.ui.autosave import Autosave, SaveState
from pmi_desktop.ui.checking import Checking
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.footer import Footer
from pmi_desktop.ui.header import Header
from pmi_desktop.ui.loan_bar import LoanBar
from pmi_desktop.ui.loans import Loans, asked_steps, only_what_was_lent
from pmi_desktop.ui.notice import Notice
from pmi_desktop.ui.page_stack import HOME, PageStack
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.pages.registry import PAGES
from pmi_desktop.ui.search import Hit, step_of
from pmi_desktop.ui.side_panel import SidePanel
from pmi_desktop.ui.signs import standings
from pmi_desktop.ui.step_list import StepList
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.version_bar import VersionBar
from pmi_desktop.ui.versions import Versions

SOON = 90
"""Milliseconds after the last key until the rest of the screen follows what is typed."""

SIDE_FROM = 56
"""Width of the window, in letters' heights, below which the panel beside the page is shown only when asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a plan: a step, and the name of the input that has the focus."""

    step: str = ""
    input: str = ""


class PlanFrame(QWidget):
    """One open plan. ``refresh`` derives every part of it from plan, step, findings and save state."""

    copy_wanted = Signal()
    worker_changed = Signal(str)
    refreshed = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self.context = context
        context.setParent(self)
        self._editor = context.editor
        self.steps = [step for step in STEPS if step.id in PAGES]
        self._pages = PageStack(context)
        self._side_wanted: bool | None = None
        self.autosave = Autosave(context.editor, self)
        self.checking = Checking(context)
        self.versions = Versions(context)
        self.loans = Loans(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.refresh)
        self._build()
        self.checking.look_now()
        self._connect()

    @property
    def step(self) -> str:
        """The id of the page that is open."""
        return self._pages.step

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self._pages.page

    @property
    def place(self) -> Place:
        """The step and the input that has the focus, to come back to."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.page.isAncestorOf(focus)
        return Place(self.step, focus.objectName() if focus is not None and inside else "")

    def go(self, step: str) -> None:
        """Open a step."""
        if self.step:
            self.page.settle()
            self.autosave.save()
        self._open(step)
        first = self.page.first_field()
        if first is not None:
            first.setFocus()

    def take_area(self, path: Path) -> None:
        """Show what an area that comes back brings."""
        from pmi_desktop.ui.pages.taking import TakingPage  # with all that reads files of areas

        self.go("taking")
        if isinstance(self.page, TakingPage):
            self.page.begin(path)

    def go_back_to(self, place: Place) -> None:
        """Open the step of a place, with the focus in its input if it is still there."""
        self._open(place.step if place.step in PAGES else HOME)
        first = self.page.first_field()  # asked before: a page may choose its record now, and build its fields
        target = (self.page.findChild(QWidget, place.input) if place.input else None) or first
        if target is not None:
            target.setFocus()

    def go_to(self, ident: Ident, field: str = "", step: str = "") -> None:
        """Open the record where it is edited, with the focus in that field."""
        wanted = step or step_of(KINDS[ident[0]], field)
        if wanted not in PAGES:
            return
        if wanted != self.step:
            self.go(wanted)
        if not self.page.focus_field(ident, field):
            first = self.page.first_field()
            if first is not None:
                first.setFocus()

    def next(self, by: int = 1) -> None:
        """The step after this one, or before it."""
        place = self._place_of_step + by
        if 0 <= place < len(self._order):
            self.go(self._order[place])

    @property
    def _order(self) -> list[str]:
        """Home and the steps, one after the other; in a working copy those that were asked for."""
        asked = asked_steps(self.context)
        return [HOME, *(step.id for step in self.steps if not asked or step.id in asked)]

    @property
    def _place_of_step(self) -> int:
        """Where the open page stands among them; beside them it counts as the home."""
        return self._order.index(self.step) if self.step in self._order else 0

    def show_issues(self) -> None:
        """The list of what is missing, with the focus in it."""
        self._show_side()
        self.side.issues.setFocus()

    def show_help(self) -> None:
        """The step's help and every key of the program."""
        self._show_side()
        self.side.show_keys()

    def ask_who(self) -> None:
        """Ask in the notice bar who is working; nothing waits for the answer."""
        self.notice.say(
            "¿Quién está trabajando? Así se sabe después quién escribió cada cosa.",
            "Decir quién",
            self.header.ask_who,
            stays=True,
        )

    def focus_page(self) -> None:
        """Back into the page."""
        first = self.page.first_field()
        if first is not None:
            first.setFocus()

    def save_now(self) -> None:
        """Save without waiting for a pause."""
        self.page.settle()
        self.autosave.save()

    def undo(self) -> None:
        """Take the last step back and show where."""
        self._take_back(self._editor.undo_label, self._editor.undo, "Se deshizo", "Rehacer", self.redo)

    def redo(self) -> None:
        """Do again what was taken back, and show where."""
        self._take_back(self._editor.redo_label, self._editor.redo, "Se rehizo", "Deshacer", self.undo)

    def _take_back(
        self, label: str | None, act: Callable[[], Edit | None], done: str, word: str, back: Callable[[], None]
    ) -> None:
        if self.step:
            self.page.settle()
        edit = act()
        if edit is None or label is None:
            return
        self.refresh()
        change = edit.changes[0]
        record = change.after or change.before
        if record is not None:
            fields = change.changed_fields()
            field = fields[0] if change.before is not None and change.after is not None and fields else ""
            self.go_to(record.ident, field)
        self.notice.say(f"{done}: {label}", word, back)

    def refresh(self) -> None:
        """Everything on screen from plan, step, findings and save state."""
        self._soon.stop()
        plan = self.context.plan
        findings = self.checking.findings
        here = self._pages.show_plan(plan, findings)
        self.header.show_plan(plan)
        self.header.show_saving(self.autosave, read_only=self._editor.read_only)
        self.header.search.show_plan(plan, frozenset(PAGES))
        self.step_list.steps.show(standings(plan, findings))
        self.step_list.show_step(self.step)
        self.side.show_step(self.step, self.page.accessibleName())
        self.side.show_findings([one for one in here if one.step in PAGES])
        self.step_list.show_only(asked_steps(self.context))
        self.loan_bar.show_loan()
        self.back.setEnabled(self._place_of_step > 0)
        self.next_button.setEnabled(self._place_of_step + 1 < len(self._order))
        self.side_button.setText("Ocultar la ayuda" if self.side.isVisibleTo(self) else "Ayuda y lo que falta")
        self.refreshed.emit()

    def _edited(self, edit: Edit) -> None:
        self.autosave.touched()
        self.checking.touched()
        if all(change.before is not None and change.after is not None for change in edit.changes):
            self._soon.start()
        else:
            self.refresh()

    def _saving(self) -> None:
        self.header.show_saving(self.autosave, read_only=self._editor.read_only)
        if self.autosave.state is SaveState.FAILED and self.autosave.problem is not None:
            from pmi_desktop.services.sentences import sentence  # all kinds of problems: not before there is one

            said = (
                f"No se pudo guardar. {sentence(self.autosave.problem)} Lo escrito se conserva y se volverá a intentar."
            )
            if self.notice.text != said or not self.notice.isVisible():
                self.notice.say(said, "Guardar una copia", self.copy_wanted.emit, stays=True)
        elif self.notice.text.startswith("No se pudo guardar"):
            self.notice.hide()

    def _open(self, step: str) -> None:
        self._pages.open_page(step)
        self.refresh()

    def _build(self) -> None:
        self.header = Header(self.context)
        self.step_list = StepList(self.steps)
        self.side = SidePanel()
        footer = Footer()
        footer.wanted.connect(self.next)
        self.back, self.next_button, self.side_button = footer.back, footer.next, footer.side
        self.side_button.clicked.connect(lambda _=False: self._switch_side())
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.loan_bar = LoanBar(self.context)
        column.addWidget(self.loan_bar)
        column.addWidget(self._pages, 1)
        column.addWidget(VersionBar(self.versions))
        column.addWidget(footer)
        left = QFrame()
        left.setObjectName("steps")
        self._left = left
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.step_list)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(middle, 1)
        row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(row, 1)
        self.notice = Notice(self._pages)

    def _connect(self) -> None:
        self._editor.on_change(self._edited)
        self.autosave.changed.connect(self._saving)
        self.checking.changed.connect(self.refresh)
        self.context.noticed.connect(self._say_with_undo)
        self.context.said.connect(self._say)
        self.context.jump_wanted.connect(self.go_to)
        self.context.step_wanted.connect(self.go)
        self.context.year_changed.connect(self._show_anew)
        self.context.scope_changed.connect(self._show_anew)
        self.context.refused.connect(self._refuse)
        self.loans.told.connect(self._say_with_undo)
        self.step_list.chosen.connect(self.go)
        self.side.issues.chosen.connect(self._go_to_finding)
        self.header.home_wanted.connect(lambda: self.go(HOME))
        self.header.undo_wanted.connect(self.undo)
        self.header.redo_wanted.connect(self.redo)
        self.header.search.chosen.connect(self._go_to_hit)
        self.header.search.left.connect(self.focus_page)
        self.header.worker_chosen.connect(self._work_as)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence)

    def _say_with_undo(self, sentence: str) -> None:
        self.notice.say(sentence, "Deshacer", self.undo)

    def _refuse(self) -> None:
        """An edit outside of what was lent: say so, and show what stands there."""
        self._show_anew()
        self.notice.say(only_what_was_lent(self.context))

    def _go_to_finding(self, finding: Finding) -> None:
        if finding.ident is None:
            self.go(finding.step)
        else:
            self.go_to(finding.ident, finding.field or "", finding.step)

    def _go_to_hit(self, hit: Hit) -> None:
        self.go_to(hit.ident, hit.field, hit.step)

    def _work_as(self, author: str) -> None:
        self._editor.author = author
        self.worker_changed.emit(author)
        self.refresh()

    def _show_anew(self) -> None:
        self._pages.show_anew()
        self.refresh()

    def _focus_moved(self, old: QObject | None, new: QObject | None) -> None:
        """Leaving a field saves it."""
        if old is not None and self._editor.unsaved:
            self.autosave.save()

    def _show_side(self) -> None:
        self._side_wanted = True
        self._fit()

    def _switch_side(self) -> None:
        self._side_wanted = not self.side.isVisibleTo(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room it needs."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "side"):
            self._fit()

    def _fit(self) -> None:
        letter = em(self)
        room = self.width()
        narrow = room < SIDE_FROM * letter
        self._left.setFixedWidth(min(20 * letter, max(13 * letter, round(room * 0.22))))
        self.side.setFixedWidth(min(18 * letter, max(13 * letter, round(room * 0.21))))
        # Only now: showing it lays all out at once, and as wide as it was in larger letters it would widen the window.
        self.side.setVisible(not narrow if self._side_wanted is None else self._side_wanted)
        self.side_button.setText("Ocultar la ayuda" if self.side.isVisibleTo(self) else "Ayuda y lo que falta")

    def forget_hidden_pages(self) -> None:
        """Let go of the pages that are not open; each is built again when it is visited."""
        self._pages.forget_hidden()

    def close_plan(self) -> None:
        """Stop all that runs by itself; the editor is closed by whoever opened it."""
        self._soon.stop()
        self.autosave.stop()
        self.checking.stop()
