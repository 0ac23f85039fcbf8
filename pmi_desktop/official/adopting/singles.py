"""Values in cells of their own: the label, and the cell right of it or below that it asks to be filled."""

import re
from collections.abc import Mapping, Sequence

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.fields import Type
from pmi_desktop.official.adopting.adoption import Doubt, Unbound
from pmi_desktop.official.adopting.cell_shapes import (
    FoundCell,
    Sight,
    closes_a_date,
    date_in_three,
    marks_beside,
    sentence_in,
)
from pmi_desktop.official.adopting.choices import field_behind
from pmi_desktop.official.adopting.columns import cell_slot
from pmi_desktop.official.adopting.matching import EXACT, Labels, as_label, words_of
from pmi_desktop.official.adopting.surface import Printed, Surface
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.finishing import municipality_of
from pmi_desktop.official.reading.typed import NotUnderstood, meant
from pmi_desktop.official.values import path_of
from pmi_desktop.official.workbook.refs import Area, cell_name

_HINT = re.compile(r"^\s*[(\[].*[)\]]\s*$")
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "school.staff": ("personal", "talento humano", "planta de personal", "recurso humano", "planta docente"),
    "school.enrolment": ("matricula", "estudiantes", "alumnos", "poblacion estudiantil"),
}
"""Words that must stand above or left of the parts of a group: «Primaria» alone asks for many things."""

_BESIDE: Mapping[str, str] = {"school.head_role": "school.head_name"}
"""Values that are asked for in the same row as another or next to it: «Cargo» alone is anybody's."""


_TELLING = 5


