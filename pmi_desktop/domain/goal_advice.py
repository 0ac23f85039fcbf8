"""What is pointed out while a goal and its indicators are written: never a reason not to save.

Where the goal's words and an indicator's numbers or date disagree, which direction an indicator takes, and whether a
target that is the baseline means that something is to be kept.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pmi_desktop.domain.figures.progress import targets_of
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.numbers import MONTHS, Unclear, read_number, show_date, show_number

_SMALL = (
    "cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
    "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte",
)  # fmt: skip
_WORDS = {word: Decimal(value) for value, word in enumerate(_SMALL)} | {
    "una": Decimal(1), "treinta": Decimal(30), "cuarenta": Decimal(40), "cincuenta": Decimal(50),
    "sesenta": Decimal(60), "setenta": Decimal(70), "ochenta": Decimal(80), "noventa": Decimal(90),
    "cien": Decimal(100), "ciento": Decimal(100),
}  # fmt: skip
_NUMBER = r"(?<![\d.,])-?\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(rf"({_NUMBER}|\b(?:{'|'.join(_WORDS)})\b)\s*(%|por ciento\b|[^\W\d_]+)", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s+de\s+)?\b(?P<month>{'|'.join(MONTHS)})\b(?:\s+(?:de|del)\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:desde|a partir de|a partir del)\s*$", re.IGNORECASE)
"""Before a date that says when something begins, not when the goal is due."""
_YEAR = re.compile(r"\b20\d\d\b")
_PERCENT = "%"


def proposed_direction(indicator: Indicator) -> str:
    """``up`` or ``down`` as the way from the baseline to the last target goes; nothing where that cannot be told."""
    targets = targets_of(indicator)
    if indicator.baseline is None or not targets or targets[-1] == indicator.baseline:
        return ""
    return "up" if targets[-1] > indicator.baseline else "down"


def asks_to_keep(indicator: Indicator) -> bool:
    """Whether the target is the baseline: it may mean that a value is to be kept, or be a slip."""
    targets = targets_of(indicator)
    return bool(targets) and targets[-1] == indicator.baseline


def disagreements(goal: Goal, indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """Sentences on numbers and dates that the goal's text says in one way and an indicator or its date in another."""
    return (*_of_numbers(goal, indicators), *_of_dates(goal))


def _of_numbers(goal: Goal, indicators: Sequence[Indicator]) -> Iterator[str]:
    """One sentence per unit that the text gives amounts of, none of which is a target measured in that unit."""
    said = list(_amounts(goal.text))
    for unit in dict.fromkeys(_stem(one.unit) for one in indicators if one.unit.strip() and targets_of(one)):
        amounts = [value for value, word in said if word == unit]
        same = [one for one in indicators if _stem(one.unit) == unit and targets_of(one)]
        targets = {target for one in same for target in targets_of(one)}
        if amounts and not targets.intersection(amounts):
            one = same[0]
            yield (
                f"La meta dice {_with_unit(amounts[-1], one.unit)} y el indicador llega a"
                f" {_with_unit(targets_of(one)[-1], one.unit)}. Revise cuál de los dos es."
            )


def _amounts(text: str) -> Iterator[tuple[Decimal, str]]:
    """The amounts a text speaks of, each with the stem of the word behind it."""
    for found in _AMOUNT.finditer(text):
        number, word = found[1].lower(), found[2].lower()
        value = _WORDS.get(number)
        if value is None:
            try:
                value = read_number(number)
            except Unclear:
                continue
        if value is not None:
            yield value, _PERCENT if word == "por ciento" else _stem(word)


def _stem(unit: str) -> str:
    """A unit as it is compared: its first word without the ending of the plural."""
    word = (unit.lower().split() or [""])[0]
    return _PERCENT if word.startswith(("%", "porcentaje")) else re.sub(r"(?<=..)e?s$", "", word)


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{show_number(value)}\N{NO-BREAK SPACE}{unit}"


def _of_dates(goal: Goal) -> Iterator[str]:
    due = goal.due_on
    if due is None:
        return
    named = [one for one in _DATE.finditer(goal.text) if not _FROM.search(goal.text[: one.start()])]
    if named:
        if not any(_is_due(one, goal) for one in named):
            yield f"La meta dice «{named[-1][0]}» y la fecha de cumplimiento es {show_date(due)}. Revise cuál es."
        return
    years = _YEAR.findall(goal.text)
    if years and not _DATE.search(goal.text) and str(due.year) not in years:
        yield f"La meta dice {years[-1]} y la fecha de cumplimiento es {show_date(due)}. Revise cuál es."


def _is_due(named: re.Match[str], goal: Goal) -> bool:
    due = goal.due_on
    assert due is not None
    day, year = named["day"], named["year"]
    return (
        MONTHS[due.month - 1] == named["month"].lower()
        and (day is None or int(day) == due.day)
        and (year is None or int(year) == due.year)
    )
