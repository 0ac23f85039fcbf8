"""Every known problem has its sentence, whatever facts it comes with."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import pmi_desktop
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.lock import Holder, PlanInUse
from pmi_desktop.services.sentences import _SENTENCES, sentence


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


@pytest.mark.parametrize(
    ("since", "told"),
    [("2026-02-13T10:42", "abierto en el computador sala, desde el 13 de febrero de 2026 a las 10:42."),
     ("ayer", "abierto en el computador sala."), ("", "abierto en el computador sala.")],
)  # fmt: skip
def test_who_has_a_plan_open_is_told_with_a_date_as_people_say_it(since: str, told: str) -> None:
    problem = PlanInUse(path="a.pmi", holder=Holder(computer="sala", since=since))
    assert told in sentence(problem)
