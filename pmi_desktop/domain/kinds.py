"""All kinds of records, in the order of the interchange file."""

from collections.abc import Mapping

from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Outreach, Resource
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.followup import ActionProgress, Evaluation, GoalReview, IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.handing_in import Concept, Delivery, Evidence, Meeting, Observation, Review
from pmi_desktop.domain.records import Record
from pmi_desktop.domain.school import ContextFigure, CouncilMember, Identity, Member, PlanInfo, School, Site

KINDS: Mapping[str, type[Record]] = {
    cls.KIND: cls
    for cls in (
        PlanInfo,
        School,
        Site,
        Member,
        CouncilMember,
        Identity,
        ContextFigure,
        Assessment,
        Rating,
        Factor,
        Objective,
        Goal,
        Indicator,
        Action,
        Fund,
        Resource,
        Outreach,
        Checkpoint,
        ActionProgress,
        IndicatorMeasure,
        Evaluation,
        GoalReview,
        Review,
        Delivery,
        Concept,
        Observation,
        Meeting,
        Evidence,
    )
}
"""Every kind's name in the interchange file and its class."""
