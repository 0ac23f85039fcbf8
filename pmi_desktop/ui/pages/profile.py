"""The institutional profile: how the school stands, in bars, as a map, as a table, beside the year before."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pmi_desktop.domain.catalog import assessments_by_year
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.figures.comparison import Compared, Comparison, comparison_of
from pmi_desktop.domain.figures.profile import Line as ProfileLine
from pmi_desktop.domain.figures.profile import Profile, profile_of
from pmi_desktop.domain.numbers import show_number, show_percent
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.files import write_whole
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.profile_charts import ProfileChart, Row, picture
from pmi_desktop.ui.widgets.record_list import invitation, push_button

_NOTHING = "El perfil sale de la autoevaluación. Hágala primero."
COLUMNS = ("Área o proceso", "1", "2", "3", "4", "Promedio", "Antes")


class ProfilePage(ScrollPage):
    """Step ``profile``."""

    step: ClassVar[str] = "profile"
    intro: ClassVar[str] = (
        "Se calcula solo, con lo que se valoró en la autoevaluación. Lo pendiente no cuenta como nivel 1."
    )

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._shown: Profile | None = None
        self._assessments: tuple[Assessment, ...] = ()
        self._choice = Combo()
        self._choice.setAccessibleName("Autoevaluación que se muestra")
        self._choice.setAccessibleDescription("Elija el año de la autoevaluación.")
        self._choice.currentIndexChanged.connect(lambda _: self.show_plan(self.context.plan))
        self._save = QPushButton("Guardar como imagen…")
        self._save.setAccessibleName("Guardar como imagen")
        self._save.setAccessibleDescription("Guarda las barras y el mapa en un archivo PNG.")
        self._save.clicked.connect(self._save_picture)
        self._choice.setMinimumContentsLength(10)
        self._choice_label = text_label("Autoevaluación", "label")
        self._choice_label.setWordWrap(False)
        self._choice_label.setBuddy(self._choice)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._choice_label)
        line.addWidget(self._choice)
        line.addWidget(self._save)
        line.addStretch(1)
        self.body.addLayout(line)
        self._to_ratings = push_button(
            "Ir a la autoevaluación", _NOTHING, lambda: context.step_wanted.emit(Assessment.STEP)
        )
        self._to_ratings.setProperty("role", "main")
        self._nothing = invitation(_NOTHING, self._to_ratings)
        self.body.addWidget(self._nothing)
        self._summary = text_label("", "section")
        self.body.addWidget(self._summary)
        self._bars = ProfileChart("Barras por área de gestión", as_map=False)
        self._map = ProfileChart("Mapa de procesos y niveles", as_map=True)
        self._table = _table()
        self._cards = [
            self._card("Por área de gestión", "Cuántos componentes hay en cada nivel.", self._bars),
            self._card("Por proceso", "Color más fuerte: mayor parte de los componentes del proceso.", self._map),
            self._card(
                "En números", "Componentes y porcentaje por nivel, promedio y promedio del año anterior.", self._table
            ),
        ]

    def _card(self, title: str, hint: str, inside: QWidget) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(text_label(title, "section"))
        layout.addWidget(text_label(hint, "hint"))
        layout.addWidget(inside)
        self.body.addWidget(card)
        return card

    def show_plan(self, plan: Plan) -> None:
        self._offer(tuple(reversed(assessments_by_year(plan))))
        assessment = plan.get(Assessment, self._choice.currentData())
        self._nothing.setVisible(assessment is None)
        for widget in (*self._cards, self._summary, self._choice_label, self._choice, self._save):
            widget.setVisible(assessment is not None)
        if assessment is None:
            return
        profile = profile_of(plan, self.context.reference, assessment)
        comparison = comparison_of(plan, self.context.reference, assessment)
        self._summary.setText(_summary(profile))
        areas, processes = _rows(profile, comparison)
        self._bars.show_rows(areas)
        self._map.show_rows(processes)
        school = Row("Todo el establecimiento", profile.school, comparison.school.before if comparison else None)
        self._fill_table(profile, school, areas, processes)
        self._shown = profile

    def _offer(self, assessments: tuple[Assessment, ...]) -> None:
        """The years to choose from, the newest first; the choice is kept."""
        if assessments == self._assessments:
            return
        kept, self._assessments = self._choice.currentData(), assessments
        self._choice.blockSignals(True)
        self._choice.clear()
        for one in assessments:
            self._choice.addItem(_title(one), one.id)
        self._choice.setCurrentIndex(max(self._choice.findData(kept), 0))
        self._choice.blockSignals(False)

    def _fill_table(self, profile: Profile, school: Row, areas: Sequence[Row], processes: Sequence[Row]) -> None:
        """The school, then each area with its processes."""
        model = self._table.model()
        assert isinstance(model, QStandardItemModel)
        by_id = dict(zip((one.id for one in (*profile.areas, *profile.processes)), (*areas, *processes), strict=True))
        catalog = self.context.reference.catalog(self.context.plan, profile.assessment)
        rows = [(school, True)]
        for area in catalog.areas:
            rows.append((by_id[area.id], True))
            rows += [(by_id[process.id], False) for process in area.processes]
        model.setRowCount(0)
        for row, strong in rows:
            model.appendRow(_cells(row, strong=strong))
        self._table.resizeRowsToContents()
        height = self._table.horizontalHeader().sizeHint().height() + 4
        self._table.setFixedHeight(height + sum(self._table.rowHeight(index) for index in range(model.rowCount())))

    def first_field(self) -> QWidget | None:
        return self._choice if self._choice.isVisibleTo(self) else self._to_ratings

    def _save_picture(self) -> None:
        if self._shown is None:
            return
        name = f"Perfil institucional {self._shown.assessment.year or ''}".strip()
        target, _ = QFileDialog.getSaveFileName(self, "Guardar como imagen", f"{name}.png", "Imagen PNG (*.png)")
        if not target:
            return
        target = target if target.lower().endswith(".png") else f"{target}.png"
        comparison = comparison_of(self.context.plan, self.context.reference, self._shown.assessment)
        areas, processes = _rows(self._shown, comparison)
        title = f"{self.context.plan.school.name}\n{name}".strip()
        data = QBuffer()
        data.open(QBuffer.OpenModeFlag.WriteOnly)
        picture(title, areas, processes, self.font()).save(data, "PNG")  # type: ignore[call-overload]  # bytes in Qt's stubs
        self.context.tasks.run(
            lambda: write_whole(Path(target), bytes(data.data().data())),
            lambda _: self.context.say(f"Imagen guardada en {target}."),
            lambda problem: self.context.say(sentence(problem)),
        )


def _title(assessment: Assessment) -> str:
    return "Sin año" if assessment.year is None else str(assessment.year)


def _summary(profile: Profile) -> str:
    tally = profile.school
    if not tally.rated:
        return "Todavía no se ha valorado ningún componente."
    words = [f"Promedio del establecimiento: {show_number(tally.mean, 2)}", f"{tally.rated} de {tally.total} valorados"]
    if tally.not_applicable:
        words.append("1 no aplica" if tally.not_applicable == 1 else f"{tally.not_applicable} no aplican")
    if tally.pending:
        words.append("1 pendiente" if tally.pending == 1 else f"{tally.pending} pendientes")
    return " · ".join(words)


def _rows(profile: Profile, comparison: Comparison | None) -> tuple[list[Row], list[Row]]:
    """The areas and the processes as they are drawn."""

    def rows(lines: Sequence[ProfileLine], before: Mapping[str, Compared]) -> list[Row]:
        return [Row(f"{one.id} {one.name}", one.tally, before[one.id].before if before else None) for one in lines]

    areas, processes = (comparison.areas, comparison.processes) if comparison else ({}, {})
    return rows(profile.areas, areas), rows(profile.processes, processes)


def _table() -> QTableView:
    """A table that is as high as its rows and as wide as the page."""
    table = QTableView()
    model = QStandardItemModel(0, len(COLUMNS), table)
    model.setHorizontalHeaderLabels(COLUMNS)
    table.setModel(model)
    table.setAccessibleName("Perfil en números")
    table.setAccessibleDescription("Componentes y porcentaje por nivel, promedio y promedio del año anterior.")
    table.verticalHeader().hide()
    table.setWordWrap(True)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table


def _cells(row: Row, *, strong: bool) -> list[QStandardItem]:
    """A row of the table: a count with its share below it in each level's cell."""
    levels = [
        f"{count}\n{show_percent(share, 0)}" if count else "–"
        for count, share in zip(row.tally.counts, row.tally.percentages, strict=True)
    ]
    mean = "–" if row.tally.mean is None else row.mean()
    before = "–" if row.before is None else show_number(row.before, 2)
    items = [QStandardItem(text) for text in (row.name, *levels, mean, before)]
    for index, item in enumerate(items):
        item.setEditable(False)
        item.setToolTip(row.told())
        if index:
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        if strong:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
    return items
