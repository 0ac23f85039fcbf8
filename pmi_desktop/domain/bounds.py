"""How much a foreign text may unfold to, told from its bytes before it is decoded or parsed."""

import re
from itertools import islice

_MARKS = (b",", b":", b"[", b"{")
_VALUE = re.compile(rb'[,:\[{][ \t\r\n]*(?=["\d\[{-]|true|false|null|NaN|Infinity)')
_FOUR_WIDE = re.compile(rb"[\xf0-\xff]")
_TWO_WIDE = re.compile(rb"[\xc4-\xff]")
_WIDE = re.compile(rb"[\xc4-\xff][\x80-\xbf]*")
_WIDE_STARTS = bytes(range(0xC4, 0x100))
_CONTINUED = bytes(range(0x80, 0xC0))


def has_more_values(data: bytes, most: int) -> bool:
    """Whether a JSON text in UTF-8 may hold more than so many values; commas of prose are not taken for such.

    A value costs some hundred bytes of memory however short it is: ``[]`` three million times is a small bomb.
    """
    if sum(map(data.count, _MARKS)) <= most:
        return False
    return next(islice(_VALUE.finditer(data), most, None), None) is not None


def has_longer_run(data: bytes, limit: int) -> bool:
    """Whether more than so many bytes follow one another without a quotation mark, as in a text or number too long."""
    last = -1
    while last + limit + 1 < len(data):
        found = data.rfind(b'"', last + 1, last + limit + 2)
        if found < 0:
            return True
        last = found
    return False


def decoded_size(data: bytes, longest: int | None = None) -> int:
    """Bytes that a text in UTF-8 takes in memory, where every letter is as wide as the widest.

    With ``longest``, of the texts in it of which none has more letters than that: each is as wide as its own widest.
    """
    width = 4 if _FOUR_WIDE.search(data) else 2 if _TWO_WIDE.search(data) else 1
    if width == 1:
        return len(data)
    letters = len(data.translate(None, _CONTINUED))
    return letters + (width - 1) * (letters if longest is None else min(letters, longest * _wide_letters(data)))


def _wide_letters(data: bytes) -> int:
    return len(data) - len(data.translate(None, _WIDE_STARTS))


def narrowed(data: bytes) -> bytes:
    """A JSON text in UTF-8 that means the same, with the wide letters as escapes where this takes less memory.

    One dash in fifty million letters makes all of them twice as wide; an emoji, four times.
    """
    if len(data) + 8 * _wide_letters(data) > decoded_size(data):
        return data
    return _WIDE.sub(_escaped, data)


def _escaped(letter: "re.Match[bytes]") -> bytes:
    """Above the first plane a pair of escapes; what is no letter stays for the decoder to refuse."""
    try:
        pairs = letter[0].decode().encode("utf-16-be").hex()
    except UnicodeDecodeError:
        return letter[0]
    return b"".join(b"\\u" + pairs[at : at + 4].encode() for at in range(0, len(pairs), 4))
