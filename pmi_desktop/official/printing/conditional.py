"""Conditional formats: which rules hold for a cell, and what they change of its look."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from pmi_desktop.official.printing.evaluation import Values, criterion
from pmi_desktop.official.printing.formulas import NotComputed
from pmi_desktop.official.printing.looks import Change, Look
from pmi_desktop.official.printing.source import Content, SheetSource
from pmi_desktop.official.workbook.refs import Area, areas, cell_name
from pmi_desktop.official.workbook.values import CellError
from pmi_desktop.official.workbook.xml import MAIN, X14, XM, flag, number

_FORMULA = f"{{{MAIN}}}formula"
_SIGNS = {
    "lessThan": "<", "lessThanOrEqual": "<=", "equal": "=", "notEqual": "<>", "greaterThanOrEqual": ">=",
    "greaterThan": ">",
}  # fmt: skip
_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, part: part in text,
    "notContainsText": lambda text, part: part not in text,
    "beginsWith": lambda text, part: text.startswith(part),
    "endsWith": lambda text, part: text.endswith(part),
}
_STATES: dict[str, Callable[[Content], bool]] = {
    "containsBlanks": lambda value: value is None or (isinstance(value, str) and not value.strip()),
    "notContainsBlanks": lambda value: value is not None and not (isinstance(value, str) and not value.strip()),
    "containsErrors": lambda value: isinstance(value, CellError),
    "notContainsErrors": lambda value: not isinstance(value, CellError),
}
_KNOWN = {"cellIs", "expression", *_TEXTS, *_STATES}


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    areas: tuple[Area, ...]
    priority: int
    change: Change | None
    last: bool
    operator: str
    text: str
    formulas: tuple[str, ...]

    @property
    def origin(self) -> tuple[int, int]:
        """The cell that the rule's formulas are written for."""
        return min(area.top for area in self.areas), min(area.left for area in self.areas)


class Conditional:
    """The conditional formats of a sheet; ``tell(cell, kind)`` hears of rules that cannot be drawn."""

    def __init__(self, sheet: SheetSource, values: Values, tell: Callable[[str, str], None]) -> None:
        self._sheet = sheet
        self._values = values
        self._tell = tell
        self._rules = sorted(self._read(), key=lambda rule: rule.priority)

    @property
    def areas(self) -> list[Area]:
        """Where a look may depend on a value."""
        return [area for rule in self._rules for area in rule.areas]

    def look(self, row: int, column: int, look: Look) -> Look:
        """The look of a cell after all rules that hold for it."""
        changes: list[Change] = []
        for rule in self._rules:
            if any(area.holds(row, column) for area in rule.areas) and self._holds(rule, row, column):
                if rule.change is not None:
                    changes.append(rule.change)
                if rule.last:
                    break
        for change in reversed(changes):
            look = change.applied(look)
        return look

    def name_undrawn(self, printed: tuple[Area, ...]) -> None:
        """Name the rules of kinds that are not drawn, if they are about printed cells."""
        found = [
            (rule.get("type", ""), tuple(areas(block.get("sqref", ""))))
            for block in self._sheet.root.iterfind(f"{{{MAIN}}}conditionalFormatting")
            for rule in block.iterfind(f"{{{MAIN}}}cfRule")
        ]
        for block in self._sheet.root.iterfind(f".//{{{X14}}}conditionalFormatting"):
            where = tuple(areas(block.findtext(f"{{{XM}}}sqref") or ""))
            found += [(rule.get("type", ""), where) for rule in block.iterfind(f"{{{X14}}}cfRule")]
        for kind, where in found:
            meets = [area for area in where for other in printed if area.meets(other)]
            if kind not in _KNOWN and meets:
                self._tell(cell_name(meets[0].top, meets[0].left), kind)

    def _read(self) -> list[_Rule]:
        found: list[_Rule] = []
        for block in self._sheet.root.iterfind(f"{{{MAIN}}}conditionalFormatting"):
            where = tuple(areas(block.get("sqref", "")))
            rules = block.iterfind(f"{{{MAIN}}}cfRule")
            found += [self._rule(rule, where) for rule in rules if where and rule.get("type", "") in _KNOWN]
        return found

    def _rule(self, rule: etree._Element, where: tuple[Area, ...]) -> _Rule:
        return _Rule(
            rule.get("type", ""),
            where,
            number(rule.get("priority")),
            self._sheet.change(number(rule.get("dxfId"), -1)),
            flag(rule.get("stopIfTrue")),
            rule.get("operator", "equal"),
            (rule.get("text") or "").casefold(),
            tuple(entry.text or "" for entry in rule.iterchildren(_FORMULA)),
        )

    def _holds(self, rule: _Rule, row: int, column: int) -> bool:
        try:
            value = self._values.value(self._sheet, row, column)
            if rule.kind in _STATES:
                return _STATES[rule.kind](value)
            if rule.kind in _TEXTS:
                return _TEXTS[rule.kind](_text(value), rule.text)
            limits = [self._result(rule, formula, row, column) for formula in rule.formulas]
        except NotComputed as problem:
            self._tell(cell_name(row, column), f"{rule.kind} {problem}".strip())
            return False
        if not limits or any(isinstance(limit, CellError) for limit in limits):
            return False
        if rule.kind == "expression":
            return bool(limits[0]) and not isinstance(limits[0], str)
        return _compares(rule.operator, value, limits)

    def _result(self, rule: _Rule, formula: str, row: int, column: int) -> Content:
        top, left = rule.origin
        return self._values.formula(self._sheet, formula, row - top, column - left)


def _compares(operator: str, value: Content, limits: list[Content]) -> bool:
    if operator in {"between", "notBetween"}:
        if not (isinstance(value, Decimal) and all(isinstance(limit, Decimal) for limit in limits) and len(limits) > 1):
            return False
        low, high = sorted(limit for limit in limits if isinstance(limit, Decimal))
        return (low <= value <= high) == (operator == "between")
    limit = limits[0]
    if isinstance(limit, str):
        same = isinstance(value, str) and value.casefold() == limit.casefold()
        return same if operator == "equal" else not same if operator == "notEqual" else False
    if not isinstance(limit, Decimal):
        return (value == limit) == (operator == "equal")
    # An empty cell counts as nought here, unlike in COUNTIF.
    return criterion(f"{_SIGNS.get(operator, '=')}{limit:f}")(Decimal(0) if value is None else value)


def _text(value: Content) -> str:
    return value.casefold() if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else ""
