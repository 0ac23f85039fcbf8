"""The receipt and LEEME.txt say what the package is, on any PC and whatever the school is called."""

import io
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from pmi_desktop.domain.numbers import show_size
from pmi_desktop.official.package.cover import Cover, FileLine
from pmi_desktop.official.package.readme import readme
from pmi_desktop.official.package.receipt import receipt
from tests.official.package.sample_package import FONTS, cover, sample

LINES = [
    FileLine("D02.03.F01-V5 IE. San José versión 1.xlsx", "el formato en Excel", 91_234),
    FileLine("plan.json", "x"),
]


def _pdf(about: Cover, lines: list[FileLine] = LINES, code: str = "1A2B 3C4D") -> PdfReader:
    return PdfReader(io.BytesIO(receipt(about, code, lines, FONTS)))


def test_it_says_on_one_page_whose_package_it_is_and_what_is_in_it() -> None:
    pdf = _pdf(cover())
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text().replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Constancia de entrega", "Plan de Mejoramiento Institucional", "Centro Educativo Rural Loma del Sietecueros",
        "254051999010", "Arboledas", "2026, versión 1", "13 de febrero de 2026", "1A2B 3C4D",
        "D02.03.F01-V5 IE. San José versión 1.xlsx", "El formato en Excel", "91 kB",
        "Entrega", "Recibe", "Firma",
    ):  # fmt: skip
        assert words in text, words
    assert "BORRADOR" not in text


def test_a_draft_says_so_in_capitals() -> None:
    assert "BORRADOR" in _pdf(cover(draft=True)).pages[0].extract_text()


def test_readers_and_search_engines_know_its_title_and_language() -> None:
    pdf = _pdf(cover())
    root = pdf.root_object
    assert str(root["/Lang"]) == "es-CO"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Constancia de entrega: Centro Educativo Rural Loma del Sietecueros, versión 1"
    wishes = root["/ViewerPreferences"]
    assert isinstance(wishes, DictionaryObject)
    assert str(wishes["/DisplayDocTitle"]).lower() == "true"


def test_its_fonts_travel_with_it() -> None:
    resources = _pdf(cover()).pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"]
    assert isinstance(fonts, DictionaryObject)
    drawn = [font.get_object() for font in fonts.values()]
    assert drawn
    assert all("/FontFile2" in font["/FontDescriptor"] for font in drawn)


def test_texts_are_printed_as_typed() -> None:
    text = _pdf(cover(school='I. E. <b>"Negra"</b> & Cía — ñandú')).pages[0].extract_text()
    assert 'I. E. <b>"Negra"</b> & Cía — ñandú' in text


@pytest.mark.parametrize("school", ["", "x" * 4000, "Institución " * 300])
def test_long_names_and_many_files_stay_on_the_page(school: str) -> None:
    lines = [FileLine(f"D02.03.F{n} {school}"[:180], "formato " * 40, 10 ** (n % 9)) for n in range(40)]
    pdf = _pdf(cover(school=school, moment=school), lines)
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    assert re.search(r"y 3\d archivos más", text)
    lowest: list[float] = []

    def note(words: str, matrix: list[float], place: list[float], _font: object, _size: object) -> None:
        if "archivos más" in words:
            lowest.append(place[5] * matrix[3] + matrix[5])

    pdf.pages[0].extract_text(visitor_text=note)
    assert min(lowest) > 250, "the list runs into the signatures"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert receipt(cover(), "1", LINES, FONTS) == receipt(cover(), "1", LINES, FONTS)


def test_the_package_prints_its_own_code() -> None:
    package = sample().package
    page = next(item for item in package.items if item.path == "Constancia de entrega.pdf")
    text = PdfReader(io.BytesIO(b"".join(page.chunks()))).pages[0].extract_text()
    assert package.manifest.short_code in text


def test_the_guide_opens_in_old_notepads() -> None:
    data = readme(cover(draft=True, left_out=["Foto.jpg"]), "PMI IE. San José 2026 versión 1", LINES)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 20
    text = data.decode("utf-8-sig")
    for words in ("BORRADOR", "www.enjambre.gov.co", "- plan.json: x", "- manifest.json", "Foto.jpg", "Ley 1581"):
        assert words in text
    plain = readme(cover(withheld=False), "PMI", LINES).decode("utf-8-sig")
    assert "BORRADOR" not in plain
    assert "Ley 1581" not in plain
    assert "EVIDENCIAS QUE NO VAN" not in plain


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (312_400, "312 kB"), (1_449_000, "1,4 MB"),
     (14_500_000, "15 MB"), (2_000_000_000, "2,0 GB")],
)  # fmt: skip
def test_sizes_are_said_as_file_managers_say_them(size: int, words: str) -> None:
    assert show_size(size).replace("\N{NO-BREAK SPACE}", " ") == words
