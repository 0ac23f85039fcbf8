"""Numbers, money and dates as they are written in Colombia: the one place that formats and reads them.

Decimals never pass through binary floats. ``14,8`` and ``14.8`` both mean fourteen and eight tenths; ``1.000``
could be one or a thousand, so a decimal field asks instead of guessing.
"""

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio",
          "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre")  # fmt: skip
_MONTH_BY_START = {name[:3]: number for number, name in enumerate(MONTHS, start=1)} | {"set": 9}
_SPACES = re.compile(r"\s+")
_DECIMALS = 6


class Unclear(Exception):
    """A typed text that is not a value, or that could be two; ``candidates`` holds the possible readings."""

    def __init__(self, text: str, candidates: tuple[Decimal, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.candidates = candidates


def tidy(number: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent: ``14.80`` → ``14.8``, ``1E+3`` → ``1000``."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return number.normalize()


def rounded(number: Decimal, places: int) -> Decimal:
    """Halves go up, as in a spreadsheet: ``2.125`` → ``2.13``; always ``places`` decimals."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def show_number(number: Decimal | int | None, places: int | None = None) -> str:
    """``1234.5`` → ``1.234,5``; with ``places`` always that many decimals; nothing for ``None``."""
    if number is None:
        return ""
    value = Decimal(number)
    value = tidy(value) if places is None else rounded(value, places)
    whole, _, fraction = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def show_money(pesos: int | None) -> str:
    """Whole Colombian pesos: ``1660000`` → ``$ 1.660.000`` (with a space that does not break)."""
    if pesos is None:
        return ""
    return f"$\N{NO-BREAK SPACE}{show_number(pesos)}"


def show_percent(number: Decimal | None, places: int | None = None) -> str:
    """``38.5`` → ``38,5 %`` (with a space that does not break)."""
    if number is None:
        return ""
    return f"{show_number(number, places)}\N{NO-BREAK SPACE}%"


def show_date(day: date | None) -> str:
    """``13/02/2026``, as forms print it; nothing for ``None``."""
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def show_long_date(day: date | None) -> str:
    """``13 de febrero de 2026``; nothing for ``None``."""
    return "" if day is None else f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


def show_time(at: time | None) -> str:
    """``09:00``; nothing for ``None``."""
    return "" if at is None else f"{at.hour:02d}:{at.minute:02d}"


def _plain(text: str) -> str:
    return _SPACES.sub("", text.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-"))


def show_size(size: int) -> str:
    """Bytes in words as file managers in Spanish say them: ``312 kB``, ``1,4 MB``."""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    unit, divisor = ("kB", 1000) if size < 10**6 else ("MB", 10**6) if size < 10**9 else ("GB", 10**9)
    number = Decimal(size) / divisor
    places = 0 if number >= 10 or unit == "kB" else 1
    return f"{show_number(number, places)}\N{NO-BREAK SPACE}{unit}"


def read_number(text: str) -> Decimal | None:
    """The decimal a person typed, or ``None`` for an empty text.

    Comma or point as decimal sign; points, spaces or apostrophes between thousands. A single point before exactly
    three digits (``1.000``) raises :class:`Unclear` with both readings; so do, without any, more than six decimals and
    whatever is no number.
    """
    plain = _plain(text).removesuffix("%").replace("'", "")
    if not plain:
        return None
    if re.fullmatch(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", plain):
        as_thousands = Decimal(re.sub(r"[.,]", "", plain))
        as_decimal = Decimal(plain.replace(",", "."))
        if "." in plain:
            raise Unclear(text, (as_thousands, as_decimal))
        return tidy(as_decimal)
    for pattern, thousands, decimal in (
        (r"[+-]?[0-9]+(?:[.,][0-9]+)?", "", "."),
        (r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", ".", ","),
        (r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", ",", "."),
    ):
        if re.fullmatch(pattern, plain):
            digits = plain.replace(thousands, "") if thousands else plain
            number = Decimal(digits.replace(",", ".") if decimal == "," or not thousands else digits)
            exponent = number.as_tuple().exponent
            if isinstance(exponent, int) and -exponent > _DECIMALS:
                raise Unclear(text)
            return tidy(number)
    raise Unclear(text)


def read_whole(text: str) -> int | None:
    """The whole number a person typed, thousands grouped or not: ``1.200`` is 1200 here; ``None`` for an empty text.

    Raises :class:`Unclear` for anything else, decimals included.
    """
    plain = _plain(text).removeprefix("$").replace("'", "")
    if not plain:
        return None
    for pattern in (r"[+-]?[0-9]+", r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+", r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+"):
        if re.fullmatch(pattern, plain):
            return int(re.sub(r"[.,]", "", plain))
    raise Unclear(text)


def read_money(text: str) -> int | None:
    """Whole pesos as typed: ``$ 1.660.000``, ``1660000``, ``1.660.000,00``; ``None`` for an empty text."""
    plain = _plain(text).removeprefix("-$").removeprefix("$").removesuffix("COP")
    plain = re.sub(r"(?<=[0-9])[.,]00?$", "", plain)
    return read_whole(f"-{plain}" if _plain(text).startswith("-$") else plain)


def read_date(text: str) -> date | None:
    """A date as people write it: ``13/02/2026``, ``13-feb-26``, ``13 de febrero de 2026``, ``2026-02-13``.

    ``None`` for an empty text; raises :class:`Unclear` for a day that does not exist. Two-digit years are of
    this century.
    """
    plain = _SPACES.sub(" ", text.strip().lower()).replace(" del ", " ").replace(" de ", " ").rstrip(".")
    if not plain:
        return None
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})", plain):
        day, month, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"([0-9]{1,2})[/.\- ]([a-záéíóú]{3,10})\.?[/.\- ]([0-9]{4}|[0-9]{2})", plain):
        name = found[2]
        if name not in MONTHS and name not in ("setiembre", "sept") and len(name) > 3:
            raise Unclear(text)
        day, month, year = int(found[1]), _MONTH_BY_START.get(name[:3], 0), int(found[3])
    else:
        raise Unclear(text)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise Unclear(text) from None


def read_time(text: str) -> time | None:
    """``9:30`` or ``09:30`` as typed; ``None`` for an empty text; raises :class:`Unclear` otherwise."""
    plain = _plain(text)
    if not plain:
        return None
    found = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})", plain)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unclear(text)
    return time(int(found[1]), int(found[2]))
