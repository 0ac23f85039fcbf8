"""Resources and budget: what each action needs, from which source, and what that adds up to."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.figures.budget import Budget, amount_of, budget_of
from pmi_desktop.domain.goals import Objective
from pmi_desktop.domain.money_sources import proposed_sources
from pmi_desktop.domain.numbers import show_money
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.bound import title_of
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import RecordList, RecordModel, record_view, show_records

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
        self._totals = text_label("", "")
        self._over = text_label("", "warn")
        self._nothing = text_label(_NO_ACTIONS, "")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 16)
        for line in (text_label("Lo que suma el plan", "section"), self._totals, self._over):
            inside.addWidget(line)
        self._heading = text_label("", "section")
        parts = (card, text_label("Recursos por acción", "title"), self._nothing, self._view, self._heading)
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
        budget = budget_of(plan)
        self._totals.setText(_totals(plan, budget))
        self._over.setText("\n".join(_overruns(budget)))
        self._over.setVisible(bool(budget.overruns))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._resources.show_findings(findings)
        self._funds.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        resource = self.context.plan.find(ident)
        if isinstance(resource, Resource):
            self._view.setCurrentIndex(self.model.index(self.model.row_of(resource.action)))
        return self._resources.focus(ident, field) or self._funds.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self._view if self._action else self._funds.first()

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
        count = "1 recurso" if len(resources) == 1 else f"{len(resources)} recursos"
        return (
            f"{title_of(action)}\n{count} · {show_money(amount)}" if resources else f"{title_of(action)}\nsin recursos"
        )

    return title


def _resource_title(resource: Resource) -> str:
    amount = amount_of(resource)
    return "\n".join([title_of(resource), show_money(amount) if amount else "sin costo en dinero"])


def _fund_title(fund: Fund) -> str:
    name = " ".join(part for part in (title_of(fund), str(fund.year or "")) if part)
    return f"{name}\n{show_money(fund.available) or 'sin valor'}"


def _totals(plan: Plan, budget: Budget) -> str:
    """The sums in lines: whole plan, then by source, year and objective where there is more than one."""
    objectives = {
        f"Objetivo {number}: {title_of(one, 60)}": budget.by_objective[one.id]
        for number, one in enumerate(plan.all(Objective), start=1)
        if one.id in budget.by_objective
    }
    years = {str(year or "Sin año"): amount for year, amount in budget.by_year.items()}
    lines = [f"Total del plan: {show_money(budget.total)}"]
    lines += _group("Por fuente", {source or "Sin fuente": amount for source, amount in budget.by_source.items()})
    lines += _group("Por año", years) if len(years) > 1 else []
    lines += _group("Por objetivo", objectives)
    return "\n".join(lines)


def _group(title: str, amounts: Mapping[str, int]) -> list[str]:
    return [f"{title}:", *(f"   {name}: {show_money(amount)}" for name, amount in amounts.items())] if amounts else []


def _overruns(budget: Budget) -> list[str]:
    """One sentence per source that is asked for too much."""
    return [
        f"! A {over.fund.source}{f' {over.fund.year}' if over.fund.year else ''} se le piden {show_money(over.planned)}"
        f" y tiene {show_money(over.available)}: faltan {show_money(over.excess)}."
        for over in budget.overruns
    ]
