"""What the steps of the follow-up share: at each cut a list to go through, and the editor of its current line."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.figures.execution import cuts_by_date
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed, Record
from pmi_desktop.domain.reporting import current_cut
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.shortcuts import bind
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.flow import Tabs
from pmi_desktop.ui.widgets.form import Form
from pmi_desktop.ui.widgets.lists import LineModel, ListLine
from pmi_desktop.ui.widgets.record_list import invitation, push_button
from pmi_desktop.ui.widgets.sides import Sides
from pmi_desktop.ui.widgets.sign_list import SignView


class CutTabs(Tabs):
    """The cuts of the plan by date; ``chosen`` carries the id of the one somebody goes to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Cortes")
        self._keys: list[str] = []
        self._showing = False
        self.changed.connect(lambda index: None if self._showing else self.chosen.emit(self._keys[index]))

    def show_cuts(self, plan: Plan, current: str) -> None:
        """Show the plan's cuts with one of them current."""
        cuts = cuts_by_date(plan)
        self._showing = True
        self._keys = [one.id for one in cuts]
        self.show_labels([cut_name(one) for one in cuts])
        if current in self._keys:
            self.select(self._keys.index(current))
        self._showing = False


class CutPanel(QFrame):
    """The editor of the current line; who derives it makes the form.

    ``changed`` comes after an edit made here that is not typing.
    """

    changed = Signal()
    begins_with: ClassVar[str]
    """The field that gets the focus unless another one is named."""
    form: Form

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing, below the fields."""
        self.form.show_findings(findings)

    def focus(self, field: str = "") -> bool:
        """Give a field the focus."""
        return self.form.focus(field or self.begins_with) or self.form.focus(self.begins_with)

    def settle(self) -> None:
        """Take what is being typed."""
        self.form.settle()


class CutPage(Page):
    """A step of the follow-up. Its place is a cut and one of the records that are looked at then."""

    looks_at: ClassVar[type[Listed]]
    reported: ClassVar[type[Record]]
    """What is said of such a record at a cut; it is keyed, as the list's lines are, by ``<cut>/<record>``."""
    list_words: ClassVar[tuple[str, str]]
    """What the list is called, and what can be done in it."""
    nothing_yet: ClassVar[tuple[str, str]]
    """Where there is nothing to look at: what to do first, and the words of the button that leads there."""
    no_cuts: ClassVar[str]
    at_the_end: ClassVar[str]
    """What is said to who wants to go on from the last line."""
    panel: CutPanel

    def __init__(self, context: PlanContext, tabs: CutTabs, panel: CutPanel) -> None:
        super().__init__(context)
        cut = current_cut(context.plan, context.today())
        self._cut = cut.id if cut else ""
        self.current = ""
        self._showing = False
        self._tabs = tabs
        self._tabs.chosen.connect(self._choose_cut)
        self.model = LineModel()
        self.view = SignView(self.model, self.reported.KIND, *self.list_words)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.view.clicked.connect(lambda _: self.panel.focus())
        self.panel = panel
        self.panel.changed.connect(self.show_again)
        bind("follow_up_next", self, self.next, inside=True)

    # For who derives it.

    def lay_out(self, head: QWidget, beside: QWidget) -> None:
        """Put ``head`` above the list, and ``beside``, which holds the panel, at its right."""
        title, (nothing_yet, way) = STEP_BY_ID[self.step].title, self.nothing_yet
        self._begin = self._way_to(self.looks_at.STEP, way, nothing_yet)
        self._to_cuts = self._way_to(Checkpoint.STEP, "Ir a los cortes", self.no_cuts)
        self._nothing_yet = invitation(nothing_yet, self._begin, title)
        self._no_cuts = invitation(self.no_cuts, self._to_cuts, title)
        self._sides = Sides(head, self.view, beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 8)
        for empty in (self._nothing_yet, self._no_cuts):
            whole.addWidget(empty, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._sides, 1)

    def show_cut(self, plan: Plan, cut: Checkpoint) -> Sequence[ListLine]:
        """Show how far a cut is, and tell the lines of its list."""
        raise NotImplementedError

    def show_current(self, plan: Plan, cut: Checkpoint) -> None:
        """Show in the panel what is :attr:`current`; it is empty where the list is."""
        raise NotImplementedError

    # What a page does.

    def show_plan(self, plan: Plan) -> None:
        cut = plan.get(Checkpoint, self._cut) or current_cut(plan, self.context.today())
        something = bool(plan.all(self.looks_at))
        self._nothing_yet.setVisible(not something)
        self._no_cuts.setVisible(something and cut is None)
        self._sides.setVisible(something and cut is not None)
        if cut is None or not something:
            return
        self._cut = cut.id
        self._showing = True
        self._tabs.show_cuts(plan, cut.id)
        self.model.show_lines(self.show_cut(plan, cut))
        keys = self._keys()
        if self.current not in keys:
            self.current = keys[0] if keys else ""
        here = self.model.index_of(f"{cut.id}/{self.current}")
        if self.view.currentIndex() != here:
            self.view.setCurrentIndex(here)
        self.show_current(plan, cut)
        self._showing = False

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.panel.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        cut, _, record = key.partition("/") if kind == self.reported.KIND else (key, "", "")
        if self.context.plan.get(Checkpoint, cut) is None:
            return False
        self.go_to(cut, record)
        return self.panel.focus(field)

    def first_field(self) -> QWidget | None:
        if not self.context.plan.all(self.looks_at):
            return self._begin
        return self.panel.form.first() if self._cut else self._to_cuts

    def settle(self) -> None:
        self.panel.settle()

    def next(self) -> None:
        """The next line, the focus in its first field."""
        self.settle()
        keys = self._keys()
        place = keys.index(self.current) + 1 if self.current in keys else 0
        if place < len(keys):
            self.go_to(self._cut, keys[place])
        else:
            self.context.say(self.at_the_end)
        self.panel.focus()

    def go_to(self, cut: str, record: str) -> None:
        """Make a record at a cut the current one, the same one as before if none is named."""
        self.settle()
        self._cut, self.current = cut, record or self.current
        self.show_again()
        self._sides.to_top()

    def show_again(self) -> None:
        """Show the plan as it is now."""
        self.show_plan(self.context.plan)

    def _keys(self) -> list[str]:
        """The records in the list, from above."""
        return [key.partition("/")[2] for key in self.model.keys]

    def _choose_cut(self, cut: str) -> None:
        self.settle()
        self._cut = cut
        self.show_again()
        self._sides.to_top()

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and not self._showing:
            self.go_to(*key.split("/"))

    def _way_to(self, step: str, words: str, why: str) -> QPushButton:
        button = push_button(words, why, lambda: self.context.step_wanted.emit(step))
        button.setProperty("role", "main")
        return button


def cut_name(cut: Checkpoint) -> str:
    """«Corte 1 · 19/06/2026», a long name cut short."""
    return " · ".join(filter(None, (title_of(cut, 30), show_date(cut.date))))


def below_objectives(plan: Plan, lines: Iterable[tuple[str, ListLine]]) -> list[ListLine]:
    """Lines that come with the id of their goal, in the plan's order: each group below its objective."""
    names = {one.id: f"{number}. {title_of(one, 60)}" for number, one in enumerate(plan.all(Objective), start=1)}
    grouped: list[ListLine] = []
    above = ""
    for key, line in lines:
        goal = plan.get(Goal, key)
        objective = goal.objective if goal else ""
        if objective != above:
            above = objective
            grouped.append(ListLine("", names.get(objective, "Sin objetivo")))
        grouped.append(line)
    return grouped
