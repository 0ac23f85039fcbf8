"""What stands beside the tree of the chain: the form of the record chosen, with what is pointed out about it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import Assessment, Factor
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.form import Form
from pmi_desktop.ui.widgets.layouts import GAP, Line, text_label
from pmi_desktop.ui.widgets.record_list import push_button


class LinkPanel(QFrame):
    """The editor of one kind of the chain, called ``<kind>:<key>``; subclasses make the form and what is around."""

    kind: ClassVar[type[Listed]]

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self.context = context
        self.form = self.make_form()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.column.addWidget(self.form)

    def make_form(self) -> Form:
        """The record's inputs."""
        raise NotImplementedError

    def show_link(self, plan: Plan, record: Any) -> None:
        """Show the record as it stands in the plan."""
        self.form.show_record(record)
        self.setObjectName(f"{self.kind.KIND}:{record.key}")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing, below the fields."""
        self.form.show_findings(findings)

    def focus(self, field: str) -> bool:
        """Give a field the focus, the first one if none is named or known."""
        if field and self.form.focus(field):
            return True
        first = self.form.first()
        if first is not None:
            first.setFocus()
        return first is not None

    def settle(self) -> None:
        """Take what is being typed."""
        self.form.settle()


class FactorSummary(QFrame):
    """The factors at the top of the chain, to be read; they are written in their own step."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "card")
        self._text = text_label("", "")
        self._open = push_button("Abrir en Factores críticos", "Abre el paso donde se escribe este factor.", self._go)
        self._first = ""
        row = Line()
        row.add(self._open)
        row.add_space()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self._text)
        layout.addWidget(row)

    def show_factors(self, plan: Plan, factors: Sequence[Factor]) -> None:
        """Show these, or that there are none."""
        self._first = factors[0].id if factors else ""
        self._open.setVisible(bool(factors))
        texts = [_told(plan, self._context.reference, one) for one in factors]
        self._text.setText("\n\n".join(texts) or "Elija en cada objetivo a qué factores críticos responde.")

    def _go(self) -> None:
        self._context.go_to((Factor.KIND, self._first), "description")


def _told(plan: Plan, reference: Reference, factor: Factor) -> str:
    catalog = reference.catalog(plan, plan.get(Assessment, factor.assessment))
    component = catalog.components.get(factor.component)
    causes = f"Causas: {factor.causes}" if factor.causes else ""
    name = f"{factor.component} {component.name}" if component else factor.component
    return "\n".join(part for part in (name, factor.description, causes) if part)


class Remark(QFrame):
    """Something pointed out, with buttons that act on it; not there while there is nothing to say.

    ``role`` is ``warn`` for what is doubtful.
    """

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._text = text_label("", role)
        self._buttons: list[QPushButton] = []
        self._line = QWidget()
        self._flow = FlowLayout(self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, 12, GAP, 12)
        layout.setSpacing(8)
        layout.addWidget(self._text)
        layout.addWidget(self._line)
        self.setProperty("role", "card")
        self._line.hide()
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def add(self, button: QPushButton) -> QPushButton:
        """A button below the text; hide it where it does not apply."""
        self._flow.addWidget(button)
        self._buttons.append(button)
        return button

    def say(self, *sentences: str) -> None:
        """Show these sentences; without any it goes away."""
        said = "\n".join(one for one in sentences if one)
        if said != self._text.text():
            self._text.setText(said)
        self._line.setVisible(any(not one.isHidden() for one in self._buttons))
        self.setVisible(bool(said))


def spaced(*parts: QWidget) -> Line:
    """Buttons in a line, at its left."""
    line = Line(gap=8)
    for part in parts:
        line.add(part)
    line.add_space()
    return line
