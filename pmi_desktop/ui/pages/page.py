"""What every page of the wizard is: a step's id, a plan to show, findings to point at, a field to go to."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.steps import STEP_BY_ID
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.scrolling import ScrollDown

WIDEST = 58
"""Width of a page's content in letters' heights: longer lines of text tire."""
_AROUND = 96
"""Pixels above and below the focus that are kept in sight with it: what is said about it, or a notice, stands there."""
_LAID_OUT = 60
"""Milliseconds after which what has just been shown has found its place."""


class Page(QWidget):
    """One step's page, built on first visit.

    A page changes the plan only through ``context.apply`` and shows only what ``show_plan`` gives it, which may
    come after every edit, its own included: it emits nothing, keeps the cursor and repaints only what differs.
    """

    step: ClassVar[str]
    title: ClassVar[str] = ""
    """What a page is called that is no step."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self.context = context
        self.setObjectName(self.step)
        self.setAccessibleName(STEP_BY_ID[self.step].title if self.step in STEP_BY_ID else self.title)

    def show_plan(self, plan: Plan) -> None:
        """Show this plan."""
        raise NotImplementedError

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Point at what is missing or doubtful on this page; ``findings`` are those of its step."""

    def focus_field(self, ident: Ident, field: str) -> bool:
        """Give that field of that record the focus; false when the page has no such place."""
        return False

    def first_field(self) -> QWidget | None:
        """Where the focus goes when the page is opened."""
        return None

    def settle(self) -> None:
        """Take what is being typed now, before saving or leaving."""


class ScrollPage(Page):
    """A page that scrolls up and down, never sideways: a title, then what :attr:`body` is given.

    The field that gets the focus is always brought into sight.
    """

    intro: ClassVar[str] = ""
    titled: ClassVar[bool] = True
    """Whether a page that is no step begins with its title."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self.area = ScrollDown()
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        if self.step in STEP_BY_ID:
            self.body.addWidget(text_label(STEP_BY_ID[self.step].title, "title"))
        elif self.titled:
            self.body.addWidget(text_label(self.title, "title"))
        if self.intro:
            self.body.addWidget(text_label(self.intro, "muted"))
        self.area.put(self.content, margins=(24, 16, 24, 24)).addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.area)
        self._widen()
        self._sight = QTimer(self, singleShot=True, interval=_LAID_OUT)
        self._sight.timeout.connect(lambda: self._keep_in_sight(QApplication.focusWidget()))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the lines as long in letters in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "content"):
            self._widen()

    def _widen(self) -> None:
        self.content.setMaximumWidth(WIDEST * em(self))

    def _follow(self, old: QObject | None, new: QObject | None) -> None:
        self._keep_in_sight(new)
        self._sight.start()  # what has just appeared finds its place only now

    def _keep_in_sight(self, focus: QObject | None) -> None:
        if isinstance(focus, QWidget) and self.content.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus, 24, _AROUND)
