"""What is missing in a plan or doubtful in it, and what of that blocks handing in."""

from collections.abc import Iterable

from pmi_desktop.domain.checks import (  # noqa: F401  # importing them registers their rules
    actions,
    diagnosis,
    followup,
    goals,
    handing_in,
    priorities,
    school,
)
from pmi_desktop.domain.checks.findings import Context, Finding
from pmi_desktop.domain.checks.rules import RULES
from pmi_desktop.domain.checks.table import ROWS, Row
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident

__all__ = ["Context", "Finding", "blocking", "check", "check_step"]

_STEP_ORDER = {step: index for index, step in enumerate(dict.fromkeys(s for row in ROWS.values() for s in row.steps))}
_CODE_ORDER = {code: index for index, code in enumerate(ROWS)}


def check(plan: Plan, moment: Moment, context: Context) -> tuple[Finding, ...]:
    """Everything missing or doubtful for handing in at a moment.

    In the order of the steps, within a step in that of the plan's lists. Whoever names no moment means
    :data:`~pmi_desktop.domain.moments.PLAN`.
    """
    return _findings(View(plan, moment, context), ROWS.values())


def check_step(plan: Plan, step: str, moment: Moment, context: Context) -> tuple[Finding, ...]:
    """The same for one step, without looking at the others."""
    found = _findings(View(plan, moment, context), (row for row in ROWS.values() if step in row.steps))
    return tuple(one for one in found if one.step == step)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that keep the plan from being handed in."""
    return tuple(one for one in findings if one.blocking)


def _findings(view: View, rows: Iterable[Row]) -> tuple[Finding, ...]:
    found: list[tuple[tuple[int, int, int], Finding]] = []
    for row in rows:
        severity = row.at(view.moment)
        if not severity:
            continue
        for miss in RULES[row.code](view):
            step = miss.step or row.steps[0]
            place = (_STEP_ORDER[step], view.place(miss.ident), _CODE_ORDER[row.code])
            finding = Finding(step, row.code, _written(miss.ident), miss.field, miss.message, severity == "B")
            found.append((place, finding))
    return tuple(finding for _, finding in sorted(found, key=lambda one: one[0]))


def _written(ident: Ident | None) -> str | None:
    if ident is None:
        return None
    kind, key = ident
    return f"{kind}:{key}" if key else kind


assert RULES.keys() == ROWS.keys(), RULES.keys() ^ ROWS.keys()
