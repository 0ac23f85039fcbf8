"""What reading a filled workbook came to: a plan, and what deserves a look."""

from dataclasses import dataclass
from enum import Enum

from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident


class Why(Enum):
    """Why something was not understood, or only with a doubt."""

    NOT_A_VALUE = "not_a_value"  # not a number, a date or whatever the field holds
    AMBIGUOUS = "ambiguous"  # «1.000» could be one or a thousand
    NOT_A_CHOICE = "not_a_choice"  # none of the field's choices
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    BAD_CHARACTERS = "bad_characters"  # characters that no plan can keep were left out
    SEVERAL_MARKS = "several_marks"
    NO_SUCH_COMPONENT = "no_such_component"
    LIKE_COMPONENT = "like_component"  # a name much like a component's
    NUMBER_SAYS_OTHERWISE = "number_says_otherwise"  # the component's name was followed and not its number
    NO_SUCH_AREA = "no_such_area"
    NO_SUCH_RECORD = "no_such_record"  # a person, a site or another record that is nowhere in the file
    ANOTHER_VALUE = "another_value"  # the same thing says otherwise elsewhere in the file
    FIGURE_DIFFERS = "figure_differs"  # a total or a mean is not what the data read give
    DATE_FROM_MONTHS = "date_from_months"
    DATE_FROM_NUMBER = "date_from_number"
    ASSUMED = "assumed"  # not in the file: taken from what is
    NO_PARENT = "no_parent"  # what it hangs from is not in the file
    NOT_BOUND = "not_bound"  # typed where the form has no field
    SHEET_NOT_BOUND = "sheet_not_bound"
    TOO_MANY_ROWS = "too_many_rows"


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the file; without ``cell`` the whole sheet, without either the whole file."""

    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at: ``label`` is the field, ``found`` what the file says, ``taken`` what was made of it."""

    spot: Spot
    label: str
    found: str
    why: Why
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A value understood: ``field`` of the record ``ident`` is ``shown`` now, as the cell says."""

    spot: Spot
    ident: Ident
    field: str
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a filled workbook says.

    ``doubtful`` was taken over and deserves a look, ``left`` was not taken over. ``taken`` are all values in the order
    in which they were read.
    """

    form: str
    plan: Plan
    taken: tuple[Taken, ...]
    doubtful: tuple[Note, ...]
    left: tuple[Note, ...]
