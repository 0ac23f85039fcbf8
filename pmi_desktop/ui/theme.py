"""How the program looks: style, colours, typeface, text size, and Qt's own words in Spanish."""

from functools import cache
from string import Template

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from pmi_desktop import paths
from pmi_desktop.ui.colours import DARK, LIGHT, Colours, is_dark, palette_of
from pmi_desktop.ui.memory import Memory

FAMILY = "Open Sans"
POINTS = 11.0
"""Size of the text at 100 %."""

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes offered, in percent."""

ARGUMENTS = ("-style", "Fusion")
"""What the application is made with. ``setStyle`` gives back a ``QStyle``, which costs a tenth of the start."""

LOOKS = {"system": "Como el sistema", "light": "Claro", "dark": "Oscuro"}


class Theme(QObject):
    """Applies and remembers the look.

    ``changing`` comes before: dressing every widget anew takes its time, so whoever has some to spare lets them go.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, app: QApplication, memory: Memory) -> None:
        super().__init__(app)
        self._app = app
        self._memory = memory
        self._look = memory.text("look", "system")
        self._system_is_dark = is_dark(app.palette())
        self._size = _nearest_size(memory.number("text_size", 100))
        _load_typeface()
        self._style_sheet = Template(paths.bundled("resources", "app.qss").read_text(encoding="utf-8"))
        speak_spanish(app)
        app.setWindowIcon(QIcon(str(paths.bundled("resources", "icons", "app.png"))))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.follow_system)
        self._apply()

    @property
    def look(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._look

    @property
    def size(self) -> int:
        """Text size in percent, one of :data:`SIZES`."""
        return self._size

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        if self._look == "system":
            return DARK if self._system_is_dark else LIGHT
        return DARK if self._look == "dark" else LIGHT

    @Slot()
    def follow_system(self) -> None:
        """Be as dark as the system.

        Asking for that loads ``Qt``, a tenth of the start: the first paint goes by the palette that the system gave.
        """
        from PySide6.QtCore import Qt

        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if dark != self._system_is_dark:
            self._system_is_dark = dark
            if self._look == "system":
                self._apply()

    def set_look(self, look: str) -> None:
        """Follow the system, or be light or dark."""
        self._look = look
        self._memory.remember("look", look)
        self._apply()

    def set_size(self, percent: int) -> None:
        """Another text size; the nearest one offered is taken."""
        self._size = _nearest_size(percent)
        self._memory.remember("text_size", self._size)
        self._apply()

    def step_size(self, steps: int) -> None:
        """So many sizes larger (or smaller), as far as there are."""
        index = min(max(SIZES.index(self._size) + steps, 0), len(SIZES) - 1)
        self.set_size(SIZES[index])

    @Slot()
    def _apply(self) -> None:
        self.changing.emit()
        colours = self.colours
        points = POINTS * self._size / 100
        font = QFont(FAMILY)
        font.setPointSizeF(points)
        self._app.setPalette(palette_of(colours))
        self._app.setFont(font)
        self._app.setStyleSheet(self._style_sheet.substitute(_values(colours, points)))
        self.changed.emit()


@cache
def _load_typeface() -> None:
    for weight in ("Regular", "Semibold"):
        QFontDatabase.addApplicationFont(str(paths.bundled("resources", "fonts", f"OpenSans-{weight}.ttf")))


def _values(colours: Colours, points: float) -> dict[str, str]:
    """What the style sheet's ``$names`` stand for."""
    sizes = {"small": 0.88, "large": 1.18, "title": 1.5}
    suffix = "dark" if colours.dark else "light"
    pictures = {
        name: paths.bundled("resources", "icons", f"{name}-{suffix}.png").as_posix() for name in ("down", "tick")
    }
    side = round(points * 1.4)  # of the box of a mark, in pixels
    marks = {"mark": f"{side}px", "half": f"{side // 2 + 1}px", "inner": f"{side - 8}px"}
    named = {name: str(getattr(colours, name)) for name in Colours.__dataclass_fields__ if name != "levels"}
    return named | {name: f"{points * factor:.2f}pt" for name, factor in sizes.items()} | pictures | marks


def _nearest_size(wanted: int) -> int:
    return min(SIZES, key=lambda size: abs(size - wanted))


def speak_spanish(app: QApplication) -> None:
    """Qt's own buttons and menus, its numbers and its calendars."""
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Colombia))
    translator = QTranslator(app)
    if translator.load("qtbase_es", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def em(widget: QWidget) -> int:
    """The height of a letter in pixels, with which everything that must grow with the text is measured."""
    return round(widget.fontMetrics().height() / 1.36)
