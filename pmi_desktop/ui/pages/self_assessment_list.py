"""What the list of the self-assessment shows: the components of an area under their processes."""

from pmi_desktop.domain.catalog import Area
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.ui.pages.self_assessment_walk import Walk, standing
from pmi_desktop.ui.widgets.lists import ListLine


def lines_of(walk: Walk, area: Area, *, only_pending: bool, current: str) -> list[ListLine]:
    """An area's lines; with ``only_pending`` those that are not rated yet and the current one."""
    lines: list[ListLine] = []
    for process in area.processes:
        shown = [one for one in process.components if not only_pending or one.id == current or walk.is_pending(one.id)]
        if shown:
            lines.append(ListLine("", f"{process.id} {process.name}"))
        lines += [_line(walk.rating(one.id), f"{one.id} {one.name}") for one in shown]
    return lines


def _line(rating: Rating, name: str) -> ListLine:
    sign = "N" if rating.not_applicable else "" if rating.level is None else str(rating.level)
    word = standing(rating)
    return ListLine(rating.key, name, sign, word[2:] if rating.level and not rating.not_applicable else word)
