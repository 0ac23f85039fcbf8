"""Every known problem has its sentence, whatever facts it comes with."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import pmi_desktop
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.sentences import _SENTENCES


def _kinds(cls: type[PmiError]) -> Iterator[type[PmiError]]:
    for kind in cls.__subclasses__():
        yield kind
        yield from _kinds(kind)


@pytest.fixture(scope="module")
def kinds() -> set[type[PmiError]]:
    for module in pkgutil.walk_packages(pmi_desktop.__path__, "pmi_desktop."):
        if module.name.split(".")[1] not in {"app", "ui", "__main__"}:
            importlib.import_module(module.name)
    return {
        kind for kind in _kinds(PmiError) if kind.__module__.startswith("pmi_desktop.") and not kind.__subclasses__()
    }


def test_every_kind_of_problem_has_a_sentence(kinds: set[type[PmiError]]) -> None:
    silent = {kind.__name__ for kind in kinds if not set(kind.__mro__) & _SENTENCES.keys()}
    assert silent == set()
