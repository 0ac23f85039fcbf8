"""Inputs for what is typed: lines, prose, numbers, money, dates, hours."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from pmi_desktop.domain import numbers
from pmi_desktop.domain.fields import FIRST_YEAR, LAST_YEAR, Field
from pmi_desktop.domain.numbers import Unclear
from pmi_desktop.ui.widgets.inputs import GrowingEdit, LineEdit, NotAValue, TypedInput, clean_line, clean_prose
from pmi_desktop.ui.widgets.plan_calendar import PlanCalendar, opening_day, weekend_of

_NEAR_LIMIT = 0.8


class TextInput(TypedInput):
    """A text of one line, or of several (``field.long``)."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, GrowingEdit(3) if field.long else LineEdit())
        self._value = ""

    def read(self, text: str) -> object:
        text = text.strip()
        if len(text) > self.field.limit:
            raise NotAValue(
                f"Este texto tiene {numbers.show_number(len(text))} caracteres y caben "
                f"{numbers.show_number(self.field.limit)}. Acórtelo para que se guarde completo."
            )
        return text

    def write(self, value: object) -> str:
        return cast(str, value)

    def meanwhile(self) -> object:
        return self._value  # a text that is too long keeps what was already saved of it

    def while_typing(self, text: str) -> str:
        return clean_prose(text) if self.field.long else clean_line(text)

    def _take(self, value: object) -> None:
        super()._take(value)
        left = self.field.limit - len(cast(str, value))
        near = left < self.field.limit * (1 - _NEAR_LIMIT)
        self.hinted.emit(_left(left) if near else "")


def _left(characters: int) -> str:
    return "Queda 1 carácter." if characters == 1 else f"Quedan {numbers.show_number(characters)} caracteres."


class WholeInput(TypedInput):
    """A whole number within its field's bounds."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, LineEdit())

    def read(self, text: str) -> object:
        try:
            value = numbers.read_whole(text)
        except Unclear:
            raise NotAValue("Escriba un número entero, sin decimales.") from None
        return _within(self.field, value)

    def write(self, value: object) -> str:
        year = self.field.low == FIRST_YEAR
        return "" if value is None else str(value) if year else numbers.show_number(cast(int, value))


_CENTS = re.compile(r"\.[0-9]{0,2}$")


class MoneyInput(TypedInput):
    """Whole pesos, grouped while they are typed."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, LineEdit())
        self._before = ""
        if not field.example:
            self.editor.setPlaceholderText("$ 0")

    def read(self, text: str) -> object:
        try:
            value = numbers.read_money(text)
        except Unclear:
            raise NotAValue("Escriba un valor en pesos, sin centavos; por ejemplo, $ 1.660.000.") from None
        return _within(self.field, value)

    def write(self, value: object) -> str:
        return numbers.show_money(cast("int | None", value))

    def while_typing(self, text: str) -> str:
        plain = re.sub(r"[\s.$]", "", text)
        if not plain.isdecimal() or len(plain) > 15 or self._may_have_cents(text):
            return clean_line(text)
        return self._grouped(text, plain)

    def _may_have_cents(self, text: str) -> bool:
        """Whether it ends like ``1250.00``: a point that somebody wrote is no mark of ours to be taken away.

        ``1.25`` after ``1.250`` is a digit that was deleted.
        """
        deleted = self._before.startswith(text) or len(text) == len(self._before) - 1
        return _CENTS.search(text) is not None and not deleted

    def _put(self, text: str) -> None:
        super()._put(text)
        self._before = text

    def _grouped(self, text: str, digits: str) -> str:
        """The number in groups, the cursor behind the same digit as before."""
        editor = cast(LineEdit, self.editor)
        shown = numbers.show_money(int(digits))
        if shown == text:
            return text
        behind = sum(letter.isdecimal() for letter in text[editor.cursorPosition() :])
        place = len(shown)
        while behind and place:
            place -= 1
            behind -= shown[place].isdecimal()
        self._put(shown)
        editor.setCursorPosition(place)
        return shown


