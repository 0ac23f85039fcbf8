"""The window: the start screen or one open plan, and opening and closing between them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox, QStackedWidget

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.steps import State, states
from pmi_desktop.services.backups import Backup, Reason
from pmi_desktop.services.lock import PlanInUse
from pmi_desktop.services.opened import OpenedPlan
from pmi_desktop.services.places import Place as Disk
from pmi_desktop.services.sentences import sentence
from pmi_desktop.services.workspace import Summary, Workspace
from pmi_desktop.ui import commands
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.drafts import Drafts
from pmi_desktop.ui.frame import HOME, Place, PlanFrame
from pmi_desktop.ui.header import plan_title
from pmi_desktop.ui.memory import Memory
from pmi_desktop.ui.new_plan import NewPlan
from pmi_desktop.ui.notice import Notice
from pmi_desktop.ui.start import PlanCard, StartScreen
from pmi_desktop.ui.tasks import Tasks
from pmi_desktop.ui.theme import Theme

PROGRAM = "PMI Escritorio"
SECONDS_TO_SAVE = 5.0
"""How long closing waits for the disk before it says so."""

TEND_EVERY = 60_000
"""Milliseconds between looks at whether a backup is due."""

_WARNINGS = {
    Disk.REMOVABLE: "Este plan está en una memoria USB. No la retire con el plan abierto.",
    Disk.NETWORK: "Este plan está en una carpeta de red. Que nadie más lo abra al mismo tiempo.",
    Disk.CLOUD: "Este plan está en una carpeta que se sincroniza con internet. Ábralo en un solo computador a la vez.",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window is told from outside: the library, the catalogues, the clock, new ids, the example school."""

    workspace: Workspace
    load_reference: Callable[[], Reference]
    load_example: Callable[[Workspace, Reference], Path]
    memory: Memory
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    def today(self) -> date:
        """Today's date."""
        return self.clock().date()


