"""What a cell can hold, and how texts and dates are written in a workbook's XML."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

MAX_TEXT = 32_767
"""Characters (UTF-16 units) that offices keep in one cell."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error that a formula gave, as ``#DIV/0!``."""

    code: str


Value: TypeAlias = str | Decimal | bool | datetime | date | time | CellError | None

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def unescape(text: str) -> str:
    """The text meant by a stored one: ``_x000D_`` stands for a control character."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def escape(text: str) -> str:
    """The stored form of a text that is to be shown as typed; line breaks become those of offices."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def illegal_character(text: str) -> str | None:
    """The first character that XML cannot carry, if there is one."""
    match = _ILLEGAL.search(text)
    return match[0] if match else None


def units(text: str) -> int:
    """The length as offices count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_decimal(text: str) -> Decimal | None:
    """A stored number, with the fifteen digits that an office shows; None if it is none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    # No office keeps numbers beyond those of a computer's floating point.
    if not number.is_finite() or abs(number.adjusted()) > 308:
        return None
    if len(number.as_tuple().digits) > 15:
        number = Decimal(f"{float(number):.15g}") if math.isfinite(float(number)) else number
    if number == number.to_integral_value() and abs(number.adjusted()) < 30:
        return number.quantize(Decimal(1))
    return number.normalize() if abs(number.adjusted()) >= 30 else number


def from_number(number: Decimal | int | float) -> str | None:
    """The stored form of a number; None if it is not finite."""
    if isinstance(number, float):
        if not math.isfinite(number):
            return None
        return repr(number)
    if isinstance(number, Decimal):
        if not number.is_finite():
            return None
        return format(number, "f") if abs(number.adjusted()) < 30 else str(number)
    return str(number)


def _origin(since_1904: bool) -> date:
    return date(1904, 1, 1) if since_1904 else date(1899, 12, 30)


def to_serial(moment: date | datetime, since_1904: bool) -> Decimal | None:
    """Days since the workbook's first day; None for dates that offices cannot hold."""
    day = moment.date() if isinstance(moment, datetime) else moment
    whole = (day - _origin(since_1904)).days
    # Offices believe in a 29 February 1900; before it their numbers are one off, so we stay out of there.
    if whole < (0 if since_1904 else 61):
        return None
    if not isinstance(moment, datetime):
        return Decimal(whole)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return Decimal(whole) + (Decimal(seconds) / 86_400).quantize(Decimal("0.0000000001"))


def from_serial(serial: Decimal, kind: str, since_1904: bool) -> date | datetime | time | None:
    """The moment of a stored number whose format is a ``date`` or ``time``; None if out of the calendar."""
    if serial < 0 or serial >= 2_958_466:
        return None
    whole = int(serial)
    seconds = int(((serial - whole) * 86_400).to_integral_value())
    if whole == 0 and kind == "time":
        return (datetime.min + timedelta(seconds=min(seconds, 86_399))).time()
    if not since_1904 and whole < 60:
        whole += 1
    day = _origin(since_1904) + timedelta(days=whole)
    if seconds == 0:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