class NumberInput(TypedInput):
    """A decimal number with comma or point; ``1.000`` asks which of the two it is."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, LineEdit())

    def read(self, text: str) -> object:
        try:
            value = numbers.read_number(text)
        except Unclear as unclear:
            if unclear.candidates:
                raise NotAValue("¿Cuál número es?", unclear.candidates) from None
            raise NotAValue("Escriba un número; por ejemplo, 14,8. Caben hasta seis decimales.") from None
        return _within(self.field, value)

    def write(self, value: object) -> str:
        return numbers.show_number(cast("Decimal | None", value)) if not _asks(value) else _plain(cast(Decimal, value))


def _asks(value: object) -> bool:
    """Whether the grouped number would be asked about when read again: ``1.000``."""
    return isinstance(value, Decimal) and 1000 <= abs(value) < 1_000_000 and value == value.to_integral_value()


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _within(field: Field, value: "int | Decimal | None") -> "int | Decimal | None":
    if value is not None and field.low is not None and field.high is not None and not field.low <= value <= field.high:
        grouped = str if field.low == FIRST_YEAR else numbers.show_number
        raise NotAValue(f"Debe estar entre {grouped(field.low)} y {grouped(field.high)}.")
    return value


class TimeInput(TypedInput):
    """An hour of the day."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, LineEdit())
        self.editor.setPlaceholderText("Ej.: 9:30")

    def read(self, text: str) -> object:
        try:
            return numbers.read_time(text)
        except Unclear:
            raise NotAValue("Escriba la hora así: 9:30 o 14:00.") from None

    def write(self, value: object) -> str:
        return numbers.show_time(cast("time | None", value))

    def finished(self, text: str) -> bool:
        return bool(re.search(r"[:.]\d\d$", text.strip())) or not text.strip()


class DateInput(TypedInput):
    """A day, typed as people write it or picked in a calendar that knows the plan's years."""

    def __init__(self, field: Field, today: Callable[[], date], years: Callable[[], range] = lambda: range(0)) -> None:
        box = QWidget()
        editor = LineEdit()
        super().__init__(field, editor, box)
        self._today = today
        self._years = years
        self.editor.setPlaceholderText("día/mes/año")
        self._button = QToolButton()
        self._button.setText("Calendario")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._open)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(editor, 1)
        layout.addWidget(self._button)
        box.setFocusProxy(editor)

    def read(self, text: str) -> object:
        try:
            day = numbers.read_date(text)
        except Unclear:
            raise NotAValue("No es una fecha que exista. Escríbala así: 13/02/2026 o 13 de febrero de 2026.") from None
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise NotAValue(f"El año debe estar entre {FIRST_YEAR} y {LAST_YEAR}.")
        return day

    def write(self, value: object) -> str:
        return numbers.show_date(cast("date | None", value))

    def finished(self, text: str) -> bool:
        return bool(re.search(r"\d{4}$|^\d{4}-\d\d-\d\d$", text.strip())) or not text.strip()

    def name(self, name: str, label: str, description: str) -> None:
        super().name(name, label, f"{description} Día, mes y año.".strip())
        self._button.setAccessibleName(f"Calendario: {label}")
        self._button.setAccessibleDescription("Abre un calendario para elegir el día.")

    def parts(self) -> tuple[QWidget, ...]:
        return (self.editor, self._button)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._button.setEnabled(not read_only)

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self.hinted.emit(weekend_of(cast("date | None", self._value)))

    def _take(self, value: object) -> None:
        super()._take(value)
        self.hinted.emit(weekend_of(cast("date | None", value)))

    def _open(self) -> None:
        day = opening_day(cast("date | None", self._value), self._today(), self._years())
        calendar = PlanCalendar(self.box, day, self._years())
        calendar.picked.connect(self._picked)
        calendar.move(self.box.mapToGlobal(QPoint(0, self.box.height() + 2)))
        calendar.show()

    def _picked(self, chosen: date) -> None:
        self._put(numbers.show_date(chosen))
        self._judge()
