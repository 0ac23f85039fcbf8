"""The forms of a moment: which file each one fills, its pages, and each one as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.form_files import ENDINGS, Form, Ready, all_ready, file_name, one_ready
from pmi_desktop.services.forms import forms_at
from pmi_desktop.services.hand_in import Desk
from pmi_desktop.services.sending import Progress
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.saving import ask_where
from pmi_desktop.ui.widgets.working import Working

_KINDS = {"xlsx": ("Excel", "Libro de Excel"), "pdf": ("PDF", "Documento PDF")}
_ORIGIN = {
    "sed": "Se llena el archivo de la Secretaría que usted adoptó.",
    "reconstruction": "Se llena la reconstrucción que trae el programa; su pie de página lo dice.",
}


class FormsCard(Card):
    """``wanted`` carries the form whose pages somebody wants to see. Tab comes to its buttons from ``after``.

    What printed pages would not show is said before a file is written, and the file waits for a yes.
    """

    wanted = Signal(object)

    def __init__(self, context: PlanContext, after: QWidget) -> None:
        super().__init__("Formatos")
        self._context = context
        self._after = after
        self._desk: Desk | None = None
        self._plan = context.plan
        self._moment = PLAN
        self._shown: tuple[Form, ...] = ()
        self._said = text_label("", "warn")
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(16)
        self.working = Working(context, "Guardar los formatos")
        self._all = push_button(
            "Guardar todos en una carpeta…",
            "Guarda cada formato, en Excel y en PDF, en una carpeta nueva.",
            self._save_all,
        )
        self._all.setObjectName("save_all_forms")
        line = QWidget()
        FlowLayout(line).addWidget(self._all)
        self._ready: Ready | None = None
        self._remarks = text_label("", "warn")
        self._remarks.setObjectName("form_remarks")
        self._anyway = push_button("Guardar así", "Guarda los archivos como están.", self._save_anyway)
        self._anyway.setObjectName("save_anyway")
        below = QWidget()
        FlowLayout(below).addWidget(self._anyway)
        self._doubt = (self._remarks, below)
        self.put(self._said, self._rows, line, self.working, *self._doubt)
        self._all.hide()
        self._wait_with(None)

    @property
    def printed_plan(self) -> Form | None:
        """The form of the plan itself."""
        return next(iter(forms_at(PLAN, self._desk.forms)), None) if self._desk else None

    def use(self, desk: Desk) -> None:
        """The forms of this PC."""
        self._desk = desk

    def refuse(self, why: str) -> None:
        """They cannot be used."""
        self._said.setText(why)
        self._said.show()

    def show_plan(self, plan: Plan, moment: Moment) -> None:
        """Show the forms of a moment."""
        if (plan, moment) != (self._plan, self._moment):
            self._plan, self._moment = plan, moment
            self._wait_with(None)
        if self._desk is None:
            return
        forms = forms_at(moment, self._desk.forms)
        self._said.setText("" if forms else "No hay ningún formato instalado para esta entrega.")
        self._said.setVisible(not forms)
        self._all.setVisible(bool(forms))
        if forms != self._shown:
            self._shown = forms
            while self._list.count():
                gone = self._list.takeAt(0).widget()
                gone.hide()
                gone.deleteLater()
            last = self._after
            for row in map(self._row, forms):
                self._list.addWidget(row)
                for button in row.findChildren(QPushButton):
                    QWidget.setTabOrder(last, button)
                    last = button
            QWidget.setTabOrder(last, self._all)

    def _row(self, form: Form) -> QWidget:
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(text_label(form.title, "label"))
        layout.addWidget(text_label(f"{form.code}, versión {form.version}. {_ORIGIN[form.origin]}", "hint"))
        line = QWidget()
        buttons = FlowLayout(line)
        look = push_button(
            "Ver las páginas", f"Muestra {form.code} como se va a imprimir.", lambda: self.wanted.emit(form)
        )
        look.setObjectName(f"look_{form.id}")
        look.setAccessibleName(f"Ver las páginas de {form.code}")
        buttons.addWidget(look)
        for ending in ENDINGS:
            kind = _KINDS[ending][0]
            save = push_button(
                f"Guardar en {kind}…", f"Guarda {form.code} en {kind}.", partial(self._save, form, ending)
            )
            save.setObjectName(f"save_{ending}_{form.id}")
            save.setAccessibleName(f"Guardar {form.code} en {kind}")
            buttons.addWidget(save)
        layout.addWidget(line)
        return row

    def _save(self, form: Form, ending: str) -> None:
        assert self._desk is not None
        desk, plan, moment = self._desk, self._context.plan, self._moment
        name = file_name(form, plan, desk, ending).removesuffix(f".{ending}")
        target = ask_where(self, f"Guardar {form.code}", name, f".{ending}", _KINDS[ending][1])
        if target is not None:
            self._make(lambda progress: one_ready(form, plan, moment, desk, target, progress))

    def _save_all(self) -> None:
        assert self._desk is not None
        chosen = QFileDialog.getExistingDirectory(self, "Dónde guardar los formatos")
        if chosen:
            desk, plan, moment, folder = self._desk, self._context.plan, self._moment, Path(chosen)
            self._make(lambda progress: all_ready(plan, moment, desk, folder, progress))

    def _make(self, job: Callable[[Progress], Ready]) -> None:
        self._wait_with(None)
        self.working.run(job, self._made, self._refused)

    def _made(self, ready: Ready) -> None:
        """Write what there is no doubt about; the rest is told first."""
        if ready.remarks and not isValid(self):  # let go meanwhile: there is nobody to ask
            self._context.say(f"No se guardó. {ready.remarks[0]}")
        elif ready.remarks:
            self._wait_with(ready)
            self._anyway.setFocus()
        else:
            self._write(ready)

    def _wait_with(self, ready: Ready | None) -> None:
        if not isValid(self):
            return
        self._ready = ready
        if ready is not None:
            lines = "\n".join(f"–  {remark}" for remark in ready.remarks)
            self._remarks.setText(f"! Todavía no se guardó. En el papel no se vería todo:\n{lines}")
        for part in self._doubt:
            part.setVisible(ready is not None)

    def _save_anyway(self) -> None:
        if self._ready is not None:
            self._write(self._ready)

    def _write(self, ready: Ready) -> None:
        self._wait_with(None)
        context = self._context
        context.tasks.run(
            ready.save,
            lambda place: context.say(" ".join((f"Guardado en {place}.", *ready.notes))),
            lambda problem: context.say(sentence(problem)),
        )

    def _refused(self, problem: PmiError) -> None:
        self._context.say(sentence(problem))
