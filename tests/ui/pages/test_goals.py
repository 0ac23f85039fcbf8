"""Goals and indicators: the rule in words, the direction from the numbers, keeping, years, and disagreement."""

import datetime as dt
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from pmi_desktop.domain import gestures
from pmi_desktop.domain.goals import Goal, Indicator, YearTarget
from pmi_desktop.domain.plan import Plan
from tests.samples import make, make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until

GOAL = make(Goal, text="Bajar la inasistencia a 8 % en 2026.", due_on=dt.date(2026, 11, 30))


def said(one: Bench) -> str:
    page = one.frame.page
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join(shown).replace("\N{NO-BREAK SPACE}", " ")


def at_indicator(one: Bench, **values: object) -> Bench:
    one.page("goals")
    one.frame.go_to(("indicators", "indicators-1"), "baseline", "goals")
    return one


def typed(one: Bench, name: str, text: str) -> None:
    field = one.find(QLineEdit, f"indicators.{name}")
    field.clear()
    type_text(field, text)


def held(one: Bench) -> Indicator:
    return one.plan.all(Indicator)[0]


def test_the_rule_and_the_direction_follow_what_is_typed(bench: OpenBench) -> None:
    one = at_indicator(bench(make_plan(GOAL, make(Indicator, unit="%"))))
    typed(one, "baseline", "14,8")
    typed(one, "target", "8")
    wait_until(lambda: "Hoy 14,8 %; la meta es bajar a 8 %: con 11,4 % el avance es 50 %." in said(one))
    take = one.find(QPushButton, "take_direction")
    assert take.text() == "Poner el sentido «Bajar»"
    take.click()
    assert held(one).direction == "down"
    wait_until(lambda: one.find(QComboBox, "indicators.direction").currentText() == "Bajar")
    assert not take.isVisible()


def test_the_rule_is_shown_with_what_was_measured(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.frame.go_to(("indicators", "i21"), "target", "goals")
    assert "con 11,6 % el avance es 47,1 %" in said(one)
    one.frame.go_to(("goals", "m21"), "text", "goals")
    assert "Inasistencia media mensual. Hoy 14,8 %; la meta es bajar a 8 %" in said(one)


def test_a_target_like_the_baseline_asks_whether_to_keep_it(bench: OpenBench) -> None:
    one = at_indicator(bench(make_plan(GOAL, make(Indicator, unit="%", baseline=Decimal(95)))))
    typed(one, "target", "95")
    wait_until(lambda: "¿La meta es mantener 95 %?" in said(one))
    one.find(QPushButton, "keep_up").click()
    assert held(one).direction == "up"
    wait_until(lambda: "con 95 % o más el avance es 100 %" in said(one))
    assert "¿La meta es mantener" not in said(one)


def test_a_plan_of_several_years_has_targets_per_year(bench: OpenBench) -> None:
    indicator = make(Indicator, targets=(YearTarget(year=2027, value=Decimal(20)),))
    one = at_indicator(bench(make_plan(GOAL, indicator, end_year=2028)))
    years = one.find(QPushButton, "add_years")
    assert years.text() == "Agregar 2026, 2028"
    years.click()
    assert [target.year for target in held(one).targets] == [2027, 2026, 2028]
    wait_until(lambda: one.frame.page.findChild(QLineEdit, "indicators.targets.1.value"))
    type_text(one.find(QLineEdit, "indicators.targets.1.value"), "12,5")
    assert held(one).targets[1] == YearTarget(year=2026, value=Decimal("12.5"))
    wait_until(lambda: not years.isVisible())


def test_a_plan_of_one_year_does_not_speak_of_years(bench: OpenBench) -> None:
    one = at_indicator(bench(make_plan(GOAL, make(Indicator))))
    assert "Metas por año" not in said(one)


def test_text_and_indicator_that_disagree_are_pointed_out_and_nothing_is_blocked(bench: OpenBench) -> None:
    one = at_indicator(bench(make_plan(GOAL, make(Indicator, unit="%", baseline=Decimal(15)))))
    typed(one, "target", "9")
    wait_until(lambda: "! La meta dice 8 % y el indicador llega a 9 %" in said(one))
    assert held(one).target == 9
    goal = one.plan.all(Goal)[0]
    one.context.apply(gestures.change(one.plan, goal, due_on=dt.date(2027, 3, 1)))
    one.frame.go_to(goal.ident, "text", "goals")
    assert "! La meta dice 2026 y la fecha de cumplimiento es 01/03/2027" in said(one)
    text = one.find(QPlainTextEdit, "goals.text")
    text.clear()
    type_text(text, "Bajar a 9 %.")
    wait_until(lambda: "! La meta dice" not in said(one))
