"""The poster for the families: one page, large type, everyday words, whatever there is to tell."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import TABLOID

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Factor
from pmi_desktop.domain.followup import ActionProgress, IndicatorMeasure
from pmi_desktop.domain.goals import Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.families import HELP, WHOLE, families
from pmi_desktop.paths import bundled
from tests.samples import make, make_plan, ten_times
from tests.spanish import strange_in

FONTS = bundled("resources", "fonts")
SMALLEST = 19.9
JARGON = ("factor", "indicador", "meta", "línea base", "corte", "componente", "autoevaluación", "PMI", "avance")


def _words(pdf: bytes) -> str:
    (page,) = PdfReader(BytesIO(pdf)).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == TABLOID
    return " ".join(page.extract_text().split())


def _sizes(pdf: bytes) -> set[float]:
    """The sizes of type on the page, its footer aside."""
    found: set[float] = set()

    def visit(words: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if words.strip() and cm[5] + tm[5] > 40:
            found.add(size)

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return found


def test_the_example_tells_what_was_found_what_will_be_done_and_how_it_goes(
    example_plan: Plan, reference: Reference
) -> None:
    pdf = families(example_plan, reference, FONTS)
    words = _words(pdf)
    for said in (
        "Centro Educativo Rural Loma del Sietecueros", "La matrícula de las seis sedes se cierra a tiempo",
        "La inasistencia sube en la cosecha", "Preparar a las seis sedes para prevenir y responder a emergencias.",
        "De 11 cosas que íbamos a hacer, ya terminamos 8 y estamos trabajando en 3.",
        "Inasistencia media mensual: empezamos en 14,8 %, hoy va en 9,1 % y queremos llegar a 8 %.",
        "empezamos en 0, hoy va en 6 y queremos llegar a 6 sedes. ¡Lo logramos!", HELP, WHOLE,
    ):  # fmt: skip
        assert said in words, said
    assert min(_sizes(pdf)) > SMALLEST
    assert "No hay estímulos" not in words, "a factor that did not go into the plan"


@pytest.mark.parametrize("which", ["empty", "ten", "long"])
def test_always_one_page_of_large_type(example_plan: Plan, reference: Reference, which: str) -> None:
    long = "Un texto larguísimo, de la vereda y de los caminos, que nadie termina de leer nunca " * 40
    plan = {"empty": make_plan(), "ten": ten_times(example_plan), "long": example_plan}[which]
    if which == "long":
        for record in (*plan.all(Objective), *plan.all(Factor)):
            field = "text" if isinstance(record, Objective) else "description"
            plan = plan.after(gestures.change(plan, record, **{field: long[:4000]}))
        plan = plan.after(gestures.change(plan, plan.school, name=long[:4000]))
    pdf = families(plan, reference, FONTS)
    assert HELP in _words(pdf)
    assert min(_sizes(pdf)) > SMALLEST
    assert ("…" in _words(pdf)) is (which != "empty")


def test_what_is_ours_is_everyday_spanish(reference: Reference) -> None:
    plan = make_plan(
        make(Checkpoint, date=dt.date(2026, 6, 19)),
        make(ActionProgress, state="ESP"),
        make(IndicatorMeasure),
    )
    words = _words(families(plan, reference, FONTS))
    assert strange_in(words) == []
    assert [one for one in JARGON if one.casefold() in words.casefold()] == []
    assert "De lo único que íbamos a hacer, están en espera 1." in words


def test_before_the_first_cut_it_says_when_it_will_be_told(reference: Reference) -> None:
    plan = make_plan(make(Checkpoint, date=dt.date(2026, 6, 19)))
    assert "El 19 de junio de 2026 les contaremos cómo vamos." in _words(families(plan, reference, FONTS))


def test_worse_than_at_the_beginning_is_said(example_plan: Plan, reference: Reference) -> None:
    measure = example_plan.get(IndicatorMeasure, "c2/i21")
    assert measure is not None
    plan = example_plan.after(gestures.change(example_plan, measure, value=20))
    assert "Va peor que al comienzo" in _words(families(plan, reference, FONTS))


def test_words_are_never_markup(example_plan: Plan, reference: Reference) -> None:
    plan = example_plan.after(gestures.change(example_plan, example_plan.all(Objective)[0], text="<b>uno</b> & dos"))
    assert "<b>uno</b> & dos" in _words(families(plan, reference, FONTS))
