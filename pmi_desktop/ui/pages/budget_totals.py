"""What the plan adds up to, in a small table: by source with the money there is, by year, by objective."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pmi_desktop.domain.actions import Fund
from pmi_desktop.domain.figures.budget import Budget, same_source
from pmi_desktop.domain.goals import Objective
from pmi_desktop.domain.numbers import show_money
from pmi_desktop.domain.plan import Plan
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.layouts import text_label

_HEADING, _SUM = ("label", "hint", "hint"), ("", "", "muted")
"""Roles of the three columns."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class _Row:
    """A sum or the heading of several; ``there_is`` is the money that a source gives."""

    name: str
    amount: str = ""
    there_is: str = ""
    heading: bool = False


class Totals(Card):
    """The sums of the whole plan and what exceeds."""

    def __init__(self) -> None:
        super().__init__("Lo que suma el plan")
        self._total = text_label("", "label")
        self._over = text_label("", "warn")
        self.table = QWidget()
        self._grid = QGridLayout(self.table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._shown: list[_Row] = []
        self._labels: list[tuple[QLabel, QLabel, QLabel]] = []
        self.put(self._total, self._over, self.table)

    def show_budget(self, plan: Plan, budget: Budget) -> None:
        """Show these sums."""
        self._total.setText(f"Total del plan: {show_money(budget.total)}")
        self._over.setText("\n".join(_overruns(budget)))
        self._over.setVisible(bool(budget.overruns))
        rows = _rows(plan, budget)
        self.table.setVisible(bool(rows))
        if [row.heading for row in rows] != [row.heading for row in self._shown]:
            self._build(rows)
        for row, before, labels in zip(rows, self._shown, self._labels, strict=True):
            if row != before:
                for label, words in zip(labels, (row.name, row.amount, row.there_is), strict=True):
                    label.setText(words)
        self._shown = rows

    def _build(self, rows: Sequence[_Row]) -> None:
        """Empty labels for these rows; sums change with every key typed, rows hardly ever."""
        while self._grid.count():
            gone = self._grid.takeAt(0).widget()
            gone.hide()
            gone.deleteLater()
        self._labels = []
        for line, row in enumerate(rows):
            name, amount, there_is = (text_label("", role) for role in (_HEADING if row.heading else _SUM))
            amount.setWordWrap(False)
            there_is.setWordWrap(False)
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(amount, line, 1, _RIGHT)
            self._grid.addWidget(there_is, line, 2, _RIGHT)
            self._labels.append((name, amount, there_is))
        self._shown = [_Row("", heading=row.heading) for row in rows]


def _rows(plan: Plan, budget: Budget) -> list[_Row]:
    """By source, by year and by objective, each group where it says more than the total."""
    available = _available(plan)
    told = any(same_source(source) in available for source in budget.by_source)
    rows = [_Row("Por fuente", there_is="Disponible" if told else "", heading=True)] if budget.by_source else []
    rows += [
        _Row(source or "Sin fuente", show_money(amount), show_money(available.get(same_source(source))))
        for source, amount in budget.by_source.items()
    ]
    years = {str(year or "Sin año"): amount for year, amount in budget.by_year.items()}
    rows += _group("Por año", years) if len(years) > 1 else []
    objectives = [
        (f"{number}. {one.text.strip() or 'Objetivo sin nombre'}", one)
        for number, one in enumerate(plan.all(Objective), start=1)
    ]
    named = {name: budget.by_objective[one.id] for name, one in objectives if one.id in budget.by_objective}
    return rows + (_group("Por objetivo", named) if named else [])


def _group(title: str, amounts: Mapping[str, int]) -> list[_Row]:
    return [_Row(title, heading=True), *(_Row(name, show_money(amount)) for name, amount in amounts.items())]


def _available(plan: Plan) -> dict[str, int]:
    """The money there is by source, whatever its year."""
    found: dict[str, int] = {}
    for fund in plan.all(Fund):
        if fund.available is not None:
            found[same_source(fund.source)] = found.get(same_source(fund.source), 0) + fund.available
    return found


def _overruns(budget: Budget) -> Sequence[str]:
    """One sentence per source that is asked for too much."""
    return [
        f"! A {over.fund.source}{f' {over.fund.year}' if over.fund.year else ''} se le piden {show_money(over.planned)}"
        f" y tiene {show_money(over.available)}: faltan {show_money(over.excess)}."
        for over in budget.overruns
    ]
