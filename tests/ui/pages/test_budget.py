"""The budget's page: resources under their action, money formatted while typing, sums and what exceeds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Fund, Resource
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.budget import BudgetPage
from tests.samples import make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until


def _texts(bench: Bench) -> str:
    page = bench.frame.page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_resource_belongs_to_the_action_chosen(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = one.page("budget")
    assert isinstance(page, BudgetPage)
    view = one.find(QListView, "actions")
    view.setCurrentIndex(view.model().index(3, 0))
    page._resources.add()
    type_text(one.find(QLineEdit, "resources.description"), "Cuadernos")
    amount = one.find(QLineEdit, "resources.amount")
    type_text(amount, "1250000")
    assert amount.text() == "$\N{NO-BREAK SPACE}1.250.000"
    made = next(each for each in one.plan.all(Resource) if each.description == "Cuadernos")
    assert (made.action, made.amount) == (example_plan.all(Action)[3].id, 1_250_000)
    wait_until(lambda: "Total del plan: $\N{NO-BREAK SPACE}4.110.000" in _texts(one))


def test_what_exceeds_is_said_with_the_figures(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.page("budget")
    assert "se le piden" not in _texts(one)
    fund = one.plan.get(Fund, "u1")
    assert fund is not None
    one.context.apply(gestures.change(one.plan, fund, available=1_000_000))
    expected = "! A FSE – gratuidad 2026 se le piden $\N{NO-BREAK SPACE}1.660.000"
    wait_until(lambda: expected in _texts(one))
    assert "faltan $\N{NO-BREAK SPACE}660.000" in _texts(one)


def test_going_to_a_resource_opens_its_action(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    resource = one.plan.all(Resource)[2]
    one.frame.go_to(resource.ident, "source", "budget")
    source = one.find(QLineEdit, "resources.source")
    wait_until(source.hasFocus)
    assert source.text() == resource.source
    assert one.find(QListView, "actions").currentIndex().data(Qt.ItemDataRole.UserRole) == resource.action


def test_without_actions_the_page_says_where_to_begin(bench: OpenBench) -> None:
    one = bench(make_plan())
    one.page("budget")
    assert "Escriba primero las acciones" in _texts(one)
    first = one.frame.page.first_field()
    assert isinstance(first, QPushButton)
    first.click()
    assert one.frame.step == "actions"


def test_what_a_source_gives_stands_beside_what_it_is_asked_for(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = one.page("budget")
    assert isinstance(page, BudgetPage)
    one.settle()
    labels = [label for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    line = {label.text(): label.y() for label in labels if label.parentWidget() is page.totals.table}
    source = "FSE – gratuidad"
    assert line[source] == line["$\N{NO-BREAK SPACE}1.660.000"] == line["$\N{NO-BREAK SPACE}2.000.000"]
    assert any(text.startswith("4. Poner a funcionar el consejo de padres") for text in line)


def test_money_goes_with_what_was_being_typed_and_both_come_back(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = one.page("budget")
    assert isinstance(page, BudgetPage)
    fund = example_plan.all(Fund)[0]
    assert page.focus_field(fund.ident, "year")
    year = one.find(QLineEdit, "funds.year")
    year.selectAll()
    type_text(year, "2.026,0")
    page._funds.remove()
    assert one.plan.get(Fund, fund.id) is None
    one.frame.undo()
    assert one.plan.get(Fund, fund.id) is not None
