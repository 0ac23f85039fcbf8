"""A list of what is missing inside a page: as high as its lines, and a click or Enter away from each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.side_panel import IssueList

MOST = 8
"""Lines shown at once; the others scroll."""


class Fitting(QWidget):
    """A list as high as its lines, up to so many of them."""

    def __init__(self, view: QListView, most: int = MOST) -> None:
        super().__init__()
        self._view = view
        self._most = most
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def fit(self) -> None:
        """Measure again."""
        rows = min(self._view.model().rowCount(), self._most)
        height = sum(self._view.sizeHintForRow(row) for row in range(rows)) + 2 * self._view.frameWidth() + 2
        if self._view.minimumHeight() != height:
            self._view.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, self._view.minimumHeight())


class IssueBox(Fitting):
    """Findings of the plan; hidden while there are none."""

    def __init__(self, context: PlanContext, name: str) -> None:
        self.view = IssueList(name)
        super().__init__(self.view)
        self._context = context
        self.view.chosen.connect(self._go)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these."""
        self.view.issues.show(findings)
        self.setVisible(bool(findings))
        self.fit()

    def _go(self, finding: Finding) -> None:
        if finding.ident is None:
            self._context.step_wanted.emit(finding.step)
        else:
            self._context.go_to(finding.ident, finding.field or "")
