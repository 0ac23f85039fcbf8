"""The tree of the chain, the same in three steps: add in place, move, drag, copy, delete, and examples to insert."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.chain_moves import children_of
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed
from pmi_desktop.ui.frame import Place
from pmi_desktop.ui.pages.chain import ChainPage
from pmi_desktop.ui.widgets.chain_model import IDENT, LINE
from tests.samples import make, make_factor, make_plan, ten_times
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, type_text, wait_until

ALT, KEYS = Qt.KeyboardModifier.AltModifier, Qt.Key


def opened(one: Bench, step: str, ident: Ident | None = None) -> ChainPage:
    page = one.page(step)
    assert isinstance(page, ChainPage)
    if ident is not None:
        page.view.choose(ident)
        page.view.setFocus()
    return page


def chosen(page: ChainPage) -> Ident:
    ident: Ident = page.view.currentIndex().data(IDENT)
    return ident


def keys(one: Bench, cls: type[Listed], parent: str) -> list[str]:
    return [record.key for record in children_of(one.plan, cls, parent)]


def said(one: Bench) -> str:
    page = one.frame.page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def lines(page: ChainPage, parent: QModelIndex | None = None) -> list[str]:
    model, above = page.model, parent or QModelIndex()
    found = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found += [index.data(LINE).told, *lines(page, index)]
    return found


def test_a_chain_grows_from_a_bare_factor_with_the_keyboard(bench: OpenBench) -> None:
    one = bench(make_plan(make_factor(id="f")))
    page = opened(one, "objectives")
    assert "! Sin objetivo" in lines(page)[0]
    press(page.view, KEYS.Key_Insert)
    type_text(one.find(QPlainTextEdit, "objectives.text"), "Reducir la inasistencia")
    objective = one.plan.all(Objective)[0]
    assert objective == Objective(
        id=objective.id, order=objective.order, factors=("f",), text="Reducir la inasistencia"
    )
    for cls, typed in ((Goal, "goals.text"), (Indicator, "indicators.name")):
        page.view.setFocus()
        press(page.view, KEYS.Key_Insert)
        field = one.find(QLineEdit if cls is Indicator else QPlainTextEdit, typed)
        assert field.hasFocus()
        assert one.frame.page.findChild(type(page._panels[cls]), f"{cls.KIND}:{one.plan.all(cls)[0].key}") is not None
    assert one.plan.all(Indicator)[0].goal == one.plan.all(Goal)[0].id
    actions = opened(one, "actions", one.plan.all(Goal)[0].ident)
    press(actions.view, KEYS.Key_Insert)
    assert one.plan.all(Action)[0].goal == one.plan.all(Goal)[0].id
    wait_until(lambda: any("! Sin responsable · Sin fechas" in line for line in lines(actions)))


def test_buttons_add_where_one_is_and_only_what_can_hang_there(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one, "goals", ("factors", "f2"))
    possible = {name: one.find(QPushButton, f"add_{name}").isEnabled() for name in ("objectives", "goals", "actions")}
    assert possible == {"objectives": True, "goals": False, "actions": False}
    page.view.choose(("actions", "a4"))
    one.find(QPushButton, "add_actions").click()
    assert keys(one, Action, "m21")[0::2] == ["a4", "a5"]
    page.view.choose(("actions", "a4"))
    one.find(QPushButton, "add_indicators").click()
    assert len(keys(one, Indicator, "m21")) == 2
    page.view.choose(("actions", "a4"))
    one.find(QPushButton, "add_objectives").click()
    assert one.plan.all(Objective)[2].factors == ("f2",)


def test_alt_and_arrows_move_among_siblings_and_to_the_next_parent(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one, "goals", ("goals", "m11"))
    press(page.view, KEYS.Key_Down, ALT)
    assert keys(one, Goal, "o1") == ["m12", "m11"]
    assert chosen(page) == ("goals", "m11")
    press(page.view, KEYS.Key_Down, ALT)
    assert (keys(one, Goal, "o1"), keys(one, Goal, "o2")) == (["m12"], ["m11", "m21"])
    assert chosen(page) == ("goals", "m11")
    press(page.view, KEYS.Key_Up, ALT)
    assert keys(one, Goal, "o1") == ["m12", "m11"]
    for _ in range(3):
        one.frame.undo()
    assert one.plan == example_plan


def test_what_is_dragged_hangs_where_it_is_dropped(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one, "actions")
    model = page.model

    def drop(what: Ident, row: int, where: Ident) -> bool:
        data = model.mimeData([model.index_of(what)])
        place, move = model.index_of(where), Qt.DropAction.MoveAction
        possible = model.canDropMimeData(data, move, row, 0, place)
        model.dropMimeData(data, move, row, 0, place)
        return possible

    assert drop(("actions", "a4"), -1, ("goals", "m41"))
    assert keys(one, Action, "m41") == ["a10", "a11", "a4"]
    assert drop(("actions", "a5"), -1, ("actions", "a10"))
    assert keys(one, Action, "m41") == ["a10", "a5", "a11", "a4"]
    assert drop(("actions", "a6"), 1, ("goals", "m41"))  # behind the indicator, before all actions
    assert keys(one, Action, "m41") == ["a6", "a10", "a5", "a11", "a4"]
    assert drop(("objectives", "o1"), -1, ("factors", "f4"))
    assert keys(one, Objective, "f4") == ["o4", "o1"]
    before = one.plan
    assert not drop(("actions", "a6"), -1, ("objectives", "o1"))
    assert not drop(("goals", "m11"), -1, ("goals", "m11"))
    assert one.plan == before


def test_the_menu_hangs_something_from_another_parent(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one, "goals", ("indicators", "i21"))
    page.head._fill()
    offered = {action.text()[:4]: action for action in page.head._menu.actions()}
    assert list(offered) == ["M1.1", "M1.2", "M3.1", "M4.1"]
    offered["M3.1"].trigger()
    assert keys(one, Indicator, "m31") == ["i31", "i21"]


def test_a_copy_has_all_that_hangs_below_and_delete_says_what_went(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one, "goals", ("goals", "m21"))
    page.copy()
    key = chosen(page)[1]
    assert keys(one, Goal, "o2") == ["m21", key]
    assert len(keys(one, Action, key)) == 3
    copied = one.plan
    page.view.setFocus()
    press(page.view, KEYS.Key_Delete)
    assert one.find(QLabel, "notice_text").text() == "Meta eliminada, con 1 indicador y 3 acciones"
    assert one.plan == example_plan
    assert chosen(page) == ("goals", "m21")
    one.find(QPushButton, "notice_act").click()
    assert one.plan == copied


def test_an_objective_may_answer_several_factors(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one, "objectives", ("objectives", "o1"))
    one.find(QCheckBox, "objectives.factors.f3").click()
    objective = one.plan.get(Objective, "o1")
    assert objective is not None
    assert objective.factors == ("f1", "f3")
    wait_until(lambda: lines(page)[0].startswith("Factores críticos FC1 + FC3. FC1: Hay guías"))
    assert chosen(page) == ("objectives", "o1")
    one.frame.go_to(("factors", "f1"), "", "objectives")
    assert chosen(page)[1] == "f1 f3"


def test_one_stays_at_the_same_place_from_step_to_step(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    assert chosen(opened(one, "objectives")) == ("objectives", "o1")
    opened(one, "objectives", ("objectives", "o3"))
    assert chosen(opened(one, "goals")) == ("goals", "m31")
    assert chosen(opened(one, "actions")) == ("actions", "a7")
    assert chosen(opened(one, "objectives")) == ("objectives", "o3")


def test_what_is_closed_stays_closed_and_the_place_is_kept(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(ten_times(example_plan))
    page = opened(one, "goals", ("goals", "m21"))
    page.view.collapse(page.model.index_of(("objectives", "o1")))
    page.view.verticalScrollBar().setValue(400)
    page.add(Goal)
    assert not page.view.isExpanded(page.model.index_of(("objectives", "o1")))
    assert page.view.isExpanded(page.model.index_of(("objectives", "o2")))
    assert abs(page.view.verticalScrollBar().value() - 400) < page.view.height()


def test_an_example_comes_in_as_one_step_and_is_then_adapted(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one, "goals", ("goals", "m21"))
    one.find(QPushButton, "examples").click()
    listed = one.find(QListView, "bank_list")
    assert listed.hasFocus()
    first = listed.model().index(0, 0).data()
    assert "2026" in first
    one.find(QPushButton, "bank_insert").click()
    goal = one.plan.all(Goal)[-1] if chosen(page)[0] != "goals" else one.plan.get(Goal, chosen(page)[1])
    assert goal is not None
    assert (goal.objective, goal.text) == ("o2", first)
    assert keys(one, Goal, "o2") == ["m21", goal.id]
    assert keys(one, Indicator, goal.id)
    assert keys(one, Action, goal.id)
    assert one.find(QPlainTextEdit, "goals.text").hasFocus()
    one.frame.undo()
    assert one.plan == example_plan


def test_each_kind_can_be_taken_from_the_bank(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    kinds: tuple[type[Listed], ...] = (Objective, Goal, Indicator, Action)
    for row, cls in enumerate(kinds):
        page = opened(one, "actions", ("actions", "a4"))
        page.show_examples()
        page.bank._tabs.select(row)
        page.bank._whole.setChecked(False)
        before = len(one.plan.all(cls)), len(list(one.plan))
        page.bank.insert()
        assert (len(one.plan.all(cls)), len(list(one.plan))) == (before[0] + 1, before[1] + 1)
        assert chosen(page)[0] == cls.KIND
        one.frame.undo()
    assert one.plan == example_plan


def test_without_factors_the_page_leads_to_them(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = opened(one, "goals")
    begin = page.first_field()
    assert isinstance(begin, QPushButton)
    begin.click()
    assert one.frame.step == "priorities"


def test_a_finding_leads_to_its_field_in_the_tree(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.frame.go_to(("indicators", "i31"), "direction", "goals")
    direction = one.find(QComboBox, "indicators.direction")
    wait_until(direction.hasFocus)
    assert one.frame.page.findChild(type(direction), "indicators.direction") is direction


def test_typing_changes_the_line_and_nothing_else(bench: OpenBench) -> None:
    one = bench(make_plan(make_factor(id="f"), Objective(id="o", factors=("f",)), make(Goal, id="g", objective="o")))
    page = opened(one, "goals", ("goals", "g"))
    text = one.find(QPlainTextEdit, "goals.text")
    type_text(text, "El 75 % aprueba")
    wait_until(lambda: "El 75 % aprueba" in " ".join(lines(page)))
    assert text.hasFocus()
    assert chosen(page) == ("goals", "g")


@pytest.mark.parametrize("gesture", ["remove", "copy", "up", "down"])
def test_who_is_quicker_than_the_screen_loses_nothing(bench: OpenBench, example_plan: Plan, gesture: str) -> None:
    objective = example_plan.all(Objective)[1]
    one = bench(example_plan)
    page = opened(one, "objectives", objective.ident)
    type_text(one.find(QPlainTextEdit, "objectives.text"), "Ya. ")
    page._asked(gesture)  # before the tree follows what was typed
    texts = [each.text for each in one.plan.all(Objective)]
    typed = next((text for text in texts if text.startswith("Ya. ") or text.endswith("Ya. ")), "")
    assert texts.count(typed) == {"remove": 0, "copy": 2}.get(gesture, 1)
    one.frame.undo()
    assert "Ya. " in next(each.text for each in one.plan.all(Objective) if each.id == objective.id)


def test_the_next_start_is_in_the_field_that_was_left(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    opened(one, "actions", example_plan.all(Action)[2].ident)
    one.find(QLineEdit, "actions.weight").setFocus()
    one.close()
    again = one.reopened()
    assert again.frame.place == Place("actions", "actions.weight")
    again.close()
