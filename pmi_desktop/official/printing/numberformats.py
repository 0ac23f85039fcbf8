"""Numbers and dates as cells show them, in Spanish of Colombia: ``#,##0.00`` shows 1234.5 as ``1.234,50``."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from pmi_desktop.domain.numbers import MONTHS

_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_COLORS = {
    "black": "#000000", "blue": "#0000FF", "cyan": "#00FFFF", "green": "#00FF00", "magenta": "#FF00FF",
    "red": "#FF0000", "white": "#FFFFFF", "yellow": "#FFFF00",
}  # fmt: skip
_TOKEN = re.compile(
    r"""
    "(?P<text>[^"]*)" | \\(?P<one>.) | _(?P<room>.) | \*(?P<fill>.) | (?P<general>general)
    | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<bracket>[^\]]*)\]
    | (?P<half>a\.?/p\.?m?\.?|am/pm|a/p) | (?P<date>y+|m+|d+|h+|s+(?:[.,]0+)?|e(?![+-]))
    | (?P<power>e[+-]) | (?P<digits>[0\#?]) | (?P<sign>[.,%/@]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PIECE = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as its cell shows it.

    ``filled`` is the place in ``text`` where a format such as ``$ * #,##0`` pushes both halves apart, -1 for none;
    ``plain`` says that the format was too much for us and a plainer one is shown.
    """

    text: str
    color: str | None = None
    filled: int = -1
    plain: bool = False


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[tuple[str, str], ...]
    color: str | None
    condition: tuple[str, Decimal] | None

    def has(self, kind: str, text: str = "") -> bool:
        """Whether a token of that kind (and text) is in it."""
        return any(found == kind and (not text or value == text) for found, value in self.tokens)


def show(value: Decimal, code: str, since_1904: bool = False) -> Shown:
    """A number, or a day counted from the workbook's first, in a number format."""
    sections = _sections(code)
    section, value = _chosen(sections, value)
    if section is None:
        return Shown("#" * 5)
    if section.has("date") or section.has("elapsed") or section.has("half"):
        return _date(value, section, since_1904)
    if section.has("general") or not section.tokens:
        text = general(value)
        return Shown(_wrapped(section, text), section.color) if section.tokens else Shown("")
    if section.has("sign", "@"):
        return Shown(_wrapped(section, general(value)), section.color)
    return _number(value, section)


def show_text(text: str, code: str) -> Shown:
    """A text in a number format: only a fourth section, or one with ``@``, says anything about it."""
    if code == "General" or code == "@":
        return Shown(text)
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1] if sections[-1].has("sign", "@") else None
    if section is None:
        return Shown(text)
    shown = "".join(text if (kind, value) == ("sign", "@") else _literal(kind, value) for kind, value in section.tokens)
    return Shown(shown, section.color)


def general(value: Decimal, digits: int = 10) -> str:
    """A number without a format: at most so many digits, without needless zeros."""
    if value == 0:
        return "0"
    size = value.copy_abs().adjusted()
    if size >= 11 or size < -9:
        return scientific(value, 5)
    places = max(0, digits - 1 - max(size, 0))
    text = f"{_rounded(value, places):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.replace(".", ",")


def scientific(value: Decimal, places: int) -> str:
    """``1,5E+12``, with at most so many decimals."""
    mantissa, _, exponent = f"{value:.{places}E}".partition("E")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}E{exponent[0]}{exponent[1:].rjust(2, '0')}".replace(".", ",")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    parts = [""]
    for piece in _PIECE.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(map(_section, parts[:4]))


def _section(code: str) -> _Section:
    tokens: list[tuple[str, str]] = []
    color: str | None = None
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0]
        if kind == "bracket":
            found = _CONDITION.fullmatch(text)
            if found:
                condition = found[1], Decimal(found[2])
            elif text.lower() in _COLORS:
                color = _COLORS[text.lower()]
            elif text.startswith("$"):
                tokens.append(("text", text[1:].partition("-")[0]))
        else:
            tokens.append((kind, text.lower() if kind in {"date", "elapsed", "general"} else text))
    return _Section(tuple(_minutes(tokens)), color, condition)


