"""A calendar that shows which days are weekends and which lie outside the plan's years."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from pmi_desktop.ui.colours import colours_of
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.layouts import text_label

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class PlanCalendar(QWidget):
    """A pop-up; ``picked`` carries the day chosen with the mouse or Enter. Any day can be chosen."""

    picked = Signal(object)

    def __init__(self, over: QWidget, day: date, years: range) -> None:
        super().__init__(over, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._years = years
        self.calendar = QCalendarWidget(self)
        self.calendar.setGridVisible(False)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName("Calendario")
        self.calendar.setAccessibleDescription("Elija el día con las flechas y oprima Enter.")
        self.calendar.activated.connect(self._choose)
        self.calendar.clicked.connect(self._choose)
        self.calendar.currentPageChanged.connect(lambda *_: self._mark())
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.calendar)
        layout.addWidget(text_label(_legend(years), "hint"))
        self.calendar.setMinimumSize(27 * em(self), 17 * em(self))
        self._dress()
        self._mark()
        self.calendar.setFocus()

    def _dress(self) -> None:
        """Arrows in our own signs, the head in our own colours."""
        colours = colours_of(self)
        for name, sign, word in (("prev", "‹", "Mes anterior"), ("next", "›", "Mes siguiente")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                button.setIcon(QIcon())
                button.setText(sign)
                button.setAccessibleName(word)
        self.calendar.setStyleSheet(
            f"QWidget#qt_calendar_navigationbar {{ background: {colours.surface}; }}"
            "QToolButton { border: 0; padding: 4px 12px; font-weight: 600; }"
            f"QToolButton:hover, QToolButton:focus {{ background: {colours.soft}; }}"
        )

    def _choose(self, chosen: QDate) -> None:
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
        self.close()

    def _mark(self) -> None:
        """Weekends slanted, days outside the plan struck out: in signs, not in colours alone."""
        colours = colours_of(self)
        weekend = QTextCharFormat()
        weekend.setFontItalic(True)
        weekend.setForeground(QColor(colours.muted))
        for day in _WEEKEND:
            self.calendar.setWeekdayTextFormat(day, weekend)
        outside = QTextCharFormat()
        outside.setFontStrikeOut(True)
        outside.setForeground(QColor(colours.muted))
        first = QDate(self.calendar.yearShown(), self.calendar.monthShown(), 1).addDays(-7)
        self.calendar.setDateTextFormat(QDate(), QTextCharFormat())
        for day_shown in (first.addDays(days) for days in range(49)):
            if self._years and day_shown.year() not in self._years:
                self.calendar.setDateTextFormat(day_shown, outside)


def opening_day(value: date | None, today: date, years: range) -> date:
    """Where a calendar opens: at the value, else today, else at the beginning of the plan."""
    if value is not None:
        return value
    return today if not years or today.year in years else date(years[0], 1, 1)


def weekend_of(day: date | None) -> str:
    """A remark on a day without school, for below its field."""
    return {5: "Cae en sábado.", 6: "Cae en domingo."}.get(day.weekday(), "") if day else ""


def _legend(years: range) -> str:
    plan = f"{years[0]}" if len(years) == 1 else f"{years[0]} a {years[-1]}" if years else ""
    return f"Inclinados: sábados y domingos. Tachados: fuera del plan, que es de {plan}." if plan else ""
