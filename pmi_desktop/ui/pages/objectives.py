"""Objectives: what is to change, in answer to which critical factors."""

from typing import ClassVar

from pmi_desktop.domain.goals import Objective
from pmi_desktop.domain.records import Listed
from pmi_desktop.ui.pages.chain import ChainPage


class ObjectivesPage(ChainPage):
    """Step ``objectives``."""

    step: ClassVar[str] = "objectives"
    adds: ClassVar[type[Listed]] = Objective
    intro: ClassVar[str] = (
        "Qué se quiere cambiar. Cada factor del plan necesita un objetivo; uno puede responder a varios."
    )
