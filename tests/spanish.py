"""What has no place in a text that a school reads: English, familiar forms, unfinished places, loose signs."""

import re

_ENGLISH = re.compile(
    r"\b(the|and|of|with|your|you|this|that|from|file|files|click|step|steps|goal|goals|plan's|save|open|page|help|"
    r"folder|backup|site|sites|team|rating|ratings|school|lorem|ipsum)\b",
    re.IGNORECASE,
)
_FAMILIAR = re.compile(
    r"\b(tú|tus|puedes|tienes|debes|quieres|haz|escribe tu|elige tu|vos|podés|vosotros)\b", re.IGNORECASE
)
_UNFINISHED = re.compile(r"TODO|FIXME|XXX|\?\?\?|<[A-Z_]+>|\{\{|\[\.\.\.\]")
_LOOSE = re.compile(r"(?<!\S)[,.;:!?»)](?=\s)|[«(¿¡]\s|\s,|\w\s+\.(?=\s|$)|(?<=\S)[^\S\n]{2,}(?=\S)|[\"“”]")


def strange_in(text: str) -> list[str]:
    """The strange places of a text, each with what stands around it; none for good Spanish of Colombia."""
    found = [match for pattern in (_ENGLISH, _FAMILIAR, _UNFINISHED, _LOOSE) for match in pattern.finditer(text)]
    strange = [text[max(match.start() - 25, 0) : match.end() + 25].replace("\n", " ") for match in found]
    for opening, closing in ("«»", "()", "¿?", "¡!", "[]"):
        if text.count(opening) != text.count(closing):
            strange.append(f"{text.count(opening)} × {opening}, {text.count(closing)} × {closing}")
    return strange
