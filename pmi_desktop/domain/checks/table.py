"""Every code, the step where it is mended, and how serious it is at each moment. The rules are beside it, by phase."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pmi_desktop.domain.moments import Moment

Severity = Literal["B", "a", ""]
"""Blocks handing in, is advice, or is not looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    """One code: its steps (the first one unless the rule says otherwise) and its severity at the three moments."""

    code: str
    steps: tuple[str, ...]
    plan: Severity
    checkpoint: Severity
    closing: Severity

    def at(self, moment: Moment) -> Severity:
        """How serious it is at a moment."""
        return {"plan": self.plan, "checkpoint": self.checkpoint, "closing": self.closing}[moment.kind]

    @property
    def may_block(self) -> bool:
        """Whether there is a moment at which it blocks."""
        return "B" in (self.plan, self.checkpoint, self.closing)


def _row(code: str, steps: str, plan: Severity = "", cut: Severity = "", closing: Severity = "") -> Row:
    return Row(code, tuple(steps.split()), plan, cut, closing)


ROWS: Mapping[str, Row] = {
    row.code: row
    for row in (
        _row("school-field-missing", "school", "B", "B", "B"),
        _row("dane-not-12-digits", "school sites", "B", "a", "a"),
        _row("dane-doubtful", "school sites", "a"),
        _row("other-secretariat", "school", "a"),
        _row("main-site", "sites", "B", "a", "a"),
        _row("site-incomplete", "sites", "a"),
        _row("team-empty", "team", "B", "a", "a"),
        _row("area-without-leader", "team", "B", "a", "a"),
        _row("team-act-missing", "team", "a"),
        _row("identity-missing", "identity", "a"),
        _row("component-pending", "self_assessment", "B"),
        _row("na-without-reason", "self_assessment", "B"),
        _row("rating-without-evidence", "self_assessment", "a"),
        _row("level-1-without-opportunity", "self_assessment", "a"),
        _row("area-without-strength", "strengths", "a"),
        _row("area-without-opportunity", "strengths", "a"),
        _row("no-factor-included", "priorities", "B"),
        _row("factor-incomplete", "priorities", "B"),
        _row("factor-undecided", "priorities", "a"),
        _row("factor-from-high-level", "priorities", "a"),
        _row("ranking-not-followed", "priorities", "a"),
        _row("factor-without-objective", "objectives", "B"),
        _row("objective-without-factor", "objectives", "B"),
        _row("objective-text-missing", "objectives", "B"),
        _row("objective-not-infinitive", "objectives", "a"),
        _row("objective-without-goal", "goals", "B"),
        _row("goal-incomplete", "goals", "B"),
        _row("goal-outside-plan", "goals", "B"),
        _row("goal-without-indicator", "goals", "B"),
        _row("indicator-incomplete", "goals", "B"),
        _row("indicator-without-baseline", "goals", "a"),
        _row("indicator-details", "goals", "a"),
        _row("target-equals-baseline", "goals", "a"),
        _row("direction-contradicts", "goals", "a"),
        _row("goal-without-action", "actions", "B"),
        _row("action-incomplete", "actions", "B"),
        _row("action-dates-reversed", "actions", "B"),
        _row("action-outside-plan", "actions", "B"),
        _row("action-after-goal", "actions", "a"),
        _row("weights-not-100", "actions", "a"),
        _row("academic-area-absent", "actions", "a"),
        _row("site-never-reached", "actions", "a"),
        _row("resource-incomplete", "budget", "a"),
        _row("fund-exceeded", "budget", "a"),
        _row("outreach-missing", "outreach", "a"),
        _row("approval-missing", "outreach", "a"),
        _row("no-checkpoint", "checkpoints", "a"),
        _row("verification-unanswered", "verification", "a"),
        _row("progress-missing", "progress", "", "B"),
        _row("measure-missing", "results", "", "B"),
        _row("action-late", "progress", "", "a", "a"),
        _row("evaluation-missing", "evaluation", "", "", "B"),
        _row("goal-review-missing", "evaluation", "", "", "B"),
        _row("observation-open", "concept", "a", "a", "a"),
        _row("evidence-file-missing", "hand_in", "a", "a", "a"),
    )
}
"""In the order of the wizard's steps."""
