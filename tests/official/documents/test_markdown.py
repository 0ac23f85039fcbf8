"""The help's Markdown on paper: what is bold stays bold, and nothing that is written gets lost."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from pmi_desktop.official.documents.markdown import flowables
from pmi_desktop.official.documents.page import Sheet, register_fonts, write
from pmi_desktop.paths import bundled

SHEET = Sheet("Prueba")


def printed(text: str) -> str:
    register_fonts(bundled("resources", "fonts"))
    reader = PdfReader(BytesIO(write(SHEET, flowables(text, SHEET.width))))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_every_kind_of_text_is_printed() -> None:
    text = printed(
        "Una **frase** con *énfasis*.\n\n## Un título\n\n1. Primero\n2. Segundo:\n   - Adentro\n\n"
        "| Cuándo | Qué |\n|---|---|\n| Enero | **Plan** |\n"
    )
    for words in ("Una frase con énfasis.", "Un título", "1.", "Primero", "2.", "Adentro", "Cuándo", "Enero", "Plan"):
        assert words in text, words
    assert "**" not in text
    assert "|" not in text


def test_signs_of_markup_are_letters() -> None:
    assert "Suba <todo> & espere" in printed("Suba <todo> & espere")


def test_what_it_does_not_know_it_says() -> None:
    with pytest.raises(ValueError, match="fence"):
        flowables("```\ncódigo\n```", SHEET.width)
