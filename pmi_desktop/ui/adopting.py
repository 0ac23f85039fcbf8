"""The Secretaría's own workbook, recognised: its sheets with every field marked, corrected by cell and field, kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.paths import bundled
from pmi_desktop.services.adopting import as_version, corrected
from pmi_desktop.services.proposing import Area, Proposal, cell_name, choices_at, marks_on, summary_of
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.adopting_panel import AdoptingPanel
from pmi_desktop.ui.adopting_version import VersionChoice
from pmi_desktop.ui.shortcuts import sequences
from pmi_desktop.ui.tasks import Tasks
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.sheet_view import SheetView


class AdoptingDialog(QDialog):
    """``kept`` carries the id of the form that is saved. ``keep`` writes it, in the background; a ``PmiError`` is said.

    Nothing is written before the last button is pressed; a correction can be taken back. A file may be kept as a new
    version of its form; one that was kept before and is only corrected (``again``) stays what it is.
    """

    kept = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        tasks: Tasks,
        proposal: Proposal,
        keep: Callable[[Proposal], Path],
        *,
        again: bool = False,
    ) -> None:
        super().__init__(parent)
        self._around = parent
        self._tasks = tasks
        self._proposal = proposal
        self._keep = keep
        self._before: list[Proposal] = []
        self._warned = False
        form = proposal.adoption.form
        self.setObjectName("adopting")
        self.setWindowTitle(f"El archivo de la Secretaría como {form.code}, versión {form.version}")
        self._said = text_label("", "muted")
        self._said.setObjectName("adopting_summary")
        self._told = text_label("", "warn")
        self._told.setObjectName("adopting_told")
        self._told.hide()
        self.sheets = Combo()
        self.sheets.setObjectName("adopting_sheets")
        self.sheets.setAccessibleName("Hoja")
        self.sheets.setAccessibleDescription("La hoja del archivo que se ve debajo.")
        for picture in proposal.pictures:
            self.sheets.addItem(picture.name)
        self.sheets.currentIndexChanged.connect(lambda _: self._show_sheet())
        self.view = SheetView(bundled("resources", "fonts"))
        self.view.setObjectName("adopting_sheet")
        self.panel = AdoptingPanel()
        self.view.current_changed.connect(lambda _: self._show_cell())
        self.view.chosen.connect(lambda _: self.panel.search.setFocus())
        self.panel.wanted.connect(self._bind)
        self.panel.place_wanted.connect(self._go_to)
        self.save = push_button(
            "Guardar y usar este archivo", "Desde ahora el programa llena este archivo.", self._save
        )
        self.save.setObjectName("keep_form")
        self.save.setProperty("role", "main")
        self._back = push_button("Deshacer", "Quita la última corrección (Ctrl+Z).", self._take_back)
        self._back.setObjectName("take_back")
        cancel = push_button("Cancelar", "Cierra sin guardar nada.", self.reject)
        cancel.setObjectName("leave_adopting")
        for button in (self.save, self._back, cancel):
            button.setAutoDefault(False)
        self.version = VersionChoice(form)
        self.version.setVisible(not again)
        self.version.changed.connect(lambda: self.save.setEnabled(self.version.usable))
        self._lay_out(cancel)
        for keys in sequences("undo"):
            QShortcut(keys, self).activated.connect(self._take_back)
        self._show()
        self._tell("")
        self._show_sheet()
        self.view.setFocus()

    def _lay_out(self, cancel: QPushButton) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        label = text_label("Hoja", "label")
        label.setWordWrap(False)
        label.setBuddy(self.sheets)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(label)
        above.addWidget(self.sheets, 1)
        left.addLayout(above)
        left.addWidget(self.view, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(self.panel)
        self.panel.setFixedWidth(22 * em(self))
        line = QWidget()
        buttons = FlowLayout(line)
        for button in (self.save, self._back, cancel):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(self._said)
        whole.addLayout(middle, 1)
        whole.addWidget(self._told)
        whole.addWidget(self.version)
        whole.addWidget(line)
        for first, second in ((self.view, self.panel.first), (self.panel.last, self.save)):
            QWidget.setTabOrder(first, second)
        room = self._around.window().size()
        self.resize(room.width() - 40, room.height() - 40)

    @property
    def proposal(self) -> Proposal:
        """The adoption with what was corrected so far."""
        return self._proposal

    def reject(self) -> None:
        """Close without saving; corrections are not lost at the first Esc."""
        if self._before and not self._warned:
            self._warned = True
            self._tell("Si cierra ahora se pierde lo que corrigió. Para cerrar, oprima otra vez «Cancelar» o Esc.")
            return
        super().reject()

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._said.setText(f"{summary_of(self._proposal.adoption)} {self._proposal.kept}".rstrip())
        self.panel.show_proposal(self._proposal)
        self._back.setEnabled(bool(self._before))

    def _show_sheet(self) -> None:
        picture = self._proposal.pictures[max(self.sheets.currentIndex(), 0)]
        self.view.show_picture(picture, marks_on(self._proposal.adoption, picture))
        self._show_cell()

    def _show_cell(self) -> None:
        picture, area = self._proposal.pictures[max(self.sheets.currentIndex(), 0)], self.view.current
        choices = choices_at(self._proposal, picture.name, area.top)
        self.panel.show_cell(cell_name(area.top, area.left), self.view.text(area), self.view.mark_at(area), choices)

    def _go_to(self, sheet: str, area: Area) -> None:
        for index, picture in enumerate(self._proposal.pictures):
            if picture.name == sheet:
                self.sheets.setCurrentIndex(index)
                self.view.go_to(picture.area(area.top, area.left))

    def _tell(self, words: str) -> None:
        """Say it; with no words, what is to be known of this file all the time."""
        words = words or self._proposal.lost
        self._told.setText(f"! {words}" if words else "")
        self._told.setVisible(bool(words))

    # -- correcting ---------------------------------------------------------------------------------------------------

    def _bind(self, path: str) -> None:
        """The field at the current cell; none with an empty path."""
        picture, area = self._proposal.pictures[max(self.sheets.currentIndex(), 0)], self.view.current
        adoption, where = self._proposal.adoption, cell_name(area.top, area.left)
        self.panel.setEnabled(False)
        self._tasks.run(
            lambda: replace(self._proposal, adoption=corrected(adoption, picture.name, where, path)),
            self._corrected,
            self._refused,
        )

    def _corrected(self, proposal: Proposal) -> None:
        self._before.append(self._proposal)
        self._become(proposal)

    def _take_back(self) -> None:
        if self._before:
            self._become(self._before.pop())

    def _become(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self._warned = False
        self.panel.setEnabled(True)
        self._tell("")
        self._show()
        self._show_sheet()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, problem: PmiError) -> None:
        self.panel.setEnabled(True)
        self.save.setEnabled(True)
        self._tell(sentence(problem))

    def _save(self) -> None:
        self.save.setEnabled(False)
        proposal, version = self._proposal, self.version.version
        if version:
            proposal = replace(proposal, adoption=as_version(proposal.adoption, version))
        self._tasks.run(lambda: self._keep(proposal), lambda _: self._saved(proposal), self._refused)

    def _saved(self, proposal: Proposal) -> None:
        self.kept.emit(proposal.adoption.form.id)
        self.accept()
