"""A filled form brought in: looked at first, then a plan of its own or a self-assessment of the plan that is open."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.services.backups import Reason
from pmi_desktop.services.reading import Reader, assessment_edit, reader_at, taken_lines
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.notice import Notice
from pmi_desktop.ui.reading_dialog import ReadingDialog
from pmi_desktop.ui.surroundings import Surroundings
from pmi_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from pmi_desktop.services.reading import Understood

BOOKS = "Libros de Excel (*.xlsx)"


class Reading(QObject):
    """``made`` carries the path of a new plan and what to say then."""

    made = Signal(object, str)

    def __init__(self, around: Surroundings, tasks: Tasks, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._tasks = tasks
        self._notice = notice
        self.dialog: ReadingDialog | None = None

    def choose(self, window: QWidget, context: PlanContext | None) -> None:
        """Ask for the file, read it, and show what it says."""
        name, _ = QFileDialog.getOpenFileName(window, "Leer un formato lleno", "", BOOKS)
        if name:
            self.read(Path(name), window, context)

    def read(self, file: Path, window: QWidget, context: PlanContext | None) -> None:
        """The same for a file that is known."""
        around = self._around
        self._say(context, f"Leyendo {file.name}…")

        def job() -> "tuple[Reader, Understood, tuple[str, ...]]":
            reader = reader_at(around.workspace.data, around.load_reference(), around.today(), around.new_id)
            found = reader.understood(file)
            return reader, found, taken_lines(found, reader.reference)

        self._tasks.run(
            job,
            lambda found: self._look(*found, file, window, context),
            lambda problem: self._refused(context, problem),
        )

    def _look(
        self,
        reader: Reader,
        found: "Understood",
        taken: tuple[str, ...],
        file: Path,
        window: QWidget,
        context: PlanContext | None,
    ) -> None:
        self._notice.hide()
        dialog = ReadingDialog(window, found, taken, file, _years(found, context))
        dialog.new_wanted.connect(lambda: self._make(found, context))
        if context is not None:
            dialog.year_wanted.connect(lambda year: self._bring(reader, file, year, context))
        self.dialog = dialog
        dialog.open()

    # -- a new plan ---------------------------------------------------------------------------------------------------

    def _make(self, found: "Understood", context: PlanContext | None) -> None:
        workspace = self._around.workspace
        self._tasks.run(
            lambda: workspace.create(found.plan),
            lambda path: self._made(path, found),
            lambda problem: self._refused(context, problem),
        )

    def _made(self, path: Path, found: "Understood") -> None:
        self._close()
        self.made.emit(path, _greeting(found))

    # -- into the open plan -------------------------------------------------------------------------------------------

    def _bring(self, reader: Reader, file: Path, year: int, context: PlanContext) -> None:
        """Read again with the edition of the guide that this year has there; a backup before anything changes."""
        plan, opened = context.plan, context.opened
        context.editor.save()

        def job() -> Plan:
            found, _ = reader.assessment(file, plan, year)
            opened.back_up(Reason.IMPORT)
            return found.plan

        self._tasks.run(
            job,
            lambda read: self._apply(assessment_edit(context.plan, read, year), year, context),
            lambda problem: self._refused(context, problem),
        )

    def _apply(self, edit: Edit, year: int, context: PlanContext) -> None:
        self._close()
        if edit.changes:
            context.apply(edit)
            context.notice(f"Autoevaluación de {year} leída")
        else:
            context.say(f"La autoevaluación de {year} ya decía lo mismo.")

    # -- saying -------------------------------------------------------------------------------------------------------

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None

    def _say(self, context: PlanContext | None, words: str) -> None:
        if context is not None:
            context.say(words)
        else:
            self._notice.say(words, stays=True)

    def _refused(self, context: PlanContext | None, problem: PmiError) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.refuse(sentence(problem))
        else:
            self._say(context, sentence(problem))


def _years(found: "Understood", context: PlanContext | None) -> tuple[int, ...]:
    """The years whose self-assessment it may be in the open plan, the file's own first; none where none may change."""
    if context is None or context.editor.read_only or context.lent is not None or not found.plan.all(Rating):
        return ()
    own = [one.year for one in found.plan.all(Assessment)][-1:]
    known = {*context.plan.years, *(one.year for one in context.plan.all(Assessment))}
    return tuple(dict.fromkeys(year for year in (*own, *sorted(filter(None, known), reverse=True)) if year))


def _greeting(found: "Understood") -> str:
    count, doubts = len(found.taken), len(found.doubtful) + len(found.left)
    read = "Se leyó un dato." if count == 1 else f"Se leyeron {count} datos."
    left = "" if not doubts else " Hay uno por revisar." if doubts == 1 else f" Hay {doubts} por revisar."
    return f"Plan hecho con el formato leído. {read}{left}"
