"""The help that is shipped: a page for every step, as long as a screen, in good Spanish."""

import re

import pytest

from pmi_desktop.domain.diagnosis import LEVEL_MEANINGS, LEVEL_NAMES
from pmi_desktop.domain.steps import STEP_BY_ID, STEPS
from pmi_desktop.paths import bundled
from tests.spanish import strange_in

PAGES = {path.stem: path.read_text("utf-8") for path in sorted(bundled("resources", "help").glob("*.md"))}
BESIDES = {"ruta", "quien-hace-que", "normas", "inicio", "reunion"}


def test_every_step_has_its_page_under_its_own_title() -> None:
    assert {step.id for step in STEPS} | BESIDES <= set(PAGES)
    for key, step in STEP_BY_ID.items():
        assert PAGES[key].startswith(f"# {step.title}\n"), key


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_good_spanish_and_fits_beside_the_step(name: str) -> None:
    text = PAGES[name]
    assert strange_in(text.replace("**", "").replace("*", "")) == []
    assert 130 <= len(text.split()) <= 360
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


def test_steps_tell_an_example_and_common_errors() -> None:
    for step in STEPS[1:]:
        headings = re.findall(r"^## (.+)$", PAGES[step.id], re.MULTILINE)
        assert {"Un ejemplo", "Errores comunes", "Qué mira la Secretaría"} <= set(headings), step.id


def test_levels_are_called_as_on_screen() -> None:
    for level, name in LEVEL_NAMES.items():
        assert f"| {level} {name} |" in PAGES["self_assessment"]
    assert len(LEVEL_MEANINGS) == len(LEVEL_NAMES)


def test_only_norms_with_a_source_are_named() -> None:
    """`domain.md` 5.6 marks the others as unverified."""
    unverified = ("1290", "1286", "1620", "1965", "1421", "1523", "4791", "artículo 67", "artículo 73", "artículo 84")
    assert [one for one in unverified if one in " ".join(PAGES.values())] == []


@pytest.mark.parametrize(
    "text",
    [
        "Guarde el file.", "Puedes deshacer.", "Falta esto TODO", "Una coma , suelta.", "Un «hueco.", "que hace?",
        "dos  espacios",
    ],
)  # fmt: skip
def test_strange_places_are_seen(text: str) -> None:
    assert strange_in(text)
