"""Filled forms before their judges: both validators find nothing, LibreOffice shows the plan's values."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.fill import fill
from pmi_desktop.official.filling import Filling, Write
from tests.conformance.office import as_pdf, faults, sheets_as_shown
from tests.official.filled import FOLLOW_UP, FORMS, PMI, context, export, shipped
from tests.official.test_plan_form import of_2026
from tests.samples import example_plan, make_factor, make_plan, ten_times
from tests.strategies import ODD_TEXTS

pytestmark = [pytest.mark.conformance, pytest.mark.timeout(300)]

CLOSING = Moment("closing", year=2026)


def odd_plan() -> Plan:
    return make_plan(*(make_factor(id=f"f{n:02}", description=text, causes=text) for n, text in enumerate(ODD_TEXTS)))


PLANS: Mapping[str, Plan] = {
    "example": example_plan(),
    "empty": make_plan(),
    "ten times": ten_times(example_plan()),
    "2026": of_2026(),
    "odd texts": odd_plan(),
}


ANNEX = "Textos completos"


def moment_of(form: str, plan: Plan) -> Moment:
    return CLOSING if form == FOLLOW_UP and 2026 in plan.years else PLAN


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_held_against_a_template(form: str, tmp_path: Path) -> None:
    path = tmp_path / "plantilla.xlsx"
    path.write_bytes(shipped(form).template_bytes())
    assert faults(path) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", PLANS)
def test_nothing_is_held_against_a_filled_form_and_libreoffice_shows_its_values(
    form: str, plan: str, tmp_path: Path
) -> None:
    moment = moment_of(form, PLANS[plan])
    path = tmp_path / "formato.xlsx"
    path.write_bytes(export(form, PLANS[plan], moment))
    assert faults(path) == []
    filling = fill(shipped(form), PLANS[plan], moment, context())
    shown = sheets_as_shown(path, tmp_path)
    assert wrong_cells(filling, shown) == []
    if (plan, form) in (("odd texts", PMI), ("example", PMI)):
        assert (ANNEX in shown) == (plan == "odd texts")


def wrong_cells(filling: Filling, shown: Mapping[str, list[list[str]]]) -> list[str]:
    """The cells that do not show what was written into them; several writes may share a cell only by a mistake."""
    wrong = []
    for sheet in filling.sheets:
        if sheet.title == ANNEX and ANNEX not in shown:
            continue  # no text was too long for its row, so the sheet went with its headings
        page = shown[sheet.title]
        for write in sheet.writes:
            text = page[write.row - 1][write.column - 1]
            if not shows(text, write):
                wrong.append(f"{sheet.title} {write.row},{write.column}: {text!r} for {write.value!r}")
    return wrong


def shows(text: str, write: Write) -> bool:
    match write.value:
        case dt.date():
            # In CSV LibreOffice writes the dates of some cells in the order of its own language.
            return text in (f"{write.value:%d/%m/%Y}", f"{write.value:%m/%d/%Y}")
        case int() | Decimal():
            number = text.replace("$", "").replace(",", "").strip()
            return abs(Decimal(number) - Decimal(write.value)) <= Decimal("0.05")
        case str():
            # LibreOffice turns tabs into blanks when it writes what a cell shows.
            return text.replace("\t", " ") == write.value.replace("\t", " ")
    return False


def test_every_page_of_the_plan_is_printed_on_oficio(tmp_path: Path) -> None:
    from pypdf import PdfReader

    path = tmp_path / "formato.xlsx"
    path.write_bytes(export(PMI, example_plan()))
    pages = PdfReader(as_pdf(path, tmp_path)).pages
    assert {tuple(round(float(size)) for size in page.mediabox[2:]) for page in pages} == {(936, 612)}
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"Página {number} de {len(pages)}" in text
        assert "Plan de Mejoramiento Institucional" in text, "the header is repeated on each page"
