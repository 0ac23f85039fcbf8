"""The results at a cut: a value or a reason, the way gone in words, and a count that proposes its value."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.pages.results import ResultsPage
from pmi_desktop.ui.widgets.line_chart import LineChart
from tests.samples import make, make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text, wait_until


def plan_with(**indicator: object) -> Plan:
    """A plan with one cut and one indicator that should come down."""
    values = {
        "name": "Inasistencia",
        "baseline": Decimal("14.8"),
        "target": Decimal(8),
        "unit": "%",
        "direction": "down",
    }
    return make_plan(
        make(Checkpoint, id="c1", label="Corte 1", date=date(2026, 6, 19)),
        make(Indicator, id="i1", **{**values, **indicator}),
    )


def opened(one: Bench) -> ResultsPage:
    page = one.page("results")
    assert isinstance(page, ResultsPage)
    return page


def avance(one: Bench) -> str:
    return one.find(QLabel, "avance").text().replace("\N{NO-BREAK SPACE}", " ")


def measure(one: Bench) -> IndicatorMeasure | None:
    return one.plan.get(IndicatorMeasure, "c1/i1")


def listed(page: ResultsPage) -> list[str]:
    rows = range(page.model.rowCount())
    texts = [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def test_a_value_is_told_by_the_way_gone_and_never_by_the_target(bench: OpenBench) -> None:
    one = bench(plan_with())
    page = opened(one)
    assert page.panel.objectName() == "indicator_measures:c1/i1"
    type_text(one.find(QLineEdit, "indicator_measures.value"), "11,6")
    wait_until(lambda: avance(one) == "Avance 47,1 %: bajó 3,2 de 6,8 puntos por bajar.")
    assert listed(page)[-1] == "Inasistencia: ✓ 11,6 % · avance 47,1 %"
    texts = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "145" not in texts  # 11,6 / 8
    assert "69" not in texts  # 8 / 11,6
    chart = page.findChild(LineChart)
    assert chart is not None
    assert "11,6" in chart.accessibleDescription()


def test_worse_than_the_baseline_is_said(bench: OpenBench) -> None:
    one = bench(plan_with())
    page = opened(one)
    type_text(one.find(QLineEdit, "indicator_measures.value"), "16")
    wait_until(lambda: avance(one) == "! Está peor que la línea base (14,8 %): avance 0 %.")
    assert listed(page)[-1].endswith("peor")


def test_numerator_and_denominator_propose_the_value(bench: OpenBench) -> None:
    one = bench(plan_with())
    opened(one)
    type_text(one.find(QLineEdit, "indicator_measures.numerator"), "58")
    type_text(one.find(QLineEdit, "indicator_measures.denominator"), "500")
    use = one.find(QPushButton, "use_proposed")
    wait_until(lambda: use.isVisible() and "58 de 500" in use.text())
    assert measure(one) == IndicatorMeasure(
        checkpoint="c1", indicator="i1", numerator=Decimal(58), denominator=Decimal(500)
    )
    use.click()
    told = measure(one)
    assert told is not None
    assert told.value == Decimal("11.6")
    assert not use.isVisible()
    assert one.find(QLineEdit, "indicator_measures.value").text() == "11,6"


def test_what_was_not_measured_has_a_note(bench: OpenBench) -> None:
    one = bench(plan_with())
    page = opened(one)
    type_text(one.find(QPlainTextEdit, "indicator_measures.note"), "No hubo clases")
    wait_until(lambda: "no se midió" in listed(page)[-1])
    assert one.find(QLabel, "results_counter").text() == "1 de 1 con valor o nota"
    assert avance(one) == "Sin valor en este corte."


@pytest.mark.parametrize(("gone", "field"), [("baseline", "baseline"), ("target", "target")])
def test_without_baseline_or_target_it_leads_to_the_indicator(bench: OpenBench, gone: str, field: str) -> None:
    one = bench(plan_with(**{gone: None}))
    page = opened(one)
    type_text(one.find(QLineEdit, "indicator_measures.value"), "9")
    wait_until(lambda: avance(one).startswith("No se puede contar el avance"))
    asked: list[object] = []
    one.context.jump_wanted.connect(lambda *what: asked.append(what))
    next(button for button in page.findChildren(QPushButton) if button.text() == "Ir al indicador").click()
    assert asked == [((Indicator.KIND, "i1"), field, "")]


def test_control_enter_walks_from_value_to_value(bench: OpenBench, example_plan: Plan) -> None:
    one = bench(example_plan)
    page = opened(one)
    names = [page.panel.objectName()]
    for _ in range(len(example_plan.all(Indicator)) - 1):
        QTest.keyClick(
            one.find(QLineEdit, "indicator_measures.value"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
        names.append(page.panel.objectName())
    assert len(set(names)) == len(example_plan.all(Indicator))
    assert one.window.focusWidget() is one.find(QLineEdit, "indicator_measures.value")


def test_no_indicator_and_no_cut_say_what_to_do_first(bench: OpenBench) -> None:
    for plan, words in ((make_plan(), "Ir a las metas"), (make_plan(make(Indicator)), "Ir a los cortes")):
        one = bench(plan)
        opened(one)
        button = one.window.focusWidget()
        assert isinstance(button, QPushButton)
        assert button.text() == words
