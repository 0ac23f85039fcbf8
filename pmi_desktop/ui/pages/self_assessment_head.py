"""Above the components: which assessment, how far it is, and what can be done with it as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import assessments_by_year
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.self_assessment_paper import PaperButton
from pmi_desktop.ui.pages.self_assessment_walk import Walk
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label

_GAP = 8


class AssessmentHead(QWidget):
    """Shows what :meth:`show_plan` gives it; tells by its signals what is wanted."""

    chosen = Signal(str)
    new_wanted = Signal()
    filter_changed = Signal(bool)
    meeting_wanted = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._assessment: Assessment | None = None
        self._offered: list[tuple[str, str]] = []
        title = QLabel("Autoevaluación")
        title.setProperty("role", "title")
        self._choice = Combo()
        self._choice.setObjectName(Assessment.KIND)
        self._choice.setMinimumContentsLength(9)
        title.setBuddy(self._choice)
        self._choice.setAccessibleName("Autoevaluación que se trabaja")
        self._choice.setAccessibleDescription("Elija el año de la autoevaluación; la más reciente va primero.")
        self._choice.currentIndexChanged.connect(lambda _: self.chosen.emit(str(self._choice.currentData() or "")))
        self.new = _button("Nueva autoevaluación", "new_assessment", "Empieza la autoevaluación del año siguiente.")
        self.new.clicked.connect(lambda _=False: self.new_wanted.emit())
        self.data = _button("Año y fecha", "assessment_data", "Muestra u oculta el año, la fecha y la edición.")
        self.data.setCheckable(True)
        self.data.toggled.connect(self._show_data)
        self._counter = QLabel("")
        self._counter.setObjectName("rating_counter")
        self._counter.setProperty("role", "label")
        self.filter = QCheckBox("Solo pendientes")
        self.filter.setObjectName("pending_only")
        self.filter.setAccessibleName("Solo pendientes")
        self.filter.setAccessibleDescription("Deja en la lista los componentes que aún no se han valorado.")
        self.filter.toggled.connect(self.filter_changed)
        self._paper = PaperButton(context, lambda: self._assessment)
        meeting = _button(
            "Modo reunión", "meeting_mode", "Pantalla completa para valorar con el equipo y un proyector."
        )
        meeting.clicked.connect(lambda _=False: self.meeting_wanted.emit())
        self._lay_out((title, self._choice, self.new, self.data), (self._counter, self.filter, meeting, self._paper))

    def show_plan(self, plan: Plan, walk: Walk) -> None:
        """Show the assessments there are, and how far this one is."""
        self._assessment = walk.assessment
        self._offer([(one.id, _title(one)) for one in reversed(assessments_by_year(plan))], walk.assessment.id)
        self._counter.setText(f"{walk.done} de {len(walk.order)} valorados")
        self.new.setEnabled(self._context.may_add(Assessment))
        self._remove.setEnabled(self._context.may_change(walk.assessment))
        self._edition.setText(f"Componentes de la {walk.catalog.title}.")
        self._card.setObjectName(f"{Assessment.KIND}:{walk.assessment.id}")
        self._form.show_record(walk.assessment)

    @property
    def last(self) -> QWidget:
        """The last stop of the Tab key in it."""
        return self._remove

    def focus(self, field: str) -> bool:
        """Give the year or the date the focus."""
        self.data.setChecked(True)
        return self._form.focus(field or "year")

    def height_in(self, width: int) -> int:
        """How high its two lines are in a width, whether year and date are shown below them or not."""
        return sum(line.heightForWidth(width) for line in self._lines) + _GAP

    def settle(self) -> None:
        """Take what is being typed."""
        self._form.settle()

    def _offer(self, offered: list[tuple[str, str]], current: str) -> None:
        self._choice.blockSignals(True)
        if offered != self._offered:
            self._offered = offered
            self._choice.clear()
            for key, word in offered:
                self._choice.addItem(word, key)
        self._choice.setCurrentIndex(self._choice.findData(current))
        self._choice.blockSignals(False)

    def _show_data(self, shown: bool) -> None:
        self._card.setVisible(shown)

    def _remove_it(self) -> None:
        """Take the assessment away with its ratings; undo brings all of it back."""
        if self._assessment is not None:
            self.settle()
            name = _title(self._assessment)
            self._context.apply(gestures.remove(self._context.plan, self._assessment))
            self._context.notice(f"Autoevaluación {name[:1].lower()}{name[1:]} eliminada")

    def _lay_out(self, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(_GAP)
        self._lines = [QWidget(), QWidget()]
        for line, widgets in zip(self._lines, (first, second), strict=True):
            flow = FlowLayout(line, gap=_GAP)
            for widget in widgets:
                flow.addWidget(widget)
            whole.addWidget(line)
        self._card = QFrame()
        self._form = Form(self._context, Assessment, (Section("", (("year", "finished_on"),)),))
        self._edition = text_label("", "hint")
        self._remove = _button("Eliminar esta autoevaluación", "", "Con sus valoraciones; se puede deshacer.")
        self._remove.clicked.connect(lambda _=False: self._remove_it())
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self._form)
        inside.addWidget(self._edition)
        inside.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.hide()
        whole.addWidget(self._card)


def _title(assessment: Assessment) -> str:
    return "Sin año" if assessment.year is None else f"Año {assessment.year}"


def _button(text: str, name: str, description: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setAccessibleDescription(description)
    button.setToolTip(description)
    return button
