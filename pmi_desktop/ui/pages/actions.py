"""Actions: what is done for each goal, by whom, when and where."""

from typing import ClassVar

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.records import Listed
from pmi_desktop.ui.pages.chain import ChainPage


class ActionsPage(ChainPage):
    """Step ``actions``."""

    step: ClassVar[str] = "actions"
    adds: ClassVar[type[Listed]] = Action
    intro: ClassVar[str] = "Qué se va a hacer por cada meta: quiénes, cuándo y en qué sedes."
