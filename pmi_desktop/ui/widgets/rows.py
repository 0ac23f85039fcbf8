"""A small table inside a record: one line of inputs per row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.fields import Field, Type, fields_of
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.layouts import WIDTHS, Line, labelled

MakeInput = Callable[[Field], Input]
Lines = Sequence[tuple[str, ...]]


_WIDTHS = {**WIDTHS, Type.TEXT: 20}
"""A text in a row is often a sentence or a whole name."""
_SHARES = {Type.TEXT: 6, Type.PROSE: 6, Type.DATE: 4, Type.YES_NO: 0}
"""Of a line's width: a date stands beside the button of its calendar."""
_NARROW = {Type.TEXT: 11, Type.DATE: 15, Type.YES_NO: 5}
"""The same where a row has several lines, each with less on it."""


class RowsInput(Input):
    """The rows of a field as lines of inputs named ``actions.tasks.0.description``, with buttons to add and remove.

    ``lines`` says which fields of a row stand side by side, where they are not all on one line; ``empty`` and ``add``
    are the words for no rows and for another one.
    """

    def __init__(
        self,
        field: Field,
        make: MakeInput,
        new_id: Callable[[], str],
        *,
        lines: Lines = (),
        empty: str = "Aún no hay ninguna fila.",
        add: str = "Agregar",
    ) -> None:
        box = QWidget()
        self._add = QPushButton(add)
        self._lines = lines
        super().__init__(field, box, self._add)
        self._make = make
        self._new_id = new_id
        self._rows: list[_Row] = []
        self._value: tuple[Any, ...] = ()
        self._read_only = False
        self._names = ("", field.label, "")
        self._layout = QVBoxLayout(box)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._empty = QLabel(empty)
        self._empty.setProperty("role", "muted")
        self._layout.addWidget(self._empty)
        below = Line()
        below.add(self._add)
        below.add_space()
        self._layout.addWidget(below)
        self._add.clicked.connect(self._append)

    def show_value(self, value: object) -> None:
        self._value = cast("tuple[Any, ...]", value)
        while len(self._rows) > len(self._value):
            row = self._rows.pop()
            row.setParent(None)
            row.deleteLater()
        while len(self._rows) < len(self._value):
            self._rows.append(self._new_row(len(self._rows)))
        for row, part in zip(self._rows, self._value, strict=True):
            row.show_part(part)
        self._empty.setVisible(not self._rows)

    def settle(self) -> None:
        for row in self._rows:
            row.settle()

    def forget(self) -> None:
        for row in self._rows:
            row.forget()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._add.setEnabled(not read_only)
        for row in self._rows:
            row.set_read_only(read_only)

    def name(self, name: str, label: str, description: str) -> None:
        self._names = (name, label, description)
        self._add.setObjectName(name)
        self._add.setAccessibleName(f"Agregar a {label}")
        self._add.setAccessibleDescription(description or f"Agrega una fila a {label}.")
        for index, row in enumerate(self._rows):
            row.name(f"{name}.{index}", f"{label}, fila {index + 1}")

    def parts(self) -> tuple[QWidget, ...]:
        return (*(one for row in self._rows for one in row.parts()), self._add)

    def _new_row(self, index: int) -> "_Row":
        assert self.field.part is not None
        row = _Row(self.field.part, self._make, lambda name, value: self._change(row, name, value), self._lines)
        row.remove.clicked.connect(lambda: self._remove(row))
        row.name(f"{self._names[0]}.{index}", f"{self._names[1]}, fila {index + 1}")
        row.set_read_only(self._read_only)
        self._layout.insertWidget(index + 1, row)
        last = self._add.previousInFocusChain() or self._add
        for part in (*row.parts(), self._add):  # Tab reaches a new row before the button below it
            QWidget.setTabOrder(last, part)
            last = part
        return row

    def _append(self) -> None:
        assert self.field.part is not None
        keys = {one.name: self._new_id() for one in fields_of(self.field.part) if one.holds is Type.KEY}
        self._emit((*self._value, self.field.part(**keys)))
        self._rows[-1].parts()[0].setFocus()

    def _remove(self, row: "_Row") -> None:
        index = self._rows.index(row)
        self._emit(self._value[:index] + self._value[index + 1 :])
        self._add.setFocus()

    def _change(self, row: "_Row", name: str, value: object) -> None:
        if row not in self._rows:
            return  # what was half typed in a row that is gone
        index = self._rows.index(row)
        changed = replace(self._value[index], **{name: value})
        self._emit((*self._value[:index], changed, *self._value[index + 1 :]))

    def _emit(self, value: tuple[Any, ...]) -> None:
        self.show_value(value)
        self.changed.emit(value)


class _Row(QWidget):
    """One row's inputs side by side, or below each other where there is no room."""

    def __init__(
        self, part: type[Any], make: MakeInput, on_change: Callable[[str, object], None], lines: Lines
    ) -> None:
        super().__init__()
        self.remove = QPushButton("Quitar")
        self.remove.setProperty("role", "quiet")
        self._inputs = {one.name: make(one) for one in fields_of(part) if one.holds is not Type.KEY}
        for name, one in self._inputs.items():
            one.changed.connect(lambda value, name=name: on_change(name, value))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12 if lines else 0)
        layout.setSpacing(4)
        widths = _NARROW if lines else _WIDTHS
        for names in lines or (tuple(self._inputs),):
            last = self._line(names, widths)
            layout.addWidget(last)
        last.add(self.remove, low=True)

    def _line(self, names: tuple[str, ...], widths: Mapping[Type, int]) -> Line:
        line = Line()
        for name in names:
            one = self._inputs[name]
            line.add(labelled(one), width=widths.get(one.field.holds, 12), stretch=_SHARES.get(one.field.holds, 3))
        return line

    def show_part(self, part: object) -> None:
        for name, one in self._inputs.items():
            one.show_value(getattr(part, name))

    def name(self, name: str, place: str) -> None:
        for field, one in self._inputs.items():
            one.name(f"{name}.{field}", f"{one.field.label} ({place})", one.field.help or one.field.label)
        self.remove.setAccessibleName(f"Quitar: {place}")
        self.remove.setAccessibleDescription("Quita esta fila. Se puede deshacer.")

    def settle(self) -> None:
        for one in self._inputs.values():
            one.settle()

    def forget(self) -> None:
        for one in self._inputs.values():
            one.forget()

    def set_read_only(self, read_only: bool) -> None:
        self.remove.setEnabled(not read_only)
        for one in self._inputs.values():
            one.set_read_only(read_only)

    def parts(self) -> tuple[QWidget, ...]:
        return (*(part for one in self._inputs.values() for part in one.parts()), self.remove)
