"""The manual as the school prints it, and the quick start on its two pages."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from pmi_desktop import __version__
from pmi_desktop.domain.steps import STEPS
from pmi_desktop.paths import bundled
from pmi_desktop.services.files import CannotWrite
from pmi_desktop.services.manual import QUICK_START, help_pages, picture_of, write_manual, write_quick_start

TITLES = [title for page, (title, _) in help_pages().items() if page != QUICK_START]


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return PdfReader(write_manual(tmp_path_factory.mktemp("papel") / "Manual.pdf"))


def test_every_page_of_the_help_is_printed_where_the_contents_say(manual: PdfReader) -> None:
    texts = [page.extract_text() for page in manual.pages]
    contents = texts[0]
    assert f"versión {__version__}" in contents
    starts = [index for index, text in enumerate(texts) if any(text.startswith(f"{one}\n") for one in TITLES)]
    found = {texts[index].partition("\n")[0]: index + 1 for index in starts}
    assert list(found) == TITLES
    for title, number in found.items():
        assert re.search(rf"^{re.escape(title)}\s+{number}$", contents, re.MULTILINE), title
    assert len(texts) <= len(TITLES) + 4, "most pages of the help fit on one of paper"


def test_pages_stand_as_one_comes_to_them_and_none_is_left_out() -> None:
    pages = list(help_pages())
    assert pages[:2] == [QUICK_START, "inicio"]
    assert pages[-len(STEPS) - 4 : -3] == ["home", *(step.id for step in STEPS)]
    assert pages[-3:] == ["areas", "taking", "log"], "an area goes out and comes back before one looks up who did what"
    assert set(pages) == {path.stem for path in bundled("resources", "help").glob("*.md")}


def test_the_reader_lists_the_pages_beside(manual: PdfReader) -> None:
    assert [one.title for one in manual.outline if not isinstance(one, list)] == TITLES


def test_no_letter_is_without_a_shape(manual: PdfReader) -> None:
    assert "\N{WHITE SQUARE}" not in "".join(page.extract_text() for page in manual.pages)


def test_screens_are_shown(manual: PdfReader) -> None:
    pictured = [page for page in help_pages() if picture_of(page) is not None]
    assert {step.id for step in STEPS} | {"home", "inicio", "reunion"} <= set(pictured)
    assert sum(len(page.images) for page in manual.pages) == len(pictured)


def test_pictures_are_small_and_as_large_as_the_screen() -> None:
    from PIL import Image

    for page in help_pages():
        path = picture_of(page)
        if path is not None:
            assert path.stat().st_size < 150_000, page
            with Image.open(path) as picture:
                assert picture.size in {(1366, 768), (1024, 768)}, page


def test_quick_start_is_two_pages_with_a_picture_each(tmp_path: Path) -> None:
    pages = PdfReader(write_quick_start(tmp_path / "Guía.pdf")).pages
    assert [len(page.images) for page in pages] == [1, 1]
    assert "Antes de irse" in pages[1].extract_text()


def test_a_folder_that_is_gone_is_a_known_problem(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_manual(tmp_path / "no" / "Manual.pdf")