def _minutes(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Tell the ``m`` of minutes (after hours or before seconds) from that of months."""
    dated = [place for place, (kind, _) in enumerate(tokens) if kind in {"date", "elapsed"}]
    for order, place in enumerate(dated):
        kind, text = tokens[place]
        before = tokens[dated[order - 1]][1] if order else ""
        after = tokens[dated[order + 1]][1] if order + 1 < len(dated) else ""
        if kind == "date" and text in {"m", "mm"} and (before.startswith("h") or after.startswith("s")):
            tokens[place] = "date", text.replace("m", "n")
    return tokens


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section | None, Decimal]:
    """The section for a number, and the number as that section shows it (without its sign where it has its own)."""
    if any(section.condition for section in sections):
        for place, section in enumerate(sections[:3]):
            if section.condition is None or _holds(value, *section.condition):
                own = place > 0 and value < 0
                return section, -value if own and section.condition is None and len(sections) > 2 else value
        return None, value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(value: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": value < limit, ">": value > limit, "=": value == limit, "<=": value <= limit, ">=": value >= limit,
        "<>": value != limit,
    }[sign]  # fmt: skip


def _literal(kind: str, text: str) -> str:
    """What a token shows that stands for no part of the value."""
    if kind == "room":
        return " "
    return text if kind in {"text", "one", "other", "sign", "power"} else ""


def _wrapped(section: _Section, text: str) -> str:
    shown = ""
    for kind, value in section.tokens:
        shown += text if kind == "general" or (kind, value) == ("sign", "@") else _literal(kind, value)
    return shown


def _number(value: Decimal, section: _Section) -> Shown:
    tokens = list(section.tokens)
    places = [place for place, (kind, _) in enumerate(tokens) if kind == "digits"]
    if not places:
        text, filled = _joined([(kind, value) for kind, value in tokens])
        return Shown(("-" if value < 0 and text else "") + text, section.color, filled)
    if section.has("power") or (section.has("sign", "/") and _is_fraction(tokens)):
        return Shown(("-" if value < 0 else "") + general(abs(value)), section.color, plain=section.has("sign", "/"))
    value *= Decimal(100) ** sum(kind == "sign" and text == "%" for kind, text in tokens)
    point = next((place for place, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    last = places[-1]
    after_last = 0
    while last + 1 + after_last < len(tokens) and tokens[last + 1 + after_last] == ("sign", ","):
        after_last += 1
    value /= Decimal(1000) ** after_last
    grouped = any(token == ("sign", ",") and places[0] < place < last for place, token in enumerate(tokens[:point]))
    before = [place for place in places if place < point]
    after = [place for place in places if place > point]
    digits = f"{_rounded(abs(value), len(after)):f}"
    whole, _, fraction = digits.partition(".")
    whole = "" if whole == "0" else whole
    parts = _whole_digits(tokens, before, whole, grouped=grouped) | _fraction_digits(tokens, after, fraction)
    shown: list[tuple[str, str]] = []
    for place, (kind, text) in enumerate(tokens):
        if place in parts:
            shown.append(("text", parts[place]))
        elif (kind, text) == ("sign", "."):
            shown.append(("text", ("" if before else whole) + ","))
        elif (kind, text) != ("sign", ","):
            shown.append((kind, text))
    text, filled = _joined(shown)
    negative = value < 0 and any(letter in "123456789" for letter in digits)
    return Shown(("-" if negative else "") + text, section.color, filled + 1 if negative and filled >= 0 else filled)


def _whole_digits(tokens: list[tuple[str, str]], places: list[int], whole: str, *, grouped: bool) -> dict[int, str]:
    """What each place before the decimal point shows; the first one takes all digits that are left."""
    found: dict[int, str] = {}
    rest = whole
    for order, place in enumerate(reversed(places)):
        if order == len(places) - 1 and len(rest) > 1:
            digits, rest = rest, ""
        else:
            digits, rest = rest[-1:], rest[:-1]
        digits = digits or {"0": "0", "?": " "}.get(tokens[place][1], "")
        if grouped and digits.strip():
            digits = _grouped(digits, order)
        found[place] = digits
    return found


def _grouped(digits: str, behind: int) -> str:
    """The digits with a point where a group of three ends, ``behind`` of them standing to the right."""
    shown = ""
    for order, digit in enumerate(reversed(digits)):
        place = order + behind
        shown = digit + ("." if place and place % 3 == 0 else "") + shown
    return shown


def _fraction_digits(tokens: list[tuple[str, str]], places: list[int], fraction: str) -> dict[int, str]:
    found: dict[int, str] = {}
    needed = len(fraction.rstrip("0"))
    for order, place in enumerate(places):
        digit = fraction[order : order + 1]
        found[place] = digit if order < needed else {"0": digit or "0", "?": " "}.get(tokens[place][1], "")
    return found


def _joined(tokens: list[tuple[str, str]]) -> tuple[str, int]:
    text, filled = "", -1
    for kind, value in tokens:
        if kind == "fill":
            filled = len(text)
        else:
            text += _literal(kind, value)
    return text, filled


def _is_fraction(tokens: list[tuple[str, str]]) -> bool:
    bar = tokens.index(("sign", "/"))
    return any(kind == "digits" for kind, _ in tokens[:bar]) and any(kind == "digits" for kind, _ in tokens[bar:])


def _date(value: Decimal, section: _Section, since_1904: bool) -> Shown:
    if value < 0 or value >= 2_958_466:
        return Shown("#" * 5)
    parts = [text for kind, text in section.tokens if kind in {"date", "elapsed"}]
    tenths = max((len(text.partition(".")[2] or text.partition(",")[2]) for text in parts if text[0] == "s"), default=0)
    step = Decimal(1) if not tenths else Decimal(1).scaleb(-tenths)
    seconds = (value * 86_400).quantize(step, ROUND_HALF_UP)
    moment = _moment(seconds, since_1904)
    half = section.has("half")
    shown: list[tuple[str, str]] = []
    for kind, text in section.tokens:
        if kind == "date":
            shown.append(("text", _date_part(text, moment, seconds, half=half)))
        elif kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            shown.append(("text", str(int(seconds // unit)).rjust(len(text), "0")))
        elif kind == "half":
            shown.append(("text", "a.\N{NO-BREAK SPACE}m." if moment.hour < 12 else "p.\N{NO-BREAK SPACE}m."))
        else:
            shown.append((kind, text))
    text, filled = _joined(shown)
    return Shown(text, section.color, filled)


def _moment(seconds: Decimal, since_1904: bool) -> datetime:
    whole = int(seconds)
    days, rest = divmod(whole, 86_400)
    if not since_1904 and days < 60:
        days += 1
    origin = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    day = origin + timedelta(days=days)
    return datetime(day.year, day.month, day.day) + timedelta(seconds=rest)


def _date_part(token: str, moment: datetime, seconds: Decimal, *, half: bool) -> str:
    length = len(token)
    if token[0] in "ye":
        return f"{moment.year:04d}" if length > 2 or token[0] == "e" else f"{moment.year % 100:02d}"
    if token[0] == "m":
        name = MONTHS[moment.month - 1]
        return (str(moment.month), f"{moment.month:02d}", name[:3], name, name[0].upper())[min(length, 5) - 1]
    if token[0] == "d":
        name = _DAYS[moment.weekday()]
        return (str(moment.day), f"{moment.day:02d}", name[:3], name)[min(length, 4) - 1]
    if token[0] == "h":
        hour = (moment.hour % 12 or 12) if half else moment.hour
        return str(hour).rjust(min(length, 2), "0")
    if token[0] == "n":
        return str(moment.minute).rjust(min(length, 2), "0")
    whole, _, part = str(seconds % 60).partition(".")
    whole = whole.rjust(min(len(re.split("[.,]", token)[0]), 2), "0")
    return f"{whole},{part}" if part else whole


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
