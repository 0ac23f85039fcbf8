"""What adopting a workbook came to."""

from dataclasses import dataclass
from enum import Enum

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.official.definitions import Form


class CannotBind(PmiError):
    """A value cannot go where a person wants it: ``sheet``, ``cell``, and ``why``, a :class:`Doubt`'s word.

    ``why`` is ``formula`` where the workbook computes what stands there, ``rows`` where the table's rows are about
    something else.
    """


class Doubt(Enum):
    """Why a label was not bound."""

    UNKNOWN = "unknown"  # nobody knows what it asks for
    SEVERAL_FIELDS = "several_fields"  # it could be one of several fields
    NO_PLACE = "no_place"  # no empty cell right of it or below
    SEVERAL_PLACES = "several_places"  # right of it and below are equally likely
    OTHER_CHOICES = "other_choices"  # its drop-down offers other things than the field
    LOCKED = "locked"  # the cell cannot be typed into
    TAKEN = "taken"  # the field or the cell is bound already


@dataclass(frozen=True, slots=True)
class Bound:
    """A value and its place: a cell, or a column within rows ``first`` to ``last``."""

    sheet: str
    place: str
    path: str
    label: str
    first: int = 0
    last: int = 0

    @property
    def where(self) -> str:
        """The cell or the range."""
        return f"{self.place}{self.first}:{self.place}{self.last}" if self.first else self.place


@dataclass(frozen=True, slots=True)
class Unbound:
    """A label of the workbook that stays without field; ``paths`` are those it could be."""

    sheet: str
    cell: str
    text: str
    doubt: Doubt
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emptied:
    """Data of another year that was taken out of the template: how many cells of a range."""

    sheet: str
    area: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """A workbook as a form, its template, and what was recognised.

    ``missing`` are the paths of the shipped form of that id that found no place. A doubtful label is in ``unbound``:
    it is never bound to a guess.
    """

    form: Form
    template: bytes
    bound: tuple[Bound, ...]
    unbound: tuple[Unbound, ...]
    missing: tuple[str, ...]
    emptied: tuple[Emptied, ...]
