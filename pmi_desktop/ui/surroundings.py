"""What the window is told from outside, and made only when it is first needed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.ui.memory import Memory

if TYPE_CHECKING:  # the domain and the library wait for the first paint
    from pmi_desktop.domain.catalog import Reference
    from pmi_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Surroundings:
    """The library, the catalogues, the example school, the window's memory, the clock and new ids."""

    open_workspace: Callable[[], "Workspace"]
    load_reference: Callable[[], "Reference"]
    load_example: Callable[["Workspace", "Reference"], Path]
    memory: Memory
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    @cached_property
    def workspace(self) -> "Workspace":
        """The library of plans."""
        return self.open_workspace()

    def today(self) -> date:
        """Today's date."""
        return self.clock().date()
