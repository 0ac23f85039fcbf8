"""The log on paper."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from pmi_desktop.domain import gestures
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.change_log import ChangeLog, Chapter, line_of
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.documents.change_log import change_log
from pmi_desktop.paths import bundled
from tests.samples import make_plan

FONTS = bundled("resources", "fonts")


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def chapters(example_plan: Plan, reference: Reference) -> tuple[Chapter, ...]:
    plan, lines = example_plan, []
    for number, rating in enumerate(example_plan.all(Rating)[:120]):
        edit = gestures.change(plan, rating, votes=(1, 2, 3, 4))
        at = dt.datetime(2026, 11, 1, 8, 0) + dt.timedelta(hours=number)
        edit = replace(edit, author=f"t{1 + number % 4}", at=at, revision=number + 1)
        plan = plan.after(edit)
        lines.append(line_of(edit))
    return ChangeLog(lines, plan, reference).chapters()


def test_it_names_day_person_area_and_work(example_plan: Plan, chapters: tuple[Chapter, ...]) -> None:
    words = _words(change_log(example_plan, chapters, FONTS, about="Solo el diagnóstico"))
    for said in ("Registro de cambios", "Solo el diagnóstico · Del 01/11/2026 al", "Nelly Rangel Tarazona",
                 "Gestión directiva", "valoraciones"):  # fmt: skip
        assert said in words
    assert "cambian los votos" not in words


def test_details_are_each_told_once(example_plan: Plan, chapters: tuple[Chapter, ...]) -> None:
    pdf = change_log(example_plan, [replace(chapters[0], entries=chapters[0].entries * 3)], FONTS, detailed=True)
    assert _words(pdf).count("cambian los votos por nivel") == len({one.text for one in chapters[0].entries})


def test_a_long_log_goes_on_overleaf_under_its_heading(example_plan: Plan, chapters: tuple[Chapter, ...]) -> None:
    pdf = change_log(example_plan, chapters * 5, FONTS, detailed=True)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 2
    assert all(page.extract_text().count("Qué se trabajó") == 1 for page in pages)


def test_nothing_to_tell() -> None:
    assert "No hay cambios en el registro." in _words(change_log(make_plan(), [], FONTS))


def test_a_chapter_of_a_whole_area_tears_no_row(example_plan: Plan, chapters: tuple[Chapter, ...]) -> None:
    entries = tuple(
        replace(one, text=f"{number}. {one.text}")
        for number, one in enumerate(entry for part in chapters for entry in part.entries)
    )
    whole = replace(chapters[0], entries=entries)
    pages = PdfReader(BytesIO(change_log(example_plan, [*chapters[:2], whole], FONTS, detailed=True))).pages
    assert len(entries) > 90
    assert [page.extract_text().count("Qué se trabajó") for page in pages] == [1] * len(pages)
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert all(f"– {number}. " in words for number in range(len(entries)))
