"""Resources and budget: what each action needs, from which source, and what that adds up to."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.figures.budget import amount_of, budget_of
from pmi_desktop.domain.money_sources import proposed_sources
from pmi_desktop.domain.numbers import show_money
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.budget_totals import Totals
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import (
    RecordList,
    RecordModel,
    invitation,
    push_button,
    record_view,
    show_records,
)

RESOURCE = (Section("", ("description", ("kind", "year"), "source", ("quantity", "unit"), ("unit_cost", "amount"))),)
FUND = (Section("", ("source", ("year", "available"))),)
_NO_ACTIONS = "Los recursos son de las acciones. Escriba primero las acciones del plan."


class BudgetPage(ScrollPage):
    """Step ``budget``."""

    step: ClassVar[str] = "budget"
    intro: ClassVar[str] = "Qué necesita cada acción y de dónde sale. Lo que no cuesta dinero también cuenta."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._sources = QStringListModel(self)
        self._action = ""
        self.model = RecordModel(_action_title(context))
        self._view = record_view(self.model, Action)
        self._view.selectionModel().currentChanged.connect(self._selected)
        self._resources = RecordList(
            context,
            Resource,
            RESOURCE,
            empty="Agregue lo que necesita esta acción: materiales, transporte, tiempo de personas.",
            new=lambda key: Resource(id=key, action=self._action),
            shown=lambda plan: plan.where(Resource, "action", self._action),
            title=_resource_title,
        )
        self._funds = RecordList(
            context,
            Fund,
            FUND,
            empty="Agregue el dinero con que cuenta cada fuente; el programa avisa si el plan pide más.",
            new=lambda key: Fund(id=key, year=context.year),
            title=_fund_title,
        )
        for form in (self._resources.form, self._funds.form):
            _propose(form, self._sources)
        self.totals = Totals()
        self._to_actions = push_button("Ir a las acciones", _NO_ACTIONS, lambda: context.step_wanted.emit(Action.STEP))
        self._nothing = invitation(_NO_ACTIONS, self._to_actions)
        self._heading = text_label("", "section")
        parts = (self.totals, text_label("Recursos por acción", "title"), self._nothing, self._view, self._heading)
        for part in (*parts, self._resources):
            self.body.addWidget(part)
        self.body.addWidget(text_label("Dinero disponible por fuente", "title"))
        self.body.addWidget(self._funds)

    def _selected(self, current: QModelIndex) -> None:
        """Another action: its resources."""
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and key != self._action:
            self.settle()
            self._action = key
            self._show_action(self.context.plan)

    def _show_action(self, plan: Plan) -> None:
        action = plan.get(Action, self._action)
        self._heading.setText(title_of(action) if action else "")
        self._resources.show_plan(plan)

    def show_plan(self, plan: Plan) -> None:
        actions = plan.all(Action)
        self._nothing.setVisible(not actions)
        for widget in (self._view, self._heading, self._resources):
            widget.setVisible(bool(actions))
        if actions and plan.get(Action, self._action) is None:
            self._action = actions[0].id
        show_records(self._view, self.model, actions, self._action)
        sources = list(proposed_sources(plan))
        if sources != self._sources.stringList():
            self._sources.setStringList(sources)
        self._show_action(plan)
        self._funds.show_plan(plan)
        self.totals.show_budget(plan, budget_of(plan))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._resources.show_findings(findings)
        self._funds.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        resource = self.context.plan.find(ident)
        if isinstance(resource, Resource):
            self._view.setCurrentIndex(self.model.index(self.model.row_of(resource.action)))
        return self._resources.focus(ident, field) or self._funds.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self._view if self._action else self._to_actions

    def settle(self) -> None:
        self._resources.settle()
        self._funds.settle()


def _propose(form: Form, sources: QStringListModel) -> None:
    """Offers the usual sources while one is typed."""
    target = form.input("source").target
    assert isinstance(target, QLineEdit)
    completer = QCompleter(sources, target)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    target.setCompleter(completer)


def _action_title(context: PlanContext) -> Callable[[Action], str]:
    """An action with what its resources cost."""

    def title(action: Action) -> str:
        resources = context.plan.where(Resource, "action", action.id)
        amount = sum(amount_of(one) for one in resources)
        if not resources:
            return f"{title_of(action)}\nsin recursos"
        count = "1 recurso" if len(resources) == 1 else f"{len(resources)} recursos"
        return f"{title_of(action)}\n{count} · {show_money(amount) if amount else 'sin costo en dinero'}"

    return title


def _resource_title(resource: Resource) -> str:
    amount = amount_of(resource)
    return "\n".join([title_of(resource), show_money(amount) if amount else "sin costo en dinero"])


def _fund_title(fund: Fund) -> str:
    name = " ".join(part for part in (title_of(fund), str(fund.year or "")) if part)
    return f"{name}\n{show_money(fund.available) or 'sin valor'}"
