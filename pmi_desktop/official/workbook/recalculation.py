"""Results that may be wrong after a change go, so that nobody reads them before an office has calculated anew."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

from pmi_desktop.official.workbook import cells
from pmi_desktop.official.workbook.charts import refresh_charts
from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.formulas import is_plain, pointers
from pmi_desktop.official.workbook.refs import Area
from pmi_desktop.official.workbook.xml import BOOK_ORDER, child

_ROUNDS = 12
"""A chain of formulas longer than this, against the order of the rows, is given up: all results go."""


class _Touched:
    """Cells whose value may have changed, asked for by range."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._columns: dict[str, set[int]] = defaultdict(set)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, key: str, found: Iterable[tuple[int, int]]) -> None:
        for row, column in found:
            insort(self._rows[key, column], row)
            self._columns[key].add(column)

    def __call__(self, key: str, where: Area) -> bool:
        wide = where.right - where.left > len(self._columns[key])
        columns = self._columns[key] if wide else range(where.left, where.right + 1)
        for column in columns:
            rows = self._rows.get((key, column)) if where.left <= column <= where.right else None
            if rows:
                first = bisect_left(rows, where.top)
                if first < len(rows) and rows[first] <= where.bottom:
                    return True
        return False


def settle(contents: Contents) -> None:
    """Drop the results and chart values that what was written makes doubtful, and ask for full calculation."""
    touched = _Touched()
    for tab in contents.tabs:
        touched.add(tab.key, sorted(tab.written | tab.stale))
    if not touched and not contents.chain_broken:
        return
    tabs = [tab for tab in contents.tabs if contents.has_formulas(tab)]
    found = {tab.key: contents.formulas(tab) for tab in tabs}
    if any(found.values()):
        doubtful = _doubtful(found, touched)
        for tab in tabs:
            _drop_results(contents, tab, doubtful[tab.key] | tab.stale)
        _ask_for_calculation(contents)
    refresh_charts(contents, touched)
    if contents.chain_broken:
        _drop_chain(contents)


def _doubtful(found: dict[str, dict[tuple[int, int], str]], touched: _Touched) -> dict[str, set[tuple[int, int]]]:
    """The formulas whose result depends on touched cells, directly or through others; adds them to ``touched``."""
    waiting = [(key, where, text) for key, formulas in found.items() for where, text in formulas.items()]
    doubtful: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for _ in range(_ROUNDS):
        rest = []
        for key, where, text in waiting:
            if _depends(key, text, touched):
                doubtful[key].add(where)
                touched.add(key, [where])
            else:
                rest.append((key, where, text))
        if len(rest) == len(waiting):
            return doubtful
        waiting = rest
    for key, where, _ in waiting:
        doubtful[key].add(where)
        touched.add(key, [where])
    return doubtful


def _depends(key: str, text: str, touched: _Touched) -> bool:
    return not is_plain(text) or any(touched(pointer.sheet or key, pointer.area) for pointer in pointers(text))


def _drop_results(contents: Contents, tab: Tab, where: set[tuple[int, int]]) -> None:
    grid = contents.grid(tab)
    for row, column in where - tab.results:
        element = grid.cell(row, column)
        if element is not None and element.find(cells.F) is not None and cells.drop_result(element):
            contents.touch(tab)


def _ask_for_calculation(contents: Contents) -> None:
    calculation = child(contents.book, "calcPr", BOOK_ORDER)
    if calculation.get("fullCalcOnLoad") != "1":
        calculation.set("fullCalcOnLoad", "1")
        contents.package.touch(contents.part)


def _drop_chain(contents: Contents) -> None:
    """The order of calculation names formulas that are gone or moved; offices make it anew."""
    for part in contents.package.targets(contents.part, "calcChain"):
        contents.package.unrelate(contents.part, part)
        contents.package.remove(part)
