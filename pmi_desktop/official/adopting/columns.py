"""Which value each column of a table's head asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pmi_desktop.domain.fields import Type
from pmi_desktop.official.adopting.adoption import Doubt
from pmi_desktop.official.adopting.choices import field_behind, keys_of, months_at, own_words, words_for
from pmi_desktop.official.adopting.families import Family
from pmi_desktop.official.adopting.headers import Column, Head
from pmi_desktop.official.adopting.matching import SAME_WORDS, Labels, as_label, words_of
from pmi_desktop.official.adopting.surface import Surface
from pmi_desktop.official.adopting.vocabulary import MORE_LABELS
from pmi_desktop.official.definitions import Slot
from pmi_desktop.official.values import path_of
from pmi_desktop.official.workbook.refs import column_letters

_BY_TITLE = 4
"""What it counts that the words above a table speak of its kind."""

_ENOUGH, _ENOUGH_ENTITLED = 0.6, 0.4
"""Of a head's columns, how many must be known; fewer if its title says what it is."""

_NUMBERS = frozenset(map(as_label, MORE_LABELS["row.number"]))
_SIGNED = frozenset({"firma", "firmas", "firma y sello"})

_GOAL = "goals.text"

_WEAK = 1

_MARKED = frozenset({"ratings.not_applicable"})
"""What is said by a mark alone: a «No» in every other row would say nothing."""


@dataclass(slots=True)
class Columns:
    """A head read as a family's: a slot per column found (``sure`` says how well), and the columns in doubt."""

    family: Family
    head: Head
    row: int
    slots: list[tuple[Slot, Column]] = field(default_factory=list)
    doubts: list[tuple[Column, Doubt, tuple[str, ...]]] = field(default_factory=list)
    score: int = 0

    @property
    def paths(self) -> set[str]:
        """The values found."""
        return {slot.field for slot, _ in self.slots if slot.field}

    @property
    def fits(self) -> bool:
        """Whether it is a table of that family."""
        if self.signed:
            return False
        needed = self.paths & self.family.needs or (self.family.name == "tree" and any(s.months for s, _ in self.slots))
        if not needed or len(self.slots) < self.family.least:
            return False
        known = sum(len(slot.places()) for slot, _ in self.slots)
        share = known / max(len(self.head.columns), known)
        return share >= (_ENOUGH_ENTITLED if self._entitled or self.family.name == "components" else _ENOUGH)

    @property
    def signed(self) -> bool:
        """Whether people are to sign there, and are not listed."""
        return is_signed(self.head) and not self._entitled

    @property
    def _entitled(self) -> bool:
        return self.family.entitled(self.head.title)


def is_signed(head: Head) -> bool:
    """Whether a head has a column for signatures."""
    return any(as_label(column.leaf) in _SIGNED for column in head.columns)


def read_as(head: Head, family: Family, surface: Surface, row: int = 0) -> Columns:
    """A head's columns as those of a family; ``row`` is the first row to be filled, if not the one below the head."""
    found = Columns(family, head, row or head.bottom + 1)
    rest = list(head.columns)
    for slot, used in (*_months(family, rest), *_marks(family, rest)):
        found.slots.append((slot, used[0]))
        found.score += len(used)
        rest = [column for column in rest if column not in used]
    _plain(found, rest, {slot.field for slot, _ in found.slots}, surface)
    if found.slots and family.entitled(head.title):
        found.score += _BY_TITLE
    return found


def _months(family: Family, columns: Sequence[Column]) -> Iterator[tuple[Slot, list[Column]]]:
    start = months_at([column.leaf for column in columns])
    if start is not None and family.name == "tree":
        twelve = list(columns[start : start + 12])
        yield Slot(months=tuple(column_letters(column.left) for column in twelve)), twelve


def _marks(family: Family, columns: Sequence[Column]) -> Iterator[tuple[Slot, list[Column]]]:
    """Columns for marks: under one group, or side by side, each a choice of the same value."""
    done: set[str] = set()
    for group in _groups(columns):
        for path in family.labels:
            words = words_for(path)
            if path in done or not words or not _called(group[0].group, family.labels[path]):
                continue
            keys = keys_of(path, [column.leaf for column in group])
            marked = {key: column for key, column in zip(keys, group, strict=True) if key is not None}
            least = 2 if len(words) == 2 else 3
            if len(marked) < least or len(marked) != sum(key is not None for key in keys):
                continue
            if not group[0].group and len(marked) < len(words):
                continue
            done.add(path)
            places = {key: column_letters(column.left) for key, column in marked.items()}
            yield Slot(field=path, marks=places), list(marked.values())
            break


def _called(group: str, labels: frozenset[str]) -> bool:
    """Whether a group's words are a value's; columns without group speak for themselves."""
    label = as_label(group)
    return not label or any(words_of(one) and words_of(one) <= words_of(label) for one in labels)


