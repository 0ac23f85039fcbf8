"""Somebody who copies a plan by hand: chooses lines, presses keys and fills every field through its own widget."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.fields import Field, Type, default_of, fields_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.numbers import show_date, show_money, show_number, show_time
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Listed, Record
from pmi_desktop.ui.widgets.score_picker import ScorePicker
from tests.ui.driving import Bench, press, type_text

_NOT_TYPED = (Type.KEY, Type.PARENT)


class Typist:
    """Copies records of a pattern into a window; knows which key each got there."""

    def __init__(self, one: Bench) -> None:
        self.one = one
        self.keys: dict[Ident, str] = {}

    def key(self, kind: str, key: str) -> str:
        """The key that a record of the pattern has in the window; its own where it was there before."""
        return self.keys.get((kind, key), key)

    def choose(self, view: str, key: str) -> None:
        """Make the line with that key the current one, and give the list the focus."""
        found = self.one.find(QAbstractItemView, view)
        index = _with_key(found.model(), key)
        assert index is not None, f"{view} has no line {key}"
        found.setCurrentIndex(index)
        found.setFocus()

    def add(self, record: Listed, view: str, beside: str) -> None:
        """Insert, at a line, what stands in the pattern, and fill it."""
        self.choose(view, beside)
        before = {one.key for one in self.one.plan.all(type(record))}
        press(self.one.find(QAbstractItemView, view), Qt.Key.Key_Insert)
        made = [one.key for one in self.one.plan.all(type(record)) if one.key not in before]
        assert len(made) == 1, f"Insert at {beside} made {len(made)} {record.NOUNS}"
        self.keys[record.ident] = made[0]
        self.fill(record)

    def append(self, record: Listed) -> None:
        """Add, with the button of a list, what stands in the pattern, and fill it."""
        before = {one.key for one in self.one.plan.all(type(record))}
        word = f"Agregar {record.NOUN}"
        page = self.one.frame.page
        buttons = [one for one in page.findChildren(QPushButton) if one.text() == word and one.isVisibleTo(page)]
        assert len(buttons) == 1, f"{len(buttons)} buttons say «{word}»"
        buttons[0].click()
        made = [one.key for one in self.one.plan.all(type(record)) if one.key not in before]
        assert len(made) == 1, f"«{word}» made {len(made)} {record.NOUNS}"
        self.keys[record.ident] = made[0]
        self.fill(record)

    def fill(self, record: Record, *names: str) -> None:
        """Every field that says something (of ``names``, if given), through the widget called ``<kind>.<field>``."""
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            said = value != default_of(type(record), field.name) and not field.in_key
            if field.holds not in _NOT_TYPED and said and (not names or field.name in names):
                self._put(field, f"{record.KIND}.{field.name}", value)
        self.one.frame.page.settle()

    def _put(self, field: Field, name: str, value: Any) -> None:
        match field.holds:
            case Type.CODE:
                return  # chosen with the line at which it was added
            case Type.INTEGER if (picker := self.one.frame.page.findChild(ScorePicker, name)) is not None:
                picker.setFocus()
                press(picker, Qt.Key(Qt.Key.Key_0 + value))
            case Type.CHOICE | Type.DECISION | Type.REF:
                combo = self.one.find(QComboBox, name)
                wanted = self.key(field.target, value) if field.holds is Type.REF else value
                combo.setCurrentIndex(next(row for row in range(combo.count()) if combo.itemData(row) == wanted))
            case Type.REFS | Type.CHOICES:
                self._mark(field, name, {self.key(field.target, one) for one in value})
            case Type.YES_NO:
                self.one.find(QCheckBox, name).click()
            case Type.ROWS:
                self._rows(field, name, value)
            case Type.PROSE:
                self._type(self.one.find(QPlainTextEdit, name), value)
            case _:
                self._type(self.one.find(QLineEdit, name), _typed(field, value))

    def _mark(self, field: Field, name: str, wanted: set[str]) -> None:
        for mark in self.one.frame.page.findChildren(QCheckBox):
            own, _, key = mark.objectName().rpartition(".")
            if own == name and key != "all" and mark.isChecked() != (key in wanted):
                mark.click()

    def _rows(self, field: Field, name: str, rows: tuple[Any, ...]) -> None:
        assert field.part is not None
        for number, row in enumerate(rows):
            self.one.find(QPushButton, name).click()
            for part in fields_of(field.part):
                value = getattr(row, part.name)
                if part.holds is not Type.KEY and value != default_of(field.part, part.name):
                    self._put(part, f"{name}.{number}.{part.name}", value)

    def _type(self, widget: QLineEdit | QPlainTextEdit, text: str) -> None:
        widget.clear()
        type_text(widget, text)

    def renamed(self, plan: Plan) -> Plan:
        """The window's plan with its records under the keys of the pattern."""
        back = {(kind, new): old for (kind, old), new in self.keys.items()}
        return Plan.of(_under_keys(one, back) for one in plan)


def numbered(plan: Plan) -> Plan:
    """The pattern as :meth:`Typist.renamed` gives the window's plan: ids inside a record count its rows."""
    return Plan.of(_under_keys(one, {}) for one in plan)


def _under_keys(record: Record, keys: dict[Ident, str]) -> Record:
    values: dict[str, Any] = {"id": keys.get(record.ident, record.id)} if isinstance(record, Listed) else {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.holds in (Type.PARENT, Type.REF) and field.target in KINDS and value:
            values[field.name] = keys.get((field.target, value), value)
        elif field.holds is Type.REFS:
            values[field.name] = tuple(keys.get((field.target, one), one) for one in value)
        elif field.holds is Type.ROWS and value and hasattr(value[0], "id"):
            values[field.name] = tuple(replace(row, id=str(number)) for number, row in enumerate(value))
    return record.but(**values) if values else record


def _typed(field: Field, value: Any) -> str:
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, time):
        return show_time(value)
    if field.holds is Type.MONEY:
        return show_money(value)
    return show_number(value) if isinstance(value, Decimal | int) and field.holds is Type.NUMBER else str(value)


def _with_key(model: QAbstractItemModel, key: str, parent: QModelIndex | None = None) -> QModelIndex | None:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found = index if index.data(Qt.ItemDataRole.UserRole) == key else _with_key(model, key, index)
        if found is not None:
            return found
    return None


def line_of_component(factor: Factor) -> str:
    """The key of the line at which a factor of that component is added."""
    return f"{factor.assessment}/{factor.component}"
