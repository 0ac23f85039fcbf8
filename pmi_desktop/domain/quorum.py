"""Whether enough of the Consejo Directivo were at a meeting to decide."""

from dataclasses import dataclass

from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import CouncilMember


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members the council has, how many of them came, how many had to."""

    members: int
    present: int

    @property
    def needed(self) -> int:
        """More than half of the members; 0 for a council nobody has written down.

        Common practice and not law: Ley 115 art. 143 says who sits in the council (``domain.md`` 5.3), and no source
        we read sets its quorum. A school whose own rules ask for more says so in the minutes.
        """
        return self.members // 2 + 1 if self.members else 0

    @property
    def reached(self) -> bool | None:
        """Whether enough came; ``None`` while the council has no members to count."""
        return self.present >= self.needed if self.members else None


def quorum_of(plan: Plan, meeting: Meeting) -> Quorum:
    """The quorum at a meeting, from the council as it is now; somebody named twice in the minutes counts once."""
    council = {one.id for one in plan.all(CouncilMember)}
    return Quorum(len(council), len(council.intersection(meeting.council_attendees)))
