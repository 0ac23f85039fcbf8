"""The schedule as a chart: months or weeks across, actions below their objective, moved by mouse and keys.

Readable without colour: what an action has got done is dark, the rest is hatched; cuts and deadlines have signs of
their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from pmi_desktop.domain.numbers import show_date
from pmi_desktop.ui.colours import Colours, colours_of
from pmi_desktop.ui.labels import breakable
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.gantt_parts import EDGE, GanttRow, Mark, month_names, shifted, sign

WEEK = timedelta(days=7)
_WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(slots=True)
class _Drag:
    """An action on its way with the mouse: where it was taken, by which end, and what its days were."""

    key: str
    x: float
    part: str
    start: date
    end: date
    days: int = 0


class Gantt(QAbstractScrollArea):
    """Shows rows over the years of a plan. Emits what somebody wants; whoever owns it makes it so.

    ``moved`` carries an action's key, which part of it goes (``all``, ``start``, ``end``) and by how many days, for
    :func:`shifted`; ``chosen`` the key of the current action, ``opened`` the one to go to.
    """

    moved = Signal(str, str, int)
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[GanttRow, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._first, self._last = date(2026, 1, 1), date(2026, 12, 31)
        self._weeks = False
        self._current = ""
        self._drag: _Drag | None = None
        self._tops: list[float] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("scrolls_sideways", True)
        self.setAccessibleName("Cronograma")
        self.viewport().setMouseTracking(True)

    @property
    def current(self) -> str:
        """The key of the current action."""
        return self._current

    def show_rows(self, rows: Sequence[GanttRow], marks: Sequence[Mark], years: range) -> None:
        """Show these over these years."""
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
        if (tuple(rows), tuple(marks), first, last) == (self._rows, self._marks, self._first, self._last):
            return
        self._rows, self._marks, self._first, self._last = tuple(rows), tuple(marks), first, last
        keys = [row.key for row in rows if row.key]
        if self._current not in keys:
            self._current = keys[0] if keys else ""
        self._lay_out()
        self._tell()

    def show_weeks(self, weeks: bool) -> None:
        """By weeks, which scroll to the side, or by months, which fit the width."""
        self._weeks = weeks
        self._lay_out()

    def select(self, key: str) -> None:
        """Make an action the current one."""
        if key != self._current and any(row.key == key for row in self._rows):
            self._current = key
            self._tell()
            self.viewport().update()
            self.chosen.emit(key)

    # measures

    def _names_width(self) -> float:
        return min(17 * em(self), self.viewport().width() * 0.4)

    def _day_width(self) -> float:
        days = (self._last - self._first).days + 1
        fitting = (self.viewport().width() - self._names_width()) / days
        return max(em(self) * 0.42, fitting) if self._weeks else fitting

    def _x_of(self, day: date) -> float:
        return self._names_width() + (day - self._first).days * self._day_width() - self.horizontalScrollBar().value()

    def _head(self) -> float:
        return QFontMetricsF(self.font()).height() * 2 + 22

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _font_of(self, row: GanttRow) -> QFont:
        font = QFont(self._small())
        if not row.key:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _lay_out(self) -> None:
        """Where each row begins, how high the whole is, how far it scrolls to the side."""
        width = self._names_width() - 12
        top, self._tops = self._head(), []
        for row in self._rows:
            self._tops.append(top)
            area = QRectF(0, 0, width if row.key else self.viewport().width() - 12, 10_000)
            text = QFontMetricsF(self._font_of(row)).boundingRect(area, _WRAP, breakable(row.text))
            top += max(text.height() + 8, em(self) * 1.8)
        self._tops.append(top)
        days = (self._last - self._first).days + 1
        beyond = round(self._names_width() + days * self._day_width() - self.viewport().width())
        self.horizontalScrollBar().setRange(0, max(beyond, 0) if self._weeks else 0)
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.horizontalScrollBar().setSingleStep(round(7 * self._day_width()))
        bar = self.horizontalScrollBar().sizeHint().height() if self._weeks and beyond > 0 else 0
        self.setFixedHeight(round(top) + bar + 4)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: lines break elsewhere."""
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As wide as there is, as high as the rows."""
        return QSize(600, self.height())

    def minimumSizeHint(self) -> QSize:
        """Names and a few months."""
        return QSize(300, 100)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are in sight, over the grid and the marks."""
        painter = QPainter(self.viewport())
        colours = colours_of(self)
        painter.fillRect(event.rect(), QColor(colours.surface))
        self._paint_grid(painter, colours)
        self._paint_marks(painter, colours, event.rect().bottom())
        for index, row in enumerate(self._rows):
            if self._tops[index] <= event.rect().bottom() and self._tops[index + 1] >= event.rect().top():
                self._paint_row(painter, colours, index, row)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _clip(self, painter: QPainter) -> None:
        """Only the calendar, not the names."""
        painter.setClipRect(QRectF(self._names_width(), 0, self.viewport().width(), self.viewport().height()))

    def _paint_grid(self, painter: QPainter, colours: Colours) -> None:
        painter.save()
        self._clip(painter)
        painter.setFont(self._small())
        metrics = QFontMetricsF(self._small())
        bottom = self._tops[-1] if self._tops else self._head()
        names = month_names(metrics, 28 * self._day_width() - 4)
        day = self._first
        while day <= self._last:
            after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
            left, right = self._x_of(day), self._x_of(after)
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(left, metrics.height() + 2), QPointF(left, bottom))
            painter.setPen(QColor(colours.muted))
            area = QRectF(left, metrics.height() + 4, right - left, metrics.height())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignHCenter), names[day.month - 1])
            if day.month == 1:
                painter.setPen(QColor(colours.text))
                painter.drawText(QPointF(max(left, self._names_width()) + 4, metrics.ascent() + 2), str(day.year))
            day = after
        if self._weeks:
            self._paint_weeks(painter, colours, bottom)
        painter.restore()

    def _paint_weeks(self, painter: QPainter, colours: Colours, bottom: float) -> None:
        """A faint line at each Monday."""
        painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DotLine))
        day = self._first + timedelta(days=(7 - self._first.weekday()) % 7)
        while day <= self._last:
            painter.drawLine(QPointF(self._x_of(day), self._head()), QPointF(self._x_of(day), bottom))
            day += WEEK

    def _paint_row(self, painter: QPainter, colours: Colours, index: int, row: GanttRow) -> None:
        top, height = self._tops[index], self._tops[index + 1] - self._tops[index]
        full = QRectF(0, top, self.viewport().width(), height)
        if not row.key:
            painter.fillRect(full, QColor(colours.window))
        elif row.key == self._current:
            painter.fillRect(QRectF(0, top, self._names_width(), height), QColor(colours.soft))
            painter.fillRect(QRectF(0, top, 4, height), QColor(colours.accent))
        painter.setFont(self._font_of(row))
        painter.setPen(QColor(colours.text))
        width = self._names_width() - 12 if row.key else full.width() - 12
        painter.drawText(QRectF(8, top + 4, width, height), _WRAP, breakable(row.text))
        painter.setPen(QColor(colours.line))
        painter.drawLine(QPointF(0, top + height), QPointF(full.width(), top + height))
        if row.key:
            painter.save()
            self._clip(painter)
            self._paint_bar(painter, colours, row, top, height)
            painter.restore()

    def _paint_bar(self, painter: QPainter, colours: Colours, row: GanttRow, top: float, height: float) -> None:
        start, end = self._days_of(row)
        if start is None or end is None:
            painter.setPen(QColor(colours.warn))
            where = QRectF(self._names_width() + 8, top, 30 * em(self), height)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), "! sin fechas")
            return
        bar = self._bar(start, end, top, height)
        painter.fillRect(bar, QColor(colours.soft))
        ink = QColor(colours.accent)
        painter.fillRect(bar, QBrush(ink, Qt.BrushStyle.BDiagPattern))
        done = QRectF(bar)
        done.setWidth(bar.width() * row.percent / 100)
        painter.fillRect(done, ink)
        pen = QPen(ink, 2 if row.key == self._current else 1)
        if row.state == "CANC":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)

    def _bar(self, start: date, end: date, top: float, height: float) -> QRectF:
        thick = min(em(self) * 1.1, height - 6)
        left, right = self._x_of(min(start, end)), self._x_of(max(start, end) + timedelta(days=1))
        return QRectF(left, top + (height - thick) / 2, max(right - left, 3), thick)

    def _paint_marks(self, painter: QPainter, colours: Colours, lowest: int) -> None:
        """What falls on one day is one line, and no line goes on below what is in sight: dots are slow to draw."""
        painter.save()
        self._clip(painter)
        bottom = min(self._tops[-1] if self._tops else self._head(), lowest + 1)
        y, half = self._head() - 8, self._day_width() / 2
        for day, kind in dict.fromkeys((mark.day, mark.kind) for mark in self._marks):
            if not self._first <= day <= self._last:
                continue
            x = self._x_of(day) + half
            style = {"today": Qt.PenStyle.DashLine, "cut": Qt.PenStyle.SolidLine}.get(kind, Qt.PenStyle.DotLine)
            colour = QColor(colours.bad if kind == "today" else colours.text)
            painter.setPen(QPen(colour, 1.5, style))
            painter.drawLine(QPointF(x, y), QPointF(x, bottom))
            painter.setBrush(colour)
            painter.drawPolygon(sign(kind, x, y))
        painter.restore()

    # keys and mouse

    def _days_of(self, row: GanttRow) -> tuple[date | None, date | None]:
        """A row's days, as they are being dragged if they are."""
        start, end = row.start or row.end, row.end or row.start
        if self._drag is not None and self._drag.key == row.key:
            return shifted(self._drag.start, self._drag.end, self._drag.part, self._drag.days)
        return start, end

    def _row_of(self, key: str) -> GanttRow | None:
        return next((row for row in self._rows if row.key == key), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows: up and down choose; left and right move the action, with Shift its end, with Ctrl its beginning."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        keys = [row.key for row in self._rows if row.key]
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._current in keys:
            index = keys.index(self._current) + (1 if key == Qt.Key.Key_Down else -1)
            self.select(keys[min(max(index, 0), len(keys) - 1)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._current in keys:
            days = (1 if self._weeks else 7) * (1 if key == Qt.Key.Key_Right else -1)
            shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
            part = "end" if modifiers & shift else "start" if modifiers & control else "all"
            self.moved.emit(self._current, part, days)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row; take its bar, at one end or in the middle."""
        place = event.position()
        for index, row in enumerate(self._rows):
            if row.key and self._tops[index] <= place.y() < self._tops[index + 1]:
                self.select(row.key)
                start, end = self._days_of(row)
                if start is None or end is None or event.button() != Qt.MouseButton.LeftButton:
                    return
                bar = self._bar(start, end, self._tops[index], self._tops[index + 1] - self._tops[index])
                if bar.adjusted(-EDGE, 0, EDGE, 0).contains(place) and place.x() > self._names_width():
                    part = (
                        "start" if place.x() < bar.left() + EDGE else "end" if place.x() > bar.right() - EDGE else "all"
                    )
                    self._drag = _Drag(row.key, place.x(), part, start, end)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where it would come to lie."""
        if self._drag is not None:
            self._drag.days = round((event.position().x() - self._drag.x) / self._day_width())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it lie there."""
        drag, self._drag = self._drag, None
        if drag is not None and drag.days:
            self.moved.emit(drag.key, drag.part, drag.days)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the action."""
        if self._current:
            self.opened.emit(self._current)

    def _tell(self) -> None:
        """What stands in the current row, in words."""
        row = self._row_of(self._current)
        if row is None:
            self.setAccessibleDescription("Aún no hay acciones.")
            return
        start, end = row.start or row.end, row.end or row.start
        days = f"del {show_date(start)} al {show_date(end)}" if start and end else "sin fechas"
        keys = "Izquierda y derecha la mueven; con Mayús cambian el final; con Ctrl, el comienzo."
        self.setAccessibleDescription(f"{row.text}: {days}. {keys}")
