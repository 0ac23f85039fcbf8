"""Weights: what is missing to a hundred, and how it is proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain.actions import Action
from pmi_desktop.domain.weights import proposed_weights, weights_in_words


def actions(*weights: int | None) -> list[Action]:
    return [Action(id=str(index), goal="g", weight=weight) for index, weight in enumerate(weights)]


@pytest.mark.parametrize(
    ("weights", "proposed"),
    [
        ((60, None), {"1": 40}),
        ((None, None, None), {"0": 34, "1": 33, "2": 33}),
        ((40, 40, 40), {"0": 34, "1": 33, "2": 33}),
        ((30, 20), {"0": 60, "1": 40}),
        ((60, 40), {}),
        ((60, 40, None), {"0": 40, "1": 27, "2": 33}),
        ((0, 0), {"0": 50, "1": 50}),
        ((0, 100, None), {"0": 0, "1": 67, "2": 33}),
        ((), {}),
    ],
)
def test_the_rest_is_proposed(weights: tuple[int | None, ...], proposed: dict[str, int]) -> None:
    assert proposed_weights(actions(*weights)) == proposed


@given(st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=12))
def test_what_is_proposed_adds_up_to_a_hundred(weights: list[int | None]) -> None:
    proposed = proposed_weights(actions(*weights))
    whole = [proposed.get(one.id, one.weight) for one in actions(*weights)]
    assert sum(one or 0 for one in whole) == 100
    assert all(one is not None and one >= 0 for one in whole)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ((60,), "Los pesos de esta meta suman 60 %: faltan 40 %."),
        ((99, None), "Los pesos de esta meta suman 99 %: falta 1 %."),
        ((101,), "Los pesos de esta meta suman 101 %: sobra 1 %."),
        ((60, 40), "Los pesos de esta meta suman 100 %."),
        ((None,), "Sin pesos, todas las acciones de la meta cuentan igual."),
    ],
)
def test_what_is_missing_is_said(weights: tuple[int | None, ...], said: str) -> None:
    assert weights_in_words(actions(*weights)).replace("\N{NO-BREAK SPACE}", " ") == said
