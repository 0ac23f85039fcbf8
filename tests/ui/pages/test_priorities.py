"""Critical factors: a shortlist, scores by keys with their meanings in sight, ranking and threshold live."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton

from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.guide import SCORE_MEANINGS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.priorities import PrioritiesPage
from pmi_desktop.ui.widgets.score_picker import ScorePicker
from tests.samples import make_factor, make_plan, make_rating
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, settle, type_text, wait_until

RATINGS = (make_rating("1.1.1", 1), make_rating("1.1.2", 2), make_rating("1.1.3", 3))


def opened(one: Bench) -> PrioritiesPage:
    page = one.page("priorities")
    assert isinstance(page, PrioritiesPage)
    return page


def listed(one: Bench) -> list[str]:
    model = one.find(QListView, "factors").model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def choose(one: Bench, key: str) -> None:
    page = one.frame.page
    assert isinstance(page, PrioritiesPage)
    page.view.setCurrentIndex(page.model.index_of(key))


def said(one: Bench) -> str:
    page = one.frame.page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_factor_is_written_scored_and_decided_by_keyboard(bench: OpenBench) -> None:
    one = bench(make_plan(*RATINGS))
    page = opened(one)
    choose(one, "assessments-1/1.1.2")
    press(page.view, Qt.Key.Key_Insert)
    text = one.find(QPlainTextEdit, "factors.description")
    assert text.hasFocus()
    type_text(text, "La inasistencia sube")
    for name, key in (("urgency", Qt.Key.Key_4), ("trend", Qt.Key.Key_3), ("impact", Qt.Key.Key_5)):
        picker = one.find(ScorePicker, f"factors.{name}")
        picker.setFocus()
        press(picker, key)
    wait_until(lambda: "Total 12 de 15 · 1.º entre 1" in said(one))
    one.find(QComboBox, "factors.included").setCurrentText("Sí")
    factor = one.plan.all(Factor)[0]
    assert page.factor.objectName() == f"factors:{factor.id}"
    assert (factor.assessment, factor.component) == ("assessments-1", "1.1.2")
    assert (factor.description, factor.urgency, factor.trend, factor.impact) == ("La inasistencia sube", 4, 3, 5)
    assert factor.included is True
    wait_until(lambda: any("1.º · ✓ Pasa al plan" in line for line in listed(one)))


def test_only_low_levels_are_offered_until_all_are_asked_for(bench: OpenBench) -> None:
    one = bench(make_plan(*RATINGS))
    opened(one)
    assert [line[:5] for line in listed(one)][1:] == ["1.1.1", "1.1.2"]
    one.find(QPushButton, "next")
    page = opened(one)
    page._everything.click()
    assert sum(line[:1].isdecimal() for line in listed(one)) == 93


def test_a_component_may_have_several_factors_and_removing_one_can_be_undone(bench: OpenBench) -> None:
    one = bench(make_plan(*RATINGS, make_factor(component="1.1.1", id="f")))
    page = opened(one)
    choose(one, "f")
    page.add()
    assert [factor.component for factor in one.plan.all(Factor)] == ["1.1.1", "1.1.1"]
    wait_until(lambda: any("1.1.1" in line and "2 factores" in line for line in listed(one)))
    page.view.setFocus()
    press(page.view, Qt.Key.Key_Delete)
    assert len(one.plan.all(Factor)) == 1
    one.find(QPushButton, "notice_act").click()
    assert len(one.plan.all(Factor)) == 2


def test_the_list_follows_the_scores(bench: OpenBench) -> None:
    low = make_factor(id="low", component="1.1.1", description="Poco", urgency=2, trend=2, impact=2)
    plan = make_plan(*RATINGS, low, low.but(id="high", description="Mucho", urgency=5))
    one = bench(plan)
    opened(one)
    assert [line[:5] for line in listed(one)[1:3]] == ["Mucho", "Poco:"]
    choose(one, "low")
    picker = one.find(ScorePicker, "factors.impact")
    press(picker, Qt.Key.Key_5)
    press(one.find(ScorePicker, "factors.trend"), Qt.Key.Key_5)
    wait_until(lambda: listed(one)[1].startswith("Poco"))
    assert one.find(QListView, "factors").currentIndex().data(Qt.ItemDataRole.UserRole) == "low"


def test_the_threshold_proposes_and_one_click_includes(bench: OpenBench) -> None:
    undecided = [
        make_factor(id=key, component="1.1.1", urgency=n, trend=n, impact=n, included=None)
        for key, n in (("a", 5), ("b", 4), ("c", 2))
    ]
    one = bench(make_plan(*RATINGS, *undecided))
    opened(one)
    button = one.find(QPushButton, "include_proposed")
    assert not button.isVisible()
    type_text(one.find(QLineEdit, "plan.priority_threshold"), "10")
    wait_until(button.isVisible)
    assert button.text() == "Incluir los 2 factores con 10 o más"
    before = one.plan
    button.click()
    assert [factor.included for factor in one.plan.all(Factor)] == [True, True, None]
    one.frame.undo()
    assert one.plan == before


def test_a_decision_against_the_score_asks_for_its_reason(bench: OpenBench) -> None:
    high = make_factor(id="high", component="1.1.1", urgency=5, trend=5, impact=5, included=False)
    one = bench(make_plan(*RATINGS, high, high.but(id="low", urgency=1, included=True)))
    opened(one)
    choose(one, "high")
    assert "Tiene más prioridad que otro que sí pasa al plan" in said(one)
    type_text(one.find(QPlainTextEdit, "factors.reason"), "Se atiende en el microcentro")
    wait_until(lambda: "Tiene más prioridad" not in said(one))


def test_without_assessment_the_page_says_where_to_begin(bench: OpenBench) -> None:
    one = bench(make_plan())
    page = opened(one)
    begin = page.first_field()
    assert isinstance(begin, QPushButton)
    begin.click()
    assert one.frame.step == "self_assessment"


def test_going_to_a_score_shows_its_factor(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    one.frame.go_to(("factors", "f3"), "trend", "priorities")
    assert one.find(ScorePicker, "factors.trend").hasFocus()
    assert one.find(ScorePicker, "factors.trend").chosen() == 4


@pytest.mark.parametrize("name", SCORE_MEANINGS)
def test_a_picker_says_its_meaning_and_takes_keys_clicks_and_arrows(bench: OpenBench, name: str) -> None:
    one = bench(make_plan(*RATINGS, make_factor(component="1.1.1")))
    opened(one)
    choose(one, "factors-1")
    picker = one.find(ScorePicker, f"factors.{name}")
    picker.setFocus()
    assert picker.accessibleName().endswith("sin calificar")
    assert all(meaning in picker.accessibleDescription() for meaning in SCORE_MEANINGS[name].values())
    press(picker, Qt.Key.Key_3)
    assert picker.accessibleName().endswith(f"3. {SCORE_MEANINGS[name][3]}")
    press(picker, Qt.Key.Key_Down)
    assert picker.chosen() == 4
    press(picker, Qt.Key.Key_9)
    assert picker.chosen() == 4
    press(picker, Qt.Key.Key_Delete)
    settle()
    assert getattr(one.plan.all(Factor)[0], name) is None
