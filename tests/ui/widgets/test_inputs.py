"""What people type, paste and choose becomes a value of its field, or stays marked outside the plan."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale, QMimeData, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from pmi_desktop.domain.actions import Action, Resource
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.school import Site
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.inputs import clean_line, clean_prose
from tests.samples import make, make_plan
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, press, type_text, wait_until

NB = "\N{NO-BREAK SPACE}"


def form_of(one: Bench, record_class: type, *names: str) -> Form:
    """A form over the plan's first record of a kind, on the screen."""
    form = Form(one.context, record_class, [Section("", names)])
    form.resize(600, 400)
    form.show()
    form.activateWindow()
    wait_until(form.isActiveWindow)
    form.show_record(one.plan.all(record_class)[0])
    one.context.editor.on_change(lambda _: form.show_record(one.plan.all(record_class)[0]))
    return form


@pytest.fixture(params=["es_CO", "es_ES", "en_US"])
def locale(request: pytest.FixtureRequest) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("14,8", "14.8"), ("14.8", "14.8"), ("-3", "-3"), ("", None), (" 12,50 ", "12.5"), ("1.234.567,5", "1234567.5")],
)
def test_a_decimal_means_the_same_under_every_locale(
    bench: OpenBench, locale: None, typed: str, value: str | None
) -> None:
    one = bench(make_plan(make(Indicator, baseline=Decimal(99))))
    form = form_of(one, Indicator, "baseline")
    field = form.findChild(QLineEdit, "indicators.baseline")
    assert field is not None
    field.clear()
    type_text(field, typed)
    form.settle()
    assert one.plan.all(Indicator)[0].baseline == (None if value is None else Decimal(value))


def test_a_thousand_with_a_point_asks_which_it_is(bench: OpenBench) -> None:
    one = bench(make_plan(make(Indicator)))
    form = form_of(one, Indicator, "target")
    field = form.findChild(QLineEdit, "indicators.target")
    assert field is not None
    type_text(field, "1.000")
    form.settle()
    assert one.plan.all(Indicator)[0].target is None
    assert form.rows["target"].message == "× ¿Cuál número es?"
    meanings = {button.text(): button for button in form.rows["target"].findChildren(QPushButton)}
    assert list(meanings) == ["1000", "1,000"]
    meanings["1000"].click()
    assert one.plan.all(Indicator)[0].target == 1000
    assert form.rows["target"].message == ""
    assert field.text() == "1000"


def test_money_is_grouped_while_it_is_typed_and_the_cursor_stays_with_its_digit(bench: OpenBench) -> None:
    one = bench(make_plan(make(Resource)))
    form = form_of(one, Resource, "amount")
    field = form.findChild(QLineEdit, "resources.amount")
    assert field is not None
    type_text(field, "1660000")
    assert field.text() == f"${NB}1.660.000"
    field.setCursorPosition(3)  # behind the 1
    press(field, Qt.Key.Key_2)
    assert field.text() == f"${NB}12.660.000"
    assert field.cursorPosition() == 4
    assert one.plan.all(Resource)[0].amount == 12_660_000


def test_a_date_is_not_taken_before_it_is_whole(bench: OpenBench) -> None:
    one = bench(make_plan(make(Action)))
    form = form_of(one, Action, "start_on", "end_on")
    field = form.findChild(QLineEdit, "actions.start_on")
    assert field is not None
    type_text(field, "13/02/20")
    assert one.plan.all(Action)[0].start_on is None
    type_text(field, "26")
    assert one.plan.all(Action)[0].start_on == dt.date(2026, 2, 13)
    other = form.findChild(QLineEdit, "actions.end_on")
    assert other is not None
    other.setText("13 de febrero de 2026")
    assert one.plan.all(Action)[0].end_on == dt.date(2026, 2, 13)


