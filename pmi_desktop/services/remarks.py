"""What printed pages cannot show, said to those who are about to print or hand them in."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmi_desktop.official.printing.problems import Kind, Problem

MOST = 8
"""Sentences about one form; the rest are counted."""


Place = tuple[str, str]
"""A sheet and a cell; no cell for what the sheet has no row for."""


def remarks_on(problems: Iterable["Problem"], apart: Collection[Place] = ()) -> tuple[str, ...]:
    """One sentence per thing that pages do not show, with its sheet and cell.

    A text that is cut where it belongs and stands whole apart is no loss: :func:`apart_words` tells of those.
    """
    lines = [
        _sentence(problem)
        for problem in problems
        if problem.kind != "text_cut" or (problem.sheet, problem.cell) not in apart
    ]
    return (*lines[:MOST], f"Y {len(lines) - MOST} cosas más.") if len(lines) > MOST + 1 else tuple(lines)


def apart_words(apart: Sequence[Place]) -> tuple[str, ...]:
    """A sentence on the texts that stand whole on a sheet at the end."""
    if not apart:
        return ()
    places = ", ".join(f"«{sheet}», {cell}" if cell else f"«{sheet}»" for sheet, cell in apart[:MOST])
    more = f" y {len(apart) - MOST} más" if len(apart) > MOST else ""
    if len(apart) == 1:
        return (f"Un texto no cabe en su lugar ({places}). Va completo en la hoja «Textos completos».",)
    return (f"{len(apart)} textos no caben en su lugar ({places}{more}). Van completos en la hoja «Textos completos».",)


def _sentence(problem: "Problem") -> str:
    place = f"Hoja «{problem.sheet}», celda {problem.cell}" if problem.cell else f"Hoja «{problem.sheet}»"
    return f"{place}: {_WORDS[problem.kind](problem.detail)}"


def _quoted(detail: str) -> str:
    return f" («{detail}»)" if detail else ""


_WORDS: Mapping["Kind", Callable[[str], str]] = {
    "text_cut": lambda detail: f"el texto no se ve entero en el papel{_quoted(detail)}. Acórtelo o ensanche la celda.",
    "number_too_wide": lambda detail: f"el número {detail} no cabe en la columna y sale como ####.",
    "formula": lambda _: "el programa no calcula esa fórmula. Ábrala en Excel para ver el resultado.",
    "number_format": lambda _: "el número sale con un formato más sencillo que en Excel.",
    "conditional_format": lambda _: "no se dibuja un resaltado automático de la celda.",
    "glyph": lambda detail: f"la letra no tiene estos signos y salen como un cuadro: {detail}",
    "picture": lambda _: "hay una imagen que no se puede dibujar.",
    "drawing_cut": lambda detail: f"un dibujo{_quoted(detail)} se sale de lo que se imprime.",
    "shape": lambda _: "hay una figura que sale simplificada o no sale.",
    "chart": lambda _: "hay un gráfico que no se puede dibujar.",
    "control": lambda _: "hay una casilla o un botón que no se dibuja.",
}
