"""What a filled form says before anything is done with it: understood, doubtful, left out; and what to do with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QRadioButton, QVBoxLayout, QWidget

from pmi_desktop.services.files import CannotWrite, write_whole
from pmi_desktop.services.reading import line, report
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.flow import FlowLayout, Tabs
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import TitleDelegate
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.saving import ask_where

if TYPE_CHECKING:
    from pmi_desktop.services.reading import Understood


class ReadingDialog(QDialog):
    """``new_wanted`` asks for a plan of its own, ``year_wanted`` for the self-assessment of a year in the open plan.

    ``taken`` are the values understood, in words. ``years`` are those it may be, the likeliest first; without any only
    a new plan is offered.
    """

    new_wanted = Signal()
    year_wanted = Signal(int)

    def __init__(
        self, parent: QWidget, found: "Understood", taken: Sequence[str], file: Path, years: Sequence[int]
    ) -> None:
        super().__init__(parent)
        self._around = parent
        self._found = found
        self._file = file
        self.setObjectName("reading")
        self.setWindowTitle(f"Lo que dice {file.name}")
        self._lines: tuple[Sequence[str], ...] = (
            taken,
            tuple(map(line, found.doubtful)),
            tuple(map(line, found.left)),
        )
        self._told = text_label("", "bad")
        self._told.setObjectName("reading_told")
        self._told.hide()
        self.parts = Tabs("Lo que dice el archivo")
        self.list = _list()
        self.parts.changed.connect(self._show)
        self._new = _radio("Hacer con él un plan nuevo", "read_new", "Queda en este computador, aparte de los demás.")
        self._into = _radio(
            "Traer su autoevaluación al plan abierto", "read_into",
            "Lo que el archivo valora cambia; lo que no dice queda como está. Se puede deshacer.",
        )  # fmt: skip
        self._year = Combo()
        self._year.setObjectName("read_year")
        self._year.setAccessibleName("Como la del año")
        self._year.setAccessibleDescription("El año de la autoevaluación en el plan abierto.")
        for year in years:
            self._year.addItem(str(year), year)
        self._go = push_button("", "Hace lo elegido.", self._act)
        self._go.setObjectName("read_go")
        self._go.setProperty("role", "main")
        self._lay_out(bool(years))
        self._new.setChecked(True)
        self._choose()
        self.parts.show_labels(
            [f"Se entendió ({len(self._lines[0])})", f"Para revisar ({len(self._lines[1])})",
             f"No se leyó ({len(self._lines[2])})"]
        )  # fmt: skip
        self.list.setFocus()

    def _lay_out(self, offers_years: bool) -> None:
        year_label = text_label("Como la del año", "label")
        year_label.setBuddy(self._year)
        self._into_parts = (year_label, self._year)
        save = push_button("Guardar la lista…", "Guarda en un texto lo que hay que revisar.", self._save)
        save.setObjectName("read_save")
        cancel = push_button("Cancelar", "Cierra sin cambiar nada.", self.reject)
        cancel.setObjectName("read_cancel")
        line = QWidget()
        buttons = FlowLayout(line)
        for button in (self._go, save, cancel):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(text_label(_summary(self._found), "muted"))
        layout.addWidget(self.parts)
        layout.addWidget(self.list, 1)
        what = text_label("Qué hacer con lo que se entendió", "label")
        layout.addWidget(what)
        layout.addWidget(self._new)
        layout.addWidget(self._into)
        for one in self._into_parts:
            layout.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._told)
        layout.addWidget(line)
        for part in (what, self._new, self._into):
            part.setVisible(offers_years)
        for radio in (self._new, self._into):
            radio.toggled.connect(lambda _: self._choose())
        room = self._around.window().size()
        self.resize(round(room.width() * 0.72), room.height() - 40)

    def refuse(self, why: str) -> None:
        """What was wanted could not be done."""
        self._told.setText(f"× {why}")
        self._told.show()
        self._go.setEnabled(True)

    def _choose(self) -> None:
        into = self._into.isChecked()
        for part in self._into_parts:
            part.setVisible(into)
        self._go.setText("Traer al plan abierto" if into else "Hacer el plan nuevo")
        self._go.setAccessibleName(self._go.text())

    def _show(self, part: int) -> None:
        nothing = ("No se entendió ningún dato.", "✓ Nada.", "✓ Se leyó todo.")
        self.list.clear()
        self.list.addItems(list(self._lines[part]) or [nothing[part]])
        self.list.setCurrentRow(0)

    def _act(self) -> None:
        self._told.hide()
        self._go.setEnabled(False)
        if self._into.isChecked():
            self.year_wanted.emit(self._year.currentData())
        else:
            self.new_wanted.emit()

    def _save(self) -> None:
        target = ask_where(self, "Guardar la lista", f"Revisar {self._file.stem}", ".txt", "Texto")
        if target is not None:
            try:
                write_whole(target, report(self._found).encode())
            except CannotWrite as problem:
                self.refuse(sentence(problem))


def _summary(found: "Understood") -> str:
    count = len(found.taken)
    read = "se entendió un dato" if count == 1 else f"se entendieron {count} datos"
    return f"Es un formato {found.form}: {read}. Todavía no se ha cambiado nada."


def _radio(text: str, name: str, description: str) -> QRadioButton:
    radio = QRadioButton(text)
    radio.setObjectName(name)
    radio.setAccessibleName(text)
    radio.setAccessibleDescription(description)
    return radio


def _list() -> QListWidget:
    view = QListWidget()
    view.setObjectName("read_lines")
    view.setAccessibleName("Lo que dice el archivo")
    view.setAccessibleDescription("Se lee con las flechas.")
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    view.setResizeMode(QListWidget.ResizeMode.Adjust)
    view.setItemDelegate(TitleDelegate(view))
    return view
