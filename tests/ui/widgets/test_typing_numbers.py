"""Numbers as people type them and as a spreadsheet gives them, through the real field, under three locales."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from pmi_desktop.domain.actions import Action, Fund
from pmi_desktop.domain.goals import Indicator
from tests.samples import make, make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text

NB = "\N{NO-BREAK SPACE}"
NUMBERS = {
    "14,8": "14.8", "14.8": "14.8", "0,5": "0.5", ",5": None, "1.234,5": "1234.5", "1,234.5": "1234.5",
    "1.234.567": "1234567", "1 234,5": "1234.5", f"1{NB}234,5": "1234.5", "-3,2": "-3.2", "−3,2": "-3.2", "": None,
    "  14,8  ": "14.8", "14,8\t": "14.8", "14,8\r\n": "14.8", "\t14.8\n": "14.8", "75%": "75", "75 %": "75",
    "doce": None, "1,2,3": None,
}  # fmt: skip
"""What is typed or pasted, and what it means; nothing for what is no number."""


@pytest.fixture(scope="module", params=["es_CO", "es_ES", "en_US"])
def locale(request: pytest.FixtureRequest) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


def at_baseline(one: Bench) -> QLineEdit:
    one.frame.go_to(("indicators", "indicators-1"), "baseline", "goals")
    return one.find(QLineEdit, "indicators.baseline")


def test_a_number_means_the_same_typed_and_pasted_under_every_locale(bench: OpenBench, locale: None) -> None:
    one = bench(make_plan(make(Indicator)))
    field = at_baseline(one)
    for text, meant in NUMBERS.items():
        for paste in (False, True):
            field.clear()
            if paste:
                QGuiApplication.clipboard().setText(text)
                field.paste()
            else:
                type_text(field, text.replace("\r", "").replace("\n", "").replace("\t", ""))
            one.frame.page.settle()
            found = one.plan.all(Indicator)[0].baseline
            assert found == (None if meant is None else Decimal(meant)), f"{text!r} {'pasted' if paste else 'typed'}"


def test_a_weight_is_a_whole_number_up_to_a_hundred(bench: OpenBench, locale: None) -> None:
    one = bench(make_plan(make(Action)))
    one.frame.go_to(("actions", "actions-1"), "weight", "actions")
    field = one.find(QLineEdit, "actions.weight")
    for text, meant in {"40": 40, " 40 ": 40, "100": 100, "101": None, "-1": None, "40,5": None, "": None}.items():
        field.clear()
        type_text(field, text)
        one.frame.page.settle()
        assert one.plan.all(Action)[0].weight == meant, text


MONEY = {
    "1660000": 1660000, "1.660.000": 1660000, "$ 1.660.000": 1660000, "1,660,000": 1660000, "1 660 000": 1660000,
    "$\N{NO-BREAK SPACE}1.660.000,00": 1660000, "$1,660,000.00": 1660000, " 1.660.000 ": 1660000,
    "1660000,00": 1660000, "-500": None,
    "1660000.00": 1660000, "1660000.0": 1660000, "640.000": 640000, "0": 0, "": None, "1660000.50": None,
    "1.660,5": None, "dos": None, "12.50": None,
}  # fmt: skip
"""Pesos as people type them and as a spreadsheet gives them; cents are asked about, never taken for thousands."""


def test_pesos_mean_the_same_typed_and_pasted_under_every_locale(bench: OpenBench, locale: None) -> None:
    one = bench(make_plan(make(Fund)))
    one.frame.go_to(("funds", "funds-1"), "available", "budget")
    field = one.find(QLineEdit, "funds.available")
    for text, meant in MONEY.items():
        for paste in (False, True):
            field.clear()
            if paste:
                QGuiApplication.clipboard().setText(text)
                field.paste()
            else:
                type_text(field, text)
            one.frame.page.settle()
            found = one.plan.all(Fund)[0].available
            assert found == meant, f"{text!r} {'pasted' if paste else 'typed'}: {field.text()}"
