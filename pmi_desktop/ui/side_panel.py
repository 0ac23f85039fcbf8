"""Beside the page: what is missing in this step, and this step's help."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QVBoxLayout,
)

from pmi_desktop import paths
from pmi_desktop.domain.checks import Finding
from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.shortcuts import as_markdown
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.lists import FLAGS, ROOT, Index, narrowest, set_up_list

_FINDING = Qt.ItemDataRole.UserRole + 1


class IssueModel(QAbstractListModel):
    """Findings, what blocks first; ``Qt.UserRole`` holds the record as ``kind:key``."""

    def __init__(self) -> None:
        super().__init__()
        self._findings: tuple[Finding, ...] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these."""
        ordered = tuple(sorted(findings, key=lambda finding: not finding.blocking))
        if ordered != self._findings:
            self.beginResetModel()
            self._findings = ordered
            self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self._findings[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: finding.message,
            Qt.ItemDataRole.AccessibleTextRole: f"{word_of(finding)}: {finding.message}",
            Qt.ItemDataRole.UserRole: finding.record,
            _FINDING: finding,
        }.get(role)


def word_of(finding: Finding) -> str:
    """How much a finding weighs, in a word or two."""
    return "Hace falta" if finding.blocking else "Consejo"


class IssueList(QListView):
    """What is missing; a click or Enter goes to the field (``chosen``)."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.issues = IssueModel()
        self.setModel(self.issues)
        set_up_list(self, name, "Lo que falta", "Con Enter o con un clic se llega al campo.")
        self.setMouseTracking(True)
        self.setItemDelegate(_IssueDelegate(self))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self._last: QModelIndex | None = None

    def _choose(self, index: QModelIndex) -> None:
        finding = index.data(_FINDING)
        if finding is not None:
            self.chosen.emit(finding)


class _IssueDelegate(QStyledItemDelegate):
    """The word of a finding in small letters, its sentence below."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = narrowest(self._view)
        metrics = self._view.fontMetrics()
        height = metrics.boundingRect(QRect(0, 0, width - 24, 10_000), FLAGS, str(index.data())).height()
        return QSize(width, height + metrics.height() + 16)  # the word is never longer than a line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn: Any = option
        rect: QRect = drawn.rect
        finding: Finding = index.data(_FINDING)
        colours = colours_of(self._view)
        painter.save()
        if drawn.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.fillRect(rect, QColor(colours.soft))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(12, 6, -12, -8)
        painter.setPen(QColor(colours.bad if finding.blocking else colours.muted))
        painter.setFont(self._small())
        sign = "! " if finding.blocking else ""
        painter.drawText(inside, FLAGS, sign + word_of(finding))
        painter.setPen(QColor(colours.text))
        painter.setFont(self._view.font())
        painter.drawText(inside.adjusted(0, self._view.fontMetrics().height(), 0, 0), FLAGS, str(index.data()))
        painter.restore()


class SidePanel(QFrame):
    """The list ``issues`` above, the help below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self._step = ""
        self._title: QLabel = text_label("", "section")
        self.issues = IssueList("issues")
        self._none = text_label("Aquí no falta nada.", "good")
        self._help_title = text_label("Ayuda de este paso", "section")
        self.help = QTextBrowser()
        self.help.setObjectName("help")
        self.help.setAccessibleName("Ayuda de este paso")
        self.help.setAccessibleDescription("Qué se hace en este paso y cómo.")
        self.help.setOpenLinks(False)
        self.help.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.help.document().setDocumentMargin(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 12)
        layout.setSpacing(8)
        for widget, stretch in (
            (self._title, 0), (self._none, 0), (self.issues, 1), (self._help_title, 0), (self.help, 1)
        ):  # fmt: skip
            layout.addWidget(widget, stretch)

    def show_step(self, step: str, title: str) -> None:
        """The help of a step (``home`` is the plan's own)."""
        if step != self._step:
            self._step = step
            self._help_title.setText(f"Ayuda: {title}")
            show_markdown(self.help, help_text(step))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing in it."""
        self._title.setText(f"Qué falta ({len(findings)})" if findings else "Qué falta")
        self._none.setVisible(not findings)
        self.issues.setVisible(bool(findings))
        self.issues.issues.show(findings)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The list no higher than what it holds; the rest is the help's."""
        rows = range(self.issues.issues.rowCount())
        self.issues.setMaximumHeight(max(sum(self.issues.sizeHintForRow(row) for row in rows) + 4, 48))

    def show_keys(self) -> None:
        """The list of keys, below the step's help, with the focus there."""
        show_markdown(self.help, f"## Atajos de teclado\n\n{as_markdown()}\n\n{help_text(self._step)}")
        self._step = ""
        self.help.setFocus()


def help_text(step: str) -> str:
    """The help of a step in Markdown, without its title; every step with a page has one."""
    text = paths.bundled("resources", "help", f"{step}.md").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    return rest if title.startswith("# ") else text


def show_markdown(browser: QTextBrowser, text: str) -> None:
    """Markdown in our typeface: headings a little larger, bold as our semi-bold, lists not far to the right."""
    browser.setMarkdown(text)
    document = browser.document()
    document.setIndentWidth(16)
    cursor = QTextCursor(document)
    block = document.begin()
    points = browser.font().pointSizeF()
    while block.isValid():
        heading = block.blockFormat().headingLevel() > 0
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if heading or piece.charFormat().fontWeight() > QFont.Weight.Normal:
                look = QTextCharFormat()
                look.setFontWeight(QFont.Weight.DemiBold)
                look.setFontPointSize(points * (1.1 if heading else 1))
                look.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(look)
            pieces += 1
        block = block.next()
    browser.moveCursor(QTextCursor.MoveOperation.Start)
