"""A form as the text of its ``form.toml``: one line per value bound, so that people can read and correct it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pmi_desktop.official.definitions import Form

_LINES = frozenset({"cells", "slots"})
"""Lists of which each element stands on a line of its own."""


def form_text(form: Form) -> str:
    """The text that ``parse_form`` reads back; what is at its default is left out."""
    data = msgspec.to_builtins(msgspec.structs.replace(form, folder=None))
    return "\n".join(_table(data, "")) + "\n"


def _table(data: Mapping[str, Any], path: str) -> Iterator[str]:
    """A table: its own values first, then the tables inside it."""
    inner = {name: value for name, value in data.items() if name not in _LINES and _is_tables(value)}
    for name, value in data.items():
        if name in inner:
            continue
        if name in _LINES:
            yield f"{name} = ["
            yield from (f"  {_value(one)}," for one in value)
            yield "]"
        else:
            yield f"{_key(name)} = {_value(value)}"
    for name, value in inner.items():
        full = f"{path}.{name}" if path else name
        if isinstance(value, Mapping):
            yield f"\n[{full}]"
            yield from _table(value, full)
            continue
        for one in value:
            yield f"\n[[{full}]]"
            yield from _table(one, full)


def _is_tables(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            # JSON strings are TOML strings, but for the one control character that JSON leaves bare.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            inside = ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items())
            return f"{{ {inside} }}"
        case list() | tuple():
            return f"[{', '.join(_value(one) for one in value)}]"
    raise TypeError(type(value))


def _key(name: object) -> str:
    text = str(name)
    bare = text.isascii() and all(letter.isalnum() or letter in "-_" for letter in text) and text != ""
    return text if bare else json.dumps(text, ensure_ascii=False)
