"""The steps of the chain: one tree in which everything hangs, and beside it the editor of what is chosen."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import ClassVar, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain import chain_moves, gestures
from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.chain import Link, chain_of
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit, Ident, Listed, Record
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.chain_bank import BankPanel
from pmi_desktop.ui.pages.chain_head import AddBar, LinkHead
from pmi_desktop.ui.pages.chain_panel import FactorSummary, LinkPanel
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.shortcuts import bind
from pmi_desktop.ui.widgets.chain_model import IDENT, ChainModel
from pmi_desktop.ui.widgets.chain_view import ChainView
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.record_list import invitation, push_button
from pmi_desktop.ui.widgets.sides import Sides

PANELS: Mapping[type[Record], str] = {
    Objective: "pmi_desktop.ui.pages.objectives_panel:ObjectivePanel",
    Goal: "pmi_desktop.ui.pages.goals_panel:GoalPanel",
    Indicator: "pmi_desktop.ui.pages.goals_panel:IndicatorPanel",
    Action: "pmi_desktop.ui.pages.actions_panel:ActionPanel",
}
"""The editor of each kind, made when the first one of it is chosen."""

_NOTHING = "Los objetivos responden a los factores críticos. Decidan primero cuáles pasan al plan."


class ChainPage(Page):
    """A step of the chain. Everything can be chosen and edited in each; ``adds`` is what the step is about.

    Its place, the link chosen, is the same for all steps of the chain and kept in the settings.
    """

    adds: ClassVar[type[Listed]]
    intro: ClassVar[str]

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._place = f"chain.{context.plan.info.id}"
        self._shown: Plan | None = None
        self._chain: tuple[Link, ...] = ()
        self._links: dict[Ident, Link] = {}
        self._findings: tuple[Finding, ...] = ()
        self._panels: dict[type[Record], LinkPanel] = {}
        self._current: Ident = ("", "")
        self._entering = True
        self.model = ChainModel(self)
        self.model.dropped.connect(self._dropped)
        self.view = ChainView(self.model)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.adding = AddBar(self.adds)
        self.adding.wanted.connect(self.add)
        self.adding.examples_wanted.connect(self.show_examples)
        self.head = LinkHead()
        self.head.asked.connect(self._asked)
        self.head.parent_chosen.connect(self._hang)
        self.factors = FactorSummary(context)
        self.bank = BankPanel(context)
        self.bank.inserted.connect(self._inserted)
        self.bank.left.connect(self._leave_examples)
        self._lay_out()
        for name, act in (
            ("list_add", self.add_natural), ("list_remove", self.remove), ("list_up", lambda: self.shift(-1)),
            ("list_down", lambda: self.shift(1)), ("chain_edit", self._edit),
        ):  # fmt: skip
            bind(name, self.view, act)

    # -- what a page does -----------------------------------------------------------------------------------------
    def show_plan(self, plan: Plan) -> None:
        if not self.isVisible():
            return  # a tree of hundreds of texts is laid out once, at the size it is seen in
        if plan is not self._shown:
            self._shown, self._chain = plan, chain_of(plan)
            self._links = {link.ident: link for root in self._chain for link in root.walk()}
        self._nothing.setVisible(not self._chain)
        self._sides.setVisible(bool(self._chain))
        self._current = self._nearest(self._current)
        self.view.show_chain(plan, self._chain, self._current)
        self._show_current(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = tuple(findings)
        for panel in self._panels.values():
            panel.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        index = self.model.index_of(ident)
        if not index.isValid():
            return False
        self._go_to(index.data(IDENT))
        panel = self._panel()
        if panel is None:
            self.view.setFocus()
            return True
        return panel.focus(field)

    def first_field(self) -> QWidget | None:
        if self._entering and self._chain:
            self._entering = False
            self._come_back()
        return self.view if self._chain else self._begin

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody comes here, unless the whole window only comes back."""
        super().showEvent(event)
        self._show()
        self._entering = self._entering or not event.spontaneous()

    def settle(self) -> None:
        for panel in self._panels.values():
            panel.settle()

    # -- gestures -------------------------------------------------------------------------------------------------
    def add_natural(self) -> None:
        """What naturally hangs from what is chosen; another one beside it, where nothing does."""
        kind = self._links[self._current].kind if self._current in self._links else Factor
        last: type[Listed] = Action if self.adds is Action else Indicator
        natural: Mapping[type[Listed], type[Listed]] = {Factor: Objective, Objective: Goal, Goal: last}
        self.add(natural.get(kind, kind))

    def add(self, cls: type[Listed]) -> None:
        """A new record of a kind where one is, behind the one chosen, its first field ready to be typed in."""
        parent = self._parent_for(cls)
        if parent is None:
            return
        self.settle()
        plan = self.context.plan
        made = chain_moves.new_under(cls, self.context.new_id(), parent)
        mates = chain_moves.children_of(plan, cls, parent)
        chosen = next((one for one in mates if one.ident in self._path()), mates[-1] if mates else None)
        self.context.apply(gestures.add(plan, made, after=chosen))
        self._go_to(made.ident)
        panel = self._panel()
        if panel is not None:
            panel.focus("")

    def copy(self) -> None:
        """A copy of what is chosen, with what hangs below it."""
        record = self._settled()
        if record is not None:
            edit, ident = chain_moves.copied(self.context.plan, record, self.context.new_id)
            self.context.apply(edit)
            self._go_to(ident)

    def remove(self) -> None:
        """What is chosen goes, with all that hangs from it."""
        record = self._settled()
        if record is None:
            return
        link = self._links[record.ident]
        self._current = self._beside(link)
        self.context.apply(gestures.remove(self.context.plan, record))
        self._show()
        done = "eliminada" if record.FEMININE else "eliminado"
        more = f", con {link.counted}" if link.below else ""
        self.context.notice(f"{record.NOUN[:1].upper()}{record.NOUN[1:]} {done}{more}")
        self.view.setFocus()

    def shift(self, by: int) -> None:
        """What is chosen goes one place up or down, at the border to the next parent."""
        record = self._settled()
        if record is not None:
            self._move(chain_moves.shifted(self.context.plan, record, by))

    def show_examples(self) -> None:
        """The bank of examples, for what is chosen."""
        self.settle()
        self.bank.open_at(self.context.plan, self._path(), self.adds)
        self._show_current(self.context.plan)
        self.bank.first().setFocus()

    def _dropped(self, ident: Ident, parent: Ident, after: str) -> None:
        """Dragged there with the mouse."""
        self.settle()
        plan = self.context.plan
        record = plan.find(ident)
        if isinstance(record, Listed):
            behind = plan.find((ident[0], after)) if after else None
            self._move(chain_moves.place(plan, record, parent[1], behind if isinstance(behind, Listed) else None))

    def _hang(self, parent: str) -> None:
        """Chosen in the menu of parents: behind what hangs there."""
        record, plan = self._settled(), self.context.plan
        if record is not None:
            mates = [one for one in chain_moves.children_of(plan, type(record), parent) if one.key != record.key]
            self._move(chain_moves.place(plan, record, parent, mates[-1] if mates else None))

    def _move(self, edit: Edit) -> None:
        if edit.changes and not self.context.editor.read_only:
            self.context.apply(edit)
            self._show()
            self.view.choose(self._current)

    # -- the place ------------------------------------------------------------------------------------------------
    def _record(self) -> Listed | None:
        """What is chosen, if it is something of the chain's own and may be changed; as the plan has it now, which the
        screen follows a moment later."""
        own = None if self._current[0] == Factor.KIND else self.context.plan.find(self._current)
        return own if isinstance(own, Listed) and self.context.may_change(own) else None

    def _settled(self) -> Listed | None:
        """The same, once what is being typed has been taken."""
        self.settle()
        return self._record()

    def _path(self) -> list[Ident]:
        """What is chosen and what it hangs from, upwards."""
        index, found = self.model.index_of(self._current), list[Ident]()
        while index.isValid():
            found.append(index.data(IDENT))
            index = index.parent()
        return found

    def _parent_for(self, cls: type[Listed]) -> str | None:
        """The key of the link that a new record of a kind would hang from; none where there is no place for it."""
        wanted = chain_moves.PARENT[cls].KIND
        found = next((key for kind, key in self._path() if kind == wanted), None)
        if found is None and cls is Objective:
            return self._chain[0].key if self._chain else ""
        return found

    def _has_place(self, cls: type[Listed]) -> bool:
        """Whether a new record of a kind has a link to hang from, and may."""
        key = self._parent_for(cls)
        above = self.context.plan.find((chain_moves.PARENT[cls].KIND, key)) if key else None
        return key is not None and self.context.may_add(cls) and (above is None or self.context.may_change(above))

    def _beside(self, link: Link) -> Ident:
        """What becomes chosen when a link goes: the next of its kind there, the one before, or what it hung from."""
        index = self.model.index_of(link.ident)
        for row in (index.row() + 1, index.row() - 1):
            other = index.siblingAtRow(row)
            if other.isValid():
                return cast(Ident, other.data(IDENT))
        return cast(Ident, index.parent().data(IDENT) or ("", ""))

    def _nearest(self, ident: Ident) -> Ident:
        """That link, the group a factor stands in, or the first line."""
        if ident in self._links:
            return ident
        kind, key = ident
        if kind == Factor.KIND and key:
            wanted = set(key.split())
            found = next((link.ident for link in self._chain if wanted.intersection(link.key.split())), None)
            if found is not None:
                return found
        return self._chain[0].ident if self._chain else ("", "")

    def _come_back(self) -> None:
        """To where one was in another step of the chain, or to what this step is about above it or below it."""
        kind, _, key = self.context.memory.text(self._place).partition("/")
        self._current = self._nearest((kind, key))
        own = (Goal.KIND, Indicator.KIND) if self.adds is Goal else (self.adds.KIND,)
        link = self._links[self._current]
        upwards = [ident for ident in self._path() if ident[0] in own]
        downwards = (one.ident for one in (*link.walk(), *self._links.values()) if one.ident[0] in own)
        self._go_to(upwards[0] if upwards else next(downwards, self._current))

    def _go_to(self, ident: Ident) -> None:
        self._current = ident
        self._leave_examples()
        self._show()
        self.view.choose(self._current)
        self._sides.to_top()
        self._remember()

    def _remember(self) -> None:
        place = "/".join(self._current)
        if place != self.context.memory.text(self._place):
            self.context.memory.remember(self._place, place)

    def _selected(self, current: QModelIndex) -> None:
        ident = current.data(IDENT)
        if ident is not None and ident != self._current:
            self.settle()
            self._current = ident
            self._show_current(self.context.plan)
            self._sides.to_top()
            self._remember()

    # -- the screen -----------------------------------------------------------------------------------------------
    def _show(self) -> None:
        self.show_plan(self.context.plan)

    def _show_current(self, plan: Plan) -> None:
        link = self._links.get(self._current)
        self.adding.show_possible({cls for cls in PANELS if self._has_place(cast("type[Listed]", cls))})
        if link is None:
            return
        open_bank = self.bank.is_open and self.context.may_add(self.adds)
        self.bank.setVisible(open_bank)
        if open_bank:
            self.bank.show_place(plan, self._path())
        self.head.setVisible(not open_bank)
        self.head.show_link(plan, link, changeable=self._record() is not None)
        is_factor = link.kind is Factor
        self.factors.setVisible(is_factor and not open_bank)
        if is_factor:
            self.factors.show_factors(plan, [one for one in link.records if isinstance(one, Factor)])
        panel = self._panel()
        for one in self._panels.values():
            one.setVisible(one is panel and not open_bank)
        if panel is not None:
            other = panel.form.record is None or panel.form.record.ident != link.ident
            panel.show_link(plan, link.records[0])
            if other:
                panel.show_findings(self._findings)

    def _panel(self) -> LinkPanel | None:
        link = self._links.get(self._current)
        if link is None or link.kind not in PANELS:
            return None
        if link.kind not in self._panels:
            module, _, name = PANELS[link.kind].partition(":")
            panel = cast(LinkPanel, getattr(import_module(module), name)(self.context))
            self._panels[link.kind] = panel
            self._column.insertWidget(self._column.count() - 1, panel)
        return self._panels[link.kind]

    def _edit(self) -> None:
        panel = self._panel()
        if panel is not None:
            panel.focus("")

    def _asked(self, name: str) -> None:
        gestures_of: Mapping[str, Callable[[], None]] = {
            "copy": self.copy, "remove": self.remove, "up": lambda: self.shift(-1), "down": lambda: self.shift(1)
        }  # fmt: skip
        gestures_of[name]()

    def _inserted(self, ident: Ident) -> None:
        self._go_to(ident)
        self.context.notice("Ejemplo insertado: cámbielo a la medida de su escuela")
        self._edit()

    def _leave_examples(self) -> None:
        if self.bank.is_open:
            self.bank.close_it()
            self._show_current(self.context.plan)
            self.view.setFocus()

    def _lay_out(self) -> None:
        title = STEP_BY_ID[self.step].title
        self._begin = push_button(
            "Ir a Factores críticos", _NOTHING, lambda: self.context.step_wanted.emit(Factor.STEP)
        )
        self._begin.setProperty("role", "main")
        self._nothing = invitation(_NOTHING, self._begin, title)
        above = QWidget()
        head = QVBoxLayout(above)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        for part in (text_label(title, "title"), text_label(self.intro, "muted"), self.adding):
            head.addWidget(part)
        panel = QWidget()
        self._column = QVBoxLayout(panel)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        for below in (self.bank, self.head, self.factors):
            self._column.addWidget(below)
        self._column.addStretch(1)
        self._sides = Sides(above, self.view, panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 8)
        whole.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._sides, 1)
