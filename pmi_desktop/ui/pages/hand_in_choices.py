"""What of the plan leaves the PC with the package: attached files, contacts, and whether it is only a draft."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.packing import EvidenceChoice, evidence_words
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.choices import Combo
from pmi_desktop.ui.widgets.evidence_box import EvidenceBox
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.wrapping_mark import WrappingMark

_CHOICES: tuple[tuple[EvidenceChoice, str], ...] = (
    ("chosen", "Los que marqué uno por uno"),
    ("all", "Todos"),
    ("none", "Ninguno"),
)


class PackageChoices(QWidget):
    """``changed`` tells that another package is wanted."""

    changed = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._blocked = False
        self._which = Combo()
        self._which.setObjectName("evidence_choice")
        self._which.setAccessibleName("Archivos adjuntos que van")
        self._which.setAccessibleDescription("Las fotos en que se reconocen menores solo van si se marcan una por una.")
        for choice, words in _CHOICES:
            self._which.addItem(words, choice)
        self._which.currentIndexChanged.connect(self._chosen)
        label = text_label("Archivos adjuntos que van", "label")
        label.setBuddy(self._which)
        self._sum = text_label("", "hint")
        self._sum.setObjectName("evidence_sum")
        self._files = EvidenceBox(context, "Archivos adjuntos del plan", lambda plan: plan.all(Evidence))
        self._contacts = _mark("Incluir los teléfonos y los correos del equipo", "contacts")
        self._contacts.setAccessibleDescription("Si no, se quedan en este computador (Ley 1581 de 2012).")
        self._contacts.toggled.connect(lambda _: self.changed.emit())
        self._draft = _mark("Hacerlo como BORRADOR: sirve para revisar, no para entregar", "draft")
        self._draft.setAccessibleDescription("Mientras algo impida entregar, solo se puede hacer un borrador.")
        self._draft.toggled.connect(lambda _: self.changed.emit())
        self._attached = (label, self._which, self._sum, self._files)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in self._attached:
            layout.addWidget(part)
        marks = QVBoxLayout()
        marks.setSpacing(0)
        for mark in (self._contacts, self._draft):
            marks.addWidget(mark)
        layout.addLayout(marks)

    @property
    def evidence(self) -> EvidenceChoice:
        """Which attached files go."""
        return _CHOICES[self._which.currentIndex()][0]

    @property
    def contacts(self) -> bool:
        """Whether phones and e-mails go."""
        return self._contacts.isChecked()

    @property
    def draft(self) -> bool:
        """Whether it is a draft: because one wants it, or because something blocks."""
        return self._blocked or self._draft.isChecked()

    def show_plan(self, plan: Plan, *, blocked: bool) -> None:
        """Show the plan's attached files; with ``blocked`` only a draft can be made."""
        if blocked != self._blocked:
            self._blocked = blocked
            self._draft.blockSignals(True)
            self._draft.setChecked(blocked)
            self._draft.setEnabled(not blocked)
            self._draft.blockSignals(False)
        there = bool(plan.all(Evidence))
        for part in self._attached:
            part.setVisible(there)
        self._files.setVisible(there and self.evidence != "none")
        self._files.show_plan(plan)
        self._sum.setText(evidence_words(plan, self.evidence))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing in the attached files."""
        self._files.show_findings(findings)

    def focus(self, key: str, field: str) -> bool:
        """Give an attached file the focus."""
        return self._files.focus(key, field)

    def settle(self) -> None:
        """Take what is being typed."""
        self._files.settle()

    def _chosen(self) -> None:
        self.show_plan(self._context.plan, blocked=self._blocked)
        self.changed.emit()


def _mark(words: str, name: str) -> WrappingMark:
    mark = WrappingMark(words)
    mark.setObjectName(name)
    mark.setAccessibleName(words)
    return mark
