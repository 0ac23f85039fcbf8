"""The values of cells, where a formula has lost its result computed anew: SUM, AVERAGE, COUNTIF, IF and arithmetic."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, DecimalException, localcontext
from typing import TypeAlias

from pmi_desktop.official.printing.formulas import Call, Constant, Named, Node, NotComputed, Reference, parsed
from pmi_desktop.official.printing.source import Content, SheetSource, Source
from pmi_desktop.official.workbook.formulas import translate
from pmi_desktop.official.workbook.names import place
from pmi_desktop.official.workbook.refs import Area
from pmi_desktop.official.workbook.values import CellError

_DIVISION, _VALUE, _NUMBER = CellError("#DIV/0!"), CellError("#VALUE!"), CellError("#NUM!")
_MAX_CELLS = 2_000_000
_LARGEST = 307
_Range: TypeAlias = tuple[SheetSource, Area]


class _Failed(Exception):
    """The formula's result is an error."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.code)
        self.error = error


class Values:
    """What each cell of a workbook shows as a value."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[tuple[str, int, int], Content] = {}
        self._open: set[tuple[str, int, int]] = set()
        self._failed: dict[tuple[str, int, int], str] = {}

    def value(self, sheet: SheetSource, row: int, column: int) -> Content:
        """The value of a cell; raises :class:`NotComputed` for a formula without result that we do not compute."""
        cell = sheet.cell(row, column)
        if cell is None:
            return None
        if cell.formula is None or not (cell.stale or self._source.to_calculate):
            if cell.stale:
                raise NotComputed("")
            return cell.content
        where = sheet.name, row, column
        if where not in self._known:
            if where in self._failed:
                raise NotComputed(self._failed[where])
            try:
                self._known[where] = self._compute(sheet, where, cell.formula)
            except NotComputed as problem:
                if cell.stale:
                    self._failed[where] = str(problem)
                    raise
                self._known[where] = cell.content
        return self._known[where]

    def formula(self, sheet: SheetSource, formula: str, rows: int = 0, columns: int = 0) -> Content:
        """The result of a formula as if moved so many rows down and columns right; may raise :class:`NotComputed`."""
        try:
            return self._scalar(sheet, parsed(translate(formula, rows, columns)))
        except _Failed as failed:
            return failed.error

    def cells(self, sheet: SheetSource, area: Area) -> Iterator[Content]:
        """The values of all cells of a range that hold something."""
        lines = sheet.cells
        few = len(lines) < area.bottom - area.top
        for row in sorted(lines) if few else range(area.top, area.bottom + 1):
            if area.top <= row <= area.bottom and row in lines:
                for column in lines[row]:
                    if area.left <= column <= area.right:
                        yield self.value(sheet, row, column)

    def range(self, sheet: SheetSource, text: str) -> _Range | None:
        """The cells that a plain reference or a name means; None for anything else."""
        found = place(self._source.contents, sheet.tab, text)
        if found is None:
            return None
        home = self._source.sheet(found[0].name)
        return None if home is None else (home, found[1])

    def _compute(self, sheet: SheetSource, where: tuple[str, int, int], formula: str) -> Content:
        arrays = self._source.contents.array_ranges(sheet.tab)
        if any(area.holds(where[1], where[2]) and not area.single for _, area in arrays) or where in self._open:
            raise NotComputed("array" if where not in self._open else "circular")
        self._open.add(where)
        try:
            found = self._scalar(sheet, parsed(formula))
            if isinstance(found, Decimal) and found.adjusted() > _LARGEST:
                return _NUMBER
            return Decimal(0) if found is None else found
        except _Failed as failed:
            return failed.error
        except (DecimalException, OverflowError):
            return _NUMBER
        except RecursionError as problem:
            raise NotComputed("circular") from problem
        finally:
            self._open.discard(where)

    def _scalar(self, sheet: SheetSource, node: Node) -> Content:
        found = self._value(sheet, node)
        if isinstance(found, tuple):
            home, area = found
            if not area.single:
                raise NotComputed(str(area))
            found = self.value(home, area.top, area.left)
        if isinstance(found, CellError):
            raise _Failed(found)
        return found

    def _value(self, sheet: SheetSource, node: Node) -> Content | _Range:
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Reference):
            home = sheet if node.sheet is None else self._source.sheet(node.sheet)
            if home is None:
                raise NotComputed(node.sheet or "")
            return home, node.area
        if isinstance(node, Named):
            named = self.range(sheet, node.name)
            if named is None:
                raise NotComputed(node.name)
            return named
        if node.name in _FUNCTIONS:
            return _FUNCTIONS[node.name](self, sheet, node.arguments)
        if node.name in _SIGNS:
            return self._sign(sheet, node)
        raise NotComputed(node.name.removeprefix("_XLFN."))

    def _sign(self, sheet: SheetSource, node: Call) -> Content:
        values = [self._scalar(sheet, argument) for argument in node.arguments]
        if len(values) == 1:
            number = _as_number(values[0])
            return -number if node.name == "-" else number / 100 if node.name == "%" else number
        left, right = values
        if node.name in _COMPARISONS:
            return _COMPARISONS[node.name](_order(left, right))
        if node.name == "&":
            return _as_text(left) + _as_text(right)
        return _arithmetic(node.name, _as_number(left), _as_number(right))

    def numbers(self, sheet: SheetSource, arguments: tuple[Node, ...]) -> Iterator[Decimal]:
        """The numbers of a function's arguments: in cells only numbers count, in the formula whatever is one."""
        for argument in arguments:
            found = self._value(sheet, argument)
            if not isinstance(found, tuple):
                if isinstance(found, CellError):
                    raise _Failed(found)
                yield _as_number(found)
                continue
            for value in self.cells(*found):
                if isinstance(value, CellError):
                    raise _Failed(value)
                if isinstance(value, Decimal):
                    yield value

    def sum(self, sheet: SheetSource, arguments: tuple[Node, ...]) -> Content:
        """SUM."""
        return sum(self.numbers(sheet, arguments), Decimal(0))

    def average(self, sheet: SheetSource, arguments: tuple[Node, ...]) -> Content:
        """AVERAGE."""
        found = list(self.numbers(sheet, arguments))
        if not found:
            raise _Failed(_DIVISION)
        return sum(found, Decimal(0)) / len(found)

    def choice(self, sheet: SheetSource, arguments: tuple[Node, ...]) -> Content:
        """IF: only the chosen branch is looked at."""
        if not 2 <= len(arguments) <= 3:
            raise NotComputed("IF")
        if _as_bool(self._scalar(sheet, arguments[0])):
            return self._scalar(sheet, arguments[1])
        return self._scalar(sheet, arguments[2]) if len(arguments) > 2 else False

    def count_if(self, sheet: SheetSource, arguments: tuple[Node, ...]) -> Content:
        """COUNTIF."""
        if len(arguments) != 2:
            raise NotComputed("COUNTIF")
        where = self._value(sheet, arguments[0])
        if not isinstance(where, tuple):
            raise NotComputed("COUNTIF")
        holds = criterion(self._scalar(sheet, arguments[1]))
        if holds(None):
            home, area = where
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            if size > _MAX_CELLS:
                raise NotComputed("COUNTIF")
            places = ((row, column) for row in range(area.top, area.bottom + 1)
                      for column in range(area.left, area.right + 1))  # fmt: skip
            return Decimal(sum(holds(self.value(home, row, column)) for row, column in places))
        return Decimal(sum(holds(value) for value in self.cells(*where)))


