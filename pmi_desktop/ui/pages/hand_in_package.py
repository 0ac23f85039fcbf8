"""The package: what goes in, how much it is, where it is written, and that it arrived whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.handing_in import Delivery, Evidence
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.services.delivering import noted, upload_steps
from pmi_desktop.services.hand_in import Desk
from pmi_desktop.services.packing import Archive, Prepared, Request, prepared, removal_words, write
from pmi_desktop.services.sending import Progress
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.hand_in_choices import PackageChoices
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.working import Working


@dataclass(frozen=True)
class _Attempt:
    """What is being written, and where."""

    made: Prepared
    target: Path


class PackageCard(Card):
    """First prepared, so that one sees what goes and how much it is; then written, read back, and noted down.

    ``noted`` carries the id of the delivery.
    """

    noted = Signal(str)

    def __init__(self, context: PlanContext) -> None:
        super().__init__("Paquete", "Una carpeta con los formatos, el plan y las evidencias, lista para subir.")
        self._context = context
        self._desk: Desk | None = None
        self._moment: Moment = PLAN
        self._made: Prepared | None = None
        self._failed: _Attempt | None = None
        self._place: Path | None = None
        self.choices = PackageChoices(context)
        self.choices.changed.connect(self._forget)
        self._prepare = push_button("Preparar el paquete", "Arma el paquete y dice cuánto pesa.", self._start)
        self._prepare.setObjectName("prepare_package")
        self._prepare.setProperty("role", "main")
        self.working = Working(context, "Hacer el paquete")
        self._inside = text_label("", "")
        self._inside.setObjectName("package_contents")
        self._to_folder = push_button(
            "Guardar en una carpeta o memoria USB…",
            "Escribe la carpeta del paquete donde usted diga.",
            self._ask_folder,
        )
        self._to_folder.setObjectName("save_package_folder")
        self._to_zip = push_button("Guardar en un ZIP…", "Escribe el paquete en un solo archivo.", self._ask_zip)
        self._to_zip.setObjectName("save_package_zip")
        self._said = text_label("", "good")
        self._said.setObjectName("package_result")
        self._again = push_button("Volver a intentar", "Escribe el paquete otra vez en el mismo lugar.", self._retry)
        self._again.setObjectName("retry_package")
        self._open = push_button("Abrir la carpeta", "Muestra dónde quedó el paquete.", self._show_place)
        self._open.setObjectName("open_package")
        self._steps = text_label("", "")
        self._steps.setObjectName("upload_steps")
        self._steps_title = text_label("Cómo subirlo a Enjambre", "label")
        self._saving = _row(self._to_folder, self._to_zip)
        self._after = _row(self._again, self._open)
        self.put(self.choices, _row(self._prepare), self.working, self._inside, self._saving)
        self.put(self._said, self._after, self._steps_title, self._steps)
        self._refresh()

    def use(self, desk: Desk) -> None:
        """What making a package needs."""
        self._desk = desk
        self._refresh()

    def show_plan(self, plan: Plan, moment: Moment, *, blocked: bool) -> None:
        """Show what can be handed in at a moment."""
        if moment != self._moment:
            self._moment = moment
            self._clear()
        if self._made is not None and plan != self._made.plan:
            self._made = None
        self.choices.show_plan(plan, blocked=blocked)
        self._refresh()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing in the attached files."""
        self.choices.show_findings(findings)

    def focus(self, ident: Ident, field: str) -> bool:
        """Give an attached file the focus."""
        kind, key = ident
        return kind == Evidence.KIND and self.choices.focus(key, field)

    def settle(self) -> None:
        """Take what is being typed."""
        self.choices.settle()

    def _forget(self) -> None:
        """Other choices make another package."""
        self._made = None
        self._refresh()

    def _clear(self) -> None:
        self._made = self._failed = self._place = None
        self._said.setText("")

    def _start(self) -> None:
        if self._desk is None:
            return
        self.settle()
        self._clear()
        desk, plan = self._desk, self._context.plan
        request = Request(
            moment=self._moment,
            draft=self.choices.draft or self._context.lent is not None,  # the plan to hand in is the school's
            evidence=self.choices.evidence,
            contacts=self.choices.contacts,
        )
        self.working.run(lambda progress: prepared(plan, request, desk, progress), self._ready, self._refused)
        self._refresh()

    def _ready(self, made: Prepared) -> None:
        if not isValid(self):
            return
        self._made = made if made.plan == self._context.plan else None
        if self._made is None:
            self._tell("El plan cambió mientras tanto. Prepare el paquete otra vez.", "warn")
        self._refresh()
        if self._made is not None:
            self._to_folder.setFocus()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Dónde guardar la carpeta del paquete")
        if chosen and self._made is not None:
            self._write(_Attempt(self._made, Path(chosen)))

    def _ask_zip(self) -> None:
        if self._made is None:
            return
        name = f"{self._made.manifest.folder}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self, "Guardar el paquete", name, "Archivo ZIP (*.zip)")
        if chosen:
            target = Path(chosen if chosen.lower().endswith(".zip") else f"{chosen}.zip")
            self._write(_Attempt(self._made, target))

    def _retry(self) -> None:
        if self._failed is not None:
            self._write(self._failed)

    def _write(self, attempt: _Attempt) -> None:
        self._failed, self._place = None, None
        self._said.setText("")
        editor = self._context.editor
        keeps = self._context.may_add(Delivery)
        archive = Archive(editor.store, self._context.reference, editor.clock) if keeps else None

        def job(progress: Progress) -> Path:
            return write(attempt.made, attempt.target, archive, progress)

        self.working.run(
            job, lambda place: self._arrived(attempt, place), lambda problem: self._not_arrived(attempt, problem)
        )
        self._refresh()

    def _arrived(self, attempt: _Attempt, place: Path) -> None:
        made = attempt.made
        key = _note(made, self._context)
        if not isValid(self):  # let go while it was written
            return
        self._made, self._place = None, place
        lines = [
            f"✓ El paquete quedó en «{place}». Se leyó otra vez y está completo. {removal_words(place)}",
            f"Código del paquete: {made.manifest.short_code}. Imprima y firme la «Constancia de entrega».",
        ]
        if made.request.draft:
            lines = [lines[0], "Es un BORRADOR: sirve para revisar, no para entregar."]
        elif key:
            self.noted.emit(key)
            if made.request.moment == PLAN:
                lines.append(
                    f"La versión {made.plan.info.version} queda cerrada: si cambia algo que el PMI imprime, empieza la"
                    " siguiente."
                )
        self._tell("\n".join(lines), "good")
        self._steps.setText("" if made.request.draft else upload_steps(made.manifest.folder))
        self._refresh()
        self._open.setFocus()

    def _not_arrived(self, attempt: _Attempt, problem: PmiError) -> None:
        if not isValid(self):
            self._context.say(sentence(problem))
            return
        self._failed = attempt
        self._refused(problem)
        self._again.setFocus()

    def _refused(self, problem: PmiError) -> None:
        if isValid(self):
            self._tell(sentence(problem), "bad")
            self._refresh()

    def _tell(self, words: str, role: str) -> None:
        self._said.setText(words)
        self._said.setProperty("role", role)
        self._said.style().polish(self._said)

    def _show_place(self) -> None:
        if self._place is not None:
            folder = self._place if self._place.is_dir() else self._place.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _refresh(self) -> None:
        """Only what can be done now is there to be done."""
        busy = self.working.busy
        self.choices.setEnabled(not busy)
        self._prepare.setText("Preparar un borrador" if self.choices.draft else "Preparar el paquete")
        self._prepare.setEnabled(self._desk is not None and not busy)
        made = self._made
        self._inside.setVisible(made is not None)
        if made is not None:
            files = "\n".join(f"–  {line}" for line in made.lines())
            self._inside.setText(f"El paquete está listo para guardar: {made.size}.\n{files}")
        self._saving.setVisible(made is not None)
        self._saving.setEnabled(not busy)
        self._said.setVisible(bool(self._said.text()))
        self._again.setVisible(self._failed is not None and not busy)
        self._open.setVisible(self._place is not None)
        self._after.setVisible(self._place is not None or (self._failed is not None and not busy))
        for part in (self._steps_title, self._steps):
            part.setVisible(self._place is not None and bool(self._steps.text()))


def _note(made: Prepared, context: PlanContext) -> str:
    """Notes a delivery down, whatever page is open by now; its key, or nothing where there is none to note."""
    if made.request.draft or not context.may_add(Delivery):
        return ""
    author, key = context.editor.author, context.new_id()
    edit = noted(context.plan, made.plan, made.request.moment, made.manifest, author, key)
    context.apply(edit)
    context.notice("Entrega anotada")
    return edit.changes[0].ident[1]


def _row(*buttons: QWidget) -> QWidget:
    row = QWidget()
    layout = FlowLayout(row)
    for button in buttons:
        layout.addWidget(button)
    return row
