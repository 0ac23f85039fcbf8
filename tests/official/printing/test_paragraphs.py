"""Texts are broken where an office breaks them, and nothing of them is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pmi_desktop.official.printing.faces import MISSING, Faces
from pmi_desktop.official.printing.looks import Ink
from pmi_desktop.official.printing.paragraphs import Setter
from tests.official.printing.books import FONTS

INK, BOLD = Ink("Calibri", 11.0), Ink("Arial", 9.0, bold=True)
FACES = Faces(FONTS)


def lines(*runs: tuple[str, Ink], room: float | None = 113.0, missing: list[str] | None = None) -> list[str]:
    setter = Setter(FACES, (missing if missing is not None else []).append)
    return ["".join(piece.text for piece in line.pieces) for line in setter.lines(runs, room)]


def test_breaks_after_blanks() -> None:
    text = "una frase larga que se parte en varias líneas porque no cabe"
    assert lines((text, INK)) == ["una frase larga que se ", "parte en varias líneas ", "porque no cabe"]


def test_breaks_behind_hyphens_and_inside_a_word_only_without_another_way() -> None:
    text = "plan socioambiental-pedagógico y extraordinariamente"
    assert lines((text, INK), room=90) == ["plan ", "socioambiental-", "pedagógico y ", "extraordinariament", "e"]


def test_one_word_in_two_looks_stays_together() -> None:
    assert lines(("dos pala", INK), ("bras juntas", BOLD), room=50) == ["dos ", "palabras ", "juntas"]


def test_every_line_break_of_the_text_is_one() -> None:
    assert lines(("a\n\nb\r\n", INK)) == ["a", "", "b", ""]


def test_signs_come_from_another_font_and_what_no_font_has_is_seen_and_told() -> None:
    missing: list[str] = []
    assert lines(("✓ listo 🏫 \u200b✅", INK), missing=missing) == [f"✓ listo {MISSING} ✔"]
    assert missing == ["🏫"]


def test_letters_of_wingdings_are_the_signs_they_stand_for() -> None:
    assert lines(("þ", Ink("Wingdings", 12.0))) == ["☑"]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), max_size=30),
            st.sampled_from([INK, BOLD]),
        ),
        max_size=4,
    ),
    st.floats(12, 300),
)
def test_nothing_is_lost_and_no_line_is_wider_than_its_room(runs: list[tuple[str, Ink]], room: float) -> None:
    setter = Setter(FACES, lambda _: None)
    found = setter.lines(runs or [("", INK)], room)
    assert "".join(piece.text for line in found for piece in line.pieces) == "".join(text for text, _ in runs)
    assert all(line.width <= room + 0.01 or len(line.pieces[0].text.strip()) <= 1 for line in found)
