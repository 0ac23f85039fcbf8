"""Two hundred random gestures over the chain in the window's own editor, taken back and done again."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.chain import Link
from pmi_desktop.domain.chain_moves import PARENT
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.goals import Goal, Indicator, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.ui.pages.chain import ChainPage
from pmi_desktop.ui.pages.priorities import PrioritiesPage
from pmi_desktop.ui.widgets.score_picker import ScorePicker
from tests.ui.conftest import OpenBench
from tests.ui.driving import Bench, type_text

GESTURES = 200
ADDED: tuple[type[Listed], ...] = (Objective, Goal, Indicator, Action)
WORDS = ("Reducir", "75 %", "14,8", "ñandú", "-3", "30/11/2026", "1.000", "x" * 40)


class Hands:
    """Somebody who does anything at all, the same each time for the same seed."""

    def __init__(self, one: Bench, seed: int) -> None:
        self.one = one
        self.chance = random.Random(seed)

    def act(self) -> None:
        gestures: tuple[Callable[[], None], ...] = (
            self.walk, self.add, self.write, self.write, self.write, self.choose, self.mark, self.shift, self.shift,
            self.drop, self.copy, self.remove, self.example, self.score, self.factor,
        )  # fmt: skip
        self.chance.choice(gestures)()

    def page(self) -> ChainPage:
        page = self.one.frame.page
        if not isinstance(page, ChainPage):
            self.one.frame.go(self.chance.choice(("objectives", "goals", "actions")))
            page = self.one.frame.page
        assert isinstance(page, ChainPage)
        idents = list(page._links)
        if idents:
            page.view.choose(self.chance.choice(idents))
        return page

    def walk(self) -> None:
        self.one.frame.go(self.chance.choice(("priorities", "objectives", "goals", "actions")))

    def add(self) -> None:
        self.page().add(self.chance.choice(ADDED))

    def write(self) -> None:
        page = self.page()
        fields = self._seen(page, QLineEdit, QPlainTextEdit)
        if fields:
            type_text(self.chance.choice(fields), self.chance.choice(WORDS))
            page.settle()

    def choose(self) -> None:
        combos = [one for one in self._seen(self.page(), QComboBox) if isinstance(one, QComboBox)]
        if combos:
            combo = self.chance.choice(combos)
            combo.setCurrentIndex(self.chance.randrange(combo.count()))

    def mark(self) -> None:
        marks = [one for one in self._seen(self.page(), QCheckBox) if isinstance(one, QCheckBox)]
        if marks:
            self.chance.choice(marks).click()

    def shift(self) -> None:
        self.page().shift(self.chance.choice((-1, 1)))

    def drop(self) -> None:
        page = self.page()
        kinds = list(PARENT)
        movable = [one for kind in kinds for one in self.one.plan.all(kind)]
        if movable:
            index = page.model.index_of(self.chance.choice(movable).ident)
            where = page.model.index_of(self.chance.choice(list(page._links)))
            row = self.chance.randrange(-1, page.model.rowCount(where) + 1)
            page.model.dropMimeData(page.model.mimeData([index]), Qt.DropAction.MoveAction, row, 0, where)

    def copy(self) -> None:
        page = self.page()
        if len(list(self.one.plan)) < 600:  # copies of copies would grow without end
            page.copy()

    def remove(self) -> None:
        self.page().remove()

    def example(self) -> None:
        page = self.page()
        page.show_examples()
        page.bank._tabs.select(self.chance.randrange(4))
        page.bank._whole.setChecked(self.chance.random() < 0.3)
        page.bank.insert()

    def factor(self) -> None:
        self.one.frame.go("priorities")
        page = self.one.frame.page
        assert isinstance(page, PrioritiesPage)
        rows = page.model.rowCount()
        page.view.setCurrentIndex(page.model.index(self.chance.randrange(rows)))
        self.chance.choice((page.add, page.add, page.remove))()

    def score(self) -> None:
        self.one.frame.go("priorities")
        pickers = [one for one in self._seen(self.one.frame.page, ScorePicker) if isinstance(one, ScorePicker)]
        if pickers:
            self.chance.choice(pickers)._pick(self.chance.choice((None, 1, 2, 3, 4, 5)))

    def _seen(self, page: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
        inside = (
            page.factor if isinstance(page, PrioritiesPage) else page._panel() if isinstance(page, ChainPage) else None
        )
        if inside is None:
            return []
        found = [one for kind in kinds for one in inside.findChildren(kind)]
        return [one for one in found if one.isVisibleTo(page) and one.isEnabled()]


@pytest.mark.parametrize("seed", [2026])
def test_random_gestures_are_taken_back_and_done_again(bench: OpenBench, example_plan: Plan, seed: int) -> None:
    one = bench(example_plan)
    one.page("objectives")
    hands = Hands(one, seed)
    for _ in range(GESTURES):
        hands.act()
    one.frame.page.settle()
    end, editor = one.plan, one.context.editor
    assert end != example_plan
    steps = 0
    while editor.undo() is not None:
        steps += 1
    assert steps > GESTURES // 3
    assert one.plan == example_plan
    while editor.redo() is not None:
        steps -= 1
    assert steps == 0
    assert one.plan == end
    assert {link.ident for root in _shown(one) for link in root.walk() if link.kind is not Factor} == {
        record.ident for kind in PARENT for record in end.all(kind)
    }


def _shown(one: Bench) -> tuple[Link, ...]:
    one.frame.go("goals")
    page = one.frame.page
    assert isinstance(page, ChainPage)
    return page._chain
