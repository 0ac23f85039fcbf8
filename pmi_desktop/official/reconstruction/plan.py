"""``D02.03.F01-V5``: the improvement plan itself."""

from pmi_desktop.official.definitions import Form
from pmi_desktop.official.reconstruction.book import ISSUER, MACROPROCESS, PROCESS, SUBPROCESS, FormBook
from pmi_desktop.official.reconstruction.plan_actions import (
    approval_sheet,
    budget_sheet,
    indicators_sheet,
    plan_sheet,
    schedule_sheet,
)
from pmi_desktop.official.reconstruction.plan_diagnosis import (
    assessment_sheet,
    factors_sheet,
    profile_sheet,
    strengths_sheet,
)
from pmi_desktop.official.reconstruction.plan_school import identity_sheet, school_sheet, team_sheet

FORM = Form(
    id="D02.03.F01-V5",
    code="D02.03.F01",
    version="5",
    title="Plan de Mejoramiento Institucional",
    issuer=ISSUER,
    macroprocess=MACROPROCESS,
    process=PROCESS,
    subprocess=SUBPROCESS,
    origin="reconstruction",
    template="",
    moments=("plan",),
)


def build() -> FormBook:
    """The form with all its sheets."""
    book = FormBook(FORM)
    school_sheet(book)
    team_sheet(book)
    identity_sheet(book)
    assessment_sheet(book)
    profile_sheet(book)
    strengths_sheet(book)
    factors_sheet(book)
    plan_sheet(book)
    indicators_sheet(book)
    schedule_sheet(book)
    budget_sheet(book)
    approval_sheet(book)
    book.long_texts()
    return book
