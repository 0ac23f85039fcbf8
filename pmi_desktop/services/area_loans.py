"""What a plan's file remembers of areas lent and borrowed, beside the plan (``PlanEditor.notes``).

At the school: ``loan:<id>`` for each area given, and ``taken:<id>:<copy>`` for each working copy from which something
was taken, with the plan as it was then there: the base for what comes from it next. On the colleague's PC:
``borrowed``, and ``borrowed-base`` with the plan as it was lent.
"""

from collections.abc import Mapping

import msgspec

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks.words import listed
from pmi_desktop.domain.lending import Lent, Scope
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.package.manifest import Loan
from pmi_desktop.services.area_state import packed, unpacked

__all__ = [
    "BORROWED",
    "Given",
    "Loan",
    "Taken",
    "area_names",
    "away",
    "base_of",
    "borrowed",
    "borrowed_note",
    "borrowed_notes",
    "given",
    "given_note",
    "is_back",
    "lent_to_us",
    "scope_of",
    "taken",
    "taken_name",
    "taken_text",
    "what_is_lent",
]

BORROWED = "borrowed"
_BASE = "borrowed-base"


class Given(msgspec.Struct, frozen=True):
    """An area that was given, and whether nobody waits for it any more."""

    loan: Loan
    over: bool = False


class Taken(msgspec.Struct, frozen=True):
    """What was last taken from a working copy: the file's turn, and the plan in it (:func:`packed`)."""

    turn: int
    state: str


def scope_of(loan: Loan) -> Scope:
    """What a loan lets be edited."""
    return Scope(loan.areas, loan.planning, loan.progress)


def area_names(areas: tuple[str, ...], reference: Reference) -> str:
    """«Gestión académica y Gestión de la comunidad»."""
    names = {area.id: area.name for catalog in reference.catalogs.values() for area in catalog.areas}
    return listed([names.get(one, one) for one in areas])


def what_is_lent(loan: Loan) -> str:
    """What may be edited of an area, in words."""
    parts = ["las valoraciones, las evidencias y los factores críticos"]
    parts += ["los objetivos, las metas y las acciones"] if loan.planning else []
    parts += ["los avances"] if loan.progress else []
    return listed(parts)


def given_note(given: Given) -> tuple[str, str]:
    """Name and text of what is remembered of an area that was given."""
    return f"loan:{given.loan.id}", _text(given)


def given(notes: Mapping[str, str]) -> tuple[Given, ...]:
    """All areas ever given, oldest first."""
    found = [msgspec.json.decode(text, type=Given) for name, text in notes.items() if name.startswith("loan:")]
    return tuple(sorted(found, key=lambda one: (one.loan.turn, one.loan.id)))


def away(notes: Mapping[str, str]) -> tuple[Loan, ...]:
    """The loans of which nothing has come back yet and for which somebody waits, oldest first."""
    back = {name.split(":")[1] for name in notes if name.startswith("taken:")}
    return tuple(one.loan for one in given(notes) if not one.over and one.loan.id not in back)


def is_back(notes: Mapping[str, str], loan: Loan) -> bool:
    """Whether something of a loan was taken."""
    return any(name.startswith(f"taken:{loan.id}:") for name in notes)


def taken_name(loan: Loan) -> str:
    """The name under which is remembered what was last taken from a working copy."""
    return f"taken:{loan.id}:{loan.copy}"


def taken(notes: Mapping[str, str], loan: Loan) -> Taken | None:
    """What was last taken from the working copy that a file comes from."""
    text = notes.get(taken_name(loan))
    return msgspec.json.decode(text, type=Taken) if text else None


def taken_text(turn: int, plan: Plan, reference: Reference) -> str:
    """What is remembered of a taking."""
    return _text(Taken(turn, packed(plan, reference)))


def borrowed_notes(loan: Loan, base: Plan, reference: Reference) -> dict[str, str]:
    """What a working copy remembers."""
    return {**dict([borrowed_note(loan)]), _BASE: packed(base, reference)}


def borrowed_note(loan: Loan) -> tuple[str, str]:
    """Name and text of what a working copy remembers of its loan."""
    return BORROWED, _text(loan)


def borrowed(notes: Mapping[str, str]) -> Loan | None:
    """The loan whose working copy this is; ``None`` for a plan of one's own."""
    text = notes.get(BORROWED)
    return msgspec.json.decode(text, type=Loan) if text else None


def lent_to_us(notes: Mapping[str, str], reference: Reference) -> Lent | None:
    """What may be edited in a working copy; ``None`` for a plan of one's own."""
    loan = borrowed(notes)
    return Lent(scope_of(loan), base_of(notes, reference), reference) if loan else None


def base_of(notes: Mapping[str, str], reference: Reference) -> Plan:
    """The plan of a working copy as it was lent."""
    return unpacked(notes[_BASE], reference)


def _text(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode()
