"""«Nuevo PMI a partir de este»: a file in the library for the plan that follows an earlier one."""

from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.renewal import renew
from pmi_desktop.services.new_ids import new_id

if TYPE_CHECKING:
    from pmi_desktop.services.workspace import Workspace


def plan_from(plan: Plan, years: range, workspace: "Workspace") -> Path:
    """Writes the new plan of those years; the earlier one stays as it is. Raises CannotWrite."""
    return workspace.create(renew(plan, years, new_id))


def plan_from_file(earlier: Path, years: range, workspace: "Workspace") -> Path:
    """The same from a file, which is only read.

    Raises:
        CannotOpen, NotAPlan, NewerFile, Damaged, CannotWrite
    """
    from pmi_desktop.storage.store import read_file

    return plan_from(read_file(earlier), years, workspace)
