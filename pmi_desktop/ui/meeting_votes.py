"""Votes by show of hands: four counts, and what they say."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton, QVBoxLayout

from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Rating
from pmi_desktop.ui.widgets.inputs import LineEdit
from pmi_desktop.ui.widgets.layouts import GAP, text_label


def leading(votes: tuple[int, ...]) -> tuple[int, ...]:
    """The level with most votes, several when they tie, none without votes."""
    most = max(votes, default=0)
    return tuple(level for level, count in zip(LEVEL_NAMES, votes, strict=False) if count == most) if most else ()


def outcome(votes: tuple[int, ...]) -> str:
    """What the votes say, in a sentence; a tie is said and left to the team."""
    levels = leading(votes)
    if not levels:
        return ""
    names = [f"{level} {LEVEL_NAMES[level]}" for level in levels]
    if len(names) == 1:
        return f"Más votos: {names[0]}, {max(votes)} de {sum(votes)}."
    each = "1 voto" if max(votes) == 1 else f"{max(votes)} votos"
    return f"Empate entre {', '.join(names[:-1])} y {names[-1]}, con {each} cada uno. Decídanlo en equipo."


class VotesBox(QFrame):
    """Four small fields, Enter from one to the next.

    ``counted`` carries the counts whenever one of them was typed (nothing when all are empty or 0), ``accepted`` the
    level that the team takes from the votes, ``finished`` comes after the last count when nothing is left to choose.
    """

    counted = Signal(object)
    accepted = Signal(int)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._votes: tuple[int, ...] = ()
        self._shown = ""
        self._inputs = [self._input(level) for level in LEVEL_NAMES]
        self._said = text_label("", "")
        self._said.setObjectName("votes_outcome")
        self._accept = QPushButton()
        self._accept.setObjectName("votes_accept")
        self._accept.setAccessibleDescription("Toma como valoración el nivel con más votos.")
        self._accept.clicked.connect(lambda _=False: self.accepted.emit(leading(self._votes)[0]))
        self._accept.hide()
        self.setProperty("role", "card")
        counts = QGridLayout()
        counts.setHorizontalSpacing(12)
        counts.setVerticalSpacing(6)
        counts.setColumnStretch(0, 1)
        for row, (level, one) in enumerate(zip(LEVEL_NAMES, self._inputs, strict=True)):
            name = text_label(f"{level} {LEVEL_NAMES[level]}", "label")
            name.setBuddy(one)
            counts.addWidget(name, row, 0)
            counts.addWidget(one, row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, 12, GAP, 12)
        whole.setSpacing(8)
        whole.addWidget(text_label("Votos a mano alzada", "label"))
        whole.addLayout(counts)
        whole.addWidget(self._said)
        whole.addWidget(self._accept, 0, Qt.AlignmentFlag.AlignLeft)

    def show_rating(self, rating: Rating, *, read_only: bool) -> None:
        """Show the votes that are kept; a count of the same component that is being typed is left alone."""
        typing = rating.key == self._shown and QApplication.focusWidget() in self._inputs
        self._votes, self._shown = rating.votes, rating.key
        for place, one in enumerate(self._inputs):
            one.setReadOnly(read_only)
            if not typing:
                text = str(rating.votes[place]) if rating.votes else ""
                if one.text() != text:
                    one.setText(text)
        self._said.setText(outcome(rating.votes))
        self._said.setVisible(bool(rating.votes))
        levels = leading(rating.votes)
        offered = len(levels) == 1 and levels[0] != rating.level and not read_only
        self._accept.setVisible(offered)
        if offered:
            self._accept.setText(f"Aceptar {levels[0]} {LEVEL_NAMES[levels[0]]}")
            self._accept.setAccessibleName(self._accept.text())

    def begin(self) -> None:
        """The first count, to be typed."""
        for one in self._inputs:
            one.setFixedWidth(one.fontMetrics().averageCharWidth() * 8)
        self._inputs[0].setFocus()
        self._inputs[0].selectAll()

    def settle(self) -> None:
        """Take what is typed."""
        votes = tuple(int(one.text() or 0) for one in self._inputs)
        votes = votes if any(votes) else ()
        if votes != self._votes:
            self._votes = votes
            self.counted.emit(votes)

    def _entered(self) -> None:
        place = self._inputs.index(self._sender())
        if place + 1 < len(self._inputs):
            self._inputs[place + 1].setFocus()
            self._inputs[place + 1].selectAll()
            return
        self.settle()
        if self._accept.isVisibleTo(self):
            self._accept.setFocus()
        else:
            self.finished.emit()

    def _sender(self) -> LineEdit:
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, LineEdit) and focus in self._inputs else self._inputs[-1]

    def _input(self, level: int) -> LineEdit:
        one = LineEdit()
        one.setObjectName(f"ratings.votes.{level}")
        one.setAccessibleName(f"Votos por {level} {LEVEL_NAMES[level]}")
        one.setAccessibleDescription("Cuántos levantaron la mano. Enter pasa al nivel siguiente.")
        one.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,4}"), one))
        one.setAlignment(Qt.AlignmentFlag.AlignRight)
        one.left.connect(self.settle)
        one.returnPressed.connect(self._entered)
        return one
