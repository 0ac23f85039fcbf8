"""The weights of a goal's actions: what they add up to, and how to make it a hundred."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pmi_desktop.domain.actions import Action

WHOLE = 100


def weights_in_words(actions: Sequence[Action]) -> str:
    """What the weights of a goal's actions add up to and how much is missing or too much."""
    total = sum(action.weight or 0 for action in actions)
    if all(action.weight is None for action in actions):
        return "Sin pesos, todas las acciones de la meta cuentan igual."
    if total == WHOLE:
        return "Los pesos de esta meta suman 100\N{NO-BREAK SPACE}%."
    rest = f"faltan {WHOLE - total}" if total < WHOLE else f"sobran {total - WHOLE}"
    rest = rest.replace("faltan 1", "falta 1") if total == WHOLE - 1 else rest
    rest = rest.replace("sobran 1", "sobra 1") if total == WHOLE + 1 else rest
    return f"Los pesos de esta meta suman {total}\N{NO-BREAK SPACE}%: {rest}\N{NO-BREAK SPACE}%."


def proposed_weights(actions: Sequence[Action]) -> Mapping[str, int]:
    """Weights by action id that add up to 100; nothing when they already do.

    The rest goes in equal parts to the actions without weight. Where there is none, or nothing is left for them, all
    weights shrink or grow in proportion, an action without one counting as much as the mean of the others.
    """
    given = [action.weight for action in actions if action.weight is not None]
    free = [action for action in actions if action.weight is None]
    if not actions or (given and not free and sum(given) == WHOLE):
        return {}
    rest = WHOLE - sum(given)
    if free and rest >= len(free):
        shares = _whole_parts([Fraction(rest, len(free))] * len(free), rest)
        return {action.id: share for action, share in zip(free, shares, strict=True)}
    total = sum(given)
    mean = Fraction(total, len(given)) if total else Fraction(1)
    shown = [Fraction(action.weight) if action.weight is not None and total else mean for action in actions]
    whole = sum(shown, Fraction(0))
    shares = _whole_parts([one * WHOLE / whole for one in shown], WHOLE)
    return {action.id: share for action, share in zip(actions, shares, strict=True)}


def _whole_parts(exact: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers near these that add up to the total: the greatest remainders are rounded up, first ones first."""
    parts = [int(one) for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: parts[index] - exact[index])
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts
