"""What is missing, found again after every pause in the work and never while a key is on its way to the screen."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.checks import Context, Finding, check
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.context import PlanContext

PAUSE = 350
"""Milliseconds without an edit after which the plan is looked at."""


def moments_now(plan: Plan, today: date) -> tuple[Moment, ...]:
    """The moments that matter today: the plan, the last cut that has come, the closing of each year that is over."""
    cuts = sorted(
        (cut for cut in plan.all(Checkpoint) if cut.date and cut.date <= today), key=lambda cut: str(cut.date)
    )
    last = (Moment("checkpoint", checkpoint=cuts[-1].id),) if cuts else ()
    return (PLAN, *last, *(Moment("closing", year=year) for year in plan.years if year < today.year))


def findings_now(plan: Plan, context: Context) -> tuple[Finding, ...]:
    """What is missing at any of those moments, each thing once; what blocks somewhere counts as blocking."""
    found: dict[tuple[str, str, str | None, str | None, str], Finding] = {}
    for moment in moments_now(plan, context.today):
        for finding in check(plan, moment, context):
            key = (finding.step, finding.code, finding.record, finding.field, finding.message)
            if key not in found or (finding.blocking and not found[key].blocking):
                found[key] = finding
    return tuple(found.values())


class Checking(QObject):
    """Keeps ``findings`` up to date; ``changed`` says when they are others."""

    changed = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._context = context
        self.findings: tuple[Finding, ...] = ()
        self._running = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._look)

    def touched(self) -> None:
        """The plan has just changed."""
        self._timer.start()

    def look_now(self) -> None:
        """Look at once, here: for the first screen of a plan."""
        self._show(findings_now(self._context.plan, self._facts()))

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _facts(self) -> Context:
        return Context(self._context.reference, self._context.today())

    def _look(self) -> None:
        if self._running:
            self._timer.start()
            return
        self._running = True
        plan, facts = self._context.plan, self._facts()
        self._context.tasks.run(lambda: findings_now(plan, facts), self._arrived)

    def _arrived(self, findings: tuple[Finding, ...]) -> None:
        self._running = False
        self._show(findings)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        """Show these; in a working copy only those about what was lent."""
        lent = self._context.lent
        if lent is not None:
            plan = self._context.plan
            findings = tuple(one for one in findings if one.ident is not None and lent.concerns(one.ident, plan))
        if findings != self.findings:
            self.findings = findings
            self.changed.emit()
