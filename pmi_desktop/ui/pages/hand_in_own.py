"""The Secretaría's own file: adopted instead of ours, corrected, carried to other computers, set aside."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.paths import bundled
from pmi_desktop.services.adopted_forms import bring_form, carry_form, has_adopted, is_adopted, is_changed, set_aside
from pmi_desktop.services.form_files import Form
from pmi_desktop.services.forms import ADOPTED, forms_in, newest_of
from pmi_desktop.services.hand_in import Desk
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import push_button

if TYPE_CHECKING:  # loaded when a file is adopted
    from pmi_desktop.services.adopting import Adopter
    from pmi_desktop.services.proposing import Proposal
    from pmi_desktop.ui.adopting import AdoptingDialog

BOOKS = "Libros de Excel (*.xlsx)"


class OwnFileCard(Card):
    """``changed`` tells that this PC's forms are others now."""

    changed = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__(
            "El archivo de la Secretaría",
            "Si la Secretaría le dio su propio archivo de Excel, en blanco o lleno de otro año, "
            "el programa puede llenar ese mismo archivo.",
        )
        self._context = context
        self._forms: tuple[Form, ...] = ()
        self.dialog: AdoptingDialog | None = None
        self._choice = Combo()
        self._choice.setObjectName("own_form")
        self._choice.setAccessibleName("Formato")
        self._choice.setAccessibleDescription("Cuál de los formatos es el archivo de la Secretaría.")
        self._choice.currentIndexChanged.connect(lambda _: self._show())
        label = text_label("Formato", "label")
        label.setBuddy(self._choice)
        self._said = text_label("", "hint")
        self._said.setObjectName("own_form_said")
        line = QWidget()
        row = FlowLayout(line)
        words = {
            "adopt_file": "Elige el archivo, muestra lo que se reconoció y deja corregirlo.",
            "mend_form": "Muestra otra vez las hojas con los campos del archivo adoptado.",
            "carry_form": "Copia el formato adoptado para otros establecimientos.",
            "bring_form": "Toma un formato que otra persona adoptó.",
            "set_form_aside": "Deja de usar el archivo adoptado; no se borra.",
        }

        def button(text: str, name: str, act: Callable[[], None]) -> QPushButton:
            one = push_button(text, words[name], act)
            one.setObjectName(name)
            row.addWidget(one)
            return one

        self._use = button("Usar el archivo de la SED…", "adopt_file", self._choose)
        self._mend = button("Corregir los campos…", "mend_form", self._correct)
        self._carry = button("Llevar en una memoria…", "carry_form", self._carry_away)
        button("Traer de una memoria…", "bring_form", self._bring)
        self._leave = button("Volver al del programa", "set_form_aside", self._set_aside)
        self.put(label, self._choice, self._said, line)

    @property
    def _data(self) -> Path:
        return self._context.workspace.data

    @property
    def form(self) -> Form | None:
        """The form that is chosen."""
        return next((one for one in self._forms if one.id == self._choice.currentData()), None)

    def use(self, desk: Desk) -> None:
        """The forms of this PC."""
        self._show_forms(desk.forms)

    def refuse(self) -> None:
        """One of the adopted forms cannot be read: any of them can be adopted again."""
        self._show_forms(forms_in(bundled("forms")))

    def _show_forms(self, forms: tuple[Form, ...]) -> None:
        self._forms = forms
        chosen = self._choice.currentData()
        self._choice.blockSignals(True)
        self._choice.clear()
        for form in forms:
            self._choice.addItem(f"{form.code}, versión {form.version}", form.id)
        plan = next((one.id for one in forms if "plan" in one.moments), None)
        self._choice.setCurrentIndex(max(self._choice.findData(chosen or plan), 0))
        self._choice.blockSignals(False)
        self._show()

    def _show(self) -> None:
        form = self.form
        adopted = form is not None and is_adopted(form, self._data)
        changed = adopted and form is not None and is_changed(form)
        newer = newest_of(self._forms)[form.code] if form else None
        if newer is not None and newer is not form:
            words = f"No se entrega: hay una versión más nueva, la {newer.version}."
        elif changed:
            words = "! Su archivo cambió después de adoptarlo, y así no se llena. Use otra vez el archivo de la SED."
        elif adopted:
            words = "Se llena el archivo de la Secretaría que usted adoptó."
        else:
            words = "Se llena la reconstrucción que trae el programa."
        role = "warn" if changed else "hint"
        self._said.setText(f"{form.title}. {words}" if form else words)
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            self._said.style().polish(self._said)
        self._leave.setVisible(form is not None and has_adopted(form.id, self._data))
        for button in (self._carry, self._mend):
            button.setVisible(adopted and not changed)
        self._use.setEnabled(form is not None)

    # -- adopting -----------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        form = self.form
        name, _ = QFileDialog.getOpenFileName(self, "El archivo de la Secretaría", "", BOOKS)
        if name and form is not None:
            from pmi_desktop.services.proposing import propose

            file, fonts, adopter = Path(name), bundled("resources", "fonts"), self._adopter
            self._context.say(f"Leyendo {file.name}…")
            before = self._data / ADOPTED / form.id
            self._prepare(lambda: propose(adopter(), file, form.id, fonts, before))

    def _correct(self) -> None:
        form = self.form
        if form is not None:
            from pmi_desktop.services.proposing import propose_again

            known, fonts, adopter = form, bundled("resources", "fonts"), self._adopter
            self._prepare(lambda: propose_again(adopter(), known, fonts), again=True)

    def _adopter(self) -> "Adopter":
        from pmi_desktop.services.adopting import Adopter

        return Adopter(forms_in(bundled("forms")), self._context.reference)

    def _prepare(self, job: "Callable[[], Proposal]", *, again: bool = False) -> None:
        self._use.setEnabled(False)
        self._context.tasks.run(job, lambda proposal: self._look(proposal, again=again), self._refused)

    def _look(self, proposal: "Proposal", *, again: bool) -> None:
        from pmi_desktop.ui.adopting import AdoptingDialog

        self._show()
        self.dialog = AdoptingDialog(self, self._context.tasks, proposal, self._keep, again=again)
        self.dialog.kept.connect(self._kept)
        self.dialog.open()

    def _keep(self, proposal: "Proposal") -> Path:
        from pmi_desktop.services.adopting import write_form

        return write_form(proposal.adoption, self._data / ADOPTED)

    def _kept(self, id: str) -> None:
        self._context.say("Desde ahora se llena el archivo de la Secretaría.")
        self.changed.emit()
        self._choice.setCurrentIndex(max(self._choice.findData(id), 0))

    # -- to and from other computers ----------------------------------------------------------------------------------

    def _carry_away(self) -> None:
        form = self.form
        chosen = QFileDialog.getExistingDirectory(self, "Dónde copiar el formato")
        if chosen and form is not None:
            self._context.tasks.run(lambda: carry_form(form, Path(chosen)), self._carried, self._refused)

    def _carried(self, place: Path) -> None:
        self._context.say(f"Formato copiado y comprobado en {place}. Puede retirar la memoria.")

    def _bring(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "La carpeta del formato")
        if chosen:
            self._context.tasks.run(lambda: bring_form(Path(chosen), self._data), self._brought, self._refused)

    def _brought(self, form: Form) -> None:
        self.changed.emit()
        self._choice.setCurrentIndex(max(self._choice.findData(form.id), 0))
        self._context.say(f"Desde ahora {form.code} se llena con el archivo que trajo.")

    def _set_aside(self) -> None:
        form = self.form
        if form is not None:
            self._context.tasks.run(lambda: set_aside(form.id, self._data), self._put_aside, self._refused)

    def _put_aside(self, place: Path) -> None:
        self.changed.emit()
        self._context.say(f"Se llena otra vez el formato del programa. El adoptado quedó en {place}.")

    def _refused(self, problem: PmiError) -> None:
        self._show()
        self._context.say(sentence(problem))
