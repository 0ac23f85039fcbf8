"""A form: the inputs of one record, in titled sections, each with label, help and what is to be said about it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.fields import Field, Type, field_of
from pmi_desktop.domain.records import Listed, Record
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.bound import make_input, refresh_options
from pmi_desktop.ui.widgets.choices import ChoiceInput, MarksInput, Options
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.layouts import GAP, WIDTHS, Line, Message, text_label

Names = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a form. Each of ``lines`` is a field or a tuple of fields that stand side by side.

    A field inside a group is written ``staff.docentes``.
    """

    title: str
    lines: Sequence[Names]
    intro: str = ""


class FieldRow(QWidget):
    """One field: label, help, input and message below each other."""

    def __init__(self, path: str, one: Input, kind: str) -> None:
        super().__init__()
        self.path = path
        self.input = one
        self._problem = ""
        self._hint = ""
        self._finding = ("", "hint")
        self.shown: object = None
        field = one.field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        described = [field.help, f"Ejemplo: {field.example}" if field.example else ""]
        one.name(f"{kind}.{path}", field.label, " ".join(filter(None, described)) or field.label)
        self.head = QWidget()
        above = QVBoxLayout(self.head)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(4)
        if field.holds is not Type.YES_NO:
            label = text_label(field.label, "label")
            label.setBuddy(one.parts()[0] if one.parts() else one.target)
            above.addWidget(label)
        if field.help:
            above.addWidget(text_label(field.help, "hint"))
        above.addStretch(1)
        layout.addWidget(self.head)
        layout.addWidget(one.box)
        self._message = Message()
        layout.addWidget(self._message)
        layout.addStretch(1)
        one.complained.connect(self._complained)
        one.hinted.connect(self._hinted)

    @property
    def message(self) -> str:
        """What is said below the input."""
        return self._message.text

    def show_finding(self, sentence: str, blocking: bool) -> None:
        """What the checks say about this field; what is wrong with the typing comes first."""
        self._finding = (sentence, "bad" if blocking else "warn")
        self._say()

    def _complained(self, sentence: str, meanings: Sequence[object]) -> None:
        if sentence == self._problem and not meanings:
            return
        self._problem = sentence
        self._say()
        words = [str(meaning).replace(".", ",") for meaning in meanings]
        for button, meaning in zip(self._message.offer(words) if words else (), meanings, strict=False):
            button.clicked.connect(lambda _=False, meaning=meaning: self._mean(meaning))

    def _mean(self, meaning: object) -> None:
        self.input.forget()
        self.input.show_value(meaning)
        self.input.changed.emit(meaning)
        self.input.target.setFocus()

    def _hinted(self, hint: str) -> None:
        if hint != self._hint:
            self._hint = hint
            self._say()

    def _say(self) -> None:
        if self._problem:
            self._message.say(self._problem, "bad")
        elif self._finding[0]:
            self._message.say(*self._finding)
        else:
            self._message.say(self._hint)


