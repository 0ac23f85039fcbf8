"""How a plan of this PC is shown in a list."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from pmi_desktop.ui.memory import Memory
from pmi_desktop.ui.plan_list import PlanCard

if TYPE_CHECKING:  # the library waits for the first paint
    from pmi_desktop.services.workspace import Summary


def card_of(one: "Summary", memory: Memory) -> PlanCard:
    """School, years, progress, last saving; or what is odd about the file."""
    from pmi_desktop.domain.steps import STEPS
    from pmi_desktop.services.sentences import sentence

    complete = memory.number(f"complete.{one.plan_id}", -1)
    return PlanCard(
        one.path,
        one.school or ("" if one.start_year else one.path.stem),
        f"{years_of(one.start_year, one.end_year)}{f' · copia de trabajo para {one.borrowed}' if one.borrowed else ''}",
        complete=max(complete, 0),
        steps=len(STEPS) if complete >= 0 else 0,
        saved_at=saved_at(one.saved_at),
        note=sentence(one.problem) if one.problem is not None else "",
    )


def years_of(first: int, last: int) -> str:
    """«PMI 2026 a 2028», or nothing where the years are not known."""
    if not first:
        return ""
    return f"PMI {first}" if first == last else f"PMI {first} a {last}"


def saved_at(text: str) -> datetime | None:
    """A file's word for when it was saved."""
    with suppress(ValueError):
        return datetime.fromisoformat(text) if text else None
    return None
