"""Signs and words for how far a step is: each state has its own shape, so that no colour is needed to tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.steps import State, states
from pmi_desktop.ui.colours import Colours


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a step is: its state and how many things still block handing in."""

    state: State
    missing: int = 0

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if self.state is State.EMPTY:
            return "Vacío"
        if self.missing:
            return "Falta 1" if self.missing == 1 else f"Faltan {self.missing}"
        return "Listo" if self.state is State.COMPLETE else "En curso"


def standings(plan: Plan, findings: Sequence[Finding]) -> dict[str, Standing]:
    """How far each step of a plan is, by its id."""
    missing: dict[str, int] = {}
    for finding in findings:
        missing[finding.step] = missing.get(finding.step, 0) + finding.blocking
    return {
        step: Standing(state, 0 if state is State.COMPLETE else missing.get(step, 0))
        for step, state in states(plan, findings).items()
    }


def paint_sign(painter: QPainter, where: QRectF, standing: Standing, colours: Colours) -> None:
    """An empty ring, a half-filled one, or a full one with a tick, as large as ``where``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(where.width() / 9, 1.4)
    ring = where.adjusted(width, width, -width, -width)
    complete = standing.state is State.COMPLETE
    colour = QColor(colours.good if complete else colours.muted if standing.state is State.EMPTY else colours.warn)
    painter.setPen(QPen(colour, width))
    painter.setBrush(QColor(colours.good) if complete else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if complete:
        painter.setPen(QPen(QColor(colours.surface), width * 1.3))
        x, y, side = ring.x(), ring.y(), ring.width()
        places = ((0.26, 0.52), (0.43, 0.69), (0.74, 0.34))
        painter.drawPolyline([QPointF(x + a * side, y + b * side) for a, b in places])
    elif standing.state is State.STARTED:
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.restore()