def criterion(wanted: Content) -> Callable[[Content], bool]:
    """The test that COUNTIF makes of each cell: ``">=3"``, ``"Sí"``, ``"a*"``, a number."""
    if wanted is None:
        wanted = Decimal(0)
    if not isinstance(wanted, str):
        return lambda value: type(value) is type(wanted) and value == wanted
    found = re.match(r"<=|>=|<>|<|>|=", wanted)
    sign, rest = (found[0], wanted[found.end() :]) if found else ("=", wanted)
    number = _number(rest)
    if number is not None:
        return lambda value: (
            _COMPARISONS[sign](_sign_of(value - number)) if isinstance(value, Decimal) else sign == "<>"
        )
    if sign in {"=", "<>"}:
        if not rest:
            return lambda value: (value is None) == (sign == "=")
        pattern = re.compile(_pattern(rest), re.IGNORECASE | re.DOTALL)
        return lambda value: (isinstance(value, str) and bool(pattern.fullmatch(value))) == (sign == "=")
    return lambda value: isinstance(value, str) and _COMPARISONS[sign](_order(value, rest))


def _pattern(text: str) -> str:
    """``*`` and ``?`` stand for any letters, after ``~`` for themselves."""
    pieces = re.findall(r"~[*?~]|.", text, re.DOTALL)
    return "".join({"*": ".*", "?": "."}.get(piece) or re.escape(piece[-1]) for piece in pieces)


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.strip().replace(",", "."))
    except DecimalException:
        return None
    return found if found.is_finite() else None


