"""Enough of the council were there, or not."""

import pytest

from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.quorum import quorum_of
from pmi_desktop.domain.school import CouncilMember
from tests.samples import make, make_plan


@pytest.mark.parametrize(
    ("members", "present", "needed", "reached"),
    [(8, 5, 5, True), (8, 4, 5, False), (7, 4, 4, True), (7, 3, 4, False), (1, 0, 1, False), (0, 0, 0, None)],
)
def test_more_than_half_must_come(members: int, present: int, needed: int, reached: bool | None) -> None:
    plan = make_plan(*(make(CouncilMember, id=f"k{n}") for n in range(members)))
    quorum = quorum_of(plan, Meeting(id="m", council_attendees=tuple(f"k{n}" for n in range(present))))
    assert (quorum.present, quorum.needed, quorum.reached) == (present, needed, reached)


def test_the_example_had_everybody(example_plan: Plan) -> None:
    meeting = example_plan.all(Meeting)[0]
    assert quorum_of(example_plan, meeting).present == 4


def test_nobody_counts_twice() -> None:
    plan = make_plan(*(make(CouncilMember, id=f"k{n}") for n in range(3)))
    assert quorum_of(plan, Meeting(id="m", council_attendees=("k0", "k0"))).present == 1
