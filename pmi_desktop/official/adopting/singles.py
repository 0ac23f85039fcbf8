"""Values in cells of their own: the label, and the cell right of it or below that it asks to be filled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.fields import Type
from pmi_desktop.official.adopting.adoption import Doubt, Unbound
from pmi_desktop.official.adopting.choices import field_behind, keys_of, words_for
from pmi_desktop.official.adopting.columns import cell_slot
from pmi_desktop.official.adopting.matching import EXACT, as_label, best, words_of
from pmi_desktop.official.adopting.surface import Printed, Surface
from pmi_desktop.official.definitions import Slot
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.finishing import municipality_of
from pmi_desktop.official.reading.typed import NotUnderstood, meant
from pmi_desktop.official.values import path_of
from pmi_desktop.official.workbook.refs import Area, cell_name

_LINE = re.compile(r"^(?P<label>[^_….]{3,}?)(?P<colon>\s*:?\s*)(?:_{3,}|\.{4,}|…{2,})\s*$")
_HINT = re.compile(r"^\s*[(\[].*[)\]]\s*$")
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "school.staff": ("personal", "talento humano", "planta de personal", "recurso humano", "planta docente"),
    "school.enrolment": ("matricula", "estudiantes", "alumnos", "poblacion estudiantil"),
}
"""Words that must stand above or left of the parts of a group: «Primaria» alone asks for many things."""

_DAY, _MONTH, _YEAR = {"dia", "d", "dd"}, {"mes", "m", "mm"}, {"ano", "a", "aa", "aaaa"}


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A value's slot with its label and the area of its cell."""

    slot: Slot
    label: str
    area: Area


@dataclass(frozen=True, slots=True)
class _Place:
    area: Area
    has_data: bool