def test_what_is_no_value_stays_marked_outside_the_plan_and_comes_back(bench: OpenBench) -> None:
    one = bench(make_plan(make(Action, start_on=dt.date(2026, 2, 1))))
    form = form_of(one, Action, "start_on")
    field = form.findChild(QLineEdit, "actions.start_on")
    assert field is not None
    field.setText("30/02/2026")
    form.settle()
    assert one.plan.all(Action)[0].start_on is None
    assert field.property("wrong") is True
    assert form.rows["start_on"].message.startswith("× No es una fecha que exista.")
    again = form_of(one, Action, "start_on").findChild(QLineEdit, "actions.start_on")
    assert again is not None
    assert (again.text(), again.property("wrong")) == ("30/02/2026", True)
    again.setText("28/02/2026")
    assert one.plan.all(Action)[0].start_on == dt.date(2026, 2, 28)
    assert one.context.drafts.get(("actions", "actions-1"), "start_on") == ""


def test_a_text_that_is_too_long_keeps_what_was_saved_and_says_how_much_fits(bench: OpenBench) -> None:
    one = bench(make_plan(make(Site)))
    form = form_of(one, Site, "name")
    field = form.findChild(QLineEdit, "sites.name")
    assert field is not None
    field.setText("a" * 3999)
    assert form.rows["name"].message == "Queda 1 carácter."
    field.setText("a" * 4001)
    form.settle()
    assert len(one.plan.all(Site)[0].name) == 3999
    assert "4.001 caracteres y caben 4.000" in form.rows["name"].message


def test_pasted_control_characters_and_line_ends_are_cleaned(bench: OpenBench) -> None:
    assert clean_line("a\tb\r\nc\x07d\ufffe") == "a b cd"
    assert clean_prose("a\r\nb\rc\x00\u2028d") == "a\nb\nc\nd"
    one = bench(make_plan(make(Action)))
    form = form_of(one, Action, "description")
    field = form.findChild(QPlainTextEdit, "actions.description")
    assert field is not None
    pasted = QMimeData()
    pasted.setText("uno\r\ndos\x07")
    field.insertFromMimeData(pasted)
    assert one.plan.all(Action)[0].description == "uno\ndos"


@pytest.mark.parametrize(
    ("typed", "code"), [("cucuta", "54001"), ("San José de Cúcuta", "54001"), ("54051", "54051"), ("Abrego", "54003")]
)
def test_a_municipality_is_known_by_name_other_name_and_code(bench: OpenBench, typed: str, code: str) -> None:
    one = bench(make_plan())
    field = one.find(QLineEdit, "school.municipality")
    field.setText(typed)
    assert one.plan.school.municipality == code


def test_showing_the_plan_again_says_nothing_and_leaves_the_cursor(bench: OpenBench) -> None:
    one = bench(make_plan())
    field = one.find(QLineEdit, "school.name")
    type_text(field, "Escuela ")
    field.setCursorPosition(3)
    before = one.plan.revision
    one.frame.page.show_plan(one.plan)
    assert (field.text(), field.cursorPosition(), one.plan.revision) == ("Escuela ", 3, before)


def test_a_choice_and_marks_become_values(bench: OpenBench) -> None:
    one = bench(make_plan())
    zone = one.find(QComboBox, "school.zone")
    zone.setCurrentIndex(zone.findData("rural"))
    assert one.plan.school.zone == "rural"
    one.find(QCheckBox, "school.shifts.tarde").click()
    one.find(QCheckBox, "school.shifts.mañana").click()
    assert one.plan.school.shifts == ("mañana", "tarde")


def test_every_declared_field_has_an_input_that_shows_its_default(bench: OpenBench) -> None:
    one = bench(make_plan(*(make(cls) for cls in KINDS.values() if cls.KIND not in ("plan", "school", "identity"))))
    for cls in KINDS.values():
        names = [field.name for field in fields_of(cls) if field.holds not in (Type.GROUP, Type.INTEGERS)]
        if cls.KIND == "evidences":
            names.remove("about")
        form = Form(one.context, cls, [Section("", names)])
        record = one.plan.all(cls)[0]
        form.show_record(record)
        assert one.plan.find(record.ident) == record
        assert all(row.message == "" for row in form.rows.values()), cls.KIND


def test_the_program_speaks_spanish_with_qt(qapp: QApplication, bench: OpenBench) -> None:
    bench(make_plan())
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancelar"
    assert QLocale().name() == "es_CO"