class Singles:
    """The labels of one sheet outside its tables; ``filled`` says that cells hold another year's data.

    With ``drawn`` only cells that somebody gave looks count: where a form draws its cells, an undrawn one beside a
    label (as on a sheet of instructions) is none of them.
    """

    def __init__(
        self,
        surface: Surface,
        known: Mapping[str, set[str]],
        reference: Reference,
        done: set[str],
        *,
        filled: bool,
        drawn: bool,
    ) -> None:
        self._surface = surface
        self._reference = reference
        self._done = done
        self._filled = filled
        self._sight = Sight(surface, Labels(known), filled)
        self._drawn = drawn
        self._labels = {label for labels in known.values() for label in labels}
        self.found: list[FoundCell] = []
        self.unbound: list[Unbound] = []
        self._sides: dict[str, int] = {"right": 0, "below": 0}

    def run(self) -> None:
        """Bind what is sure; clear cases first, for they show where the others keep their cells."""
        waiting: list[tuple[Printed, str, str]] = []
        for printed in self._surface.texts:
            if self._surface.is_taken(printed.area) or closes_a_date(self._surface, printed.area):
                continue
            found, path = sentence_in(self._sight, printed, self._done), None
            if found is None and (path := self._meaning(printed)) is not None:
                found = marks_beside(self._sight, printed, path) or date_in_three(self._sight, printed, path)
            if found is not None:
                self._keep(found)
            elif path is not None:
                side = self._side(printed, path)
                if side in ("right", "below"):
                    self._sides[side] += 1
                waiting.append((printed, path, side))
        for printed, path, side in waiting:
            if side == "both":
                right, below = self._sides["right"], self._sides["below"]
                side = "right" if right > below else "below" if below > right else "both"
            self._bind(printed, path, side)

    # -- what a label means -------------------------------------------------------------------------------------
    def _meaning(self, printed: Printed) -> str | None:
        """The one value that a text asks for."""
        text = printed.text.rstrip().removesuffix(":")
        sure, paths = self._sight.index.best(text)
        if sure < EXACT and not printed.text.rstrip().endswith(":") and len(words_of(as_label(text))) > 8:
            return None
        paths = [path for path in paths if self._in_its_group(path, printed.area)]
        if not paths:
            return None
        if len(paths) > 1:
            self._leave(printed, Doubt.SEVERAL_FIELDS, paths)
            return None
        if paths[0] in self._done:
            return None
        return paths[0]

    def _in_its_group(self, path: str, area: Area) -> bool:
        if path in _BESIDE:
            near = range(max(area.top - 2, 1), area.bottom + 3)
            texts = [
                as_label(one.text.rstrip().removesuffix(":")) for one in self._surface.texts if one.area.top in near
            ]
            return any(one == _BESIDE[path] for text in texts for one in self._sight.index.best(text)[1])
        head = ".".join(path.split(".")[:2])
        if head not in _GROUPS:
            return True
        wanted = [words_of(fold(one)) for one in _GROUPS[head]]
        return any(any(one <= words_of(text) for one in wanted) for text in self._around(area))

    def _around(self, area: Area) -> list[str]:
        """The nearest texts above, straight or to the left, in each of three rows, and those left in its own row."""
        surface = self._surface
        found = [as_label(surface.text(area.top, column)) for column in range(1, area.left)]
        for row in range(area.top - 1, max(area.top - 4, 0), -1):
            texts = (surface.text(row, column) for column in range(area.left, 0, -1))
            found.append(as_label(next((text for text in texts if text), "")))
        return found

    # -- where its cell is --------------------------------------------------------------------------------------
    def _side(self, printed: Printed, path: str) -> str:
        """Where the cell to be filled lies: ``right``, ``below``, ``both`` if either could be, or ``none``."""
        right = self._open(self._sight.right(printed.area), path, printed)
        below = self._open(self._sight.below(printed.area), path, printed) and not self._heads_a_table(printed)
        if right and below:
            return self._more_likely(printed)
        return "right" if right else "below" if below else "none"

    def _more_likely(self, printed: Printed) -> str:
        surface, area = self._surface, printed.area
        right, below = self._sight.right(area), self._sight.below(area)
        signs = [
            (surface.drawn(right.top, right.left), surface.drawn(below.top, below.left)),
            (surface.ruled(right.top, right.left), surface.ruled(below.top, below.left)),
            (surface.look(right.top, right.left) != surface.look(area.top, area.left),
             surface.look(below.top, below.left) != surface.look(area.top, area.left)),
        ]  # fmt: skip
        for at_right, at_below in signs:
            if at_right != at_below:
                return "right" if at_right else "below"
        if right.top == area.top and right.bottom == area.bottom and below.right < area.right:
            return "right"
        return "both"

    def _heads_a_table(self, printed: Printed) -> bool:
        """Whether a label stands over several rows drawn alike, beside other labels: a table that nobody knew."""
        surface, area = self._surface, printed.area
        first = self._sight.below(area)
        second = self._sight.below(first)
        alike = surface.drawn(second.top, second.left) and surface.look(second.top, second.left) == surface.look(
            first.top, first.left
        )
        if not alike or not (surface.blank(second.top, second.left) or self._filled):
            return False
        right = self._sight.right(area)
        left = surface.text(area.top, area.left - 1) if area.left > 1 else ""
        return bool(left or surface.text(right.top, right.left))

    def _open(self, where: Area, path: str, printed: Printed) -> bool:
        """Whether a cell waits to be filled with the value."""
        surface = self._surface
        row, column = where.top, where.left
        if surface.is_taken(where) or surface.locked(row, column) or surface.formula(row, column):
            return False
        beside = column > printed.area.right
        if beside and not where.top <= printed.area.top <= where.bottom:
            return False
        if not beside and where.left != printed.area.left:
            return False
        if surface.blank(row, column):
            if self._drawn and not surface.drawn(row, column):
                return False
            return column <= surface.right_edge + 1 and (not beside or where.top == printed.area.top)
        return self._filled and self._is_data(where, path, printed)

    def _is_data(self, where: Area, path: str, printed: Printed) -> bool:
        """Whether a cell that says something says another year's value, and is no label or hint."""
        surface = self._surface
        text = surface.text(where.top, where.left)
        if _HINT.match(text) or text.rstrip().endswith(":") or as_label(text) in self._labels:
            return False
        if surface.look(where.top, where.left) == surface.look(printed.area.top, printed.area.left) and surface.bold(
            where.top, where.left
        ):
            return False
        return self._plausible(where, path)

    def _plausible(self, where: Area, path: str) -> bool:
        """Whether what a cell says can be a value of the field."""
        cell = self._surface.page.cell(where.top, where.left)
        field = field_behind(path) or path_of(path).field
        if field is None:
            return path in ("plan.period", "year.number", "sites.count") and any(one.isdigit() for one in cell.text)
        if path == "school.municipality":
            return municipality_of(self._reference, cell.text) is not None
        if field.name == "dane_code":
            return len(re.sub(r"\D", "", cell.text)) >= 11
        if field.holds in (Type.TEXT, Type.PROSE):
            return True
        try:
            meant(field, cell)
        except (NotUnderstood, KeyError):
            return False
        return True

    def data_share(self) -> tuple[int, int]:
        """How much speaks for a blank form and how much for a filled one, by the cells beside and below its labels.

        A municipality or a code of twelve digits says more than any words.
        """
        blank = data = 0
        for printed in self._surface.texts:
            sure, paths = self._sight.index.best(printed.text.rstrip().removesuffix(":"))
            if sure < EXACT or len(paths) != 1 or not self._in_its_group(paths[0], printed.area):
                continue
            weight = _TELLING if paths[0] in ("school.municipality", "school.dane_code") else 1
            for where in (self._sight.right(printed.area), self._sight.below(printed.area)):
                if self._surface.blank(where.top, where.left):
                    blank += weight * self._surface.drawn(where.top, where.left)
                    break
                if self._is_data(where, paths[0], printed):
                    data += weight
                    break
        return blank, data

    def _bind(self, printed: Printed, path: str, side: str) -> None:
        if path in self._done:
            return
        if side == "both":
            self._leave(printed, Doubt.SEVERAL_PLACES, [path])
            return
        where = self._sight.right(printed.area) if side == "right" else self._sight.below(printed.area)
        if side == "none" or self._surface.is_taken(where):
            self._leave(printed, self._why_none(printed), [path])
            return
        slot, doubt = cell_slot(path, cell_name(where.top, where.left), self._surface, where.top, where.left)
        if slot is None:
            self._leave(printed, doubt, [path])
            return
        self._keep(FoundCell(slot, printed.text.strip(), (printed.area, where)))

    def _why_none(self, printed: Printed) -> Doubt:
        """Whether there is a blank cell that nobody may type into, or none at all."""
        for one in (self._sight.right(printed.area), self._sight.below(printed.area)):
            if self._surface.locked(one.top, one.left) and self._surface.blank(one.top, one.left):
                return Doubt.LOCKED
        return Doubt.NO_PLACE

    def _keep(self, found: FoundCell) -> None:
        self._done.update(found.slot.paths())
        self.found.append(found)
        for area in found.areas:
            self._surface.take(area)

    def _leave(self, printed: Printed, doubt: Doubt, paths: Sequence[str]) -> None:
        cell = cell_name(printed.area.top, printed.area.left)
        self.unbound.append(Unbound(self._surface.name, cell, printed.text.strip(), doubt, tuple(paths)))
