"""The two sets of colours and how a widget that paints by itself finds the one in use."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as ``#RRGGBB``.

    Texts (``text``, ``muted``, ``accent``, ``good``, ``warn``, ``bad``) have a contrast of at least 4.5:1 on
    ``window``, ``surface`` and ``soft``; ``edge``, which draws inputs, at least 3:1 on ``window`` and ``surface``.
    ``levels`` are the fills of the four levels of a rating, in an order of lightness, so that they differ in print.
    """

    window: str
    surface: str
    soft: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    good: str
    warn: str
    bad: str
    levels: tuple[str, str, str, str]

    @property
    def dark(self) -> bool:
        """Whether light letters stand on a dark ground."""
        return QColor(self.window).lightness() < 128


LIGHT = Colours(
    window="#F3F5F6",
    surface="#FFFFFF",
    soft="#E0EEF0",
    text="#1A252C",
    muted="#4B5A64",
    line="#D3DADF",
    edge="#77858F",
    accent="#0A5A68",
    on_accent="#FFFFFF",
    good="#1C6437",
    warn="#7F4A00",
    bad="#9E221E",
    levels=("#F2D9B8", "#CFDDB4", "#7DB6A6", "#1F6F78"),
)
DARK = Colours(
    window="#14191C",
    surface="#1D2428",
    soft="#1F3A41",
    text="#E9EEF1",
    muted="#AEBAC2",
    line="#36424A",
    edge="#80909A",
    accent="#74C8D5",
    on_accent="#06242A",
    good="#83CF9B",
    warn="#ECBB68",
    bad="#FFA49C",
    levels=("#6B4E22", "#5D6B33", "#2F7D6E", "#8FD6DC"),
)


def palette_of(colours: Colours) -> QPalette:
    """The colours as Qt's own roles, for whatever no style sheet reaches."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Light: colours.surface,
        role.Midlight: colours.line,
        role.Mid: colours.edge,
        role.Dark: colours.edge,
        role.Shadow: colours.edge,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.muted))
    return palette


def colours_of(widget: QWidget) -> Colours:
    """The colours in use where this widget is."""
    return DARK if is_dark(widget.palette()) else LIGHT


def is_dark(palette: QPalette) -> bool:
    """Whether it writes light on dark."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128
