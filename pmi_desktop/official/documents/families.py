"""The plan for the families, on one poster: what the school found, what it will do, how it goes.

Large type and everyday words: nothing here says factor, indicator or goal. Drawn on «doble carta» to be read from two
metres; reduced to a letter page it is a sheet to hand out. Type is as large as all of it allows; what cannot fit even
at the smallest size is shortened with «…», and the poster says where the whole plan is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import TABLOID
from reportlab.platypus import Flowable, HRFlowable, Spacer, Table

from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.approval import years_in_words
from pmi_desktop.domain.catalog import Reference, latest_assessment
from pmi_desktop.domain.checks.words import listed
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.figures.execution import NOT_REPORTED, cuts_by_date, standings_after
from pmi_desktop.domain.figures.priorities import Ranked, ranking_of
from pmi_desktop.domain.figures.progress import Reading, reading_at
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Indicator, Objective
from pmi_desktop.domain.numbers import show_long_date, show_number
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.page import BOLD, GREY, INK, Sheet, register_fonts, style, text, write

HELP = "Pregunte por el plan en la escuela. Venga a las reuniones. Díganos qué piensa y en qué puede ayudar."
_ENOUGH = 0.4
"""Share of the room from which the first clauses of a text may stand for all of it."""

WHOLE = "El plan completo está en la escuela. Cualquiera puede leerlo."


@dataclass(frozen=True, slots=True)
class _Scale:
    """How large the type is, how many signs a text may have, and how many texts a part may hold (0: all)."""

    size: float
    signs: int = 0
    items: int = 0


_SCALES = (
    *(_Scale(size) for size in (36, 34, 32, 30, 28, 26, 24)),
    *(_Scale(24, 180), _Scale(22), _Scale(22, 170), _Scale(20), _Scale(20, 175), _Scale(20, 130)),
    *(_Scale(22, signs, items) for signs, items in ((140, 4), (120, 3), (100, 2))),
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One text of a part, with how much of the way is gone where it tells how something goes."""

    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the poster; without items, ``lines`` to write on."""

    title: str
    items: Sequence[_Item]
    lines: int = 3


def families(plan: Plan, reference: Reference, fonts: Path) -> bytes:
    """The PDF of the poster: always one page, also of a plan where nothing is written yet."""
    register_fonts(fonts)
    sheet = Sheet("El plan de la escuela para las familias", footer=WHOLE, paper=TABLOID)
    parts = _parts(plan, reference)
    story: list[Flowable] = []
    for scale in _SCALES:
        story = list(_poster(sheet, plan, parts, scale))
        if _height(sheet, story) <= sheet.height - 1:
            break
    return write(sheet, story)


def _height(sheet: Sheet, story: Sequence[Flowable]) -> float:
    return sum(one.wrap(sheet.width, sheet.height)[1] + one.getSpaceBefore() + one.getSpaceAfter() for one in story)


def _poster(sheet: Sheet, plan: Plan, parts: Sequence[_Part], scale: _Scale) -> Iterator[Flowable]:
    size = scale.size
    yield text(_short(plan.school.name, 110) or "Nuestra escuela", style(size, font=BOLD))
    yield text(f"Así vamos a mejorar · {years_in_words(plan)}", style(size * 1.35, font=BOLD, spaceBefore=2))
    for number, part in enumerate(parts, start=1):
        yield Spacer(0, size * 0.45)
        yield HRFlowable(width="100%", thickness=size * 0.08, color=INK, spaceBefore=0, spaceAfter=size * 0.15)
        yield text(f"{number}. {part.title}", style(size * 1.15, font=BOLD, spaceAfter=size * 0.15))
        yield from _items(sheet, part, scale)
    yield Spacer(0, size * 0.45)
    yield HRFlowable(width="100%", thickness=size * 0.08, color=INK, spaceBefore=0, spaceAfter=size * 0.2)
    yield text(HELP, style(size, font=BOLD))


def _items(sheet: Sheet, part: _Part, scale: _Scale) -> Iterator[Flowable]:
    size = scale.size
    look = style(size, leftIndent=size * 0.8, bulletIndent=0, spaceAfter=size * 0.16)
    for item in part.items[: scale.items or None]:
        words = _short(item.words, scale.signs) if scale.signs else " ".join(item.words.split())
        yield _Bulleted(text(words, look), size)
        if item.share is not None:
            yield _Way(sheet.width - size * 0.8, size, item.share)
    if scale.items and len(part.items) > scale.items:
        yield text(f"… y {len(part.items) - scale.items} más.", look)
    if not part.items:
        line = [("LINEBELOW", (0, 0), (-1, -1), 0.8, GREY)]
        yield Table([[""]] * part.lines, [sheet.width], [size * 1.4] * part.lines, style=line)
        yield Spacer(0, size * 0.4)


class _Bulleted(Flowable):
    """A paragraph with a square before its first line, drawn because not every typeface has one."""

    def __init__(self, paragraph: Flowable, size: float) -> None:
        super().__init__()
        self._paragraph, self._size = paragraph, size

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # reportlab's
        self.width, self.height = self._paragraph.wrap(width, height)
        return self.width, self.height

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's
        return self._paragraph.getSpaceAfter()

    def draw(self) -> None:  # reportlab's
        side = self._size * 0.34
        self.canv.setFillColor(INK)
        self.canv.rect(self._size * 0.1, self.height - self._size * 0.92, side, side, stroke=0, fill=1)
        self._paragraph.drawOn(self.canv, 0, 0)


class _Way(Flowable):
    """How much of the way is gone: a long outline, filled from the left."""

    def __init__(self, width: float, size: float, share: float) -> None:
        super().__init__()
        self._full, self._size, self._share = width, size, share

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # reportlab's
        self.width, self.height = width, self._size * 0.75
        return self.width, self.height

    def draw(self) -> None:  # reportlab's
        left, tall = self._size * 0.8, self._size * 0.42
        self.canv.setLineWidth(self._size * 0.05)
        self.canv.setStrokeColor(INK)
        self.canv.setFillGray(0.3)
        self.canv.rect(left, self._size * 0.3, self._full * self._share, tall, stroke=0, fill=1)
        self.canv.rect(left, self._size * 0.3, self._full, tall, stroke=1, fill=0)


def _parts(plan: Plan, reference: Reference) -> list[_Part]:
    good = [_Item(one) for one in _strengths(plan, reference)]
    found = [_Item(one.factor.description) for one in _by_rank(plan) if one.factor.description.strip()]
    wanted = [_Item(one.text) for one in plan.all(Objective) if one.text.strip()]
    return [
        _Part("Lo que ya hacemos bien", good, lines=2),
        _Part("Lo que queremos cambiar", found),
        _Part("Lo que vamos a hacer", wanted),
        _Part("Cómo vamos", list(_standing(plan))),
    ]


def _strengths(plan: Plan, reference: Reference) -> list[str]:
    """One strength of each area, that of its highest level; three at most."""
    assessment = latest_assessment(plan)
    if assessment is None:
        return []
    written = [one for one in plan.where(Rating, "assessment", assessment.id) if one.strength.strip()]
    best: list[str] = []
    for area in reference.catalog(plan, assessment).areas:
        own = {component.id for component in area.components}
        here = sorted((one for one in written if one.component in own), key=lambda one: -(one.level or 0))
        best += [one.strength for one in here[:1]]
    return best[:3]


def _by_rank(plan: Plan) -> list[Ranked]:
    """The factors that go into the plan, the most pressing first."""
    return sorted(
        (one for one in ranking_of(plan) if one.factor.included), key=lambda one: (one.rank is None, one.rank)
    )


def _standing(plan: Plan) -> Iterator[_Item]:
    """How far the actions and what is measured have got by the last cut; before the first, when it will be told."""
    cuts = cuts_by_date(plan)
    told = [cut for cut in cuts if plan.where(ActionProgress, "checkpoint", cut.id)]
    if not told:
        first = next((cut.date for cut in cuts if cut.date), None)
        if first:
            yield _Item(f"Apenas comenzamos. El {show_long_date(first)} les contaremos cómo vamos.")
        return
    if words := _done(plan, told):
        yield _Item(words)
    for indicator in plan.all(Indicator):
        readings = [one for cut in cuts if (one := reading_at(plan, indicator, cut)).value is not None]
        if readings and indicator.name.strip():
            yield _measured(indicator, readings[-1])


def _done(plan: Plan, cuts: Sequence[Checkpoint]) -> str:
    """``De 11 cosas por hacer, ya terminamos 8 y estamos trabajando en 3.``"""
    standings = standings_after(plan, cuts)
    states = [standings.get(one.id, NOT_REPORTED).state for one in plan.all(Action)]
    if not states:
        return ""
    parts = [
        f"{words} {states.count(state)}"
        for state, words in (("FIN", "ya terminamos"), ("EJ", "estamos trabajando en"), ("ESP", "están en espera"))
        if states.count(state)
    ]
    whole = "De lo único que íbamos a hacer" if len(states) == 1 else f"De {len(states)} cosas que íbamos a hacer"
    return f"{whole}, {listed(parts)}." if parts else f"{whole}, todavía no comenzamos ninguna."


def _measured(indicator: Indicator, reading: Reading) -> _Item:
    """``Inasistencia: empezamos en 14,8 %, hoy va en 9,1 % y queremos llegar a 8 %.``; a unit in words only once."""
    percent = "\N{NO-BREAK SPACE}%" if indicator.unit.strip() == "%" else ""
    parts = [
        f"{words} {show_number(value)}{percent}"
        for words, value in (
            ("empezamos en", indicator.baseline),
            ("hoy va en", reading.value),
            ("queremos llegar a", reading.target),
        )
        if value is not None
    ]
    if indicator.unit.strip() and not percent:
        parts[-1] += f"\N{NO-BREAK SPACE}{indicator.unit.strip()}"
    share = None if reading.progress is None else float(reading.progress) / 100
    verdict = (
        " Va peor que al comienzo: hay que hacer más." if reading.worse else " ¡Lo logramos!" if share == 1 else ""
    )
    return _Item(f"{indicator.name.strip()}: {listed(parts)}.{verdict}", share)


def _short(words: str, signs: int) -> str:
    """One line of at most so many signs: its first clauses if these say enough, else its first words and «…»."""
    line = " ".join(words.split())
    if len(line) <= signs:
        return line
    cut = line[: signs - 1]
    clause = max(cut.rfind(end) for end in ("; ", ". "))
    if clause > signs * _ENOUGH:
        return f"{cut[:clause]}."
    whole = cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > signs // 2 else cut).rstrip(' ,;:.')}…"