def _as_number(value: Content) -> Decimal:
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    found = Decimal(0) if value is None else _number(value) if isinstance(value, str) else None
    if found is None:
        raise _Failed(_VALUE)
    return found


def _as_text(value: Content) -> str:
    if isinstance(value, bool):
        return "VERDADERO" if value else "FALSO"
    if isinstance(value, Decimal):
        short = _short(value)
        return f"{short.normalize():f}".replace(".", ",") if short else "0"
    return value if isinstance(value, str) else ""


def _as_bool(value: Content) -> bool:
    if isinstance(value, str):
        raise _Failed(_VALUE)
    return bool(value)


def _short(value: Decimal) -> Decimal:
    """The number with the fifteen digits that an office compares and shows."""
    with localcontext() as context:
        context.prec = 15
        return +value


def _arithmetic(sign: str, left: Decimal, right: Decimal) -> Content:
    if sign == "/":
        if right == 0:
            raise _Failed(_DIVISION)
        return left / right
    if sign == "^":
        if abs(right) > 1_000 or (left == 0 and right <= 0) or (left < 0 and right != right.to_integral_value()):
            raise _Failed(_NUMBER)
        return left**right
    return left * right if sign == "*" else left + right if sign == "+" else left - right


def _sign_of(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _order(left: Content, right: Content) -> int:
    """-1, 0 or 1: numbers come before texts, texts before yes and no; an empty cell is as empty as the other side."""
    if left is None and right is None:
        return 0
    if left is None or right is None:
        other = right if left is None else left
        empty: Content = "" if isinstance(other, str) else False if isinstance(other, bool) else Decimal(0)
        left, right = (empty, right) if left is None else (left, empty)
    ranks = [2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0 for value in (left, right)]
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, str) and isinstance(right, str):
        a, b = left.casefold(), right.casefold()
        return (a > b) - (a < b)
    return _sign_of(_short(_as_number(left)) - _short(_as_number(right)))


_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0, "<>": lambda order: order != 0, "<": lambda order: order < 0,
    ">": lambda order: order > 0, "<=": lambda order: order <= 0, ">=": lambda order: order >= 0,
}  # fmt: skip
_SIGNS = {*_COMPARISONS, "+", "-", "*", "/", "^", "&", "%"}
_FUNCTIONS: dict[str, Callable[[Values, SheetSource, tuple[Node, ...]], Content]] = {
    "SUM": Values.sum, "AVERAGE": Values.average, "COUNTIF": Values.count_if, "IF": Values.choice,
}  # fmt: skip
