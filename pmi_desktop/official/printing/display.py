"""A printed document as plain drawing: pages of boxes, lines, texts and pictures.

All lengths are points (1/72 inch), ``y`` grows downwards from the page's top left corner, angles are degrees against
the clock, colours ``#RRGGBB``. Whoever can draw these five things can show a document: the PDF writer of this package,
and the window. Items are in reading order; later ones lie above earlier ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from pmi_desktop.official.printing.problems import Problem


class Rect(NamedTuple):
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def between(cls, left: float, top: float, right: float, bottom: float) -> "Rect":
        """The rectangle with these sides."""
        return cls(left, top, right - left, bottom - top)

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height

    def meets(self, other: "Rect", slack: float = 0.01) -> bool:
        """Whether both share more than a rim."""
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )

    def holds(self, other: "Rect", slack: float = 0.05) -> bool:
        """Whether the other lies inside."""
        return (
            self.x <= other.x + slack
            and self.y <= other.y + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def within(self, other: "Rect") -> "Rect":
        """What both share; without width or height if nothing."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(left, top, max(0.0, right - left), max(0.0, bottom - top))


class Face(NamedTuple):
    """One of the bundled fonts: ``family`` as in :data:`pmi_desktop.official.printing.fontfiles.FILES`."""

    family: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle without border."""

    rect: Rect
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; ``dash`` are the lengths of marks and gaps, none for a whole line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    color: str
    dash: tuple[float, ...] = ()
    clip: Rect | None = None


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline filled with one colour."""

    points: tuple[tuple[float, float], ...]
    fill: str
    clip: Rect | None = None


@dataclass(frozen=True, slots=True)
class TextRun:
    """A text of one look on one line: it begins at ``x`` on the base line ``y`` and is ``width`` long."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    color: str
    width: float
    angle: float = 0.0
    clip: Rect | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG stretched over a rectangle."""

    rect: Rect
    data: bytes
    clip: Rect | None = None


Item: TypeAlias = Box | Line | Polygon | TextRun | Picture


class Margins(NamedTuple):
    """The white rim of a page; header and footer lie in it."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of paper; ``sheet`` is the name of the workbook's sheet that it shows."""

    width: float
    height: float
    margins: Margins
    sheet: str
    items: tuple[Item, ...]

    @property
    def body(self) -> Rect:
        """What lies inside the margins."""
        return Rect.between(
            self.margins.left, self.margins.top, self.width - self.margins.right, self.height - self.margins.bottom
        )

    def texts(self) -> Iterator[TextRun]:
        """The texts in reading order."""
        return (item for item in self.items if isinstance(item, TextRun))


@dataclass(frozen=True, slots=True)
class Document:
    """All pages of a workbook, and what of it they cannot show as an office would."""

    title: str
    language: str
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()


def moved(item: Item, scale: float, dx: float, dy: float, clip: Rect | None = None) -> Item:
    """The item scaled, then moved; what it is clipped to goes along and is cut to ``clip``, given in the new place."""
    if isinstance(item, Box):
        rect = scaled(item.rect, scale, dx, dy)
        return Box(rect if clip is None else rect.within(clip), item.fill)
    own = None if item.clip is None else scaled(item.clip, scale, dx, dy)
    both = clip if own is None else own if clip is None else own.within(clip)
    if isinstance(item, TextRun):
        return TextRun(
            item.x * scale + dx, item.y * scale + dy, item.text, item.face, item.size * scale, item.color,
            item.width * scale, item.angle, both,
        )  # fmt: skip
    if isinstance(item, Line):
        return Line(
            item.x1 * scale + dx, item.y1 * scale + dy, item.x2 * scale + dx, item.y2 * scale + dy, item.width * scale,
            item.color, tuple(length * scale for length in item.dash), both,
        )  # fmt: skip
    if isinstance(item, Polygon):
        return Polygon(tuple((x * scale + dx, y * scale + dy) for x, y in item.points), item.fill, both)
    return replace(item, rect=scaled(item.rect, scale, dx, dy), clip=both)


def scaled(rect: Rect, scale: float, dx: float, dy: float) -> Rect:
    """The rectangle scaled, then moved."""
    return Rect(rect.x * scale + dx, rect.y * scale + dy, rect.width * scale, rect.height * scale)


def bounds(item: Item) -> Rect:
    """A rectangle that holds all that is drawn; a turned text's is the one around it whatever its angle."""
    if isinstance(item, Box | Picture):
        rect = item.rect
    elif isinstance(item, Line):
        left, top = min(item.x1, item.x2), min(item.y1, item.y2)
        rect = Rect.between(left, top, max(item.x1, item.x2), max(item.y1, item.y2))
    elif isinstance(item, Polygon):
        xs, ys = [x for x, _ in item.points], [y for _, y in item.points]
        rect = Rect.between(min(xs), min(ys), max(xs), max(ys))
    elif item.angle:
        reach = item.width + item.size
        rect = Rect(item.x - reach, item.y - reach, 2 * reach, 2 * reach)
    else:
        rect = Rect(item.x, item.y - item.size, item.width, item.size * 1.3)
    clip = None if isinstance(item, Box) else item.clip
    return rect if clip is None else rect.within(clip)
