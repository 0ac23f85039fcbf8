"""Whether a label that somebody printed means a label that we know."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pmi_desktop.official.folding import fold

_BRACKETS = re.compile(r"\([^()]{3,}\)|\[[^\[\]]*\]")
_ORDINAL = re.compile(r"^\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zA-Z])\s*[.)-]+\s*")
_EMPTY_WORDS = frozenset(
    {"a", "al", "as", "con", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "n", "o", "os", "que"}
    | {"se", "su", "sus", "un", "una", "y"}
)
_LONGEST = 120
"""Characters of a label; whatever is longer is prose."""

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


def sureness(label: str, known: str) -> int:
    """How surely a folded label means a known one; 0 if not."""
    if not label or not known:
        return 0
    if label == known:
        return EXACT
    ours, theirs = words_of(known), words_of(label)
    if not ours:
        return 0
    if ours == theirs:
        return SAME_WORDS
    return WITHIN if len(ours) > 1 and ours < theirs and len(theirs) - len(ours) <= 3 else 0


def best(texts: Iterable[str], known: Mapping[str, Iterable[str]]) -> tuple[int, list[str]]:
    """The paths that a label most surely means, of those whose labels are known; several if nothing decides.

    ``texts`` are the ways to read the label, the surest first.
    """
    for text in texts:
        label = as_label(text)
        scores = {path: max((sureness(label, one) for one in labels), default=0) for path, labels in known.items()}
        top = max(scores.values(), default=0)
        if top:
            found = [path for path, score in scores.items() if score == top]
            if top == WITHIN and len(found) > 1:
                found = _longest(found, known, label)
            return top, found
    return 0, []


def _longest(paths: list[str], known: Mapping[str, Iterable[str]], label: str) -> list[str]:
    """Of several labels within another the one that explains most of it."""
    sizes = {path: max(len(words_of(one)) for one in known[path] if sureness(label, one) == WITHIN) for path in paths}
    top = max(sizes.values())
    return [path for path, size in sizes.items() if size == top]
