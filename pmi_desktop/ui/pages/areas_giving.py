"""What is to be given to whom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pmi_desktop.domain.lending import Scope
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Member
from pmi_desktop.services.areas import Request, leaders
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.inputs import GrowingEdit, LineEdit, clean_line, clean_prose
from pmi_desktop.ui.widgets.layouts import Line, text_label
from pmi_desktop.ui.widgets.wrapping_mark import WrappingMark

LONGEST_NAME, LONGEST_NOTE = 120, 2000
OTHER = "Otra persona: escriba el nombre"


class GivingCard(Card):
    """The areas, what of them, who gets them, a note; ``wanted`` when the button is pressed."""

    wanted = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__("Entregar un área a un compañero")
        self._context = context
        areas = context.reference.catalog(context.plan).areas
        self._areas = {one.id: _mark(one.name, f"give.area.{one.id}", "Marque las áreas que entrega.") for one in areas}
        always = text_label("Se entregan para cambiar sus valoraciones, evidencias y factores críticos.", "hint")
        self._planning = _mark(
            "También sus objetivos, metas, acciones y recursos", "give.planning", "Deja cambiar el plan de esas áreas."
        )
        self._progress = _mark(
            "También sus avances en los cortes", "give.progress", "Deja escribir el seguimiento de esas áreas."
        )
        self._who = Combo()
        self._who.setObjectName("give.to")
        self._who.setMinimumContentsLength(24)
        self._name = LineEdit()
        self._note = GrowingEdit()
        self._button = QPushButton("Entregar…")
        self._button.setObjectName("give_area")
        self._button.setProperty("role", "main")
        self._button.setAccessibleDescription("Pregunta dónde guardar el archivo; elija la memoria USB.")
        self._button.clicked.connect(lambda _=False: self.wanted.emit())
        self.put(text_label("Qué se entrega", "label"), *self._areas.values(), always, self._planning, self._progress)
        self.put(_labelled("A quién", self._who), self._who)
        self._name_label = _labelled("Nombre", self._name)
        self.put(self._name_label, self._name, _labelled("Nota (si quiere)", self._note), self._note)
        row = Line(gap=8)
        row.add(self._button)
        row.add_space()
        self.put(row)
        self._describe()
        self._touched = False
        for mark in self._areas.values():
            mark.toggled.connect(lambda _: self._follow())
        self._who.activated.connect(lambda _: self._chosen())
        self._name.textChanged.connect(lambda _: self._fit())
        self._fit()

    @property
    def first(self) -> QWidget:
        """Where one begins."""
        return next(iter(self._areas.values()))

    def show_plan(self, plan: Plan) -> None:
        """Offer the people of the team."""
        offered = [(one.id, one.name or one.position or "Integrante sin nombre") for one in plan.all(Member)]
        offered.append(("", OTHER))
        if [(self._who.itemData(row), self._who.itemText(row)) for row in range(self._who.count())] != offered:
            chosen = self._who.currentData()
            self._who.clear()
            for key, name in offered:
                self._who.addItem(name, key)
            self._who.setCurrentIndex(max(self._who.findData(chosen if chosen is not None else offered[0][0]), 0))
        self._button.setEnabled(not self._context.editor.read_only)
        self._fit()

    def request(self) -> Request:
        """What is asked for."""
        return Request(
            scope=Scope(self._marked(), planning=self._planning.isChecked(), progress=self._progress.isChecked()),
            to=self._who.currentData() or clean_line(self._name.text()).strip(),
            note=clean_prose(self._note.toPlainText())[:LONGEST_NOTE].strip(),
        )

    def settle(self) -> None:
        """Nothing of this is in the plan."""

    def clear(self) -> None:
        """Ready for the next area."""
        for mark in self._areas.values():
            mark.setChecked(False)
        self._note.setPlainText("")
        self._touched = False

    def _marked(self) -> tuple[str, ...]:
        return tuple(area for area, mark in self._areas.items() if mark.isChecked())

    def _follow(self) -> None:
        """Propose whoever leads the area, as long as nobody chose."""
        found = leaders(self._context.plan, self._marked())
        if found and not self._touched:
            self._who.setCurrentIndex(self._who.findData(found[0].id))
        self._fit()

    def _chosen(self) -> None:
        self._touched = True
        self._fit()
        if self._name.isVisibleTo(self):
            self._name.setFocus()

    def _fit(self) -> None:
        other = not self._who.currentData()
        self._name.setVisible(other)
        self._name_label.setVisible(other)
        named = not other or bool(self._name.text().strip())
        self._button.setEnabled(bool(self._marked()) and named and not self._context.editor.read_only)

    def _describe(self) -> None:
        self._name.setMaxLength(LONGEST_NAME)
        for widget, name, label, description in (
            (self._who, "give.to", "A quién", "Quien va a trabajar el área en su computador."),
            (self._name, "give.name", "Nombre", "Nombre de quien va a trabajar el área."),
            (self._note, "give.note", "Nota", "Lo que quiera decirle, como para cuándo la necesita."),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(label)
            widget.setAccessibleDescription(description)


def _mark(text: str, name: str, description: str) -> WrappingMark:
    mark = WrappingMark(text)
    mark.setObjectName(name)
    mark.setAccessibleName(text)
    mark.setAccessibleDescription(description)
    return mark


def _labelled(text: str, widget: QWidget) -> QWidget:
    label = text_label(text, "label")
    label.setBuddy(widget)
    return label
