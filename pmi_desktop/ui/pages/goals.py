"""Goals and indicators: how much of each objective, by when, and how one will know."""

from typing import ClassVar

from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.records import Listed
from pmi_desktop.ui.pages.chain import ChainPage


class GoalsPage(ChainPage):
    """Step ``goals``."""

    step: ClassVar[str] = "goals"
    adds: ClassVar[type[Listed]] = Goal
    intro: ClassVar[str] = "Cuánto de cada objetivo y para cuándo. Una meta puede tener varios indicadores."
