"""The few things a plan must know before it can begin."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from pmi_desktop.domain.fields import TEXT_LIMIT
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.inputs import LineEdit, clean_line
from pmi_desktop.ui.widgets.layouts import GAP, Line, text_label

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
LONGEST = 4
"""Years a plan may last."""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What was asked for."""

    school: str
    start_year: int
    end_year: int
    catalog: str


class NewPlanForm(QWidget):
    """School, years and edition, all with an answer already there; ``made`` carries a :class:`NewPlan`."""

    made = Signal(object)
    left = Signal()

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self._school = LineEdit()
        self._first = _years("new_plan.start_year", "Primer año", range(this_year - 2, this_year + 4), this_year)
        self._last = Combo()
        self._last.setObjectName("new_plan.end_year")
        self._last.setAccessibleName("Último año")
        self._last.setAccessibleDescription("Un PMI dura de uno a cuatro años.")
        self._editions = {edition: QRadioButton(title) for edition, (title, _) in EDITIONS.items()}
        self._first.currentIndexChanged.connect(self._follow)
        self._follow()
        self._build()

    def start(self) -> None:
        """Begin with an empty name."""
        self._school.clear()
        self._school.setFocus()

    def _build(self) -> None:
        title = text_label("Nuevo plan", "title")
        self._school.setObjectName("new_plan.school")
        self._school.setAccessibleName("Nombre del establecimiento")
        self._school.setAccessibleDescription("Puede completarlo después.")
        self._school.setPlaceholderText("Ej.: Centro Educativo Rural Loma del Sietecueros")
        self._school.returnPressed.connect(self._make)
        name = text_label("Nombre del establecimiento", "label")
        name.setBuddy(self._school)
        years = Line()
        for label, combo in (("Primer año", self._first), ("Último año", self._last)):
            years.add(_labelled(label, combo), width=10)
        years.add_space()
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for widget in (name, self._school):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(years)
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
        create = QPushButton("Crear el plan")
        create.setObjectName("create")
        create.setProperty("role", "main")
        create.setAccessibleDescription("Crea el plan y abre su primer paso.")
        create.clicked.connect(self._make)
        back = QPushButton("Volver")
        back.setObjectName("leave_new")
        back.setAccessibleDescription("Vuelve a la lista de planes.")
        back.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addWidget(create)
        buttons.addWidget(back)
        buttons.addStretch(1)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(title)
        whole.addWidget(card)
        whole.addLayout(buttons)
        content.setMaximumWidth(46 * em(self))
        around = QVBoxLayout(self)
        around.setContentsMargins(32, 32, 32, 32)
        around.addWidget(content, 0, Qt.AlignmentFlag(0))
        around.addStretch(1)

    def _follow(self) -> None:
        """The last year is one of the four from the first."""
        first = int(self._first.currentData())
        years = [first + more for more in range(LONGEST)]
        chosen = self._last.currentData()
        self._last.clear()
        for year in years:
            self._last.addItem(str(year), year)
        self._last.setCurrentIndex(years.index(chosen) if chosen in years else 0)

    def _make(self) -> None:
        edition = next(edition for edition, mark in self._editions.items() if mark.isChecked())
        school = clean_line(self._school.text()).strip()[:TEXT_LIMIT]
        self.made.emit(NewPlan(school, int(self._first.currentData()), int(self._last.currentData()), edition))


def _years(name: str, label: str, years: range, chosen: int) -> Combo:
    combo = Combo()
    combo.setObjectName(name)
    combo.setAccessibleName(label)
    combo.setAccessibleDescription("Los años que abarca el plan.")
    for year in years:
        combo.addItem(str(year), year)
    combo.setCurrentIndex(list(years).index(chosen))
    return combo


def _labelled(text: str, combo: Combo) -> QWidget:
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    label = text_label(text, "label")
    label.setBuddy(combo)
    layout.addWidget(label)
    layout.addWidget(combo)
    return cell