class Singles:
    """The labels of one sheet outside its tables; ``filled`` says that cells hold another year's data.

    With ``drawn`` only cells that somebody gave looks count: where a form draws its cells, an undrawn one beside a label
    (as on a sheet of instructions) is none of them.
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
        self._known = known
        self._reference = reference
        self._done = done
        self._filled = filled
        self._drawn = drawn
        self._labels = {label for labels in known.values() for label in labels}
        self.found: list[FoundCell] = []
        self.unbound: list[Unbound] = []
        self._sides: dict[str, int] = {"right": 0, "below": 0}

    def run(self) -> None:
        """Bind what is sure; clear cases first, for they show where the others keep their cells."""
        waiting: list[tuple[Printed, str, str]] = []
        for printed in self._surface.texts:
            if self._surface.is_taken(printed.area) or self._in_sentence(printed):
                continue
            path = self._meaning(printed)
            if path is None:
                continue
            if self._marks(printed, path) or self._three_cells(printed, path):
                continue
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
        sure, paths = best([text], self._known)
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
        head = ".".join(path.split(".")[:2])
        if head not in _GROUPS:
            return True
        wanted = [words_of(fold(one)) for one in _GROUPS[head]]
        return any(any(one <= words_of(text) for one in wanted) for text in self._around(area))

    def _around(self, area: Area) -> list[str]:
        """The texts above an area over at most three rows, and left of it in its own row."""
        surface = self._surface
        above = [as_label(surface.text(row, area.left)) for row in range(max(area.top - 3, 1), area.top)]
        left = [as_label(surface.text(area.top, column)) for column in range(1, area.left)]
        over = [as_label(surface.text(row, column)) for row in (area.top - 1, area.top - 2) if row > 0
                for column in range(1, area.left)]  # fmt: skip
        return [*above, *left, *([over[-1]] if over and over[-1] else [])]

    # -- where its cell is --------------------------------------------------------------------------------------
    def _right(self, area: Area) -> Area:
        return self._surface.area(area.top, area.right + 1)

    def _below(self, area: Area) -> Area:
        return self._surface.area(area.bottom + 1, area.left)

    def _side(self, printed: Printed, path: str) -> str:
        """Where the cell to be filled lies: ``right``, ``below``, ``both`` if either could be, or ``none``."""
        right, below = (
            self._open(self._right(printed.area), path, printed),
            self._open(self._below(printed.area), path, printed),
        )
        if right and below:
            return self._more_likely(printed)
        return "right" if right else "below" if below else "none"

    def _more_likely(self, printed: Printed) -> str:
        surface, area = self._surface, printed.area
        right, below = self._right(area), self._below(area)
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
        """Of the labels with a cell beside or below that could be data: how many are blank, how many hold data."""
        blank = data = 0
        for printed in self._surface.texts:
            sure, paths = best([printed.text.rstrip().removesuffix(":")], self._known)
            if sure < EXACT or len(paths) != 1:
                continue
            for where in (self._right(printed.area), self._below(printed.area)):
                surface = self._surface
                if surface.blank(where.top, where.left):
                    blank += surface.drawn(where.top, where.left)
                elif where != printed.area and self._is_data(where, paths[0], printed):
                    data += 1
                else:
                    continue
                break
        return blank, data

    # -- shapes -------------------------------------------------------------------------------------------------
    def _bind(self, printed: Printed, path: str, side: str) -> None:
        if path in self._done:
            return
        if side == "both":
            self._leave(printed, Doubt.SEVERAL_PLACES, [path])
            return
        where = self._right(printed.area) if side == "right" else self._below(printed.area)
        if side == "none" or self._surface.is_taken(where):
            locked = any(self._surface.locked(one.top, one.left) and self._surface.blank(one.top, one.left)
                         for one in (self._right(printed.area), self._below(printed.area)))  # fmt: skip
            self._leave(printed, Doubt.LOCKED if locked else Doubt.NO_PLACE, [path])
            return
        slot, doubt = cell_slot(path, cell_name(where.top, where.left), self._surface, where.top, where.left)
        if slot is None:
            self._leave(printed, doubt, [path])
            return
        self._keep(slot, printed, where)

    def _keep(self, slot: Slot, printed: Printed, where: Area) -> None:
        self._done.update(slot.paths())
        self.found.append(FoundCell(slot, printed.text.strip(), where))
        self._surface.take(printed.area)
        self._surface.take(where)

    def _leave(self, printed: Printed, doubt: Doubt, paths: Sequence[str]) -> None:
        self.unbound.append(
            Unbound(self._surface.name, cell_name(printed.area.top, printed.area.left), printed.text.strip(), doubt,
                    tuple(paths))
        )  # fmt: skip

    def _in_sentence(self, printed: Printed) -> bool:
        """A label with a line to write on in its own cell: ``Municipio: ________``."""
        match = _LINE.match(printed.text)
        if match is None:
            return False
        sure, paths = best([match["label"]], self._known)
        if (
            not sure
            or len(paths) != 1
            or paths[0] in self._done
            or self._surface.locked(printed.area.top, printed.area.left)
        ):
            return False
        text = f"{match['label'].rstrip()}{match['colon'].rstrip() or ':'} {{{paths[0]}}}"
        if "{" in match["label"] or "}" in match["label"]:
            return False
        self._keep(Slot(text=text, at=cell_name(printed.area.top, printed.area.left)), printed, printed.area)
        return True

    def _marks(self, printed: Printed, path: str) -> bool:
        """Choices right of a label, each with a blank cell right of it or below it to be marked."""
        if not words_for(path):
            return False
        for offset in ("right", "below"):
            places = self._marked_places(printed, path, offset)
            if places is not None:
                slot = Slot(field=path, marks={key: cell_name(area.top, area.left) for key, area in places.items()})
                self._done.add(path)
                self.found.append(FoundCell(slot, printed.text.strip(), next(iter(places.values()))))
                self._surface.take(printed.area)
                for area in places.values():
                    self._surface.take(area)
                return True
        return False

    def _marked_places(self, printed: Printed, path: str, offset: str) -> dict[str, Area] | None:
        surface = self._surface
        found: dict[str, Area] = {}
        choices: list[Area] = []
        column = printed.area.right + 1
        while column <= surface.right_edge:
            area = surface.area(printed.area.top, column)
            key = keys_of(path, [surface.text(area.top, area.left)])[0]
            if key is None:
                break
            where = self._right(area) if offset == "right" else self._below(area)
            if key in found or not surface.blank(where.top, where.left) or surface.locked(where.top, where.left):
                return None
            found[key] = where
            choices.append(area)
            column = (where.right if offset == "right" else area.right) + 1
        if len(found) < 2:
            return None
        for area in choices:
            surface.take(area)
        return found

    def _three_cells(self, printed: Printed, path: str) -> bool:
        """A date in three cells under «Día», «Mes» and «Año», which stand right of its label or below it."""
        if path_of(path).holds is not Type.DATE:
            return False
        surface, area = self._surface, printed.area
        for row, column in ((area.top, area.right + 1), (area.bottom + 1, area.left)):
            heads: list[Area] = []
            for _ in range(3):
                heads.append(surface.area(row, column))
                column = heads[-1].right + 1
            texts = [fold(surface.text(one.top, one.left)) for one in heads]
            if all(text in words for text, words in zip(texts, (_DAY, _MONTH, _YEAR), strict=True)):
                below = [self._below(one) for one in heads]
                if all(surface.blank(one.top, one.left) and not surface.locked(one.top, one.left) for one in below):
                    first, second, third = (cell_name(one.top, one.left) for one in below)
                    self._keep(Slot(field=path, at=(first, second, third)), printed, below[0])
                    for one in (*heads, *below):
                        surface.take(one)
                    return True
        return False