class Form(QWidget):
    """The inputs of one record of a kind. What people do in it becomes edits of the plan at once.

    ``show_record`` may be called after every edit: it emits nothing and touches only inputs whose value is another.
    ``make`` gives the inputs; ``offers`` says, for fields that choose among records, what they offer for the record
    shown, where that is not all of the plan's; ``along`` gives, for a record, a field and its new value, the values of
    other fields that change with it in the same step.
    """

    def __init__(
        self,
        context: PlanContext,
        cls: type[Record],
        sections: Iterable[Section],
        *,
        make: Callable[[Field, PlanContext], Input] = make_input,
        offers: Mapping[str, Callable[[Any], Options]] | None = None,
        along: Callable[[Any, str, object], Mapping[str, object]] | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._make = make
        self._offers = offers or {}
        self._along = along
        self._cls = cls
        self._record: Record | None = None
        self.rows: dict[str, FieldRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self.cards = [self._section(section) for section in sections]
        for card in self.cards:
            self._layout.addWidget(card)

    @property
    def record(self) -> Record | None:
        """The record shown."""
        return self._record

    def input(self, path: str) -> Input:
        """The input of a field."""
        return self.rows[path].input

    def show_record(self, record: Record | None) -> None:
        """Show a record, another one or the same with other values."""
        other = record is None or self._record is None or record.ident != self._record.ident
        if other:
            self.settle()
        self._record = record
        self.setEnabled(record is not None)
        if record is None:
            return
        for path, row in self.rows.items():
            one = row.input
            if path in self._offers and isinstance(one, ChoiceInput | MarksInput):
                one.set_options(self._offers[path](record))
            else:
                refresh_options(one, self._context)
            draft = self._context.drafts.get(record.ident, path) if other else ""
            if other:
                one.forget()
            value = _value(record, path)
            if value != row.shown:
                row.shown = value
                row.show_finding("", False)  # it spoke of what stood there before
            one.show_value(value)
            if other:
                row.show_finding("", False)
                one.set_read_only(not self._context.may_change(record))
                if draft:
                    one.show_draft(draft)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say below each field what the checks found in what stands there; empty fields are named beside the page."""
        said: dict[str, Finding] = {}
        for finding in findings:
            if self._record is not None and finding.ident == self._record.ident and finding.field:
                said.setdefault(finding.field, finding)
        for path, row in self.rows.items():
            found = said.get(path)
            if found is not None and self._record is not None and not _is_empty(_value(self._record, path)):
                row.show_finding(found.message, found.blocking)
            else:
                row.show_finding("", False)

    def settle(self) -> None:
        """Take what is typed now."""
        for row in self.rows.values():
            row.input.settle()

    def focus(self, path: str) -> bool:
        """Give a field the focus; false when the form has none of that name."""
        row = self.rows.get(path) or next((row for name, row in self.rows.items() if name.startswith(f"{path}.")), None)
        if row is None:
            return False
        (row.input.parts() or (row.input.target,))[0].setFocus()
        return True

    def put_below(self, card: int, widget: QWidget) -> None:
        """More between two sections, such as a remark on what stands above it; Tab comes by there in between."""
        self._layout.insertWidget(self._layout.indexOf(self.cards[card]) + 1, widget)
        above = [row.input.parts() for row in self.rows.values() if self.cards[card].isAncestorOf(row)]
        last = above[-1][-1] if above and above[-1] else None
        for button in widget.findChildren(QPushButton):
            if last is not None:
                QWidget.setTabOrder(last, button)
            last = button

    def first(self) -> QWidget | None:
        """The first input."""
        return next((part for row in self.rows.values() for part in row.input.parts()), None)

    def _section(self, section: Section) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        if section.title:
            layout.addWidget(text_label(section.title, "section"))
        if section.intro:
            layout.addWidget(text_label(section.intro, "muted"))
        for names in section.lines:
            paths = (names,) if isinstance(names, str) else names
            layout.addWidget(self._line(paths) if len(paths) > 1 else self._row(paths[0]))
        return frame

    def _line(self, paths: tuple[str, ...]) -> Line:
        line = Line()
        for path in paths:
            row = self._row(path)
            line.add(row, width=WIDTHS.get(row.input.field.holds, 15), stretch=1, head=row.head)
        return line

    def _row(self, path: str) -> FieldRow:
        field: Field = field_of(self._cls, path)
        row = FieldRow(path, self._make(field, self._context), self._cls.KIND)
        row.input.changed.connect(lambda value: self._changed(path, value))
        row.input.complained.connect(lambda sentence, _: self._keep_draft(path, sentence))
        self.rows[path] = row
        return row

    def _changed(self, path: str, value: object) -> None:
        record = self._record
        if record is None or (isinstance(record, Listed) and self._context.plan.find(record.ident) is None):
            return  # removed while it was being typed in
        values = {path.replace(".", "__"): value}
        if self._along is not None:
            values |= self._along(self._context.plan.find(record.ident) or record, path, value)
        self._context.apply(gestures.change(self._context.plan, record, **values))

    def _keep_draft(self, path: str, sentence: str) -> None:
        if self._record is not None:
            self._context.drafts.put(self._record.ident, path, self.rows[path].input.draft if sentence else "")


def _value(record: Record, path: str) -> Any:
    value: Any = record
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _is_empty(value: object) -> bool:
    return value is None or value in ("", ())
