"""The pages of one plan that were visited, one of them open."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QStackedWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.home import HomePage
from pmi_desktop.ui.pages.page import Page
from pmi_desktop.ui.pages.registry import build_page

HOME = "home"


class PageStack(QStackedWidget):
    """Builds a page when it is first opened, and gives each a plan or findings only once.

    ``step`` is the id of the open one: a step's, that of a page beside them, or :data:`HOME`.
    """

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self.step = ""
        self._pages: dict[str, Page] = {}
        self._shown: dict[str, Plan] = {}
        self._pointed: dict[str, Sequence[Finding]] = {}

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self._pages[self.step]

    def open_page(self, step: str) -> None:
        """Open a step's page."""
        if step not in self._pages:
            page: Page = HomePage(self._context) if step == HOME else build_page(step, self._context)
            self._pages[step] = page
            self.addWidget(page)
        self.step = step
        self.setCurrentWidget(self.page)

    def show_plan(self, plan: Plan, findings: Sequence[Finding]) -> list[Finding]:
        """Show in the open page what it does not show already; returns the findings that are about it."""
        if self._shown.get(self.step) is not plan:
            self._shown[self.step] = plan
            self.page.show_plan(plan)
        here = [one for one in findings if self.step in (one.step, HOME)]
        if self._pointed.get(self.step) is not findings:
            self._pointed[self.step] = findings
            self.page.show_findings(here)
        return here

    def show_anew(self) -> None:
        """Show every page again, though the plan is the same."""
        self._shown.clear()

    def forget_hidden(self) -> None:
        """Let go of the pages that are not open; each is built again when it is visited."""
        for step in [step for step in self._pages if step != self.step]:
            page = self._pages.pop(step)
            self._shown.pop(step, None)
            self._pointed.pop(step, None)
            self.removeWidget(page)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
