"""The years of a plan: the first one, and a last one that is never more than four years on."""

from pmi_desktop.ui.widgets.choices import below_its_name, named_combo
from pmi_desktop.ui.widgets.layouts import Line

LONGEST = 4
"""Years a plan may last."""


class YearsChoice(Line):
    """Two lists of years side by side, called ``<name>.start_year`` and ``<name>.end_year``."""

    def __init__(self, name: str, this_year: int) -> None:
        super().__init__()
        self._first = named_combo(f"{name}.start_year", "Primer año", "Los años que abarca el plan.")
        self._last = named_combo(f"{name}.end_year", "Último año", "Un PMI dura de uno a cuatro años.")
        for year in range(this_year - 2, this_year + LONGEST):
            self._first.addItem(str(year), year)
        self._first.currentIndexChanged.connect(self._follow)
        self.choose(this_year)
        for combo in (self._first, self._last):
            self.add(below_its_name(combo), width=10)
        self.add_space()

    @property
    def first(self) -> int:
        """The first year chosen."""
        return int(self._first.currentData())

    @property
    def last(self) -> int:
        """The last year chosen."""
        return int(self._last.currentData())

    def choose(self, first: int) -> None:
        """A first year; one that is not offered yet is from now on."""
        if self._first.findData(first) < 0:
            self._first.addItem(str(first), first)
        self._first.setCurrentIndex(self._first.findData(first))
        self._follow()

    def _follow(self) -> None:
        """The last year is one of the four from the first."""
        years = [self.first + more for more in range(LONGEST)]
        chosen = self._last.currentData()
        self._last.clear()
        for year in years:
            self._last.addItem(str(year), year)
        self._last.setCurrentIndex(years.index(chosen) if chosen in years else 0)
