"""How list and levels share the page: side by side, or one in the place of the other where letters are large."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pmi_desktop.ui.pages.self_assessment_head import AssessmentHead
from pmi_desktop.ui.pages.self_assessment_panel import RatingPanel
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.flow import Tabs
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.scrolling import ScrollDown
from pmi_desktop.ui.widgets.sign_list import SignView

_LOW, _NARROW, _EASY = 23, 34, 31
"""In letters' heights: below the first two, list and levels do not stand beside each other with all four levels in
sight; from the third on each level's name has a line of its own."""

_UNBOUND = 16_777_215


class AssessmentRoom(QWidget):
    """Holds head, tabs, list and panel. All four levels are in sight whenever the picker has the focus.

    ``alone`` says that only list or levels are shown; :meth:`to_levels` and :meth:`to_list` turn from one to the other
    and do nothing where both have their place.
    """

    def __init__(self, head: AssessmentHead, tabs: Tabs, view: SignView, panel: RatingPanel) -> None:
        super().__init__()
        self.alone = False
        self._listing = False
        self._head, self._tabs, self._view, self._panel = head, tabs, view, panel
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.timeout.connect(self._look)
        self._lay_out()
        view.activated.connect(lambda _: self._go_on())
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def show_counter(self, told: str) -> None:
        """How far area and assessment are, where the tabs that say it are not shown."""
        if told != self._counter.text():
            self._counter.setText(told)

    def to_levels(self) -> None:
        """Let the levels be seen."""
        self._turn(listing=False)
        self._sight.start()

    def to_list(self) -> None:
        """Let head, areas and components be seen."""
        self._turn(listing=True)

    def keep_in_sight(self) -> None:
        """What stands in the panel is other now: look where what has the focus went."""
        self._sight.start()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802  # Qt's name
        """Tab leads from the list to the levels also where they take its place."""
        if next and self.alone and self._view.hasFocus():
            self._go_on()
            return True
        return super().focusNextPrevChild(next)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who comes back comes back to the levels."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.to_levels()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again in another width or height."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same in another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_below"):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure again when head or tabs say something longer; follow the levels when a longer name moves them."""
        if watched is self._full.widget():
            if event.type() == QEvent.Type.LayoutRequest:
                self._fit()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._panel.picker.hasFocus():
            self._sight.start()
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QObject | None, new: QObject | None) -> None:
        self._sight.start()

    def _go_on(self) -> None:
        self.to_levels()
        self._panel.focus("level")

    def _go_back(self) -> None:
        self.to_list()
        self._view.setFocus()

    def _turn(self, *, listing: bool) -> None:
        if listing != self._listing:
            self._listing = listing
            self._show_parts()

    def _fit(self) -> None:
        """A third for the list, within what is pleasant to read; beside it only levels that are seen whole."""
        letter, width = em(self), self._full.viewport().width()
        above = self._head.height_in(width) + self._tabs.heightForWidth(width) + 2 * 8
        room = self.height() - above
        self.alone = room < _LOW * letter or width < _NARROW * letter
        self._panel.picker.set_dense((self.height() if self.alone else room) < _EASY * letter)
        self._show_parts()

    def _show_parts(self) -> None:
        letter = em(self)
        listing, rating = self._listing or not self.alone, not (self._listing and self.alone)
        self._bar.setVisible(self.alone)
        for one in (self._head, self._tabs, self._view):
            one.setVisible(listing)
        self._scroll.setVisible(rating)
        third = min(20 * letter, max(11 * letter, self.width() * 3 // 10))
        self._view.setMinimumWidth(0 if self.alone else third)
        self._view.setMaximumWidth(_UNBOUND if self.alone else third)
        self._below.setMinimumHeight(10 * letter if listing else 0)
        self._sight.start()

    def _look(self) -> None:
        """Keep what has the focus in sight: all levels, with the component's name above them where there is room."""
        focus = QApplication.focusWidget()
        if focus is None or not self._full.isAncestorOf(focus):
            return
        self._full.ensureWidgetVisible(self._below if self._below.isAncestorOf(focus) else focus, 0, 0)
        if focus is self._panel.picker:
            inside = self._scroll.widget()
            last = self._panel.picker.mapTo(inside, self._panel.picker.rect().bottomLeft()).y()
            self._scroll.verticalScrollBar().setValue(max(0, last + 2 - self._scroll.viewport().height()))
        elif self._panel.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus, 0, 40)

    def _lay_out(self) -> None:
        back = QPushButton("Áreas y componentes")
        back.setObjectName("to_components")
        back.setAccessibleDescription("Muestra las áreas y la lista de componentes, para elegir otro.")
        back.setToolTip(back.accessibleDescription())
        back.clicked.connect(lambda _=False: self._go_back())
        self._counter = text_label("", "label")
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 4)
        bar.setSpacing(GAP)
        bar.addWidget(back)
        bar.addWidget(self._counter, 1)
        self._scroll = ScrollDown()
        self._scroll.put(self._bar, self._panel)
        for one in (self._view, self._scroll):
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GAP)
        below.addWidget(self._view)
        below.addWidget(self._scroll, 1)
        content = QWidget()
        full = QVBoxLayout(content)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(8)
        full.addWidget(self._head)
        full.addWidget(self._tabs)
        full.addWidget(self._below, 1)
        self._full = ScrollDown()
        self._full.put(content)
        for watched in (self._full.widget(), self._panel, self._panel.picker):
            watched.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._full)
