"""What two spellings of the same words have in common, for labels, names and choices that other people typed."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_INDEX = re.compile(r"^\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[A-Z]{1,2}[0-9]{1,2}(?:\.[0-9]{1,2})*)\s*[.):–-]*\s+(?=\S)")
_CELL = 32_767
"""Letters that a cell can hold."""
_WORDS = re.compile(r"[^\W_]+|%")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Small letters without accents, single blanks, no punctuation: ``N.º de  Sedes:`` → ``n o de sedes``."""
    plain = unicodedata.normalize("NFKD", text[:_CELL].casefold())
    return " ".join(_WORDS.findall("".join(one for one in plain if not unicodedata.combining(one))))


@lru_cache(maxsize=16_384)
def fold_name(text: str) -> str:
    """The same without the number that often stands before a name: ``1.2.1  Liderazgo`` → ``liderazgo``."""
    return fold(_INDEX.sub("", text, count=1))


def index_of(text: str) -> str:
    """The number before a name: ``1.2.1  Liderazgo`` → ``1.2.1``; nothing if there is none."""
    found = _INDEX.match(text + " x")
    return found[0].strip().rstrip(".):–- ") if found else ""


def unique(found: Iterable[str]) -> str | None:
    """The only one of several ids; ``None`` if there is none or more than one."""
    different = set(found)
    return different.pop() if len(different) == 1 else None
