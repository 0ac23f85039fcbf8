"""Looking at a window as a person would: what is cut off, what lies over what, what cannot be read or reached."""

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QTreeView,
    QWidget,
)

SIDEWAYS = "scrolls_sideways"
"""Property of the few views that may scroll sideways, such as a calendar of months."""

LEAST_CONTRAST = 4.5


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget of a window that is shown, also those that are scrolled out of sight."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root):
            yield widget


def name_of(widget: QWidget) -> str:
    """How a person would recognise it."""
    text = getattr(widget, "text", lambda: "")() if not isinstance(widget, QPlainTextEdit) else ""
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()} «{text}»"


def cut_off(root: QWidget) -> list[str]:
    """Texts for which there is no room."""
    return [f"cut off: {name_of(widget)}" for widget in visible(root) if _is_cut(widget)]


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return bool(widget.text()) and _label_is_cut(widget)
    if isinstance(widget, QAbstractButton):
        return bool(widget.text()) and not _fits(widget.minimumSizeHint(), widget)
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget).width()
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) > room
    if isinstance(widget, QLineEdit):
        text = widget.text() or widget.placeholderText()
        return widget.fontMetrics().horizontalAdvance(text) > widget.width() - 18
    if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        return any(
            widget.sectionSize(section) < widget.sectionSizeHint(section)
            for section in range(widget.count())
            if not widget.isSectionHidden(section)
        )
    return isinstance(widget, QListView | QTreeView) and _lines_are_cut(widget)


def _lines_are_cut(view: QListView | QTreeView) -> bool:
    """Whether a line of a list is lower than what it says needs at the width that the list has now.

    A list view that asked for heights at another width tells the new ones and leaves the lines where they were.
    """
    model = view.model()
    todo = [model.index(row, 0) for row in range(model.rowCount())]
    places = []
    while todo:
        index = todo.pop()
        place = view.visualRect(index)
        if not place.isEmpty():
            if view.sizeHintForIndex(index).height() > place.height() + 1:
                return True
            places.append(place)
        todo += [model.index(row, 0, index) for row in range(model.rowCount(index))]
    places.sort(key=QRect.top)
    return any(above.bottom() > below.top() + 1 for above, below in pairwise(places))


def _label_is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        words = label.text().replace("\u200b", " ").split()
        widest = max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return label.heightForWidth(label.width()) > label.height() + 1 or widest > label.width() + 1
    return not _fits(label.sizeHint(), label)


def _fits(wanted: QSize, widget: QWidget) -> bool:
    return wanted.width() <= widget.width() + 1 and wanted.height() <= widget.height() + 1


def sideways(root: QWidget) -> list[str]:
    """What scrolls to the side although nobody said that it may."""
    return [
        f"scrolls sideways: {name_of(widget)}"
        for widget in visible(root)
        if isinstance(widget, QAbstractScrollArea) and not widget.property(SIDEWAYS)
        if widget.horizontalScrollBar().maximum() > 0
    ]


def overlapping(root: QWidget) -> list[str]:
    """Inputs and buttons that lie over each other."""
    inputs = [one for one in visible(root) if isinstance(one, QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox)]
    inputs = [one for one in inputs if not _inside_view(one) and not _over_everything(one)]
    places = [(one, QRect(one.mapTo(root, QPoint(0, 0)), one.size())) for one in inputs]
    found = []
    for index, (one, place) in enumerate(places):
        for other, other_place in places[index + 1 :]:
            if one.parentWidget() is other or other.parentWidget() is one or not _same_surface(one, other):
                continue
            if place.intersects(other_place):
                found.append(f"overlap: {name_of(one)} and {name_of(other)}")
    return found


def _inside_view(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QTableView | QScrollBar | QHeaderView | QComboBox | QLineEdit)


def _over_everything(widget: QWidget) -> bool:
    """Whether it stands in the notice bar, which lies over the page for a moment."""
    parent = widget.parentWidget()
    return parent is not None and parent.objectName() == "notice"


def _same_surface(one: QWidget, other: QWidget) -> bool:
    """Whether they scroll together: what is scrolled out of sight lies over nothing."""
    return _surface(one) is _surface(other)


def _surface(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent.parentWidget(), QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent


def picture(widget: QWidget, scale: int = 1) -> QImage:
    """A widget as it is painted, so many pixels per pixel."""
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return image


def unreadable(root: QWidget) -> list[str]:
    """Texts whose letters do not stand out from their ground, by the pixels painted."""
    image = picture(root, 2)
    found = []
    for widget in visible(root):
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox) and _shows_text(widget):
            whole = widget.visibleRegion().boundingRect() == widget.rect()
            place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
            ratio = _contrast(image, place) if widget.isEnabled() and whole else None
            if ratio is not None and ratio < LEAST_CONTRAST:
                found.append(f"contrast {ratio:.1f}: {name_of(widget)}")
    return found


def _shows_text(widget: QWidget) -> bool:
    if isinstance(widget, QComboBox):
        return bool(widget.currentText())
    if isinstance(widget, QLineEdit):
        return bool(widget.text() or widget.placeholderText())
    return bool(widget.text()) if isinstance(widget, QLabel | QAbstractButton) else False


def _contrast(image: QImage, place: QRect) -> float | None:
    """Between the commonest colour inside a place (its border left out) and the one farthest from it."""
    inner = place.adjusted(4, 3, -4, -3)
    if inner.width() < 4 or inner.height() < 4:
        return None
    part = image.copy(QRect(inner.topLeft() * 2, inner.size() * 2)).convertToFormat(QImage.Format.Format_RGB888)
    pixels = Image.frombuffer(
        "RGB", (part.width(), part.height()), bytes(part.constBits()), "raw", "RGB", part.bytesPerLine(), 1
    )
    colours = pixels.getcolors(maxcolors=part.width() * part.height())
    if not colours:
        return None
    ground = _lightness(max(colours)[1])
    return max(_ratio(ground, _lightness(colour)) for _, colour in colours)


def _lightness(colour: object) -> float:
    """Relative luminance as WCAG 2 defines it."""
    assert isinstance(colour, tuple)
    parts = [value / 255 for value in colour]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
