"""The schedule on paper: one page, everything on it, whatever the dates and texts are."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import LETTER

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.goals import Goal, Objective
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Deadline
from pmi_desktop.official.documents.schedule import schedule
from pmi_desktop.paths import bundled
from tests.samples import make, make_plan, ten_times

FONTS = bundled("resources", "fonts")


def _read(pdf: bytes) -> tuple[int, tuple[float, float], str]:
    pages = PdfReader(BytesIO(pdf)).pages
    box = pages[0].mediabox
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    return len(pages), (float(box.width), float(box.height)), words


def test_the_example_fits_one_letter_page_whole(example_plan: Plan) -> None:
    pages, size, words = _read(schedule(example_plan, FONTS))
    assert (pages, size) == (1, (LETTER[1], LETTER[0]))
    for action in example_plan.all(Action):
        assert action.description in words
    for said in ("Cronograma 2026", "P1 Cargar el PMI en Enjambre (27/02/2026)", "C2 Corte 2 (13/11/2026)", "nov"):
        assert said in words
    assert words.count("Ramiro Ibarra Contreras") == 3


def test_longer_texts_grow_smaller_before_they_are_cut(example_plan: Plan) -> None:
    plan = example_plan
    for action in plan.all(Action):
        plan = plan.after(gestures.change(plan, action, description=action.description + " y algo más" * 4))
    pages, _, words = _read(schedule(plan, FONTS))
    assert pages == 1
    assert words.count("y algo más") == 4 * len(plan.all(Action))


def test_texts_too_long_for_any_page_are_marked_as_cut(example_plan: Plan) -> None:
    plan = example_plan
    for action in plan.all(Action):
        plan = plan.after(gestures.change(plan, action, description="palabra " * 400))
    pages, _, words = _read(schedule(plan, FONTS))
    assert pages == 1
    assert words.count("…") >= len(plan.all(Action))


def test_a_plan_ten_times_as_long_goes_on_overleaf_with_nothing_lost(example_plan: Plan) -> None:
    plan = ten_times(example_plan)
    pages, size, words = _read(schedule(plan, FONTS))
    assert pages > 1
    assert size == (LETTER[1], LETTER[0])
    assert words.count("Simulacro por sede") == 10
    assert "40. Poner a funcionar" in words


def test_several_years_and_dates_out_of_place() -> None:
    plan = make_plan(
        make(Objective, text="Objetivo"),
        make(Goal, text="Meta", due_on=dt.date(2029, 12, 31)),
        make(Action, id="a", description="Sin ninguna fecha"),
        make(Action, id="b", description="Al revés", start_on=dt.date(2027, 5, 1), end_on=dt.date(2027, 4, 1)),
        make(Action, id="c", description="Fuera", start_on=dt.date(2035, 1, 1), end_on=dt.date(2035, 2, 1)),
        make(Action, id="d", description="Solo comienza", start_on=dt.date(2026, 1, 1)),
        make(Action, id="e", description="Sobra", start_on=dt.date(2025, 1, 1), end_on=dt.date(2031, 2, 1)),
        Checkpoint(id="k", label="Corte", date=dt.date(2029, 12, 31)),
        Checkpoint(id="l", label="Otro corte", date=dt.date(2040, 12, 31)),
        start_year=2026,
        end_year=2029,
        deadlines=(Deadline(what="Plazo", date=dt.date(2026, 1, 1)), Deadline(what="Sin fecha")),
    )
    pages, _, words = _read(schedule(plan, FONTS))
    assert pages == 1
    for said in ("2026", "2029", "sin fechas", "01/05/2027 – 01/04/2027", "01/01/2035", "C1 Corte (31/12/2029)"):
        assert said in words
    assert "Otro corte" not in words


def test_nothing_planned_is_a_calendar_to_write_on() -> None:
    pages, _, words = _read(schedule(make_plan(), FONTS))
    assert pages == 1
    assert "Responsable" in words
    assert "ene feb mar abr may jun jul ago sep oct nov dic" in words


@pytest.mark.parametrize("words", ["<b>negrita</b> & «más»", "a\nb"])
def test_words_are_never_markup(words: str) -> None:
    plan = make_plan(make(Objective), make(Goal), make(Action, description=words))
    assert " ".join(words.split()) in _read(schedule(plan, FONTS))[2]


def test_the_same_plan_gives_the_same_bytes(example_plan: Plan) -> None:
    assert schedule(example_plan, FONTS) == schedule(replace(example_plan), FONTS)
