"""One thing that both sides changed: the two beside each other, and what is to be left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.merge import Choice, Decision, Written
from pmi_desktop.services.area_words import NOTHING, Question, Side
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.inputs import GrowingEdit, clean_line, clean_prose
from pmi_desktop.ui.widgets.layouts import Line

WRITE = "write"
_WORDS = {
    Choice.OURS.value: "Dejar lo de aquí",
    Choice.THEIRS.value: "Tomar lo que viene",
    Choice.BOTH.value: "Dejar los dos",
    WRITE: "Escribir cómo queda",
}


class ConflictCard(QFrame):
    """Shows a :class:`Question`; ``decided`` carries each decision, a written one with every letter."""

    decided = Signal(object)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        conflict = question.conflict
        self.setObjectName(f"conflict:{conflict.ident[0]}:{conflict.ident[1]}:{conflict.field}")
        about = f"{question.title}: {question.field}" if question.field else question.title
        sides = Line()
        sides.add(_side("Aquí", question.ours), width=16, stretch=1)
        sides.add(_side("Lo que viene", question.theirs), width=16, stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(text_label(about, "label"))
        layout.addWidget(sides)
        if question.before != NOTHING and conflict.field:
            layout.addWidget(text_label(f"Antes decía: {question.before}", "hint"))
        self._group = QButtonGroup(self)
        choices = QWidget()
        flow = FlowLayout(choices, gap=16)
        self._marks = {name: self._mark(name, about) for name in self._names()}
        for mark in self._marks.values():
            flow.addWidget(mark)
        layout.addWidget(choices)
        self._editor = GrowingEdit()
        self._editor.setObjectName("written")
        self._editor.setAccessibleName(f"Cómo queda: {about}")
        self._editor.setAccessibleDescription("El texto que queda en lugar de los dos.")
        self._editor.textChanged.connect(self._written)
        self._editor.hide()
        layout.addWidget(self._editor)
        self._showing = False

    def show_decision(self, decision: Decision | None) -> None:
        """Show what was decided, also by a button that decides all."""
        self._showing = True
        name = WRITE if isinstance(decision, Written) else decision.value if decision is not None else ""
        if name in self._marks:
            self._marks[name].setChecked(True)
        self._editor.setVisible(name == WRITE)
        self._showing = False

    def _names(self) -> list[str]:
        conflict = self._question.conflict
        names = [Choice.OURS.value, Choice.THEIRS.value]
        names += [Choice.BOTH.value] if conflict.can_keep_both else []
        return [*names, WRITE] if conflict.is_text else names

    def _mark(self, name: str, about: str) -> QRadioButton:
        mark = QRadioButton(_WORDS[name])
        mark.setObjectName(name)
        mark.setAccessibleName(f"{_WORDS[name]}: {about}")
        mark.setAccessibleDescription("Lo que queda en el plan.")
        self._group.addButton(mark)
        mark.toggled.connect(lambda on: self._chosen(name) if on and not self._showing else None)
        return mark

    def _chosen(self, name: str) -> None:
        if name != WRITE:
            self.decided.emit(Choice(name))
            return
        conflict = self._question.conflict
        if not self._editor.toPlainText():
            both = "\n\n".join(part for part in (conflict.ours, conflict.theirs) if part)
            self._editor.setPlainText(both if conflict.can_keep_both else conflict.ours)
        self._written()
        self._editor.show()
        self._editor.setFocus()

    def _written(self) -> None:
        if not self._marks[WRITE].isChecked():
            return
        conflict = self._question.conflict
        field = field_of(KINDS[conflict.ident[0]], conflict.field)
        clean = clean_prose if conflict.can_keep_both else clean_line
        self.decided.emit(Written(clean(self._editor.toPlainText())[: field.limit].strip()))


def _side(name: str, side: Side) -> QWidget:
    panel = QFrame()
    panel.setProperty("role", "panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(4)
    column.addWidget(text_label(f"{name} · {side.signed}" if side.signed else name, "overline"))
    column.addWidget(text_label(side.text, ""))
    column.addStretch(1)
    return panel
