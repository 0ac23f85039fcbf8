"""Which steps have a page, and where: the one table to add a page to."""

from importlib import import_module
from typing import cast

from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import Page

PAGES: dict[str, str] = {
    "school": "pmi_desktop.ui.pages.school:SchoolPage",
    "sites": "pmi_desktop.ui.pages.sites:SitesPage",
    "team": "pmi_desktop.ui.pages.team:TeamPage",
    "identity": "pmi_desktop.ui.pages.identity:IdentityPage",
    "self_assessment": "pmi_desktop.ui.pages.self_assessment:SelfAssessmentPage",
    "profile": "pmi_desktop.ui.pages.profile:ProfilePage",
    "strengths": "pmi_desktop.ui.pages.strengths:StrengthsPage",
    "priorities": "pmi_desktop.ui.pages.priorities:PrioritiesPage",
    "objectives": "pmi_desktop.ui.pages.objectives:ObjectivesPage",
    "goals": "pmi_desktop.ui.pages.goals:GoalsPage",
    "actions": "pmi_desktop.ui.pages.actions:ActionsPage",
    "schedule": "pmi_desktop.ui.pages.schedule:SchedulePage",
    "budget": "pmi_desktop.ui.pages.budget:BudgetPage",
    "outreach": "pmi_desktop.ui.pages.outreach:OutreachPage",
    "checkpoints": "pmi_desktop.ui.pages.checkpoints:CheckpointsPage",
    "verification": "pmi_desktop.ui.pages.verification:VerificationPage",
    "hand_in": "pmi_desktop.ui.pages.hand_in:HandInPage",
    "concept": "pmi_desktop.ui.pages.concept:ConceptPage",
    "progress": "pmi_desktop.ui.pages.progress:ProgressPage",
    "results": "pmi_desktop.ui.pages.results:ResultsPage",
    "evaluation": "pmi_desktop.ui.pages.evaluation:EvaluationPage",
}
"""Step id and ``module:Class``, imported when the page is first visited. A step that is not listed is not shown."""


BESIDE: dict[str, str] = {
    "areas": "pmi_desktop.ui.pages.areas:AreasPage",
    "taking": "pmi_desktop.ui.pages.taking:TakingPage",
    "log": "pmi_desktop.ui.pages.change_log:ChangeLogPage",
}
"""Pages beside the wizard's steps, reached from the menu and the plan's home."""


def page_class(step: str) -> type[Page]:
    """The class of a step's page, or of one beside the steps."""
    module, _, name = {**PAGES, **BESIDE}[step].partition(":")
    return cast("type[Page]", getattr(import_module(module), name))


def build_page(step: str, context: PlanContext) -> Page:
    """A step's page, showing the plan as it is."""
    page = page_class(step)(context)
    page.show_plan(context.plan)
    return page
