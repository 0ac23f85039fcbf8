"""Foreign blanks adopted and filled in tests."""

from functools import cache

from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.adopting.adopter import adopt
from pmi_desktop.official.adopting.adoption import Adoption
from pmi_desktop.official.fill import fill
from pmi_desktop.official.write import write
from tests.official.adopting.blank_parts import Blank
from tests.official.adopting.blanks import BLANKS
from tests.official.filled import FOLLOW_UP, context, shipped
from tests.official.test_plan_form import of_2026
from tests.samples import example_plan, reference

UNSAID = {"row.number", "components", "criteria"}
"""What a blank's expectations do not speak of: ordinals, and rows that are printed."""


@cache
def blank(name: str) -> Blank:
    """One of the foreign blanks."""
    return BLANKS[name]()


@cache
def adopted(name: str) -> Adoption:
    """It adopted."""
    return adopt(blank(name).data, shipped(blank(name).form), reference())


def bindings(adoption: Adoption) -> dict[tuple[str, str], str]:
    """What was bound, by sheet and place."""
    return {(one.sheet, one.place): one.path for one in adoption.bound if one.path not in UNSAID}


def plan_for(name: str) -> Plan:
    """The example's plan, in the edition that the blank prints."""
    return of_2026() if "2026" in name else example_plan()


def moment_for(name: str) -> Moment:
    """The moment its form is handed in at."""
    return Moment("checkpoint", checkpoint="c1") if blank(name).form == FOLLOW_UP else PLAN


@cache
def filled(name: str) -> bytes:
    """The adopted blank filled with that plan."""
    adoption = adopted(name)
    filling = fill(adoption.form, plan_for(name), moment_for(name), context())
    return write(adoption.form, filling, adoption.template, context().fonts).data