class MainWindow(QMainWindow):
    """Shows at once, loads the rest when it has been painted. ``first`` is a plan to open without being asked."""

    def __init__(self, around: Surroundings, theme: Theme, first: Path | None = None) -> None:
        super().__init__()
        self._around = around
        self._workspace = around.workspace
        self._memory = around.memory
        self.theme = theme
        self.tasks = Tasks(self)
        self._first = first
        self._painted = False
        self.opened: OpenedPlan | None = None
        self.frame: PlanFrame | None = None
        self.question: QMessageBox | None = None
        self.setWindowTitle(PROGRAM)
        self.start = StartScreen(around.today().year)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self.setCentralWidget(self._stack)
        self.notice = Notice(self.start)
        self.menus = commands.menus_of(self)
        self._tend = QTimer(self)
        self._tend.setInterval(TEND_EVERY)
        self._tend.timeout.connect(self._look_after)
        self._connect()
        self.resize(QSize(1200, 760))
        self.restoreGeometry(self._memory.state("window"))

    def open_path(self, path: Path, *, read_only: bool = False) -> None:
        """Open a plan; the one that is open is closed first."""
        self.leave(lambda: self._open(path, read_only=read_only))

    def leave(self, then: Callable[[], None]) -> None:
        """Close the open plan, if it can be saved, and go on."""
        if self.frame is None:
            then()
        elif self._saved():
            self._let_go()
            then()
        else:
            self._ask(then)

    def show_start(self) -> None:
        """The list of plans."""
        self._stack.setCurrentWidget(self.start)
        self.setWindowTitle(PROGRAM)
        self.menus.follow(plan_open=False)
        self.start.show_plans()
        self._list_plans()

    def make_plan(self, asked: NewPlan) -> None:
        """A new plan of the library, and open it."""
        self.tasks.run(
            lambda: self._workspace.new_plan(
                start_year=asked.start_year, end_year=asked.end_year, catalog=asked.catalog, school=asked.school
            ),
            self.open_path,
            self._refused,
        )

    def open_example(self) -> None:
        """A copy of the example school in the library, and open it."""
        self.tasks.run(
            lambda: self._around.load_example(self._workspace, self._around.load_reference()),
            self.open_path,
            self._refused,
        )

    def choose_file(self) -> None:
        """A plan that lies somewhere else."""
        name, _ = QFileDialog.getOpenFileName(self, "Abrir un plan", "", "Planes de PMI Escritorio (*.pmi)")
        if name:
            self.open_path(Path(name))

    def save_copy(self) -> None:
        """The plan as it is on the screen, into another file."""
        if self.opened is None or self.frame is None:
            return
        self.frame.page.settle()
        name, _ = QFileDialog.getSaveFileName(
            self, "Guardar una copia", self.opened.path.name, "Planes de PMI Escritorio (*.pmi)"
        )
        if name:
            target = Path(name if name.endswith(".pmi") else f"{name}.pmi")
            opened = self.opened
            self.tasks.run(
                lambda: opened.save_copy(target), lambda _: self.say(f"Copia guardada en {target}."), self._refused
            )

    def back_up(self) -> None:
        """A backup, now."""
        if self.opened is not None and self.frame is not None:
            self.frame.page.settle()
            self.frame.autosave.flush(SECONDS_TO_SAVE)
            opened = self.opened
            self.tasks.run(
                lambda: opened.back_up(Reason.DEMAND), lambda _: self.say("Copia de seguridad hecha."), self._refused
            )

    def say(self, text: str) -> None:
        """A short word wherever one is."""
        (self.frame.notice if self.frame is not None else self.notice).say(text)

    def rescue(self) -> bool:
        """Save what there is, whatever happened; whether all is saved."""
        return self.frame is None or self.frame.autosave.flush(SECONDS_TO_SAVE)

    def _open(self, path: Path, *, read_only: bool) -> None:
        self.notice.say(f"Abriendo {path.name}…", stays=True)

        def job() -> tuple[OpenedPlan, Reference]:
            reference = self._around.load_reference()
            return self._workspace.open(path, read_only=read_only), reference

        self.tasks.run(job, lambda found: self._show(*found), lambda problem: self._cannot_open(path, problem))

    def _show(self, opened: OpenedPlan, reference: Reference) -> None:
        around = self._around
        plan_id = opened.editor.plan.info.id
        context = PlanContext(
            opened,
            self._workspace,
            reference,
            tasks=self.tasks,
            drafts=Drafts(self._workspace.data / "a-medias" / f"{plan_id}.json"),
            memory=self._memory,
            today=around.today,
            new_id=around.new_id,
        )
        self.opened = opened
        self.frame = PlanFrame(context)
        self.frame.copy_wanted.connect(self.save_copy)
        self.frame.worker_changed.connect(lambda who: self._worked_by(plan_id, who))
        self.frame.refreshed.connect(self._follow)
        self._stack.addWidget(self.frame)
        self._stack.setCurrentWidget(self.frame)
        self.notice.hide()
        self.frame.go_back_to(self._last_place(opened))
        name, years = plan_title(opened.editor.plan)
        self.setWindowTitle(f"{name} · {years} · {PROGRAM}")
        self._warn(opened)
        self._look_after()
        self._tend.start()

    def _last_place(self, opened: OpenedPlan) -> Place:
        """Where one was in this plan; in an empty one its first step."""
        step, _, name = self._memory.text(f"place.{opened.editor.plan.info.id}").partition("|")
        if not step:
            begun = any(
                state is not State.EMPTY for one, state in states(opened.editor.plan, ()).items() if one != "school"
            )
            step = HOME if begun else "school"
        return Place(step, name)

    def _warn(self, opened: OpenedPlan) -> None:
        if opened.why_read_only is not None:
            self.say(f"Este plan solo se puede mirar. {sentence(opened.why_read_only)}")
        elif opened.editor.read_only:
            self.say("Este plan está abierto solo para mirarlo.")
        elif opened.place in _WARNINGS:
            self.say(_WARNINGS[opened.place])

    def _cannot_open(self, path: Path, problem: PmiError) -> None:
        if isinstance(problem, PlanInUse):
            self.notice.say(
                sentence(problem),
                "Abrir solo para mirar",
                lambda: self.open_path(path, read_only=True),
                stays=True,
            )
            return
        self.notice.say(sentence(problem), stays=True)
        self.tasks.run(
            lambda: self._workspace.newest_backup(path),
            lambda found: self._offer_backup(path, problem, found),
            lambda _: None,
        )

    def _offer_backup(self, path: Path, problem: PmiError, found: Backup | None) -> None:
        if found is not None and commands.mended_by_backup(problem):
            self.notice.say(
                f"{sentence(problem)} Hay una copia del {found.made_at:%d/%m/%Y a las %H:%M}.",
                "Recuperar esa copia",
                lambda: self._recover(path, found),
                stays=True,
            )

    def _recover(self, path: Path, found: Backup) -> None:
        self.tasks.run(lambda: self._workspace.recover(path, found.path), lambda _: self.open_path(path), self._refused)

    def _refused(self, problem: PmiError) -> None:
        bar = self.frame.notice if self.frame is not None else self.notice
        bar.say(sentence(problem), stays=True)

    def _saved(self) -> bool:
        assert self.frame is not None
        self.frame.page.settle()
        return self.frame.autosave.flush(SECONDS_TO_SAVE)

    def _ask(self, then: Callable[[], None]) -> None:
        """What to do with edits that the disk does not take."""
        assert self.frame is not None
        problem = self.frame.autosave.problem
        why = sentence(problem) if problem is not None else "El disco no responde."
        box = QMessageBox(QMessageBox.Icon.Warning, PROGRAM, f"Lo último que escribió no está guardado. {why}")
        box.setParent(self, box.windowFlags())
        box.setInformativeText("Si cierra ahora, eso se pierde.")
        keep = box.addButton("Seguir trabajando", QMessageBox.ButtonRole.RejectRole)
        copy = box.addButton("Guardar una copia…", QMessageBox.ButtonRole.ActionRole)
        lose = box.addButton("Cerrar sin guardar", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        copy.clicked.connect(self.save_copy)
        lose.clicked.connect(lambda: self._close_unsaved(then))
        self.question = box
        box.open()

    def _close_unsaved(self, then: Callable[[], None]) -> None:
        self._let_go()
        then()

    def _let_go(self) -> None:
        """Take the plan's screens away and give its file back."""
        assert self.frame is not None
        assert self.opened is not None
        self._remember_place()
        self._tend.stop()
        self.frame.close_plan()
        self._stack.setCurrentWidget(self.start)
        self._stack.removeWidget(self.frame)
        frame, opened = self.frame, self.opened
        self.frame, self.opened = None, None
        frame.deleteLater()
        opened.close(timeout=SECONDS_TO_SAVE)

    def _remember_place(self) -> None:
        assert self.frame is not None
        plan, place = self.frame.context.plan, self.frame.place
        standing = states(plan, self.frame.checking.findings)
        complete = sum(state is State.COMPLETE for state in standing.values())
        self._memory.remember(f"place.{plan.info.id}", f"{place.step}|{place.input}")
        self._memory.remember(f"complete.{plan.info.id}", complete)

    def _worked_by(self, plan_id: str, who: str) -> None:
        self._memory.remember_worker(plan_id, who)

    def _follow(self) -> None:
        if self.opened is not None:
            editor = self.opened.editor
            self.menus.follow(plan_open=True, undo=editor.undo_label, redo=editor.redo_label)

    def _list_plans(self) -> None:
        self.tasks.run(self._workspace.plans, self._show_plans, self._refused)

    def _show_plans(self, found: tuple[Summary, ...]) -> None:
        self.start.show_cards([self._card(one) for one in found])

    def _card(self, one: Summary) -> PlanCard:
        complete = self._memory.number(f"complete.{one.plan_id}", -1)
        card = commands.card_of(one)
        return replace(card, complete=complete, steps=commands.STEP_COUNT) if complete >= 0 else card

    def _look_after(self) -> None:
        """Backups that nobody asks for."""
        if self.opened is not None:
            self.tasks.run(self.opened.tend, self._tended)

    def _tended(self, result: Backup | PmiError | None) -> None:
        if isinstance(result, PmiError):
            self.say(f"No se pudo hacer la copia de seguridad. {sentence(result)}")

    def _connect(self) -> None:
        self.start.open_wanted.connect(self.open_path)
        self.start.file_wanted.connect(self.choose_file)
        self.start.example_wanted.connect(self.open_example)
        self.start.new_wanted.connect(self.make_plan)
        self.start.installEventFilter(self)
        self.theme.changing.connect(self._lighten)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._activity)

    def _lighten(self) -> None:
        if self.frame is not None:
            self.frame.forget_hidden_pages()

    def _activity(self, state: Qt.ApplicationState) -> None:
        """Save when another program comes to the front."""
        if state is not Qt.ApplicationState.ApplicationActive and self.frame is not None:
            self.frame.page.settle()
            self.frame.autosave.save()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Load the rest once something is on the screen."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.after_first_paint)
        return super().eventFilter(watched, event)

    def after_first_paint(self) -> None:
        """Open what was given and list the plans."""
        self.start.removeEventFilter(self)
        if self._first is not None:
            self.open_path(self._first)
        self._list_plans()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the plan's commands off."""
        super().showEvent(event)
        if self.frame is None:
            self.menus.follow(plan_open=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never close in silence on work that is not on the disk."""
        if self.frame is not None and not self._saved():
            event.ignore()
            self._ask(self.close_window)
            return
        self._finish()
        super().closeEvent(event)

    def close_window(self) -> None:
        """Close, as the cross does."""
        self.close()

    def _finish(self) -> None:
        self._memory.remember_state("window", self.saveGeometry())
        if self.frame is not None:
            self._let_go()
        self.tasks.close()
        self._memory.close()
