"""The manual inside the program: every page of help, searched as one types, with or without a plan open."""

import re
import unicodedata
from functools import cache

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from pmi_desktop import paths
from pmi_desktop.services import manual
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.shortcuts import as_markdown
from pmi_desktop.ui.side_panel import show_markdown
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.lists import TitleDelegate

KEYS, NEWS = "atajos", "novedades"
_MARGIN = 16
"""Pixels around a page's text."""

_PICTURE = "pantalla"
"""What the page's text calls its picture."""


class HelpWindow(QWidget):
    """A window of its own, so that one can read and work side by side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page_ground")
        self.setWindowTitle("Ayuda de PMI Escritorio")
        self.search = QLineEdit()
        self.search.setObjectName("help_search")
        self.search.setPlaceholderText("Buscar en la ayuda")
        self.search.setAccessibleName("Buscar en la ayuda")
        self.search.setAccessibleDescription("Quedan en la lista las páginas que llevan esas palabras.")
        self.search.textChanged.connect(self._filter)
        self.pages = QListWidget()
        self.pages.setObjectName("help_pages")
        self.pages.setAccessibleName("Páginas de la ayuda")
        self.pages.setAccessibleDescription("Elija una página con las flechas.")
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setItemDelegate(TitleDelegate(self.pages))
        self.pages.currentItemChanged.connect(lambda item, _: self._read(item))
        self._none = text_label("Ninguna página lleva esas palabras.", "muted")
        self._none.hide()
        self._width = 0
        self.text = QTextBrowser()
        self.text.setObjectName("help_text")
        self.text.setAccessibleName("Página de ayuda")
        self.text.setAccessibleDescription("Se lee con las flechas.")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that a picture does not change the room it was measured by.
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.text.document().setDocumentMargin(_MARGIN)
        self.text.viewport().installEventFilter(self)
        label = text_label("Buscar", "label")
        label.setBuddy(self.search)
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (label, self.search, self._none):
            left.addWidget(widget)
        left.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addWidget(self.text, 5)
        for key in ("Esc", "Ctrl+W"):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)
        for page in help_pages():
            item = QListWidgetItem(help_pages()[page][0])
            item.setData(Qt.ItemDataRole.UserRole, page)
            self.pages.addItem(item)
        self.resize(64 * em(self), 44 * em(self))

    def open_page(self, page: str) -> None:
        """Show a page, the search taken back."""
        self.search.clear()
        for row in range(self.pages.count()):
            if self.pages.item(row).data(Qt.ItemDataRole.UserRole) == page:
                self.pages.setCurrentRow(row)
        self.show()
        self.raise_()
        self.activateWindow()
        self.pages.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Set the page anew in another text size or look."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "text"):
            self._read(self.pages.currentItem())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pictures grow and shrink with the room for them."""
        if event.type() is QEvent.Type.Resize and self.text.viewport().width() != self._width:
            self._read(self.pages.currentItem())
        return super().eventFilter(watched, event)

    def _filter(self, words: str) -> None:
        """Only the pages that hold every word."""
        wanted = _plain(words).split()
        found = []
        for row in range(self.pages.count()):
            item = self.pages.item(row)
            text = _searched()[item.data(Qt.ItemDataRole.UserRole)]
            item.setHidden(not all(word in text for word in wanted))
            if not item.isHidden():
                found.append(item)
        self._none.setVisible(not found)
        self.pages.setVisible(bool(found))
        if found and self.pages.currentItem() not in found:
            self.pages.setCurrentItem(found[0], QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._mark(wanted)

    def _mark(self, words: list[str]) -> None:
        """Go to the first of the words in the text, as it is written there."""
        text = _plain(self.text.toPlainText())
        places = [text.find(word) for word in words if text.find(word) >= 0]
        if places:
            cursor = self.text.textCursor()
            cursor.setPosition(min(places))
            cursor.select(cursor.SelectionType.WordUnderCursor)
            self.text.setTextCursor(cursor)

    def _read(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            page = item.data(Qt.ItemDataRole.UserRole)
            show_markdown(self.text, f"# {item.text()}\n\n{help_pages()[page][1]}")
            self._show_picture(page, item.text())

    def _show_picture(self, page: str, title: str) -> None:
        """The page's screen below its title, as wide as there is room and no larger than it is."""
        self._width = self.text.viewport().width()
        path = manual.picture_of(page)
        if path is None:
            return
        whole, dots = QImage(str(path)), self.devicePixelRatioF()
        width = min(self._width - 2 * _MARGIN, whole.width())
        # Made as small as it is shown: the text would leave out rows of its letters.
        smaller = whole.scaledToWidth(round(width * dots), Qt.TransformationMode.SmoothTransformation)
        smaller.setDevicePixelRatio(dots)
        document = self.text.document()
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(_PICTURE), smaller)
        look = QTextImageFormat()
        look.setName(_PICTURE)
        look.setProperty(QTextImageFormat.Property.ImageAltText, f"La pantalla «{title}»")
        look.setWidth(width)
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(QTextBlockFormat())
        cursor.insertImage(look)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        self.open_page(link.path().removesuffix(".md"))


@cache
def help_pages() -> dict[str, tuple[str, str]]:
    """Title and Markdown of each page, in the order of reading: the shipped help, the keys, what is new."""
    news = paths.bundled("resources", "novedades.md").read_text(encoding="utf-8")
    return manual.help_pages() | {KEYS: ("Atajos de teclado", as_markdown()), NEWS: manual.parted(news)}


@cache
def _searched() -> dict[str, str]:
    return {page: _plain(f"{title}\n{text}") for page, (title, text) in help_pages().items()}


def _plain(text: str) -> str:
    """As one searches: without capitals, accents and marks of emphasis, letter for letter as long as the text."""
    plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.casefold())
    return re.sub(r"\*", " ", plain)
