"""Whether a label that somebody printed means a label that we know."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pmi_desktop.official.folding import fold

_BRACKETS = re.compile(r"\([^()]{3,}\)|\[[^\[\]]*\]")
_ORDINAL = re.compile(r"^\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zA-Z])\s*[.)-]+\s*")
_EMPTY_WORDS = frozenset(
    {"a", "al", "as", "con", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "n", "o", "os", "que"}
    | {"se", "su", "sus", "un", "una", "y"}
)
_LONGEST = 120
"""Characters of a label; whatever is longer is prose."""

_MORE = 3
"""Words that a label may have besides those of the known one within it."""

EXACT, SAME_WORDS, WITHIN = 4, 3, 2
"""How sure a match is: the very label; the same words; all its words and others besides."""


def as_label(text: str) -> str:
    """A text as a label: folded, without number before it, explanation in brackets, or lines to write on."""
    if len(text) > _LONGEST:
        return ""
    plain = _BRACKETS.sub(" ", _ORDINAL.sub("", text.strip(), count=1))
    return fold(re.sub(r"[_.…]{3,}", " ", plain)) or fold(text)


@lru_cache(maxsize=8_192)
def words_of(folded: str) -> frozenset[str]:
    """The words that matter, in one form for singular and plural: ``indicadores`` → ``indicador``."""
    return frozenset(
        word if len(word) <= 3 else word.removesuffix("s").removesuffix("e")
        for word in folded.split()
        if word not in _EMPTY_WORDS
    )


class Labels:
    """Known labels by path, to look others up in; every answer is kept."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._words: dict[frozenset[str], list[str]] = {}
        for path, labels in known.items():
            for label in labels:
                if label:
                    _add(self._exact, label, path)
                    _add(self._words, words_of(label), path)
        self._answers: dict[str, tuple[int, list[str]]] = {}

    def best(self, text: str) -> tuple[int, list[str]]:
        """The paths that a label most surely means, and how surely; several if nothing decides."""
        label = as_label(text)
        if label not in self._answers:
            self._answers[label] = self._look(label)
        return self._answers[label]

    def _look(self, label: str) -> tuple[int, list[str]]:
        if label in self._exact:
            return EXACT, self._exact[label]
        words = words_of(label)
        if not words:
            return 0, []
        if words in self._words:
            return SAME_WORDS, self._words[words]
        inside = [known for known in self._words if 1 < len(known) < len(words) <= len(known) + _MORE and known < words]
        longest = max(map(len, inside), default=0)
        # Of several labels within another the one that explains most of it.
        paths = dict.fromkeys(path for known in inside if len(known) == longest for path in self._words[known])
        return (WITHIN, list(paths)) if paths else (0, [])


def _add(index: dict[Any, list[str]], key: Any, path: str) -> None:
    if path not in index.setdefault(key, []):
        index[key].append(path)
