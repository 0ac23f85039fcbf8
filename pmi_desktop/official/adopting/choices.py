"""Choices of a field as a workbook offers them: columns or cells for marks, months, options of a drop-down."""

from collections.abc import Mapping, Sequence

from pmi_desktop.domain.diagnosis import LEVEL_NAMES
from pmi_desktop.domain.fields import Field, Type
from pmi_desktop.domain.numbers import MONTHS
from pmi_desktop.official.folding import fold
from pmi_desktop.official.values import path_of

_YES_NO = {"true": ("si", "s"), "false": ("no", "n")}
_LEVEL_LETTERS = {"1": ("e",), "2": ("p",), "3": ("a",), "4": ("mc", "m", "m c")}
_MORE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "action_progress.state": {
        "SIN": ("ini", "no iniciada", "por iniciar", "sin iniciar", "inicial"),
        "EJ": ("ejecucion", "en proceso", "en curso", "ej"),
        "ESP": ("espera", "aplazada", "suspendida"),
        "FIN": ("finalizada", "cumplida", "ejecutada", "finalizado", "terminado"),
        "CANC": ("cancelado",),
    },
    "review.result": {
        "cumple": ("si", "c"),
        "parcial": ("en parte", "parcialmente", "cumple parcialmente", "parcial", "cp"),
        "no_cumple": ("no", "nc"),
        "no_aplica": ("n a", "na"),
    },
    "concepts.result": {"con_observaciones": ("observaciones", "con ajustes"), "devuelto": ("devuelve",)},
}  # fmt: skip
_INITIALS = "efmamjjasond"


def field_behind(path: str) -> Field | None:
    """The declared field that a value shows."""
    found = path_of(path)
    if found.computed is None:
        return found.field
    return path_of(found.computed.stands_for).field if found.computed.stands_for else None


def words_for(path: str) -> dict[str, set[str]]:
    """By each word of the interchange file the folded ways to say it; empty for what is no choice."""
    if path in ("ratings.counted_level", "ratings.level"):
        return {
            str(level): {str(level), fold(name), f"{level} {fold(name)}", f"nivel {level}", *_LEVEL_LETTERS[str(level)]}
            for level, name in LEVEL_NAMES.items()
        }
    behind = {"criterion.result": "review.result", "criterion.sed_result": "review.result"}.get(path, path)
    field = field_behind(behind)
    if field is None:
        return {}
    if field.holds in (Type.YES_NO, Type.DECISION):
        return {key: set(words) for key, words in _YES_NO.items()}
    more = _MORE.get(behind, {})
    return {key: {fold(word), fold(key.replace("_", " ")), *more.get(key, ())} for key, word in field.choices.items()}


def keys_of(path: str, texts: Sequence[str]) -> list[str | None]:
    """Which choice each text is, ``None`` for those that are none."""
    words = words_for(path)
    return [_key_of(text, words) for text in texts]


def _key_of(text: str, words: Mapping[str, set[str]]) -> str | None:
    folded = fold(text)
    found = [key for key, spelled in words.items() if folded in spelled]
    return found[0] if len(found) == 1 else None


def are_choices(path: str, texts: Sequence[str], least: int = 2) -> dict[str, int] | None:
    """The place in the list of each choice, if the texts are choices of the value, each at most once, and enough."""
    keys = keys_of(path, texts)
    known = [key for key in keys if key is not None]
    if len(known) < least or len(known) != len(texts) or len(set(known)) != len(known):
        return None
    return {key: index for index, key in enumerate(keys) if key is not None}


def own_words(path: str, options: Sequence[str]) -> tuple[dict[str, str], bool]:
    """The workbook's words for choices, from its drop-down; and whether it offers any choice of the value at all."""
    words = words_for(path)
    if not words:
        return {}, True
    found = {key: option for option in options if (key := _key_of(option, words)) is not None}
    return found, bool(found)


def months_at(texts: Sequence[str]) -> int | None:
    """Where twelve texts in a row are the months of a year."""
    folded = [fold(text) for text in texts]
    for start in range(len(folded) - 11):
        twelve = folded[start : start + 12]
        if _are_months(twelve):
            return start
    return None


def _are_months(twelve: Sequence[str]) -> bool:
    if [text[:1] for text in twelve] == list(_INITIALS) and all(len(text) == 1 for text in twelve):
        return True
    if twelve == [str(month) for month in range(1, 13)]:
        return True
    return all(len(text) >= 3 and fold(name).startswith(text[:3]) for text, name in zip(twelve, MONTHS, strict=True))
