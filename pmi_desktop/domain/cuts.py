"""Dates to propose for the follow-up cuts of a year.

No norm fixes them (``domain.md`` 5.4): the usual rhythm is one before the mid-year break and one before the year
ends, and the team may choose others.
"""

from datetime import date, timedelta

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.plan import Plan

FRIDAY = 4
_USUAL = {"A": ((6, 3), (11, 2)), "B": ((12, 2), (6, 2))}
"""Month and which of its Fridays, by school calendar."""


def nth_friday(year: int, month: int, nth: int) -> date:
    """The first, second … Friday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(FRIDAY - first.weekday()) % 7 + 7 * (nth - 1))


def proposed_cuts(plan: Plan, year: int) -> tuple[date, ...]:
    """The usual dates of a year's cuts for the school's calendar, less those of months that have a cut already."""
    taken = {(cut.date.year, cut.date.month) for cut in plan.all(Checkpoint) if cut.date}
    usual = _USUAL.get(plan.school.calendar or "A", _USUAL["A"])
    return tuple(sorted(nth_friday(year, month, nth) for month, nth in usual if (year, month) not in taken))
