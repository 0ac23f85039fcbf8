"""Totals, means and shares that a file shows, beside what the data read from it give: said where they differ."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pmi_desktop.domain.fields import Type
from pmi_desktop.domain.numbers import Unclear, read_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.reading.drafts import Draft, key_of
from pmi_desktop.official.reading.pages import Cell
from pmi_desktop.official.reading.typed import as_text
from pmi_desktop.official.reading.understood import Note, Why
from pmi_desktop.official.reading.walking import Figure
from pmi_desktop.official.values import in_words, path_of, value_of
from pmi_desktop.official.view import View

_MOST = 5
"""Notes of one sheet: figures that nobody worked out again differ all together."""

_CLOSE = Decimal("0.011")
"""Figures are printed with two decimals at most."""


_NEEDS: Mapping[str, str] = {
    "profile.": "ratings.counted_level",
    "sites.": "sites.name",
    "school.": "school.enrolment.primaria",
    "factors.": "factors.urgency",
    "budget.": "resources.cost",
    "execution.": "actions.weight",
    "reading.": "indicators.baseline",
    "result.": "indicator_measures.value",
}
"""Figures by the beginning of their paths, and what a form must hold for them to follow from it."""


def differing(figures: Iterable[Figure], view: View, held: Collection[str]) -> Iterator[Note]:
    """A note for each figure of the file that is not what the plan gives; ``held`` are the paths the form binds."""
    notes: Counter[str] = Counter()
    for figure in figures:
        path = path_of(figure.path)
        needed = next((needs for start, needs in _NEEDS.items() if figure.path.startswith(start)), "")
        if path.holds not in (Type.NUMBER, Type.INTEGER, Type.MONEY) or needed not in held:
            continue
        shown = number_shown(figure.cell)
        if shown is None:
            continue
        ours = value_of(path, view, {**view.root, **_in_plan(figure.scope, view.plan)})
        wrong = not isinstance(ours, int | Decimal) or abs(Decimal(ours) - shown) >= _CLOSE
        notes[figure.cell.spot.sheet] += wrong
        if wrong and notes[figure.cell.spot.sheet] <= _MOST:
            yield Note(figure.cell.spot, path.label, as_text(figure.cell), Why.FIGURE_DIFFERS, in_words(ours))


def number_shown(cell: Cell) -> Decimal | None:
    """The number that a cell shows, typed as a number or in words; ``None`` if it shows none."""
    if isinstance(cell.value, Decimal):
        return cell.value * 100 if cell.percent else cell.value
    try:
        return read_number(cell.value.strip()) if isinstance(cell.value, str) else None
    except Unclear:
        return None


def _in_plan(scope: Mapping[str, Any], plan: Plan) -> Mapping[str, object]:
    """The scope with records in place of their drafts."""
    found: dict[str, object] = {}
    for kind, one in scope.items():
        if isinstance(one, Draft):
            record = plan.find((one.kind, key_of(one)))
            if record is not None:
                found[kind] = record
        elif not isinstance(one, tuple):
            found[kind] = one
    return found
