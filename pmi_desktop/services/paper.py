"""What is printed beside the official forms, written as PDF files.

Each function returns the file and raises :class:`~pmi_desktop.services.files.CannotWrite`; an older file then stays as
it was.
"""

from collections.abc import Sequence
from pathlib import Path

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.change_log import Chapter
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.plan import Plan
from pmi_desktop.paths import bundled
from pmi_desktop.services.files import write_whole


def write_rating_sheets(
    target: Path, plan: Plan, reference: Reference, assessment: Assessment, *, area: str = "", site: str = ""
) -> Path:
    """The sheets to rate one area, or all of them, in the order of the step; ``site`` is the name of a sede."""
    from pmi_desktop.official.documents.rating_sheets import rating_sheets

    fonts = bundled("resources", "fonts")
    write_whole(target, rating_sheets(plan, reference, assessment, fonts, area=area, site=site))
    return target


def write_action_sheets(target: Path, plan: Plan, cut: Checkpoint, *, person: str = "") -> Path:
    """The sheets to report on the actions at a cut, one per responsible or that of one ``person``."""
    from pmi_desktop.official.documents.action_sheets import action_sheets

    write_whole(target, action_sheets(plan, cut, bundled("resources", "fonts"), person=person))
    return target


def write_minutes(target: Path, plan: Plan, reference: Reference, meeting: Meeting) -> Path:
    """The acta of a meeting, ready to sign."""
    from pmi_desktop.official.documents.minutes import minutes

    write_whole(target, minutes(plan, reference, meeting, bundled("resources", "fonts")))
    return target


def write_schedule(target: Path, plan: Plan) -> Path:
    """The schedule on one page."""
    from pmi_desktop.official.documents.schedule import schedule

    write_whole(target, schedule(plan, bundled("resources", "fonts")))
    return target


def write_families(target: Path, plan: Plan, reference: Reference) -> Path:
    """The plan for the families, on one poster."""
    from pmi_desktop.official.documents.families import families

    write_whole(target, families(plan, reference, bundled("resources", "fonts")))
    return target


def write_change_log(
    target: Path, plan: Plan, chapters: Sequence[Chapter], *, about: str = "", detailed: bool = False
) -> Path:
    """Chapters of the log of changes, as an annex to an acta."""
    from pmi_desktop.official.documents.change_log import change_log

    write_whole(target, change_log(plan, chapters, bundled("resources", "fonts"), about=about, detailed=detailed))
    return target


def write_answers(target: Path, plan: Plan, reference: Reference, concept: str = "") -> Path:
    """What was answered to the observations of the concepts, or of one."""
    from pmi_desktop.official.documents.answers import answers

    write_whole(target, answers(plan, reference, bundled("resources", "fonts"), concept))
    return target
