"""Taking back an area: what the file brings, what both changed side by side, and one step that can be undone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.change_log import LogLine
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.merge import Choice, Decision, Written
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.services.area_files import ENDING, read_area_file, title_of
from pmi_desktop.services.area_taking import Place, Taking, Undecided, UnknownLoan, finish, prepare, weigh
from pmi_desktop.services.area_words import (
    Question,
    changes_in_words,
    counts,
    outside_in_words,
    questions,
    since_in_words,
)
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.pages.taking_conflict import ConflictCard
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.layouts import Line

FILES = f"Áreas de PMI Escritorio (*{ENDING});;Todos los archivos (*)"
MOST = 40
"""Lines of what would change that are listed one by one."""


class TakingPage(ScrollPage):
    """Page ``taking``, beside the steps. Nothing is changed before its last button is pressed."""

    step: ClassVar[str] = "taking"
    title: ClassVar[str] = "Recibir un área"
    intro: ClassVar[str] = "Elija el archivo que le devolvieron. Antes de cambiar nada verá qué trae."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._taking: Taking | None = None
        self._log: Sequence[LogLine] = ()
        self._decisions: dict[Place, Decision] = {}
        self._cards: dict[Place, ConflictCard] = {}
        self.choose = _button("Elegir el archivo…", "choose_area", "Lee el archivo, sin cambiar nada.", self._choose)
        self._said = text_label("", "")
        self._said.hide()
        self._since = text_label("", "muted")
        self._brings = _ListCard("Lo que trae")
        self._outside = _ListCard("Lo que no se recibe, porque no se pidió")
        self._conflicts = Card("Lo que cambiaron aquí y allá", "Decida qué queda. Lo demás se recibe tal como viene.")
        self._many = Line(gap=8)
        self._many.add(_button("Todo como está aquí", "all_ours", "Deja lo de aquí en todo.", self._all_ours))
        self._many.add(_button("Todo como viene", "all_theirs", "Toma lo que viene en todo.", self._all_theirs))
        self._many.add_space()
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        self._conflicts.put(self._many)
        self._conflicts.lay(self._list)
        self.take = _button("Recibir", "take", "Recibe el área en un solo paso, con una copia antes.", self._take)
        self.take.setProperty("role", "main")
        self.anyway = _button(
            "Recibir de todos modos", "take_anyway", "Lo compara con el plan que trae el archivo.", self._begin_anyway
        )
        self.anyway.hide()
        row = Line(gap=8)
        row.add(self.choose)
        row.add(self.anyway)
        row.add(self.take)
        row.add_space()
        for part in (self._said, self._since, self._brings, self._outside, self._conflicts, row):
            self.body.addWidget(part)
        self._show()

    def show_plan(self, plan: Plan) -> None:
        self.choose.setEnabled(self.context.lent is None and not self.context.editor.read_only)
        self._show()

    def first_field(self) -> QWidget | None:
        return self.choose

    def focus_field(self, ident: Ident, field: str) -> bool:
        return False

    def begin(self, path: Path, *, anyway: bool = False) -> None:
        """Read a file and show what it brings; ``anyway`` also when the plan does not remember the loan."""
        context, self._path = self.context, path
        context.editor.save()
        plan, notes, store = context.plan, dict(context.editor.notes), context.editor.store
        reference = context.reference
        self._say(f"Leyendo {path.name}…", "muted")
        context.tasks.run(
            lambda: (weigh(read_area_file(path, reference), plan, notes, reference, anyway=anyway), store.log()),
            lambda found: self._weighed(path, *found),
            self._refused,
        )

    def _begin_anyway(self) -> None:
        if self._path is not None:
            self.begin(self._path, anyway=True)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Recibir un área", "", FILES)
        if name:
            self.begin(Path(name))

    def _weighed(self, path: Path, taking: Taking, log: Sequence[LogLine]) -> None:
        if path is not self._path:  # another file was chosen meanwhile
            return
        self._taking, self._log, self._decisions = taking, log, {}
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards = {}
        self._show()

    def _refused(self, problem: PmiError) -> None:
        self._taking = None
        self._show()
        self._say(f"! {sentence(problem)}", "warn")
        self.anyway.setVisible(isinstance(problem, UnknownLoan))

    def _show(self) -> None:
        taking, plan = self._taking, self.context.plan
        self.anyway.hide()
        for part in (self._since, self._brings, self._outside, self._conflicts, self.take):
            part.setVisible(taking is not None)
        if taking is None:
            return
        merged = taking.merged(plan, self._decisions)
        title = title_of(taking.file.loan, taking.reference)
        self._say(f"{title}: {counts(merged) if taking.brings_something else 'no trae nada nuevo'}.", "label")
        self._since.setText(since_in_words(taking, plan))
        self._brings.show_lines(changes_in_words(merged, plan, taking))
        self._outside.show_lines(outside_in_words(taking))
        asked = questions(taking, [conflict for conflict, _ in merged.conflicts], plan, self._log)
        self._show_conflicts(asked)
        left = len(merged.open)
        self.take.setText("Recibir" if not left else f"Recibir (falta decidir {left})")
        self.take.setEnabled(not left and taking.brings_something)
        self.choose.setText("Elegir otro archivo…")

    def _show_conflicts(self, asked: Sequence[Question]) -> None:
        self._conflicts.setVisible(bool(asked))
        self._many.setVisible(len(asked) > 1)
        places = {(one.conflict.ident, one.conflict.field): one for one in asked}
        for place in [place for place in self._cards if place not in places]:
            card = self._cards.pop(place)
            card.hide()
            card.deleteLater()
        for place, one in places.items():
            if place not in self._cards:
                self._cards[place] = ConflictCard(one)
                self._cards[place].decided.connect(lambda decision, place=place: self._decide(place, decision))
                self._list.addWidget(self._cards[place])
            self._cards[place].show_decision(self._decisions.get(place))

    def _decide(self, place: Place, decision: Decision) -> None:
        typing = isinstance(decision, Written) and isinstance(self._decisions.get(place), Written)
        self._decisions[place] = decision
        if not typing:
            self._show()

    def _all_ours(self) -> None:
        self._decisions = dict.fromkeys(self._cards, Choice.OURS)
        self._show()

    def _all_theirs(self) -> None:
        self._decisions = dict.fromkeys(self._cards, Choice.THEIRS)
        self._show()

    def _take(self) -> None:
        taking, opened = self._taking, self.context.opened
        if taking is None:
            return
        opened.editor.save()
        self.take.setEnabled(False)
        self.context.tasks.run(lambda: prepare(opened, taking), lambda _: self._finish(taking), self._refused)

    def _finish(self, taking: Taking) -> None:
        try:
            merged = finish(self.context.opened, taking, self._decisions)
        except Undecided as problem:  # the plan was changed meanwhile
            self.context.say(sentence(problem))
            self._show()
            return
        self._taking, self._decisions = None, {}
        self._show()
        self._say(f"✓ Se recibió {title_of(taking.file.loan, taking.reference)}: {counts(merged)}.", "good")
        self.choose.setText("Elegir el archivo…")
        self.choose.setFocus()
        if merged.edit.changes:
            self.context.notice("Área recibida")

    def _say(self, words: str, role: str) -> None:
        self._said.setProperty("role", role)
        style = self._said.style()
        style.unpolish(self._said)
        style.polish(self._said)
        self._said.setText(words)
        self._said.show()


class _ListCard(Card):
    """A few sentences, one per line; hidden while there are none."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._lines = text_label("", "")
        self.put(self._lines)

    def show_lines(self, lines: Sequence[str]) -> None:
        more = [f"… y {len(lines) - MOST} más."] if len(lines) > MOST else []
        self._lines.setText("\n".join([*(f"– {one}" for one in lines[:MOST]), *more]))
        self.setVisible(bool(lines))


def _button(text: str, name: str, description: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleDescription(description)
    button.clicked.connect(lambda _=False: act())
    return button
