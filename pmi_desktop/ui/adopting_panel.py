"""Beside the picture of a sheet: what the current cell is given, the fields to choose from, and what is left to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pmi_desktop.services.proposing import FieldChoice, Mark, Proposal, Question, count_of, open_questions, place_of
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.choices import folded
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import TitleDelegate
from pmi_desktop.ui.widgets.record_list import push_button

_ROLE = Qt.ItemDataRole.UserRole


class AdoptingPanel(QWidget):
    """``wanted`` carries the path of the field for the current cell, or nothing; ``place_wanted`` a sheet and cell."""

    wanted = Signal(str)
    place_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[FieldChoice] = ()
        self._mark: Mark | None = None
        self._places: dict[str, str] = {}
        self._cell = text_label("", "section")
        self._is: QLabel = text_label("", "")
        self._is.setObjectName("cell_is")
        self.search = QLineEdit()
        self.search.setObjectName("field_search")
        self.search.setPlaceholderText("Parte del nombre")
        self.search.setAccessibleName("Buscar un campo")
        self.search.setAccessibleDescription("Deja en la lista los campos que llevan esas palabras.")
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self._put)
        label = text_label("Campo de esta celda", "label")
        label.setBuddy(self.search)
        self.fields = _list("field_choices", "Campos", "Con Enter pone el campo en la celda elegida.", self._put)
        self._put_button = push_button("Poner aquí", "Pone en la celda el campo elegido de la lista.", self._put)
        self._put_button.setObjectName("put_field")
        self._clear = push_button("Dejar sin campo", "La celda queda como está en el archivo.", self._take_out)
        self._clear.setObjectName("clear_field")
        for button in (self._put_button, self._clear):
            button.setAutoDefault(False)
        line = QWidget()
        buttons = FlowLayout(line)
        buttons.addWidget(self._put_button)
        buttons.addWidget(self._clear)
        self._left = text_label("", "label")
        self.questions = _list(
            "adopting_questions", "Por revisar", "Con Enter va a la celda, o busca el campo sin lugar.", self._answer
        )
        self.questions.itemClicked.connect(lambda _: self._answer())
        self._left.setBuddy(self.questions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self._cell, self._is, label, self.search):
            layout.addWidget(part)
        layout.addWidget(self.fields, 3)
        layout.addWidget(line)
        layout.addWidget(self._left)
        layout.addWidget(self.questions, 2)
        self.first: QWidget = self.search
        self.last: QWidget = self.questions
        for view in (self.fields, self.questions):
            view.setMinimumHeight(5 * em(self))

    def show_proposal(self, proposal: Proposal) -> None:
        """What is left to look at, and where each field stands."""
        self._places = {one.path: place_of(one) for one in proposal.adoption.bound}
        questions = open_questions(proposal)
        self._left.setText(count_of(questions))
        self.questions.setVisible(bool(questions))
        self.questions.clear()
        for one in questions:
            item = QListWidgetItem(one.words)
            item.setData(_ROLE, one)
            self.questions.addItem(item)

    def show_cell(self, name: str, text: str, mark: Mark | None, choices: Sequence[FieldChoice]) -> None:
        """The current cell: what it says, what it is marked as, what it may be given."""
        self._choices, self._mark = choices, mark
        self._cell.setText(f"Celda {name}")
        says = f"Dice «{text if len(text) <= 80 else text[:79] + '…'}». " if text else ""
        if mark is None:
            what, role = "Sin campo: queda como está.", "muted"
        elif mark.path:
            what, role = f"✓ Aquí va: {mark.name}.", "good"
        else:
            what, role = f"? {mark.doubt}", "warn"
        self._is.setText(f"{says}{what}")
        if self._is.property("role") != role:
            self._is.setProperty("role", role)
            self._is.style().unpolish(self._is)
            self._is.style().polish(self._is)
        self._clear.setEnabled(mark is not None and bool(mark.path))
        self.search.clear()
        self._filter()

    def _filter(self) -> None:
        """The fields with every word; those that a doubtful label could be come first."""
        words = folded(self.search.text()).split()
        mark = self._mark
        first = mark.paths if mark is not None else ()
        found = [
            one for one in self._choices if all(word in folded(f"{one.title} {one.other_names}") for word in words)
        ]
        found.sort(key=lambda one: one.path not in first)
        self.fields.clear()
        for one in found:
            there = self._places.get(one.path, "")
            item = QListWidgetItem(f"{one.title} (en {there})" if there else one.title)
            item.setData(_ROLE, one.path)
            self.fields.addItem(item)
        current = [row for row, one in enumerate(found) if mark is not None and one.path == mark.path]
        self.fields.setCurrentRow(current[0] if current else 0)
        self._put_button.setEnabled(bool(found))

    def _put(self) -> None:
        path = self.fields.currentIndex().data(_ROLE)
        if isinstance(path, str):
            self.wanted.emit(path)

    def _take_out(self) -> None:
        self.wanted.emit("")

    def _answer(self) -> None:
        one = self.questions.currentIndex().data(_ROLE)
        if not isinstance(one, Question):
            return
        if one.area is not None:
            self.place_wanted.emit(one.sheet, one.area)
        else:
            self.search.setText(one.label)


def _list(name: str, title: str, description: str, act: Callable[[], None]) -> QListWidget:
    view = QListWidget()
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setAccessibleDescription(description)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    view.setResizeMode(QListWidget.ResizeMode.Adjust)
    view.setItemDelegate(TitleDelegate(view))
    view.itemActivated.connect(lambda _: act())
    return view
