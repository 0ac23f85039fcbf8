"""How findings name records and enumerate what is missing, in the Spanish a teacher reads."""

from collections.abc import Sequence
from datetime import date

from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed, Record

_LONGEST = 60
_ORDINALS = ("primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim")


def blank(text: str) -> bool:
    """Whether a text says nothing."""
    return not text or text.isspace()


def quoted(text: str) -> str:
    """A text between «», on one line and no longer than a glance; quotes inside it become “”."""
    plain = " ".join(text.replace("«", "“").replace("»", "”").split())
    if len(plain) > _LONGEST:
        cut = plain[: _LONGEST - 1]
        words = cut.rpartition(" ")[0]
        plain = f"{(words if len(words) > _LONGEST // 2 else cut).rstrip(' ,;:.')}…"
    return f"«{plain}»"


def listed(items: Sequence[str], last: str = "y") -> str:
    """``a, b y c``; with ``ni`` for what is not there; ``y`` becomes ``e`` before its own sound."""
    if len(items) < 2:
        return "".join(items)
    sound = items[-1].lower().removeprefix("h")
    if last == "y" and sound.startswith(("i", "í")) and not sound.startswith(("ia", "ie")):
        last = "e"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sentence(text: str) -> str:
    """The same with its first letter in capital."""
    return text[:1].upper() + text[1:]


def of(name: str) -> str:
    """``de`` before a name with its article: ``del objetivo``, ``de la meta``."""
    return f"del {name[3:]}" if name.startswith("el ") else f"de {name}"


def to(name: str) -> str:
    """``a`` before a name with its article: ``al factor``, ``a la sede``."""
    return f"al {name[3:]}" if name.startswith("el ") else f"a {name}"


def called(plan: Plan, record: Listed) -> str:
    """A record with its article: ``la meta «…»``; without words of its own, ``la segunda meta del objetivo «…»``."""
    title = getattr(record, record.TITLE) if record.TITLE else None
    name = f"{'la' if record.FEMININE else 'el'} {record.NOUN}"
    if isinstance(title, int):
        return f"{name} de {title}"
    if isinstance(title, date):
        return f"{name} del {show_date(title)}"
    if title is not None and not blank(title):
        return f"{name} {quoted(title)}"
    above = _parent_of(plan, record)
    if above is None:
        return _numbered(record, plan.all(type(record)), alone="únic")
    field, parent = above
    siblings = plan.where(type(record), field, parent.key)
    return f"{_numbered(record, siblings, alone='')} {of(called(plan, parent))}"


def _parent_of(plan: Plan, record: Listed) -> tuple[str, Listed] | None:
    for field in fields_of(type(record)):
        if field.holds is Type.PARENT:
            parent = plan.find((field.target, getattr(record, field.name)))
            return (field.name, parent) if isinstance(parent, Listed) else None
    return None


def _numbered(record: Listed, siblings: Sequence[Record], *, alone: str) -> str:
    """``la segunda meta``; ``la meta``, or ``la única sede``, when there is no other."""
    article, ending = ("la", "a") if record.FEMININE else ("el", "o")
    if len(siblings) < 2:
        return f"{article} {alone}{ending} {record.NOUN}" if alone else f"{article} {record.NOUN}"
    index = next(index for index, one in enumerate(siblings) if one.key == record.key)
    if index >= len(_ORDINALS):
        return f"{article} {record.NOUN} n.º {index + 1}"
    ordinal = _ORDINALS[index]
    short = not record.FEMININE and ordinal in ("primer", "tercer")
    return f"{article} {ordinal}{'' if short else ending} {record.NOUN}"
