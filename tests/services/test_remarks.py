"""What printed pages do not show is said in sentences, with its place."""

from typing import get_args

from pmi_desktop.official.printing.display import Document
from pmi_desktop.official.printing.problems import Kind, Problem
from pmi_desktop.services.remarks import MOST, remarks_on


def remarks(*problems: Problem) -> tuple[str, ...]:
    return remarks_on(Document("", "es-CO", (), problems))


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
