"""The files attached to a record: dragged in or chosen, kept in the background, opened, saved elsewhere, taken away."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.numbers import show_size
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.services.attachments import (
    MEDIA_TYPES,
    Keeping,
    attached,
    is_picture,
    keep_files,
    lend,
    proposed_name,
    save_evidence,
)
from pmi_desktop.services.sending import Cancelled, Progress
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.shortcuts import bind
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.issue_box import Fitting
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.record_list import RecordModel, push_button, record_view, show_records
from pmi_desktop.ui.widgets.working import Working

_HOW = "Fotos, PDF y documentos. También puede arrastrarlos hasta aquí."
_MINORS = (
    "! Si se reconoce a un menor de edad, márquelo: esa foto queda fuera del paquete mientras usted no la incluya"
    " expresamente, con la autorización de la familia (Ley 1581 de 2012)."
)
_SENT = "! Se reconocen menores y va en el paquete: hace falta la autorización escrita de sus familias."
SMALLER = "evidence.smaller"
"""What the window remembers of the mark «Reducir las fotos»."""


class EvidenceBox(QFrame):
    """The attached files that ``shown`` picks from the plan; with :meth:`show_about` new ones can be added."""

    def __init__(self, context: PlanContext, title: str, shown: Callable[[Plan], Sequence[Evidence]]) -> None:
        super().__init__()
        self._context = context
        self._shown = shown
        self._about: Ident | None = None
        self._current = ""
        self._there: frozenset[str] | None = None
        self._asked: tuple[str, ...] = ()
        self.setProperty("role", "card")
        self.model = RecordModel(self._title)
        self.view = record_view(self.model, Evidence)
        self._list = Fitting(self.view, most=7)
        self.view.selectionModel().currentChanged.connect(self._selected)
        self.working = Working(context, "Adjuntar archivos")
        self.form = Form(context, Evidence, (Section("", ("shows_minors", "in_package")),), along=_along)
        self._add = push_button("Adjuntar archivos…", _HOW, self.choose)
        self._add.setObjectName("attach")
        self._smaller = QCheckBox("Reducir las fotos a 1600 píxeles")
        self._smaller.setObjectName("smaller_pictures")
        self._smaller.setAccessibleDescription(
            "Las fotos se ven bien y pesan mucho menos; no guardan el lugar en que se tomaron."
        )
        self._smaller.setToolTip(self._smaller.accessibleDescription())
        self._smaller.setChecked(bool(context.memory.number(SMALLER, 1)))
        self._smaller.toggled.connect(lambda on: context.memory.remember(SMALLER, int(on)))
        self._open = push_button("Abrir", "Abre una copia del archivo elegido.", self.open)
        self._save = push_button("Guardar como…", "Guarda una copia del archivo elegido.", self.save_as)
        self._remove = push_button("Quitar", "Quita el archivo elegido; se puede deshacer (Supr).", self.remove)
        self._lay_out(title)
        bind("list_remove", self.view, self.remove)
        self.view.activated.connect(lambda _: self.open())

    def show_about(self, about: Ident, plan: Plan) -> None:
        """Show the files of a record, to which new ones are added."""
        self._about = about
        self.show_plan(plan)

    def show_plan(self, plan: Plan) -> None:
        """Show what the plan names now."""
        shown = self._shown(plan)
        keys = [one.id for one in shown]
        if self._current not in keys:
            row = min(max(self.model.row_of(self._current), 0), len(keys) - 1)
            self._current = keys[row] if keys else ""
        show_records(self.view, self.model, shown, self._current)
        self._list.fit()
        current = self.current
        self._head.setVisible(self._about is not None)
        self._add.setEnabled(self._may_attach)
        self._remove.setEnabled(current is not None and self._context.may_change(current))
        self._sum.setText(_sum_of(shown))
        for part in (self._list, self._sum, self._below):
            part.setVisible(bool(keys))
        self._look(shown)
        self._show_current(plan)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing; the list itself tells which bytes are not there."""
        self.form.show_findings(findings)

    def focus(self, key: str, field: str = "") -> bool:
        """Make a file the current one and give it the focus; false when it is not shown here."""
        row = self.model.row_of(key)
        if row < 0:
            return False
        self.view.setCurrentIndex(self.model.index(row))
        if not field or not self.form.focus(field):
            self.view.setFocus()
        return True

    def settle(self) -> None:
        """Take what is being typed."""
        self.form.settle()

    @property
    def current(self) -> Evidence | None:
        """The file chosen in the list."""
        return self._context.plan.get(Evidence, self._current)

    @property
    def _may_attach(self) -> bool:
        return self._about is not None and self._context.may_attach(self._about)

    def choose(self) -> None:
        """Ask which files."""
        endings = " ".join(f"*.{ending}" for ending in MEDIA_TYPES)
        names, _ = QFileDialog.getOpenFileNames(self, "Adjuntar archivos", "", f"Fotos y documentos ({endings})")
        self.attach([Path(name) for name in names])

    def attach(self, sources: Sequence[Path]) -> None:
        """Keep copies of these files in the background, then name them in the plan."""
        if not sources or self._about is None or not self._may_attach or self.working.busy:
            return
        context, about, smaller = self._context, self._about, self._smaller.isChecked()
        folder = context.opened.evidence

        def job(progress: Progress) -> Keeping:
            return keep_files(folder, sources, shrink=smaller, progress=progress)

        self.working.run(
            job, lambda found: _name_them(context, about, found), lambda problem: _refused(context, problem)
        )

    def open(self) -> None:
        """Look at a copy of the current file with the program of this PC for it."""
        one, context = self.current, self._context
        if one is not None:
            into = context.workspace.data / "vistas"
            context.tasks.run(
                lambda: lend(context.opened.evidence, one, into),
                lambda path: _show_file(context, path),
                lambda problem: context.say(sentence(problem)),
            )

    def save_as(self) -> None:
        """A copy of the current file, somewhere."""
        one, context = self.current, self._context
        if one is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "Guardar una copia", proposed_name(one))
        if name:
            context.tasks.run(
                lambda: save_evidence(context.opened.evidence, one, Path(name)),
                lambda path: context.say(f"Guardado en {path}."),
                lambda problem: context.say(sentence(problem)),
            )

    def remove(self) -> None:
        """Take the current file away from this record, and from the plan when it is about nothing else."""
        one = self.current
        if one is None or not self._context.may_change(one):
            return
        rest = tuple(about for about in one.about if (about.kind, about.key) != self._about)
        plan = self._context.plan
        edit = gestures.change(plan, one, about=rest) if rest and self._about else gestures.remove(plan, one)
        self._context.apply(edit)
        self.show_plan(self._context.plan)
        self._context.notice("Archivo adjunto quitado")
        (self.view if self.model.rowCount() else self._add).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let go here."""
        if _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They were."""
        event.acceptProposedAction()
        self.attach(_files_in(event))

    def _look(self, shown: Sequence[Evidence]) -> None:
        """Ask the disk, without waiting for it, which bytes are there."""
        wanted = tuple(one.sha256 for one in shown)
        if wanted == self._asked:
            return
        self._asked = wanted
        folder = self._context.opened.evidence
        self._context.tasks.run(lambda: frozenset(folder.present()), lambda there: self._found(wanted, there))

    def _found(self, wanted: tuple[str, ...], there: frozenset[str]) -> None:
        if wanted is not self._asked:  # an older look may end last
            return
        self._there = there
        show_records(self.view, self.model, self._shown(self._context.plan), self._current)
        self._list.fit()

    def _title(self, one: Evidence) -> str:
        parts = [show_size(one.size or 0)]
        if self._there is not None and one.sha256 not in self._there:
            parts.append("! falta el archivo: adjúntelo otra vez")
        parts.append("va en el paquete" if one.in_package else "no va en el paquete")
        if one.shows_minors:
            parts.append("se reconocen menores")
        return f"{one.name}\n{' · '.join(parts)}"

    def _selected(self, current: QModelIndex) -> None:
        key = str(current.data(Qt.ItemDataRole.UserRole) or "")
        if key and key != self._current:
            self._current = key
            self._show_current(self._context.plan)

    def _show_current(self, plan: Plan) -> None:
        one = plan.get(Evidence, self._current)
        self._panel.setObjectName(f"{Evidence.KIND}:{self._current}" if one else "")
        self.form.show_record(one)
        risk = one is not None and is_picture(one)
        self._warning.setVisible(risk)
        self._warning.setText(_SENT if one is not None and one.shows_minors and one.in_package else _MINORS)

    def _lay_out(self, title: str) -> None:
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(text_label(_HOW, "hint"))
        line = QWidget()
        adding = FlowLayout(line)
        adding.addWidget(self._add)
        adding.addWidget(self._smaller)
        head.addWidget(line)
        head.addWidget(self.working)
        self._sum = text_label("", "hint")
        self._warning = text_label(_MINORS, "warn")
        self._panel = QFrame()
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.setSpacing(8)
        for card in self.form.cards:
            card.setProperty("role", "")
            inside = card.layout()
            assert inside is not None
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(0)
        panel.addWidget(self.form)
        panel.addWidget(self._warning)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        acts = QWidget()
        flow = FlowLayout(acts)
        for button in (self._open, self._save, self._remove):
            flow.addWidget(button)
        below.addWidget(acts)
        below.addWidget(self._panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(text_label(title, "section"))
        for part in (self._head, self._sum, self._list, self._below):
            whole.addWidget(part)
        self.setAcceptDrops(True)


def _along(_record: Evidence, field: str, value: object) -> dict[str, object]:
    """A picture in which minors are recognised leaves the package until somebody puts it there on purpose."""
    return {"in_package": False} if field == "shows_minors" and value else {}


def _name_them(context: PlanContext, about: Ident, found: Keeping) -> None:
    """Name what was kept, and say what came and what did not."""
    edit = attached(context.plan, about, found.kept, context.new_id)
    context.apply(edit)
    said = [_came(found)] if found.kept else []
    if found.kept and not edit.changes:
        said = ["Ya estaba adjunto." if len(found.kept) == 1 else "Ya estaban adjuntos."]
    said += [sentence(problem) for problem in found.refused[:2]]
    if len(found.refused) > 2:
        said.append(f"Otros {len(found.refused) - 2} archivos tampoco se adjuntaron.")
    (context.notice if edit.changes else context.say)(" ".join(said))


def _came(found: Keeping) -> str:
    size, before = (sum(getattr(one, name) for one in found.kept) for name in ("size", "before"))
    count = "1 archivo adjuntado" if len(found.kept) == 1 else f"{len(found.kept)} archivos adjuntados"
    return f"{count}: {show_size(size)}" + (f" (eran {show_size(before)})." if size < before else ".")


def _refused(context: PlanContext, problem: PmiError) -> None:
    nothing = "" if isinstance(problem, Cancelled) else " No se adjuntó ninguno."
    context.say(f"{sentence(problem)}{nothing}")


def _show_file(context: PlanContext, path: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        context.say("Este computador no tiene un programa para abrir ese archivo. Use «Guardar como…».")


def _sum_of(shown: Sequence[Evidence]) -> str:
    size = sum({one.sha256: one.size or 0 for one in shown}.values())
    return f"{'1 archivo' if len(shown) == 1 else f'{len(shown)} archivos'} · {show_size(size)}"


def _files_in(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
