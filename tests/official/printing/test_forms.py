"""The three official forms, filled, come on paper whole."""

import io
import re
import time
from functools import cache

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from pmi_desktop.domain.moments import PLAN, Moment, moments_of
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.printing.display import Document, TextRun, bounds
from pmi_desktop.official.printing.export import export_pdf, form_pages
from tests.official.filled import FOLLOW_UP, FORMS, VERIFICATION, context, export, shipped
from tests.official.printing.books import laid
from tests.samples import example_plan, make_plan, ten_times


def moment(form: str, plan: Plan) -> Moment:
    return next((each for each in moments_of(plan) if each.kind == "checkpoint"), PLAN) if form == FOLLOW_UP else PLAN


@cache
def printed(form: str) -> tuple[bytes, Document]:
    data = export(form, example_plan(), moment(form, example_plan()))
    return data, laid(data)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_left_out_of_a_filled_form(form: str) -> None:
    data, document = printed(form)
    assert document.problems == ()
    shown = _letters(" ".join(run.text for page in document.pages for run in page.texts()))
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        if sheet.sheet_state == "visible":
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.data_type == "s":
                        assert all(_letters(line) in shown for line in cell.value.split("\n")), cell.coordinate


@pytest.mark.parametrize("form", FORMS)
def test_everything_lies_inside_the_margins_or_in_header_and_footer(form: str) -> None:
    for page in printed(form)[1].pages:
        outside = [item for item in page.items if not page.body.holds(bounds(item), 1.0)]
        assert all(isinstance(item, TextRun) for item in outside)
        assert all(item.y > page.body.bottom or item.y < page.body.y for item in outside if isinstance(item, TextRun))


@pytest.mark.parametrize("form", FORMS)
def test_pages_are_numbered(form: str) -> None:
    pages = printed(form)[1].pages
    for number, page in enumerate(pages, start=1):
        assert f"Página {number} de {len(pages)}" in [run.text.strip() for run in page.texts()]


@pytest.mark.parametrize("form", FORMS)
def test_empty_form_prints_too(form: str) -> None:
    document = laid(export(form, make_plan(), PLAN))
    assert document.pages
    assert document.problems == ()


def test_pdf_names_its_form_and_its_issuer() -> None:
    plan = example_plan()
    reader = PdfReader(io.BytesIO(export_pdf(shipped(VERIFICATION), plan, PLAN, context())))
    assert reader.metadata is not None
    assert reader.metadata.title == f"{shipped(VERIFICATION).title} – {plan.school.name}"
    assert reader.metadata.author == "Gobernación de Norte de Santander, Secretaría de Educación"
    assert len(reader.pages) == len(form_pages(shipped(VERIFICATION), plan, PLAN, context()).pages)


def test_ten_times_the_plan_takes_at_most_twelve_times_as_long() -> None:
    def seconds(plan: Plan) -> float:
        data = export(FOLLOW_UP, plan, moment(FOLLOW_UP, plan))
        start = time.process_time()
        laid(data)
        return time.process_time() - start

    seconds(example_plan())
    assert seconds(ten_times(example_plan())) < 12 * max(seconds(example_plan()) for _ in range(2))


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)
