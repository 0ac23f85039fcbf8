"""What belongs to the line chosen: a critical factor to write and score, or a component to start one from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Factor, Rating
from pmi_desktop.domain.fields import Field
from pmi_desktop.domain.figures.priorities import ranking_of
from pmi_desktop.domain.figures.profile import level_of
from pmi_desktop.domain.guide import SCORE_MEANINGS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.prioritizing import Candidate, against_the_score
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.priorities_list import DECISIONS, component_name
from pmi_desktop.ui.widgets.bound import make_input
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.layouts import GAP, Line, Message, text_label
from pmi_desktop.ui.widgets.record_list import push_button
from pmi_desktop.ui.widgets.score_picker import ScoreInput

SECTIONS = (
    Section("", ("description", "causes")),
    Section("Cuánto pesa", (("urgency", "trend", "impact"),), "Al llegar a cada una, oprima de 1 a 5."),
    Section("La decisión", (("included",), "reason")),
)


class FactorPanel(QFrame):
    """A factor: its texts, its scores with total and rank, and whether it goes into the plan."""

    another_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._component = text_label("", "section")
        self._standing = text_label("", "")
        self._advice = Message()
        self.form = Form(context, Factor, SECTIONS, make=_make)
        another = push_button(
            "Otro factor de este componente", "Un componente puede tener varios (Insert).", self.another_wanted.emit
        )
        remove = push_button("Eliminar", "Elimina este factor; se puede deshacer (Supr).", self.remove_wanted.emit)
        self._buttons = (another, remove)
        row = Line(gap=8)
        for button in self._buttons:
            row.add(button)
        row.add_space()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._component, self._standing, row, self.form, self._advice):
            layout.addWidget(part)

    def show_factor(self, plan: Plan, factor: Factor | None) -> None:
        """Show a factor, or none."""
        self.form.show_record(factor)
        self.setObjectName(f"{Factor.KIND}:{factor.id}" if factor else "")
        if factor is None:
            return
        self._component.setText(component_name(plan, self._context.reference, factor))
        self._standing.setText(_standing(plan, factor))
        said = against_the_score(plan, factor)
        self._advice.say(said if not factor.reason.strip() else "", "warn")
        for button in self._buttons:
            button.setEnabled(self._context.may_change(factor))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing, below the fields."""
        self.form.show_findings(findings)

    def focus(self, field: str) -> bool:
        """Give a field the focus, the text if none is named."""
        return self.form.focus(field or "description") or self.form.focus("description")

    def settle(self) -> None:
        """Take what is being typed."""
        self.form.settle()


class ComponentPanel(QFrame):
    """A component: what the assessment says of it, and a button for a factor."""

    factor_wanted = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "card")
        self._name = text_label("", "section")
        self._level = text_label("", "")
        self._texts = text_label("", "")
        self._factors = text_label("", "muted")
        self._add = push_button(
            "Agregar factor crítico",
            "Escribe un factor crítico para este componente (Insert).",
            self.factor_wanted.emit,
        )
        self._add.setProperty("role", "main")
        row = Line()
        row.add(self._add)
        row.add_space()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(8)
        for part in (self._name, self._level, self._texts, self._factors, row):
            layout.addWidget(part)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show a component."""
        rating, level = candidate.rating, candidate.level
        self.setObjectName(f"{Rating.KIND}:{rating.key}" if rating else "")
        self._name.setText(f"{candidate.component.id} {candidate.component.name}")
        self._level.setText("Sin valorar" if level is None else f"Nivel {level}: {LEVEL_NAMES[level]}")
        self._texts.setText(_texts(rating))
        self._texts.setVisible(bool(self._texts.text()))
        count = len(candidate.factors)
        self._factors.setText(f"Ya tiene {count} {'factor crítico' if count == 1 else 'factores críticos'}.")
        self._factors.setVisible(bool(count))
        self._add.setEnabled(self._context.may_change(Factor(id="", assessment="", component=candidate.component.id)))


def _make(field: Field, context: PlanContext) -> Input:
    meanings = SCORE_MEANINGS.get(field.name)
    return ScoreInput(field, meanings) if meanings else make_input(field, context)


def _standing(plan: Plan, factor: Factor) -> str:
    """Level, total, rank and decision in one line."""
    ranking = ranking_of(plan)
    own = next(one for one in ranking if one.factor.id == factor.id)
    level = level_of(plan.get(Rating, f"{factor.assessment}/{factor.component}"))
    scored = sum(one.rank is not None for one in ranking)
    total = f"Total {own.total} de 15" if own.total is not None else "Total: falta calificar"
    rank = f"{own.rank}.º entre {scored}" if own.rank else ""
    parts = (f"Nivel {level}" if level else "", total, rank, DECISIONS[factor.included])
    return " · ".join(part for part in parts if part)


def _texts(rating: Rating | None) -> str:
    if rating is None:
        return ""
    parts = {"Evidencia": rating.evidence, "Oportunidad de mejoramiento": rating.opportunity}
    return "\n".join(f"{name}: {text}" for name, text in parts.items() if text)
