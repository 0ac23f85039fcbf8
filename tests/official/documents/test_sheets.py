"""Sheets to work on paper: what they hold, in the order of the screen, whatever the texts are."""

from io import BytesIO
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from reportlab.platypus import Spacer

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Checkpoint
from pmi_desktop.domain.catalog import Reference, latest_assessment
from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.reporting import NOBODY, by_responsible
from pmi_desktop.official.documents.action_sheets import action_sheets
from pmi_desktop.official.documents.page import Sheet, register_fonts, table, text, write
from pmi_desktop.official.documents.rating_sheets import rating_sheets
from pmi_desktop.paths import bundled

FONTS = bundled("resources", "fonts")


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def _fonts_embedded(pdf: bytes) -> bool:
    return all(
        "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for font in cast(DictionaryObject, cast(DictionaryObject, page["/Resources"])["/Font"]).values()
    )


def _latest(plan: Plan) -> Assessment:
    assessment = latest_assessment(plan)
    assert assessment is not None
    return assessment


def test_every_component_stands_once_in_the_order_of_the_screen(example_plan: Plan, reference: Reference) -> None:
    pdf = rating_sheets(example_plan, reference, _latest(example_plan), FONTS)
    words = _words(pdf)
    places = [words.index(f"{one.id} {one.name}") for one in reference.catalogs["guia34-2008"].components.values()]
    assert len(places) == 93
    assert places == sorted(places)
    assert _fonts_embedded(pdf)
    assert str(PdfReader(BytesIO(pdf)).root_object["/Lang"]) == "es-CO"


def test_one_area_and_one_site(example_plan: Plan, reference: Reference) -> None:
    words = _words(rating_sheets(example_plan, reference, _latest(example_plan), FONTS, area="4", site="El Zarzal"))
    assert "Gestión de la comunidad" in words
    assert "Gestión académica" not in words
    assert "Sede: El Zarzal" in words


def test_last_years_level_comes_through_the_crosswalk(example_plan: Plan, reference: Reference) -> None:
    new = Assessment(id="as2026", year=2026, catalog="guia34-2026")
    plan = example_plan.after(gestures.add(example_plan, new))
    added = plan.get(Assessment, "as2026")
    assert added is not None
    words = _words(rating_sheets(plan, reference, added, FONTS, area="F"))
    assert "F1.2 Gestión documental y archivo académico 3, 3" in words


def test_each_responsible_has_a_sheet_with_their_actions(example_plan: Plan) -> None:
    cuts = example_plan.all(Checkpoint)
    pdf = action_sheets(example_plan, cuts[1], FONTS)
    words = _words(pdf)
    assert all(name in words for name in by_responsible(example_plan))
    assert "Aplicar y analizar la prueba de lectura" in words
    assert "(60 %)" in words
    assert "(60 %)" not in _words(action_sheets(example_plan, cuts[0], FONTS))


def test_an_action_without_responsible_is_not_lost(example_plan: Plan) -> None:
    action = example_plan.all(Action)[0]
    plan = example_plan.after(gestures.change(example_plan, action, responsible=()))
    assert [one.id for one in by_responsible(plan)[NOBODY]] == [action.id]
    plan = plan.after(gestures.change(plan, action, responsible_other="Microcentro"))
    assert NOBODY not in by_responsible(plan)
    assert "Microcentro" in _words(action_sheets(plan, plan.all(Checkpoint)[0], FONTS))


@pytest.mark.parametrize("words", ["<b>negrita</b> & «más»", '<img src="file:///etc/passwd"/>', "a\nb"])
def test_nobodys_words_are_markup_and_none_are_lost(words: str) -> None:
    register_fonts(FONTS)
    sheet = Sheet("Prueba")
    pdf = write(sheet, [text(words), Spacer(0, 5), table([["Título"], [words]], [sheet.width / 3])])
    found = "".join(_words(pdf).split())
    assert found.count("".join(words.split())) == 2


def test_a_cell_taller_than_a_page_goes_on_overleaf() -> None:
    register_fonts(FONTS)
    sheet = Sheet("Prueba")
    pdf = write(sheet, [table([["Título"], ["x" * 4000]], [sheet.width / 6])])
    assert len(PdfReader(BytesIO(pdf)).pages) > 1
    assert _words(pdf).count("x") == 4000


def test_the_same_content_gives_the_same_bytes(example_plan: Plan, reference: Reference) -> None:
    first, second = (rating_sheets(example_plan, reference, _latest(example_plan), FONTS, area="1") for _ in range(2))
    assert first == second


def test_a_sign_without_a_glyph_is_seen() -> None:
    register_fonts(FONTS)
    assert "\N{WHITE SQUARE}" in _words(write(Sheet("Prueba"), [text("hola 👩 adiós")]))
