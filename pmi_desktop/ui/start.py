"""The first screen: the plans of this PC, and the ways to a new one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from pmi_desktop.ui.buttons import act_button
from pmi_desktop.ui.labels import text_label

if TYPE_CHECKING:  # the list and the inputs wait for the first paint
    from pmi_desktop.ui.new_plan import NewPlanForm
    from pmi_desktop.ui.plan_list import PlanCard, PlanList
    from pmi_desktop.ui.start_panel import StartPanel

GAP = 16
_WAYS = (
    ("Nuevo plan", "new", "Comienza el PMI de su establecimiento."),
    ("Nuevo a partir de uno anterior", "renew", "Trae la escuela, el equipo y lo que sigue."),
    ("Traer de una memoria…", "bring", "Copia aquí un plan, un paquete o un área."),
    ("Leer un formato lleno…", "read_form", "Hace un plan de un PMI en Excel, en el formato oficial."),
    ("Abrir un archivo…", "open_file", "Abre un plan donde está, sin copiarlo aquí."),
    ("Restaurar una copia…", "restore", "Vuelve a un plan como estaba otro día."),
    ("Ver la escuela de ejemplo", "example", "Un plan completo, para mirar y ensayar."),
)


class StartScreen(QWidget):
    """Recent plans at the left, the ways to a plan at the right; the form for a new one takes their place."""

    open_wanted = Signal(object)
    file_wanted = Signal()
    example_wanted = Signal()
    new_wanted = Signal(object)
    renew_wanted = Signal()
    bring_wanted = Signal()
    read_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self.setObjectName("page_ground")
        self.plans: PlanList | None = None
        self._waiting: QLabel = text_label("Buscando sus planes…", "muted")
        self._this_year = this_year
        self._new_form: NewPlanForm | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._overview())

    def complete(self) -> None:
        """What can wait for the first paint, since ``Qt``, of which it needs a word, takes a tenth of the start."""
        from PySide6.QtCore import Qt

        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def waiting(self) -> str:
        """What stands in the place of the list as long as there is none."""
        return self._waiting.text()

    @property
    def cards(self) -> "tuple[PlanCard, ...]":
        """The plans that are listed."""
        return self.plans.cards if self.plans is not None else ()

    def show_cards(self, cards: "Sequence[PlanCard]") -> None:
        """The plans of this PC, the last opened first."""
        if self.plans is None:
            from pmi_desktop.ui.plan_list import PlanList

            self.plans = PlanList()
            self.plans.chosen.connect(self.open_wanted)
            self._recent.insertWidget(self._recent.indexOf(self._waiting) + 1, self.plans, 1)
            QWidget.setTabOrder(self.plans, self.new_button)
        self.plans.show_cards(cards)
        self._waiting.setVisible(not cards)
        self.plans.setVisible(bool(cards))
        self._waiting.setText(
            "Aún no hay planes en este computador. Comience con «Nuevo plan», o mire la escuela de ejemplo."
        )
        if cards and self.isVisible() and self._pages.currentIndex() == 0:
            self.plans.setFocus()

    def show_plans(self) -> None:
        """Back to the list of plans."""
        self._pages.setCurrentIndex(0)
        (self.plans if self.plans is not None and self.cards else self.new_button).setFocus()

    @property
    def current(self) -> Path | None:
        """The plan that is chosen in the list."""
        return self.plans.current if self.plans is not None else None

    def show_new(self) -> None:
        """The form for a new plan."""
        if self._new_form is None:
            from pmi_desktop.ui.new_plan import NewPlanForm

            self._new_form = NewPlanForm(self._this_year)
            self._new_form.made.connect(self.new_wanted)
        self.show_panel(self._new_form)

    def show_panel(self, panel: "StartPanel") -> None:
        """Something else in the place of the list, until it is left."""
        if self._pages.indexOf(panel) < 0:
            self._pages.addWidget(panel)
            panel.left.connect(self.show_plans)
        self._pages.setCurrentWidget(panel)
        panel.start()

    def _overview(self) -> QWidget:
        overview = QWidget()
        recent = QVBoxLayout()
        recent.setSpacing(GAP)
        recent.addWidget(text_label("PMI Escritorio", "title"))
        recent.addWidget(
            text_label("El plan de mejoramiento de su establecimiento, del diagnóstico a la entrega.", "muted")
        )
        recent.addWidget(text_label("Planes en este computador", "section"))
        recent.addWidget(self._waiting)
        recent.addStretch(0)
        self._recent = recent
        row = QHBoxLayout(overview)
        row.setContentsMargins(32, 32, 32, 32)
        row.setSpacing(32)
        row.addLayout(recent, 3)
        row.addWidget(self._ways(), 2)
        return overview

    def _ways(self) -> QWidget:
        """How one gets to a plan; in the largest letters they scroll."""
        ways = QFrame()
        ways.setProperty("role", "card")
        column = QVBoxLayout(ways)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(6)
        acts = [self.show_new, self.renew_wanted.emit, self.bring_wanted.emit, self.read_wanted.emit]
        acts += [self.file_wanted.emit, self.restore_wanted.emit, self.example_wanted.emit]
        buttons = [act_button(*words, act) for words, act in zip(_WAYS, acts, strict=True)]
        self.new_button = buttons[0]
        self.new_button.setProperty("role", "main")
        for button in buttons:
            column.addWidget(button)
            column.addWidget(text_label(button.accessibleDescription(), "hint"))
            column.addSpacing(6)
        ground = QWidget()
        ground.setObjectName("page_body")
        below = QVBoxLayout(ground)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(ways)
        below.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(ground)
        return self._area
