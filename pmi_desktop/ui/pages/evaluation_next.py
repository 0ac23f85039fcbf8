"""«Nuevo PMI a partir de este»: for which years, what would come along, and the button that does it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.renewing import Renewed, outlook_in_words, renewed, spans_after
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.layouts import GAP, Line, text_label
from pmi_desktop.ui.widgets.record_list import push_button

_COMES = (
    "Vienen el establecimiento, las sedes, el equipo, la identidad y la última autoevaluación como «el año anterior»."
    " Este plan se queda como está."
)


class NextPlan(QFrame):
    """Makes the new plan in the library and opens it."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._busy = False
        self.setProperty("role", "card")
        self._years = Combo()
        self._years.setObjectName("next_years")
        self._years.setMinimumContentsLength(12)
        self._years.setAccessibleName("Años del nuevo plan")
        self._years.setAccessibleDescription("Un PMI dura de uno a cuatro años.")
        self._outlook = text_label("", "")
        self._make = push_button(
            "Nuevo PMI a partir de este", "Hace un plan nuevo en este computador y lo abre.", self.renew
        )
        self._make.setObjectName("renew")
        self._make.setEnabled(context.lent is None)
        self._lay_out()

    def show_plan(self, plan: Plan) -> None:
        """Offer the years after this plan's, and say what its goals would become."""
        spans = spans_after(plan.info.end_year)
        if [self._years.itemData(row) for row in range(self._years.count())] != [one[-1] for one in spans]:
            self._years.clear()
            for one in spans:
                self._years.addItem(years_in_words(one), one[-1])
            self._years.setCurrentIndex(min(len(plan.years), len(spans)) - 1)
        if self._outlook.text() != outlook_in_words(plan):
            self._outlook.setText(outlook_in_words(plan))

    def renew(self) -> None:
        """Make it, then leave this plan for the new one."""
        if self._busy:
            return
        context, plan = self._context, self._context.plan
        span = spans_after(plan.info.end_year)[max(self._years.currentIndex(), 0)]
        self._busy = True
        context.tasks.run(lambda: renewed(plan, span, context.workspace), self._made, self._refused)

    def _made(self, made: Renewed) -> None:
        self._busy = False
        self._context.plan_wanted.emit(made.path, made.told)

    def _refused(self, problem: PmiError) -> None:
        self._busy = False
        self._context.say(sentence(problem))

    def _lay_out(self) -> None:
        label = QLabel("Años del nuevo plan")
        label.setProperty("role", "label")
        label.setBuddy(self._years)
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self._years)
        line = Line()
        line.add(cell, width=12)
        line.add(self._make, low=True)
        line.add_space()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.setSpacing(8)
        for part in (text_label("El año que viene", "section"), text_label(_COMES, "muted"), self._outlook, line):
            whole.addWidget(part, 0, Qt.AlignmentFlag(0))


def years_in_words(years: range) -> str:
    """«2027», «2027 a 2028»."""
    return str(years[0]) if len(years) == 1 else f"{years[0]} a {years[-1]}"
