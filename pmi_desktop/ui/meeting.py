"""The meeting mode: one component at a time over the whole screen, to be read from the last row."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pmi_desktop.domain import gestures
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.records import Edit
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.meeting_votes import VotesBox
from pmi_desktop.ui.pages.self_assessment_panel import RatingPanel
from pmi_desktop.ui.pages.self_assessment_walk import Walk, rate
from pmi_desktop.ui.shortcuts import sequences
from pmi_desktop.ui.widgets.scrolling import ScrollDown

POINTS = 15.0
"""Size of the text on a screen of 1024 × 768; it grows with the screen and is never below the text size chosen."""

_SIZES = {"label": 1.0, "muted": 0.94, "hint": 0.8, "overline": 0.86, "bad": 0.86, "warn": 0.86, "section": 1.6}
_KEYS = ("meeting_after", "meeting_before", "meeting_pending", "meeting_vote")


class MeetingWindow(QWidget):
    """A window of its own over the step's page, which tells it every change of the plan by :meth:`show_walk`.

    ``rated`` comes after each edit made here, ``moved`` with the component gone to, ``left`` when it closes: so the
    page is always at the same component and Esc comes back to it, or to the acta that was begun here.
    """

    rated = Signal()
    moved = Signal(str)
    left = Signal()

    def __init__(self, context: PlanContext, walk: Walk, component: str, page: QWidget) -> None:
        super().__init__(page, Qt.WindowType.Window)
        self._context = context
        self._walk = walk
        self._component = component
        self._points = 0.0
        self._minutes = ""
        self.setObjectName("meeting")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Modo reunión: autoevaluación")
        self._progress = QLabel()
        self._progress.setObjectName("meeting_progress")
        self._progress.setProperty("role", "label")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Componentes valorados")
        self._said = QLabel()
        self._said.setObjectName("meeting_notice")
        self._said.setProperty("role", "label")
        self.panel = RatingPanel(context, _KEYS, beside=True)
        self.panel.rated.connect(self._changed)
        self.panel.asked.connect(self._pressed)
        self.votes = VotesBox()
        self.votes.counted.connect(self._count)
        self.votes.accepted.connect(self._accept)
        self.votes.finished.connect(self._to_level)
        self.votes.hide()
        self.panel.texts.insertWidget(0, self.votes)
        self._acts: dict[str, Callable[[], None]] = {
            "meeting_after": lambda: self.step_on(1),
            "meeting_before": lambda: self.step_on(-1),
            "meeting_pending": self.next_pending,
            "meeting_vote": self.vote,
        }
        self._lay_out()
        self._listen("meeting_leave", self._leave_text_or_mode)
        self._listen("rate_next", lambda: self.step_on(1))
        self._listen("undo", lambda: self._take_back("Se deshizo", context.editor.undo_label, context.editor.undo))
        self._listen("redo", lambda: self._take_back("Se rehizo", context.editor.redo_label, context.editor.redo))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._restyle()
        self.show_walk(walk)
        self._to_level()

    @property
    def component(self) -> str:
        """The component shown."""
        return self._component

    def show_walk(self, walk: Walk) -> None:
        """Show the assessment as the plan has it now."""
        self._walk = walk
        if self._component not in walk.catalog.components:
            self._component = walk.order[0]
        rating = walk.rating(self._component)
        left = len(walk.order) - walk.done
        self._progress.setText(f"{walk.done} de {len(walk.order)} · {_left(left)}{self._unsaved()}")
        self._bar.setMaximum(len(walk.order))
        self._bar.setValue(walk.done)
        self.votes.show_rating(rating, read_only=not self._context.may_change(rating))
        self.panel.show_component(walk, self._component)

    def go_to(self, component: str, field: str = "level") -> bool:
        """Show a component, the focus in one of its fields."""
        self.settle()
        if component != self._component:
            self._component = component
            self._said.setText("")
            self.panel.picker.setFocus()  # before what has the focus is hidden: Qt would look for another place
            self.votes.hide()
            self.moved.emit(component)
        return self.panel.focus(field)

    def step_on(self, by: int) -> None:
        """The component after this one, or before it."""
        self.settle()
        found = self._walk.beside(self._component, by)
        if found:
            self.go_to(found)
        else:
            self._said.setText("Este es el último componente." if by > 0 else "Este es el primer componente.")
            self._to_level()

    def next_pending(self) -> None:
        """The next component without a rating, going around at the end."""
        self.settle()
        found = self._walk.next_pending(self._component)
        if found:
            self.go_to(found)
        else:
            self._said.setText("No queda ningún otro componente pendiente.")

    def vote(self) -> None:
        """Count hands."""
        self.votes.show()
        self.votes.begin()

    def begin_minutes(self) -> None:
        """An acta of this meeting, to be completed after it; one per meeting."""
        self.settle()
        plan, context = self._context.plan, self._context
        if not context.may_add(Meeting):
            return
        if plan.get(Meeting, self._minutes) is None:
            about = f"Autoevaluación institucional {self._walk.assessment.year or ''}".strip()
            made = Meeting(id=context.new_id(), kind="equipo", date=context.today(), agenda=about)
            context.apply(gestures.add(plan, made))
            self._minutes = made.id
        self._said.setText("Acta comenzada: al salir podrá completarla.")

    def settle(self) -> None:
        """Take what is being typed."""
        self.votes.settle()
        self.panel.settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost."""
        self.settle()
        self.left.emit()
        if self._context.plan.get(Meeting, self._minutes) is not None:
            self._context.go_to((Meeting.KIND, self._minutes), "number")
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters as large as the screen allows."""
        super().resizeEvent(event)
        self._restyle()

    def _pressed(self, name: str) -> None:
        self._acts[name]()

    def _changed(self) -> None:
        self._said.setText("")
        self.rated.emit()

    def _count(self, votes: tuple[int, ...]) -> None:
        rating = self._walk.rating(self._component)
        self._context.apply(gestures.change(self._context.plan, rating, votes=votes))
        self._changed()

    def _accept(self, level: int) -> None:
        self._context.apply(rate(self._context.plan, self._walk.rating(self._component), level))
        self._changed()
        self._to_level()

    def _to_level(self) -> None:
        self.panel.focus("level")

    def _leave_text_or_mode(self) -> None:
        if self.panel.picker.hasFocus():
            self._close()
        else:
            self.settle()
            self._to_level()

    def _close(self) -> None:
        self.close()

    def _take_back(self, done: str, label: str | None, act: Callable[[], Edit | None]) -> None:
        """Undo or redo, and show the component it was about."""
        self.settle()
        edit = act()
        if edit is None or label is None:
            return
        self.rated.emit()
        key = next((change.ident[1] for change in edit.changes if change.ident[0] == Rating.KIND), "")
        assessment, _, component = key.partition("/")
        if assessment == self._walk.assessment.id and component in self._walk.catalog.components:
            self.go_to(component)
        self._said.setText(f"{done}: {label}")

    def _unsaved(self) -> str:
        report = self._context.editor.last_report
        return " · ! Sin guardar" if report is not None and report.problem is not None else ""

    def _listen(self, name: str, act: Callable[[], None]) -> None:
        for keys in sequences(name):
            QShortcut(keys, self).activated.connect(act)

    def _follow(self, old: QObject | None, new: QObject | None) -> None:
        """Keep what has the focus in sight."""
        if new is self.panel.picker:
            self._scroll.verticalScrollBar().setValue(0)
        elif isinstance(new, QWidget) and self.panel.isAncestorOf(new):
            self._scroll.ensureWidgetVisible(new, 0, 40)

    def _restyle(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        scale = min(self.width() / 1024, self.height() / 768)
        points = round(max(POINTS * scale, app.font().pointSizeF()), 1)
        if points != self._points:
            self._points = points
            roles = "".join(
                f'QLabel[role="{role}"] {{ font-size: {points * factor:.1f}pt; }}' for role, factor in _SIZES.items()
            )
            self.setStyleSheet(f"* {{ font-size: {points:.1f}pt; }} {roles}")

    def _lay_out(self) -> None:
        self._scroll = ScrollDown()
        self._scroll.put(self.panel)
        above = QHBoxLayout()
        above.addWidget(self._progress)
        above.addStretch(1)
        above.addWidget(self._said)
        below = QHBoxLayout()
        below.setSpacing(8)
        for text, name in (("← Anterior", "before"), ("Siguiente →", "after")):
            below.addWidget(self._button(text, f"meeting_{name}", self._acts[f"meeting_{name}"]))
        below.addWidget(self._button("Pendiente (P)", "meeting_pending", self.next_pending))
        below.addStretch(1)
        minutes = self._button("Hacer el acta", "meeting_minutes", self.begin_minutes)
        minutes.setEnabled(self._context.may_add(Meeting))
        below.addWidget(minutes)
        below.addWidget(self._button("Votos (V)", "meeting_vote", self.vote))
        below.addWidget(self._button("Salir (Esc)", "meeting_leave", self._close))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 14, 20, 14)
        whole.setSpacing(10)
        whole.addLayout(above)
        whole.addWidget(self._bar)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(below)

    def _button(self, text: str, name: str, act: Callable[[], None]) -> QPushButton:
        """A button for the mouse; the keyboard stays where it is."""
        button = QPushButton(text)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(text)
        button.setAccessibleDescription(text)
        button.clicked.connect(lambda _=False: act())
        return button


def _left(count: int) -> str:
    return "completa" if not count else "falta 1" if count == 1 else f"faltan {count}"
