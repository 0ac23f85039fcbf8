"""One component: its level, what each level means, what it was before, and the texts that go with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Rating
from pmi_desktop.domain.fields import field_of
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.self_assessment_walk import (
    Earlier,
    Walk,
    asked,
    clear,
    earlier_of,
    exclude,
    misfits,
    rate,
    standing,
)
from pmi_desktop.ui.widgets.bound import make_input
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.level_picker import RATE, LevelPicker

TEXTS = ("reason", "evidence", "strength", "opportunity")


class RatingPanel(QFrame):
    """Shows a component of a :class:`Walk` and turns what is done in it into edits.

    ``rated`` comes after each such edit, when whoever holds the panel must show the plan again; ``asked`` carries the
    keys of the picker that are not the panel's own. With ``beside`` the texts stand to the right of the levels, in the
    layout ``texts``.
    """

    rated = Signal()
    asked = Signal(str)

    def __init__(self, context: PlanContext, keys: Sequence[str], *, beside: bool = False) -> None:
        super().__init__()
        self._context = context
        self._walk: Walk | None = None
        self._component = ""
        self._marked: set[str] = set()
        self._process = text_label("", "overline")
        self._name = text_label("", "section")
        self._earlier = text_label("", "muted")
        self._votes = text_label("", "hint")
        self.picker = LevelPicker((*RATE, "rate_none", "rate_clear", "rate_text", *keys))
        self.picker.asked.connect(self._pressed)
        self._none = make_input(field_of(Rating, "not_applicable"), context)
        self._none.name("ratings.not_applicable", "No aplica", field_of(Rating, "not_applicable").help)
        self._none.changed.connect(lambda on: self._act("rate_none" if on else "rate_clear"))
        self.form = Form(context, Rating, (Section("", TEXTS),))
        self.texts = QVBoxLayout()
        self._lay_out(beside)

    def show_component(self, walk: Walk, component: str) -> None:
        """Show a component as it stands in this plan."""
        rating = walk.rating(component)
        self._walk, self._component = walk, component
        found = walk.catalog.components[component]
        process = next(one for one in walk.catalog.processes if one.id == found.process)
        self.setObjectName(f"{Rating.KIND}:{rating.key}")
        _set(self._process, f"{walk.area_of(component).name} · {process.name}")
        _set(self._name, f"{component} {found.name}")
        earlier = earlier_of(self._context.plan, self._context.reference, walk.assessment, component)
        _set(self._earlier, earlier.told)
        self._earlier.setVisible(bool(earlier.told))
        self.picker.show_level(rating.level, standing(rating), _tags(earlier))
        self._none.show_value(rating.not_applicable)
        self._none.box.setEnabled(self._context.may_change(rating))
        _set(self._votes, _votes(rating))
        self._votes.setVisible(bool(rating.votes))
        self.form.show_record(rating)
        self._fit(rating)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing, below the texts of the component shown."""
        if self._walk is not None:
            self.form.show_findings(findings)
            self._mark(self._walk.rating(self._component))

    def focus(self, field: str) -> bool:
        """Give the level, the mark «No aplica» or a text the focus."""
        if field == "not_applicable":
            self._none.target.setFocus()
        elif field in TEXTS:
            self.form.rows[field].show()
            return self.form.focus(field)
        else:
            self.picker.setFocus()
        return True

    def settle(self) -> None:
        """Take what is being typed."""
        self.form.settle()

    def _pressed(self, name: str) -> None:
        if name in RATE or name in ("rate_none", "rate_clear"):
            self._act(name)
        elif name == "rate_text":
            assert self._walk is not None
            self.focus("reason" if self._walk.rating(self._component).not_applicable else "evidence")
        else:
            self.asked.emit(name)

    def _act(self, name: str) -> None:
        """Rate, or say that it does not apply, which asks for the reason."""
        if self._walk is None:
            return
        plan, rating = self._context.plan, self._walk.rating(self._component)
        if name in RATE:
            self._context.apply(rate(plan, rating, RATE[name]))
        elif name == "rate_clear":
            self._context.apply(clear(plan, rating))
        else:
            self._context.apply(exclude(plan, rating))
        self.rated.emit()
        if name == "rate_none" and self._context.may_change(rating):
            self.focus("reason")

    def _fit(self, rating: Rating) -> None:
        """Offer the texts that belong to the level; one that is written, or being written, stays."""
        wanted = asked(rating)
        focus = QApplication.focusWidget()
        for name, row in self.form.rows.items():
            writing = focus is not None and row.isAncestorOf(focus)
            row.setVisible(name in wanted or bool(getattr(rating, name)) or writing)
        self._mark(rating)

    def _mark(self, rating: Rating) -> None:
        marks = misfits(rating)
        for name in self._marked - marks.keys():
            self.form.rows[name].show_finding("", False)
        for name, sentence in marks.items():
            self.form.rows[name].show_finding(sentence, False)
        self._marked = set(marks)

    def _lay_out(self, beside: bool) -> None:
        levels = QVBoxLayout()
        levels.setSpacing(8)
        for widget in (self._earlier, self.picker, self._none.box, self._votes):
            levels.addWidget(widget)
        self.texts.addWidget(self.form)
        self.texts.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self._process)
        whole.addWidget(self._name)
        if not beside:
            whole.addLayout(levels)
            whole.addSpacing(8)
            whole.addLayout(self.texts, 1)
            return
        for row in self.form.rows.values():
            for label in row.head.findChildren(QLabel):
                label.setVisible(label.property("role") != "hint")  # room for three texts in large letters
        levels.addStretch(1)
        self.texts.setSpacing(12)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(levels, 11)
        both.addLayout(self.texts, 9)
        whole.addLayout(both, 1)


def _tags(earlier: Earlier) -> dict[int, str]:
    return dict.fromkeys(earlier.levels, earlier.year)


def _votes(rating: Rating) -> str:
    counts = [f"{count} por el {level}" for level, count in zip(LEVEL_NAMES, rating.votes, strict=False)]
    return f"Votos: {', '.join(counts)}." if counts else ""


def _set(label: QWidget, text: str) -> None:
    if label.property("text") != text:
        label.setProperty("text", text)
