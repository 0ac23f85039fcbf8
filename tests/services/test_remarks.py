"""What printed pages do not show is said in sentences, with its place."""

import datetime as dt
from pathlib import Path
from typing import get_args

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.printing.problems import Kind, Problem
from pmi_desktop.services.delivering import desk_at
from pmi_desktop.services.filled import Filled
from pmi_desktop.services.form_files import context_of
from pmi_desktop.services.remarks import MOST, apart_words, remarks_on


def remarks(*problems: Problem) -> tuple[str, ...]:
    return remarks_on(problems)


def test_pages_that_show_all_need_no_word() -> None:
    assert remarks() == ()


def test_every_kind_has_its_sentence_with_sheet_and_cell() -> None:
    kinds: tuple[Kind, ...] = get_args(Kind.__value__) if hasattr(Kind, "__value__") else get_args(Kind)
    assert kinds
    for kind in kinds:
        (said,) = remarks(Problem("Plan", "C12", kind, "1.234"))
        assert said.startswith("Hoja «Plan», celda C12: ")
        assert said[-1] in ".4"
    (said,) = remarks(Problem("Plan", "", "chart", "sheet"))
    assert said == "Hoja «Plan»: hay un gráfico que no se puede dibujar."


def test_many_are_counted() -> None:
    lines = remarks(*(Problem("Plan", f"A{row}", "text_cut") for row in range(1, MOST + 4)))
    assert len(lines) == MOST + 1
    assert lines[-1] == "Y 3 cosas más."


def test_a_text_that_stands_whole_apart_is_no_loss() -> None:
    cut = Problem("8 Plan", "C8", "text_cut")
    assert remarks_on([cut], {("8 Plan", "C8")}) == ()
    assert len(remarks_on([cut], {("8 Plan", "C9")})) == 1
    assert apart_words([]) == ()
    (one,) = apart_words([("8 Plan", "C8")])
    assert one == "Un texto no cabe en su lugar («8 Plan», C8). Va completo en la hoja «Textos completos»."
    (many,) = apart_words([("8 Plan", f"C{row}") for row in range(MOST + 2)])
    assert many.startswith(f"{MOST + 2} textos no caben")
    assert " y 2 más)" in many


def test_a_very_long_text_is_told_with_its_place(example_plan: Plan, reference: Reference) -> None:
    long = example_plan.after(gestures.change(example_plan, example_plan.identity, mission="misión larga " * 900))
    desk = desk_at(Path("plan.pmi"), Path("nada"), reference, dt.date(2026, 2, 13))
    form = next(one for one in desk.forms if one.id.startswith("D02.03.F01"))
    filled = Filled(form, long, PLAN, context_of(desk))
    assert filled.remarks == ()
    (note,) = filled.notes
    assert "Va completo en la hoja «Textos completos»" in note
