"""The release notes: the version that is being shipped comes first, in three kinds of news and good Spanish."""

import re

from pmi_desktop import __version__
from pmi_desktop.paths import bundled
from pmi_desktop.services.bank import load_bank
from tests.spanish import strange_in

NOTES = bundled("resources", "novedades.md").read_text("utf-8")


def test_the_shipped_version_comes_first() -> None:
    assert re.findall(r"^## Versión (.+)$", NOTES, re.MULTILINE)[0] == __version__


def test_news_are_new_changed_or_corrected() -> None:
    kinds = re.findall(r"^### (.+)$", NOTES, re.MULTILINE)
    assert kinds
    assert set(kinds) <= {"Nuevo", "Cambiado", "Corregido"}


def test_it_is_good_spanish() -> None:
    assert strange_in(NOTES.replace("**", "")) == []


def test_the_bank_has_as_many_examples_as_promised() -> None:
    examples = sum(len(file.objectives) for file in load_bank(bundled("resources")).files)
    assert f"{examples} objetivos" in NOTES
