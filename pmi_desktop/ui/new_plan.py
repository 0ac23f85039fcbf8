"""The few things a plan must know before it can begin."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout

from pmi_desktop.domain.fields import TEXT_LIMIT
from pmi_desktop.ui.buttons import act_button
from pmi_desktop.ui.start_panel import StartPanel
from pmi_desktop.ui.widgets.inputs import LineEdit, clean_line
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.years import YearsChoice

EDITIONS = {
    "guia34-2008": (
        "Guía 34 de 2008: 93 componentes",
        "La que usan hoy los formatos de la Secretaría. Si no está seguro, elija esta.",
    ),
    "guia34-2026": (
        "Actualización de 2026: 45 componentes",
        "Elíjala solo si la Secretaría ya se la pidió a su establecimiento.",
    ),
}


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What was asked for."""

    school: str
    start_year: int
    end_year: int
    catalog: str


class NewPlanForm(StartPanel):
    """School, years and edition, all with an answer already there; ``made`` carries a :class:`NewPlan`."""

    made = Signal(object)

    def __init__(self, this_year: int) -> None:
        super().__init__("Nuevo plan", "new_plan")
        self._school = LineEdit()
        self._years = YearsChoice("new_plan", this_year)
        self._editions = {edition: QRadioButton(title) for edition, (title, _) in EDITIONS.items()}
        self._build()

    def start(self) -> None:
        """Begin with an empty name."""
        self._school.clear()
        self._school.setFocus()

    def _build(self) -> None:
        self._school.setObjectName("new_plan.school")
        self._school.setAccessibleName("Nombre del establecimiento")
        self._school.setAccessibleDescription("Puede completarlo después.")
        self._school.setPlaceholderText("Ej.: Centro Educativo Rural Loma del Sietecueros")
        self._school.returnPressed.connect(self._make)
        name = text_label("Nombre del establecimiento", "label")
        name.setBuddy(self._school)
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for widget in (name, self._school):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self._years)
        column.addSpacing(8)
        column.addWidget(text_label("Lista de componentes que va a valorar", "label"))
        column.setSpacing(4)
        for edition, mark in self._editions.items():
            mark.setObjectName(f"new_plan.catalog.{edition}")
            mark.setAccessibleName(mark.text())
            mark.setAccessibleDescription(EDITIONS[edition][1])
            why = text_label(EDITIONS[edition][1], "hint")
            why.setContentsMargins(32, 0, 0, 8)
            column.addWidget(mark)
            column.addWidget(why)
        next(iter(self._editions.values())).setChecked(True)
        create = act_button("Crear el plan", "create", "Crea el plan y abre su primer paso.", self._make)
        create.setProperty("role", "main")
        self.body.addWidget(card)
        self.add_buttons(create)
        self.body.addStretch(1)

    def _make(self) -> None:
        edition = next(edition for edition, mark in self._editions.items() if mark.isChecked())
        school = clean_line(self._school.text()).strip()[:TEXT_LIMIT]
        self.made.emit(NewPlan(school, self._years.first, self._years.last, edition))