def _groups(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns side by side under the same words."""
    groups: list[list[Column]] = []
    for column in columns:
        if groups and groups[-1][-1].group == column.group and groups[-1][-1].right + 1 == column.left:
            groups[-1].append(column)
        else:
            groups.append([column])
    return [group for group in groups if len(group) > 1]


def _plain(found: Columns, columns: Sequence[Column], used: set[str], surface: Surface) -> None:
    claims: dict[str, list[tuple[int, Column]]] = {}
    open_: list[tuple[int, Column, list[str]]] = []
    known = {path: labels for path, labels in found.family.labels.items() if path not in used}
    index = Labels(known) if used & found.family.labels.keys() else found.family.index
    for column in columns:
        if as_label(column.leaf) in _NUMBERS and column is found.head.columns[0]:
            if surface.blank(found.row, column.left) or surface.text(found.row, column.left) in {"1", "1."}:
                found.slots.append((Slot(field="row.number", at=column_letters(column.left)), column))
            continue
        sure, paths = _meaning(column, known, index, weak=found.family.entitled(found.head.title))
        if len(paths) == 1:
            claims.setdefault(paths[0], []).append((sure, column))
        else:
            open_.append((sure, column, paths))
    for sure, column, paths in open_:
        chosen = _by_company(column, paths, claims, used)
        if chosen is not None and chosen not in claims:
            claims[chosen] = [(sure, column)]
        elif as_label(column.leaf) not in _SIGNED:
            found.doubts.append((column, Doubt.SEVERAL_FIELDS if paths else Doubt.UNKNOWN, tuple(paths)))
    for path, claiming in claims.items():
        top = max(sure for sure, _ in claiming)
        winners = [column for sure, column in claiming if sure == top]
        for certainty, one in claiming:
            if len(winners) > 1 or one is not winners[0]:
                found.doubts.append((one, Doubt.SEVERAL_FIELDS, (path,)))
            else:
                _bind(found, path, one, certainty, surface)


def _by_company(
    column: Column, paths: Sequence[str], claims: Mapping[str, list[tuple[int, Column]]], used: set[str]
) -> str | None:
    """Of several values the one that goes with the columns beside: «Responsables» right of actions are theirs."""
    if not paths:
        return None
    placed = sorted((one.left, path) for path, claiming in claims.items() for _, one in claiming)
    before = [path for left, path in placed if left < column.left]
    if _GOAL in paths:
        # «Meta» is the goal itself, unless it follows the baseline of an indicator.
        others = [path for path in paths if path != _GOAL]
        if before and before[-1] == "indicators.baseline":
            return others[0] if len(others) == 1 else None
        return None if before and _thing(before[-1]) == "indicators" else _GOAL
    there = {_thing(path) for path in (*claims, *used)}
    fitting = [path for path in paths if _thing(path) in there]
    if len(fitting) > 1:
        nearest = next((_thing(path) for path in reversed(before) if _thing(path) in map(_thing, fitting)), "")
        fitting = [path for path in fitting if _thing(path) == nearest]
    return fitting[0] if len(fitting) == 1 else None


def _thing(path: str) -> str:
    """What a value is about: the follow-up of an action is about the action."""
    kind = path.partition(".")[0]
    return {"action_progress": "actions", "indicator_measures": "indicators", "reading": "indicators",
            "goal_reviews": "goals"}.get(kind, kind)  # fmt: skip


def _meaning(column: Column, known: dict[str, frozenset[str]], index: Labels, *, weak: bool) -> tuple[int, list[str]]:
    """What a column's words mean: with its group's when both together are a label, else its own."""
    if column.group:
        together = f"{column.group} {column.leaf}"
        sure, paths = _speaking_of_both(column, known).best(together)
        if len(paths) == 1:
            return sure, paths
        sure, paths = index.best(together)
        if sure >= SAME_WORDS:
            return sure, paths
    sure, paths = index.best(column.leaf)
    if len(paths) != 1 and column.group:
        surer, both = index.best(f"{column.group} {column.leaf}")
        if both and (not paths or len(both) == 1):
            sure, paths = surer, both
    if not paths and weak:
        words = words_of(as_label(column.leaf))
        paths = [path for path, labels in known.items() if words and any(words < words_of(one) for one in labels)]
        return (_WEAK, paths) if len(paths) == 1 else (0, [])
    return sure, paths


def _speaking_of_both(column: Column, known: dict[str, frozenset[str]]) -> Labels:
    """The labels that hold words of a column's group and of its own."""
    own, group = words_of(as_label(column.leaf)), words_of(as_label(column.group))
    return Labels(
        {
            path: [one for one in labels if words_of(one) & own and (words_of(one) & group) - own]
            for path, labels in known.items()
        }
    )


def _bind(found: Columns, path: str, column: Column, sure: int, surface: Surface) -> None:
    if surface.formula(found.row, column.left):
        return  # the workbook works it out
    slot, doubt = cell_slot(path, column_letters(column.left), surface, found.row, column.left)
    if slot is None:
        found.doubts.append((column, doubt, (path,)))
        return
    found.slots.append((slot, column))
    found.score += sure


def cell_slot(path: str, at: str, surface: Surface, row: int, column: int) -> tuple[Slot | None, Doubt]:
    """A slot for a value at a cell or column, in the words of the cell's own drop-down; or why it cannot be."""
    if surface.locked(row, column):
        return None, Doubt.LOCKED
    if path in _MARKED:
        return Slot(field=path, marks={"true": at}), Doubt.UNKNOWN
    options = surface.sheet.choices((row, column))
    if options:
        words, fits = own_words(path, options)
        if not fits:
            return None, Doubt.OTHER_CHOICES
        return Slot(field=path, at=at, words=_unlike(path, words)), Doubt.UNKNOWN
    if _date_only(surface, row, column) and path_of(path).holds is not Type.DATE:
        return None, Doubt.OTHER_CHOICES
    return Slot(field=path, at=at), Doubt.UNKNOWN


def _unlike(path: str, words: dict[str, str]) -> dict[str, str]:
    """The words that differ from those that the program writes by itself."""
    field = field_behind(path)
    ours = {"true": "Sí", "false": "No"}
    if field is not None and field.choices:
        ours = dict(field.choices)
    return {key: word for key, word in words.items() if ours.get(key) != word}


def _date_only(surface: Surface, row: int, column: int) -> bool:
    area = surface.area(row, column)
    return any(rule.kind == "date" and rule.holds(area.top, area.left) for rule in surface.sheet.validations)
