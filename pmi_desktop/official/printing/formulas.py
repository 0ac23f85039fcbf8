"""Formulas cut into a small tree, far enough for sums, averages, counts and choices."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from pmi_desktop.official.workbook.errors import BadReference
from pmi_desktop.official.workbook.refs import Area, area
from pmi_desktop.official.workbook.values import CellError

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?)(?![\w:.])
    | (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#[A-Z/0-9_]+[!?]?)
    | (?P<ref>(?:'(?:[^']|'')+'!|[^\W\d][\w.]*!)?
        (?:\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+)
        (?![\w.(!]))
    | (?P<call>[^\W\d][\w.]*)\s*\(
    | (?P<name>[^\W\d][\w.]*)
    | (?P<sign><=|>=|<>|[-+*/^&=<>%(),;])
    )""",
    re.VERBOSE,
)


class NotComputed(Exception):
    """A formula that is not computed here; the text names the function or the sign."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, yes or no, or an error, written in the formula; None for an argument left out."""

    value: str | Decimal | bool | CellError | None


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells; ``sheet`` is None for the formula's own."""

    sheet: str | None
    area: Area


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the workbook."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function, an operator (``+``, ``<=`` …) or, with one argument, a sign (``-``, ``%``)."""

    name: str
    arguments: tuple["Node", ...]


Node: TypeAlias = Constant | Reference | Named | Call
_Tokens: TypeAlias = list[tuple[str, str]]


@lru_cache(maxsize=4096)
def parsed(formula: str) -> Node:
    """The tree of a formula without ``=``; raises :class:`NotComputed`."""
    tokens: _Tokens = []
    end = 0
    while end < len(formula.rstrip()):
        match = _TOKEN.match(formula, end)
        if match is None:
            raise NotComputed(formula[end : end + 10].strip())
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
        end = match.end()
    reader = _Reader(tokens)
    tree = reader.comparison()
    if reader.left:
        raise NotComputed(reader.next()[1])
    return tree


class _Reader:
    """Reads tokens from the loosest sign to the tightest."""

    def __init__(self, tokens: _Tokens) -> None:
        self._tokens = tokens
        self._place = 0

    @property
    def left(self) -> bool:
        return self._place < len(self._tokens)

    def next(self) -> tuple[str, str]:
        if not self.left:
            raise NotComputed("…")
        self._place += 1
        return self._tokens[self._place - 1]

    def comparison(self) -> Node:
        return self._chain(self._concatenation, "=", "<>", "<", ">", "<=", ">=")

    def _concatenation(self) -> Node:
        return self._chain(self._sum, "&")

    def _sum(self) -> Node:
        return self._chain(self._product, "+", "-")

    def _product(self) -> Node:
        return self._chain(self._power, "*", "/")

    def _power(self) -> Node:
        return self._chain(self._signed, "^")

    def _signed(self) -> Node:
        if self._sees("-", "+"):
            sign = self.next()[1]
            return Call(sign, (self._signed(),))
        found = self._one()
        while self._sees("%"):
            self.next()
            found = Call("%", (found,))
        return found

    def _one(self) -> Node:
        kind, text = self.next()
        if kind == "number":
            return Constant(Decimal(text))
        if kind == "text":
            return Constant(text[1:-1].replace('""', '"'))
        if kind == "error":
            return Constant(CellError(text))
        if kind == "ref":
            return _reference(text)
        if kind == "call":
            return Call(text.upper(), self._arguments())
        if kind == "name":
            return Constant(text.upper() == "TRUE") if text.upper() in {"TRUE", "FALSE"} else Named(text)
        if text == "(":
            inner = self.comparison()
            self._expect(")")
            return inner
        raise NotComputed(text)

    def _arguments(self) -> tuple[Node, ...]:
        found: list[Node] = []
        if self._sees(")"):
            self.next()
            return ()
        while True:
            found.append(Constant(None) if self._sees(",", ")") else self.comparison())
            if self._sees(","):
                self.next()
                continue
            self._expect(")")
            return tuple(found)

    def _chain(self, inner: Callable[[], Node], *signs: str) -> Node:
        found = inner()
        while self._sees(*signs):
            sign = self.next()[1]
            found = Call(sign, (found, inner()))
        return found

    def _sees(self, *signs: str) -> bool:
        return self.left and self._tokens[self._place][0] == "sign" and self._tokens[self._place][1] in signs

    def _expect(self, sign: str) -> None:
        if self.next() != ("sign", sign):
            raise NotComputed(sign)


def _reference(text: str) -> Reference:
    prefix, mark, cells = text.rpartition("!")
    sheet = prefix[1:-1].replace("''", "'") if prefix.startswith("'") else prefix
    if "[" in sheet or ":" in sheet:
        raise NotComputed(text)
    try:
        return Reference(sheet if mark else None, area(cells))
    except BadReference as problem:
        raise NotComputed(text) from problem
